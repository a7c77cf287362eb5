"""What is printed on each page of a PDF, as plain records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple

from PIL import Image

from build_tools.preflight.pdfium import Box
from build_tools.preflight.structure import Field, Reading


class Run(NamedTuple):
    """Letters of one style on one line."""

    words: str
    box: Box
    """Around the ink."""
    clip: Box | None
    """The part of the page that may show it; None where that is all of it."""
    size: float
    """Points, as printed."""
    baseline: float
    """Points above the end of the page."""
    color: tuple[int, int, int]
    opacity: float
    mark: int
    """By which the order of reading knows it; -1 for none."""


@dataclass(frozen=True)
class Sheet:
    """One page."""

    number: int
    box: Box
    runs: list[Run]
    """All texts with ink in them, as they are drawn."""
    drawings: list[Box]
    """Lines, boxes and pictures, as far as they show."""
    fields: list[Field]
    reading: Reading
    ground: Image.Image
    """The page without its texts."""
    covered: list[Run]
    """Texts over which something is drawn."""

    def body(self) -> list[Run]:
        """The texts in the order of reading, without those in the page's margins."""
        return _in_order(self.reading.marks, self.runs)

    def lines(self) -> list[str]:
        """The printed lines of the body, in the order of reading."""
        return joined(self.body()).split("\n")

    def spoken(self) -> str:
        """The words of the body as a screen reader reads them."""
        return spoken(self.reading, self.runs)


def spoken(reading: Reading, runs: list[Run]) -> str:
    """The words of a page's body as a screen reader reads them."""
    said = groupby(reading.aloud, key=lambda mark: isinstance(mark, str))
    parts = (map(str, marks) if instead else [joined(_in_order(marks, runs))] for instead, marks in said)
    return "\n".join(words for part in parts for words in part)


def _in_order(marks: Iterable[int | str], runs: list[Run]) -> list[Run]:
    by_mark: dict[int | str, list[Run]] = {}
    for run in runs:
        by_mark.setdefault(run.mark, []).append(run)
    return [run for mark in marks for run in by_mark.get(mark, ())]


def joined(runs: list[Run]) -> str:
    """The words of texts that follow each other, with a space or a new line where paper has one."""
    if not runs:
        return ""
    return runs[0].words + "".join(_between(last, run) + run.words for last, run in pairwise(runs))


def _between(last: Run, run: Run) -> str:
    gap = max(run.box.left - last.box.right, last.box.left - run.box.right)
    if abs(run.baseline - last.baseline) > 0.3 * run.size or gap > run.size:
        return "\n"
    return " " if gap > 0.25 * run.size else ""
