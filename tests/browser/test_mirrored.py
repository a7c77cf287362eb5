"""The guide as many languages need it: longer by a third, with accents, from right to left.

Its words are still English, in marks: what is unmarked has not passed the catalog.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from commands import copy_project, mkdocs_build
from editing import change
from html_reader import Element, tree
from marks import html_unmarked
from playwright.sync_api import Browser
from printable import jobs
from projects import REAL
from test_pseudo_language import NAMES, PAGES

from build_tools.content import reader as source
from build_tools.languages import catalog as language
from build_tools.languages.pseudo import MIRRORED, longer
from build_tools.printing.jobs import PrintJob
from build_tools.problems import Place

from .conftest import served, tabs

# What runs from left to right in every text: phone numbers, codes, addresses. Digits alone keep their order.
ORDERED = re.compile(r"\(?\d{3}\)?[ \u00a0-]\d{3}-\d{4}|https?://\S+|\b[A-Z0-9]{3}-[A-Z0-9]{3}\b")
ISOLATED = re.compile("\N{LEFT-TO-RIGHT ISOLATE}[^\N{POP DIRECTIONAL ISOLATE}]*\N{POP DIRECTIONAL ISOLATE}")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = copy_project(tmp_path_factory.mktemp("mirrored") / "project")
    change(found, "docs/content/clinic.yaml", "locale: en_US", f"locale: {MIRRORED}")
    return found


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    built = mkdocs_build(project, project.parent / "site", PRINT_LEAFLETS="false")
    assert built.returncode == 0, built.stderr
    return project.parent / "site"


@pytest.fixture(scope="module")
def sheets(project: Path) -> tuple[PrintJob, ...]:
    content, _ = source.read(project)
    return jobs(content, language.catalog(project, MIRRORED, Place("")), content.clinic.paper)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_from_right_to_left_and_all_its_words_are_marked(site: Path, page: str) -> None:
    text = (site / f"{page}.html").read_text("utf-8")
    assert '<body dir="rtl"' in text
    assert html_unmarked(text, NAMES) == []
    assert scrambled(tree(text)) == []


def test_a_leaflet_runs_from_right_to_left(sheets: tuple[PrintJob, ...]) -> None:
    assert len(sheets) == len(REAL.leaflets) * len(REAL.sizes)
    for sheet in sheets:
        assert 'dir="rtl"' in sheet.html
        assert html_unmarked(sheet.html, NAMES) == [], sheet.file
        assert scrambled(tree(sheet.html)) == [], sheet.file


@pytest.mark.parametrize(
    "width", [320, pytest.param(390, marks=pytest.mark.large), pytest.param(1280, marks=pytest.mark.large)]
)
def test_longer_words_have_room_on_every_page(browser: Browser, site: Path, width: int) -> None:
    with served(site) as start, tabs(browser) as open_tab:
        tab = open_tab(size=(width, 800))
        for page in PAGES:
            tab.visit(f"{start}{page}.html")
            assert tab.page.evaluate("document.documentElement.scrollWidth") <= width, page
            assert tab.page.evaluate("getComputedStyle(document.body).direction") == "rtl", page
            assert not tab.errors, page


@pytest.mark.large
def test_leaflets_from_right_to_left_are_printed_or_refused_at_their_place(project: Path) -> None:
    """Longer words may have no room, and marks at the ends of Latin words change sides in text from right to left."""
    refused = mkdocs_build(project, project.parent / "printed")
    lines = [line for line in refused.stderr.splitlines() if re.search(r"\.pdf: |Traceback|problems? found", line)]
    assert refused.returncode and any("too-many-sides" in line for line in lines)
    assert all(re.match(r"leaflets/[a-z-]+\.yaml:\d+:\d+: |\d+ problems? found", line.strip()) for line in lines)


def scrambled(element: Element, is_ordered: bool = False) -> list[str]:
    """Phone numbers, codes and addresses whose parts would change places among right-to-left words."""
    # Sources are named as they are, in a paragraph of Latin letters, which keeps its order.
    if element.tag in ("script", "style", "svg") or element.get("class") == "source":
        return []
    is_ordered = element.get("dir") == "ltr" if element.get("dir") else is_ordered
    own = [] if is_ordered else _ordered(element.text or "")
    for child in element:
        own += scrambled(child, is_ordered)
        own += [] if is_ordered else _ordered(child.tail or "")
    return own


def _ordered(text: str) -> list[str]:
    return ORDERED.findall(ISOLATED.sub("", text))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Call {phone}, then [Get help](page:get-help).", "Cáall {phone}, théeñn [Géet héelp](page:get-help)."),
        ("Help: medicare.gov, a.b-c.org.", "Héelp: medicare.gov, a.b-c.org."),
        ("A", "Áa"), ("", ""), ("{only}", "{only}"),
    ],
)  # fmt: skip
def test_longer_words_keep_what_stands_in_them(words: str, told: str) -> None:
    assert longer(words) == told


def test_words_are_longer_by_a_third() -> None:
    words = " ".join(page.description for page in REAL.site.pages)
    assert 1.3 < len(longer(words).replace(" ", "")) / len(words.replace(" ", "")) < 1.45


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Call (217) 555-0142 now</p>", ["(217) 555-0142"]),
        ('<p>Call <span dir="ltr">(217) 555-0142</span> now, K7M-4PX</p>', ["K7M-4PX"]),
        ("<p>Call \N{LEFT-TO-RIGHT ISOLATE}(217) 555-0142\N{POP DIRECTIONAL ISOLATE}</p>", []),
    ],
)
def test_the_net_holds(html: str, found: list[str]) -> None:
    assert scrambled(tree(html)) == found
