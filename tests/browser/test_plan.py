"""The personal plan as readers use it: from a server and from a folder, with keys, on paper and in a calendar.

What it must show is worked out from the YAML source by `plan_oracle`, with Python's calendar and time zones.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from babel import Locale
from babel.dates import format_date, format_time
from large import large
from playwright.sync_api import Browser, Page, Route, expect
from translating import HAITIAN

from build_tools.content.model import Translation
from build_tools.languages import catalog as language
from build_tools.languages.catalog import Catalog
from build_tools.languages.dates import for_scripts
from build_tools.problems import Place

from . import plan_oracle as oracle
from .conftest import Scheme, Tab, large_where, tabs
from .pages import PHONES
from .test_accessibility import LOOKS, must_be_clean
from .test_plan_parts import check_lines, events_of

NOW = datetime(2026, 12, 1, 15, tzinfo=UTC)
VISIT = ("2027-01-12", "09:00")
# Midnights, ends of months and years, a leap day, and clocks that go forward and back.
VISITS = [
    VISIT, ("2027-01-01", "05:30"), ("2027-12-31", "23:15"), ("2028-02-29", "00:20"), ("2028-03-01", "06:05"),
    ("2027-03-14", "07:30"), ("2027-03-13", "14:00"), ("2027-11-07", "07:15"), ("2027-11-06", "22:30"),
]  # fmt: skip
SPAN = "from {} to {}"  # what another step ends
LABELS = {"at": "{}", "by": "by {}", "from": "from {}", "until": "until {}", "about": "about {}"}
DAY_LABELS = {
    "by": "by this day", "from": "from this day on", "until": "until this day", "about": "about this day",
    "evening": "in the evening",
}  # fmt: skip

# What the page shows: [day, label, words] for each step, in order.
SHOWN = """() => [...document.querySelectorAll(".plan-days li")].map(item => {
    const words = node => (node?.firstChild?.textContent ?? "").replace(/\\s+/g, " ").trim()
    const row = item.closest(".plan-row")
    return [words(item.closest(".plan-day").querySelector("h3")), words(row.querySelector(".plan-when")),
        item.querySelector(".plan-step").textContent.replace(/\\s+/g, " ").trim()]
})"""


@contextmanager
def plan_tab(
    browser: Browser,
    url: str,
    now: datetime = NOW,
    storage: str = "",
    change: Callable[[str], str] | None = None,
    **more: Any,
) -> Iterator[Tab]:
    """The plan page where the clock stands still; `storage` runs before the page, `change` changes its HTML."""
    with tabs(browser, timed=True, **{"timezone_id": oracle.ZONE} | more) as open_tab:
        tab = open_tab()
        tab.page.clock.set_fixed_time(now)
        if storage:
            tab.page.add_init_script(storage)
        if change:
            tab.page.route(f"**/{oracle.PAGE}", lambda route: _changed(route, change))
        tab.page.goto(url + oracle.PAGE)
        yield tab


def _changed(route: Route, change: Callable[[str], str]) -> None:
    answer = route.fetch()
    before = answer.text()
    after = change(before)
    assert after != before
    route.fulfill(response=answer, body=after)


def show(page: Page, visit: tuple[str, str] = VISIT) -> None:
    page.locator("#plan-date").fill(visit[0])
    page.locator("#plan-time").fill(visit[1])
    page.locator(".plan-form [type=submit]").click()


def error(page: Page, name: str) -> str:
    """What stands at a field, after it was looked at that the field is marked, named by it and has the focus."""
    field = page.locator(f"#plan-{name}")
    assert field.get_attribute("aria-invalid") == "true"
    assert f"plan-{name}-error" in (field.get_attribute("aria-describedby") or "").split()
    return page.locator(f"#plan-{name}-error").inner_text()


def spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


# --- what must stand there -------------------------------------------------------------------------------------------


def clock(instant: datetime, zone: str = oracle.ZONE) -> str:
    """As an American reader writes it; with the zone's short name where clocks show it twice."""
    local = instant.astimezone(ZoneInfo(zone))
    text = f"{local:%-I:%M %p}"
    if len(oracle.instants(local.replace(tzinfo=None), zone)) == 1:
        return text
    if zone == oracle.ZONE:
        return f"{text} {local:%Z}"
    away = (local.utcoffset() or timedelta(0)) // timedelta(minutes=1)  # Americans have no name for it
    hours, minutes = divmod(abs(away), 60)
    return f"{text} GMT" + (f"{'-' if away < 0 else '+'}{hours}" if away else "") + (f":{minutes}" if minutes else "")


