"""What a finished leaflet or page must say, from the tree: every word in order, and what must not be broken. Pure.

Nothing here comes from the HTML that it is printed from, and no class name of a template is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import NamedTuple

from build_tools.content.model import Fact, Level
from build_tools.guide import blocks, icon_array, signs, walk
from build_tools.guide.blocks import Blank, Block
from build_tools.guide.records import Line, Span, Surface
from build_tools.languages.catalog import bounds
from build_tools.problems import Place

# What each kind of block is called that must stand on one page, where by halves it would be misread; nothing: it may go
# on over a page.
WHOLE = {
    "comparison": "the table", "care_card": "the care card", "do_and_do_not": "the do and do-not pair",
    "chances": "the comparison of numbers", "steps": "the list of steps", "key_points": "the list of warnings",
} | dict.fromkeys((
    "paragraph", "list", "checklist", "how_sure", "figure", "definitions", "answer", "times", "write_in", "contacts",
    "gap", "row",
), "")  # fmt: skip
LOOSE = {"heading", "intro", "note", "place"}  # of a block that must stand whole: what may stand on the page before


class ExpectedLine(NamedTuple):
    """A line as it is read, and where it stands in the source."""

    text: str
    place: Place


class Whole(NamedTuple):
    """Something that must stand on one page."""

    what: str
    """Such as "the table"."""
    texts: tuple[str, ...]
    """Its lines."""


class ExpectedCard(NamedTuple):
    """A care card, and the last side on which it may stand."""

    card: Whole
    last_side: int
    place: Place
    """Where the leaflet says so."""


CardSides = Mapping[Level, tuple[int, Place]]
"""By level of help: the last side on which its card may stand, and where that is said."""
NO_SIDES: CardSides = {}


@dataclass(frozen=True)
class Expected:
    """All that a reader must find."""

    lines: tuple[ExpectedLine, ...]
    fields: tuple[str, ...] = ()
    """The names of boxes to tick and lines to write on, in reading order."""
    links: tuple[str, ...] = ()
    """The names of links, in reading order."""
    joined: tuple[str, ...] = ()
    """What must stand within one line: each number with its unit, and each phone number; once for each place."""
    wholes: tuple[Whole, ...] = ()
    signs: tuple[ExpectedLine, ...] = ()
    """What carries meaning beside words, in reading order: signs and pictures by their files, chances by people."""
    foot: tuple[str, ...] = ()
    """What stands at the foot of each page, with `{page}` and `{pages}` for its number."""
    running: tuple[str, ...] = ()
    """What stands at the head of each page but the first."""
    cards: tuple[ExpectedCard, ...] = ()
    """The cards that must stand near the front."""
    new_sides: tuple[str, ...] = ()
    """The titles of sections that begin a side, however full the one before it is."""


def of_leaflet(
    surface: Surface,
    head: Iterable[Line | Blank],
    foot: tuple[str, ...],
    running: tuple[str, ...] = (),
    card_sides: CardSides = NO_SIDES,
) -> Expected:
    """What must stand on a leaflet; `head` is what stands above its sections, in reading order."""
    above = tuple(head)
    lines = list(walk.lines((above, surface.sections)))
    shown = list(walk.flat(block for section in surface.sections for block in section.blocks))
    printed = [line for line in lines if line.role != "alternative"]
    return Expected(
        lines=tuple(ExpectedLine(walk.spoken(line), line.place) for line in lines),
        fields=(
            *(part.name for part in above if isinstance(part, Blank)),
            *(name for block in shown for name in _fields(block)),
        ),
        links=tuple(span.name for line in lines for span in _spans(line) if span.kind == "phone"),
        joined=tuple(span.text for line in printed for span in _spans(line) if span.joined),
        wholes=tuple(whole for block in shown for whole in _wholes(block)),
        signs=tuple(sign for block in shown for sign in _signs(block)),
        foot=foot,
        running=running,
        new_sides=tuple(each.title.text for each in surface.sections if each.layout.new_side and each.title),
        cards=tuple(
            ExpectedCard(whole, *card_sides[block.level])
            for block in shown
            if isinstance(block, blocks.CareCard) and block.level in card_sides
            for whole in _wholes(block)
        ),
    )


def together(parts: Iterable[Expected]) -> Expected:
    """What must stand in a pack of leaflets."""
    all_parts = tuple(parts)
    return Expected(
        lines=tuple(line for part in all_parts for line in part.lines),
        fields=tuple(name for part in all_parts for name in part.fields),
        links=tuple(name for part in all_parts for name in part.links),
        new_sides=tuple(title for part in all_parts for title in part.new_sides),
    )


def _spans(line: Line) -> Iterator[Span]:
    """The spans of a line and of the explanations in it."""
    for span in line.spans:
        yield span
        if span.means:
            yield from _spans(span.means)


def _fields(block: Block) -> Iterator[str]:
    yield from (field.name for field in walk.of_kind(block, Blank))
    yield from (name for cell in walk.of_kind(block, blocks.TimeCell) for name in (cell.at, cell.on))
    for line in walk.lines(block):
        if isinstance(block, blocks.Checklist) and line.role == "label":
            yield walk.spoken(replace(line, blank=""))
        if line.blank:
            yield line.field


def _signs(block: Block) -> Iterator[ExpectedLine]:
    """Signs of levels of help, of do and do not; pictures; pictures of chances. No screen reader says them."""
    drawn = ((_drawn(row.amount), row.counted.place) for row in walk.of_kind(block, blocks.ChanceRow))
    yield from (ExpectedLine(name, place) for name, place in (*signs.of(block), *signs.pictures(block), *drawn))


def _drawn(amount: Fact) -> str:
    picture = icon_array.picture(amount)
    if not picture.is_tiny:
        return of_people(picture.sure, picture.unsure)
    low, high = (100 * end / (amount.of or 1) for end in bounds(amount))
    return of_bar(low, high)


def of_people(sure: int, unsure: int) -> str:
    """How many of 100 people are filled, and half filled; one word, as names of files are."""
    return f"{sure}+{unsure}/100"


def of_bar(low: float, high: float) -> str:
    """How much of a bar is filled, and filled in part."""
    return f"{low:.3f}%-{high:.3f}%"


def _wholes(block: Block) -> Iterator[Whole]:
    what = WHOLE.get(block.kind)
    if what:
        parts = (getattr(block, each.name) for each in fields(block) if each.name not in LOOSE)
        yield Whole(what, tuple(map(walk.spoken, walk.lines(tuple(parts)))))
