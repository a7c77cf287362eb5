"""The ledger and the sign-offs as they lie in a project."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from build_tools.problems import ProblemsFound
from build_tools.records import ledger, sealed_folder, sign_off
from build_tools.records.ledger import Ledger, Release
from build_tools.records.sign_off import Register, SignOff


def read_ledger(root: Path, registers: Mapping[str, Register]) -> Ledger:
    """Every release; `registers`: the sign-offs by procedure. Raises ProblemsFound with all that is wrong."""
    found = Ledger(sealed_folder.read(root, ledger.FOLDER, Release), registers)
    problems = tuple(ledger.doubles(found))
    if problems:
        raise ProblemsFound(problems)
    return found


def read_register(root: Path, procedure: str) -> Register:
    """The sign-offs of a procedure. Raises ProblemsFound with all that is wrong."""
    which = sign_off.folder(procedure)
    entries = sealed_folder.read(root, which, SignOff)
    for entry in (entry for entry in entries if entry.procedure != procedure):
        place, message = which.place(entry), f"this is a sign-off of `{entry.procedure}`, not of `{procedure}`"
        raise ProblemsFound.one(place, "sealed-edited", message, which.restore(place.path))
    return Register(entries)