def heading(day: date, visit: date) -> str:
    return f"{day:%A, %B} {day.day}" + (f", {day.year}" if day.year != visit.year else "")


def expected(visit: tuple[str, str], zone: str = oracle.ZONE) -> set[tuple[str, str, str]]:
    """(day, label, words) of every step."""
    shown = datetime.fromisoformat("T".join(visit))
    found = set()
    for words, plan in oracle.steps():
        due = oracle.due(plan, shown, zone)
        if not due and plan.get("means") == "evening":  # the time is not in the night
            continue
        if not due:
            day, label = ("As soon as you can" if plan.get("day") else "Your team will tell you when"), ""
        else:
            day = heading(due.day, shown.date())
            label = _label(plan, due.at, shown, zone) if due.at else _day_label(plan)
        found.add((day, label, words))
    return found


def _label(plan: dict[str, Any], at: datetime, shown: datetime, zone: str) -> str:
    end = oracle.ends(plan, shown, zone) if plan.get("ends", "procedure") != "procedure" else None
    form = SPAN if end and end.at else LABELS[plan["means"]]
    return form.format(clock(at, zone), clock(end.at, zone) if end and end.at else "")


def _day_label(plan: dict[str, Any]) -> str:
    names = {"week_before": "from this day on", "rest_of_day": "for the rest of the day"}
    return names.get(plan.get("day", ""), "") or DAY_LABELS.get(plan.get("means", ""), "")


def test_every_step_has_its_date_and_time_in_their_order(browser: Browser, address: str, built_site: Path) -> None:
    """On a server, and from a folder without any."""
    for start, visits in ((address, VISITS), (f"{built_site.as_uri()}/", VISITS[:1])):
        with plan_tab(browser, start) as tab:
            for visit in visits:
                show(tab.page, visit)
                found = [tuple(map(spaced, each)) for each in tab.page.evaluate(SHOWN)]
                assert len(found) == len(set(found))
                assert set(found) == expected(visit), visit
                _must_be_in_order([words for _, _, words in found], datetime.fromisoformat("T".join(visit)))
                headings = tab.page.locator(".plan-day h3").all_inner_texts()
                asked = [each for each in headings if each.startswith("Your team")]  # before and afterwards
                assert len(set(headings)) == len(headings) - max(0, len(asked) - 1)
            assert tab.errors == []
            assert tab.strangers(start) == []


def _must_be_in_order(words: list[str], visit: datetime) -> None:
    """First what is soon, then by time, last what only the team can tell of afterwards."""
    plans = dict(oracle.steps())
    dues = [oracle.due(plans[each], visit) for each in words]
    days = [due.day for due in dues if due]
    times = [due.at for due in dues if due and due.at]
    assert days == sorted(days) and times == sorted(times)
    first = next(place for place, due in enumerate(dues) if due)
    are_soon = [plans[each].get("day") == "soon" for each in words[:first]]
    assert are_soon == sorted(are_soon, reverse=True), "then what the team has yet to tell of the time before"
    assert all(is_soon or "before" in plans[each] for is_soon, each in zip(are_soon, words, strict=False))
    assert not any(dues[first + len(days) :])


def test_a_clinic_elsewhere_in_its_own_words_and_clocks(browser: Browser, address: str) -> None:
    """Another zone and language; dates and times as Babel writes them."""

    def change(html: str) -> str:
        return html.replace('data-zone="America/New_York"', 'data-zone="Australia/Lord_Howe"').replace(
            'data-locale="en-US"', 'data-locale="de-DE"'
        )

    with plan_tab(browser, address, change=change) as tab:
        visit = datetime(2027, 10, 3, 8)  # in the night before, clocks there go forward by half an hour
        show(tab.page, ("2027-10-03", "08:00"))
        page = tab.page
        assert format_date(visit, "full", locale="de_DE") in page.locator(".plan-result h2").inner_text()
        (start,) = oracle.instants(visit, "Australia/Lord_Howe")
        rows = {row[2]: spaced(row[1]) for row in page.evaluate(SHOWN)}
        for words, plan in oracle.steps():
            due = oracle.due(plan, visit, "Australia/Lord_Howe")
            if due and due.at and plan.get("before"):
                local = due.at.astimezone(ZoneInfo("Australia/Lord_Howe"))
                assert format_time(local, "short", locale="de_DE") in rows[words]
        assert start.hour == 21  # eleven hours ahead of UTC by then, ten and a half before
        assert "All times are those of the clinic (Lord-Howe" in page.locator(".plan-said").inner_text()


