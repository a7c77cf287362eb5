"""The tool's templates, styles and scripts. A file of the same place and name in the project replaces one of them.

What stands in the project as `docs/templates/pages/home.md` replaces `website/templates/pages/home.md` of this package.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

PACKAGE = Path(__file__).parent
OURS = {
    "docs/templates": PACKAGE / "website/templates",
    "docs/assets": PACKAGE / "website/assets",
    "leaflets/templates": PACKAGE / "printing/templates",
    "leaflets/styles": PACKAGE / "printing/styles",
}


def folders(root: Path, name: str) -> tuple[Path, Path]:
    """The project's own folder, such as `docs/templates/pages`, and that of the tool which it stands before."""
    top, _, rest = name.removeprefix("docs/").removeprefix("leaflets/").partition("/")
    start = name[: name.index(top)]
    return root / name, OURS[start + top] / rest


def file(root: Path, name: str) -> Path:
    """Where a file lies that the tool brings: in the project if it is there, else in the package."""
    folder, _, base = name.rpartition("/")
    own, ours = (each / base for each in folders(root, folder))
    return own if own.exists() else ours


def files(root: Path, name: str) -> dict[str, Path]:
    """Every file of such a folder, and of those in it, by its path there."""
    found: dict[str, Path] = {}
    for folder in reversed(folders(root, name)):
        found |= {path.relative_to(folder).as_posix(): path for path in _files_in(folder)}
    return dict(sorted(found.items()))


def _files_in(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)


@lru_cache
def environment(*folders: Path) -> Environment:
    """Templates: all is escaped, nothing undefined. A template of an earlier folder goes before one of a later."""
    return Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
