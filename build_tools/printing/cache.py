"""Content-addressed cache of printed PDFs, in `.cache/leaflets`.

An entry is written whole or not at all. What is damaged counts as not there; it is made again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from build_tools.files import delete, write_whole
from build_tools.printing.jobs import Printed

FOLDER = Path(".cache/leaflets")
ROOM = 5  # times what a project has: what an author goes back to is still there


class Cache:
    """A folder of files, each with a seal over what is in it. Several builds may use it at once."""

    def __init__(self, root: Path) -> None:
        self.folder = root / FOLDER

    def get(self, digest: str) -> Printed | None:
        """What was printed of the job with this digest, or None."""
        path = self._path(digest)
        try:
            whole = path.read_bytes() if path.is_file() else b""  # a pipe would have no end
        except OSError:
            return None
        seal, _, kept = whole.partition(b"\n")
        if seal != _seal(digest, kept):
            return None
        with suppress(OSError):  # a folder that we may only read
            os.utime(path)
        sides, length, rest = kept.split(b" ", 2)
        picture, pages = rest[: int(length)], rest[int(length) :]
        return Printed(pages, int(sides), picture)

    def put(self, digest: str, printed: Printed) -> None:
        """Keep what was printed. Raises OSError, and leaves nothing behind, where that is not possible."""
        path = self._path(digest)
        kept = b"%d %d " % (printed.sides, len(printed.first_page)) + printed.first_page + printed.data
        if path.is_dir():  # nothing of ours; it would stand in the way for ever
            delete(path)
        write_whole(path, _seal(digest, kept) + b"\n" + kept)

    def is_empty(self) -> bool:
        """Whether there is nothing, not even what a killed build left."""
        return not self._names()

    def tidy(self, things: int) -> None:
        """Where much more lies here than the things that the project has: take away what was not used for longest."""
        for _, entry in sorted(self._entries(), reverse=True)[ROOM * things :]:
            delete(entry)

    def _entries(self) -> Iterator[tuple[float, Path]]:
        """When each was last used, and where it is; another build may take one away meanwhile."""
        for entry in map(self.folder.joinpath, self._names()):
            with suppress(FileNotFoundError):
                yield entry.lstat().st_mtime, entry

    def _names(self) -> list[str]:
        """Nothing where no folder is, or none that we may read."""
        try:
            return os.listdir(self.folder)
        except OSError:
            return []

    def _path(self, digest: str) -> Path:
        return self.folder / f"{digest}.leaflet"


def _seal(digest: str, kept: bytes) -> bytes:
    """A digest of the job's digest and everything under it."""
    return hashlib.sha256(digest.encode() + hashlib.sha256(kept).digest()).hexdigest().encode()
