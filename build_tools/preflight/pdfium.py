"""Texts and drawings of a PDF page, as PDFium holds them.

It is asked for whole text objects, which are runs of letters in one style on one line: asking for single letters takes
ten times as long.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium
from pypdfium2 import PdfMatrix, PdfObject, PdfPage, PdfTextObj

from build_tools.preflight.paper import Rectangle, Run


class Thing(NamedTuple):
    """Something drawn."""

    item: PdfObject
    box: Rectangle
    """Around its ink."""
    matrix: PdfMatrix
    """Of the groups around it."""
    opacity: float
    """Of these groups."""

    def is_text(self) -> bool:
        return isinstance(self.item, PdfTextObj)


def things(page: PdfPage) -> Iterator[Thing]:
    """Everything drawn, in the order in which it is drawn: a group itself, then the texts in it."""
    for item in page.get_objects(textpage=page.get_textpage()):
        if item.container is None or isinstance(item, PdfTextObj):
            matrix, opacity = _groups(item.container)
            yield Thing(item, Rectangle(*matrix.on_rect(*item.get_bounds())), matrix, opacity)


def _groups(group: PdfObject | None) -> tuple[PdfMatrix, float]:
    matrix, opacity = PdfMatrix(), 1.0
    while group is not None:
        matrix, opacity = matrix.multiply(group.get_matrix()), opacity * _color(group)[3] / 255
        group = group.container
    return matrix, opacity


def run(text: Thing) -> Run:
    """A text as a record."""
    red, green, blue, opacity = _color(text.item)
    matrix = text.item.get_matrix().multiply(text.matrix)
    return Run(
        words=text.item.extract(),
        box=text.box,
        clip=_clip(text),
        size=text.item.get_font_size() * math.hypot(matrix.c, matrix.d),
        baseline=matrix.f,
        color=(red, green, blue),
        opacity=text.opacity * opacity / 255,
        is_upright=min(matrix.a, matrix.d) > 4 * max(abs(matrix.b), abs(matrix.c)),
        mark=int(pdfium.FPDFPageObj_GetMarkedContentID(text.item)),
        **_marked(text.item),
    )


def _marked(item: PdfObject) -> dict[str, Any]:
    """What is drawn within the same marks shares the first of them. PDFium garbles the words that it may hold."""
    if pdfium.FPDFPageObj_CountMarks(item) < 1:
        return {}
    mark, length = pdfium.FPDFPageObj_GetMark(item, 0), ctypes.c_ulong()
    pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", None, 0, length)
    return {"group": ctypes.addressof(mark.contents), "is_said": length.value > len("\0".encode("utf-16-le"))}


def shown(drawing: Thing) -> Rectangle | None:
    """Where a line, box or picture shows; None where it does not."""
    clip = _clip(drawing)
    found = drawing.box.shared(clip) if clip else drawing.box
    return found if found.width >= 0 and found.height >= 0 else None


def show(thing: Thing, shown: bool) -> None:
    """Draw it in later pictures of its page, or leave it out."""
    pdfium.FPDFPageObj_SetIsActive(thing.item, shown)


def _clip(thing: Thing) -> Rectangle | None:
    """The part of the page that may show it; None where that is all of it."""
    path = pdfium.FPDFPageObj_GetClipPath(thing.item)
    found = None
    for index in range(max(pdfium.FPDFClipPath_CountPaths(path), 0)):
        around = _around(path, index)
        found = found.shared(around) if found and around else around or found
    return Rectangle(*thing.matrix.on_rect(*found)) if found else None


def _around(path: Any, index: int) -> Rectangle | None:
    x, y = ctypes.c_float(), ctypes.c_float()
    xs, ys = [], []
    for number in range(pdfium.FPDFClipPath_CountPathSegments(path, index)):
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(path, index, number), x, y)
        xs.append(x.value)
        ys.append(y.value)
    return Rectangle(min(xs), min(ys), max(xs), max(ys)) if xs else None


def _color(item: PdfObject) -> tuple[int, int, int, int]:
    """Red, green, blue and opacity, 0 to 255."""
    parts = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(item, *parts)
    red, green, blue, opacity = (part.value for part in parts)
    return red, green, blue, opacity
