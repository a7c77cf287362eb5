"""Printing under `mkdocs serve`: a page must not wait for its leaflet."""

from __future__ import annotations

import atexit
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import gettempdir
from threading import Event, Thread

from build_tools.printing.jobs import PackJob, PrintJob
from build_tools.printing.press import MakeWorkers, Press, Printing, Progress
from build_tools.printing.workers import FOLDER, Workers
from build_tools.problems import ProblemsFound
from build_tools.work_folder import WorkFolder

POLITE = partial(Workers, nice=10)


class BackgroundPress(Press):
    """Calls `done`, in another thread, when all is printed: then start again, and all is there.

    Its workers leave the processor to whatever somebody waits for, and stay for the next change.
    """

    stays = True  # started at once, while this process has one thread only and can be copied

    def __init__(self, root: Path, done: Callable[[], None], make_workers: MakeWorkers = POLITE) -> None:
        super().__init__(root, make_workers)
        self.done = done
        self.printing: Printing | None = None

    def start(self, jobs: Sequence[PrintJob], packs: Sequence[PackJob], progress: Progress) -> Printing:
        """What is there, and begin with the rest. Raises ProblemsFound for what has not come out right before."""
        before = self.printing
        if before and _order(before.jobs, before.pack_jobs) == _order(jobs, packs):
            if before.running:
                return before
            if before.problems:
                raise ProblemsFound(before.problems)
        for future in list(before.running) if before else ():  # what has not begun is no longer wanted
            future.cancel()
        self.printing = now = super().start(jobs, packs, progress)
        if not all(file.sides for file in now.files):
            progress(f"{now.count} leaflets are printed meanwhile")
            Thread(target=self._finish, args=(now,), daemon=True).start()
        return now

    def _finish(self, printing: Printing) -> None:
        try:
            with suppress(ProblemsFound):  # the next start tells them
                printing.finish()
        finally:
            if printing is self.printing:
                self.done()


def _order(jobs: Sequence[PrintJob], packs: Sequence[PackJob]) -> object:
    """What makes it another order."""
    return [(job.digest, job.most_sides, job.place) for job in jobs], [pack.digest for pack in packs]


class Reload:
    """Makes who watches a file build again: `mkdocs serve` has no other way to ask."""

    def __init__(self) -> None:
        self.folder = WorkFolder(Path(gettempdir()), FOLDER)
        atexit.register(self.folder.delete)
        self.stamp = self.folder.path / "printed"
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
