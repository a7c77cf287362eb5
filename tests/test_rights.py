"""Files and folders that nobody may read: one problem names it, and nothing false is told beside it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools import pipeline
from build_tools.__main__ import main

MINIATURE = Path(__file__).parent / "miniature"
NOBODY = 65534
SCAN = "docs/content/sample-scan"
UNREADABLE = [
    "docs", "docs/content", "docs/content/locale", "docs/content/locale/en", "docs/content/locale/en/x.po", SCAN,
    f"{SCAN}/topics", f"{SCAN}/topics/words.yaml", f"{SCAN}/pictures", f"{SCAN}/pictures/one.svg", f"{SCAN}/facts.yaml",
    "docs/content/clinic.yaml", "docs/assets", "docs/assets/x.css", "leaflets", "leaflets/sizes", "leaflets/card.yaml",
    "leaflets/styles",
]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _all_is_imported() -> None:
    """Python looks only once for each of its own files, and another user may not read them."""
    for command in ("check", "status", "sections", "reading", "dates"):
        CliRunner().invoke(main, ["--project", str(MINIATURE), command])


@pytest.fixture
def project() -> Iterator[Path]:
    """Where every user gets at it, which is not so for folders of pytest."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        project = Path(shutil.copytree(MINIATURE, Path(folder) / "project"))
        for file in ("docs/content/locale/en/x.po", "docs/assets/x.css", "leaflets/styles/x.svg"):
            (project / file).parent.mkdir(parents=True)
            (project / file).write_text("")
        yield project


@contextmanager
def without(path: Path, rights: int = 0) -> Iterator[None]:
    """As a user for whom rights count; for the system's own they do not."""
    before, user = path.stat().st_mode, os.geteuid()
    path.chmod(rights)
    try:
        if user == 0:
            os.seteuid(NOBODY)
        yield
    finally:
        if user == 0:
            os.seteuid(user)
        path.chmod(before)


def told(project: Path, *command: str) -> list[str]:
    result = CliRunner().invoke(main, ["--project", str(project), *command])
    assert isinstance(result.exception, SystemExit) and result.exit_code == 1, result.exception
    return [line for line in result.output.splitlines() if not line.startswith(" ")]


@pytest.mark.parametrize("path", UNREADABLE)
def test_one_problem_names_it(project: Path, path: str) -> None:
    with without(project / path):
        found = told(project, "check")
    assert found == [f"{path}:1:1: cannot-read cannot be read: Permission denied", "1 problem found"]


def test_a_folder_whose_files_can_be_listed_but_not_read(project: Path) -> None:
    with without(project / SCAN / "topics", 0o444):
        assert told(project, "check")[0].startswith(f"{SCAN}/topics:1:1: cannot-read")


@pytest.mark.parametrize(
    "command", [["status"], ["sections"], ["new", "knee-scan"], ["reading"], ["dates"]], ids=" ".join
)
def test_every_command_says_so(project: Path, command: list[str]) -> None:
    with without(project / SCAN):
        assert told(project, *command)[0].startswith(f"{SCAN}:1:1: cannot-read")


def test_while_it_is_so_the_site_is_its_first_page(project: Path) -> None:
    with without(project / "docs/content"):
        assert pipeline.page_paths(project) == ("index.md",)
