"""Every page of the site, as a reader meets it: over http and from a folder, on a desk and on a phone."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from large import large_but
from playwright.sync_api import Browser, Page, expect

from .conftest import NARROW, WIDE, Tab, large_where
from .pages import (
    CLINIC,
    DIALS,
    FILES,
    FRAMES,
    HELP_PAGES,
    HOME,
    LANGUAGE,
    LEAFLETS,
    LOST,
    PAGES,
    PATH,
    PHONES,
    PROCEDURES,
    REQUIRED,
    TERMS,
    PageOfSite,
    helps,
    pdfs,
)

# A server gives out 404.html for an address of any depth, so its links begin at the root: a folder has no use for it.
# From a folder two pages each time, and all in `make test-all`; test_policy.py opens each of them from there too.
EVERYWHERE = [
    *(pytest.param(("http", path), id=f"http-{path}") for path in [*FILES, LOST]),
    *(
        pytest.param(("file", path), id=f"file-{path}", marks=pytest.mark.large if number > 1 else ())
        for number, path in enumerate(FILES)
    ),
]
NUMBERS = [phone["number"] for phone in PHONES.values()]

# Where "Get help" leads, for each such link that is on the screen now and not covered by anything.
HELP_LINKS = """() => [...document.querySelectorAll("a[href]")].filter(link => {
    const box = link.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    return /^get help$/i.test(link.textContent.trim()) && link.checkVisibility({opacityProperty: true})
        && box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight
        && link.contains(document.elementFromPoint(x, y));
}).map(link => link.href)"""

# What stands out of the window to the right and cannot be scrolled to inside a box of its own.
CUT_OFF = """() => [..."article header .ways .md-banner .foot".split(" ").flatMap(
    part => [...document.querySelectorAll(`${part} *`)])].filter(element => {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.right <= innerWidth + 1 || !element.checkVisibility()) return false;
    for (let outer = element; outer; outer = outer.parentElement)
        if (outer !== document.documentElement && getComputedStyle(outer).overflowX.match(/auto|scroll/)) return false;
    return true;
}).map(element => element.outerHTML.slice(0, 120))"""

# Links of the end of the page on which something else lies, where a finger would tap them.
COVERED = """() => [...document.querySelectorAll(".onward a, .foot a")].filter(link => {
    link.scrollIntoView({block: "center"});
    const box = link.getClientRects()[0];
    return !link.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
}).map(link => link.outerHTML)"""

# A drawing on a tile, or before words, says what the words beside it say.
NOT_DRAWN_OR_TOLD = """async () => {
    const wrong = [], end = performance.now() + 20000;
    for (const picture of document.querySelectorAll("article img")) {
        picture.scrollIntoView({block: "center", behavior: "instant"});
        while (!picture.complete && performance.now() < end) await new Promise(done => setTimeout(done, 10));
        const told = picture.alt.trim() || picture.closest("a, li, h3, p").innerText.trim();
        if (!told || !picture.checkVisibility() || !picture.naturalWidth) wrong.push(picture.outerHTML);
    }
    return wrong;
}"""

LINKS = """() => [...document.querySelectorAll("[href], [src], [data], [poster]")].filter(
    element => !element.closest("[hidden]")  // what a script shows when it has made where it leads
).map(
    element => element.href?.baseVal ?? element.href ?? element.src ?? element.data ?? element.poster
).filter(Boolean).map(link => new URL(link, document.baseURI).href)"""

# Words of the page outside links to a phone; the folded list of sources repeats statements without links, and what
# a card for help says first is also on its button, below the signs.
OUTSIDE_PHONE_LINKS = """() => {
    const copy = document.querySelector("article").cloneNode(true);
    copy.querySelectorAll(".care:has(.calls a[href^='tel:']) > h2").forEach(part => part.remove());
    copy.querySelectorAll("a[href^='tel:'], .origins, script").forEach(part => part.remove());
    return copy.textContent;
}"""


@dataclass
class Opened:
    """A page that has come to rest; tests look at it and never leave it."""

    start: str
    path: str
    tab: Tab

    @property
    def page(self) -> Page:
        return self.tab.page

    @property
    def source(self) -> PageOfSite | None:
        """Its entry in docs/site.yaml, if it is the page of a procedure."""
        return next((page for page in PAGES if page.path == self.path), None)


@pytest.fixture(scope="module", params=EVERYWHERE)
def opened(request: pytest.FixtureRequest, same_tab: Tab) -> Opened:
    """Each page of the site over http and from its folder, loaded once for all tests of this module."""
    scheme, path = request.param
    start = request.getfixturevalue("address")
    if scheme == "file":
        start = f"{request.getfixturevalue('built_site').as_uri()}/"
    same_tab.resize(WIDE)
    same_tab.visit(start + path)
    return Opened(start, path, same_tab)


@pytest.fixture(params=[WIDE, NARROW], ids=["wide", "narrow"])
def sized(request: pytest.FixtureRequest, opened: Opened) -> Opened:
    opened.tab.resize(request.param)
    opened.page.evaluate("window.scrollTo(0, 0)")
    return opened


@pytest.fixture
def narrow(opened: Opened) -> Opened:
    opened.tab.resize(NARROW)
    return opened


# What is in the frame, in both sizes; on all other pages in `make test-all`.
FRAMES_ALONE = large_where(lambda case: case["opened"][1] not in FRAMES)


def test_page_opens_without_errors_and_asks_no_other_host(opened: Opened) -> None:
    assert not opened.tab.strangers(opened.start)
    assert not opened.tab.errors
    assert opened.page.locator("html").get_attribute("lang") == LANGUAGE
    assert opened.page.locator("h1").count() == 1
    expect(opened.page.locator("h1")).to_be_visible()
    assert opened.page.title()


@FRAMES_ALONE
def test_help_is_one_tap_away(sized: Opened) -> None:
    wanted = {helps(sized.source.procedure)} if sized.source else HELP_PAGES
    found = {urldefrag(link).url.removeprefix(sized.start) for link in sized.page.evaluate(HELP_LINKS)}

    assert found <= wanted
    if not found:  # who is there need not be led there
        assert sized.path in HELP_PAGES, "no link to help on the first screen"
        expect(sized.page.locator(f".help-bar a[href='tel:{DIALS['emergency']}']")).to_be_in_viewport(ratio=1)


@FRAMES_ALONE
def test_notices_stand_on_the_first_screen(sized: Opened) -> None:
    expect(sized.page.get_by_text("Draft: not yet approved by a clinician")).to_be_in_viewport()
    sample = sized.page.get_by_text("Sample: this clinic and its phone numbers are not real")
    expect(sample).to_be_in_viewport() if CLINIC["sample"] else expect(sample).to_have_count(0)


def test_nothing_scrolls_sideways_on_a_phone(narrow: Opened) -> None:
    assert not narrow.page.evaluate(CUT_OFF)
    assert narrow.page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]


def test_nothing_lies_over_the_way_on_at_the_end_of_the_page(narrow: Opened) -> None:
    assert narrow.page.evaluate(COVERED) == []


def test_phone_numbers_are_links(opened: Opened) -> None:
    words = opened.page.evaluate(OUTSIDE_PHONE_LINKS)

    assert not [number for number in NUMBERS if number in " ".join(words.split())]
    links = "links => links.map(link => [link.getAttribute('href'), link.textContent])"
    for leads, words in opened.page.locator("a[href^='tel:']").evaluate_all(links):
        told = " ".join(words.split())  # it may wait unseen, as in the search box
        assert [leads] == [f"tel:{DIALS[id]}" for id in DIALS if PHONES[id]["number"] in told]


def test_pictures_are_drawn_and_told(opened: Opened) -> None:
    assert opened.page.evaluate(NOT_DRAWN_OR_TOLD) == []


def test_sections_are_there_to_read(opened: Opened) -> None:
    for topic in opened.source.topics if opened.source else ():
        heading = opened.page.locator(f"h2[id='{topic}']")
        block = opened.page.locator(f"h2[id='{topic}'] + .block")
        if opened.path in HELP_PAGES and not heading.count():  # the page's title says the same
            heading = opened.page.locator(f"section.topic[id='{topic}']")
            block = heading.locator(".block").first
        if topic in REQUIRED or heading.count():
            expect(heading).to_be_visible()
            assert heading.inner_text().strip()
            assert block.inner_text().strip(), f"{topic} says nothing"


def test_marked_words_are_explained(opened: Opened) -> None:
    marked = opened.page.locator("article dfn").evaluate_all(
        "found => found.map(word => [word.textContent, word.parentElement.textContent])"
    )

    for word, sentence in marked:
        known = [term for term in TERMS.values() if word.lower() in _forms(term)]
        assert known, f"{word} is not in the glossary"
        assert known[0]["means"] in sentence


def test_tapping_help_shows_the_phone_numbers(tab: Tab, address: str) -> None:
    tab.resize(NARROW)
    tab.page.goto(address + HOME)
    tab.page.locator("a.get-help").click()
    tab.page.wait_for_url(lambda url: urldefrag(url).url.removeprefix(address) in HELP_PAGES)

    expect(tab.page.locator("article a[href^='tel:']").first).to_be_in_viewport()
    for number in NUMBERS:
        expect(tab.page.locator("article a[href^='tel:']").filter(has_text=number).first).to_be_visible()


OFFERS = [page for page in PAGES if "leaflet" in page.entry]
EACH_ONCE = list({page.entry["leaflet"]: page for page in OFFERS}.values())  # one page for each leaflet


@pytest.mark.parametrize("page", large_but(EACH_ONCE, OFFERS), ids=lambda page: str(page.path))
def test_page_offers_its_leaflet(tab: Tab, address: str, page: PageOfSite) -> None:
    tab.page.goto(address + page.path)
    for file in sorted(pdfs(page.procedure, page.entry["leaflet"])):
        link = tab.page.locator(f"article a[href$='/{file}']")
        expect(link).to_be_visible()
        assert _fetch(urljoin(tab.page.url, link.get_attribute("href") or "")).startswith(b"%PDF")


@pytest.mark.parametrize("page", [page for page in PAGES if page.entry["id"] == "leaflets"], ids=lambda page: page.path)
def test_every_leaflet_can_be_printed(tab: Tab, address: str, page: PageOfSite) -> None:
    tab.page.goto(address + page.path)
    found = {link.get_attribute("href") or "" for link in tab.page.locator("article a[href$='.pdf']").all()}

    assert {Path(href).name for href in found} == set().union(*(pdfs(page.procedure, each) for each in LEAFLETS))
    for href in found:
        assert _fetch(urljoin(tab.page.url, href)).startswith(b"%PDF")


@pytest.mark.parametrize("page", [page for page in PAGES if page.entry["id"] == "words"], ids=lambda page: page.path)
def test_words_page_explains_every_word(tab: Tab, address: str, page: PageOfSite) -> None:
    tab.page.goto(address + page.path)

    for id, term in TERMS.items():
        expect(tab.page.locator(f"dt[id='word-{id}']")).to_have_text(term["word"])
        expect(tab.page.locator(f"dt[id='word-{id}'] + dd")).to_contain_text(term["means"])


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_next_leads_along_the_patient_s_path_and_previous_back(tab: Tab, address: str, procedure: str) -> None:
    """From the first page of a procedure to getting help, in the order of docs/site.yaml."""
    page = tab.page
    first, *others = (each for each in PATH if each.procedure == procedure)
    page.goto(address + first.path)
    assert page.locator("a[rel=prev]").count() == 0
    for each in others:
        before = page.url
        page.locator("a[rel=next]").click()
        page.wait_for_url(address + each.path)
        assert page.locator("a[rel=prev]").evaluate("link => link.href") == before
    assert page.locator("a[rel=next]").count() == 0
    assert page.url == address + helps(procedure)


def test_pages_beside_the_path_are_in_no_menu_and_at_every_foot(opened: Opened) -> None:
    aside = [page.path for page in PAGES if page not in PATH]
    links = "links => links.map(link => link.href)"
    foot = opened.page.locator(".foot a").evaluate_all(links)
    menu = opened.page.locator("#menu a").evaluate_all(links)

    for path in aside:
        assert (opened.start + path in foot) == (len(PROCEDURES) == 1 or path.partition("/")[0] in opened.path)
        assert opened.start + path not in menu
    if opened.source in PATH:
        assert opened.page.locator("a[rel=next], a[rel=prev]").count() > 0
    else:
        assert opened.page.locator("a[rel=next], a[rel=prev]").count() == 0


@pytest.mark.parametrize("scheme", ["http", pytest.param("file", marks=pytest.mark.large)])
def test_every_link_leads_somewhere(tab: Tab, address: str, built_site: Path, scheme: str) -> None:
    """Follow every link from home; every page must be reached that way."""
    start = address if scheme == "http" else f"{built_site.as_uri()}/"
    ids: dict[str, set[str]] = {}
    found: dict[str, str] = {}
    waiting = [start + HOME] + [address + LOST] * (scheme == "http")
    while waiting:
        url = waiting.pop()
        tab.page.goto(url)
        ids[url] = set(tab.page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)"))
        for link in filter(None, tab.page.evaluate(LINKS)):
            found.setdefault(link, url)
            where = urldefrag(link).url
            if where.startswith(start) and where.endswith(".html") and where not in {*ids, *waiting}:
                waiting.append(where)

    inside = {link: page for link, page in found.items() if link.startswith(start)}
    assert {urlsplit(link).scheme for link in {*found} - {*inside}} <= {"https", "tel", "data"}
    assert not [f"{link} on {page}" for link, page in inside.items() if not _exists(link, start, built_site, ids)]
    assert {start + path for path in FILES} <= set(ids)


@pytest.fixture(scope="module")
def without_scripts(browser: Browser) -> Iterator[Page]:
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


@pytest.mark.parametrize("path", large_but(FRAMES, FILES))
def test_page_reads_without_scripts(without_scripts: Page, address: str, path: str) -> None:
    page = without_scripts
    page.goto(address + path)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("a.get-help")).to_be_in_viewport()
    assert len(page.locator("article").inner_text()) > 100


def _exists(link: str, start: str, site: Path, ids: dict[str, set[str]]) -> bool:
    where, fragment = urldefrag(link)
    path = unquote(where.removeprefix(start)) or HOME
    is_there = (site / path).is_file() or path == LOST  # which leads within itself, to its heading and its top
    return is_there and (not fragment or unquote(fragment) in ids.get(start + path, ()))


def _fetch(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=20) as answer:
        return bytes(answer.read())


def _forms(term: dict[str, Any]) -> set[str]:
    return {form.lower() for form in [term["word"], *term.get("forms", ())]}
