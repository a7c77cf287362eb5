"""leaflets/ledger.jsonl on the disk: read whole, and written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from build_tools.problems import Place, ProblemsFound
from build_tools.records import ledger_text
from build_tools.records import sealed_file as file
from build_tools.records import sealed_lines as lines
from build_tools.records.ledger import FORM, PATH, Ledger, merged


def read(root: Path) -> Ledger:
    """The ledger of a project; an empty one where there is no file, because nothing was ever released.

    Raises ProblemsFound with every problem of the file.
    """
    text = file.read(root.resolve(), FORM)
    return Ledger() if text is None else ledger_text.parse(text)


def read_merge(root: Path) -> Ledger:
    """The same where Git could not finish a merge: the ledgers of both sides in one. Each side must be whole."""
    text = file.read(root.resolve(), FORM)
    if text is None:
        return Ledger()
    sides = lines.sides(text)
    return merged(*map(ledger_text.parse, sides)) if sides else ledger_text.parse(text)


def finish_merge(root: Path) -> Ledger:
    """The ledgers of both sides of a merge as one, written. Raises ProblemsFound."""
    with file.alone(root.resolve(), FORM):
        ledger = read_merge(root)
        replace(root, ledger)
    return ledger


def write(root: Path, ledger: Ledger, before: Ledger) -> None:
    """Write the file anew: all of it, or none of it whatever happens meanwhile.

    `before` is the ledger that was read to make this one. Raises ProblemsFound where another one is there by now, and
    where the file cannot be written.
    """
    with file.alone(root.resolve(), FORM):
        if read(root) != before:
            hint = "run `leaflets release` again"
            raise ProblemsFound.one(Place(PATH), "cannot-write", "the ledger has changed meanwhile", hint)
        replace(root, ledger)


def replace(root: Path, ledger: Ledger) -> None:
    """Write the file anew, whatever it holds: after a merge. Raises ProblemsFound where it cannot be written."""
    file.replace(root, FORM, ledger_text.text(ledger))
