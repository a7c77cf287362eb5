"""Files of the project are read, and nothing else, and not without end."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from build_tools import files
from build_tools.problems import ProblemsFound


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project, with a file beside it that no project may read."""
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "project/folder").mkdir(parents=True)
    (tmp_path / "project/file").write_text("0123456789")
    return tmp_path / "project"


def test_a_file(root: Path) -> None:
    assert files.content(root, "file", 100) == b"0123456789"
    assert files.content(root, "file", 4) == b"01234", "one byte more tells that there are more"


def test_a_link_within_the_project(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "folder/link").symlink_to(root / "file")
    monkeypatch.chdir(root)
    assert files.content(Path(), "folder/link", 100) == files.content(root, "folder/link", 100) == b"0123456789"


@pytest.mark.parametrize("to", ["../secret", "/dev/zero", "/etc/passwd", "..", "link", "nowhere", "folder"])
def test_what_is_no_file_of_the_project(root: Path, to: str) -> None:
    (root / "link").symlink_to(to)
    with pytest.raises(ProblemsFound) as found:
        files.content(root, "link", 100)
    assert [problem.code for problem in found.value.problems] == ["missing-file"]


def test_a_pipe_that_nobody_writes_to(root: Path) -> None:
    os.mkfifo(root / "pipe")
    with pytest.raises(ProblemsFound):
        files.content(root, "pipe", 100)


def test_of_several_files_none_changes_where_one_cannot_be_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match=f"No space left on device: '{root}/new/a'"):
        files.write_all(root / "new", {"a": b"1", "b": b"2"})
    assert list((root / "new").iterdir()) == []


def below(root: Path) -> dict[str, str]:
    return {path: problem.code if problem else "" for path, problem in files.below(root, "folder")}


def test_every_file_of_a_folder(root: Path) -> None:
    (root / "folder/a/b").mkdir(parents=True)
    for name in ("a/b/x", "a/.hidden", "y"):
        (root / "folder" / name).write_text("")
    (root / "folder/a/circle").symlink_to("..")
    (root / "folder/link").symlink_to("../file")
    (root / "folder/itself").symlink_to("itself")
    (root / "folder/out").symlink_to("../../secret")
    os.mkfifo(root / "folder/pipe")
    told = dict.fromkeys(("folder/itself", "folder/out", "folder/pipe"), "missing-file")
    assert below(root) == {"folder/a/b/x": "", "folder/link": "", "folder/y": "", **told}
    assert list(files.below(root, "nowhere")) == list(files.below(root, "file")) == []
