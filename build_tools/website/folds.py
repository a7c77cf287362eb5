"""What a page tells at once, and what it folds away below a heading for those who want to know more. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.content.model import Block

FOLDED = {"paragraph", "list"}  # pictures, tables, numbers and what one fills in stay open


@dataclass(frozen=True)
class Fold:
    """Blocks that stand together; folded away below a heading, or open where there is none."""

    heading: str
    blocks: tuple[Block, ...]


def folds(blocks: Iterable[Block]) -> list[Fold]:
    """A fold for each detail with a heading, together with what follows it without one; all else stands open."""
    found: list[Fold] = []
    for block in blocks:
        before = found[-1].heading if found else ""
        heading = (block.heading or before) if block.detail and block.kind in FOLDED else ""
        begins = bool(heading and block.heading)
        if found and heading == before and not begins:
            found[-1] = Fold(before, (*found[-1].blocks, block))
        else:
            found.append(Fold(heading, (block,)))
    return found
