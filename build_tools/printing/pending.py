"""What is known of a leaflet before it is printed, and how pages wait for the rest.

Pages are made while the leaflets are printed. Only the paper tells how many sides a leaflet has: until then a mark
stands in the page, and `filled` puts the number in its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from build_tools.content.model import Paper
from build_tools.printing.sheets import Sheet

MARK = re.compile(r"@@(?P<what>sides|sheets) (?P<file>[\w.-]+)@@")


@dataclass(frozen=True)
class Awaited:
    """How many sides a file has, or sheets when printed on both sides; in a page, the mark that waits for it."""

    file: str
    what: Literal["sides", "sheets"] = "sides"

    def __str__(self) -> str:
        return f"@@{self.what} {self.file}@@"


class Ordered(NamedTuple):
    """A leaflet that is being printed; `file` is its name in `site/leaflets/`."""

    procedure: str
    id: str
    size: str
    language: str
    paper: Paper
    file: str
    code: str

    @property
    def picture(self) -> str:
        """The name of its first page's picture."""
        return picture(self.file)

    @property
    def sides(self) -> Awaited:
        """Nobody knows yet."""
        return Awaited(self.file)


def ordered(sheet: Sheet) -> Ordered:
    """What a sheet is called, and where it will lie."""
    now = sheet.current
    return Ordered(now.procedure, now.leaflet, now.size, now.language, sheet.paper, now.file, now.code)


def picture(file: str) -> str:
    """The name of the picture of a PDF's first page."""
    return file.removesuffix(".pdf") + ".png"


def sheets_of_paper(sides: int | Awaited) -> int | Awaited:
    """When printed on both sides."""
    return (sides + 1) // 2 if isinstance(sides, int) else Awaited(sides.file, "sheets")


def filled(text: str, sides: Mapping[str, int]) -> str:
    """A page with its numbers, by the file's name. What only looks like a mark stays."""

    def number(mark: re.Match[str]) -> str:
        found = sides.get(mark["file"])
        if found is None:
            return mark[0]
        return str(found if mark["what"] == "sides" else sheets_of_paper(found))

    return MARK.sub(number, text)
