"""Each medical word is explained where it first stands on a surface: one pass over its sections. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from build_tools.guide import walk
from build_tools.guide.records import Guide, Line, Span

T = TypeVar("T")
EXPLAINED_IN = {"statement", "label"}  # no title, no alternative, and not where a page says its statements again


def explained(part: T, guide: Guide, opens_cards: bool) -> tuple[T, dict[str, bool]]:
    """A part of the tree with meanings behind words, and the terms in the order of their first use.

    With each term stands whether it opens a card: on pages, but not in a label, which must not hold a button.
    """
    found: dict[str, bool] = {}

    def span(each: Span, role: str) -> Span:
        if each.kind != "term" or each.id in found:
            return each
        found[each.id] = opens_cards and role != "label"
        return replace(each, means=guide.terms[each.id].means, opens=found[each.id])

    def line(each: Line) -> Line:
        if each.role not in EXPLAINED_IN or all(part.kind != "term" for part in each.spans):
            return each
        return replace(each, spans=tuple(span(part, each.role) for part in each.spans))

    return walk.mapped(part, line), found
