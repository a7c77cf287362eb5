"""The real project with a second procedure: data that lies in tests/second_procedure, as it would in docs/content."""

from __future__ import annotations

import shutil
from pathlib import Path

from commands import LANGUAGES, copy_project

DATA = Path(__file__).parent / "second_procedure"
SECOND = "knee-injection"
# What it brings to files that all procedures share: entries for their end.
SHARED = {"sources.yaml": "sources.yaml", "glossary.yaml": "glossary.yaml", "settings.yaml": "clinic.yaml"}


def with_second(folder: Path) -> Path:
    """A copy of the real project in `folder`, to which nothing but the second procedure's data is added."""
    project = copy_project(folder, LANGUAGES)
    content = project / "docs/content"
    shutil.copytree(DATA / SECOND, content / SECOND)
    for entries, file in SHARED.items():
        with (content / file).open("a", encoding="utf-8") as stream:
            stream.write((DATA / entries).read_text("utf-8"))
    return project
