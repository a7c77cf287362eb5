"""A chance -> a picture of 100 people, ten in a row: which of them are drawn how, and where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from build_tools.content.model import Fact
from build_tools.languages.catalog import shared
from build_tools.languages.share import EVERYBODY, Bound

ROW = 10
Kind = Literal["sure", "unsure", "part", "rest"]

# A person in a place of 10 x 11, from the top of the head, and the half that is filled where a range is in doubt.
PERSON = "a2.1 2.1 0 1 1 0 4.2 2.1 2.1 0 0 1 0-4.2zm-3.7 9.4c0-3 1.3-4.4 3.7-4.4s3.7 1.4 3.7 4.4z"
HALF = "a2.1 2.1 0 0 0 0 4.2zm-3.7 9.4c0-3 1.3-4.4 3.7-4.4v4.4z"


class Mark(NamedTuple):
    """One person, or a whole row of ten, drawn in one way. `column` and `row` are those of the first, from 0."""

    kind: Kind
    people: Literal[1, 10]
    column: int
    row: int


class Picture(NamedTuple):
    """How many of 100 people are drawn in which way; the four make 100."""

    sure: int
    """Those whom the chance counts at least."""
    unsure: int
    """Those whom only the upper end of a range counts."""
    part: int
    """1 where a chance is there but too small for a whole person, or where nearly everybody is counted."""
    bound: Bound
    """How the picture stands to the chance, as words do."""

    @property
    def is_tiny(self) -> bool:
        """Whether those who are counted, or those who are not, are fewer than one of 100."""
        return self.bound in ("fewer", "more")

    @property
    def rest(self) -> int:
        """Those whom the chance does not count."""
        return EVERYBODY - self.sure - self.unsure - self.part

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is drawn, row by row from the top."""
        groups: tuple[tuple[Kind, int], ...] = (
            ("sure", self.sure), ("unsure", self.unsure), ("part", self.part), ("rest", self.rest),
        )  # fmt: skip
        found: list[Mark] = []
        start = 0
        for kind, count in groups:
            found += _marks(kind, start, start + count)
            start += count
        return tuple(found)


def picture(fact: Fact) -> Picture:
    """The picture of a fact that counts people, out of however many; words say the same of it."""
    low, high, bound = shared(fact)
    if bound == "fewer":
        return Picture(0, 0, 1, bound)
    return Picture(low, high - low, int(bound == "more"), bound)


def _marks(kind: Kind, start: int, end: int) -> Iterator[Mark]:
    """The people from `start` up to `end`, in whole rows where they fill one."""
    at = start
    while at < end:
        is_row = at % ROW == 0 and at + ROW <= end
        yield Mark(kind, 10 if is_row else 1, at % ROW, at // ROW)
        at += ROW if is_row else 1
