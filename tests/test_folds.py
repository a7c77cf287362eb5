"""What a page folds away: details in words below their heading, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.content import reader as source
from build_tools.content.model import Block, Figure, Paragraph, Statement
from build_tools.website.folds import folds

SAID = Statement(say="Walk a little.", sources=("guide",))


def words(heading: str | None = None, *, detail: bool = True) -> Block:
    return Paragraph(kind="paragraph", heading=heading, detail=detail, sentences=(SAID,))


def picture() -> Block:
    return Figure(kind="figure", picture="one.svg", alt="A person walks.", caption=SAID, detail=True)


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([], []),
        ([words(detail=False)], [("", 1)]),
        ([words("Why", detail=False), words(detail=False)], [("", 2)]),
        ([words(detail=False), words("Why"), words()], [("", 1), ("Why", 2)]),
        ([words("Why"), words("How")], [("Why", 1), ("How", 1)]),
        ([words("Why"), words(detail=False), words()], [("Why", 1), ("", 2)]),
        ([words("Why"), picture(), words("How")], [("Why", 1), ("", 1), ("How", 1)]),
        ([words(), words()], [("", 2)]),
    ],
)
def test_folds(blocks: list[Block], expected: list[tuple[str, int]]) -> None:
    assert [(fold.heading, len(fold.blocks)) for fold in folds(blocks)] == expected


def test_nothing_is_lost_or_moved_and_what_leaflets_show_stays_open() -> None:
    project, _ = source.read(Path(__file__).parents[1])
    for procedure in project.procedures:
        for topic in procedure.topics.values():
            found = folds(topic.blocks)
            assert [block for fold in found for block in fold.blocks] == list(topic.blocks)
            assert all(block.detail for fold in found if fold.heading for block in fold.blocks)
