"""An export's folder: written whole or not at all, and never over something else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from build_tools.exports.plain import manifest
from build_tools.files import is_in_source
from build_tools.website.site_folder import SiteFolder


def objection(folder: Path, project: Path) -> str | None:
    """Why nothing can be written into this folder, in one line; None where nothing would be lost. Raises OSError."""
    if is_in_source(project, folder):
        return "this lies inside the source; name a folder elsewhere"
    if folder.is_dir():
        strange = manifest.stranger(folder)
        return (
            f"`{strange}` in it is not from an export, or was changed since; name another folder" if strange else None
        )
    return "this is not a folder; name another" if folder.exists() or folder.is_symlink() else None


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
