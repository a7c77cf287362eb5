"""Printing under `mkdocs serve`: a page must not wait for its leaflet."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

from build_tools.printing.jobs import PackJob, PrintJob
from build_tools.printing.press import MakeWorkers, Press, Printing, Progress
from build_tools.printing.workers import Workers, clear_up
from build_tools.problems import ProblemsFound

POLITE = partial(Workers, nice=10)


class BackgroundPress(Press):
    """Calls `done`, in another thread, when all is printed: then start again, and all is there.

    Its workers leave the processor to whatever somebody waits for, and stay for the next change.
    """

    def __init__(self, root: Path, done: Callable[[], None], make_workers: MakeWorkers = POLITE) -> None:
        super().__init__(root, make_workers)
        self.done = done
        self.order: object = None
        self.printing: Printing | None = None
        self.refused: tuple[object, ProblemsFound] | None = None
        """What did not come out right last, and why."""

    def get_ready(self) -> None:
        """At once, while this process has one thread only and can be copied."""
        clear_up()
        if not self.workers:
            self.start_workers()

    def start(self, jobs: Sequence[PrintJob], packs: Sequence[PackJob], progress: Progress) -> Printing:
        """What is there, and begin with the rest. Raises ProblemsFound for what has not come out right before."""
        order = ([(job.digest, job.most_sides, job.place) for job in jobs], [pack.digest for pack in packs])
        if self.refused and self.refused[0] == order:
            raise self.refused[1]
        if self.printing and self.order == order and self.printing.running:
            return self.printing
        if self.printing:
            self.printing.cancel()
        self.order, self.printing = order, super().start(jobs, packs, progress)
        if not self.printing.is_complete:
            progress(f"{self.printing.count} leaflets are printed meanwhile")
            Thread(target=self._finish, args=(self.printing, order), daemon=True).start()
        return self.printing

    def rest(self) -> None:
        """The next change comes soon."""

    def _finish(self, printing: Printing, order: object) -> None:
        try:
            printing.finish()
        except ProblemsFound as found:
            self.refused = (order, found)
        finally:
            if printing is self.printing:
                self.done()


class Reload:
    """Makes who watches a file build again: `mkdocs serve` has no other way to ask."""

    def __init__(self) -> None:
        self.folder = TemporaryDirectory(prefix=f"leaflets-{os.getpid()}-", ignore_cleanup_errors=True)
        self.stamp = Path(self.folder.name, "printed")
        self.stamp.touch()
        self.is_watched = Event()
        self.is_wanted = False
        """Until the next build begins."""

    def ask(self) -> None:
        """Waits for the build to begin."""
        self.is_watched.wait()
        self.is_wanted = True
        for _ in range(3):  # what changes before who watches has looked for the first time is not seen
            self.stamp.touch()
            time.sleep(2)
            if not self.is_wanted:
                return
