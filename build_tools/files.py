"""Files as bytes: nothing from outside the project is ever read, nothing that has no end; and none is half written."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from build_tools.problems import Place, Problem, ProblemsFound
from build_tools.work_folder import WorkFolder

SOURCE = ("docs", "leaflets", "build_tools", "tests")
"""The folders of the project in which nothing is built."""
NO_FILE = "there is no such file in the project"
LEADS_OUT = "a link that leads out of the project"
PUT_THERE = "put the file itself there"
PUT_BACK = "write it, or put it back"
NO_RIGHT = os.strerror(errno.EACCES)


def is_inside(root: Path, path: Path) -> bool:
    """Whether a path leads to something in the project, also where it is a link."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself
        return False


def is_in_source(root: Path, folder: Path) -> bool:
    """Whether what is written into a folder would lie among the project's own files."""
    real = Path(os.path.realpath(folder))  # `resolve` raises for a link that leads to itself
    return any(real.is_relative_to((root / name).resolve()) for name in SOURCE)


def below(root: Path, folder: str, above: tuple[Path, ...] = ()) -> Iterator[tuple[str, Problem | None]]:
    """Every file in a folder and the folders in it, by its path, but hidden ones; with the problem that it has.

    A folder that cannot be read, or leads out, has one too. Links to folders `above` lead in a circle.
    """
    real = Path(os.path.realpath(root / folder))
    if not real.is_dir() or real in above:
        return
    if not is_inside(root, real):
        yield folder, Problem(Place(folder), "missing-file", LEADS_OUT, PUT_THERE)
        return
    if not _may(real, os.R_OK | os.X_OK):
        yield folder, _unreadable(folder, NO_RIGHT)
        return
    for name in sorted(name for name in os.listdir(real) if not name.startswith(".") and name != "__pycache__"):
        path, entry = f"{folder}/{name}", root / folder / name
        if entry.is_dir():
            yield from below(root, path, (*above, real))
        elif entry.is_symlink() and not is_inside(root, entry):
            yield path, Problem(Place(path), "missing-file", LEADS_OUT, PUT_THERE)
        elif not entry.is_file():
            yield path, Problem(Place(path), "missing-file", NO_FILE, PUT_BACK)
        else:
            yield path, None if _may(entry, os.R_OK) else _unreadable(path, NO_RIGHT)


def _may(path: Path, right: int) -> bool:
    return os.access(path, right, effective_ids=os.access in os.supports_effective_ids)


def _unreadable(path: str, reason: str | None) -> Problem:
    return Problem(Place(path), "cannot-read", f"cannot be read: {reason}", "give yourself the right to read it")


def content(root: Path, path: str, most: int) -> bytes:
    """A file's bytes, one more than `most` of them at the utmost. Raises ProblemsFound where there is no such file."""
    file = root / path
    if not is_inside(root, file):
        raise ProblemsFound.one(Place(path), "missing-file", LEADS_OUT, PUT_THERE)
    if not file.is_file():
        raise ProblemsFound.one(Place(path), "missing-file", NO_FILE, PUT_BACK)
    try:
        with file.open("rb") as stream:
            return stream.read(most + 1)
    except OSError as error:
        raise ProblemsFound([_unreadable(path, error.strerror)]) from None


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Files by name, each whole: none changes before there is room for all of them. Raises OSError."""
    name = next(iter(files), "")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with WorkFolder(folder, ".unfinished-") as work:
            for name, data in files.items():
                with (work / name).open("xb") as stream:
                    stream.write(data)
                    stream.flush()
                    os.fsync(stream.fileno())
                (work / name).chmod(0o644)
            for name in files:
                os.replace(work / name, folder / name)
    except OSError as error:  # in the name of what was to be there
        raise OSError(error.errno, error.strerror, str(folder / name)) from None


def write_whole(path: Path, data: bytes) -> None:
    """One of them: all of it or nothing, whatever happens meanwhile. Raises OSError."""
    write_all(path.parent, {path.name: data})


def delete(entry: Path) -> None:
    """Where that is possible; it is nothing that anybody waits for."""
    if entry.is_dir() and not entry.is_symlink():
        shutil.rmtree(entry, ignore_errors=True)
    else:
        with suppress(OSError):
            entry.unlink()
