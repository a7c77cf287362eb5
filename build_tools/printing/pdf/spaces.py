"""Where white space between words was lost: lines end without the space that would follow."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from build_tools.printing.pdf.pieces import Piece
from build_tools.printing.pdf.tree import PARTS

UNSEEN = {"head", "script", "style"}
IGNORED = str.maketrans("", "", "\u00ad\u200b")  # where a line may break


class _Text(NamedTuple):
    """A text node without its white space; `start` counts the letters of the whole page before it."""

    start: int
    letters: str


class Source:
    """The text of an HTML page, letter by letter, and the places where white space parts them."""

    def __init__(self, page: Any) -> None:
        self.gaps: set[int] = set()
        self.texts: dict[Any, list[_Text]] = {}
        self.length = 0
        self._read(page)

    def _read(self, element: Any) -> None:
        if element.tag in UNSEEN or not isinstance(element.tag, str):  # a comment has no tag of its own
            return
        self._add(element, element.text)
        for child in element:
            if child.tag == "br":
                self.gaps.add(self.length)
            self._read(child)
            self._add(element, child.tail)

    def _add(self, element: Any, text: str | None) -> None:
        start = self.length
        for word in (text or "").translate(IGNORED).split():
            self.length += len(word)
            self.gaps.add(self.length)
        if not text:
            return
        if not text[-1].isspace() and self.length > start:
            self.gaps.discard(self.length)
        if text[0].isspace():
            self.gaps.add(start)
        if self.length > start:
            letters = "".join(text.translate(IGNORED).split())
            self.texts.setdefault(element, []).append(_Text(start, letters))

    def spans(self, words: list[Piece]) -> Iterator[tuple[int, int] | None]:
        """From which letter to which the words of each piece reach; None for words that the page does not have."""
        cursors: dict[Any, tuple[int, int]] = {}
        for piece in words:
            step, letters = piece.path[-1], "".join(piece.text.translate(IGNORED).split())
            node, start = cursors.get(step.element, (0, 0))
            texts = [] if step.is_generated else self.texts.get(step.element, [])
            if node < len(texts) and start == len(texts[node].letters):
                node, start = node + 1, 0
            if node < len(texts) and texts[node].letters.startswith(letters, start):
                cursors[step.element] = node, start + len(letters)
                yield texts[node].start + start, texts[node].start + start + len(letters)
            else:
                yield None


def lost_spaces(page: Any, words: list[Piece]) -> list[bool]:
    """For each piece, whether white space parts it from the next piece and no part of the PDF's structure does."""
    source = Source(page)
    spans = list(source.spans(words))
    lost = [False] * len(words)
    for number, (piece, following) in enumerate(pairwise(words)):
        here, there = spans[number], spans[number + 1]
        if here and there and not _are_parted(piece, following):
            lost[number] = here[1] in source.gaps or there[0] in source.gaps or piece.block != following.block
    return lost


def _are_parted(piece: Piece, following: Piece) -> bool:
    """Whether the two stand in blocks that become parts of the structure."""
    blocks = (piece.block, following.block)
    return piece.block != following.block and all(block is not None and block.tag in PARTS for block in blocks)
