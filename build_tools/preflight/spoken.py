"""What a screen reader gives of a PDF: its words in the order of the tag tree, exactly, with their spaces.

It reads the finished file as programs do: structure tree, marked content, ToUnicode maps, ActualText and alternatives.
PDFium drops spaces at the ends of runs and knows no ActualText, so it serves for ink and colors only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from typing import Any, NamedTuple

import pikepdf

from build_tools.preflight.paper import Field, Rectangle

INLINE = {"Link", "Span", "Form"}
MARKERS = "Lbl"  # of lists: who listens is told that there is one, and how long it is
LINE = 1.35  # of the size of its letters: how high a line is that pdf.js and others write into a field
PAIR = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]*)>")


class SpokenPiece(NamedTuple):
    """Words of one page, counted from 1."""

    text: str
    page: int
    mark: int = -1
    """By which the page knows the line where they are printed; -1 for what is not printed itself."""


BETWEEN = SpokenPiece(" ", 0)  # of no page: parts two blocks


@dataclass
class Heard:
    """All that can be heard of a PDF, and what stands outside its tags."""

    pieces: list[SpokenPiece] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    """By page: the words that no screen reader reads, such as the foot."""
    instead: dict[int, dict[int, str]] = field(default_factory=dict)
    """By page, and by mark: what is said in the place of its letters."""

    def words(self) -> list[tuple[str, int]]:
        """Each word with its page."""
        text = "".join(piece.text for piece in self.pieces)
        pages = [piece.page for piece in self.pieces for _ in piece.text]
        return [(match.group(), pages[match.start()]) for match in re.finditer(r"\S+", text)]


@dataclass
class _Page:
    number: int
    marked: dict[int, str] = field(default_factory=dict)
    margin: list[str] = field(default_factory=list)
    instead: dict[int, str] = field(default_factory=dict)


def heard(data: bytes) -> Heard:
    """What a PDF says."""
    with pikepdf.open(BytesIO(data)) as document:
        found, fonts = Heard(), dict[Any, Mapping[int, str]]()
        pages = {page.objgen: _page(page, number, fonts) for number, page in enumerate(document.pages, start=1)}
        root: Any = document.Root
        for part in _kids(root.StructTreeRoot):
            _hear(part, pages, found)
        found.margins = [" ".join("".join(page.margin).split()) for page in pages.values()]
        return found


def _hear(part: Any, pages: Mapping[Any, _Page], found: Heard) -> None:
    tag = str(part.S).removeprefix("/")
    if tag == MARKERS:
        found.pieces += _more_than_a_marker(part, pages)
        return
    if tag not in INLINE:
        found.pieces.append(BETWEEN)
    instead = part.get("/Alt") if tag == "Figure" else part.get("/ActualText")
    drawn = found if instead is None else Heard()
    for kid in _kids(part):
        _hear_kid(kid, part, pages, drawn)
    if instead is not None:  # words stand for what can be seen, and only for that
        shown = (piece for piece in drawn.pieces if piece.page and (tag == "Figure" or piece.text.strip()))
        for piece in islice(shown, 1):
            found.pieces.append(piece._replace(text=str(instead)))
            found.instead.setdefault(piece.page, {})[piece.mark] = str(instead)
    if tag not in INLINE:
        found.pieces.append(BETWEEN)


def _more_than_a_marker(part: Any, pages: Mapping[Any, _Page]) -> list[SpokenPiece]:
    """What stands before an item of a list, if that is neither a sign nor the number of the item."""
    drawn = Heard()
    for kid in _kids(part):
        _hear_kid(kid, part, pages, drawn)
    text = "".join(piece.text for piece in drawn.pieces).strip().rstrip(".")
    is_sign = not any(letter.isalnum() for letter in text)
    return [] if is_sign or text == str(_kids(part.P.P).index(part.P) + 1) else drawn.pieces


def _hear_kid(kid: Any, part: Any, pages: Mapping[Any, _Page], found: Heard) -> None:
    kid = {"/MCID": kid} if isinstance(kid, int) else kid
    if "/S" in kid:
        _hear(kid, pages, found)
        return
    page = pages[kid.get("/Pg", part.get("/Pg")).objgen]
    if "/Obj" in kid:
        _annotation(kid["/Obj"], page.number, found)
    else:
        mark = int(kid["/MCID"])
        found.pieces.append(SpokenPiece(page.marked.pop(mark, ""), page.number, mark))
        if mark in page.instead:
            found.instead.setdefault(page.number, {})[mark] = page.instead[mark]


def _annotation(item: Any, page: int, found: Heard) -> None:
    if item.get("/Subtype") != "/Widget":
        found.links.append(str(item.get("/Contents", "")))
        return
    name = (item if "/TU" in item else item.get("/Parent", item)).get("/TU", "")
    box = Rectangle(*map(float, item.Rect))
    found.fields.append(Field(str(name), page, box, box.height / LINE if item.get("/FT") == "/Tx" else 0))


def _kids(part: Any) -> list[Any]:
    kids = part.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _page(page: Any, number: int, fonts: dict[Any, Mapping[int, str]]) -> _Page:
    """The words of each marked part of a page by its number, and those of its margins."""
    found = _Page(number)
    named = {name: _meanings(font, fonts) for name, font in page.Resources.get("/Font", {}).items()}
    font: Mapping[int, str] = {}
    mark, instead, is_margin = -1, "", False
    instructions: Any = pikepdf.parse_content_stream(page, "BDC EMC Tf TJ Tj Td TD Tm")
    for operands, operator in instructions:
        name = str(operator)
        if name == "BDC":
            properties: Any = operands[1]
            if not isinstance(properties, pikepdf.Dictionary):
                properties = pikepdf.Dictionary()
            mark, instead = int(properties.get("/MCID", -1)), str(properties.get("/ActualText", ""))
            is_margin = mark < 0 and str(operands[0]) == "/Artifact"
            if mark >= 0:  # what is not drawn is not heard either, such as words that a style hides
                found.marked[mark] = ""
        elif name == "EMC":
            mark, instead, is_margin = -1, "", False
        elif name == "Tf":
            font = named[str(operands[0])]
        elif name in ("TJ", "Tj"):
            words = "".join(_decoded(operands[0], font))
            if mark >= 0:
                found.marked[mark] = instead or found.marked[mark] + words
                found.instead |= {mark: instead} if instead else {}
            elif is_margin:
                found.margin.append(instead or words)
                is_margin = not instead  # which says all of it
        elif is_margin:
            found.margin.append(" ")  # another line of the margin begins
    return found


def _decoded(shown: Any, font: Mapping[int, str]) -> Iterator[str]:
    for item in shown if isinstance(shown, pikepdf.Array) else [shown]:
        if isinstance(item, pikepdf.String):
            codes = bytes(item)
            yield from (font.get(int.from_bytes(codes[at : at + 2], "big"), "\ufffd") for at in range(0, len(codes), 2))


def _meanings(font: Any, known: dict[Any, Mapping[int, str]]) -> Mapping[int, str]:
    """What a font's ToUnicode map says of its glyphs; a font without one draws no words of the page."""
    if "/ToUnicode" not in font:
        return {}
    key = font.ToUnicode.objgen
    if key not in known:
        pairs = PAIR.findall(font.ToUnicode.read_bytes())
        known[key] = {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}
    return known[key]
