"""The parts of the personal plan that touch no page, in a real browser: times, and the calendar file."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from commands import ROOT
from playwright.sync_api import Browser, Page

from build_tools import templates

from .plan_oracle import count, instants, plus

ZONES = ["America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia", "UTC"]
SCRIPTS = ("plan-time", "plan-calendar")
MINUTE = timedelta(minutes=1)
# By hand: midnights, ends of months and years, leap days, and clocks that change (also by half an hour, also by a day).
TURNS = [
    "2027-01-01T00:00", "2027-01-01T01:00", "2026-12-31T23:59", "2027-03-01T05:00", "2028-02-29T08:30",
    "2028-03-01T02:00", "2027-02-28T23:00", "2027-03-14T02:30", "2027-03-14T03:00", "2027-03-14T08:00",
    "2027-11-07T01:30", "2027-11-07T00:59", "2027-11-07T07:30", "2027-03-28T01:30", "2027-10-31T01:15",
    "2027-04-04T01:45", "2027-10-03T02:15", "2027-10-03T08:00", "2011-12-30T12:00", "2011-12-31T05:00",
    "2011-12-29T23:00", "2021-04-04T03:30", "2021-09-26T03:30",
]  # fmt: skip


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(timezone_id="Asia/Tokyo")  # a device that is elsewhere must not matter
    page = context.new_page()
    for script in SCRIPTS:
        page.add_script_tag(path=templates.file(ROOT, f"docs/assets/{script}.js"))
    yield page
    context.close()


# --- times -----------------------------------------------------------------------------------------------------------


def some_appointments() -> list[tuple[str, str]]:
    """(what clocks show, zone): each turn in each zone, and many others."""
    chance = random.Random(20270112)
    minutes = [chance.randrange(0, 60 * 24 * 366 * 6) for _ in range(400)]
    others = [(datetime(2026, 1, 1) + minute * MINUTE).isoformat(timespec="minutes") for minute in minutes]
    return [(shown, zone) for zone in ZONES for shown in TURNS] + [(each, chance.choice(ZONES)) for each in others]


def milliseconds(instant: datetime) -> int:
    return round(instant.timestamp() * 1000)


def test_what_clocks_show_is_as_python_knows_it(page: Page) -> None:
    cases = some_appointments()
    found = page.evaluate("cases => cases.map(([shown, zone]) => planTime.instants(shown, zone))", cases)
    expected = [[milliseconds(each) for each in instants(datetime.fromisoformat(shown), zone)] for shown, zone in cases]
    assert {len(each) for each in expected} == {0, 1, 2}  # skipped, plain and doubled times are all among them
    assert [case for case, one, two in zip(cases, found, expected, strict=True) if one != two] == []


STEPS = [
    (side, amount, unit)
    for side in ("before", "after")
    for amount, unit in [
        (15, "minute"), (6, "hour"), (24, "hour"), (36, "hour"), (1, "day"), (14, "day"), (4, "week"), (1, "month"),
        (3, "month"), (1, "year"),
    ]
]  # fmt: skip
DUE = """cases => cases.map(([shown, zone, side, amount, unit, minutes]) => {
    const visit = planTime.visit(...shown.split("T"), zone, minutes)
    return visit && planTime.due({side, amount, unit}, visit)
})"""


def test_every_step_is_due_when_python_says(page: Page) -> None:
    cases = [(*case, *step, 120) for case in some_appointments() for step in STEPS]
    found = page.evaluate(DUE, cases)
    wrong = []
    for case, got in zip(cases, found, strict=True):
        shown, zone, side, amount, unit, minutes = case
        starts = instants(datetime.fromisoformat(shown), zone)
        expected = None
        if starts:  # of a time that comes twice, the first for what comes before, the second for what comes after
            start = starts[0] if side == "before" else starts[-1] + minutes * MINUTE
            due = count(start, -amount if side == "before" else amount, unit, zone)
            expected = {"date": due.day.isoformat()} | ({"instant": milliseconds(due.at)} if due.at else {})
        if got != expected:
            wrong.append((case, got, expected))
    assert wrong == []


def test_months_end_where_they_end(page: Page) -> None:
    days = [date(2027, 1, 31), date(2027, 3, 31), date(2028, 2, 29), date(2027, 12, 31), date(2027, 10, 30)]
    cases = [
        (day.isoformat(), number, unit) for day in days for number in (-14, -1, 1, 13) for unit in ("month", "year")
    ]
    found = page.evaluate("cases => cases.map(([day, number, unit]) => planTime.plus(day, number, unit))", cases)
    assert found == [plus(date.fromisoformat(day), number, unit).isoformat() for day, number, unit in cases]


def test_only_a_real_day_and_time_in_iso_form_are_taken(page: Page) -> None:
    days = ["2027-02-28", "2028-02-29", "2000-02-29", "2027-12-31"]
    never = ["2027-02-29", "2027-02-30", "2100-02-29", "2027-04-31", "2027-13-01", "2027-00-01", "2027-01-00"]
    other = ["", "2027-1-12", "20270112", "2027-01", "12027-01-12", "2027-01-12T09:00", "1/12/2027", "12 January 2027"]
    found = page.evaluate("days => days.filter(planTime.isDate)", [*days, *never, *other, None, 5, ["2027-01-12"], {}])
    assert found == days
    times = ["00:00", "09:30", "14:30", "23:59"]
    other = ["", "99:99", "24:00", "9:30", "09:60", "25:61", "1430", "14:30:00", "9:30 am", "14:30 pm"]
    assert page.evaluate("times => times.filter(planTime.isTime)", [*times, *other, None, 5, ["23:59"]]) == times


def test_an_appointment_is_in_a_year_near_this_one(page: Page) -> None:
    now = milliseconds(datetime(2026, 12, 31, 23, 30, tzinfo=ZoneInfo("America/New_York")))  # in Europe it is 2027
    asked = ["0027-03-15", "0000-01-01", "1027-03-15", "2024-12-31", "2030-01-01", "2199-01-01", "9999-12-31"]
    near = ["2025-01-01", "2026-12-01", "2027-01-12", "2029-12-31"]
    judged = "([days, now, zone]) => days.filter(day => planTime.isNear(day, now, zone))"
    assert page.evaluate(judged, [[*asked, *near], now, "America/New_York"]) == near
    assert page.evaluate(judged, [["2025-06-01", "2030-06-01"], now, "Europe/London"]) == ["2030-06-01"]


STATES = """([step, instants]) => {
    const visit = planTime.visit("2027-01-12", "09:00", "America/New_York", 120)
    return instants.map(instant => planTime.state(step, visit, Date.parse(instant)))
}"""
STATE_CASES: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    ({"day": "soon"}, [("2026-12-01T12:00-05:00", ""), ("2027-01-12T09:00-05:00", "past")]),
    ({"day": "week_before"}, [
        ("2027-01-04T23:59-05:00", ""), ("2027-01-05T00:00-05:00", "now"), ("2027-01-11T23:59-05:00", "now"),
        ("2027-01-12T00:00-05:00", "past"),
    ]),
    ({"day": "day_before"}, [("2027-01-11T23:59-05:00", ""), ("2027-01-12T00:00-05:00", "past")]),
    ({"day": "the_day"}, [("2027-01-12T23:59-05:00", ""), ("2027-01-13T00:00-05:00", "past")]),
    ({"side": "before", "means": "by", "amount": 6, "unit": "hour", "ends": "procedure"}, [  # it must not be done now
        ("2027-01-12T02:59-05:00", ""), ("2027-01-12T03:00-05:00", "now"), ("2027-01-12T08:59-05:00", "now"),
        ("2027-01-12T09:00-05:00", "past"),
    ]),
    ({"side": "before", "means": "by", "amount": 3, "unit": "day", "ends": "procedure"}, [
        ("2027-01-08T23:59-05:00", ""), ("2027-01-09T00:00-05:00", "now"), ("2027-01-12T09:00-05:00", "past"),
    ]),
    ({"side": "before", "means": "from", "amount": 14, "unit": "day", "ends": "procedure"}, [
        ("2026-12-28T23:59-05:00", ""), ("2026-12-29T00:00-05:00", "now"), ("2027-01-12T09:00-05:00", "past"),
    ]),
    ({"side": "before", "means": "from", "amount": 6, "unit": "hour", "ends": {"amount": 2, "unit": "hour"}}, [
        ("2027-01-12T02:59-05:00", ""), ("2027-01-12T03:00-05:00", "now"), ("2027-01-12T06:59-05:00", "now"),
        ("2027-01-12T07:00-05:00", "past"), ("2027-01-12T08:59-05:00", "past"),
    ]),
    ({"side": "before", "means": "from", "amount": 6, "unit": "hour", "ends": {"amount": 90, "unit": "minute"}}, [
        ("2027-01-12T07:29-05:00", "now"), ("2027-01-12T07:30-05:00", "past"),
    ]),
    ({"side": "before", "means": "from", "amount": 2, "unit": "day", "ends": {"amount": 1, "unit": "day"}}, [
        ("2027-01-10T00:00-05:00", "now"), ("2027-01-11T00:00-05:00", "past"),
    ]),
    # Nobody has set when it ends: then it is never said to hold, and is over with the procedure.
    ({"side": "before", "means": "from", "amount": 6, "unit": "hour", "ends": {"amount": 0}}, [
        ("2027-01-12T02:59-05:00", ""), ("2027-01-12T03:00-05:00", ""), ("2027-01-12T09:00-05:00", "past"),
    ]),
    # It ends before it begins, or when it begins: it never holds.
    ({"side": "before", "means": "from", "amount": 6, "unit": "hour", "ends": {"amount": 8, "unit": "hour"}}, [
        ("2027-01-12T00:59-05:00", ""), ("2027-01-12T01:00-05:00", "past"), ("2027-01-12T04:00-05:00", "past"),
    ]),
    ({"side": "before", "means": "from", "amount": 6, "unit": "hour", "ends": {"amount": 6, "unit": "hour"}}, [
        ("2027-01-12T02:59-05:00", ""), ("2027-01-12T03:00-05:00", "past"),
    ]),
    ({"side": "after", "means": "from", "amount": 1, "unit": "day", "ends": {"amount": 2, "unit": "week"}}, [
        ("2027-01-12T23:59-05:00", ""), ("2027-01-13T00:00-05:00", "now"), ("2027-01-26T00:00-05:00", "past"),
    ]),
    ({"side": "after", "means": "until", "amount": 24, "unit": "hour"}, [
        ("2027-01-12T10:59-05:00", ""), ("2027-01-12T11:00-05:00", "now"), ("2027-01-13T11:00-05:00", "past"),
    ]),
    ({"side": "after", "means": "until", "amount": 3, "unit": "day"}, [  # the last day still counts
        ("2027-01-12T10:59-05:00", ""), ("2027-01-15T23:59-05:00", "now"), ("2027-01-16T00:00-05:00", "past"),
    ]),
    ({"side": "after", "means": "from", "amount": 24, "unit": "hour"}, [
        ("2027-01-13T10:59-05:00", ""), ("2027-01-13T11:00-05:00", "now"), ("2028-01-13T11:00-05:00", "now"),
    ]),
    ({"side": "after", "means": "about", "amount": 4, "unit": "week"}, [
        ("2027-02-09T23:59-05:00", ""), ("2027-02-10T00:00-05:00", "past"),
    ]),
    ({"side": "after", "means": "from", "amount": 0, "unit": None}, [("2030-01-01T00:00Z", "")]),
]  # fmt: skip


def test_what_is_over_and_what_holds_now(page: Page) -> None:
    for step, times in STATE_CASES:
        found = page.evaluate(STATES, [step, [instant for instant, _ in times]])
        assert found == [state for _, state in times], step


# --- the calendar file -----------------------------------------------------------------------------------------------

NOW = 1_795_000_000_000
OF = {"name": "Your own plan", "host": "example.org/leaflets", "zone": "America/New_York", "now": NOW}
NASTY = [
    "Plain words.",
    "Commas, semicolons; colons: and \\ backslashes, \\n and \\, too",
    "two\nlines\r\nand\rmore",
    "a bell \x07 rings",
    "é" * 200,
    "日本語のとても長い文" * 20,
    "🩺" * 60,
    "ب" * 150,
    'quotes " and <tags> & signs',
    "x" * 75,
    "x" * 66 + "é",
    "END:VEVENT",
]


def calendar_of(page: Page, events: list[dict[str, Any]]) -> bytes:
    text: str = page.evaluate("([events, of]) => planCalendar.file(events, of)", [events, OF])
    return text.encode()


def event(**more: Any) -> dict[str, Any]:
    return {"id": "one", "words": "Words", "about": "About", "when": {"point": {"date": "2027-01-12"}}} | more


def events_of(data: bytes) -> list[Any]:
    """The events of a calendar file, as a calendar reads them; one that it could not read in full is a failure."""
    (calendar,) = icalendar.Calendar.from_ical(data, multiple=True)
    assert [error for each in calendar.walk() for error in each.errors] == []
    return list(calendar.walk("VEVENT"))


def check_lines(data: bytes) -> None:
    """Every line ends with CR and LF, and none is longer than 75 octets."""
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 and b"\r" not in line and b"\n" not in line for line in lines)
    for line in lines:
        line.decode()  # no letter is torn


def test_a_calendar_reads_back_every_word(page: Page) -> None:
    data = calendar_of(page, [event(id=f"e{n}", words=words, about=words) for n, words in enumerate(NASTY)])
    check_lines(data)
    found = events_of(data)
    clean = [words.replace("\r\n", "\n").replace("\r", "\n").replace("\x07", " ") for words in NASTY]
    assert [str(each["summary"]) for each in found] == clean
    assert [str(each["description"]) for each in found] == clean


def at(shown: str) -> dict[str, Any]:
    return {"date": shown[:10], "instant": milliseconds(datetime.fromisoformat(shown))}


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ({"point": {"date": "2027-12-31"}}, date(2027, 12, 31), date(2028, 1, 1)),
        ({"point": at("2027-01-12T03:00-05:00")}, datetime(2027, 1, 12, 8, tzinfo=UTC), None),
        (
            {"begin": at("2027-01-12T11:00-05:00"), "end": at("2027-01-13T11:00-05:00")},
            datetime(2027, 1, 12, 16, tzinfo=UTC),
            datetime(2027, 1, 13, 16, tzinfo=UTC),
        ),
        ({"begin": at("2027-01-12T11:00-05:00"), "end": {"date": "2027-01-16"}}, date(2027, 1, 12), date(2027, 1, 16)),
        ({"begin": {"date": "2026-12-29"}, "end": at("2027-01-12T09:00-05:00")}, date(2026, 12, 29), date(2027, 1, 12)),
        ({"begin": {"date": "2027-01-19"}, "end": None}, date(2027, 1, 19), date(2027, 1, 20)),
        ({"begin": at("2027-01-13T11:00-05:00"), "end": None}, datetime(2027, 1, 13, 16, tzinfo=UTC), None),
    ],
)
def test_instants_are_utc_and_dates_have_no_clock(page: Page, when: dict[str, Any], start: Any, end: Any) -> None:
    (found,) = events_of(calendar_of(page, [event(when=when)]))
    assert found["dtstart"].dt == start
    assert ("dtend" in found and found["dtend"].dt) == (end or False)
    assert found["dtstamp"].dt == datetime.fromtimestamp(NOW / 1000, UTC)
    assert str(found["uid"]) == "one@example.org/leaflets"


def test_no_alarm_rings_at_night(page: Page) -> None:
    starts = [datetime(2027, 3, 13, 12, tzinfo=UTC) + timedelta(minutes=47 * n) for n in range(60)]
    points = [{"date": "", "instant": milliseconds(start)} for start in starts]
    events = [event(id=f"e{n}", remind=True, when={"point": point}) for n, point in enumerate(points)]
    days = event(id="day", remind=True)
    *timed, day = events_of(calendar_of(page, [*events, days]))
    for start, found in zip(starts, timed, strict=True):
        local = start.astimezone(ZoneInfo("America/New_York"))
        early = [-alarm["trigger"].dt for alarm in found.walk("VALARM")]
        assert all(7 <= (start - each).astimezone(ZoneInfo("America/New_York")).hour < 21 for each in early), start
        if 8 <= local.hour < 22:
            assert early == [timedelta(hours=1)], start
        else:  # in the evening before; and once more where it is day already
            assert timedelta(hours=2) <= early[0] <= timedelta(hours=13), start
            assert len(early) == 1 + (local.hour == 7 and local.minute >= 5), start
            assert all(timedelta(minutes=5) <= each <= timedelta(minutes=30) for each in early[1:]), start
    (alarm,) = day.walk("VALARM")
    assert alarm["trigger"].dt == timedelta(hours=9)


def test_an_alarm_has_words_of_its_own(page: Page) -> None:
    """They are read a day before, so they say when it is."""
    at_noon = {"point": {"date": "2027-01-12", "instant": milliseconds(datetime(2027, 1, 12, 17, tzinfo=UTC))}}
    words = {"rings": "Tuesday, 12:00 PM: Words", "remind": True}
    timed, day = events_of(calendar_of(page, [event(**words, when=at_noon), event(**words, early="evening")]))
    assert [str(alarm["description"]) for alarm in timed.walk("VALARM")] == ["Tuesday, 12:00 PM: Words"]
    (alarm,) = day.walk("VALARM")
    assert alarm["trigger"].dt == timedelta(hours=-4)  # what is due on a day is not told on its morning


def test_only_what_is_important_rings(page: Page) -> None:
    (found,) = events_of(calendar_of(page, [event()]))
    assert found.walk("VALARM") == []
