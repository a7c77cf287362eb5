"""The site's folder: the old site stays whole until the new one is; then one takes the other's place."""

from __future__ import annotations

import atexit
import ctypes
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from build_tools.work_folder import WorkFolder, alone_in, clear

HERE = -100  # AT_FDCWD: paths count from the current folder
EXCHANGE = 2  # RENAME_EXCHANGE
INSIDE = ".in-work-"  # within a site whose folder cannot move


class SiteFolder:
    """A folder beside the site's, in which the new site is built. Raises OSError where none can be."""

    def __init__(self, site: Path) -> None:
        self.site = site.resolve()
        self._start = f".{self.site.name}-in-work-"
        self._work: WorkFolder | None = None
        atexit.register(self.discard)  # Ctrl-C, of which MkDocs tells nobody, may come while the folder is made
        try:
            self.site.parent.mkdir(parents=True, exist_ok=True)
            self._work = WorkFolder(self.site.parent, self._start)
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(self.site.parent)) from None
        self.in_work = self._work.path

    def put_in_place(self) -> None:
        """The new site, which everybody may read, takes the place of the old one. Raises OSError; the old one stays."""
        try:
            _let_all_read(self.in_work)
            self._take_over_what_is_not_ours()
            # There was none, or an empty folder; or this system can; or the folder cannot move, such as a mounted one.
            if not _rename(self.in_work, self.site) and not _exchange(self.in_work, self.site):
                self._put_inside()
        finally:
            self.discard()

    def discard(self) -> None:
        """Away with what is not the site, or no longer."""
        if self._work:
            self._work.delete()
        else:
            clear(self.site.parent, self._start)

    def _take_over_what_is_not_ours(self) -> None:
        """Hidden entries, such as the `.git` of a folder that is published from: MkDocs never makes or removes them."""
        for entry in self.site.glob(".*"):
            if entry.name.startswith(INSIDE):
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.copytree(entry, self.in_work / entry.name, symlinks=True)
            else:
                shutil.copy2(entry, self.in_work / entry.name, follow_symlinks=False)

    def _put_inside(self) -> None:
        """What is in the folder changes places, when all is there."""
        with alone_in(self.site), WorkFolder(self.site, INSIDE) as work:
            new, old = work / "new", work / "old"
            new.mkdir()
            old.mkdir()
            for path in sorted(self.in_work.rglob("*")):
                place = path.relative_to(self.in_work)
                if not place.parts[0].startswith("."):
                    (new / place).mkdir() if path.is_dir() else shutil.copyfile(path, new / place)
            _let_all_read(new)
            try:
                _move(self.site, old)
                _move(new, self.site)
            except OSError:  # such as a folder of another user
                with suppress(OSError):
                    _move(old, self.site)
                raise


def _let_all_read(folder: Path) -> None:
    """Whatever rights new files have here."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))


def _move(one: Path, other: Path) -> None:
    for entry in sorted(one.glob("[!.]*")):
        entry.rename(other / entry.name)


def _rename(one: Path, other: Path) -> bool:
    try:
        os.rename(one, other)
    except OSError:
        return False
    return True


def _exchange(one: Path, other: Path) -> bool:
    """Both at once, where the system can: no moment without a site, even when the machine stops in between."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    return rename is not None and rename(HERE, os.fsencode(one), HERE, os.fsencode(other), EXCHANGE) == 0
