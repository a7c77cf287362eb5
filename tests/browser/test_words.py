"""Words explained where they stand: by touch, keyboard and pointer, once on each page; and the page of all words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from .conftest import NARROW, WIDE, OpenTab, large_where, tabs
from .pages import PROCEDURES, TERMS, TOPIC_PAGES, PageOfSite
from .test_accessibility import SCHEMES, must_be_clean

WORDS_PAGES = [page for page in TOPIC_PAGES if page.entry["id"] == "words"]

# The words of a page that open a card: [id, word, the sentence around, how often the id stands there, height].
OPENERS = """() => [...document.querySelectorAll("article .term")].map(word => {
    const around = word.closest("p, li, td, figcaption, h3");
    const id = word.getAttribute("popovertarget");
    return {id: id.replace("card-", ""), word: word.textContent, around: around.textContent,
        cards: document.querySelectorAll("#" + id + "[popover]").length, again: document.querySelectorAll(
        "[popovertarget='" + id + "'].term").length, height: word.getBoundingClientRect().height,
        shown: word.checkVisibility()};
})"""
INSIDE = """card => {
    const box = card.getBoundingClientRect();
    return box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
}"""
OVER = """([card, word]) => {
    const [one, other] = [card, word].map(element => element.getBoundingClientRect());
    return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}"""
FOCUS = "document.activeElement.id || document.activeElement.textContent.trim()"


def forms(term: dict[str, Any]) -> set[str]:
    return {form.lower() for form in (term["word"], *term.get("forms", ()))}


@pytest.fixture(scope="module")
def site(browser: Browser, address: str) -> Iterator[tuple[OpenTab, str]]:
    with tabs(browser) as open_tab:
        yield open_tab, address


@pytest.fixture(scope="module")
def first(browser: Browser, address: str) -> PageOfSite:
    """A page with a word that is on the screen without unfolding anything."""
    with tabs(browser) as open_tab:
        page = open_tab().page
        for each in TOPIC_PAGES:
            page.goto(address + each.path)
            if any(found["shown"] for found in page.evaluate(OPENERS)):
                return each
    pytest.fail("no page explains a word")


def shown_word(page: Page) -> Locator:
    return page.locator("article .term:visible").first


def card_of(page: Page, word: Locator) -> Locator:
    return page.locator(f"#{word.get_attribute('popovertarget')}")


def test_each_word_is_explained_once_on_each_page(browser: Browser, address: str) -> None:
    """The first time it stands there, with its meaning in the sentence and a card of its own."""
    met: set[str] = set()
    with tabs(browser) as open_tab:
        page = open_tab().page
        for each in TOPIC_PAGES:
            page.goto(address + each.path)
            for found in page.evaluate(OPENERS):
                term = TERMS[found["id"]]
                assert found["word"].lower() in forms(term)
                assert f"{found['word']} ({term['means']})" in " ".join(found["around"].split())
                assert found["cards"] == found["again"] == 1
                assert found["height"] >= 24 or not found["shown"]
                met.add(found["id"])
    assert met == set(TERMS)


@large_where(lambda case: case["size"] == WIDE)
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_word_opens_its_card(browser: Browser, address: str, first: PageOfSite, size: tuple[int, int]) -> None:
    """By a finger, a pointer and both keys for buttons; what only passes over it opens nothing."""
    with browser.new_context(viewport=ViewportSize(width=size[0], height=size[1]), has_touch=True) as context:
        page = context.new_page()
        page.goto(address + first.path)
        word = shown_word(page)
        card = card_of(page, word)
        term = TERMS[str(word.get_attribute("popovertarget")).removeprefix("card-")]
        word.hover()
        ways: tuple[Callable[[], None], ...] = (
            word.tap,
            word.click,
            partial(word.press, "Enter"),
            partial(word.press, "Space"),
        )
        aways = (partial(page.touchscreen.tap, 3, 3), partial(page.mouse.click, 3, 3)) * 2
        for way, away in zip(ways, aways, strict=True):
            expect(card).to_be_hidden()
            way()
            expect(card).to_be_visible()
            expect(card).to_contain_text(term["means"])
            assert card.evaluate(INSIDE)
            assert not page.evaluate(OVER, [card.element_handle(), word.element_handle()])
            away()
        expect(card).to_be_hidden()


def test_with_the_keyboard_one_gets_in_and_out_of_a_card(site: tuple[OpenTab, str], first: PageOfSite) -> None:
    open_tab, address = site
    page = open_tab().page
    page.goto(address + first.path)
    word = shown_word(page)
    card = card_of(page, word)
    word.press("Enter")
    expect(card).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS) == "All words explained"
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS) == "Close"
    page.keyboard.press("Enter")
    expect(card).to_be_hidden()
    expect(word).to_be_focused()

    page.keyboard.press("Enter")
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(word).to_be_focused()

    page.keyboard.press("Enter")
    expect(card).to_be_focused()
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(card).to_be_hidden()
    assert not page.evaluate(OVER, [card.element_handle(), page.evaluate_handle("document.activeElement")])


def test_what_a_screen_reader_is_told(site: tuple[OpenTab, str], first: PageOfSite) -> None:
    """A button with the word as its name that says whether its card is open; the card has the same name."""
    open_tab, address = site
    page = open_tab().page
    page.goto(address + first.path)
    word = shown_word(page)
    assert _told(page, "button", word.inner_text()) == {"expanded": False, "hasPopup": "dialog"}
    word.click()
    assert _told(page, "button", word.inner_text()) == {"expanded": True, "hasPopup": "dialog"}
    id = str(word.get_attribute("popovertarget")).removeprefix("card-")
    expect(page.get_by_role("dialog", name=TERMS[id]["word"], exact=True)).to_be_visible()


def _told(page: Page, role: str, name: str) -> dict[str, Any]:
    session = page.context.new_cdp_session(page)
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    asked = {"nodeId": root, "accessibleName": name, "role": role}
    (node,) = session.send("Accessibility.queryAXTree", asked)["nodes"]
    properties = {each["name"]: each["value"]["value"] for each in node["properties"]}
    return {key: properties[key] for key in ("expanded", "hasPopup")}


@large_where(lambda case: case["scheme"] == "dark")
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_while_a_card_is_open(browser: Browser, address: str, first: PageOfSite, scheme: Any) -> None:
    with tabs(browser) as open_tab:
        tab = open_tab(scheme=scheme)
        tab.page.goto(address + first.path)
        shown_word(tab.page).click()
        for size in (WIDE, NARROW):
            tab.resize(size)
            expect(card_of(tab.page, shown_word(tab.page))).to_be_visible()
            must_be_clean(tab.page)
        for way in tab.page.locator(".word-card:popover-open :is(a, button)").all():
            assert (way.bounding_box() or {"height": 0})["height"] >= 24


def test_a_card_leads_to_the_page_of_words_and_that_leads_back(site: tuple[OpenTab, str], first: PageOfSite) -> None:
    open_tab, address = site
    page = open_tab(size=NARROW).page
    page.goto(address + first.path)
    word = shown_word(page)
    id = str(word.get_attribute("popovertarget")).removeprefix("card-")
    word.click()
    card_of(page, word).get_by_role("link").click()
    page.wait_for_url(f"**/words.html#word-{id}")
    expect(page.locator(f"dt#word-{id}")).to_be_in_viewport()

    page.locator(f"dt#word-{id} + dd a[href^='{first.entry['id']}.html']").click()
    page.wait_for_url(f"{address}{first.path}#term-{id}")
    expect(shown_word(page)).to_be_in_viewport()


def test_a_folded_word_is_unfolded_for_who_comes_for_it(site: tuple[OpenTab, str]) -> None:
    open_tab, address = site
    page = open_tab().page
    for each in TOPIC_PAGES:
        page.goto(address + each.path)
        for found in page.evaluate(OPENERS):
            if not found["shown"]:
                page.goto(f"{address}{each.path}#term-{found['id']}")
                expect(page.locator(f"#term-{found['id']}")).to_be_in_viewport()
                return
    pytest.skip("no word is folded away")


def test_without_scripts_and_on_paper(browser: Browser, address: str, first: PageOfSite) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + first.path)
        word = shown_word(page)
        word.click()
        expect(card_of(page, word)).to_be_visible()

        page.emulate_media(media="print")
        expect(card_of(page, word)).to_be_hidden()
        expect(word).to_be_visible()
        expect(word).to_have_css("text-decoration-line", "none")


@pytest.mark.parametrize("each", WORDS_PAGES, ids=lambda page: str(page.path))
def test_the_page_of_words_is_in_order_and_its_letters_lead_to_them(
    site: tuple[OpenTab, str], each: PageOfSite
) -> None:
    open_tab, address = site
    page = open_tab(size=NARROW).page
    page.goto(address + each.path)
    shown = page.locator("dt[id^='word-']").all_inner_texts()
    assert shown == sorted((term["word"] for term in TERMS.values()), key=str.casefold)
    letters = page.locator(".letters a")
    assert letters.all_inner_texts() == sorted({word[0].upper() for word in shown})
    for link in letters.all():
        box = link.bounding_box() or {"width": 0, "height": 0}
        assert min(box["width"], box["height"]) >= 24
    letters.last.click()
    expect(page.locator("dt[id^='word-']").last).to_be_in_viewport()


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_the_search_reads_meanings_and_not_cards(built_site: Path, procedure: str) -> None:
    text = (built_site / f"search/{procedure}.js").read_text("utf-8")
    assert any(f"({term['means']})" in text for term in TERMS.values())
    assert "All words explained" not in text
