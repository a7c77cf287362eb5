"""Where white space between words was lost: lines end without the space that would follow."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import Any

from build_tools.printing.pdf.pieces import TaggedPiece
from build_tools.printing.pdf.tree import PARTS

UNSEEN = {"head", "script", "style"}
IGNORED = str.maketrans("", "", "\u00ad\u200b")  # where a line may break


class SourceText:
    """The text of an HTML page, letter by letter, and the places where white space parts them."""

    def __init__(self, page: Any) -> None:
        self.gaps: set[int] = set()
        self.own: dict[Any, list[tuple[str, int]]] = defaultdict(list)
        """The letters of each element's own text, each with its place on the page."""
        self.read: dict[Any, int] = defaultdict(int)
        """How many of these have been met."""
        self.length = 0
        self._add(page)

    def _add(self, element: Any) -> None:
        if element.tag in UNSEEN or not isinstance(element.tag, str):  # a comment has no tag of its own
            return
        self._add_text(element, element.text)
        for child in element:
            if child.tag == "br":
                self.gaps.add(self.length)
            self._add(child)
            self._add_text(element, child.tail)

    def _add_text(self, element: Any, text: str | None) -> None:
        for letter in (text or "").translate(IGNORED):
            if letter.isspace():
                self.gaps.add(self.length)
            else:
                self.own[element].append((letter, self.length))
                self.length += 1

    def span(self, piece: TaggedPiece) -> tuple[int, int] | None:
        """From which letter to which the words of the next piece reach; None for words that the page does not have."""
        step, letters = piece.path[-1], "".join(piece.text.translate(IGNORED).split())
        start = self.read[step.element]
        found = [] if step.is_generated else self.own[step.element][start : start + len(letters)]
        if not found or "".join(letter for letter, _ in found) != letters:
            return None
        self.read[step.element] += len(letters)
        return found[0][1], found[-1][1] + 1


def lost_spaces(page: Any, words: list[TaggedPiece]) -> list[bool]:
    """For each piece, whether white space parts it from the next piece and no part of the PDF's structure does."""
    source = SourceText(page)
    spans = list(map(source.span, words))
    lost = [False] * len(words)
    for number, (piece, following) in enumerate(pairwise(words)):
        here, there = spans[number], spans[number + 1]
        # A space that stands there is drawn once: of two in the same place PDFium keeps none.
        is_there = piece.text[-1:].isspace() or following.text[:1].isspace()
        if here and there and not is_there and not _are_parted(piece, following):
            lost[number] = here[1] in source.gaps or there[0] in source.gaps or piece.block != following.block
    return lost


def _are_parted(piece: TaggedPiece, following: TaggedPiece) -> bool:
    """Whether the two stand in blocks that become parts of the structure."""
    blocks = (piece.block, following.block)
    return piece.block != following.block and all(block is not None and block.tag in PARTS for block in blocks)
