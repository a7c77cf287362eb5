"""The list that the site's search looks into, made from the engine's own list."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import bless
import pytest

from build_tools import pipeline
from build_tools.content import reader as source
from build_tools.languages import catalog as language
from build_tools.languages.catalog import Catalog
from build_tools.problems import Place
from build_tools.website import search_index

PAGE = "sample-scan/getting-ready.html"
TOPIC = f"{PAGE}#getting-ready"
INDEX: dict[str, Any] = {
    "config": {"lang": ["en"], "separator": "[\\s\\-]+", "pipeline": ["stopWordFilter"], "fields": {}},
    "docs": [
        {"location": "index.html", "title": "Home", "text": "Welcome."},
        {"location": PAGE, "title": "Getting ready", "text": "<p>Read this.</p>"},
        {"location": TOPIC, "title": "Bring &amp; take", "text": "<p>Bring your list.</p>"},
        {"location": f"{PAGE}#key-getting-ready", "title": "Key points", "text": "<p>Bring your list.</p>"},
        {"location": "sample-scan/leaflets.html", "title": "Leaflets", "text": "<p>Card</p>"},
        {"location": "sample-scan/sources.html", "title": "Sources", "text": "<p>A book</p>"},
        {"location": "desk.html", "title": "Print desk", "text": "<p>Print.</p>"},
    ],
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = bless.miniature(tmp_path)
    _change(root, "docs/site.yaml", "built: sources, asked: [who says so]", "built: sources, search: false")
    _change(root, "docs/site.yaml", "grade: 6.5\n", "grade: 6.5\npass_over: [can, the, 'Off']\n")
    return root


def _change(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text("utf-8")
    assert text.count(old) == 1
    (root / file).write_text(text.replace(old, new), "utf-8")


def _fit(root: Path, messages: dict[tuple[str, str], str] | None = None) -> dict[str, Any]:
    project, catalog = pipeline.checked(root)
    return search_index.for_patients(INDEX, project, Catalog(catalog.code, catalog.locale, messages or {}))


def _asked(fit: dict[str, Any]) -> dict[str, str]:
    return {entry["location"]: entry["asked"] for entry in fit["docs"]}


def test_only_what_patients_look_for_is_found_with_what_they_type(root: Path) -> None:
    assert _asked(_fit(root)) == {PAGE: "", TOPIC: "can I eat; blood thinner", "sample-scan/leaflets.html": "print"}


def test_what_a_section_says_stays_and_a_page_says_what_it_is(root: Path) -> None:
    texts = {entry["location"]: (entry["title"], entry["text"]) for entry in _fit(root)["docs"]}
    assert texts[TOPIC] == ("Bring &amp; take", "<p>Bring your list.</p>")
    assert texts[PAGE] == ("Getting ready", "<p>What to do before you come, and after.</p>")


def test_sections_outweigh_pages(root: Path) -> None:
    boosts = {entry["location"]: entry["boost"] for entry in _fit(root)["docs"]}
    assert boosts[PAGE] < boosts[TOPIC]


def test_a_search_knows_what_to_pass_over_and_where_words_end(root: Path) -> None:
    config = _fit(root)["config"]
    assert config["pass_over"] == "can; the; Off"
    assert config["lang"] == ["en"]
    assert config["separator"].startswith(f"{INDEX['config']['separator']}|")
    assert {"title", "asked", "text"} == set(config["fields"])


def test_translators_write_their_own_list(root: Path) -> None:
    lists = {
        ("getting-ready", "can I eat; blood thinner"): "darf ich essen; Blutverdünner; Marcumar",
        ("site", "print"): "drucken",
        ("site", "can; the; Off"): "kann; der",
    }
    fit = _fit(root, lists)
    assert _asked(fit)[TOPIC] == "darf ich essen; Blutverdünner; Marcumar"
    assert _asked(fit)["sample-scan/leaflets.html"] == "drucken"
    assert fit["config"]["pass_over"] == "kann; der"


def test_of_several_procedures_each_page_names_its_own(root: Path) -> None:
    content = root / "docs/content"
    shutil.copytree(content / "sample-scan", content / "second-scan")
    _change(root, "docs/content/second-scan/procedure.yaml", "title: Sample scan", "title: Scan <two>")
    project, _ = source.read(root)
    catalog = language.catalog(root, "en_US", Place(""))
    index = json.loads(json.dumps(INDEX).replace("sample-scan", "second-scan"))
    fit = search_index.for_patients(index, project, catalog)
    assert [entry["title"] for entry in fit["docs"]][:2] == ["Scan &lt;two&gt;: Getting ready", "Bring &amp; take"]
    assert fit["config"]["procedures"] == {"sample-scan": "Sample scan", "second-scan": "Scan <two>"}
    assert _fit_of_one(root)["config"]["procedures"] == {}


def _fit_of_one(root: Path) -> dict[str, Any]:
    shutil.rmtree(root / "docs/content/second-scan")
    return _fit(root)


def test_who_types_the_name_of_a_procedure_finds_its_first_page(root: Path) -> None:
    content = root / "docs/content"
    shutil.copytree(content / "sample-scan", content / "second-scan")
    _change(root, "docs/content/second-scan/procedure.yaml", "title: Sample scan", "title: Second scan")
    project, _ = source.read(root)
    index = {**INDEX, "docs": [{"location": "second-scan/index.html", "title": "x", "text": "<p>y</p>"}]}
    (entry,) = search_index.for_patients(index, project, language.catalog(root, "en_US", Place("")))["docs"]
    assert (entry["title"], entry["asked"]) == ("Second scan", "Second scan")
    assert entry["text"] == "<p>A scan that is made up, to try the tool.</p>"


def test_the_same_in_gives_the_same_out(root: Path) -> None:
    before = json.dumps(INDEX)
    assert json.dumps(_fit(root)) == json.dumps(_fit(root))
    assert json.dumps(INDEX) == before