# Languages whose browsers count years or write digits otherwise than paper does.
# A calendar and digits of its own; the others, such as those with one of them, in `make test-all`.
OTHERWISE = ["fa_IR"]
ALSO = ["th_TH", "ar_EG", "ne_NP", "my_MM", "mr_IN", "bn_BD", "ps_AF", "am_ET", "ja_JP", "he_IL"]


@pytest.mark.parametrize("codes", [OTHERWISE, *large([ALSO])], ids=["some", "others"])
def test_the_same_day_and_digits_as_paper_in_every_language(browser: Browser, address: str, codes: list[str]) -> None:
    """Also where browser and guide both have another calendar; Babel writes what stands on paper."""
    day = date(2027, 3, 10)
    for code in codes:
        catalog = Catalog(code, Locale.parse(code))

        def change(html: str, to: str = catalog.html_language) -> str:
            return html.replace('data-locale="en-US"', f'data-locale="{to}"')

        with plan_tab(browser, address, change=change, locale=catalog.html_language) as tab:
            show(tab.page, (day.isoformat(), "09:30"))
            shown = tab.page.locator(".plan-result h2").inner_text()
            assert {"10", "2027", "30"} <= set(re.findall(r"\d+", shown)), (code, shown)
            assert set(re.findall(r"\d+", catalog.date(day))) >= {"10", "2027"}, code
            everything = tab.page.locator(".plan-result").inner_text() + saved(tab.page)[1].decode()
            assert [sign for sign in everything if sign.isdigit() and not sign.isascii()] == [], code
            assert tab.errors == []


@pytest.mark.parametrize(
    ("code", "shown", "evening"),
    [
        ("so_US", "Arbaco, Maarso 10, 2027", "2:30 GD"),
        ("my_US", "2027 မတ် 10၊ ဗုဒ္ဓဟူး", "14:30"),
        ("ht_US", "mèkredi, 10 mas 2027", "14:30"),
    ],
)
def test_a_language_that_the_browser_does_not_know(
    browser: Browser, address: str, code: str, shown: str, evening: str
) -> None:
    """It would write the dates of its own language, in the middle of the page's."""
    found = language.catalog(Path("/nowhere"), code, Place(""))
    if code == "ht_US":  # of which nobody has told Unicode the months
        found = replace(found, own=Translation.model_validate(HAITIAN))

    def change(html: str) -> str:
        dates = escape(json.dumps(for_scripts(found)))
        return html.replace('data-locale="en-US"', f'data-locale="{found.html_language}" data-dates="{dates}"')

    with plan_tab(browser, address, change=change, locale="en-US") as tab:
        show(tab.page, ("2027-03-10", "14:30"))
        assert shown in tab.page.locator(".plan-result h2").inner_text()
        everything = tab.page.locator(".plan-result").inner_text()
        assert evening in everything and not re.search("Monday|Tuesday|March|Mar |Wed|tomorrow|[AP]M", everything)
        assert tab.errors == []


def test_a_device_elsewhere_changes_no_time(browser: Browser, address: str) -> None:
    with plan_tab(browser, address, timezone_id="Asia/Tokyo") as tab:
        show(tab.page)
        assert {tuple(map(spaced, each)) for each in tab.page.evaluate(SHOWN)} == expected(VISIT)
        assert "Eastern Standard Time" in tab.page.locator(".plan-said").inner_text()


# --- what the device remembers ---------------------------------------------------------------------------------------


def ticks(page: Page) -> list[str]:
    found: list[str] = page.evaluate("[...document.querySelectorAll('.plan li input:checked')].map(box => box.id)")
    return sorted(found)


def test_ticks_and_the_appointment_are_remembered_here_and_cleared(browser: Browser, address: str) -> None:
    with plan_tab(browser, address) as tab:
        page = tab.page
        show(page)
        boxes = page.locator(".plan-days li input")
        for place in (0, 5, 20):
            boxes.nth(place).check()
        before = ticks(page)
        assert len(before) == 3
        page.reload()
        expect(page.locator(".plan-days li input:checked")).to_have_count(3)
        assert (page.locator("#plan-date").input_value(), page.locator("#plan-time").input_value()) == VISIT
        show(page, ("2027-02-03", "14:15"))  # another appointment keeps the ticks of the steps
        assert ticks(page) == before
        page.reload()
        assert page.locator("#plan-time").input_value() == "14:15" and ticks(page) == before

        sent = len(tab.requests)
        page.locator(".plan-clear button").click()
        expect(page.locator(".plan-said")).to_have_text("Everything is cleared.")
        expect(page.locator("#plan-date")).to_be_focused()
        assert ticks(page) == [] and page.locator("#plan-date").input_value() == ""
        assert page.locator(".plan-result").is_hidden() and page.locator(".plan-moments li:visible").count()
        assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
        asked = tab.requests[sent:]  # at most for a picture that has come into sight
        assert not [url for url in asked if not url.endswith((".png", ".svg"))]
        page.reload()
        assert ticks(page) == [] and page.locator("#plan-date").input_value() == ""
        assert tab.errors == []
    with plan_tab(browser, address) as tab:  # another reader, another device
        assert ticks(tab.page) == [] and tab.page.locator(".plan-result").is_hidden()


