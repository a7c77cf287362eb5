"""What the personal plan must say, worked out from the YAML source with Python's own calendar and time zones."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import yaml_data

from .pages import CLINIC, CONTENT, PROCEDURES, SITE

PROCEDURE = PROCEDURES[0]
HERE = CONTENT / PROCEDURE
ZONE = CLINIC["time_zone"]
PAGE = next(f"{PROCEDURE}/{page['id']}.html" for page in SITE["pages"] if page.get("built") == "plan")
GATHERED = next(page["gathers"] for page in SITE["pages"] if page.get("built") == "plan")
SETTINGS = CLINIC["settings"][PROCEDURE]
CLOCK = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1)}
DAYS = {"week_before": -7, "day_before": -1, "the_day": 0}


class Due(NamedTuple):
    """When something is due; without `at` the clock does not matter."""

    day: date
    at: datetime | None = None


class Step(NamedTuple):
    """A step of the source, as the reader reads it."""

    words: str
    plan: dict[str, Any]


def _read(path: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml_data.read(HERE / path)
    return data


FACTS = _read("facts.yaml")["facts"]
LASTS = FACTS[_read("procedure.yaml")["lasts"]]


def amount(fact: str) -> int | None:
    """How many units at most; None while the clinic has not set it."""
    if FACTS[fact].get("set_by") == "clinic":
        return SETTINGS[fact]["value"] if fact in SETTINGS else None
    return int(FACTS[fact].get("value") or FACTS[fact]["high"])


@cache
def steps() -> tuple[Step, ...]:
    """Every step that the plan page must show."""
    return tuple(step for topic in GATHERED for step in _steps(_read(f"topics/{topic}.yaml")))


def _steps(value: Any) -> Iterator[Step]:
    if isinstance(value, dict) and value.get("kind") != "times":  # the steps themselves say the same in sentences
        if "plan" in value:
            yield Step(_words(value), value["plan"])
        for item in value.values():
            yield from _steps(item)
    elif isinstance(value, list):
        for item in value:
            yield from _steps(item)


def _words(statement: dict[str, Any]) -> str:
    said = str(statement["say"])
    for id, fact in FACTS.items():
        number = amount(id)
        if f"{{{id}}}" in said and number is None:
            return str(statement["unset"])
        said = said.replace(f"{{{id}}}", f"{number} {fact['unit']}{'s' if number != 1 else ''}")
    return said


def instants(shown: datetime, zone: str) -> list[datetime]:
    """The instants at which clocks in the zone show that."""
    found = {shown.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(instant for instant in found if instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == shown)


def plus(day: date, count: int, unit: str) -> date:
    """So many days, weeks, months or years later; months end where they end."""
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def due(plan: dict[str, Any], shown: datetime, zone: str = ZONE, minutes: int | None = None) -> Due | None:
    """When a step is due for an appointment; None where nobody can tell."""
    found = instants(shown, zone)
    over = found[-1] + timedelta(minutes=minutes if minutes is not None else longest())
    if plan.get("day") == "rest_of_day":
        return Due(over.astimezone(ZoneInfo(zone)).date())
    if "day" in plan:
        return Due(shown.date() + timedelta(days=DAYS[plan["day"]])) if plan["day"] in DAYS else None
    fact = plan.get("before") or plan["after"]
    number, unit = amount(fact), FACTS[fact]["unit"]
    if number is None:
        return None
    due = count(found[0] if "before" in plan else over, -number if "before" in plan else number, unit, zone)
    return _evening(due, zone) if plan.get("means") == "evening" else due


def _evening(due: Due, zone: str) -> Due | None:
    """The day before a time in the night; None for any other time."""
    is_night = due.at and due.at.astimezone(ZoneInfo(zone)).time() <= time(6)
    return Due(due.day - timedelta(days=1)) if is_night else None


def ends(plan: dict[str, Any], shown: datetime, zone: str = ZONE) -> Due | None:
    """When what holds from then on ends; None where nobody can tell, and for what has no end."""
    if (plan.get("before") and plan.get("means") == "by") or plan.get("ends") == "procedure":
        return Due(shown.date(), instants(shown, zone)[0])
    side = "before" if "before" in plan else "after"
    return due({side: plan["ends"]}, shown, zone) if plan.get("ends") else None


def state(plan: dict[str, Any], shown: datetime, now: datetime, zone: str = ZONE) -> str:
    """What must stand beside a step before the procedure that is due by the clock: now, past or nothing."""
    begin, end = due(plan, shown, zone), ends(plan, shown, zone)
    assert begin and begin.at
    if plan["means"] in ("at", "about", "until"):
        return "past" if now >= begin.at else ""
    if end is None or end.at is None:
        return "past" if now >= instants(shown, zone)[0] else ""
    return "past" if now >= end.at else "now" if now >= begin.at else ""


def home() -> int | None:
    """How many minutes after the procedure most people have gone home."""
    fact = _read("procedure.yaml").get("home")
    return (amount(fact) or 0) * (60 if FACTS[fact]["unit"] == "hour" else 1) if fact else None


def longest() -> int:
    """For how many minutes the procedure lasts at most."""
    return int(LASTS["high"]) * (60 if LASTS["unit"] == "hour" else 1)


def count(start: datetime, number: int, unit: str, zone: str) -> Due:
    """So much before or after an instant: by the clock, or only by the calendar of the zone."""
    if unit in CLOCK:
        at = start + number * CLOCK[unit]
        return Due(at.astimezone(ZoneInfo(zone)).date(), at)
    return Due(plus(start.astimezone(ZoneInfo(zone)).date(), number, unit))
