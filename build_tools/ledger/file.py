"""leaflets/ledger.jsonl on the disk: read whole, and written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from build_tools.ledger import PATH, Ledger, merged
from build_tools.ledger import text as ledger_text
from build_tools.ledger.text import RESTORE
from build_tools.problems import Place, ProblemsFound

LARGEST = 50_000_000  # bytes; a release of one leaflet takes 3,000 to 10,000


def read(root: Path) -> Ledger:
    """The ledger of a project; an empty one where there is no file, because nothing was ever released.

    Raises ProblemsFound with every problem of the file.
    """
    text = _text(root.resolve())
    return Ledger() if text is None else ledger_text.parse(text)


def read_merge(root: Path) -> Ledger:
    """The same where Git could not finish a merge: the ledgers of both sides in one. Each side must be whole."""
    text = _text(root.resolve())
    if text is None:
        return Ledger()
    sides = ledger_text.sides(text)
    return merged(*map(ledger_text.parse, sides)) if sides else ledger_text.parse(text)


def write(root: Path, ledger: Ledger, before: Ledger) -> None:
    """Write the file anew: all of it, or none of it whatever happens meanwhile.

    `before` is the ledger that was read to make this one. Raises ProblemsFound where another one is there by now, and
    where the file cannot be written.
    """
    if read(root) != before:
        hint = "run `leaflets release` again"
        raise ProblemsFound.one(Place(PATH), "cannot-write", "the ledger has changed meanwhile", hint)
    replace(root, ledger)


def replace(root: Path, ledger: Ledger) -> None:
    """Write the file anew, whatever it holds: after a merge. Raises ProblemsFound where it cannot be written."""
    try:
        _write_whole((root / PATH).resolve(), ledger_text.text(ledger).encode())
    except OSError as error:
        message, hint = f"cannot be written: {error.strerror}", "make room and give yourself the right to write there"
        raise ProblemsFound.one(Place(PATH), "cannot-write", message, hint) from None


# --- the bytes -------------------------------------------------------------------------------------------------------


def _text(root: Path) -> str | None:
    path = root / PATH
    if not os.path.lexists(path):
        return None
    try:
        raw = _bytes(path, root)
    except (OSError, RuntimeError) as error:  # a link that leads to itself
        reason = getattr(error, "strerror", None) or "a link that leads to itself"
        hint = "give yourself the right to read it"
        raise ProblemsFound.one(Place(PATH), "missing-file", f"cannot be read: {reason}", hint) from None
    if len(raw) > LARGEST:
        message = f"more than {LARGEST:,} bytes"
        raise ProblemsFound.one(Place(PATH), "file-too-large", message, RESTORE)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ProblemsFound.one(Place(PATH, line), "not-utf-8", "a byte that is not UTF-8 text", RESTORE) from None


def _bytes(path: Path, root: Path) -> bytes:
    if not path.resolve().is_relative_to(root):
        message, hint = "a link that leads out of the project", "put the file itself there"
        raise ProblemsFound.one(Place(PATH), "missing-file", message, hint)
    if not path.is_file():
        raise ProblemsFound.one(Place(PATH), "missing-file", "this is not a file", RESTORE)
    with path.open("rb") as stream:
        return stream.read(LARGEST + 1)


def _write_whole(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
