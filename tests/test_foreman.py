"""The process that gets ready to print while the source is still read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import bless
import pytest
from commands import TODAY

from build_tools import pipeline
from build_tools.printing import processes as printing
from build_tools.printing import workers as foreman
from build_tools.printing.press import Press
from build_tools.printing.sheets import Sheet, sheets
from build_tools.printing.workers import Foreman
from build_tools.problems import ProblemsFound


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return bless.miniature(tmp_path)


def order(root: Path) -> tuple[Sheet, ...]:
    project, catalog = pipeline.checked(root)
    return sheets(project, catalog, "A4")


@pytest.mark.parametrize("behind", [False, True])
def test_what_it_prints_is_what_is_printed_here(project: Path, behind: bool) -> None:
    foreman.prepare()
    ordered = order(project)
    printed = {sheet.file: proof.data for sheet, proof in Foreman(project, 2, behind).proofs(ordered)}
    assert printed == {sheet.file: proof.data for sheet, proof in printing.here(project, ordered)}
    assert len(printed) == 2


def test_styles_are_read_when_the_order_comes(project: Path) -> None:
    waiting = Foreman(project, 2)
    (project / "leaflets/styles/leaflet.css").write_text("p { colour: red }", "utf-8")
    with pytest.raises(ProblemsFound) as found:
        list(waiting.proofs(order(project)))
    assert [problem.code for problem in found.value.problems] == ["cannot-print"]
    assert not waiting.process.is_alive()


def test_one_that_is_no_longer_needed_goes(project: Path) -> None:
    waiting = Foreman(project, 2)
    assert waiting.process.is_alive()
    waiting.dismiss()
    assert not waiting.process.is_alive()


def test_it_leaves_nothing_behind(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    proofs = Foreman(project, 2).proofs(order(project))
    next(proofs)
    assert list(folder.glob("*/weasyprint-*")), "fonts lie there while it prints"
    list(proofs)
    assert not list(folder.iterdir())


def test_what_a_killed_build_left_goes_with_the_next_one_that_has_nothing_to_print(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
    (tmp_path / f"leaflets-{ended.stdout.strip()}-abc").mkdir()
    (tmp_path / f"leaflets-{os.getppid()}-abc").mkdir()
    Press(project, 1).get_ready()
    assert [folder.name for folder in tmp_path.glob("leaflets-*")] == [f"leaflets-{os.getppid()}-abc"]


@pytest.mark.skipif(sys.platform != "linux", reason="looks where a process stands as Linux tells it")
def test_one_that_is_killed_in_the_middle_of_an_answer(project_copy: Path) -> None:
    """Pages are made meanwhile, and what is printed no longer fits into the line."""
    press = Press(project_copy, 2)
    started = pipeline.start(project_copy, press, lambda message: None, TODAY)
    assert press.foreman
    stands = Path(f"/proc/{press.foreman.process.pid}/wchan")
    end = time.monotonic() + 60
    while "sock" not in stands.read_text() and time.monotonic() < end:
        time.sleep(0.05)
    time.sleep(0.2)
    os.kill(press.foreman.process.pid, signal.SIGKILL)
    with pytest.raises(ProblemsFound) as found:
        started.finish()
    assert [problem.code for problem in found.value.problems] == ["press-stopped"]


def test_who_stops_asking_stops_the_printing(project: Path) -> None:
    at_work = Foreman(project, 2)
    proofs = at_work.proofs(order(project))
    next(proofs)
    proofs.close()  # type: ignore[attr-defined]
    assert not at_work.process.is_alive()


def test_it_is_sent_for_early_only_where_all_will_be_printed(project: Path) -> None:
    press = Press(project, 2)
    press.get_ready()
    assert press.foreman and press.foreman.process.is_alive()
    content, _ = pipeline.checked(project)
    press.print_all(content, order(project))
    assert not press.foreman
    press.get_ready()
    assert not press.foreman, "most is still good"


def test_where_copies_are_not_safe_it_starts_afresh(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "can_copy", lambda: False)
    waiting = Foreman(project, 2)
    assert type(waiting.process).__name__ != "ForkProcess"
    assert len(list(waiting.proofs(order(project)))) == 2
