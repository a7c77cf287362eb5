"""Files and folders that nobody may read: one problem names it, and nothing false is told beside it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from users import bound_by_rights

from build_tools import pipeline
from build_tools.__main__ import main

MINIATURE = Path(__file__).parent / "miniature"
SCAN = "docs/content/sample-scan"
UNREADABLE = [
    "docs", "docs/content", "docs/content/locale", "docs/content/locale/en", "docs/content/locale/en/x.po", SCAN,
    f"{SCAN}/topics", f"{SCAN}/topics/words.yaml", f"{SCAN}/pictures", f"{SCAN}/pictures/one.svg", f"{SCAN}/facts.yaml",
    "docs/content/clinic.yaml", "docs/assets", "docs/assets/x.css", "leaflets", "leaflets/sizes", "leaflets/card.yaml",
    "leaflets/styles",
]  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = Path(shutil.copytree(MINIATURE, tmp_path / "project"))
    for file in ("docs/content/locale/en/x.po", "docs/assets/x.css", "leaflets/styles/x.svg"):
        (project / file).parent.mkdir(parents=True)
        (project / file).write_text("")
    return project


@contextmanager
def without(path: Path, rights: int = 0) -> Iterator[None]:
    before = path.stat().st_mode
    path.chmod(rights)
    try:
        with bound_by_rights():
            yield
    finally:
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
