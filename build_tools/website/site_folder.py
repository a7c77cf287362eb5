"""The site's folder: the old site stays whole until the new one is; then one takes the other's place."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import sys
from pathlib import Path

from build_tools.files import delete_stale

HERE = -100  # AT_FDCWD: paths count from the current folder
EXCHANGE = 2  # RENAME_EXCHANGE


class SiteFolder:
    """A folder beside the site's, in which the new site is built."""

    def __init__(self, site: Path) -> None:
        self.site = site.resolve()
        self.in_work = self.site.with_name(f".{self.site.name}-in-work-{os.getpid()}")
        left = re.compile(rf"\.{re.escape(self.site.name)}-(in-work|old)-(?P<process>[0-9]{{1,9}})")
        delete_stale(self.site.parent, left, ours_too=True)

    def put_in_place(self) -> None:
        """The new site takes the place of the old one."""
        old = self.site.with_name(f".{self.site.name}-old-{os.getpid()}")
        self._take_over_what_is_not_ours()
        if _rename(self.in_work, self.site):  # there was none, or an empty folder
            return
        if _exchange(self.in_work, self.site):
            self.discard()
        elif _rename(self.site, old):
            os.rename(self.in_work, self.site)
            shutil.rmtree(old, ignore_errors=True)
        else:  # the folder itself cannot move, such as a mounted one: move what is in it
            self._put_inside()

    def discard(self) -> None:
        """The new site is not to be."""
        shutil.rmtree(self.in_work, ignore_errors=True)

    def _take_over_what_is_not_ours(self) -> None:
        """Hidden entries, such as the `.git` of a folder that is published from: MkDocs never makes or removes them."""
        for entry in self.site.glob(".*"):
            if entry.is_dir() and not entry.is_symlink():
                shutil.copytree(entry, self.in_work / entry.name, symlinks=True)
            else:
                shutil.copy2(entry, self.in_work / entry.name, follow_symlinks=False)

    def _put_inside(self) -> None:
        for entry in sorted(self.site.glob("[!.]*")):
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
        for entry in sorted(self.in_work.glob("[!.]*")):
            copy = shutil.copytree if entry.is_dir() else shutil.copy2
            copy(entry, self.site / entry.name)
        self.discard()


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
