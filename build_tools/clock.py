"""The one place that asks the clock. Everything else is given the day."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from build_tools.problems import Place, ProblemsFound

VARIABLE = "SOURCE_DATE_EPOCH"  # the standard of reproducible builds: seconds since 1970


def today() -> date:
    """The day that SOURCE_DATE_EPOCH names, or this computer's. Raises ProblemsFound where that is no time."""
    seconds = os.environ.get(VARIABLE, "")
    if not seconds:
        return date.today()
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date()
    except (ValueError, OverflowError, OSError):
        message, hint = f"{VARIABLE} is `{seconds[:40]}`, which is no time", "give seconds since 1970, or unset it"
        raise ProblemsFound.one(Place("the environment"), "bad-day", message, hint) from None
