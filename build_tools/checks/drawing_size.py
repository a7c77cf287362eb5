"""How much there is to draw in a drawing: shapes that use shapes can make more of them than any device can draw."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

INSIDE = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)")
DEEPEST = 40  # levels; drawing programs make about ten
MOST_SHAPES = 20_000  # when everything is drawn that uses something else; more would keep a reader's device busy


def too_much(root: Element) -> Iterator[str]:
    """A few lines that use each other can make more shapes than there are atoms."""
    named = {str(element.get("id")): element for element in root.iter() if element.get("id")}
    count = _drawn(root, named)
    if count is None:
        yield "a shape that uses itself"
    elif count > MOST_SHAPES:
        yield f"more than {MOST_SHAPES:,} shapes, when each is drawn as often as it is used"


def is_deep(root: Element) -> bool:
    """Whether groups stand within groups further than anybody follows them."""
    level = [root]
    for _ in range(DEEPEST):
        level = [child for element in level for child in element]
    return bool(level)


def _drawn(root: Element, named: Mapping[str, Element]) -> int | None:
    """How many elements are drawn, what others use as often as they use it; None where one uses itself."""
    counts: dict[Element, int] = {}
    begun: set[Element] = set()
    stack = [root]
    while stack:
        element = stack[-1]
        parts = [*element, *(named[id] for id in used(element) if id in named)]
        waiting = [part for part in parts if part not in counts]
        if element in counts or not waiting:
            counts.setdefault(element, 1 + sum(counts[part] for part in parts))
            stack.pop()
        elif any(part in begun for part in waiting):
            return None
        else:
            begun.add(element)
            stack += waiting
    return counts[root]


def used(element: Element) -> Iterator[str]:
    """The ids that an element asks for."""
    for attribute, value in element.attrib.items():
        if attribute.rpartition("}")[2] == "href" and value.startswith("#"):
            yield value[1:]
        yield from INSIDE.findall(value)
