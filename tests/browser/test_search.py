"""Search, by typing into the box what patients type."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from .conftest import NARROW, WIDE, Tab, large_where, served, tabs
from .pages import TOPIC_PAGES
from .search_box import ANSWERS, answer, ask, box, comes_to_it, locations, opened_by, says

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
HIDDEN = {"medicines": "Brilinta", "pain-and-medicines": "Percocet", "bone-health": "Fosamax"}  # only typed
ORIGINS = "Where each statement on this page comes from"

# The words from the heading with that id to the next one like it; of the whole article without an id.
SECTION = """([html, id]) => {
    const page = new DOMParser().parseFromString(html, "text/html");
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
        comes_to_it(page)
        yield page


@large_where(lambda case: case["opened"] == NARROW and case["typed"] not in ("can I shower", "cement leak"))
@pytest.mark.parametrize("typed", CASES)
def test_first_results_answer_the_patient(opened: Page, built_site: Path, typed: str) -> None:
    found = [location.partition("#")[::2] for location in locations(opened, typed)[:3]]
    answers = [place for place in found if place[0] in FOR_PATIENTS]
    said = [opened.evaluate(SECTION, [(built_site / path).read_text("utf-8"), section]) for path, section in answers]
    assert any(re.search(CASES[typed], words, re.IGNORECASE | re.DOTALL) for words in said), found


def test_a_result_opens_its_section(browser: Browser, address: str) -> None:
    with tabs(browser) as open_tab:
        page = open_tab().page
        page.goto(address)
        assert opened_by(page, ask(page, "blood thinner")[0]).evaluate("heading => heading.tagName") == "H2"


def test_keyboard_alone_searches(browser: Browser, address: str) -> None:
    with tabs(browser) as open_tab:
        page = open_tab().page
        page.goto(address)
        page.keyboard.press("/")
        expect(box(page)).to_be_focused()
        comes_to_it(page)
        page.keyboard.type("shower")
        # Each letter brings other answers; those to the whole word have it in their addresses.
        page.locator(f"{ANSWERS} a[href*='h=shower']").first.wait_for()
        best = page.locator(ANSWERS).first.get_attribute("data-search-result")
        page.keyboard.press("ArrowDown")
        expect(page.locator(f"{ANSWERS} a:focus")).to_be_attached()
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: re.sub(r"[?][^#]*", "", url) == f"{address}{best}")


def test_answers_that_do_not_change_are_not_drawn_anew(tab: Tab, address: str) -> None:
    """Who presses one when the last key is a second ago still presses it."""
    tab.page.goto(address)
    comes_to_it(tab.page)
    box(tab.page).press_sequentially("shower")
    first = tab.page.locator(f"{ANSWERS} a[href*='h=shower']").first.element_handle()
    expect(tab.page.locator("#search [role=status]")).to_contain_text("for “shower”")
    assert first and first.evaluate("link => link.isConnected")


def test_arrows_go_round_and_escape_leads_back(browser: Browser, address: str) -> None:
    with tabs(browser) as open_tab:
        page = open_tab().page
        page.goto(address)
        page.locator("header [data-opens-search]").focus()
        page.keyboard.press("f")
        answers = ask(page, "shower")
        page.keyboard.press("ArrowUp")
        expect(answers[-1].locator("a")).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(box(page)).to_be_focused()
        page.keyboard.press("Escape")
        expect(box(page)).to_be_hidden()
        expect(page.locator("header [data-opens-search]")).to_be_focused()


def test_keys_that_are_typed_elsewhere_open_nothing(tab: Tab, address: str) -> None:
    tab.page.goto(f"{address}c/index.html")
    tab.page.locator("#code").press_sequentially("f/s")
    tab.page.locator("h1").click()
    tab.page.keyboard.press("Control+f")
    expect(box(tab.page)).to_be_hidden()
    expect(tab.page.locator("#code")).to_have_value(re.compile("f/s", re.IGNORECASE))


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_search_keeps_no_page_busy_until_somebody_comes_to_it(
    tab: Tab, address: str, built_site: Path, scheme: str
) -> None:
    tab.visit((address if scheme == "http" else f"{built_site.as_uri()}/") + TOPIC_PAGES[0].path)
    tab.page.wait_for_load_state("networkidle")
    assert not [url for url in tab.requests if "/search/" in url or "lunr" in url]
    with tab.page.expect_request("**/search/*.js"):
        comes_to_it(tab.page)
    assert ask(tab.page, "shower")
    assert not tab.errors


