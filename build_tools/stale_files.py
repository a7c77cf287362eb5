"""What killed runs left behind. Whatever is only for a while has the number of its process in its name."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path


def take_away(folder: Path, name: re.Pattern[str], ours_too: bool = False) -> None:
    """Delete the entries with such a name whose process no longer runs; the group `process` is its number.

    `ours_too`: those of this very process as well, where it can have none yet.
    """
    with suppress(OSError):
        for entry in os.listdir(folder):
            found = name.fullmatch(entry)
            if found and _is_left(int(found["process"]), ours_too):
                _delete(folder / entry)


def _is_left(process: int, ours_too: bool) -> bool:
    return ours_too if process == os.getpid() else not _is_running(process)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _delete(entry: Path) -> None:
    """Where that is possible; it is nothing that anybody waits for."""
    if entry.is_dir() and not entry.is_symlink():
        shutil.rmtree(entry, ignore_errors=True)
    else:
        with suppress(OSError):
            entry.unlink()