def test_ticks_before_a_date_is_typed_are_kept_too(browser: Browser, address: str) -> None:
    with plan_tab(browser, address) as tab:
        tab.page.locator(".plan-moments li input").first.check()
        tab.page.reload()
        assert len(ticks(tab.page)) == 1
        show(tab.page)
        assert len(ticks(tab.page)) == 1


def test_the_same_plan_in_two_tabs(browser: Browser, address: str) -> None:
    with plan_tab(browser, address) as tab:
        other = tab.page.context.new_page()
        other.goto(address + oracle.PAGE)
        show(tab.page)
        tab.page.locator(".plan-days li input").nth(3).check()
        expect(other.locator(".plan-days li input:checked")).to_have_count(1)
        assert other.locator("#plan-date").input_value() == VISIT[0]
        tab.page.locator(".plan-clear button").click()
        expect(other.locator(".plan-result")).to_be_hidden()
        assert ticks(other) == []


COUNT_WRITING = """window.written = 0; const set = Storage.prototype.setItem
    Storage.prototype.setItem = function (...given) { written++; return set.apply(this, given) }"""


def test_a_tab_that_is_told_of_another_writes_nothing(browser: Browser, address: str) -> None:
    """Else it could write back what it had read, over a tick that was made meanwhile."""
    with plan_tab(browser, address) as tab:
        other = tab.page.context.new_page()
        other.add_init_script(COUNT_WRITING)
        other.goto(address + oracle.PAGE)
        before = other.evaluate("written")
        show(tab.page)
        tab.page.locator(".plan-days li input").nth(3).check()
        expect(other.locator(".plan-days li input:checked")).to_have_count(1)
        assert other.evaluate("written") == before


REFUSED = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"


@pytest.mark.parametrize("storage", [REFUSED, FULL], ids=["refused", "full"])
def test_a_browser_that_remembers_nothing(browser: Browser, address: str, storage: str) -> None:
    with plan_tab(browser, address, storage=storage) as tab:
        page = tab.page
        show(page)
        assert {tuple(map(spaced, each)) for each in page.evaluate(SHOWN)} == expected(VISIT)
        page.locator(".plan-days li input").first.check()
        assert "does not let the page remember" in page.locator(".plan-not-kept").inner_text()
        assert len(ticks(page)) == 1
        page.locator(".plan-clear button").click()
        assert ticks(page) == [] and page.locator("#plan-date").input_value() == ""
        assert tab.errors == []


# No JSON, other JSON, no such day, other types, years out of reach, a time that does not come, no time, other ticks.
BROKEN = [
    "{",
    "7",
    '{"date": "2027-99-99", "time": "09:00"}',
    '{"date": ["2027-01-01"], "time": "09:00", "done": []}',
    '{"date": "9999-12-31", "time": "23:59", "done": []}',
    '{"date": "2027-03-14", "time": "02:30", "done": []}',
    '{"date": "2027-01-12", "done": []}',
    '{"done": {"length": 1}}',
]
ALSO_BROKEN = [
    "",
    "null",
    "[]",
    '{"date": 5, "done": "all"}',
    '{"date": "2027-01-12", "time": "25:61"}',
    '{"date": "2027-01-12", "time": "99:99", "done": []}',
    '{"date": "2027-01-12", "time": ["23:59"], "done": []}',
    '{"date": "0027-01-12", "time": "09:00", "done": []}',
    '{"date": "0000-01-01", "time": "09:00", "done": []}',
    '{"date": null, "time": null, "done": []}',
    '{"done": [{}]}',
    "\x00\xff",
]