@pytest.mark.parametrize("late", ["**/assets/lunr.js", "**/search/*.js"])
def test_who_is_quicker_than_the_scripts_finds_answers_too(tab: Tab, address: str, late: str) -> None:
    held: list[Route] = []
    tab.page.route(late, lambda route: held.append(route))
    tab.page.goto(address)
    with tab.page.expect_request(late):
        tab.page.keyboard.press("/")
    box(tab.page).fill("shower")
    says(tab.page, "One moment")
    for route in held:
        route.continue_()
    expect(tab.page.locator(ANSWERS).first).to_be_visible()


def test_a_search_that_cannot_be_fetched_says_so_and_tries_again(tab: Tab, built_site: Path, tmp_path: Path) -> None:
    site = Path(shutil.copytree(built_site, tmp_path / "site", ignore=shutil.ignore_patterns("search")))
    with served(site) as address:
        tab.page.goto(address)
        tab.page.keyboard.press("/")
        box(tab.page).fill("shower")
        says(tab.page, "does not work just now")
        expect(tab.page.locator(".search-numbers a[href^='tel:']").first).to_be_visible()
        shutil.copytree(built_site / "search", tmp_path / "whole").rename(site / "search")  # never a half of it
        box(tab.page).press_sequentially("s again", delay=100)  # the first key may still wait for what is on its way
        expect(tab.page.locator(ANSWERS).first).to_be_visible()


def test_an_address_can_ask(tab: Tab, address: str) -> None:
    tab.page.goto(f"{address}?q=shower")
    expect(box(tab.page)).to_have_value("shower")
    expect(tab.page.locator(ANSWERS).first).to_be_visible()


def test_enter_never_leaves(tab: Tab, address: str) -> None:
    tab.page.goto(address)
    comes_to_it(tab.page)
    box(tab.page).fill("shower")
    box(tab.page).press("Enter")
    expect(tab.page.locator(".search-said")).to_be_focused()
    says(tab.page, "for “shower”")
    assert tab.page.url == address


def test_the_keyboard_reaches_the_way_out_and_leaves_it(browser: Browser, address: str) -> None:
    with tabs(browser) as open_tab:
        page = open_tab().page
        page.goto(address)
        ask(page, "xylophonequark")
        for link in page.locator(".search-unwell a").all():
            for _ in range(15):
                if link.evaluate("link => link === document.activeElement"):
                    break
                page.keyboard.press("Tab")
                assert page.locator("#search :focus").count(), "the keyboard left the search before"
            expect(link).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator(".search-unwell")).to_be_hidden()
        expect(page.locator("#search :focus")).to_have_count(0)


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


def test_lists_of_origins_are_not_searched(opened: Page, built_site: Path) -> None:
    for result in ask(opened, ORIGINS):
        assert ORIGINS.lower() not in result.inner_text().lower()
    index = "".join(path.read_text("utf-8") for path in built_site.glob("search/*.js"))
    assert "shower" in index and ORIGINS.lower() not in index.lower()
    assert "hospital-sheets" not in index


def test_search_works_from_a_folder(browser: Browser, built_site: Path) -> None:
    with tabs(browser) as open_tab:
        tab = open_tab()
        tab.page.goto(f"{built_site.as_uri()}/{TOPIC_PAGES[0].path}")
        assert ask(tab.page, "shower")
        assert not tab.errors


# --- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("TYL\u00c9NOL", "tylenol"), ("tyle\u0301nol", "tylenol"), ("\uff53\uff48\uff4f\uff57\uff45\uff52", "shower"),
        ("bloodthinner", "blood thinner"), ("xray", "x-ray"), ("x\u2011ray", "x-ray"), ("5550142", "555-0142"),
        ("24h", "24 hours"),
    ],
)  # fmt: skip
def test_words_typed_in_other_ways_find_the_same(opened: Page, typed: str, right: str) -> None:
    assert answer(opened, typed)[:1] == answer(opened, right)[:1] != []


def test_an_answer_tells_its_page_and_the_words_that_were_found(opened: Page) -> None:
    best = ask(opened, "shower")[0]
    where, title, *told = filter(None, best.inner_text().splitlines())
    assert where.startswith("Afterwards") and title == best.locator("a").inner_text()
    assert re.match(r"You can shower\b[^.]*\.", told[0]), "a whole sentence, the instruction first"
    assert set(best.locator("mark").all_inner_texts()) == {"shower"}
