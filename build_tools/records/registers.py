"""The ledger and the sign-offs as they lie in a project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from build_tools.problems import Place, Problem, ProblemsFound
from build_tools.records import ledger, sealed_folder, sign_off, version_control
from build_tools.records.ledger import Ledger, Release
from build_tools.records.sealed import RecordFolder, Sealed
from build_tools.records.sign_off import Register, SignOff


def lost(root: Path) -> dict[str, str]:
    """Files of records that Git knows and that are not there: by path, what Git calls the content."""
    return version_control.lost(root, [ledger.FOLDER.path, sign_off.folder("*").path])


def read_ledger(
    root: Path, registers: Mapping[str, Register], today: date | None = None, lost: Mapping[str, str] | None = None
) -> Ledger:
    """Every release; `registers`: the sign-offs by procedure. Raises ProblemsFound with all that is wrong.

    Without `today` nobody asks whether a day has come; without `lost` nobody asks Git.
    """
    found = Ledger(sealed_folder.read(root, ledger.FOLDER, Release, today), registers)
    codes = {release.code: release.digest for release in found.releases}
    gone = sealed_folder.lost(root, ledger.FOLDER, Release, lost or {})
    # Of two releases with one code, by chance, one must go.
    missed = ((place, release) for place, release in gone if codes.get(release.code) in (None, release.digest))
    problems = (*ledger.doubles(found), *_missing(missed, ledger.FOLDER, today))
    if problems:
        raise ProblemsFound(problems)
    return found


def read_register(
    root: Path, procedure: str, today: date | None = None, lost: Mapping[str, str] | None = None
) -> Register:
    """The sign-offs of a procedure, in the same way. Raises ProblemsFound with all that is wrong."""
    which = sign_off.folder(procedure)
    gone = sealed_folder.lost(root, which, SignOff, lost or {})
    problems = tuple(_missing(((place, entry) for place, entry in gone if entry.procedure == procedure), which, today))
    if problems:
        raise ProblemsFound(problems)
    entries = sealed_folder.read(root, which, SignOff, today)
    for entry in (entry for entry in entries if entry.procedure != procedure):
        place, message = which.place(entry), f"this is a sign-off of `{entry.procedure}`, not of `{procedure}`"
        raise ProblemsFound.one(place, "sealed-edited", message, which.restore(place.path))
    return Register(entries)


def _missing(gone: Iterable[tuple[Place, Sealed]], folder: RecordFolder, today: date | None) -> Iterator[Problem]:
    """A withdrawal that somebody deletes must not make words good again in silence; what is of a day to come may go."""
    for place, record in gone:
        if today is None or record.day <= today:
            again = f"git checkout $(git rev-list -n 1 HEAD -- {place.path})~ -- {place.path}"
            hint = f"{folder.restore(place.path)}; where a commit deleted it: {again}"
            message = f"this {folder.kind} stands in the history of Git, and is not here"
            yield Problem(place, "sealed-missing", message, hint)
