"""The real commands, run as users run them, and what they leave in a folder."""

from __future__ import annotations

import hashlib
import importlib
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
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
WARM.set_forkserver_preload(["build_tools.__main__", "mkdocs.__main__", "build_tools.printing.proof", "pytest"])
STREAMS = ("output", "errors")
PROJECT = ("docs", "leaflets", "mkdocs.yml")


def run(module: str, *arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own; `environment` comes on top of this process's."""
    ours = {"PYTHONPATH": str(ROOT), "LEAFLETS_DATE": DAY, "NO_MKDOCS_2_WARNING": "1"}
    surroundings = {**os.environ, **ours, **environment}
    command = [sys.executable, "-m", module, *map(str, arguments)]
    if module not in WARM_COMMANDS or any(name.startswith("PYTHON") for name in environment):  # read before all else
        return subprocess.run(
            command, cwd=cwd, env=surroundings, capture_output=True, encoding="utf-8", timeout=120, check=False
        )
    with tempfile.TemporaryDirectory() as said:
        process = WARM.Process(target=_run, args=(module, command[3:], cwd, surroundings, said))
        process.start()
        process.join(timeout=120)
        if process.exitcode is None:
            process.kill()
            raise subprocess.TimeoutExpired(command, 120)
        output, errors = (Path(said, name).read_text("utf-8") for name in STREAMS)
    return subprocess.CompletedProcess(command, process.exitcode, output, errors)


def _run(module: str, arguments: list[str], cwd: Path, surroundings: dict[str, str], said: str) -> None:
    """In the new process: what Python does for `python -m`."""
    for number, name in enumerate(STREAMS, start=1):
        os.dup2(os.open(Path(said, name), os.O_WRONLY | os.O_CREAT), number)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(surroundings)
    main = getattr(importlib.import_module(f"{module}.__main__"), WARM_COMMANDS[module])
    main(arguments, prog_name=f"python -m {module}")


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


def copy_project(folder: Path) -> Path:
    """A copy of the real project, without its site, to change at will."""
    folder.mkdir()
    for name in PROJECT:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, folder / name)
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
