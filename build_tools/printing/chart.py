"""A chance -> its picture on paper, as SVG: 100 people in rows of twenty, or one bar that is true to scale. Pure.

Pictures stand as backgrounds, which screen readers pass over: the words beside them say the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from urllib.parse import quote, unquote

from build_tools.content.model import Fact
from build_tools.guide import icon_array
from build_tools.guide.icon_array import HALF, PERSON, Mark, Picture
from build_tools.languages.catalog import bounds
from build_tools.languages.share import EVERYBODY
from build_tools.preflight.expected import of_bar, of_people

START = "data:image/svg+xml,"
WIDE, HIGH = 10, 11  # the place of a person
BAR, MARKER = 1000, 15  # the length of a bar; the size of what points to its black part
DRAWN = re.compile(r'class="(sure|unsure|rest)" (?:d="([^"]*)"|x="([\d.]+)" width="([\d.]+)")')


def address(fact: Fact) -> str:
    """The picture as a data URI."""
    drawn = icon_array.picture(fact)
    return START + quote(_bar(fact, drawn.bound == "more") if drawn.is_tiny else _people(drawn), safe="=:/")


def told(address: str) -> str | None:
    """What a picture shows, counted in what is drawn; None where it is none of ours."""
    svg = unquote(address)
    if not svg.startswith(f'{START}<svg class="chance"'):
        return None
    parts = DRAWN.findall(svg)
    if all(path for _, path, _, _ in parts):
        people = Counter(kind for kind, path, _, _ in parts for _ in range(path.count("M")))
        return of_people(people["sure"], people["unsure"])
    ends = {kind: 100 * (float(left) + float(width)) / BAR for kind, _, left, width in parts}
    return of_bar(ends["sure"], ends["unsure"])


def _people(drawn: Picture) -> str:
    """Each row is a path of its own, in the same words: a PDF has room for what it repeats."""
    paths = []
    for kind in ("sure", "unsure", "rest"):
        places = (place for mark in drawn.marks if mark.kind == kind for place in _places(mark))
        for top, row in groupby(places, lambda place: place[1]):
            columns = [left for left, _ in row]
            fill = "#000" if kind == "sure" else "#fff"
            paths.append(f'<path class="{kind}" {_row(columns, PERSON, top)} fill="{fill}"/>')
            if kind == "unsure":
                paths.append(f'<path {_row(columns, HALF, top)} fill="#000" stroke="none"/>')
    across, down = 2 * icon_array.ROW * WIDE, EVERYBODY // (2 * icon_array.ROW) * HIGH
    return _svg(across, down, f'<g stroke="#000" stroke-width=".75">{"".join(paths)}</g>')


def _row(columns: list[int], shape: str, top: int) -> str:
    people = "".join(f"M{left + 5} .8{shape}" for left in columns)
    return f'd="{people}" transform="translate(0 {top})"'


def _places(mark: Mark) -> Iterator[tuple[int, int]]:
    """Two rows of ten stand side by side."""
    beside = mark.row % 2 * icon_array.ROW * WIDE
    return ((beside + (mark.column + step) * WIDE, mark.row // 2 * HIGH) for step in range(mark.people))


def _bar(fact: Fact, points_to_rest: bool) -> str:
    """A marker points to the part that is too small to be looked for."""
    low, high = (BAR * end / (fact.of or 1) for end in bounds(fact))
    top, height = MARKER + 3, 16
    corner, inward = (BAR, -MARKER) if points_to_rest else (0, MARKER)
    parts = (
        f'<path d="M{corner} 0h{inward}l{-inward} {MARKER}z" fill="#000"/>',
        f'<rect x="0" y="{top}" width="{BAR}" height="{height}" fill="#ddd"/>',
        f'<rect class="unsure" x="{low:.4f}" width="{high - low:.4f}" y="{top}" height="{height / 2:g}" fill="#000"/>',
        f'<rect class="sure" x="0" width="{low:.4f}" y="{top}" height="{height}" fill="#000"/>',
        f'<path d="M0 {top}H{BAR}V{top + height}H0" fill="none" stroke="#000" stroke-width="1.5"/>',
    )
    return _svg(BAR, top + height + 1, "".join(parts))


def _svg(width: int, height: int, inside: str) -> str:
    return f'<svg class="chance" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{inside}</svg>'
