"""Folders that a process works in for a while. What a killed one left goes with the next of its kind."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl


class WorkFolder:
    """A new folder of this process alone; its name begins with `start`. Raises OSError.

    A lock tells that somebody works there. The number of a process cannot: in another container it is another one's.
    """

    def __init__(self, parent: Path, start: str) -> None:
        clear(parent, start)
        while True:
            self.path = Path(tempfile.mkdtemp(dir=parent, prefix=start))
            self._lock = _lock(self.path, wait=True)
            if self.path.exists():  # and nobody took it for a stale one before it had its lock
                return
            _unlock(self._lock)

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *_: object) -> None:
        self.delete()

    def delete(self) -> None:
        """With all that is in it; once or more often."""
        _delete(self.path)
        _unlock(self._lock)
        self._lock = None


def clear(parent: Path, start: str) -> None:
    """Delete the work folders in which nobody works any more."""
    name = re.compile(re.escape(start) + "[a-z0-9_]{8}")
    with suppress(OSError):
        for entry in filter(name.fullmatch, os.listdir(parent)):
            lock = _lock(parent / entry, wait=False)
            if lock is not None:
                _delete(parent / entry)
                _unlock(lock)


def _delete(folder: Path) -> None:
    """Also what nobody has the right to list, where we can give it to ourselves."""

    def mend(what: object, path: str, _: object) -> None:
        if what in (os.open, os.scandir):  # it is a folder, and no link
            with suppress(OSError):
                os.chmod(path, 0o700)
                shutil.rmtree(path, ignore_errors=True)

    shutil.rmtree(folder, onerror=mend)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Waits for others that do this, in other containers too."""
    lock = _lock(folder, wait=True)
    try:
        yield
    finally:
        _unlock(lock)


def _lock(folder: Path, wait: bool) -> int | None:
    """None where it belongs to another process, or the system has no such locks: then nothing is ever cleared."""
    if sys.platform == "win32":
        return None
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        os.close(handle)
        return None
    return handle


def _unlock(lock: int | None) -> None:
    if lock is not None:
        os.close(lock)
