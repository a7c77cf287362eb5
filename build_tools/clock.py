"""The one place that asks the clock. Everything else is given the day.

Today is the date on the clinic's clocks: a computer elsewhere, or one that says UTC, must not call a setting overdue a
day too early or too late. What makes builds reproducible, `SOURCE_DATE_EPOCH`, is no day to judge by and is not asked.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from build_tools.problems import Place, ProblemsFound

VARIABLE = "LEAFLETS_DATE"  # another day than today, such as 2027-12-01, for whoever tries out what will be then


def today(zone: str) -> date:
    """The day that LEAFLETS_DATE names, else the date in a time zone. Raises ProblemsFound where it names no day."""
    return other_day() or datetime.now(_zone(zone)).date()


def other_day() -> date | None:
    """The day that LEAFLETS_DATE names; whoever judges by it says so. Raises ProblemsFound where it names none."""
    named = os.environ.get(VARIABLE, "")
    try:
        return datetime.strptime(named, "%Y-%m-%d").date() if named else None
    except ValueError:
        message, hint = f"{VARIABLE} is `{named[:40]}`, which is no day", "write it as 2027-12-01, or unset it"
        raise ProblemsFound.one(Place("the environment"), "bad-day", message, hint) from None


def _zone(name: str) -> tzinfo:
    """UTC for a zone that nobody knows; the check of clinic.yaml tells that."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC
