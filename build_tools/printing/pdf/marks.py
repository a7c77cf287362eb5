"""The marked parts of a page's stream: what their letters read as, and how to mend that."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from unicodedata import bidirectional

import pydyf

Readings = Mapping[str, Mapping[int, str]]
GLYPHS = re.compile(rb"<([0-9a-f]+)>")
FONT = re.compile(rb"/(\S+) \S+ Tf")
PAGINATION = pydyf.Dictionary({"Type": "/Pagination"})
# They look like a space, are a space to whoever listens, and share its glyph in some fonts.
SPACES = str.maketrans("\u00a0\u202f", "  ")


@dataclass
class BoxMark:
    """From `start` to its end in the stream stands what WeasyPrint drew for one box."""

    start: int
    properties: Any
    read: str = ""
    font: str = ""
    last_shown: int = -1


class Marks:
    """The marks of one page by number. `readings` tell for each font what its glyphs mean."""

    def __init__(self, stream: list[Any], readings: Readings) -> None:
        self.stream, self.readings = stream, readings
        self.found: dict[int, BoxMark] = {}
        self._read()

    def _read(self) -> None:
        font, mark = "", None
        for index, item in enumerate(self.stream):
            if not isinstance(item, bytes):
                continue
            if item == b"BDC":
                properties = self.stream[index - 1]
                mark = self.found[properties["MCID"]] = BoxMark(index - 2, properties)
            elif item == b"EMC":
                mark = None
            elif item.endswith(b" Tf"):
                found = FONT.search(item)
                font = found[1].decode() if found else ""
            elif item.endswith(b"] TJ"):
                shown = self.stream[index] = item.replace(b">0<", b"")  # moves nothing, takes a third of the stream
                if mark:
                    mark.read += self._reading(shown, font)
                    mark.font, mark.last_shown = font, index

    def _reading(self, shown: bytes, font: str) -> str:
        meanings = self.readings.get(font, {})
        glyphs = b"".join(GLYPHS.findall(shown))
        return "".join(meanings.get(int(glyphs[at : at + 4], 16), "\ufffd") for at in range(0, len(glyphs), 4))

    def hide(self, number: int, text: str) -> None:
        """Make a part something that belongs to the page only, not to the text; who copies it gets `text`."""
        mark = self.found[number]
        is_said = _same(mark.read, text) or not text.strip()
        says = PAGINATION if is_said else pydyf.Dictionary({**PAGINATION, "ActualText": pydyf.String(text)})
        self.stream[mark.start], self.stream[mark.start + 1] = "/Artifact", says

    def say(self, number: int, text: str, space: bool) -> str | None:
        """Make a part read as `text`, with a space behind it if wanted.

        Returns what the structure must say in its place: the letters of right-to-left words stand in the order
        in which they are seen.
        """
        mark, said = self.found[number], text
        if space and not said[-1:].isspace():
            said += " "
        reads = mark.read
        if said != text and _same(reads, text) and self._add_space(mark):
            reads += " "
        if _same(reads, said):
            return None
        if any(bidirectional(letter) in ("R", "AL") for letter in said):
            return said
        mark.properties["ActualText"] = pydyf.String(said)
        return None

    def _add_space(self, mark: BoxMark) -> bool:
        """Write a space behind the last letter, if the font has one among its letters."""
        meanings = self.readings.get(mark.font, {})
        space = next((glyph for glyph, meaning in meanings.items() if meaning == " "), None)
        if space is None:
            return False
        shown = self.stream[mark.last_shown].removesuffix(b"] TJ")
        self.stream[mark.last_shown] = shown + b"<%04x>] TJ" % space
        return True


def _same(read: str, text: str) -> bool:
    return read.translate(SPACES) == text.translate(SPACES)
