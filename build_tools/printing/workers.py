"""Processes that print. Another `Executor` can take their place: a job carries all that it needs."""

from __future__ import annotations

import atexit
import gc
import importlib
import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from build_tools.preflight.expected import together
from build_tools.printing.jobs import Job, Printed, PrintJob
from build_tools.problems import Place, ProblemsFound
from build_tools.work_folder import WorkFolder, clear

FOLDER = "leaflets-"
PROOF = "build_tools.printing.proof"  # which imports WeasyPrint and all else that printing needs


class Workers(ProcessPoolExecutor):
    """As many as there are cores or jobs. They end at once when they are told to, or when this process has ended."""

    def __init__(self, jobs: int, nice: int = 0) -> None:
        context = multiprocessing.get_context("fork" if _can_be_copied() else "spawn")
        if context.get_start_method() == "fork":
            _get_ready()  # once, for all copies
        told, self.line = context.Pipe(duplex=False)
        self.process = os.getpid()
        self.folder = WorkFolder(Path(tempfile.gettempdir()), FOLDER)
        try:
            super().__init__(min(jobs, cores()), context, _begin, (told, str(self.folder.path), nice))
        except BaseException:
            self.folder.delete()
            raise
        # Before Python waits, at its end, for all jobs to be done.
        getattr(threading, "_register_atexit", atexit.register)(partial(self.shutdown, cancel_futures=True))

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Starts processes; Ctrl-C is for this one alone, and would be lost in the moment in which it is copied."""
        if sys.platform == "win32":
            return super().submit(fn, *args, **kwargs)
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return super().submit(fn, *args, **kwargs)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As every executor's, but where jobs are cancelled, those that run end too."""
        if os.getpid() != self.process:  # a copy that ends
            return
        if cancel_futures:
            with suppress(OSError):
                self.line.send(None)  # is never taken: that there is something is enough for all
        super().shutdown(wait, cancel_futures=cancel_futures)
        self.folder.delete()


def cores() -> int:
    """Those that this process may use; a container may have fewer than the machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def clear_up() -> None:
    """Delete what killed builds left: WeasyPrint keeps fonts in temporary folders while it prints."""
    clear(Path(tempfile.gettempdir()), FOLDER)


def _can_be_copied() -> bool:
    """A copy has none of the other threads, also those that Python did not start, but all of the locks they hold."""
    return sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1


# --- in a process that prints ----------------------------------------------------------------------------------------


def work(job: Job, *leaflets: bytes) -> Printed:
    """Print a leaflet, or bind a pack of these. Raises ProblemsFound for styles that WeasyPrint does not know."""
    with starting():
        from build_tools.printing import proof  # only here: a build that has nothing to print does without
    try:
        if isinstance(job, PrintJob):
            return proof.proof(job)
        return proof.pack_proof(job.title, job.language, leaflets, together(part.expected for part in job.parts))
    finally:
        if not gc.isenabled():
            gc.collect()


@contextmanager
def starting() -> Iterator[None]:
    """Around the import of what prints. Raises ProblemsFound where it lacks something."""
    try:
        yield
    except (ImportError, OSError) as error:
        hint = "run `make site`, which sets up what is missing"
        raise ProblemsFound.one(Place("Makefile"), "no-printer", f"the printer does not start: {error}", hint) from None


def _begin(told: Connection, folder: str, nice: int) -> None:
    """`folder`: where fonts may lie for a while."""
    threading.Thread(target=_end_with_parent, args=(told,), daemon=True).start()
    os.environ["TMPDIR"] = tempfile.tempdir = folder
    if nice and hasattr(os, "nice"):
        os.nice(nice)
    _get_ready()
    gc.disable()  # GC during a print costs a tenth of its time; once after each leaflet is enough


def _get_ready() -> None:
    with suppress(Exception):  # what is wrong is told of the first job
        importlib.import_module(PROOF)
    gc.freeze()  # exclude shared objects from GC, so that forked workers do not copy their pages


def _end_with_parent(told: Connection) -> None:
    parent = multiprocessing.parent_process()
    assert parent, "workers have been started by somebody"
    multiprocessing.connection.wait([told, parent.sentinel])
    os._exit(1)
