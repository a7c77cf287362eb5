"""The one way through the tree: every line in reading order, and a tree with other lines in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, cast

from build_tools.guide.records import Line

T = TypeVar("T")
# What has lines that are not of its own: explanations stand within spans, and a guide is no surface.
NOT_ENTERED = {"spans", "place", "amount", "explained", "resolver", "when", "people", "did", "rest", "did_not"}


def lines(part: object) -> Iterator[Line]:
    """Every line of a record of the tree, or of a tuple of them, in reading order."""
    if isinstance(part, Line):
        yield part
    elif type(part) is tuple:
        for each in part:
            yield from lines(each)
    elif is_dataclass(part):
        for name in _entered(part.__class__):
            yield from lines(getattr(part, name))


def mapped(part: T, change: Callable[[Line], Line]) -> T:
    """The same with each line changed, in reading order."""
    found: Any = part
    if isinstance(found, Line):
        found = change(found)
    elif type(found) is tuple:
        found = tuple(mapped(each, change) for each in found)
    elif is_dataclass(found):
        changes = {name: mapped(getattr(found, name), change) for name in _entered(found.__class__)}
        found = replace(cast(Any, found), **changes)
    return cast(T, found)


@cache
def _entered(kind: type[Any]) -> tuple[str, ...]:
    """The fields in which lines may stand, in order."""
    return tuple(each.name for each in fields(kind) if each.name not in NOT_ENTERED)


def spoken(line: Line) -> str:
    """A line as it is read: with the meaning behind each word that is explained here, and the label of its blank."""
    said = "".join(f"{span.text} ({spoken(span.means)})" if span.means else span.text for span in line.spans)
    return f"{said} {line.blank}" if line.blank else said
