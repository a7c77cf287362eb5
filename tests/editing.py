"""What tests change in a project: one place of a file, or what an edit says that stands in YAML."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from build_tools import templates

Edit = dict[str, Any]
"""`file`, and `replace` and `with`, `write`, `append`, `delete`, `link`, `pipe`, or `bytes` (of Latin-1, no UTF-8).

`times` repeats what is written; where `huge` stands, {0} is so many zeros in it and {1} so many `:1`.
"""


def own(project: Path, file: str) -> Path:
    """A file of the project; one that the tool brings is copied there first, as a project does that replaces it."""
    path = project / file
    if not path.exists() and path.parent != project:
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(templates.file(project, file), path)
    return path


def change(project: Path, file: str, old: str, new: str) -> None:
    """Change one place of a file."""
    path = own(project, file)
    text = path.read_bytes().decode("utf-8")
    assert text.count(old) == 1 and old != new, f"{old} must stand in {file} once"
    path.write_text(text.replace(old, new), "utf-8")


def apply(project: Path, edit: Edit) -> None:
    """One that changes nothing is a mistake in the case."""
    path = project / edit["file"]
    if edit.get("delete") or "link" in edit:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok="link" in edit)
    path.parent.mkdir(parents=True, exist_ok=True)
    if "link" in edit:
        path.symlink_to(edit["link"])
    elif edit.get("pipe"):
        os.mkfifo(path)
    elif "bytes" in edit:
        path.write_bytes(edit["bytes"].encode("latin-1"))
    elif "replace" in edit:
        change(project, edit["file"], edit["replace"], _words(edit))
    elif not edit.get("delete"):
        before = path.read_text("utf-8") if path.is_file() else ""
        after = (edit["write"] if "write" in edit else before + edit["append"]) * edit.get("times", 1)
        assert after != before
        path.write_text(after, "utf-8")


def _words(edit: Edit) -> str:
    words: str = edit["with"] * edit.get("times", 1)
    return words.format("0" * edit["huge"], ":1" * edit["huge"]) if "huge" in edit else words
