"""What carries a meaning beside words on paper: which signs and pictures a block shows, in reading order. Pure.

The one place that knows the signs: what is printed, what the preflight looks for, and what edition codes and sign-offs
are made of all read it.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.guide import blocks, walk
from build_tools.guide.blocks import Block
from build_tools.problems import Place

DO, DO_NOT, ALARM, PHONE = "do.svg", "do-not.svg", "alarm.svg", "phone.svg"  # files of the styles of leaflets
ALL = (ALARM, DO_NOT, DO, PHONE)


def of(block: Block) -> Iterator[tuple[str, Place]]:
    """Its signs. Whatever has a level of help has the sign of it."""
    level = getattr(block, "level", None)
    if level:
        yield ALARM if level == "emergency" else PHONE, block.place
    if isinstance(block, blocks.DoAndDoNot):
        yield from ((DO, line.place) for line in block.do)
        yield from ((DO_NOT, line.place) for line in block.do_not)


def pictures(block: Block) -> Iterator[tuple[str, Place]]:
    """Its pictures, which are files of the procedure."""
    yield from ((line.icon, line.place) for line in walk.lines(block) if line.icon)
    if isinstance(block, blocks.Figure):
        yield block.picture, block.alt.place
