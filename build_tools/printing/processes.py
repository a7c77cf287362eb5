"""Printing sheets, in this very process or in several."""

from __future__ import annotations

import gc
import multiprocessing
import multiprocessing.connection
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.printing.sheets import Proof, Sheet
from build_tools.problems import Place, Problem, ProblemsFound

# WeasyPrint takes half a second to import: a build that has nothing to print does without.
if TYPE_CHECKING:
    from build_tools.printing.pdf import Printer

STYLES = Place("leaflets/styles/leaflet.css")
SMALLEST_PAGE = "<html lang=en><title>.</title><p>.</p></html>"


def here(root: Path, sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, Proof]]:
    """One after another, in this process. Raises ProblemsFound for styles that WeasyPrint does not know."""
    if sheets:  # else WeasyPrint is not even imported
        printer = _printer(root)
        yield from ((sheet, _proof(sheet, printer)) for sheet in sheets)


def warm_up(root: Path) -> None:
    """Print next to nothing, so that copies of this process need not find fonts and read WeasyPrint's own styles."""
    from build_tools.printing.pdf import CannotPrint

    if can_copy():
        with suppress(ProblemsFound, CannotPrint):  # what is wrong is told of the sheets
            _printer(root).print(SMALLEST_PAGE, root)


def in_processes(root: Path, sheets: Sequence[Sheet], processes: int) -> Iterator[tuple[Sheet, Proof]]:
    """In so many processes, in the order in which they are done. Raises ProblemsFound."""
    if can_copy():
        _printers[root] = _printer(root)
        gc.freeze()  # what all share is not looked through for rubbish, which would copy it
    with ProcessPoolExecutor(min(processes, len(sheets)), context(), _begin) as pool:
        try:  # a process may be gone before the last sheet is handed out
            jobs = {pool.submit(_proof_in_process, root, sheet): sheet for sheet in sheets}
            yield from ((jobs[job], job.result()) for job in as_completed(jobs))
        except BrokenProcessPool:
            raise stopped() from None
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def stopped() -> ProblemsFound:
    """A process that prints was ended from outside."""
    hint = "give it more memory, or look whether another program ends it; then build again"
    message = "a process that prints leaflets ended before it was done"
    return ProblemsFound.one(Place("leaflets"), "press-stopped", message, hint)


def context() -> BaseContext:
    """How processes start: as copies of this one where that is safe, which saves importing once more."""
    ways = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("fork" if can_copy() else "forkserver" if "forkserver" in ways else "spawn")


def can_copy() -> bool:
    """Whether this process has one thread only, those that Python did not start counted too.

    A copy has none of the other threads, but all of the locks that they hold.
    """
    return sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1


# --- in a process that prints ----------------------------------------------------------------------------------------

_printers: dict[Path, Printer] = {}
"""By project: the printer, with the styles read once."""


def _begin() -> None:
    """Before anything else: a build that is killed takes this process along, else it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)


def _proof_in_process(root: Path, sheet: Sheet) -> Proof:
    if root not in _printers:
        _printers[root] = _printer(root)
    gc.disable()  # looking for rubbish while it prints takes a tenth of the time; after each sheet is often enough
    try:
        return _proof(sheet, _printers[root])
    finally:
        gc.collect()


def _proof(sheet: Sheet, printer: Printer) -> Proof:
    from build_tools.printing.proof import proof

    return proof(sheet, printer)


def _printer(root: Path) -> Printer:
    """Raises ProblemsFound for styles that WeasyPrint does not know."""
    from build_tools.printing import pdf

    try:
        return pdf.Printer(root)
    except OSError as error:
        hint = "put it back; every leaflet gets its looks from it"
        raise ProblemsFound.one(STYLES, "missing-file", f"cannot be read: {error.strerror}", hint) from None
    except pdf.CannotPrint as error:
        hint = "write a style that WeasyPrint knows"
        raise ProblemsFound(Problem(STYLES, "cannot-print", message, hint) for message in error.messages) from None
