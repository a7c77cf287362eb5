"""Commands in processes of their own: how long they took, how much memory, and what they said."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .project import ROOT

PRINTED = re.compile(r"leaflet \d+ of \d+: (\S+),")
SURROUNDINGS = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}


@dataclass(frozen=True)
class Run:
    """A command that is done."""

    seconds: float
    processor: float
    """Seconds of all its processes together."""
    peak: float
    """Megabytes that the largest of its processes held."""
    said: str

    @property
    def printed(self) -> list[str]:
        """The leaflets that a build printed."""
        return sorted(PRINTED.findall(self.said))


def run(folder: Path, module: str, *arguments: str, **environment: str) -> Run:
    """`python -m module` in a folder. Stops this program with what the command said when it fails."""
    command = [sys.executable, "-m", module, *arguments]
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=SURROUNDINGS | environment, stdout=output, stderr=subprocess.STDOUT
        )
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        said = output.read().decode()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}\n{said}")
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said)


def build(folder: Path, fresh: bool = False) -> Run:
    """`mkdocs build`; fresh: with nothing kept from last time."""
    if fresh:
        shutil.rmtree(folder / ".cache", ignore_errors=True)
    return run(folder, "mkdocs", "build")


def site(folder: Path) -> Run:
    """The site alone, with leaflets switched off."""
    return run(folder, "mkdocs", "build", PRINT_LEAFLETS="false")


def inside(folder: Path, what: str) -> dict[str, Any]:
    """What `tests.benchmarks.inside` measures in a project."""
    found: dict[str, Any] = json.loads(run(folder, "tests.benchmarks.inside", what).said.splitlines()[-1])
    return found
