"""The processes that print: how they begin, and that they end with whoever began them."""

from __future__ import annotations

import errno
import multiprocessing.synchronize
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from multiprocessing.process import BaseProcess
from pathlib import Path

import bless
import pytest
from commands import ROOT, run

from build_tools.printing import workers as workers_module
from build_tools.printing.cache import FOLDER
from build_tools.printing.press import Press
from build_tools.printing.workers import Workers
from build_tools.work_folder import WorkFolder

THREAD = "import threading; threading.Thread(target=threading.Event().wait, daemon=True).start(); "


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return bless.miniature(tmp_path)


@pytest.fixture(autouse=True)
def copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that print are copies of this one, whatever threads it has: those of their own take longer to begin."""
    monkeypatch.setattr(workers_module, "_can_be_copied", lambda: sys.platform == "linux")


Started = Callable[[], set[BaseProcess]]


@pytest.fixture
def started() -> Started:
    """The processes that a test began, without those that other tests still use."""
    before = set(multiprocessing.active_children())
    return lambda: set(multiprocessing.active_children()) - before


def printed(project: Path, press: Press) -> list[bytes]:
    printing = bless.start(press, project)
    printing.finish()
    return [each.data for each in (*printing.leaflets, *printing.packs)]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """What this process prints."""
    project = bless.miniature(tmp_path_factory.mktemp("here"))
    return printed(project, Press(project, bless.in_this_process))


@pytest.mark.parametrize("copies", [True, False], ids=["copies of this process", "processes of their own"])
def test_what_they_print_is_what_is_printed_here(
    project: Path, here: list[bytes], monkeypatch: pytest.MonkeyPatch, copies: bool
) -> None:
    monkeypatch.setattr(workers_module, "_can_be_copied", lambda: copies)
    assert printed(project, Press(project)) == here


def test_where_processes_can_share_nothing_this_one_prints(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a container without /dev/shm: nothing is left in the temporary folder, and the leaflets are the same."""
    here = printed(project, Press(project, bless.in_this_process))
    shutil.rmtree(project / FOLDER)
    folder = tmp_path / "temporary"
    folder.mkdir()

    def none(*_: object) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    monkeypatch.setattr(multiprocessing.synchronize._multiprocessing, "SemLock", none)  # type: ignore[attr-defined]
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    assert printed(project, Press(project)) == here
    assert not list(folder.iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is copied")
@pytest.mark.parametrize(("before", "answer"), [("", "True"), (THREAD, "False")], ids=["one thread", "two threads"])
def test_only_a_process_with_one_thread_is_copied(before: str, answer: str) -> None:
    program = f"{before}from build_tools.printing.workers import _can_be_copied as asked; print(asked())"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout.strip() == answer


def test_a_shutdown_waits_for_what_was_begun_or_ends_it_at_once(started: Started) -> None:
    patient = Workers(1)
    last = patient.submit(time.sleep, 0.5)
    patient.shutdown()
    assert last.result() is None
    hasty = Workers(1)
    last = hasty.submit(time.sleep, 60)
    while not last.running():
        time.sleep(0.01)
    begun = time.monotonic()
    hasty.shutdown(cancel_futures=True)
    assert time.monotonic() - begun < 10
    assert isinstance(last.exception(), BrokenExecutor)
    assert not started()


def test_a_printer_that_does_not_start_is_a_problem(tmp_path: Path, project: Path) -> None:
    lacks = {"memory": "OSError(12, 'Cannot allocate memory')", "library": "ImportError('no libfoo')"}
    for folder, lack in lacks.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "pydyf.py").write_text(f"raise {lack}")
        path = os.pathsep.join(map(str, (ROOT, tmp_path / folder)))
        done = run("build_tools", "build", tmp_path / "out", cwd=project, PYTHONPATH=path)
        assert done.returncode == 1 and "Traceback" not in done.stderr
        told = "Makefile:1:1: no-printer the printer does not start: "
        assert done.stderr.count(told) == 1 and lack.split("'")[1] in done.stderr


def test_they_leave_nothing_behind(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    found: list[Path] = []
    printing = bless.start(Press(project), project, told=lambda message: found.extend(folder.glob("*/weasyprint-*")))
    printing.finish()
    assert found, "fonts lie there while they print"
    assert not list(folder.iterdir())


def test_what_a_killed_build_left_goes_with_the_next_one_that_has_nothing_to_print(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with WorkFolder(tmp_path, "leaflets-") as of_another:
        (tmp_path / "leaflets-abcdefgh").mkdir()
        Press(project, bless.in_this_process).get_ready()
        assert list(tmp_path.glob("leaflets-*")) == [of_another]


def test_they_begin_early_only_where_all_will_be_printed(project: Path, started: Started) -> None:
    press = Press(project)
    press.get_ready()
    assert press.workers and started()
    printed(project, press)
    assert not press.workers and not started()
    press.get_ready()
    assert not press.workers, "most is still good"
