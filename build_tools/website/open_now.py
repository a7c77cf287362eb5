"""Who answers when, for the script that shows it: each state of a week as a whole message. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple

from build_tools.content.hours import DAY, WEEK, WEEK_DAYS, minutes, stretches, week
from build_tools.content.labels import LEVELS
from build_tools.content.model import Clinic, Level, Phone
from build_tools.languages import hours
from build_tools.languages.catalog import Catalog
from build_tools.messages import messages

MORNING, EVENING = 6 * 60, 20 * 60
"""Between these two nobody calls it night."""
BY_DAY = messages("Call us today for any of these")
AFTER_HOURS = messages("Call us now, also after hours, for any of these")
AT_NIGHT = messages("Call us now, also at night, for any of these")


class State(NamedTuple):
    """What holds from a minute of the week on; the first minute is that of Monday at 0:00."""

    begin: int
    phone: str
    """The id of the one to call: who answers, or else who answers next."""
    open: str
    """Until when somebody answers, or from when on; for the number on a card."""
    short: str
    """The same for the foot bar, where there is little room."""
    action: str
    """What to do for the signs of a card; nothing where what always holds is all that can be said."""


def data(clinic: Clinic, catalog: Catalog) -> dict[str, Any]:
    """All that the script needs to know; words stand once, and states name them by their numbers."""
    found = {level: states(clinic, catalog, level) for level in LEVELS if level != "emergency"}
    words = list(dict.fromkeys(text for each in found.values() for state in each for text in state[2:]))
    return {
        "zone": clinic.time_zone,
        "phones": {phone.id: _phone(phone) for phone in clinic.phones},
        "words": words,
        "levels": {
            level: [(begin, phone, *map(words.index, texts)) for begin, phone, *texts in each]
            for level, each in found.items()
        },
    }


def _phone(phone: Phone) -> dict[str, Any]:
    """`open` are minutes of the week."""
    return {"dials": phone.dials, "shown": phone.shown, "open": list(stretches(week(phone.hours)))}


def states(clinic: Clinic, catalog: Catalog, level: Level) -> list[State]:
    """What holds when, for those who call at a level of getting help."""
    called = clinic.for_help(level)
    found = (_state(clinic, catalog, level, called, begin) for begin in _changes(called))
    return [next(same) for _, same in groupby(found, key=lambda state: state[1:])]


def _changes(phones: Iterable[Phone]) -> list[int]:
    """Every minute of the week at which something else may hold."""
    clocks = {0, MORNING, EVENING} | {
        minutes(clock) % DAY for phone in phones for each in phone.hours for clock in (each.begin, each.end)
    }
    return sorted(day * DAY + clock for day in range(len(WEEK_DAYS)) for clock in clocks)


def _state(clinic: Clinic, catalog: Catalog, level: Level, called: tuple[Phone, ...], now: int) -> State:
    phone = next((each for each in called if _answers(each, now)), None)
    if not phone:
        return _closed(catalog, called, now)
    until = _until(catalog, phone, now, messages("Open now, until {time}"), messages("Open now"))
    short = _until(catalog, phone, now, messages("Open until {time}"), messages("Open now"))
    if phone is not called[0]:
        short = catalog.text("{name}, open now").format(name=catalog.text(phone.name, "clinic"))
    until, short = (_noted(catalog, phone, told) for told in (until, short))
    return State(now, phone.id, until, short, _action(clinic, catalog, level, now))


def _answers(phone: Phone, now: int) -> bool:
    return bool(week(phone.hours) >> now & 1)


def _until(catalog: Catalog, phone: Phone, now: int, message: str, without: str) -> str:
    """Until when somebody answers; without the time where it is that of another day than readers would think."""
    open = week(phone.hours)
    ends = next((minute for minute in range(now, now + DAY) if not open >> minute % WEEK & 1), None)
    return (
        catalog.text(without) if ends is None else catalog.text(message).format(time=hours.clock(catalog, ends % DAY))
    )


def _closed(catalog: Catalog, called: tuple[Phone, ...], now: int) -> State:
    """While nobody answers: who does so next, and when."""
    open = week(each for phone in called for each in phone.hours)
    begins = next(minute % WEEK for minute in range(now, now + WEEK) if open >> minute % WEEK & 1)
    at = {"day": catalog.week_day(begins // DAY), "time": hours.clock(catalog, begins % DAY)}
    first = next(phone for phone in called if _answers(phone, begins))
    opens = _noted(catalog, first, catalog.text("Opens {day} at {time}").format(**at))
    return State(now, first.id, opens, opens, "")


def _noted(catalog: Catalog, phone: Phone, told: str) -> str:
    """With what else there is to know of its hours, such as that it is closed on public holidays."""
    if not phone.note:
        return told
    return catalog.text("{hours}, {note}").format(hours=told, note=catalog.text(phone.note, "clinic"))


def _action(clinic: Clinic, catalog: Catalog, level: Level, now: int) -> str:
    if level != "same_day":
        return ""
    if not MORNING <= now % DAY < EVENING:
        return catalog.text(AT_NIGHT)
    return catalog.text(BY_DAY if _answers(clinic.for_questions, now) else AFTER_HOURS)
