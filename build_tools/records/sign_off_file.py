"""docs/content/<procedure>/sign-off.jsonl on the disk: read whole, and written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from build_tools.problems import Place, Problem, ProblemsFound
from build_tools.records import sealed_file as file
from build_tools.records import sealed_lines as lines
from build_tools.records.sealed import Form
from build_tools.records.sign_off import Register, SignOff, digest_of, form


def read(root: Path, procedure: str) -> Register:
    """The sign-offs of a procedure; none where there is no file. Raises ProblemsFound with all that is wrong."""
    which = form(procedure)
    text = file.read(root.resolve(), which)
    if text is None:
        return Register()
    entries, problems = lines.parse(text, which, SignOff)
    problems += _among(entries, procedure, which)
    if problems:
        raise ProblemsFound(problems)
    return Register(tuple(entry for _, entry in entries))


def write(root: Path, procedure: str, register: Register, before: Register) -> None:
    """Write the file anew. `before` is what was read to make this one.

    Raises ProblemsFound where another one is there by now, and where the file cannot be written.
    """
    which = form(procedure)
    with file.alone(root.resolve(), which):
        if read(root, procedure) != before:
            message, hint = "another sign-off was written meanwhile", "run `leaflets sign-off` again"
            raise ProblemsFound.one(Place(which.path), "cannot-write", message, hint)
        file.replace(root.resolve(), which, lines.text(register.entries))


def _among(entries: Iterable[tuple[Place, SignOff]], procedure: str, which: Form) -> Iterator[Problem]:
    for place, entry in entries:
        if entry.procedure != procedure:
            message = f"this is a sign-off of `{entry.procedure}`, not of `{procedure}`"
            yield Problem(place, "sealed-edited", message, which.restore)
        elif entry.digest != digest_of(entry.read, entry.procedure, entry.language):
            yield Problem(place, "sealed-edited", "the digest does not belong to the words here", which.restore)
