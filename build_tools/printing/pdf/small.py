"""Leaves out of a PDF what nobody sees and every reader loads: finer numbers than a printer has, unused font tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import pydyf
import uharfbuzz
from uharfbuzz import SubsetInputSets

# All that draws glyphs by their numbers; the words behind them stand in the PDF itself (ToUnicode).
DRAWS = {"cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"}
FOR_TYPING = DRAWS | {"cmap"}  # whoever fills in a field looks for glyphs of letters
FINE = re.compile(rb"-?\d*\.\d{4,}")
GLYPHS_OR_MOVE = re.compile(rb"<[0-9a-f]*>|-?[\d.]+")
# Scales multiply what they are put before, and colors are compared to each other.
EXACT = (b" cm", b" rg", b" RG")


def make_small(pdf: Any, streams: Iterable[Any], fonts: Iterable[Any]) -> None:
    """Before its words are looked at. `streams` are those of the pages, `fonts` WeasyPrint's."""
    drawings = (each for each in _streams(pdf) if each.extra.get("Subtype") == "/Form")
    for stream in (*streams, *drawings):
        _shorten(stream.stream)
    _drop_tables(pdf, fonts)
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and item.get("Subtype") == "/CIDFontType2":
            item["W"] = pydyf.Array(_widths(item["W"]))


def _widths(found: list[Any]) -> Iterator[Any]:
    """Without those that a PDF takes for granted: most signs of Chinese are as wide as they are high."""
    for first, widths in zip(found[::2], found[1::2], strict=True):
        if set(widths) != {1000}:
            yield from (first, widths)


def _streams(pdf: Any) -> Iterator[Any]:
    return (item for item in pdf.objects if isinstance(item, pydyf.Stream))


def _shorten(stream: list[Any]) -> None:
    """Round what moves glyphs to thousandths of their size, which the unit is, and places to thousandths of a pixel.

    The marks over and under letters are each moved by 16 digits: a fifth of an Arabic page.
    """
    for index, item in enumerate(stream):
        if not isinstance(item, bytes) or item.endswith(EXACT):
            continue
        if item.endswith(b"] TJ"):
            stream[index] = b"[%s] TJ" % b"".join(_shown(item))
        else:
            stream[index] = FINE.sub(_rounded, item)


def _rounded(number: re.Match[bytes]) -> bytes:
    return f"{float(number[0]):.3f}".rstrip("0").rstrip(".").encode()


def _shown(item: bytes) -> Iterator[bytes]:
    """The glyphs of a piece and, between them, one number for all that moves the next."""
    parts = (part for part in GLYPHS_OR_MOVE.findall(item) if part != b"<>")
    for is_move, run in groupby(parts, lambda part: not part.startswith(b"<")):
        found = list(run)
        yield b"%d" % round(sum(map(float, found))) if is_move else b"<%s>" % b"".join(part[1:-1] for part in found)


def _drop_tables(pdf: Any, fonts: Iterable[Any]) -> None:
    typed = {id(font.file_content) for font in fonts if font.used_in_forms}
    for each in _streams(pdf):
        if "Length1" in each.extra:  # a font
            (file,) = each.stream
            each.stream = [_with_tables(file, FOR_TYPING if id(file) in typed else DRAWS)]
            each.extra["Length1"] = len(each.stream[0])


def _with_tables(file: bytes, kept: set[str]) -> bytes:
    face, wanted = uharfbuzz.Face(uharfbuzz.Blob(file)), uharfbuzz.SubsetInput()
    wanted.keep_everything()
    wanted.sets(SubsetInputSets.NO_SUBSET_TABLE_TAG).update(map(_number, kept))
    wanted.sets(SubsetInputSets.DROP_TABLE_TAG).update(_number(tag) for tag in face.table_tags if tag not in kept)
    return bytes(uharfbuzz.subset(face, wanted).blob.data)


def _number(tag: str) -> int:
    return int.from_bytes(tag.encode(), "big")
