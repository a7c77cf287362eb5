"""The self-check for a terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from itertools import groupby
from textwrap import fill
from typing import Any

from build_tools.exports.reports.criteria import instruments
from build_tools.exports.reports.self_check import Assessed, SelfCheck

WIDTH = 110
MOST = 3  # places told of one question; JSON and HTML tell them all
INDENT = " " * 18


def text(checks: Sequence[SelfCheck], day: date) -> str:
    """The self-checks of one or more procedures."""
    lines = [f"Self-check, {day}", "", *(_filled("- ", "  ", note) for note in instruments().notes)]
    for check in checks:
        lines += ["", f"{check.title} ({check.id})"]
        not_met = [f"  Not met, see below: {each.asks}" for each in check.items if each.judgement == "not met"]
        lines += ["", *not_met] if not_met else []
        for title, items in groupby(check.items, lambda each: each.group):
            lines += ["", f"  {title}", *(line for each in items for line in _lines(each))]
    return "\n".join(lines)


def _lines(each: Assessed) -> Iterator[str]:
    yield _filled(f"    {each.judgement:14}", INDENT, each.asks)
    yield f"{INDENT}asked in some form by: {', '.join(each.informed_by)}"
    told = [("! ", line) for line in each.missing]
    told += [("? ", each.look_at)] if each.look_at else []
    told += [("- ", f"by the rules of `leaflets check`: {', '.join(each.rules)}")] if each.rules else []
    for place in each.places[:MOST]:
        told.append(("- ", f"{place.path}:{place.line} {place.shows} ({', '.join(place.stands_on)})"))
    more = len(each.places) - MOST
    told += [("- ", f"and {more} more {'place' if more == 1 else 'places'}")] if more > 0 else []
    yield from (_filled(f"{INDENT}{mark}", f"{INDENT}  ", words) for mark, words in told)


def _filled(first: str, rest: str, words: str) -> str:
    return fill(words, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def as_data(checks: Sequence[SelfCheck], day: date) -> dict[str, Any]:
    """The same for programs. It has no total, for the reason that the notes give."""
    return {
        "date": day.isoformat(),
        "notes": instruments().notes,
        "informed_by": instruments().instruments,
        "procedures": [asdict(check) for check in checks],
    }
