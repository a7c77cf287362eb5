"""The self-check for a terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import fill
from typing import Any

from build_tools.exports.reports.guide import Spot
from build_tools.exports.reports.items import INSTRUMENTS
from build_tools.exports.reports.self_check import NOTES, Checked, SelfCheck

WIDTH = 110
MOST = 3  # places told of one item; JSON and HTML tell them all


def text(checks: Sequence[SelfCheck], day: date) -> str:
    """The self-checks of one or more procedures."""
    lines = [f"Self-check, {day}", ""]
    lines += [fill(note, WIDTH, initial_indent="- ", subsequent_indent="  ") for note in NOTES]
    for check in checks:
        lines += ["", f"{check.title} ({check.procedure})", ""]
        lines += [f"  Not met, see below: {checked.item.asks}" for checked in check.not_met]
        for group, items in check.groups:
            lines += ["", f"  {group.title}"]
            lines += [line for each in items for line in _item(each)]
    return "\n".join(lines)


def _item(checked: Checked) -> Iterator[str]:
    item, indent = checked.item, " " * 18
    yield fill(f"{checked.judgement:12}  {item.asks}", WIDTH, initial_indent="    ", subsequent_indent=indent)
    yield f"{indent}asked in some form by: {', '.join(item.like)}"
    for line in checked.missing:
        yield fill(line, WIDTH, initial_indent=f"{indent}! ", subsequent_indent=f"{indent}  ")
    if item.look_at:
        yield fill(item.look_at, WIDTH, initial_indent=f"{indent}? ", subsequent_indent=f"{indent}  ")
    for spot in checked.spots[:MOST]:
        yield fill(told(spot), WIDTH, initial_indent=f"{indent}- ", subsequent_indent=f"{indent}  ")
    if len(checked.spots) > MOST:
        more = len(checked.spots) - MOST
        yield f"{indent}- and {more} more {'place' if more == 1 else 'places'}"


def told(spot: Spot) -> str:
    """A place, what stands there, and where a reader meets it."""
    stands_on = f"({', '.join(spot.stands_on)})" if spot.stands_on else ""
    return " ".join(filter(None, [f"{spot.place.path}:{spot.place.line}", spot.shows, stands_on]))


def as_data(checks: Sequence[SelfCheck], day: date) -> dict[str, Any]:
    """The same for programs. It has no total, for the reason that the notes give."""
    return {
        "date": day.isoformat(),
        "notes": list(NOTES),
        "informed_by": dict(INSTRUMENTS),
        "procedures": [{"id": check.procedure, "items": list(_items(check))} for check in checks],
    }


def _items(check: SelfCheck) -> Iterator[dict[str, Any]]:
    for group, items in check.groups:
        for each in items:
            yield {
                "id": each.item.id,
                "group": group.title,
                "asks": each.item.asks,
                "informed_by": list(each.item.like),
                "judgement": each.judgement,
                "missing": list(each.missing),
                "look_at": each.item.look_at,
                "places": [_spot(spot) for spot in each.spots],
            }


def _spot(spot: Spot) -> dict[str, Any]:
    return {**spot.place._asdict(), "shows": spot.shows, "stands_on": list(spot.stands_on)}
