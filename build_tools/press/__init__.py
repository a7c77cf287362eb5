"""Which PDFs to print; what is still good from last time; on how many cores."""

from __future__ import annotations

import gc
import hashlib
import multiprocessing
import multiprocessing.connection
import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from build_tools.model import Paper, Project
from build_tools.press import versions
from build_tools.press.sheets import Sheet
from build_tools.press.shelf import Shelf
from build_tools.problems import Place, Problem, ProblemsFound

# WeasyPrint takes half a second to import: a build that has nothing to print does without.
if TYPE_CHECKING:
    from build_tools.pdf import Printer
    from build_tools.press.proof import Proof

Progress = Callable[[str], None]
STYLES = Place("leaflets/styles/leaflet.css")


class PrintedLeaflet(NamedTuple):
    """A leaflet as a PDF; `file` is its name in `site/leaflets/`."""

    procedure: str
    id: str
    edition: str
    language: str
    paper: Paper
    file: str
    code: str
    sides: int
    data: bytes
    first_page: bytes
    """A small picture of it, PNG."""

    @property
    def picture(self) -> str:
        """The name of the picture's file."""
        return self.file.removesuffix(".pdf") + ".png"


class Press:
    """Prints sheets. What is still good from last time, in this process or another, is not printed again.

    `behind`: it leaves the processor to whatever somebody waits for, and never prints in this very process.
    """

    def __init__(self, root: Path, processes: int | None = None, behind: bool = False) -> None:
        self.root = root
        self.behind = behind
        self.shelf = Shelf(root)
        self.processes = processes or _cores()
        self.at_hand: dict[str, PrintedLeaflet] = {}
        """By key: what the last call gave out."""

    def print_all(
        self, project: Project, sheets: Sequence[Sheet], progress: Progress = lambda message: None
    ) -> tuple[PrintedLeaflet, ...]:
        """Every sheet as a PDF, in their order. Raises ProblemsFound with all that did not come out right."""
        keys = keys_of(project, sheets)
        found = self.find(sheets, keys)
        missing = [sheet for sheet in sheets if sheet.file not in found]
        problems: list[Problem] = []
        for number, (sheet, proof) in enumerate(self._proofs(missing), start=1):
            progress(f"leaflet {number} of {len(missing)}: {sheet.file}, {proof.sides} sides")
            problems += (_problem(sheet, *finding) for finding in proof.findings)
            if not proof.findings:
                found[sheet.file] = self._keep(sheet, keys[sheet.file], proof, progress)
        if problems:
            raise ProblemsFound(problems)
        if missing:
            self.shelf.tidy()
        self.at_hand = {keys[sheet.file]: found[sheet.file] for sheet in sheets}
        return tuple(found[sheet.file] for sheet in sheets)

    def find(self, sheets: Sequence[Sheet], keys: dict[str, str]) -> dict[str, PrintedLeaflet]:
        """What is still good from last time, by file."""
        looked_up = {sheet.file: self.at_hand.get(keys[sheet.file]) or self._kept(sheet, keys) for sheet in sheets}
        most = {sheet.file: sheet.most_sides for sheet in sheets}  # a limit may have been lowered since
        return {file: leaflet for file, leaflet in looked_up.items() if leaflet and leaflet.sides <= most[file]}

    def _kept(self, sheet: Sheet, keys: dict[str, str]) -> PrintedLeaflet | None:
        parts = self.shelf.get(keys[sheet.file])
        if not parts or not {"leaflet.pdf", "first-page.png", "sides"} <= set(parts):
            return None
        return _leaflet(sheet, int(parts["sides"]), parts["leaflet.pdf"], parts["first-page.png"])

    def _keep(self, sheet: Sheet, key: str, proof: Proof, progress: Progress) -> PrintedLeaflet:
        parts = {"leaflet.pdf": proof.data, "first-page.png": proof.first_page, "sides": str(proof.sides).encode()}
        try:
            self.shelf.put(key, parts)
        except OSError as error:  # a full disk, or a folder that is not ours: printed, but not kept
            progress(f"cannot keep {sheet.file} for next time: {error.strerror}")
        return _leaflet(sheet, proof.sides, proof.data, proof.first_page)

    def _proofs(self, sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, Proof]]:
        """Prints on as many cores as there are, the long sheets first so that no core waits for another at the end."""
        longest_first = sorted(sheets, key=lambda sheet: (-len(sheet.html), sheet.file))
        processes = min(self.processes, len(sheets))
        if processes < (1 if self.behind else 2):
            printer = _printer(self.root) if sheets else None
            yield from ((sheet, _proof(sheet, printer)) for sheet in longest_first if printer)
            return
        with ProcessPoolExecutor(processes, _context(self.root), _begin, (self.behind,)) as pool:
            jobs = {pool.submit(_proof_in_process, self.root, sheet): sheet for sheet in longest_first}
            try:
                yield from ((jobs[job], job.result()) for job in as_completed(jobs))
            except BrokenProcessPool:
                hint = "give it more memory, or look whether another program ends it; then build again"
                message = "a process that prints leaflets ended before it was done"
                raise ProblemsFound.one(Place("leaflets"), "press-stopped", message, hint) from None
            finally:
                pool.shutdown(wait=True, cancel_futures=True)


