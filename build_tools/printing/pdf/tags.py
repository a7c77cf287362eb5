"""Makes a laid-out leaflet accessible: one tree of parts, words that read back whole, named links and fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pydyf

from build_tools.printing.pdf import fields, links
from build_tools.printing.pdf.marks import Marks, Readings
from build_tools.printing.pdf.pieces import TaggedPiece
from build_tools.printing.pdf.spaces import lost_spaces
from build_tools.printing.pdf.structure import Structure
from build_tools.printing.pdf.tree import Tree


def add_tags(pdf: Any, html: Any, found: Sequence[TaggedPiece], streams: Sequence[Any], fonts: Any) -> list[str]:
    """Complete a PDF that is still in memory. `found` is in reading order, `fonts` are WeasyPrint's.

    Returns complaints: what keeps the leaflet from being accessible. With a complaint, the PDF may be incomplete.
    """
    readings: Readings = {font.hash: {} if font.used_in_forms else font.to_unicode for font in fonts}
    if "Lang" not in pdf.catalog:
        return ["the page does not say its language (lang)"]
    marks = [Marks(stream.stream, readings) for stream in streams]
    lost = _unmarked(found, marks)
    if lost:
        return lost
    text = _hide_what_is_not_text(found, marks)
    tree, structure = Tree(), Structure(pdf, marks)
    tree.add(text, _read_whole(html, text, marks))
    structure.write(tree.document)
    return [*structure.complaints, *_complete_annotations(pdf, html, text)]


def _unmarked(found: Sequence[TaggedPiece], marks: Sequence[Marks]) -> list[str]:
    """Opacity and filters draw apart from the page, where no part of the tree can hold it."""
    apart = [piece for piece in found if piece.mark >= 0 and piece.mark not in marks[piece.page].found]
    return [f"“{piece.text or piece.kind}” stands under opacity or a filter: no reader finds it" for piece in apart]


def _hide_what_is_not_text(found: Sequence[TaggedPiece], marks: Sequence[Marks]) -> list[TaggedPiece]:
    text = []
    for piece in found:
        if piece.kind == "margin" or (piece.kind == "words" and not piece.text.strip()):
            marks[piece.page].hide(piece.mark, piece.text)
        else:
            text.append(piece)
    return text


def _read_whole(html: Any, text: list[TaggedPiece], marks: Sequence[Marks]) -> dict[TaggedPiece, str]:
    """Mend what does not read as its source. Returns what is left for the tree to say."""
    words = [piece for piece in text if piece.kind == "words"]
    said = {}
    for piece, space in zip(words, lost_spaces(html, words), strict=True):
        instead = marks[piece.page].say(piece.mark, piece.text, space)
        if instead is not None:
            said[piece] = instead
    return said


def _complete_annotations(pdf: Any, html: Any, text: list[TaggedPiece]) -> list[str]:
    complaints = list(links.describe([piece for piece in text if piece.kind == "link"]))
    fillable = [piece for piece in text if piece.kind == "field"]
    if fillable:
        fields.name_fields(fillable, html)
        fields.make_fillable(pdf, [piece.annotation for piece in fillable])
    for number, reference in enumerate(pdf.page_references):
        order = [piece.annotation for piece in text if piece.annotation is not None and piece.page == number]
        if order:
            fields.object_of(pdf, reference)["Annots"] = pydyf.Array(annotation.reference for annotation in order)
    return complaints
