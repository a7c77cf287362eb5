"""Texts and drawings of a PDF page, as PDFium holds them.

It asks for whole text objects, which are runs of letters in one style on one line: asking for single letters takes
ten times as long.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

Matrix = tuple[float, float, float, float, float, float]
SAME: Matrix = (1, 0, 0, 1, 0, 0)


class Box(NamedTuple):
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

    def shared(self, other: Box) -> Box:
        """What lies in both; its width or height is negative where they do not meet."""
        low = (max(self.left, other.left), max(self.bottom, other.bottom))
        return Box(*low, min(self.right, other.right), min(self.top, other.top))

    def inside(self, other: Box, tolerance: float = 0) -> bool:
        """Whether nothing of it lies outside of the other, but for the tolerance."""
        low = min(self.left - other.left, self.bottom - other.bottom)
        return min(low, other.right - self.right, other.top - self.top) >= -tolerance


class Thing(NamedTuple):
    """Something drawn, with the matrix of the groups around it."""

    handle: Any
    kind: int
    matrix: Matrix
    opacity: float

    def is_text(self) -> bool:
        return bool(self.kind == pdfium.FPDF_PAGEOBJ_TEXT)


def things(page: pypdfium2.PdfPage) -> Iterator[Thing]:
    """Everything drawn, in the order in which it is drawn: a group itself, then the texts in it."""
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _with_texts(pdfium.FPDFPage_GetObject(page, index), SAME, 1)


def _with_texts(handle: Any, matrix: Matrix, opacity: float) -> Iterator[Thing]:
    kind = pdfium.FPDFPageObj_GetType(handle)
    yield Thing(handle, kind, matrix, opacity)
    if kind == pdfium.FPDF_PAGEOBJ_FORM:
        inner, seen = _times(_matrix(handle), matrix), opacity * color(handle)[3] / 255
        for index in range(pdfium.FPDFFormObj_CountObjects(handle)):
            found = _with_texts(pdfium.FPDFFormObj_GetObject(handle, index), inner, seen)
            yield from (thing for thing in found if thing.is_text())


def box(thing: Thing) -> Box:
    """Where its ink lies."""
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(thing.handle, *sides)
    found = Box(*(side.value for side in sides))
    return found if thing.matrix is SAME else _moved(found, thing.matrix)


def clip(thing: Thing) -> Box | None:
    """The part of the page that may show it; None where that is all of it."""
    path = pdfium.FPDFPageObj_GetClipPath(thing.handle)
    found = None
    for index in range(max(pdfium.FPDFClipPath_CountPaths(path), 0)):
        around = _around(path, index)
        found = found.shared(around) if found and around else around or found
    return _moved(found, thing.matrix) if found else None


def _around(path: Any, index: int) -> Box | None:
    x, y = ctypes.c_float(), ctypes.c_float()
    xs, ys = [], []
    for number in range(pdfium.FPDFClipPath_CountPathSegments(path, index)):
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(path, index, number), x, y)
        xs.append(x.value)
        ys.append(y.value)
    return Box(min(xs), min(ys), max(xs), max(ys)) if xs else None


def size_and_baseline(thing: Thing) -> tuple[float, float]:
    """Of a text: the height of its letters as printed, and the height above the page's end. Points."""
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(thing.handle, size)
    matrix = _times(_matrix(thing.handle), thing.matrix)
    return size.value * math.hypot(matrix[2], matrix[3]), matrix[5]


def color(handle: Any) -> tuple[int, int, int, int]:
    """Red, green, blue and opacity, 0 to 255."""
    parts = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(handle, *parts)
    red, green, blue, opacity = (part.value for part in parts)
    return red, green, blue, opacity


def words(thing: Thing, page_text: pypdfium2.PdfTextPage) -> str:
    """The letters of a text, as somebody gets who copies it."""
    return string(pdfium.FPDFTextObj_GetText, thing.handle, page_text)


def mark(thing: Thing) -> int:
    """The mark by which the tree of a page knows a text; -1 for one that is not in it."""
    return int(pdfium.FPDFPageObj_GetMarkedContentID(thing.handle))


def string(function: Any, *arguments: Any, length: int = 512) -> str:
    """What a function writes into the buffer that it takes as its last arguments."""
    buffer = (ctypes.c_ushort * length)()
    written = function(*arguments, buffer, 2 * length)
    if written > 2 * length:
        return string(function, *arguments, length=written // 2 + 1)
    return ctypes.string_at(buffer, max(written - 2, 0)).decode("utf-16-le", "replace")


def _matrix(handle: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(place: Box, matrix: Matrix) -> Box:
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (place.left, place.right) for y in (place.bottom, place.top)]
    xs, ys = [a * x + c * y + e for x, y in corners], [b * x + d * y + f for x, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))


def show(thing: Thing, shown: bool) -> None:
    """Draw it in later pictures of its page, or leave it out."""
    pdfium.FPDFPageObj_SetIsActive(thing.handle, shown)
