"""An export's folder: written whole or not at all, and never over something else.

A list of an export's files with their digests lies in it: by it a later export knows what it may replace.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from build_tools.files import is_in_source
from build_tools.website.site_folder import SiteFolder

LIST = "export.json"
BUILT = "site"  # engines build here, and empty it themselves each time
LARGEST = 10_000_000
MADE_BY = "leaflets export --markdown"


def listed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Files by path, with the list of them."""
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in sorted(files.items())}
    return {**files, LIST: (json.dumps({"made_by": MADE_BY, "sha256": digests}, indent=2) + "\n").encode()}


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put these files, by path, in the place of an older export. Raises OSError."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = SiteFolder(folder)
    try:
        for path, data in files.items():
            file = new.in_work / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        new.put_in_place()
    except BaseException:
        new.discard()
        raise


def objection(folder: Path, project: Path) -> str | None:
    """Why nothing can be written into this folder, in one line; None where nothing would be lost. Raises OSError."""
    if is_in_source(project, folder):
        return "this lies inside the source; name a folder elsewhere"
    if folder.is_dir():
        strange = _stranger(folder)
        words = "in it is not from an export, or was changed since; name another folder"
        return f"`{strange}` {words}" if strange else None
    return "this is not a folder; name another" if folder.exists() or folder.is_symlink() else None


def _stranger(folder: Path) -> str | None:
    """The first thing in a folder that no export wrote, or that was changed since; None: nothing would be lost.

    Hidden entries of the folder itself, such as `.git`, do not count: they stay. Raises OSError.
    """
    entries = [entry for entry in sorted(folder.iterdir()) if not entry.name.startswith(".")]
    known = _known(folder / LIST)
    if not known:
        return entries[0].name if entries else None
    for entry in entries:
        if not (entry.name == BUILT and _is_folder(entry)):
            for file in sorted(entry.rglob("*")) if _is_folder(entry) else [entry]:
                name = file.relative_to(folder).as_posix()
                if name != LIST and not _is_folder(file) and known.get(name) != _digest(file):
                    return name
    return None


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _digest(file: Path) -> str:
    """Nothing for a link: no export writes one."""
    return "" if file.is_symlink() or not file.is_file() else hashlib.sha256(file.read_bytes()).hexdigest()


def _known(path: Path) -> dict[str, str]:
    """The digests of an export; none where there is no list of one."""
    try:
        found = json.loads(path.read_bytes()[: LARGEST + 1])
    except (OSError, ValueError, RecursionError):
        return {}
    digests = found.get("sha256") if isinstance(found, dict) and found.get("made_by") == MADE_BY else None
    return digests if isinstance(digests, dict) else {}
