"""What somebody hears who cannot see: the tag tree of a PDF with its words.

It reads the finished file as PDF programs do: marked content, ToUnicode maps, ActualText.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

from build_tools.preflight.whole_text import BESIDE_WIDE

INLINE_TAGS = {"Link", "Span", "Form"}
Words = dict[int, str]


@dataclass
class Heard:
    """A part of the tag tree: its tag, its own entries of the PDF, and what it holds; links and fields by content."""

    tag: str
    entries: dict[str, Any] = field(default_factory=dict, repr=False)
    kids: list[Heard | str] = field(default_factory=list)
    annotations: list[Any] = field(default_factory=list, repr=False)

    def text(self, without: str = "Lbl") -> str:
        if self.tag == without:
            return ""
        inner = "".join(kid if isinstance(kid, str) else kid.text(without) for kid in self.kids)
        inner = str(self.entries.get("/Alt" if self.tag == "Figure" else "/ActualText", inner))
        return inner if self.tag in INLINE_TAGS else f" {inner} "

    def all(self, *tags: str) -> list[Heard]:
        """All parts with one of the tags, or simply all, in reading order."""
        below = [each for kid in self.kids if isinstance(kid, Heard) for each in kid.all(*tags)]
        return [self, *below] if not tags or self.tag in tags else below

    def outline(self) -> list[Any]:
        """Tags and words, nested."""
        return [self.tag, *(kid if isinstance(kid, str) else kid.outline() for kid in self.kids)]


def collapsed(text: str) -> str:
    """White space of every kind counts as one space; beside signs of Chinese and its like it counts as none."""
    return BESIDE_WIDE.sub("", " ".join(text.split()))


def heard(pdf: Path) -> str:
    """Everything that is read, without the markers of lists."""
    return collapsed(tree(pdf).text())


def tree(pdf: Path) -> Heard:
    with pikepdf.open(pdf) as document:
        words = {page.objgen: marked_words(page) for page in document.pages}
        (root,) = document.Root.StructTreeRoot.K
        return _heard(root, words)


def _heard(part: Any, words: dict[Any, Words]) -> Heard:
    found = Heard(str(part.S).removeprefix("/"), _entries(part))
    for kid in part.get("/K", []):
        if isinstance(kid, int):
            found.kids.append(words[part.Pg.objgen].pop(kid))
        elif "/MCID" in kid:
            found.kids.append(words[kid.Pg.objgen].pop(int(kid.MCID)))
        elif "/Obj" in kid:
            found.annotations.append(_entries(kid.Obj))
        else:
            found.kids.append(_heard(kid, words))
    return found


def _entries(item: Any) -> dict[str, Any]:
    return {str(key): _plain(value) for key, value in item.items() if key not in ("/P", "/K")}


def _plain(value: Any) -> Any:
    if isinstance(value, pikepdf.Dictionary) and "/O" in value:
        return {str(key): str(inner) for key, inner in value.items()}
    return str(value) if isinstance(value, pikepdf.String | pikepdf.Name) else value


def marked_words(page: Any) -> Words:
    """The words of each marked part of a page, by its number."""
    fonts = {name: meanings(font) for name, font in page.Resources.Font.items()}
    words: Words = {}
    font: dict[int, str] = {}
    number, instead = -1, None
    instructions: Any = pikepdf.parse_content_stream(page)
    for operands, operator in instructions:
        match str(operator):
            case "BDC" if "/MCID" in operands[1]:
                number, instead = int(operands[1].MCID), operands[1].get("/ActualText")
                assert number not in words, f"{number} is marked twice"
                words[number] = "" if instead is None else str(instead)
            case "EMC":
                number = -1
            case "Tf":
                font = fonts[str(operands[0])]
            case "TJ" | "Tj" if number >= 0 and instead is None:
                words[number] += "".join(_decoded(operands, font))
    return words


def _decoded(operands: Any, font: dict[int, str]) -> Iterator[str]:
    for item in operands[0]:
        if isinstance(item, pikepdf.String):
            codes = bytes(item)
            yield from (font[int.from_bytes(codes[at : at + 2], "big")] for at in range(0, len(codes), 2))


def meanings(font: Any) -> dict[int, str]:
    """What a font's ToUnicode map says of its glyphs; a font without one draws no words of the page."""
    if "/ToUnicode" not in font:
        return {}
    pairs = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]*)>\n", font.ToUnicode.read_bytes() + b"\n")
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}
