"""Content-addressed cache of printed PDFs, in `.cache/leaflets`.

An entry is written whole or not at all. What is damaged counts as not there; it is made again.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from build_tools.files import delete_stale

FOLDER = Path(".cache/leaflets")
ROOM = 5  # times what a project has: what an author goes back to is still there
UNFINISHED = re.compile(r"unfinished-(?P<process>[0-9]{1,9})-\w+")
# A fixed date, so that a thing has the same bytes whenever it is kept.
NO_DATE = (1980, 1, 1, 0, 0, 0)


class Cache:
    """A folder of small archives. Several builds may use it at once."""

    def __init__(self, root: Path) -> None:
        self.folder = root / FOLDER

    def get(self, key: str) -> dict[str, bytes] | None:
        """The parts that were kept under the key, or None."""
        path = self._path(key)
        try:
            with zipfile.ZipFile(path) as archive:
                seal, parts = archive.comment, {name: archive.read(name) for name in archive.namelist()}
        except Exception:  # whatever rubbish makes the reader of archives raise: the thing is not there
            return None
        if seal != _seal(key, parts):
            return None
        with suppress(OSError):  # a folder that we may only read
            os.utime(path)
        return parts

    def put(self, key: str, parts: Mapping[str, bytes]) -> None:
        """Keep the parts under the key. Raises OSError, and leaves nothing behind, where that is not possible."""
        self.folder.mkdir(parents=True, exist_ok=True)
        delete_stale(self.folder, UNFINISHED)
        handle, temporary = tempfile.mkstemp(dir=self.folder, prefix=f"unfinished-{os.getpid()}-")
        try:
            with os.fdopen(handle, "wb") as stream, zipfile.ZipFile(stream, "w") as archive:
                archive.comment = _seal(key, parts)
                for name, data in sorted(parts.items()):
                    archive.writestr(zipfile.ZipInfo(name, NO_DATE), data)
            _replace(Path(temporary), self._path(key))
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def is_empty(self) -> bool:
        """Whether there is nothing, not even what a killed build left."""
        return not any(self.folder.glob("*"))

    def tidy(self, things: int) -> None:
        """Where much more lies here than the things that the project has: take away what was not used for longest."""
        for _, entry in sorted(self._entries(), reverse=True)[ROOM * things :]:
            _take_away(entry)

    def _entries(self) -> Iterator[tuple[float, Path]]:
        """When each was last used, and where it is; another build may take one away meanwhile."""
        for entry in self.folder.glob("*"):
            with suppress(FileNotFoundError):
                yield entry.stat().st_mtime, entry

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.zip"


def _seal(key: str, parts: Mapping[str, bytes]) -> bytes:
    """A digest of the key and everything under it."""
    digests = (hashlib.sha256(data).hexdigest() for data in (key.encode(), *_names_and_parts(parts)))
    return hashlib.sha256("".join(digests).encode()).hexdigest().encode()


def _names_and_parts(parts: Mapping[str, bytes]) -> Iterator[bytes]:
    for name, data in sorted(parts.items()):
        yield from (name.encode(), data)


def _replace(new: Path, old: Path) -> None:
    """Raises OSError."""
    try:
        os.replace(new, old)
    except IsADirectoryError:  # nothing of ours; it would stand in the way for ever
        shutil.rmtree(old)
        os.replace(new, old)


def _take_away(entry: Path) -> None:
    """Where that is possible; it is nothing that anybody waits for."""
    with suppress(OSError):
        shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
