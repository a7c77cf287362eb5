"""Which leaflets and packs to print, what is still good from last time, and what becomes of the rest."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ThreadPoolExecutor
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from build_tools.guide.leaflet_file import LeafletFile, LeafletKey
from build_tools.languages.catalog import SOURCE_LANGUAGE
from build_tools.languages.translations import FOLDER
from build_tools.printing.cache import Cache
from build_tools.printing.jobs import Job, PackJob, Printed, PrintJob
from build_tools.printing.workers import Workers, clear_up, cores, work
from build_tools.problems import Place, Problem, ProblemsFound

Progress = Callable[[str], None]
MakeWorkers = Callable[[int], Executor]
"""Makes what does so many jobs at most."""

STOPPED = Problem(
    Place("leaflets"),
    "press-stopped",
    "a process that prints leaflets ended before it was done",
    "give it more memory, or look whether another program ends it; then build again",
)


class Press:
    """Prints jobs, but for those whose result is there from last time, in this process or in the cache."""

    stays = False
    """Whether its workers are there before they are needed, and after all is printed."""

    def __init__(self, root: Path, make_workers: MakeWorkers = Workers) -> None:
        self.cache = Cache(root)
        self.make_workers = make_workers
        self.workers: Executor | None = None
        self.known: dict[str, Printed] = {}
        """By the digest of a job."""
        self.last: dict[LeafletKey, Printed] = {}
        """What there was of each file before it changed."""

    def get_ready(self) -> None:
        """To be called before the source is read: where nothing is left from last time, all will be printed."""
        clear_up()
        if (self.stays or self.cache.is_empty()) and not self.workers:
            self.submit(cores(), os.getpid)  # they get ready while the caller goes on

    def start(self, jobs: Sequence[PrintJob], packs: Sequence[PackJob], progress: Progress) -> Printing:
        """Begin with what is missing; the caller goes on meanwhile."""
        wanted: list[Job] = [*jobs, *packs]
        found = [(job, self.known.get(job.digest) or self.cache.get(job.digest)) for job in wanted]
        self.known = {job.digest: printed for job, printed in found if printed}
        self.last |= {job.key: printed for job, printed in found if printed}
        return Printing(self, jobs, packs, progress)

    def submit(self, jobs: int, work: Callable[..., Any], *given: Any) -> Future[Any]:
        """Have one of so many jobs done. Raises RuntimeError where workers have ended."""
        try:
            self.workers = self.workers or self.make_workers(jobs)
            return self.workers.submit(work, *given)
        except (ImportError, NotImplementedError, OSError):  # processes share memory, such as /dev/shm: there is none
            self.close()
            self.workers = ThreadPoolExecutor(1)
            return self.workers.submit(work, *given)

    def keep(self, digest: str, printed: Printed) -> None:
        """For this process and the next ones. Raises OSError where only this one can know."""
        self.known[digest] = printed
        self.cache.put(digest, printed)

    def close(self) -> None:
        """Nobody waits for leaflets any more."""
        if self.workers:
            self.workers.shutdown(cancel_futures=True)
            self.workers = None


class Printing:
    """What a press was told to print, and how far it is."""

    def __init__(self, press: Press, jobs: Sequence[PrintJob], packs: Sequence[PackJob], progress: Progress) -> None:
        self.press, self.jobs, self.pack_jobs, self.progress = press, jobs, packs, progress
        self.problems: list[Problem] = []
        self.running: dict[Future[Printed], Job] = {}
        self.done: SimpleQueue[Future[Printed]] = SimpleQueue()
        unbound = [pack for pack in packs if pack.digest not in press.known]
        self.waiting: dict[LeafletKey, list[PackJob]] = {}
        """By each of its parts that is missing: what is bound as soon as all are there."""
        missing = [job for job in jobs if job.digest not in press.known]
        self.count = len(missing)
        self.numbers = count(1)
        procedures = list(dict.fromkeys(job.key.procedure for job in jobs))  # in this order pages wait
        # The long ones first, so that no core waits for another at the end.
        for job in sorted(missing, key=lambda job: (procedures.index(job.key.procedure), -len(job.html), job.file)):
            self._submit(job)
        for pack in unbound:
            lacks = {job.key for job in pack.parts if job.digest not in press.known}
            for key in lacks:
                self.waiting.setdefault(key, []).append(pack)
            if not lacks:
                self._bind(pack)

    @property
    def leaflets(self) -> tuple[LeafletFile, ...]:
        """As far as they are known, in the order of the jobs."""
        return tuple(self._file(job, job.current.code) for job in self.jobs if job.key.procedure)

    @property
    def sheets(self) -> tuple[LeafletFile, ...]:
        """The same for the sheets of the clinic."""
        return tuple(self._file(job, "") for job in self.jobs if not job.key.procedure)

    @property
    def packs(self) -> tuple[LeafletFile, ...]:
        """The same for the packs."""
        leaflets = {leaflet.key: leaflet for leaflet in self.leaflets}
        return tuple(self._file(pack, "", *(leaflets[job.key] for job in pack.parts)) for pack in self.pack_jobs)

    @property
    def files(self) -> tuple[LeafletFile, ...]:
        """All of them."""
        return (*self.leaflets, *self.packs, *self.sheets)

    def wait(self, procedure: str = "") -> None:
        """Until all are there, or those of one procedure; what is wrong with them is told by `finish`."""
        while any(procedure in ("", job.key.procedure) for job in self.running.values()):
            done = self.done.get()
            self._take(self.running[done], done)
            del self.running[done]

    def finish(self) -> None:
        """Wait for all. Raises ProblemsFound with everything that did not come out right."""
        self.wait()
        if not self.press.stays:
            self.press.close()
        for job in self.jobs:
            if printed := self.press.known.get(job.digest):
                self.problems += _too_long(job, printed.sides)
        if self.problems:
            raise ProblemsFound(self.problems)
        if self.count:
            self.press.cache.tidy(len(self.jobs) + len(self.pack_jobs))

    def _submit(self, job: Job, *leaflets: bytes) -> None:
        """`leaflets` are those of a pack."""
        try:
            future = self.press.submit(self.count or len(self.pack_jobs), work, job, *leaflets)
        except RuntimeError:
            self._stopped()
        else:
            self.running[future] = job
            future.add_done_callback(self.done.put)

    def _take(self, job: Job, done: Future[Printed]) -> None:
        try:
            self._look_at(job, done.result())
        except ProblemsFound as found:
            self.problems += found.problems
        except BrokenExecutor:
            self._stopped()
        except CancelledError:
            pass

    def _stopped(self) -> None:
        self.press.close()
        self.problems.append(STOPPED)

    def _look_at(self, job: Job, printed: Printed) -> None:
        file, place = job.key.file, job.place if isinstance(job, PrintJob) else Place("leaflets")
        for each in printed.findings:
            hint = each.hint + _for_longer_words(job, each.code)
            self.problems.append(Problem(each.place or place, each.code, f"{file}: {each.message}", hint))
        if isinstance(job, PrintJob):
            self.progress(f"leaflet {next(self.numbers)} of {self.count}: {file}, {printed.sides} sides")
        if printed.findings:
            self.problems += _too_long(job, printed.sides)
            return
        try:
            self.press.keep(job.digest, printed)
        except OSError as error:  # a full disk, or a folder that is not ours: printed, but not kept
            self.progress(f"cannot keep {file} for next time: {error.strerror}")
        for pack in self.waiting.pop(job.key, ()):
            if all(part.digest in self.press.known for part in pack.parts):
                self._bind(pack)

    def _bind(self, pack: PackJob) -> None:
        """A pack, whose leaflets are all there."""
        self._submit(pack, *(self.press.known[job.digest].data for job in pack.parts))

    def _file(self, job: Job, code: str, *parts: LeafletFile) -> LeafletFile:
        printed = self.press.known.get(job.digest)
        shown = printed or self.press.last.get(job.key, Printed(b"", 0))
        return LeafletFile(job.key, code, printed and printed.sides, shown.data, shown.first_page, parts)


LONGER_WORDS = {
    "late-card": "allow it a later side in `card_sides` of {file}",
    "blank-page": "leave this size out in `not_printed` of {file}",
}
"""What a language may do whose words take more room than English: nobody changes the leaflet for it."""


def _for_longer_words(job: Job, code: str) -> str:
    if not isinstance(job, PrintJob) or job.key.language == SOURCE_LANGUAGE or code not in LONGER_WORDS:
        return ""
    return "; or " + LONGER_WORDS[code].format(file=f"{FOLDER}/{job.key.language}/language.yaml")


def _too_long(job: Job, sides: int) -> Iterator[Problem]:
    if isinstance(job, PrintJob) and sides > job.most_sides:
        message = f"{job.key.file}: it takes {sides} sides, and {job.most_sides} is the limit"
        hint = "shorten its topics, or mark blocks that only the web page needs with `detail: true`"
        if job.key.language != SOURCE_LANGUAGE:
            allow = f"allow it more in `sides` of {FOLDER}/{job.key.language}/language.yaml"
            hint = f"{allow}, or leave it out there (`not_printed`): its words take more room than English"
        yield Problem(job.place, "too-many-sides", message, hint)
