"""Each process works in a folder of its own; what killed ones left goes, and what somebody still uses does not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from commands import ROOT
from users import bound_by_rights

from build_tools import work_folder
from build_tools.work_folder import WorkFolder

START = ".x-in-work-"


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def left(folder: Path) -> str:
    """What a killed process left."""
    program = "import os, sys; from pathlib import Path; from build_tools.work_folder import WorkFolder; "
    program += f"folder = WorkFolder(Path(sys.argv[1]), {START!r}); print(folder.path.name, flush=True); os._exit(9)"
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program, folder], env=surroundings, capture_output=True, text=True)
    assert done.returncode == 9, done.stderr
    return done.stdout.strip()


def test_only_what_a_process_left_that_has_ended(tmp_path: Path) -> None:
    killed, one = left(tmp_path), WorkFolder(tmp_path, START)
    others = {f"{START}abcdefg", f"y{START}abcdefgh", ".x-backup", f"{START}ABCDEFGH"}
    for name in others:
        (tmp_path / name / "inside").mkdir(parents=True)
    (one.path / "inside").mkdir()
    two = WorkFolder(tmp_path, START)
    assert names(tmp_path) == {one.path.name, two.path.name, *others} and killed not in names(tmp_path)
    one.delete()
    one.delete()
    two.delete()
    assert names(tmp_path) == others


def test_links_and_files_of_such_a_name_stay(tmp_path: Path) -> None:
    (tmp_path / "kept/inside").mkdir(parents=True)
    (tmp_path / f"{START}abcdefgh").symlink_to(tmp_path / "kept")
    (tmp_path / f"{START}abcdefgi").write_text("x")
    os.mkfifo(tmp_path / f"{START}abcdefgj")
    with WorkFolder(tmp_path, START) as folder:
        assert folder.is_dir()
    assert len(names(tmp_path)) == 4 and (tmp_path / "kept/inside").is_dir()


def test_a_folder_that_was_taken_for_a_stale_one_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process looks in the moment between the folder and its lock."""
    lock, taken = work_folder._lock, list[Path]()

    def late(folder: Path, wait: bool) -> int | None:
        if wait and not taken:
            taken.append(folder)
            work_folder.clear(tmp_path, START)
        return lock(folder, wait)

    monkeypatch.setattr(work_folder, "_lock", late)
    with WorkFolder(tmp_path, START) as folder:
        assert taken and names(tmp_path) == {folder.name} != {taken[0].name}


def test_where_there_are_no_locks_nothing_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    killed = left(tmp_path)
    monkeypatch.setattr(work_folder, "_lock", lambda folder, wait: None)
    with WorkFolder(tmp_path, START) as folder:
        assert names(tmp_path) == {folder.name, killed}
    assert names(tmp_path) == {killed}


def test_what_nobody_may_list_goes_too(tmp_path: Path) -> None:
    folder = WorkFolder(tmp_path, START)
    (folder.path / "a/b").mkdir(parents=True)
    (folder.path / "a").chmod(0)
    with bound_by_rights():
        folder.delete()
    assert names(tmp_path) == set()


def test_where_there_is_no_folder(tmp_path: Path) -> None:
    work_folder.clear(tmp_path / "nowhere", START)
