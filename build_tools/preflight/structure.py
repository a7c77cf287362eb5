"""Fields and the order of reading of a PDF page, as PDFium holds them."""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from build_tools.preflight.pdfium import Box, string


class Reading(NamedTuple):
    """The order of reading of a page."""

    marks: list[int]
    """Of the texts as they are printed."""
    aloud: list[int | str]
    """As a screen reader reads: words in place of texts that have a replacement, and no bullets or numbers of lists."""


def reading(page: pypdfium2.PdfPage) -> Reading:
    """The order of reading; empty for a page that has none."""
    found = Reading([], [])
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if tree:
        try:
            for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
                _gather(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index), found, found.aloud)
        finally:
            pdfium.FPDF_StructTree_Close(tree)
    return found


def _gather(element: Any, found: Reading, aloud: list[int | str]) -> None:
    if pdfium.FPDF_StructElement_GetActualText(element, None, 0) > 2:  # bytes, with the two that end it
        aloud.append(string(pdfium.FPDF_StructElement_GetActualText, element))
        aloud = []
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
        if mark >= 0:
            found.marks.append(mark)
            aloud.append(mark)
        elif child := pdfium.FPDF_StructElement_GetChildAtIndex(element, index):
            label = string(pdfium.FPDF_StructElement_GetType, child, length=16) == "Lbl"
            _gather(child, found, [] if label else aloud)


class Field(NamedTuple):
    """A place to tick or to write."""

    name: str
    box: Box
    size: float
    """Of what is typed into it, in points; 0 for tick boxes, and where the reader's program chooses."""


def fields(page: pypdfium2.PdfPage) -> list[Field]:
    """The fields of a page. Its document must have had `init_forms` before."""
    return [field for index in range(pdfium.FPDFPage_GetAnnotCount(page)) if (field := _field(page, index))]


def _field(page: pypdfium2.PdfPage, index: int) -> Field | None:
    note = pdfium.FPDFPage_GetAnnot(page, index)
    try:
        if pdfium.FPDFAnnot_GetSubtype(note) != pdfium.FPDF_ANNOT_WIDGET:
            return None
        place, size, form = pdfium.FS_RECTF(), ctypes.c_float(), page.formenv
        pdfium.FPDFAnnot_GetRect(note, place)
        if pdfium.FPDFAnnot_GetFormFieldType(form, note) == pdfium.FPDF_FORMFIELD_TEXTFIELD:
            pdfium.FPDFAnnot_GetFontSize(form, note, size)
        name = string(pdfium.FPDFAnnot_GetFormFieldAlternateName, form, note)
        return Field(name, Box(place.left, place.bottom, place.right, place.top), size.value)
    finally:
        pdfium.FPDFPage_CloseAnnot(note)
