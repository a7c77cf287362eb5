"""Signs of danger, typed into the search: first what to do, and whom to call by the clinic's clocks; then the sign."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import NARROW, WIDE, Tab, tabs
from .pages import CLINIC, DIALS, PHONES, PROCEDURES, helps
from .search_box import ANSWERS, ask, box, cards, comes_to_it, locations, opened_by, says

DAY, NIGHT, EMERGENCY = (PHONES[id]["number"] for id in ("day", "night", "emergency"))
ZONE = ZoneInfo(CLINIC["time_zone"])
TUESDAY_NOON, TUESDAY_NIGHT = datetime(2026, 12, 1, 12, tzinfo=ZONE), datetime(2026, 12, 1, 23, tzinfo=ZONE)
NO_ZONE = """() => {
    const Known = Intl.DateTimeFormat
    Intl.DateTimeFormat = function (language, options) {
        if (options?.timeZone) throw new RangeError("no such zone")
        return new Known(language, options)
    }
}"""
HELP = helps(PROCEDURES[0])
SIGN = "Chest pain or trouble breathing"


@pytest.fixture(scope="module", params=[WIDE, NARROW], ids=["wide", "narrow"])
def opened(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """A page of the procedure with the search box open, at noon."""
    with tabs(browser, timed=True) as open_tab:
        page = open_tab(size=request.param).page
        page.clock.set_fixed_time(TUESDAY_NOON)
        page.goto(f"{address}{PROCEDURES[0]}/overview.html")
        comes_to_it(page)
        yield page


def test_each_level_has_its_own_card_and_lends_its_action_to_no_other(opened: Page) -> None:
    (fever,) = cards(opened, "fever")
    assert (fever["level"], fever["call"]) == ("same_day", f"Call us today: {DAY}")
    assert fever["dials"] == f"tel:{DIALS['day']}"
    assert EMERGENCY not in opened.locator(".search-answers").inner_text()
    both = cards(opened, "fever and chest pain, cannot breathe")
    assert [card["level"] for card in both] == ["emergency", "same_day"]
    assert both[0]["call"] == f"Call {EMERGENCY} now" and both[0]["dials"] == f"tel:{DIALS['emergency']}"
    assert both[0]["signs"] == [SIGN]


def test_a_row_leads_to_its_sign_and_tells_what_to_do(browser: Browser, address: str) -> None:
    with tabs(browser) as open_tab:
        page = open_tab().page
        page.goto(address)
        sign = ask(page, "chest pain")[0]
        row = page.get_by_role("link", name=f"{SIGN}. Emergency: Call {EMERGENCY} now.")
        expect(row.locator("mark")).to_have_text(["Chest", "pain"])
        expect(opened_by(page, sign)).to_contain_text(SIGN)
        assert page.url.startswith(f"{address}{HELP}") and "#sign-" in page.url


def test_the_number_is_the_one_that_answers_at_this_hour(timed_tab: Tab, address: str) -> None:
    tab = timed_tab
    tab.page.clock.set_fixed_time(TUESDAY_NIGHT)
    tab.page.goto(address)
    (card,) = cards(tab.page, "fever")
    assert card["call"] == f"Call us now: {NIGHT}" and card["dials"] == f"tel:{DIALS['night']}"
    expect(tab.page.locator(".search-numbers .open")).to_have_text(f"Open now {NIGHT}")
    assert not tab.errors


def test_where_nobody_knows_the_hour_all_numbers_stand_with_theirs(tab: Tab, address: str) -> None:
    tab.page.add_init_script(f"({NO_ZONE})()")
    tab.page.goto(address)
    (card,) = cards(tab.page, "fever")
    assert card["call"] == f"Call us the same day: {DAY}"
    said = tab.page.locator(".search-band").inner_text()
    assert NIGHT in said and "Monday to Friday, 8 am to 5 pm" in said and "nights and weekends" in said
    assert "now" not in said.lower() and not tab.page.locator(".search-numbers .open").count()


@pytest.mark.parametrize("typed", ["pain pills", "blood thinner", "can I walk", "I have a cough", "sore throat"])
def test_words_that_only_share_one_with_a_sign_show_no_card(opened: Page, typed: str) -> None:
    assert cards(opened, typed) == []


@pytest.mark.parametrize("typed", ["can't breathe", "can\u2019t breathe", "CANT BREATHE", "cannot  breathe!"])
def test_a_sign_is_found_however_it_is_typed(opened: Page, typed: str) -> None:
    assert [card["signs"] for card in cards(opened, typed)] == [[SIGN]]


def test_numbers_stay_in_sight_while_answers_move(opened: Page) -> None:
    ask(opened, "pain")
    opened.locator(f"{ANSWERS} a").last.focus()
    for number in (DAY, NIGHT, EMERGENCY):
        expect(opened.locator(".search-numbers a").filter(has_text=number)).to_be_in_viewport()
    top, body = (opened.locator(each).bounding_box() for each in (".search-numbers", ".search-body"))
    assert top and body and top["y"] + top["height"] <= body["y"]


# Types key by key, and gives what is spoken with the milliseconds since the last key. In one go: on a busy machine keys
# that come from outside may lie a rest apart.
HEARD = """typed => new Promise(done => {
    const status = document.querySelector("#search [role=status]"), field = document.querySelector("#search input")
    const heard = []
    let last
    new MutationObserver(() => {
        if (status.textContent) heard.push([status.textContent, performance.now() - last])
        if (heard.length === 1) setTimeout(done, 300, heard)
    }).observe(status, {childList: true, characterData: true, subtree: true})
    for (let end = 1; end <= typed.length; end++) {
        field.value = typed.slice(0, end)
        field.dispatchEvent(new InputEvent("input", {bubbles: true}))
        last = performance.now()
    }
})"""


def test_what_was_found_is_spoken_once_after_the_last_key(tab: Tab, address: str) -> None:
    tab.page.goto(address)
    comes_to_it(tab.page)
    ((spoken, milliseconds),) = tab.page.evaluate(HEARD, "chest pain")
    assert spoken.startswith(f"1 danger sign for “chest pain” Emergency: Call {EMERGENCY} now. {SIGN}.")
    assert milliseconds > 900, "answers come at once and are spoken after a rest"
    expect(tab.page.locator(".search-card")).to_be_visible()
    assert tab.page.locator("#search [role=status], #search [aria-live]").count() == 1


def test_one_letter_finds_nothing_yet(tab: Tab, address: str) -> None:
    tab.page.goto(address)
    comes_to_it(tab.page)
    box(tab.page).press_sequentially("f")
    says(tab.page, "Type a word")
    assert not tab.page.locator(ANSWERS).count()
    box(tab.page).press_sequentially("ev")
    expect(tab.page.locator(".search-card")).to_be_visible()


def test_enter_shows_all_and_arrows_lead_from_number_to_sign(tab: Tab, address: str) -> None:
    tab.page.goto(address)
    comes_to_it(tab.page)
    box(tab.page).fill("chest pain")
    box(tab.page).press("Enter")
    expect(tab.page.locator(".search-said")).to_be_focused()
    box(tab.page).focus()
    tab.page.keyboard.press("ArrowDown")
    expect(tab.page.locator(".search-call")).to_be_focused()
    tab.page.keyboard.press("ArrowDown")
    expect(tab.page.locator(".search-card li a")).to_be_focused()
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url(lambda url: "#sign-" in url)


def test_who_asks_for_help_without_a_sign_is_told_whom_to_call(opened: Page) -> None:
    assert locations(opened, "headache")[0].startswith(HELP)
    told = opened.locator(".search-unwell")
    expect(told).to_contain_text(f"In an emergency, call {EMERGENCY}. Not sure? Call {DAY}.")
    assert not cards(opened, "headache")


def test_nothing_found_names_the_emergency_number_first(opened: Page) -> None:
    assert ask(opened, "xylophonequark") == []
    says(opened, "We found nothing for “xylophonequark”.")
    numbers = opened.locator(".search-unwell a[href^='tel:']")
    expect(numbers).to_have_text([EMERGENCY, DAY])
    signs = opened.locator(".search-unwell").get_by_role("link", name="See the danger signs")
    assert signs.evaluate("link => link.pathname").endswith(HELP)
    chips = opened.locator(".search-many button")
    assert 0 < chips.count() <= 8
    word = chips.first.inner_text()
    chips.first.click()
    expect(box(opened)).to_have_value(word)
    expect(opened.locator(ANSWERS).first).to_be_visible()


def test_the_same_from_a_folder(browser: Browser, built_site: Path) -> None:
    with tabs(browser) as open_tab:
        tab = open_tab()
        tab.page.goto((built_site / "index.html").as_uri())
        assert [card["level"] for card in cards(tab.page, "chest pain")] == ["emergency"]
        assert not tab.errors
