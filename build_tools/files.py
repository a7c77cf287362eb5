"""The project's files as bytes: nothing from outside the project is ever read, and nothing that has no end."""

from __future__ import annotations

from pathlib import Path

from build_tools.problems import Place, ProblemsFound

LEADS_OUT = "a link that leads out of the project"
PUT_THERE = "put the file itself there"


def is_inside(root: Path, path: Path) -> bool:
    """Whether a path leads to something in the project, also where it is a link."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself
        return False


def content(root: Path, path: str, most: int) -> bytes:
    """A file's bytes, one more than `most` of them at the utmost. Raises ProblemsFound where there is no such file."""
    file = root / path
    if not is_inside(root, file):
        raise ProblemsFound.one(Place(path), "missing-file", LEADS_OUT, PUT_THERE)
    if not file.is_file():
        raise ProblemsFound.one(
            Place(path), "missing-file", "there is no such file in the project", "write it, or put it back"
        )
    try:
        with file.open("rb") as stream:
            return stream.read(most + 1)
    except OSError as error:
        message, hint = f"cannot be read: {error.strerror}", "give yourself the right to read it"
        raise ProblemsFound.one(Place(path), "missing-file", message, hint) from None
