"""A sealed file on the disk: read whole, and written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from build_tools.files import LEADS_OUT, PUT_THERE, write_whole
from build_tools.problems import Place, ProblemsFound
from build_tools.records.sealed import Form

LARGEST = 50_000_000  # bytes; a release of one leaflet takes 3,000 to 10,000


def read(root: Path, form: Form) -> str | None:
    """The text of the file; None where there is none. Raises ProblemsFound where it cannot be read."""
    path = root / form.path
    if not os.path.lexists(path):
        return None
    try:
        raw = _bytes(path, root, form)
    except (OSError, RuntimeError) as error:  # a link that leads to itself
        reason = getattr(error, "strerror", None) or "a link that leads to itself"
        hint = "give yourself the right to read it"
        raise ProblemsFound.one(Place(form.path), "missing-file", f"cannot be read: {reason}", hint) from None
    if len(raw) > LARGEST:
        message = f"more than {LARGEST:,} bytes"
        raise ProblemsFound.one(Place(form.path), "file-too-large", message, form.restore)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = "a byte that is not UTF-8 text"
        raise ProblemsFound.one(Place(form.path, line), "not-utf-8", message, form.restore) from None


@contextmanager
def alone(root: Path, form: Form) -> Iterator[None]:
    """Nobody else writes such a file in its folder meanwhile, where the system has locks: so none is lost."""
    folder = (root / form.path).resolve().parent
    try:
        import fcntl  # only here: not every system has it

        lock = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    try:
        with suppress(OSError):  # a disk elsewhere may have no locks
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def replace(root: Path, form: Form, text: str) -> None:
    """Write the file anew, whatever it holds. Raises ProblemsFound where it cannot be written."""
    try:
        write_whole((root / form.path).resolve(), text.encode())
    except OSError as error:
        message, hint = f"cannot be written: {error.strerror}", "make room and give yourself the right to write there"
        raise ProblemsFound.one(Place(form.path), "cannot-write", message, hint) from None


def _bytes(path: Path, root: Path, form: Form) -> bytes:
    if not path.resolve().is_relative_to(root):
        raise ProblemsFound.one(Place(form.path), "missing-file", LEADS_OUT, PUT_THERE)
    if not path.is_file():
        raise ProblemsFound.one(Place(form.path), "missing-file", "this is not a file", form.restore)
    with path.open("rb") as stream:
        return stream.read(LARGEST + 1)
