"""Pieces -> a tree of parts, one for each element of the HTML however many pages or columns it crosses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from build_tools.printing.pdf.pieces import Step, TaggedPiece

SVG = "{http://www.w3.org/2000/svg}svg"
HEADINGS = {f"h{level}": f"H{level}" for level in range(1, 7)}
ROWS = {"tr": "TR", "th": "TH", "td": "TD", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot"}
# Elements that are not named here leave no part of their own, unless they change the language.
PARTS = {
    "a": "Link", "p": "P", "div": "Div", "main": "Part", "article": "Art", "section": "Sect",
    "blockquote": "BlockQuote", "ul": "L", "ol": "L", "dl": "L", "li": "LI", "dt": "LI", "dd": "LI",
    "li::marker": "Lbl", "li::before": "Lbl", "table": "Table", "caption": "Caption", "figcaption": "Caption",
    "img": "Figure", SVG: "Figure", "input": "Form", "textarea": "Form", "select": "Form", **HEADINGS, **ROWS,
}  # fmt: skip
BLOCKS = {"form", "header", "footer", "nav", "aside", "address", "figure", "fieldset"}
GROUPS = {"Document", "Part", "Art", "Sect", "Div", "BlockQuote"}  # words in them want a paragraph
INLINE = {"Link", "Span", "Form"}


@dataclass(eq=False)
class TagNode:
    """An element of the PDF's structure. `element` is the HTML's; `text` is to be read in place of what it holds."""

    tag: str
    element: Any = None
    kids: list[TagNode | TaggedPiece] = field(default_factory=list)
    block: Step | None = None
    text: str | None = None

    @property
    def language(self) -> str:
        return "" if self.element is None else self.element.get("lang", "")


class Tree:
    """The parts of a document; `document` is the outermost."""

    def __init__(self) -> None:
        self.document = TagNode("Document")
        self._known: dict[tuple[Step | None, str], TagNode] = {}

    def add(self, pieces: Iterable[TaggedPiece], said: dict[TaggedPiece, str]) -> None:
        """Hang pieces into the tree, in the order in which they are read."""
        for piece in pieces:
            part = self._part(piece)
            if piece in said:
                part.kids.append(TagNode("Span", kids=[piece], text=said[piece]))
            elif piece.kind != "cell":
                part.kids.append(piece)

    def _part(self, piece: TaggedPiece) -> TagNode:
        """The part that holds a piece, made if need be with all that hold it."""
        part = self.document
        for number, step in enumerate(piece.path):
            tag = _tag(step)
            if tag == "LI":
                part = self._child(part, step, "LI")
                if _is_marker(piece.path[number + 1 :]):
                    continue
                tag = "LBody"
            if tag:
                part = self._child(self._paragraph(part, tag, piece), step, tag)
        return self._paragraph(part, "Span", piece) if piece.kind == "words" else part

    def _child(self, part: TagNode, step: Step, tag: str) -> TagNode:
        known = self._known.get((step, tag))
        if known is None:
            # The item carries the language for both of its halves.
            element = None if tag == "LBody" or step.is_generated else step.element
            known = self._known[step, tag] = TagNode(tag, element)
            part.kids.append(known)
        return known

    def _paragraph(self, part: TagNode, tag: str, piece: TaggedPiece) -> TagNode:
        """Words right in a group stand in a paragraph, together with the links between them."""
        if part.tag not in GROUPS or tag not in INLINE:
            return part
        last = part.kids[-1] if part.kids else None
        if isinstance(last, TagNode) and last.tag == "P" and last.element is None and last.block == piece.block:
            return last
        part.kids.append(TagNode("P", block=piece.block))
        return self._paragraph(part, tag, piece)


def _tag(step: Step) -> str | None:
    if step.tag in PARTS:
        return PARTS[step.tag]
    if step.is_generated or step.tag == "html" or not step.element.get("lang"):
        return None
    return "Div" if step.tag in BLOCKS or step.tag == "body" else "Span"


def _is_marker(rest: tuple[Step, ...]) -> bool:
    return bool(rest) and PARTS.get(rest[0].tag) == "Lbl"
