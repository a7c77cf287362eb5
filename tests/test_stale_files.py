"""What killed runs left is taken away; what somebody still uses is not."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.files import delete_stale

NAME = re.compile(r"x-(?P<process>[0-9]{1,9})-\w+")


@pytest.fixture
def ended() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.mark.parametrize("ours_too", [False, True])
def test_only_what_a_process_left_that_has_ended(tmp_path: Path, ended: int, ours_too: bool) -> None:
    ours, running = f"x-{os.getpid()}-a", f"x-{os.getppid()}-a"
    for folder in (f"x-{ended}-a", ours, running, f"x-{ended}", f"y-{ended}-a", "x--a"):
        (tmp_path / folder / "inside").mkdir(parents=True)
    (tmp_path / f"x-{ended}-file").write_text("x")
    delete_stale(tmp_path, NAME, ours_too)
    kept = {running, f"x-{ended}", f"y-{ended}-a", "x--a"} | ({ours} if not ours_too else set())
    assert {entry.name for entry in tmp_path.iterdir()} == kept


def test_a_link_goes_and_not_what_it_leads_to(tmp_path: Path, ended: int) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / f"x-{ended}-a").symlink_to(tmp_path / "kept")
    delete_stale(tmp_path, NAME)
    assert [entry.name for entry in tmp_path.iterdir()] == ["kept"]


def test_where_there_is_no_folder(tmp_path: Path) -> None:
    delete_stale(tmp_path / "nowhere", NAME)
