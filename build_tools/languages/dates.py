"""Dates and times for scripts, in languages that a browser may not know: it would write those of its own. Pure."""

from __future__ import annotations

import re

from build_tools.languages.catalog import SOURCE_LANGUAGE, Catalog

# The patterns of CLDR for a day with its month, and with its day of the week, the one with most words first.
DAY = ("MMMMd", "MMMd")
WEEK_DAY = ("MMMMEEEEd", "MMMMEd", "MMMEd")
# What stands in a pattern: words in quotes, fields by their letters, and what is between.
PIECES = re.compile(r"'([^']*)'|([a-zA-Z])\2*|[^a-zA-Z']+")
FIELDS = {
    "E": "weekday", "c": "weekday", "M": "month", "L": "month", "d": "day", "y": "year",
    "h": "hour12", "K": "hour12", "H": "hour", "k": "hour", "m": "minute", "a": "half",
}  # fmt: skip


def for_scripts(catalog: Catalog) -> dict[str, object]:
    """Names and patterns; nothing for the source language, which every browser knows.

    `always`: a browser knows no more of this language than the program does, and both take what the project says.
    """
    if catalog.tag == SOURCE_LANGUAGE:
        return {}
    locale, own = catalog.locale, catalog.own
    clock, halves = locale.time_formats["short"].pattern, locale.day_periods["format"]["abbreviated"]
    return {
        "months": own.months or [locale.months["format"]["wide"][month] for month in range(1, 13)],
        "days": own.days or [locale.days["format"]["wide"][day] for day in range(7)],
        "halves": [halves["am"], halves["pm"]],
        **(_own_patterns(own.date) if own.months else _patterns(catalog)),
        "time": "{hour}:{minute}" if re.search("[bB]", clock) else _pattern(clock),
        "always": bool(own.months),
    }


def _own_patterns(date: str) -> dict[str, str]:
    day = date.replace("{year}", "").strip(" ,./-")
    return {"date": f"{{weekday}}, {date}", "week_day": f"{{weekday}}, {day}", "day": day}


def _patterns(catalog: Catalog) -> dict[str, str]:
    full, skeletons = catalog.locale.date_formats["full"].pattern, catalog.locale.datetime_skeletons
    day, week_day = (
        next((skeletons[name].pattern for name in names if name in skeletons), full) for names in (DAY, WEEK_DAY)
    )
    return {"date": _pattern(full), "week_day": _pattern(week_day), "day": _pattern(day)}


def _pattern(cldr: str) -> str:
    """A pattern with its fields in braces; without the era, which nobody needs to hear."""
    return " ".join("".join(map(_piece, PIECES.finditer(cldr))).split())


def _piece(piece: re.Match[str]) -> str:
    if not piece[2]:
        return piece[1] if piece[1] is not None else piece[0]
    is_number = piece[2] in "ML" and len(piece[0]) < len("MMM")
    return "{number}" if is_number else f"{{{FIELDS[piece[2]]}}}" if piece[2] in FIELDS else ""
