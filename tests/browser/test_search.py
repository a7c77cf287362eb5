"""Search, by typing into the box what patients type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import NARROW, WIDE, tabs
from .pages import FILES, TOPIC_PAGES

FOR_PATIENTS = {page.path for page in TOPIC_PAGES}
# What is typed, and a pattern for the words that the section it finds must hold.
CASES = {
    "blood thinner": "blood thinner",
    "drive": "drive",
    "driving": "driv",
    "can I drive": "drive",
    "shower": "shower",
    "can I shower": "shower",
    "cement leak": "cement.*leak|leak.*cement",
    "food": "food",
    "bathroom": "bathroom",
    "allergy": "allerg",
    "ride home": "home",
    "pee": r"\bpee\b",
}
ORIGINS = "Where each statement on this page comes from"

# The words from the heading with that id to the next one like it; of the whole article without an id.
SECTION = """id => {
    const article = document.querySelector("article").cloneNode(true);
    article.querySelectorAll(".origins").forEach(part => part.remove());
    const heading = id && article.querySelector(`h2[id='${id}']`);
    if (!heading) return article.textContent;
    let text = heading.textContent;
    for (let next = heading.nextElementSibling; next && next.tagName !== "H2"; next = next.nextElementSibling)
        text += " " + next.textContent;
    return text;
}"""


@pytest.fixture(scope="module", params=[WIDE, NARROW], ids=["wide", "narrow"])
def opened(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """The home page with the search box open."""
    with tabs(browser) as open_tab:
        page = open_tab(size=request.param).page
        page.goto(address)
        if request.param == NARROW:
            page.locator("header label[for='__search']:visible").first.click()
        else:
            page.locator(".md-search__input").click()
        yield page


def _results(page: Page, words: str) -> list[Locator]:
    """Type the words; the results in their order."""
    box = page.locator(".md-search__input")
    said = page.locator(".md-search-result__meta")
    box.fill("")
    expect(said).to_have_text(re.compile("type to start searching", re.IGNORECASE))
    box.press_sequentially(words)
    _wait_for_results(page)
    return page.locator(".md-search-result__item").all()


def _wait_for_results(page: Page) -> None:
    expect(page.locator(".md-search-result__meta")).to_have_text(re.compile(r"\d+ matching|no matching", re.IGNORECASE))
    page.wait_for_function(SETTLED)


# The script draws the results in parts; they are all there when two looks, a tenth of a second apart, see the same.
SETTLED = """() => new Promise(done => {
    const list = document.querySelector(".md-search-result__list"), before = list.innerHTML;
    setTimeout(() => done(list.innerHTML === before), 100);
})"""


def _places(result: Locator, address: str) -> list[tuple[str, str]]:
    """The pages and sections that one result shows."""
    links = result.locator("a.md-search-result__link").evaluate_all("links => links.map(link => link.href)")
    return [(link.removeprefix(address).partition("?")[0].partition("#")[0], link.partition("#")[2]) for link in links]


@pytest.mark.parametrize("typed", CASES)
def test_first_results_answer_the_patient(opened: Page, browser: Browser, address: str, typed: str) -> None:
    found = [place for result in _results(opened, typed)[:3] for place in _places(result, address)]
    answers = [place for place in found if place[0] in FOR_PATIENTS]

    with tabs(browser) as open_tab:
        page = open_tab().page
        for path, section in answers:
            page.goto(address + path)
            if re.search(CASES[typed], page.evaluate(SECTION, section), re.IGNORECASE | re.DOTALL):
                return
    pytest.fail(f"no page for patients says it; the first results are {found}")


def test_a_result_opens_its_section(browser: Browser, address: str) -> None:
    with tabs(browser) as open_tab:
        page = open_tab().page
        page.goto(address)
        result = _results(page, "blood thinner")[0]
        link = result.locator("a.md-search-result__link[href*='#']").first
        section = (link.get_attribute("href") or "").partition("#")[2]
        link.click()
        expect(page.locator(f"h2[id='{section}']")).to_be_in_viewport()


def test_keyboard_alone_searches(browser: Browser, address: str) -> None:
    with tabs(browser) as open_tab:
        page = open_tab().page
        page.goto(address)
        page.keyboard.press("/")
        expect(page.locator(".md-search__input")).to_be_focused()
        page.keyboard.type("shower")
        _wait_for_results(page)
        page.keyboard.press("ArrowDown")
        expect(page.locator(".md-search-result__link:focus")).to_be_visible()
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: url.removeprefix(address).partition("?")[0].partition("#")[0] in FILES[1:])


def test_nothing_found_is_said(opened: Page) -> None:
    assert _results(opened, "xylophonequark") == []
    expect(opened.locator(".md-search-result__meta")).to_have_text(re.compile("no matching", re.IGNORECASE))


def test_lists_of_origins_are_not_searched(opened: Page, address: str) -> None:
    for result in _results(opened, ORIGINS):
        assert ORIGINS.lower() not in result.inner_text().lower()
    index = opened.evaluate("async () => (await fetch('search/search_index.json')).text()")
    assert ORIGINS.lower() not in index.lower()
    assert "hospital-sheets" not in index.replace("sources.html#hospital-sheets", "")


def test_search_works_from_a_folder(browser: Browser, built_site: Path) -> None:
    with tabs(browser) as open_tab:
        tab = open_tab()
        tab.page.goto(f"{built_site.as_uri()}/{TOPIC_PAGES[0].path}")
        tab.page.locator(".md-search__input").click()
        assert _results(tab.page, "shower")
        assert not tab.errors
