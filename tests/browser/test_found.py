"""How a page is found: in lists of results, in messages, and by schema.org's own vocabulary."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml_data
from playwright.sync_api import Browser
from schema_org import registry

from .pages import CLINIC, CONTENT, FILES, FURTHER, HOME, LANGUAGE, LOST, PAGES, PROCEDURES
from .test_policy import every_page

START = CLINIC["website"].rstrip("/") + "/"
TITLES = {id: yaml_data.read(CONTENT / id / "procedure.yaml")["title"] for id in PROCEDURES}
HEAD = """() => ({
    title: document.title,
    metas: Object.fromEntries([...document.querySelectorAll("meta")].map(
        meta => [meta.name || meta.getAttribute("property"), meta.content])),
    links: [...document.querySelectorAll("link[href]")].map(link => [link.rel.trim(), link.hreflang, link.href]),
    data: [...document.querySelectorAll("script[type='application/ld+json']")].map(script => script.textContent),
})"""
Head = Mapping[str, Any]


@pytest.fixture(scope="module")
def heads(browser: Browser, address: str, built_site: Path) -> dict[str, Head]:
    with browser.new_context(java_script_enabled=False) as context:  # a head is there without scripts
        page = context.new_page()
        found = {}
        for path in [*every_page(built_site), LOST]:
            page.goto(address + path, wait_until="commit")
            page.wait_for_load_state("domcontentloaded")
            found[path] = page.evaluate(HEAD)
        return found


def _links(head: Head, rel: str) -> dict[str, str]:
    return {language: href for each, language, href in head["links"] if each == rel}


def test_no_two_pages_have_the_same_name_or_description(heads: dict[str, Head]) -> None:
    for told in (
        [head["title"] for head in heads.values()],
        [head["metas"]["description"] for path, head in heads.items() if path in FILES],
    ):
        assert all(told) and len({*told}) == len(told), told


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_page_is_named_for_people(heads: dict[str, Head], page: Any) -> None:
    """A list of results shows some 60 characters of a title and 160 of a description."""
    head = heads[page.path]
    description = head["metas"]["description"]
    assert TITLES[page.procedure] in head["title"][:60]
    assert CLINIC["name"] in head["title"]
    assert TITLES[page.procedure] in description
    assert 40 <= len(description) <= 160
    assert (head["metas"]["og:title"], head["metas"]["og:description"]) == (head["title"], description)


def test_each_page_tells_its_address_on_the_web(heads: dict[str, Head]) -> None:
    for path in FILES:
        wanted, *translated = (START + folder + ("" if path == HOME else path) for folder in ("", *FURTHER.values()))
        assert _links(heads[path], "canonical") == {"": wanted}
        other_forms = _links(heads[path], "alternate")
        assert "/api/" in other_forms.pop("")  # the same as data, see tests/test_api.py
        assert other_forms == {LANGUAGE: wanted, "x-default": wanted, **dict(zip(FURTHER, translated, strict=True))}
        assert heads[path]["metas"]["og:url"] == wanted
        assert "robots" not in heads[path]["metas"]


def test_what_is_not_for_patients_to_find_says_so(heads: dict[str, Head]) -> None:
    others = {path for path in {*heads} - {*FILES} if not path.startswith(tuple(FURTHER.values()))}
    assert {"desk.html", "c/index.html", LOST} < others
    for path in others:
        assert heads[path]["metas"]["robots"] == "noindex"
        assert not _links(heads[path], "canonical") and not heads[path]["data"]


def test_no_head_names_a_file_of_another_host(heads: dict[str, Head], address: str) -> None:
    named = ("icon", "stylesheet", "prev", "next")
    links = [href for head in heads.values() for rel, _, href in head["links"] if rel in named]
    assert links and all(link.startswith(address) for link in links)
    assert not [head for head in heads.values() if "og:image" in head["metas"]]


def test_the_lists_for_search_engines(built_site: Path) -> None:
    names = {"map": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    root = ElementTree.parse(built_site / "sitemap.xml").getroot()
    pages = [loc.text for loc in root.findall("map:url/map:loc", names)]
    days = [day.text or "" for day in root.findall("map:url/map:lastmod", names)]
    folders = ("", *FURTHER.values())
    wanted = [START + folder + ("" if path == HOME else path) for folder in folders for path in FILES]
    assert sorted(map(str, pages)) == sorted(wanted)
    assert len(days) == len(pages) and all(date.fromisoformat(day) for day in days)
    assert f"Sitemap: {START}sitemap.xml" in (built_site / "robots.txt").read_text("utf-8").splitlines()
    assert not (built_site / "sitemap.xml.gz").exists()


# --- schema.org ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def data(heads: dict[str, Head]) -> dict[str, Any]:
    for path in FILES:
        assert len(heads[path]["data"]) == 1
    return {path: json.loads(heads[path]["data"][0]) for path in FILES}


def test_data_keeps_to_the_vocabulary(data: dict[str, Any]) -> None:
    wrong = {path: faults for path, thing in data.items() if (faults := list(_faults(thing)))}
    assert not wrong
    assert all(thing["@context"] == "https://schema.org" for thing in data.values())


@pytest.mark.parametrize(
    ("spoiled", "fault"),
    [
        ({"@type": "NoSuchThing"}, "no type"),
        ({"@type": "MedicalWebPage", "procedureType": "x"}, "no property"),
        ({"@type": "MedicalWebPage", "about": {"@type": "MedicalProcedure", "audience": "x"}}, "no property"),
        ({"@type": "MedicalWebPage", "publisher": {"@type": "MedicalProcedure"}}, "cannot be"),
        ({"@type": "MedicalWebPage", "audience": "patients"}, "cannot be"),
        ({"@type": "MedicalWebPage", "lastReviewed": "soon"}, "cannot be"),
    ],
)
def test_the_vocabulary_finds_mistakes(spoiled: dict[str, Any], fault: str) -> None:
    assert any(fault in found for found in _faults(spoiled))


def test_data_tells_what_the_page_is(data: dict[str, Any], heads: dict[str, Head]) -> None:
    for page in PAGES:
        thing = data[page.path]
        info = yaml_data.read(CONTENT / page.procedure / "procedure.yaml")
        assert thing["@type"] == "MedicalWebPage" and thing["audience"] == {"@type": "Patient"}
        assert [about["name"] for about in thing["about"]] == [info["title"]]
        assert thing["publisher"]["name"] == CLINIC["name"]
        assert thing["url"] == START + page.path
        assert thing["dateModified"] == info["written"].isoformat()
        assert thing["description"] == heads[page.path]["metas"]["description"]


def test_data_claims_no_review_that_never_was(data: dict[str, Any]) -> None:
    """Every page says that it is a draft which no clinician has approved."""
    assert not [path for path, thing in data.items() if {"lastReviewed", "reviewedBy"} & set(thing)]
    assert {thing["creativeWorkStatus"] for thing in data.values()} == {"Draft"}
    if CLINIC["sample"]:
        assert not [path for path, thing in data.items() if {"telephone", "address"} & set(thing["publisher"])]


def _faults(thing: Mapping[str, Any]) -> Iterator[str]:
    """Where a thing, or one inside it, is not as schema.org says: types, their properties, and what these may hold."""
    model = _model(thing["@type"])
    if not model:
        yield f"no type {thing['@type']}"
        return
    known = {each.schema_name: each.ranges for each in model.SCHEMA_PROPERTIES}
    for name, value in thing.items():
        if name.startswith("@"):
            continue
        for each in value if isinstance(value, list) else [value]:
            if name not in known:
                yield f"no property {name} of {thing['@type']}"
            elif not any(_fits(each, kind) for kind in known[name]):
                yield f"{name} of {thing['@type']} cannot be {each}"
            if isinstance(each, dict):
                yield from _faults(each)


def _model(name: str) -> Any:
    """A type of the vocabulary, or None. By its own name the package would build all types that it leads to."""
    module = registry.MODULE_BY_SCHEMA.get(name)
    return getattr(import_module(module), name) if module else None


def _fits(value: Any, kind: str) -> bool:
    if isinstance(value, dict):
        return kind in getattr(_model(value["@type"]), "SCHEMA_TYPES", ())
    if kind == "URL":
        return re.fullmatch(r"https://[a-z0-9.-]+(/\S*)?", value) is not None
    if kind in ("Date", "DateTime"):
        return re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None
    return kind == "Text"
