"""Small trees for tests, written as text: what a reader is told, without a source.

# Going home
Our Clinic                       lines before the first section stand outside of all
## first: First hours            a section with its id
Lie flat for {lie}.              a paragraph; facts come from `values`
- Drink water.                   an item of a list
+ Drink.                         an item to tick
! Rest. | Do not run.            what to do beside what not to do
!! Call {phone_day} now | Pain   a card of help: title, items
![bed.svg] A bed. | Your bed.    a picture: alternative, caption
| Pain | less | more             a row of a table
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from build_tools.guide import blocks
from build_tools.guide.blocks import Block
from build_tools.guide.records import Line, Role, Section, Span, Surface
from build_tools.problems import Place

HERE = Place("somewhere.yaml")
FACT = re.compile(r"\{([a-z_]+)\}")
MARKS = ("- ", "+ ", "! ", "!! ", "![", "| ", "")
Values = Mapping[str, tuple[str, str]]
"""By name: the id of the fact and its text; a phone's id begins with `phone_`."""


def line(words: str, values: Values, role: Role = "statement", blank: str = "") -> Line:
    """A line with facts for its `{names}`."""
    spans = [
        _value(*values[text]) if number % 2 else Span(text) for number, text in enumerate(FACT.split(words)) if text
    ]
    return Line(tuple(spans), HERE, role, blank=blank)


def _value(id: str, text: str) -> Span:
    if id.startswith("phone_"):
        return Span(text, "phone", id.removeprefix("phone_"), joined=True, tel=text)
    return Span(text, "value", id, joined=True)


def surface(text: str, values: Values) -> tuple[Surface, list[Line]]:
    """A leaflet, and the lines that stand outside its sections."""
    head, *parts = re.split(r"^## ", text.strip(), flags=re.MULTILINE)
    title, *about = [row.strip() for row in head.strip().split("\n") if row.strip()]
    sections = tuple(_section(part, values) for part in parts)
    told = [line(row, values) for row in about]
    return Surface("leaflet", "card", "standard", line(title[2:], values, "title"), None, sections), told


def _section(text: str, values: Values) -> Section:
    heading, _, rest = text.partition("\n")
    id, _, title = heading.partition(": ")
    rows = [row.strip() for row in rest.split("\n") if row.strip()]
    found = tuple(block for mark, same in groupby(rows, key=_mark) for block in _blocks(mark, list(same), values))
    return Section(id, line(title, values, "heading"), found, HERE)


def _mark(row: str) -> str:
    return next(mark for mark in MARKS if row.startswith(mark))


def _blocks(mark: str, rows: list[str], values: Values) -> Iterator[Block]:
    told = [[line(part.strip(), values) for part in row[len(mark) :].split(" | ")] for row in rows]
    if mark == "- ":
        yield blocks.BulletList(items=tuple(each for each, *_ in told), place=HERE)
    elif mark == "+ ":
        yield blocks.Checklist(items=tuple(each for each, *_ in told), place=HERE)
    elif mark == "| ":
        rows_ = tuple(blocks.ComparisonRow(label=label, cells=tuple(cells)) for label, *cells in told)
        yield blocks.Comparison(corner=line("Compare", {}), columns=(), rows=rows_, place=HERE)
    for row in rows if mark in ("! ", "!! ", "![", "") else ():
        first, *others = [line(part.strip(), values) for part in row[len(mark) :].split(" | ")]
        if mark == "! ":
            label, forbidden = line("Do", {}), line("Do not", {})
            yield blocks.DoAndDoNot(
                do_label=label, do=(first,), do_not_label=forbidden, do_not=tuple(others), place=HERE
            )
        elif mark == "!! ":
            signs = (blocks.SignGroup(items=tuple(others)),)
            yield blocks.CareCard(level="emergency", title=first, groups=signs, place=HERE)
        elif mark == "![":
            name, _, alt = row[len(mark) :].split(" | ")[0].partition("] ")
            alternative = line(alt, values, "alternative")
            yield blocks.Figure(picture=name, alt=alternative, caption=others[0], place=HERE)
        else:
            yield blocks.Paragraph(sentences=(first,), place=HERE)