@pytest.mark.parametrize("broken", [BROKEN, *large([ALSO_BROKEN])], ids=["some", "others"])
def test_what_is_kept_may_be_broken(browser: Browser, address: str, broken: list[str]) -> None:
    with plan_tab(browser, address) as tab:
        show(tab.page)
        (key,) = tab.page.evaluate("Object.keys(localStorage)")
        for kept in broken:
            tab.page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [key, kept])
            tab.page.reload()
            assert tab.page.locator(".plan-moments li:visible").count() == len(oracle.steps()), kept
            assert ticks(tab.page) == [] and tab.page.evaluate("localStorage.length") == 0, kept
            assert [tab.page.locator(f"#plan-{name}").input_value() for name in ("date", "time")] == ["", ""], kept
            assert tab.page.locator(".plan-error:visible").count() == 0, kept
        show(tab.page)
        assert {tuple(map(spaced, each)) for each in tab.page.evaluate(SHOWN)} == expected(VISIT)
        assert tab.errors == []


# --- without JavaScript ----------------------------------------------------------------------------------------------


def test_without_javascript_the_checklist_stands_there(browser: Browser, address: str) -> None:
    with plan_tab(browser, address, java_script_enabled=False) as tab:
        page = tab.page
        shown = map(spaced, page.locator(".plan-moments li .plan-step").all_inner_texts())
        assert sorted(shown) == sorted(step.words for step in oracle.steps())
        titles = [spaced(each) for each in page.locator(".plan-moments h2").all_inner_texts()]
        assert "At the latest 6 hours before the procedure" in titles and "In the week before" in titles
        assert page.locator(":is(.plan form, .plan button):visible").count() == 0  # nothing that could not work


# --- kind messages ---------------------------------------------------------------------------------------------------


def test_what_is_missing_or_cannot_be_is_said_kindly(browser: Browser, address: str) -> None:
    with plan_tab(browser, address) as tab:
        page = tab.page
        page.locator(".plan-form [type=submit]").click()
        assert error(page, "date") == "Type the date of your procedure."
        assert error(page, "time") == "Type the time of your procedure."
        expect(page.locator("#plan-date")).to_be_focused()
        page.locator("#plan-date").fill(VISIT[0])
        page.locator(".plan-form [type=submit]").click()
        assert page.locator("#plan-date").get_attribute("aria-invalid") is None
        expect(page.locator("#plan-time")).to_be_focused()
        assert page.locator(".plan-result").is_hidden()

        page.locator("#plan-date").focus()
        page.keyboard.type("02302027")  # into the browser's own field: February 30
        page.locator(".plan-form [type=submit]").click()
        assert error(page, "date") == NO_DAY
        page.locator("#plan-date").fill(VISIT[0])
        page.locator("#plan-date").focus()
        page.keyboard.press("Delete")  # the month alone: half a date
        page.locator(".plan-form [type=submit]").click()
        assert error(page, "date") == NO_DAY
        page.locator("#plan-date").focus()
        page.keyboard.type("031527")
        page.locator(".plan-form [type=submit]").click()
        assert error(page, "date") == "Look at the year again. Type it with four digits, such as 2026."
        assert page.locator("#plan-date").input_value() == "0027-03-15" and page.locator(".plan-result").is_hidden()
        page.locator("#plan-date").fill(VISIT[0])
        page.locator("#plan-time").focus()
        page.keyboard.type("0900")  # without AM or PM
        page.locator(".plan-form [type=submit]").click()
        assert error(page, "time") == "A part of the time is missing. Look at the time again."

        show(page, ("2027-03-14", "02:30"))
        assert "the clocks go forward, and 2:30 AM does not come" in spaced(error(page, "time"))
        assert PHONES["day"]["number"] in error(page, "time")
        assert page.locator(".plan-result").is_hidden()
        assert tab.errors == []


NO_DAY = "A part of the date is missing, or there is no such day. Type the day, the month and the whole year."
ODD = [
    (VISIT, ""),
    (("2026-11-30", "09:00"), "This time has passed."),
    (("2026-12-01", "09:59"), "This time has passed."),
    (("2026-12-01", "10:01"), ""),
    (("2028-01-12", "09:00"), "more than a year away"),
    (("2027-11-07", "01:30"), "1:30 AM comes twice"),
]


def test_odd_appointments_still_give_a_plan(browser: Browser, address: str) -> None:
    with plan_tab(browser, address) as tab:
        for visit, says in ODD:
            show(tab.page, visit)
            said = spaced(tab.page.locator(".plan-said").inner_text())
            assert says in said and bool(said) == bool(says)
            assert {tuple(map(spaced, each)) for each in tab.page.evaluate(SHOWN)} == expected(visit)
            expect(tab.page.locator(".plan-result h2")).to_be_focused()


# (steps, states) of each row.
STATES = """() => [...document.querySelectorAll(".plan-row")].map(row => ["li .plan-step", ".plan-state"].map(
    part => [...row.querySelectorAll(part)].map(each => each.innerText)))"""


