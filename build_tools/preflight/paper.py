"""What is printed on each page of a PDF, as plain records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from PIL import Image

BIT = 1  # point; ink may reach so far out of its box


class Rectangle(NamedTuple):
    """A rectangle on the page. Points, from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def shared(self, other: Rectangle) -> Rectangle:
        """What lies in both; its width or height is negative where they do not meet."""
        low = (max(self.left, other.left), max(self.bottom, other.bottom))
        return Rectangle(*low, min(self.right, other.right), min(self.top, other.top))

    def meets(self, other: Rectangle) -> bool:
        """Whether they share more than a line."""
        wide = min(self.right, other.right) - max(self.left, other.left) > BIT
        return wide and min(self.top, other.top) - max(self.bottom, other.bottom) > BIT

    def inside(self, other: Rectangle, tolerance: float = 0) -> bool:
        """Whether nothing of it lies outside of the other, but for the tolerance."""
        low = min(self.left - other.left, self.bottom - other.bottom)
        return min(low, other.right - self.right, other.top - self.top) >= -tolerance


class Run(NamedTuple):
    """Letters of one style on one line."""

    words: str
    box: Rectangle
    """Around the ink."""
    clip: Rectangle | None
    """The part of the page that may show it; None where that is all of it."""
    size: float
    """Points, as printed."""
    baseline: float
    """Points above the end of the page."""
    color: tuple[int, int, int]
    opacity: float
    is_upright: bool
    """Neither turned nor seen in a mirror."""
    mark: int
    """By which the order of reading knows it; -1 for none, as in the margins."""
    group: int = 0
    """Of what is marked as one thing on its page, also in the margins; 0 for none."""
    is_said: bool = False
    """Whether other words are said in the place of its letters."""

    def with_more(self, more: Run) -> Run:
        """As one with the next letters of its line: marks above and below are drawn by themselves in many scripts."""
        box = Rectangle(*map(min, self.box[:2], more.box[:2]), *map(max, self.box[2:], more.box[2:]))
        return self._replace(words=self.words + more.words, box=box)

    def goes_on(self, last: Run) -> bool:
        """Whether it stands on one line with the one before it, and near to it."""
        gap = max(self.box.left - last.box.right, last.box.left - self.box.right)
        return abs(self.baseline - last.baseline) <= 0.3 * self.size and gap <= self.size


class Field(NamedTuple):
    """A place to tick or to write."""

    name: str
    """As a screen reader says it."""
    page: int
    """Counted from 1."""
    box: Rectangle
    size: float
    """Of a line that is typed into it, in points, which programs make as large as there is room; 0 for tick boxes."""


@dataclass(frozen=True)
class PaperPage:
    """One page."""

    number: int
    box: Rectangle
    runs: list[Run]
    """All texts with ink in them, as they are drawn."""
    drawings: list[Rectangle]
    """Lines, boxes and pictures, as far as they show."""
    fields: list[Field]
    ground: Image.Image
    """The page without its texts."""
    covered: list[Run]
    """Texts that cannot be seen whole, because something is drawn over them."""
