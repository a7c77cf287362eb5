"""Search, by typing into the box what patients type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from .conftest import NARROW, WIDE, Tab, tabs
from .pages import FILES, PHONES, TOPIC_PAGES
from .search_box import NOTHING, answer, ask, box, comes_to_it

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
HIDDEN = {"medicines": "Plavix", "pain-and-medicines": "Tylenol", "bone-health": "Fosamax"}  # in `asked` alone
ORIGINS = "Where each statement on this page comes from"

# The words from the heading with that id to the next one like it; of the whole article without an id.
SECTION = """async ([path, id]) => {
    const page = new DOMParser().parseFromString(await (await fetch(path)).text(), "text/html");
    const article = page.querySelector("article");
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
            page.locator("header .search-button").click()
        else:
            box(page).click()
        yield page


def _places(result: Locator, address: str) -> list[tuple[str, str]]:
    """The pages and sections that one result shows."""
    links = result.locator("a.md-search-result__link").evaluate_all("links => links.map(link => link.href)")
    return [(link.removeprefix(address).partition("?")[0].partition("#")[0], link.partition("#")[2]) for link in links]


@pytest.mark.parametrize("typed", CASES)
def test_first_results_answer_the_patient(opened: Page, address: str, typed: str) -> None:
    found = [place for result in ask(opened, typed)[:3] for place in _places(result, address)]
    answers = [place for place in found if place[0] in FOR_PATIENTS]
    said = [opened.evaluate(SECTION, [address + path, section]) for path, section in answers]
    assert any(re.search(CASES[typed], words, re.IGNORECASE | re.DOTALL) for words in said), found


def test_a_result_opens_its_section(browser: Browser, address: str) -> None:
    with tabs(browser) as open_tab:
        page = open_tab().page
        page.goto(address)
        box(page).click()
        result = ask(page, "blood thinner")[0]
        link = result.locator("a.md-search-result__link[href*='#']").first
        section = (link.get_attribute("href") or "").partition("#")[2]
        link.click()
        expect(page.locator(f"h2[id='{section}']")).to_be_in_viewport()


def test_keyboard_alone_searches(browser: Browser, address: str) -> None:
    with tabs(browser) as open_tab:
        page = open_tab().page
        page.goto(address)
        page.keyboard.press("/")
        expect(box(page)).to_be_focused()
        comes_to_it(page)
        page.keyboard.type("shower")
        # Each letter brings other answers; those to the whole word have it in their addresses.
        page.locator(".md-search-result__link[href*='h=shower']").first.wait_for()
        page.keyboard.press("ArrowDown")
        expect(page.locator(".md-search-result__link:focus")).to_be_visible()
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: url.removeprefix(address).partition("?")[0].partition("#")[0] in FILES[1:])


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_search_keeps_no_page_busy_until_somebody_comes_to_it(
    tab: Tab, address: str, built_site: Path, scheme: str
) -> None:
    tab.visit((address if scheme == "http" else f"{built_site.as_uri()}/") + TOPIC_PAGES[0].path)
    tab.page.wait_for_load_state("networkidle")
    assert not [url for url in tab.requests if "/workers/" in url]
    with tab.page.expect_request("**/workers/search.*.js"):
        box(tab.page).click()
    assert ask(tab.page, "shower")


def test_who_is_quicker_than_the_scripts_finds_answers_too(tab: Tab, address: str) -> None:
    held: list[Route] = []
    tab.page.route("**/bundle.*.js", lambda route: held.append(route))
    with tab.page.expect_request("**/bundle.*.js"):
        tab.page.goto(address, wait_until="commit")
    box(tab.page).evaluate("input => input.focus()")
    held[0].continue_()
    assert ask(tab.page, "shower")


def test_enter_opens_the_best_answer(browser: Browser, address: str) -> None:
    with tabs(browser) as open_tab:
        page = open_tab().page
        page.goto(address)
        box(page).click()
        best = answer(page, "shower")[0]
        box(page).press("Enter")
        page.wait_for_url(lambda url: url.endswith(f"#{best}"))


def test_nothing_found_is_said_with_a_way_out(opened: Page) -> None:
    assert ask(opened, "xylophonequark") == []
    said, way_out = opened.get_by_role("status").filter(has_text=NOTHING), opened.locator(".search-help")
    expect(said).to_be_visible()
    numbers = [PHONES[when]["number"] for when in ("day", "night")]
    expect(way_out.locator("a[href^='tel:']")).to_have_text(numbers)
    expect(way_out.locator("a[href$='.html']")).to_be_visible()
    ask(opened, "shower")
    expect(way_out).to_be_hidden()


def test_the_keyboard_reaches_the_way_out_and_leaves_it(browser: Browser, address: str) -> None:
    with tabs(browser) as open_tab:
        page = open_tab().page
        page.goto(address)
        box(page).click()
        ask(page, "xylophonequark")
        for link in page.locator(".search-help a").all():
            while not link.evaluate("link => link === document.activeElement"):
                page.keyboard.press("Tab")
                assert page.locator(".md-search :focus").count(), "the search closed before"
        page.keyboard.press("Tab")
        expect(page.locator(".search-help")).to_be_hidden()
        expect(page.locator(".md-search :focus")).to_have_count(0)


def test_misspelled_words_find_what_the_right_ones_find(opened: Page) -> None:
    for wrong, right in {"showwer": "shower", "alergy": "allergy", "temprature": "temperature"}.items():
        assert answer(opened, wrong)[:1] == answer(opened, right)[:1] != []


def test_small_words_do_not_drown_the_others(opened: Page) -> None:
    assert answer(opened, "when can I have a shower please") == answer(opened, "shower") != []


def test_what_patients_ask_is_found_and_not_shown(opened: Page) -> None:
    for topic, words in HIDDEN.items():
        results = ask(opened, words)
        assert topic in [link for result in results for link in re.findall(r"#([a-z-]+)", result.inner_html())]
        assert words.lower() not in " ".join(result.inner_text() for result in results).lower()


def test_lists_of_origins_are_not_searched(opened: Page, address: str) -> None:
    for result in ask(opened, ORIGINS):
        assert ORIGINS.lower() not in result.inner_text().lower()
    index = opened.evaluate("async () => (await fetch('search/search_index.json')).text()")
    assert ORIGINS.lower() not in index.lower()
    assert "hospital-sheets" not in index.replace("sources.html#hospital-sheets", "")


def test_search_works_from_a_folder(browser: Browser, built_site: Path) -> None:
    with tabs(browser) as open_tab:
        tab = open_tab()
        tab.page.goto(f"{built_site.as_uri()}/{TOPIC_PAGES[0].path}")
        box(tab.page).click()
        assert ask(tab.page, "shower")
        assert not tab.errors
