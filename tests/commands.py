"""The real commands, run as users run them, and what they leave in a folder."""

from __future__ import annotations

import atexit
import hashlib
import importlib
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from build_tools import templates

ROOT = Path(__file__).parent.parent
# The day of every build in a test, and the same for the commands.
TODAY = date(2027, 1, 15)
DAY = TODAY.isoformat()
# Copies of a process in which Python has imported all that commands need: it takes longer than most commands.
WARM = multiprocessing.get_context("forkserver")
WARM_COMMANDS = {"build_tools": "main", "mkdocs": "cli"}
WARM.set_forkserver_preload(["pytest", "tests.warm"])
STREAMS = ("output", "errors")
PROJECT = ("docs", "leaflets", "mkdocs.yml")
Before = Callable[[], object]


class Started:
    """A command at work in a session of its own, as a shell starts it: with what of `subprocess.Popen` tests need."""

    def __init__(self, module: str, arguments: list[str], cwd: Path, surroundings: dict[str, str], before: Before):
        self.said = tempfile.TemporaryDirectory()
        self.process = WARM.Process(
            target=_run, args=(module, arguments, str(cwd), surroundings, self.said.name, before)
        )
        self.process.start()
        assert self.process.pid
        self.pid = self.process.pid
        with suppress(ProcessLookupError):  # it has ended already
            while os.getsid(self.pid) != self.pid:
                time.sleep(0.001)

    def poll(self) -> int | None:
        return self.process.exitcode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def end(self, timeout: float = 300) -> tuple[int, str, str]:
        """How it ended, what it gave out, and what it said of mistakes."""
        self.process.join(timeout)
        if self.process.exitcode is None:
            self.kill()
            raise subprocess.TimeoutExpired(self.process.name, timeout)
        output, errors = (Path(self.said.name, name).read_text("utf-8") for name in STREAMS)
        self.said.cleanup()
        return self.process.exitcode, output, errors


def nothing() -> None:
    """What most commands do before they begin."""


def start(module: str, *arguments: str | Path, cwd: Path, before: Before = nothing, **environment: str) -> Started:
    """A command that goes on while a test looks at it; `before` is called in its process first."""
    return Started(module, [*map(str, arguments)], cwd, surroundings(**environment), before)


def surroundings(**environment: str) -> dict[str, str]:
    """Those of a command; `environment` comes on top of this process's."""
    ours = {"PYTHONPATH": str(ROOT), "LEAFLETS_DATE": DAY, "NO_MKDOCS_2_WARNING": "1"}
    return {**os.environ, **ours, **environment}


def run(module: str, *arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own; `environment` comes on top of this process's."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    if module not in WARM_COMMANDS or any(name.startswith("PYTHON") for name in environment):  # read before all else
        return subprocess.run(
            command,
            cwd=cwd,
            env=surroundings(**environment),
            capture_output=True,
            encoding="utf-8",
            timeout=300,  # only what hangs: a busy machine builds late
            check=False,
        )
    started = Started(module, command[3:], cwd, surroundings(**environment), nothing)
    return subprocess.CompletedProcess(command, *started.end())


def _run(module: str, arguments: list[str], cwd: str, surroundings: dict[str, str], said: str, before: Before) -> None:
    """In the new process: what Python does for `python -m`."""
    for number, name in enumerate(STREAMS, start=1):
        os.dup2(os.open(Path(said, name), os.O_WRONLY | os.O_CREAT), number)
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(surroundings)
    tempfile.tempdir = None  # as TMPDIR says
    before()
    main = getattr(importlib.import_module(f"{module}.__main__"), WARM_COMMANDS[module])
    try:
        main(arguments, prog_name=f"python -m {module}")
    finally:  # copies end without what Python does at its end
        atexit._run_exitfuncs()


def need(programs: Mapping[str, object]) -> None:
    """Skips a test whose programs are not there, by their packages; with ENGINES=required that is a failure."""
    missing = [package for package, program in programs.items() if not program]
    if missing:
        told = f"not tried: apt-get install {' '.join(missing)}"
        pytest.fail(told) if os.environ.get("ENGINES") == "required" else pytest.skip(told)


def hears_ctrl_c() -> None:
    """For a process that is started: what a shell starts in the background does not, nor do its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def mkdocs_build(project: Path, site: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`mkdocs build` in the project's folder, into another one."""
    return run("mkdocs", "build", "-q", "-d", site, cwd=project, **environment)


def digests(folder: Path) -> dict[str, str]:
    """What every file below a folder holds."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


LANGUAGES = "languages: [en, es]\n"


def copy_project(folder: Path, languages: str = "") -> Path:
    """A copy of the real project, without its site, to change at will; in English alone, unless `languages` lists more.

    Each further language costs half as much again, and most tests are not about them.
    """
    folder.mkdir()
    for name in PROJECT:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, folder / name)
    clinic = folder / "docs/content/clinic.yaml"
    words = clinic.read_text("utf-8")
    assert LANGUAGES in words
    clinic.write_text(words.replace(LANGUAGES, languages), "utf-8")
    return folder


def with_looks(project: Path) -> Path:
    """The project with templates, styles and scripts of its own, just like the tool's, to change at will."""
    for name, folder in templates.OURS.items():
        shutil.copytree(folder, project / name, dirs_exist_ok=True)
    return project


def hand_over_leaflets(project: Path) -> None:
    """Give a copy of the project the leaflets that were printed for the real one, so that it need not print them."""
    kept = sorted((ROOT / ".cache/leaflets").glob("*.leaflet"), key=lambda file: file.stat().st_mtime, reverse=True)
    (project / ".cache/leaflets").mkdir(parents=True)
    for file in kept[:30]:
        shutil.copy2(file, project / ".cache/leaflets")
