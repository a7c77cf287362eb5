"""What stands in the heads of pages, and in the lists for search engines."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import bless
import pytest
from commands import mkdocs_build
from html_reader import tree
from test_site_folder import whole_project

from build_tools import pipeline
from build_tools.content.model import Project
from build_tools.guide import build, first_pages
from build_tools.guide.blocks import Tile, Tiles
from build_tools.languages import catalog as language
from build_tools.languages.catalog import Catalog
from build_tools.problems import Place
from build_tools.website import heads

Read = tuple[Project, Catalog]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """The miniature with a second procedure."""
    root = bless.miniature(tmp_path_factory.mktemp("heads"))
    project, catalog = pipeline.whole_source(root)[:2]
    (one,) = project.procedures
    info = one.info.model_copy(update={"title": "Second scan"})
    return replace(project, procedures=(one, replace(one, id="second", info=info))), catalog


def of_pages(project: Project, catalog: Catalog) -> dict[str, heads.Head]:
    return heads.of_pages(project, [[build.of(project, each, catalog) for each in project.procedures]])


def test_every_page_of_every_procedure_has_its_own(read: Read) -> None:
    project, catalog = read
    found = of_pages(project, catalog)
    assert set(found) == {
        "index.md", *(f"{each.id}/index.md" for each in project.procedures),
        *(f"{each.id}/{page.id}.md" for each in project.procedures for page in project.site.pages),
    }  # fmt: skip
    for told in ("title", "description", "address"):
        assert len({getattr(head, told) for head in found.values()}) == len(found)
    assert "Second scan" in found["second/overview.md"].title and "Second scan" in found["index.md"].description
    assert found["second/index.md"].address.endswith("/second/index.html")


def test_one_procedure_alone_has_no_first_page_of_its_own(read: Read) -> None:
    project, catalog = read
    one = replace(project, procedures=project.procedures[:1])
    found = of_pages(one, catalog)
    assert "sample-scan/index.md" not in found and "Sample scan" in found["index.md"].title


@pytest.mark.parametrize("website", ["https://a.example", "https://a.example/", "https://a.example/b/c"])
def test_addresses(read: Read, website: str) -> None:
    project, catalog = read
    clinic = project.clinic.model_copy(update={"website": website})
    found = of_pages(replace(project, clinic=clinic), catalog)
    start = website.rstrip("/") + "/"
    assert found["index.md"].address == start
    assert found["second/overview.md"].address == f"{start}second/overview.html"
    assert found["index.md"].languages == {"en": start, "x-default": start}
    assert found["index.md"].data["url"] == start


def test_each_language_names_the_others(read: Read) -> None:
    project, catalog = read
    spanish = language.catalog(Path(), "es_US", Place(""))
    editions = [[build.of(project, each, used) for each in project.procedures] for used in (catalog, spanish)]
    start, found = heads.start(project.clinic), heads.of_pages(project, editions)
    page = "second/overview.html"
    assert found["es/second/overview.md"].address == f"{start}es/{page}"
    assert found["es/second/overview.md"].languages == found["second/overview.md"].languages == {
        "en": start + page,
        "es": f"{start}es/{page}",
        "x-default": start + page,
    }
    sitemap = heads.files(project.clinic, found.values())["sitemap.xml"].decode()
    assert f'hreflang="es" href="{start}es/{page}"' in sitemap


def test_the_day_is_that_of_the_words(read: Read) -> None:
    project, catalog = read
    first, second = project.procedures
    later = second.info.model_copy(update={"written": first.info.review, "review": first.info.written})
    both = replace(project, procedures=(first, replace(second, info=later)))
    found = of_pages(both, catalog)
    home, page = found["index.md"], found["second/overview.md"]
    assert (home.written, home.review) == (first.info.review, first.info.written)
    assert page.data["dateModified"] == first.info.review.isoformat()


def test_words_pass_the_catalog(read: Read) -> None:
    project, _ = read
    marked = language.catalog(project.root, language.PSEUDO, project.clinic.place())
    for head in of_pages(project, marked).values():
        assert "⁅" in head.title and "⁅" in head.description and "⁅" in head.data["name"]


def test_a_real_clinic_has_a_telephone(read: Read) -> None:
    project, catalog = read
    for is_sample in (True, False):
        clinic = project.clinic.model_copy(update={"sample": is_sample})
        found = of_pages(replace(project, clinic=clinic), catalog)["index.md"].data["publisher"]
        assert ("telephone" in found) != is_sample
        assert found["name"] == clinic.name


def test_the_lost_find_the_doors_of_the_only_procedure_or_a_door_to_each_and_to_help(read: Read) -> None:
    project, catalog = read
    one = replace(project, procedures=project.procedures[:1])
    pages = [page for page in project.site.pages if page.tile]
    assert [tile.address for tile in tiles(one, catalog)] == [f"sample-scan/{page.id}.html" for page in pages]
    found = tiles(project, catalog)
    assert [(tile.address, tile.is_help) for tile in found] == [
        ("sample-scan/index.html", False), ("second/index.html", False), ("index.html#get-help", True),
    ]  # fmt: skip
    assert [tile.title.text for tile in found] == ["Sample scan", "Second scan", "Get help now"]


def tiles(project: Project, catalog: Catalog) -> tuple[Tile, ...]:
    """What the page for lost addresses offers."""
    surface = first_pages.lost(project, build.guides(project, catalog))
    shown = [block for section in surface.sections for block in section.blocks if isinstance(block, Tiles)]
    return shown[0].tiles


def write(file: Path, key: str, words: str) -> None:
    """Put words at the first place of a key."""
    text = file.read_text("utf-8")
    before, old, after = re.split(rf"(?m)^(\s*{key}): .+$", text, maxsplit=1)
    file.write_text(f"{before}{old}: {json.dumps(words)}{after}", "utf-8")


def test_signs_in_words_are_only_signs(tmp_path: Path) -> None:
    """Quotes, brackets and ampersands of an author end nothing in a page."""
    project = whole_project(tmp_path)
    name, told = """O'Neil "Spine" & Co. < x > y""", """What "people" found & said: a < b."""
    write(project / "docs/content/clinic.yaml", "name", name)
    write(project / "docs/site.yaml", "description", told)
    built = mkdocs_build(project, tmp_path / "site", PRINT_LEAFLETS="false")
    assert built.returncode == 0, built.stderr
    head = tree(tmp_path / "site/index.html").head
    metas = {meta.get("name") or meta.get("property"): meta.get("content") for meta in head.iter("meta")}
    assert name in head.findtext("title")
    assert metas["og:site_name"] == name
    assert told in metas["description"] and told in metas["og:description"]
    data = json.loads(head.findtext("script[@type='application/ld+json']"))
    assert data["publisher"]["name"] == name and told in data["description"]
