"""The one way through the tree: every line in reading order, a tree with other lines, and what of it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, cast

from build_tools.content.model import Shown
from build_tools.guide.blocks import Block, BlockBase
from build_tools.guide.records import Line, Section

T = TypeVar("T")
# What has lines that are not of its own, or not yet: explanations stand within spans, a guide is no surface, and what
# scripts show later does not stand on the page.
NOT_ENTERED = {
    "spans", "place", "amount", "explained", "resolver", "when", "people", "did", "rest", "did_not", "later",
}  # fmt: skip


def lines(part: object) -> Iterator[Line]:
    """Every line of a record of the tree, or of a tuple of them, in reading order."""
    return of_kind(part, Line)


def of_kind(part: object, kind: type[T]) -> Iterator[T]:
    """Every record of a kind in a part of the tree, in reading order, also those within others of another kind."""
    if isinstance(part, kind):
        yield part
        if isinstance(part, Line):
            yield from of_kind((part.how_long, part.why), kind)
    elif type(part) is tuple:
        for each in part:
            yield from of_kind(each, kind)
    else:
        for name in _entered(cast(Any, type(part))):
            yield from of_kind(getattr(part, name), kind)


def flat(shown: Iterable[Block]) -> Iterator[Block]:
    """Blocks, each without those that stand in it, which follow it."""
    for block in shown:
        fields = {name: getattr(block, name) for name in _entered(cast(Any, type(block)))}
        inside = {name: found for name, found in fields.items() if type(found) is tuple and _are_blocks(found)}
        yield replace(cast(Any, block), **dict.fromkeys(inside, ())) if inside else block
        for found in inside.values():
            yield from flat(found)


def _are_blocks(found: tuple[object, ...]) -> bool:
    return any(isinstance(each, BlockBase) for each in found)


def statements(part: object) -> Iterator[Line]:
    """What authors say in sentences, and what stands in lists: no titles, labels, alternatives, words of the tool."""
    return (line for line in lines(part) if line.key)


def terms(part: object) -> set[str]:
    """The ids of the medical words in a part of the tree."""
    return {span.id for line in lines(part) for span in line.spans if span.kind == "term"}


def selected(sections: Mapping[str, Section], shown: Iterable[Shown]) -> tuple[Section, ...]:
    """The sections that are shown, in that order, each with those of its blocks that are."""
    return tuple(_part(sections[each.id], each) for each in shown)


def _part(section: Section, shown: Shown) -> Section:
    """A section has the blocks of its topic, in the same order."""
    kept = {id(block) for block in shown.blocks}
    pairs = zip(shown.topic.blocks, section.blocks, strict=True)
    return replace(section, blocks=tuple(made for block, made in pairs if id(block) in kept))


def mapped(part: T, change: Callable[[Line], Line]) -> T:
    """The same with each line changed, in reading order."""
    found: Any = part
    if isinstance(found, Line):
        found = change(found)
        if found.how_long or found.why:
            found = replace(found, how_long=mapped(found.how_long, change), why=mapped(found.why, change))
    elif type(found) is tuple:
        found = tuple(mapped(each, change) for each in found)
    elif entered := _entered(found.__class__):
        found = replace(found, **{name: mapped(getattr(found, name), change) for name in entered})
    return cast(T, found)


@cache
def _entered(kind: type[Any]) -> tuple[str, ...]:
    """The fields in which lines may stand, in order; none of what is no part of the tree."""
    return tuple(each.name for each in fields(kind) if each.name not in NOT_ENTERED) if is_dataclass(kind) else ()


def spoken(line: Line) -> str:
    """A line as it is read: with the meaning behind each word that is explained here, and the label of its blank."""
    said = "".join(f"{span.text} ({spoken(span.means)})" if span.means else span.text for span in line.spans)
    return f"{said} {line.blank}" if line.blank else said