def states_of(page: Page) -> dict[str, str]:
    """What stands beside each step: past, now or nothing."""
    rows: list[tuple[list[str], list[str]]] = page.evaluate(STATES)
    return {spaced(step): spaced(" ".join(said)).lower() for steps, said in rows for step in steps}


def test_what_is_over_is_said_in_words(browser: Browser, address: str) -> None:
    """In the afternoon of the day: what came before is past, what must not be done holds now."""
    with plan_tab(browser, address, now=datetime(2027, 1, 12, 20, tzinfo=UTC)) as tab:
        page = tab.page
        show(page)
        states = states_of(page)
        shown = datetime.fromisoformat("T".join(VISIT))
        for words, plan in oracle.steps():
            due = oracle.due(plan, shown)
            if plan.get("before") or plan.get("day") in ("soon", "week_before", "day_before"):
                assert states[words] == "past", words
            elif plan.get("after") and due and plan["means"] == "until":
                assert states[words] == "now", words
            else:
                assert states[words] == "", words
        assert page.locator(".plan-today").all_inner_texts() == ["yesterday", "today", "tomorrow"]
        page.get_by_role("link", name="Go to what comes next").click()
        expect(page.locator("#plan-next h3")).to_contain_text("January 12")
        expect(page.locator("#plan-next h3")).to_be_in_viewport()


@pytest.fixture(scope="module")
def same_plan(browser: Browser, address: str) -> Iterator[Page]:
    """For tests that differ in the time; in a window in which it is alone."""
    with plan_tab(browser, address, locale="en-US", color_scheme="light") as tab:
        yield tab.page


@pytest.mark.parametrize("minutes", [1, 209, 210, 300, 449, 450, 480, 569, 570, 600])
def test_what_is_forbidden_now_is_not_past(same_plan: Page, minutes: int) -> None:
    """Around each turn of a morning with the procedure at 9:30: nothing says "drink" while nothing may be drunk."""
    visit, shown = ("2027-01-12", "09:30"), datetime(2027, 1, 12, 9, 30)
    now = datetime(2027, 1, 12, tzinfo=ZoneInfo(oracle.ZONE)) + timedelta(minutes=minutes)
    same_plan.clock.set_fixed_time(now)
    same_plan.evaluate("localStorage.clear()")
    same_plan.reload()
    show(same_plan, visit)
    states = states_of(same_plan)
    dues = {words: oracle.due(plan, shown) for words, plan in oracle.steps() if plan.get("before")}
    clocked = {words: plan for words, plan in oracle.steps() if (due := dues.get(words)) and due.at}
    assert {words: states[words] for words in clocked} == {
        words: oracle.state(plan, shown, now) for words, plan in clocked.items()
    }
    if minutes == 480:  # at 8:00
        by_words = {words.split(" ")[0] + words.split(" ")[1]: state for words, state in states.items()}
        assert (by_words["Stopfood"], by_words["Thenonly"], by_words["Stopclear"]) == ("now", "past", "now")


def test_the_plan_says_when_somebody_can_come(browser: Browser, address: str) -> None:
    with plan_tab(browser, address) as tab:
        show(tab.page, ("2027-01-12", "13:00"))
        shown = tab.page.locator(".plan-row:has(.plan-when)").all()
        rows = [(row.locator(".plan-when").inner_text(), row.inner_text()) for row in shown]
        landmarks = [spaced(when) for when, text in rows if "By now it is over" in text or "picks you up" in text]
        home = oracle.home()
        assert home == 240
        over = oracle.instants(datetime(2027, 1, 12, 13), oracle.ZONE)[0] + timedelta(minutes=oracle.longest())
        assert landmarks == [clock(over), clock(over + timedelta(minutes=home))] == ["3:00 PM", "7:00 PM"]
        words = tab.page.locator(".plan-row").all_inner_texts()
        (picked,) = (place for place, text in enumerate(words) if "picks you up" in text)
        (rest,) = (place for place, text in enumerate(words) if "Rest at home" in text)
        assert picked < rest
        _, data = saved(tab.page)
        (event,) = (event for event in events_of(data) if "picks you up" in str(event["summary"]))
        assert event["dtstart"].dt == over + timedelta(minutes=home) and str(event["summary"]).startswith("7:00 PM: ")


# --- a browser without fields for dates ------------------------------------------------------------------------------


