"""Which number answers now: each state of a clinic's week as a whole message, for the script that shows it."""

from __future__ import annotations

from typing import Any

import pytest
from babel import Locale
from test_phone_hours import DAY_AND_NIGHT, DAY_LINE, HEBREW, NIGHT_LINE, OFFICE, ONE_LINE, clinic

from build_tools.content.hours import DAY, WEEK
from build_tools.content.model import Clinic, Level
from build_tools.languages.catalog import Catalog
from build_tools.website import open_now
from build_tools.website.open_now import State

ENGLISH = Catalog("en_US", Locale.parse("en_US"))
MON, TUE, FRI, SAT, SUN = (day * DAY for day in (0, 1, 4, 5, 6))


def at(of: Clinic, level: Level, minute: int, catalog: Catalog = ENGLISH) -> State:
    """What holds at a minute of the week."""
    return [state for state in open_now.states(of, catalog, level) if state.begin <= minute][-1]


@pytest.mark.parametrize(
    ("minute", "phone", "open", "short", "action"),
    [
        (MON + 8 * 60 - 1, "night", "Open now, until 8 am", "At night, open now", open_now.AFTER_HOURS),
        (MON + 8 * 60, "day", "Open now, until 5 pm", "Open until 5 pm", open_now.BY_DAY),
        (MON + 17 * 60 - 1, "day", "Open now, until 5 pm", "Open until 5 pm", open_now.BY_DAY),
        (MON + 17 * 60, "night", "Open now, until 8 am", "At night, open now", open_now.AFTER_HOURS),
        (TUE + 2 * 60, "night", "Open now, until 8 am", "At night, open now", open_now.AT_NIGHT),
        (FRI + 23 * 60, "night", "Open now", "At night, open now", open_now.AT_NIGHT),
        (SAT + 12 * 60, "night", "Open now", "At night, open now", open_now.AFTER_HOURS),
        (SUN + 23 * 60, "night", "Open now, until 8 am", "At night, open now", open_now.AT_NIGHT),
        (0, "night", "Open now, until 8 am", "At night, open now", open_now.AT_NIGHT),
    ],
)
def test_the_same_day(minute: int, phone: str, open: str, short: str, action: str) -> None:
    assert at(clinic(*DAY_AND_NIGHT), "same_day", minute)[1:] == (phone, open, short, action)


@pytest.mark.parametrize(
    ("minute", "open"),
    [
        (MON, "Opens Monday at 8 am"),
        (MON + 9 * 60, "Open now, until 5 pm"),
        (MON + 18 * 60, "Opens Tuesday at 8 am"),
        (FRI + 17 * 60, "Opens Monday at 8 am"),
    ],
)
def test_office_hours(minute: int, open: str) -> None:
    state = at(clinic(*DAY_AND_NIGHT), "office_hours", minute)
    assert (state.phone, state.open, state.action) == ("day", open, "")


def test_while_nobody_answers_nothing_is_said_to_be_open() -> None:
    """Then the card keeps the words that always hold, with both numbers and their hours."""
    saturdays = {**NIGHT_LINE, "hours": [{"days": "sat", "from": "10:00", "to": "12:00"}]}
    of = clinic({**DAY_LINE, "hours": OFFICE}, saturdays)
    assert at(of, "same_day", FRI + 20 * 60)[1:] == ("night", *["Opens Saturday at 10 am"] * 2, "")
    assert at(of, "same_day", SAT + 11 * 60).short == "At night, open now"
    assert at(of, "same_day", SUN)[1:] == ("day", *["Opens Monday at 8 am"] * 2, "")


def test_one_line_for_day_and_night_tells_the_night_by_the_clock() -> None:
    of = clinic(ONE_LINE)
    assert {state[1:4] for state in open_now.states(of, ENGLISH, "same_day")} == {("day", "Open now", "Open now")}
    assert at(of, "same_day", 3 * 60).action == open_now.AT_NIGHT
    assert at(of, "same_day", 12 * 60).action == open_now.BY_DAY


def test_what_else_there_is_to_know_of_hours_is_told_with_them() -> None:
    of = clinic({**DAY_LINE, "hours": OFFICE, "note": "not on public holidays"}, DAY_AND_NIGHT[1])
    assert at(of, "same_day", MON + 9 * 60).short == "Open until 5 pm, not on public holidays"
    assert at(of, "office_hours", MON).open == "Opens Monday at 8 am, not on public holidays"


def test_the_clocks_and_days_are_those_of_the_language() -> None:
    assert (
        at(clinic(*DAY_AND_NIGHT), "office_hours", MON, HEBREW).open
        == "Opens \u05d9\u05d5\u05dd \u05e9\u05e0\u05d9 at 8:00"
    )


def test_every_state_can_be_read_by_the_script() -> None:
    told: dict[str, Any] = open_now.data(clinic(*DAY_AND_NIGHT), ENGLISH)
    night = told["phones"]["night"]
    assert (night["dials"], night["shown"]) == ("+12175550199", "(217) 555-0199")
    assert [*map(tuple, night["open"])][:2] == [(MON, MON + 8 * 60), (MON + 17 * 60, TUE + 8 * 60)]
    for found in told["levels"].values():
        assert found[0][0] == 0 and all(0 <= begin < WEEK for begin, *_ in found)
        assert [begin for begin, *_ in found] == sorted({begin for begin, *_ in found})
        assert all(phone in told["phones"] and max(texts) < len(told["words"]) for _, phone, *texts in found)
