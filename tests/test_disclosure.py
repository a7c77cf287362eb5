"""What a page folds away: details in words below their heading, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from projects import REAL
from trees import HERE, line

from build_tools.guide import blocks, build
from build_tools.guide import page as pages
from build_tools.guide.blocks import Block
from build_tools.languages import catalog as language
from build_tools.problems import Place

SAID = line("Walk a little.", {})


def words(heading: str | None = None, *, detail: bool = True) -> Block:
    head = line(heading, {}) if heading else None
    return blocks.Paragraph(heading=head, detail=detail, sentences=(SAID,), place=HERE)


def picture() -> Block:
    return blocks.Figure(picture="one.svg", alt=SAID, caption=SAID, detail=True, place=HERE)


def shape(shown: list[Block]) -> list[tuple[str, int]]:
    """The heading of each fold with how many blocks are in it; what stands open between two folds is counted as one."""
    found: list[tuple[str, int]] = []
    for block in pages.folded(shown):
        if isinstance(block, blocks.Fold):
            found.append((block.heading.text if block.heading else "", len(block.blocks)))
        elif found and not found[-1][0]:
            found[-1] = ("", found[-1][1] + 1)
        else:
            found.append(("", 1))
    return found


@pytest.mark.parametrize(
    ("shown", "expected"),
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
def test_folds(shown: list[Block], expected: list[tuple[str, int]]) -> None:
    assert shape(shown) == expected


def test_nothing_is_lost_or_moved_and_what_leaflets_show_stays_open() -> None:
    catalog = language.catalog(REAL.root, "en_US", Place(""))
    for procedure in REAL.procedures:
        for section in build.of(REAL, procedure, catalog).sections.values():
            found = list(pages.folded(section.blocks))
            assert [each for block in found for each in _opened(block)] == list(section.blocks)
            assert all(each.detail for block in found if isinstance(block, blocks.Fold) for each in block.blocks)


def _opened(block: Block) -> list[Block]:
    """The blocks of a fold, as they were before."""
    if not isinstance(block, blocks.Fold):
        return [block]
    first, *others = block.blocks
    return [replace(first, heading=block.heading), *others]
