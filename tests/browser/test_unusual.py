"""A clinic and a guide that are not like the sample: long names, long numbers, no pictures, two procedures."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import copy_project, mkdocs_build
from large import large_but
from playwright.sync_api import Browser, expect

from .conftest import NARROW, WIDE, OpenTab, tabs
from .test_site import CUT_OFF

NAME = (
    "The Very Reverend Ebenezer Featherstonehaugh Memorial Hospital and Interventionalradiologycentre of Llanfairpwll"
)
NUMBER = "+49 (0)3301 1234 56{} ext 1234567"
NOTE = "not on holidays of the state, and on the first Thursday of each month from 7:30 in the morning to noon alone"
SIZES = large_but([NARROW, (960, 700)], [NARROW, (390, 760), (960, 700), WIDE])
PAGES = ["index.html", "other/get-help.html", "other/the-day.html", "vertebroplasty/overview.html", "c/index.html"]


@pytest.fixture(scope="module")
def unusual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site, without leaflets."""
    project = copy_project(tmp_path_factory.mktemp("unusual") / "project")
    content = project / "docs/content"
    _replace(content / "clinic.yaml", {
        r"^name: .*": f"name: {NAME}",
        r"(?<=name: By day, )number: [^,]*": f"number: {NUMBER.format(1)}",
        r"(?<=name: At night, )number: [^,]*": f"number: {NUMBER.format(2)}",
        r"hours: (.*), help": rf'hours: \1, note: "{NOTE}", help',
        r"^settings:\n {2}vertebroplasty:\n((?: {4}.*\n)+)": r"\g<0>  other:\n\1",
    })  # fmt: skip
    _replace(project / "docs/site.yaml", {r", picture: [a-z-]+\.svg": ""})
    shutil.rmtree(content / "tiles")
    shutil.copytree(content / "vertebroplasty", content / "other")
    _replace(
        content / "other/procedure.yaml", {r"^title: .*": "title: Other procedure", r"^name: .*": "name: other one"}
    )
    the_day = content / "other/topics/the-day.yaml"
    _replace(the_day, {r"  - kind: figure\n(?: {4}.*\n)+": ""})
    for picture in ("day-timeline", "lying-face-down"):  # the third stands on another page too
        (content / f"other/pictures/{picture}.svg").unlink()
    built = mkdocs_build(project, project / "site", PRINT_LEAFLETS="false")
    assert built.returncode == 0, built.stderr
    return project / "site"


def _replace(path: Path, changes: dict[str, str]) -> None:
    text = path.read_text("utf-8")
    for pattern, words in changes.items():
        text, times = re.subn(pattern, words, text, flags=re.MULTILINE)
        assert times, f"{path.name} has no {pattern}"
    path.write_text(text, "utf-8")


@pytest.fixture
def open_tab(browser: Browser) -> Iterator[OpenTab]:
    with tabs(browser) as open_one:
        yield open_one


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
def test_long_names_and_numbers_have_room(unusual: Path, open_tab: OpenTab, size: tuple[int, int]) -> None:
    tab = open_tab(size=size)
    for path in PAGES:
        tab.page.goto((unusual / path).as_uri())
        assert tab.page.evaluate("document.documentElement.scrollWidth") <= size[0], path
        assert not tab.page.evaluate(CUT_OFF), path
        expect(tab.page.locator("header").get_by_text(NAME)).to_be_visible()
        ways = tab.page.locator(".help-bar a:visible")  # a number, and another one or the page for help
        assert ways.count() >= 2 and tab.page.locator(".help-bar a[href^='tel:']:visible").count(), path
        for way in ways.all():
            expect(way).to_be_in_viewport(ratio=1)
        expect(tab.page.locator("h1")).to_be_in_viewport()
    assert not tab.errors


def test_pages_without_pictures_say_all_the_same(unusual: Path, open_tab: OpenTab) -> None:
    tab = open_tab()
    tab.page.goto((unusual / "other/the-day.html").as_uri())
    expect(tab.page.locator("h2[id='the-day']")).to_be_visible()
    expect(tab.page.locator(".steps").first).to_be_visible()
    assert tab.page.locator(".figure img[src*='lying']").count() == 0
    tab.page.goto((unusual / "index.html").as_uri())
    assert tab.page.locator(".tiles img").count() == 0
    assert not tab.errors


def test_first_page_asks_for_the_procedure_and_each_has_its_own_tiles(unusual: Path, open_tab: OpenTab) -> None:
    page = open_tab(size=(390, 760)).page
    for procedure, title in {"vertebroplasty": "Vertebroplasty", "other": "Other procedure"}.items():
        page.goto((unusual / "index.html").as_uri())
        page.locator("ul.tiles a", has_text=title).click()
        expect(page.locator("h1")).to_have_text(title)
        tiles = page.locator("ul.tiles a").evaluate_all("links => links.map(link => new URL(link.href).pathname)")
        assert tiles and all(f"/{procedure}/" in path for path in tiles)
        # The clinic's numbers are the same for both.
        assert page.locator("article .unwell a[href='tel:911']").count() == 1
        assert page.locator("footer .phones a").count() == 3
        expect(page.locator(".tiles .help")).to_be_attached()


def test_each_procedure_has_a_menu_and_a_path_of_its_own(unusual: Path, open_tab: OpenTab) -> None:
    page = open_tab().page
    for procedure, another in (("other", "vertebroplasty"), ("vertebroplasty", "other")):
        page.goto((unusual / procedure / "the-day.html").as_uri())
        links = page.locator("#menu a, .onward a, .foot nav a").evaluate_all("links => links.map(link => link.href)")
        assert any(f"/{procedure}/afterwards.html" in link for link in links)
        assert not any(f"/{another}/" in link for link in links)
        assert page.locator("a.get-help").evaluate("link => link.href").endswith(f"/{procedure}/get-help.html")
        expect(page.locator(".eyebrow")).to_be_visible()
        page.goto((unusual / procedure / "get-help.html").as_uri())
        assert page.locator("a[rel=next]").count() == 0