def test_fields_of_text_take_the_iso_form_alone(browser: Browser, address: str) -> None:
    """What could mean two things, or nothing, is never guessed: a message at the field says how to type it."""

    def change(html: str) -> str:
        return html.replace('type="date"', 'type="text"').replace('type="time"', 'type="text"')

    with plan_tab(browser, address, change=change) as tab:
        page = tab.page
        for typed in ("12 January 2027", "1/12/2027", "2027-1-12", "2027-02-30", "<b>1</b>"):
            show(page, (typed, VISIT[1]))
            assert error(page, "date") == "We cannot read this date. Type it like this: 2027-01-25"
            expect(page.locator("#plan-date")).to_be_focused()
        for typed in ("9:00", "9 am", "24:00"):
            show(page, (VISIT[0], typed))
            assert error(page, "time") == "We cannot read this time. Type it like this: 09:00 or 14:30"
            assert page.locator("#plan-time").input_value() == typed
        show(page, ("  ", ""))
        assert error(page, "date") == "Type the date of your procedure."
        assert error(page, "time") == "Type the time of your procedure."
        assert page.locator(".plan-result").is_hidden()

        show(page, (f" {VISIT[0]} ", VISIT[1]))
        assert {tuple(map(spaced, each)) for each in page.evaluate(SHOWN)} == expected(VISIT)
        page.reload()
        assert (page.locator("#plan-date").input_value(), page.locator("#plan-time").input_value()) == VISIT
        assert {tuple(map(spaced, each)) for each in page.evaluate(SHOWN)} == expected(VISIT)
        assert tab.errors == []


# --- the calendar ----------------------------------------------------------------------------------------------------


def saved(page: Page) -> tuple[str, bytes]:
    with page.expect_download() as found:
        page.locator(".plan-save").click()
    return found.value.suggested_filename, found.value.path().read_bytes()


@pytest.mark.parametrize("from_folder", [False, True], ids=["server", "folder"])
def test_the_calendar_file(browser: Browser, address: str, built_site: Path, from_folder: bool) -> None:
    with plan_tab(browser, f"{built_site.as_uri()}/" if from_folder else address) as tab:
        show(tab.page)
        name, data = saved(tab.page)
        assert name == f"{oracle.PROCEDURE}.ics"
        check_lines(data)
        expect(tab.page.locator(".plan-said")).to_contain_text("The calendar file is saved.")
        events = events_of(data)
        _must_hold_every_dated_step(events, VISIT)

        show(tab.page, ("2027-11-06", "22:30"))
        _, later = saved(tab.page)
        moved = events_of(later)
        _must_hold_every_dated_step(moved, ("2027-11-06", "22:30"))
        # The calendar takes them for the same events, so that the new ones replace the old ones.
        assert len({str(event["uid"]) for event in events}) == len(events)
        # What is to be done on the evening before a time in the night comes and goes with it.
        names, again = ({str(each["uid"]) for each in found} for found in (events, moved))
        assert all("-evening@" in name for name in names ^ again)
        assert tab.errors == []


def _must_hold_every_dated_step(events: list[Any], visit: tuple[str, str], zone: str = oracle.ZONE) -> None:
    shown = datetime.fromisoformat("T".join(visit))
    (start, *twice) = oracle.instants(shown, zone)
    over = (twice or [start])[-1] + timedelta(minutes=oracle.longest())
    (own,) = (event for event in events if str(event["summary"]).endswith(": Your procedure"))
    assert spaced(str(own["summary"])) == f"{clock(start, zone)}: Your procedure"
    assert (own["dtstart"].dt, own["dtend"].dt) == (start, over)
    assert "1 Example Street" in str(own["location"]) and own.walk("VALARM")
    for words, plan in oracle.steps():
        due = oracle.due(plan, shown, zone)
        about = [event for event in events if words in f"{event['summary']}\n{event['description']}"]
        if not due:
            assert about == [], words
            continue
        (event,) = about
        _must_be_due(event, plan, due, (start, over), zone)
        if due.at:  # what rings, maybe the evening before, says when it is
            label = _label(plan, due.at, shown, zone)
            assert spaced(str(event["summary"])).startswith(f"{label[0].upper()}{label[1:]}: "), words
        for alarm in event.walk("VALARM"):
            says = spaced(str(alarm["description"]))
            assert says.startswith(f"{due.day:%A, %B} {due.day.day}, {due.day.year}"), words
            assert not due.at or clock(due.at, zone) in says, words
            assert not due.at or alarm["trigger"].dt < timedelta(0), words
        assert bool(event.walk("VALARM")) == any(
            bool(other.plan.get("remind"))
            for other in oracle.steps()
            if {**other.plan, "remind": 0} == {**plan, "remind": 0}
        ), words
        assert event["dtstamp"].dt == NOW and PHONES["day"]["number"] in str(event["description"])