def keys_of(project: Project, sheets: Sequence[Sheet]) -> dict[str, str]:
    """By file, a digest of all that goes into a printed sheet."""
    looks = {
        procedure.id: _looks(project.root, {**project.logos, **procedure.pictures}) for procedure in project.procedures
    }
    parts = {sheet.file: (sheet.key, looks[sheet.current.procedure], versions.digest()) for sheet in sheets}
    return {file: hashlib.sha256(" ".join(each).encode()).hexdigest() for file, each in parts.items()}


def _looks(root: Path, pictures: Mapping[str, Path]) -> str:
    """A digest of what the paper shows beside the HTML: styles, fonts and pictures."""
    found = hashlib.sha256()
    styles = (entry for entry in sorted((root / "leaflets/styles").rglob("*")) if entry.is_file())
    for file in (*styles, *pictures.values()):
        data = file.read_bytes()
        found.update(f"{file.name} {len(data)} ".encode() + data)
    return found.hexdigest()


def _leaflet(sheet: Sheet, sides: int, data: bytes, first_page: bytes) -> PrintedLeaflet:
    now = sheet.current
    identity = (now.procedure, now.leaflet, now.edition, now.language)
    return PrintedLeaflet(*identity, sheet.paper, now.file, now.code, sides, data, first_page)


def _problem(sheet: Sheet, code: str, message: str, hint: str) -> Problem:
    return Problem(sheet.place, code, f"{sheet.file}: {message}", hint)


# --- processes -------------------------------------------------------------------------------------------------------


def _cores() -> int:
    """Those that this process may use; a container may have fewer than the machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _context(root: Path) -> BaseContext:
    """How processes start: as copies of this one where nothing else runs in it, which saves importing once more."""
    if sys.platform == "linux" and _is_alone():
        _printers[root] = _printer(root)
        gc.freeze()  # what all share is not looked through for rubbish, which would copy it
        return multiprocessing.get_context("fork")
    if "forkserver" in multiprocessing.get_all_start_methods():
        get_ready()
        return multiprocessing.get_context("forkserver")
    return multiprocessing.get_context("spawn")


def _is_alone() -> bool:
    """Whether this process has one thread only, those that Python did not start counted too.

    A copy has none of the other threads, but all of the locks that they hold.
    """
    return len(os.listdir("/proc/self/task")) == 1


def get_ready() -> None:
    """Begin importing what printing behind needs, in a process of its own, before somebody waits for it."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        from multiprocessing import forkserver  # only here: not every system has it

        forkserver.set_forkserver_preload(["build_tools.press.proof"])
        forkserver.ensure_running()


_printers: dict[Path, Printer] = {}
"""In a process that prints: its printer, with the styles read once."""


def _begin(behind: bool) -> None:
    """In a process that prints, before anything else."""
    _end_with_parent()
    if behind and hasattr(os, "nice"):
        os.nice(10)


def _end_with_parent() -> None:
    """In a process that prints: a killed build takes it along, else it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)


def _proof_in_process(root: Path, sheet: Sheet) -> Proof:
    if root not in _printers:
        _printers[root] = _printer(root)
    return _proof(sheet, _printers[root])


def _proof(sheet: Sheet, printer: Printer) -> Proof:
    from build_tools.press.proof import proof

    return proof(sheet, printer)


def _printer(root: Path) -> Printer:
    """Raises ProblemsFound for styles that WeasyPrint does not know."""
    from build_tools import pdf

    try:
        return pdf.Printer(root)
    except OSError as error:
        hint = "put it back; every leaflet gets its looks from it"
        raise ProblemsFound.one(STYLES, "missing-file", f"cannot be read: {error.strerror}", hint) from None
    except pdf.CannotPrint as error:
        hint = "write a style that WeasyPrint knows"
        raise ProblemsFound(Problem(STYLES, "cannot-print", message, hint) for message in error.messages) from None
