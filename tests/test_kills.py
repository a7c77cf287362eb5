"""Builds and releases killed at random moments: what was there stays whole, or what is new is; nothing is left behind.

KILLS is the number of kills of each kind, 2 if it is not set; KILLS_SEED makes other moments. After a change of how the
site or the ledger is written: KILLS=50 KILLS_SEED=1 pytest -s tests/test_kills.py
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import Before, Started, digests, nothing, start
from large import large
from test_press import is_running, wait_for
from test_site_folder import NEW, OLD, TOPIC, change, whole_project

KILLS = int(os.environ.get("KILLS", "2"))
MOMENTS = random.Random(int(os.environ.get("KILLS_SEED", "5")))
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
PRINTED = 0.7  # of its time is what a build takes whose leaflets are there from last time
LEDGER = "leaflets/released"
BUILD = ("mkdocs", "build", "-q")
RELEASE = ("build_tools", "release", "--draft", "--date", "2027-01-15")

pytestmark = [LINUX, pytest.mark.numbers]


class Bench:
    """A project, what its commands leave in the temporary folder, and which of their processes still run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.project = whole_project(folder)
        self.temporary = folder / "tmp"
        self.temporary.mkdir()

    def start(self, *command: str, before: Before = nothing, printing: str = "true") -> Started:
        surroundings = {"TMPDIR": str(self.temporary), "PRINT_LEAFLETS": printing}
        return start(*command, cwd=self.project, before=before, **surroundings)

    def run(self, *command: str, printing: str = "true") -> float:
        """To its end, which must be good. Seconds."""
        begun = time.monotonic()
        status, _, said = self.start(*command, printing=printing).end()
        assert status == 0, said
        return time.monotonic() - begun

    def kill(
        self,
        is_time: Callable[[float], object],
        whole_group: bool,
        *command: str,
        before: Before = nothing,
        printing: str = "true",
    ) -> bool:
        """Whether it was killed before its end; all that it had started must end by itself.

        `is_time` gets the seconds since the start.
        """
        begun = time.monotonic()
        started = self.start(*command, before=before, printing=printing)
        while started.poll() is None and not is_time(time.monotonic() - begun):
            time.sleep(0.0005)
        is_killed = started.poll() is None
        if is_killed:
            os.killpg(started.pid, signal.SIGKILL) if whole_group else started.kill()
        started.end()
        left = f"processes go on for nobody: {list(processes(started))}"
        assert wait_for(lambda: not list(processes(started)), 60), left
        return is_killed

    def strays(self) -> list[str]:
        """What no build means to leave. What is unfinished in .cache waits for who keeps something there again."""
        beside = [each.name for each in self.project.iterdir() if each.name.startswith(".") and each.name != ".cache"]
        beside += [each.name for each in (self.project / LEDGER).glob(".*")]
        return sorted([*beside, *(each.name for each in self.temporary.iterdir())])


def processes(started: Started) -> Iterator[str]:
    """Those that a command of ours has started: they are of its session."""
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(entry.name)) == started.pid and is_running(int(entry.name)):
                yield (entry / "cmdline").read_text().replace("\0", " ")
        except OSError:  # it has just ended
            continue


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("kills"))


def words(project: Path) -> str:
    return OLD if OLD in (project / TOPIC).read_text("utf-8") else NEW


def other_words(project: Path) -> None:
    now = words(project)
    change(project, TOPIC, now, NEW if now == OLD else OLD)


@pytest.mark.parametrize("printing", ["true", *large(["false"])])
def test_a_killed_build_leaves_the_old_site_or_the_new_one(bench: Bench, printing: str) -> None:
    """Builds that would change the site to and fro, with leaflets and without; some have all still to print."""
    project, site = bench.project, bench.project / "site"
    sites, length = {}, 0.0
    for _ in (OLD, NEW):
        shutil.rmtree(project / ".cache", ignore_errors=True)
        length = bench.run(*BUILD, printing=printing)
        sites[words(project)] = digests(site)
        other_words(project)
    assert sites[OLD] != sites[NEW]
    killed, number = 0, KILLS if printing == "true" else KILLS * 3 // 2
    for count in range(1, number + 1):
        if sites[words(project)] == digests(site):
            other_words(project)
        is_all_to_print = printing == "true" and MOMENTS.random() < 0.5
        if is_all_to_print:
            shutil.rmtree(project / ".cache", ignore_errors=True)
        moment = length * MOMENTS.uniform(0.05, PRINTED if printing == "true" and not is_all_to_print else 1)
        is_killed = bench.kill(lambda now, at=moment: now > at, MOMENTS.random() < 0.5, *BUILD, printing=printing)  # type: ignore[misc]
        killed += is_killed
        length *= 1 if is_killed else 0.7  # the machine has less to do than when this was measured
        assert digests(site) in sites.values(), f"half a site: kill {count}, after {moment:.2f} s"
        assert len(bench.strays()) <= 4, "what killed builds leave grows"
    print(f"{killed} of {number} builds killed, leaflets: {printing}")
    assert killed > number // 3
    bench.run(*BUILD, printing=printing)
    assert digests(site) == sites[words(project)]
    assert bench.strays() == []


def slow() -> None:
    """It takes long to put a file in the place of another, so that it can be killed just before."""
    put = os.replace

    def late(*names: Any) -> None:
        time.sleep(1)
        put(*names)

    os.replace = late  # type: ignore[assignment]


def test_a_killed_release_leaves_whole_releases(bench: Bench) -> None:
    """None of the new ones, some or all, each whole; the next release adds the rest, the same to the last sign.

    Half are killed while they write.
    """
    project, ledger = bench.project, bench.project / LEDGER
    bench.run(*RELEASE)
    old = released(ledger)
    other_words(project)
    length = bench.run(*RELEASE)
    new = released(ledger)
    assert old.items() < new.items() and len(new) == 2 * len(old)
    killed = {True: 0, False: 0}
    for count in range(1, KILLS + 1):
        put_back(ledger, old)
        moment, writes = length * MOMENTS.uniform(0.05, PRINTED), count % 2 == 0
        files = MOMENTS.randrange(len(new) - len(old))
        when = (lambda _, n=files: is_writing(ledger, len(old) + n)) if writes else (lambda now, at=moment: now > at)
        before = slow if writes else nothing
        killed[writes] += bench.kill(when, MOMENTS.random() < 0.5, *RELEASE, before=before)
        assert old.items() <= released(ledger).items() <= new.items(), f"half a release: kill {count}"
        assert len(bench.strays()) <= 4, "what killed releases leave grows"
        bench.run("build_tools", "check")
    print(f"{killed[False]} releases killed, {killed[True]} more while they wrote the ledger")
    assert killed[True]
    put_back(ledger, {name: data for name, data in new.items() if name in (*old, max(new.keys() - old.keys()))})
    bench.run(*RELEASE)
    assert released(ledger) == new
    assert bench.strays() == []


def released(ledger: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in ledger.glob("*.json")}


def put_back(ledger: Path, files: dict[str, bytes]) -> None:
    for name in released(ledger).keys() - files.keys():
        (ledger / name).unlink()


def is_writing(ledger: Path, files: int) -> bool:
    return bool(list(ledger.glob(".unfinished*"))) and len(released(ledger)) >= files