def _must_be_due(
    event: Any, plan: dict[str, Any], due: oracle.Due, visit: tuple[datetime, datetime], zone: str
) -> None:
    """Points in time, and spans: until a moment, from a moment to what ends it, the week before."""
    begin, end = event["dtstart"].dt, event["dtend"].dt if "dtend" in event else None
    start, over = visit
    shown = start.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    last = oracle.ends(plan, shown, zone)
    if plan.get("means") == "until" and plan.get("after"):
        day = over.astimezone(ZoneInfo(zone)).date()
        assert (begin, end) == ((over, due.at) if due.at else (day, due.day + timedelta(days=1)))
    elif plan.get("day") == "week_before":
        assert (begin, end) == (due.day, shown.date())
    elif last:
        assert (begin, end) == ((due.at, last.at) if due.at else (due.day, last.day))
    else:
        assert (begin, end) == ((due.at, None) if due.at else (due.day, due.day + timedelta(days=1)))


# --- paper -----------------------------------------------------------------------------------------------------------


def test_it_prints_on_one_sheet(browser: Browser, address: str, tmp_path: Path) -> None:
    with plan_tab(browser, address) as tab:
        for paper, visit in (("Letter", VISIT), ("A4", VISIT), ("Letter", ("2027-12-31", "23:15"))):
            show(tab.page, visit)
            tab.page.pdf(path=tmp_path / "plan.pdf", format=paper)
            with pypdfium2.PdfDocument(tmp_path / "plan.pdf") as document:
                assert len(document) == 1, paper
                text = spaced(document[0].get_textpage().get_text_bounded())
            for day, label, words in expected(visit):
                for part in (day, words, label[1:]):  # labels begin with a capital letter there
                    assert re.sub(r"\W", "", part) in re.sub(r"\W", "", text), (paper, part)
            for number in (phone["number"] for phone in PHONES.values()):
                assert number in text
            assert "Draft: not yet approved" in text and f"{date.fromisoformat(visit[0]):%A, %B %-d, %Y}" in text
            for not_on_paper in ("Print my plan", "Clear everything", "Search", "Show my dates"):
                assert not_on_paper not in text


def test_the_print_button_prints_the_page(browser: Browser, address: str) -> None:
    with plan_tab(browser, address, storage="window.printed = 0; window.print = () => printed++") as tab:
        show(tab.page)
        tab.page.locator(".plan-print").click()
        assert tab.page.evaluate("printed") == 1


# --- for everybody ---------------------------------------------------------------------------------------------------


@large_where(lambda case: case["scheme"] == "light")
@pytest.mark.parametrize(("scheme", "size"), LOOKS)
def test_axe_finds_nothing_in_the_plan(browser: Browser, address: str, scheme: Scheme, size: tuple[int, int]) -> None:
    """With a plan in which all states stand, and messages at both fields; without scrolling aside."""
    with plan_tab(browser, address, now=datetime(2027, 1, 12, 20, tzinfo=UTC)) as tab:
        show(tab.page)
        show(tab.page, ("", ""))
        assert error(tab.page, "date") and tab.page.locator(".plan-state").count()
        tab.resize(size)
        tab.page.emulate_media(color_scheme=scheme)
        must_be_clean(tab.page)
        assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert tab.errors == []


def test_with_the_keyboard_alone(browser: Browser, address: str) -> None:
    with plan_tab(browser, address) as tab:
        page = tab.page
        page.locator("#plan-date").focus()
        page.keyboard.type("01122027")
        page.keyboard.press("Tab")  # over the button that opens the calendar
        page.keyboard.press("Tab")
        expect(page.locator("#plan-time")).to_be_focused()
        page.keyboard.type("0900AM")
        page.keyboard.press("Enter")
        expect(page.locator(".plan-result h2")).to_be_focused()
        assert "Tuesday, January 12, 2027" in page.locator(".plan-result h2").inner_text()
        names = []
        for _ in range(3):
            page.keyboard.press("Tab")
            names.append(spaced(page.evaluate("document.activeElement.textContent")))
        assert names[:2] == ["Print my plan", "Save to my calendar"]
        page.keyboard.press("Space")
        assert len(ticks(page)) == 1
        row = page.get_by_role("group", name=re.compile("^by 3:00"))
        expect(row.get_by_role("checkbox")).to_have_count(1)
        assert json.loads(page.evaluate("JSON.stringify(Object.values(localStorage))"))
