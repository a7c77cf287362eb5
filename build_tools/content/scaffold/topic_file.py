"""The file of a section that is still to be written."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import indent, wrap

import yaml

from build_tools.content.model import BlockKind
from build_tools.content.scaffold.examples import example
from build_tools.content.scaffold.wanted import REAL, Wanted

WIDTH = 115  # characters in a line, without what stands before them
USUAL: tuple[BlockKind, ...] = ("paragraph", "list")  # where no kind is required


def text(section: Wanted, source: str) -> str:
    """The file; `source` is the id of one that examples may name."""
    return "".join(f"{line}\n" for line in (*_remarks(section), *_head(section), "blocks:", *_blocks(section, source)))


def scalar(words: str) -> str:
    """Words as a YAML value on one line, in quotes where they need some."""
    return yaml.safe_dump([words], allow_unicode=True, width=1_000_000).removeprefix("- ").strip()


def _remarks(section: Wanted) -> Iterator[str]:
    if section.places:
        yield from _remark(f"It stands on {', '.join(section.places)}.")
    if section.is_real:
        return
    yield from _remark(
        "Delete the block `kind: gap` when this is written. How to write: docs/maintaining/add-a-topic.md"
    )
    if section.may_be_left_out:
        yield from _remark("Not needed here? Delete this file, and write the reason under `without` in procedure.yaml.")
    elif not section.is_required:
        yield from _remark("It is not required: if this procedure does not need it, delete this file.")


def _head(section: Wanted) -> Iterator[str]:
    yield f"title: {scalar(section.title)}"
    if section.asked is not None:
        lines = wrap(", ".join(map(scalar, section.asked)), WIDTH, break_on_hyphens=False, break_long_words=False)
        yield "asked: [" + "\n  ".join(lines) + "]"
    else:
        yield "# asked: [what patients type to find this, can I eat, fever]"


def _blocks(section: Wanted, source: str) -> Iterator[str]:
    real = [kind for kind in section.holds if kind in REAL]
    missing = [kind for kind in section.holds if kind not in REAL]
    if not section.is_real:
        yield from ("  - kind: gap", f"    needs: {scalar(_needs(section.tells, missing))}")
    for kind in real:
        yield indent(example(kind, source, False), "  ").rstrip()
    if not section.is_real:
        yield "  # In the place of the gap, without the # and in your own words:" if missing else "  # Such as:"
        for kind in missing or USUAL:
            yield indent(example(kind, source, section.is_in_plan), "  # ", lambda line: True).rstrip()


def _needs(tells: str, kinds: list[BlockKind]) -> str:
    return f"{tells} ({', '.join(kinds)})".replace("_", " ") if kinds else tells


def _remark(words: str) -> list[str]:
    return [f"# {line}" for line in wrap(words, WIDTH)]
