"""Which PDFs to print; what is still good from last time; on how many cores."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from build_tools import templates
from build_tools.content.model import Paper, Project
from build_tools.preflight.finding import Finding
from build_tools.printing import processes as printing
from build_tools.printing import versions
from build_tools.printing.cache import Shelf
from build_tools.printing.pending import ordered, picture
from build_tools.printing.sheets import Proof, Sheet
from build_tools.printing.workers import Foreman, clear_up
from build_tools.problems import Problem, ProblemsFound

Progress = Callable[[str], None]
Wait = Callable[[], tuple["PrintedLeaflet", ...]]
"""To be called when the leaflets are needed. Raises ProblemsFound with all that did not come out right."""


class PrintedLeaflet(NamedTuple):
    """A leaflet as a PDF; `file` is its name in `site/leaflets/`."""

    procedure: str
    id: str
    size: str
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
        return picture(self.file)


class Press:
    """Prints sheets. What is still good from last time, in this process or another, is not printed again.

    `behind`: it leaves the processor to whatever somebody waits for, and never prints in this very process.
    """

    def __init__(self, root: Path, processes: int | None = None, behind: bool = False) -> None:
        self.root = root
        self.behind = behind
        self.shelf = Shelf(root)
        self.processes = processes or _cores()
        self.foreman: Foreman | None = None
        self.at_hand: dict[str, PrintedLeaflet] = {}
        """By key: what the last call gave out."""

    def get_ready(self) -> None:
        """To be called before the source is read: where nothing is left from last time, all will be printed."""
        clear_up()
        if self.processes > 1 and not self.foreman and self.shelf.is_empty():
            self.foreman = self._foreman()

    def print_all(
        self, project: Project, sheets: Sequence[Sheet], progress: Progress = lambda message: None
    ) -> tuple[PrintedLeaflet, ...]:
        """Every sheet as a PDF, in their order. Raises ProblemsFound with all that did not come out right."""
        return self.start(project, sheets, progress)()

    def start(self, project: Project, sheets: Sequence[Sheet], progress: Progress = lambda message: None) -> Wait:
        """The same, but the caller goes on meanwhile, as far as other processes print."""
        keys = keys_of(project, sheets)
        found = self.find(sheets, keys)
        missing = [sheet for sheet in sheets if sheet.file not in found]
        return partial(self._finish, sheets, keys, found, len(missing), self._proofs(missing), progress)

    def _finish(
        self,
        sheets: Sequence[Sheet],
        keys: dict[str, str],
        found: dict[str, PrintedLeaflet],
        missing: int,
        proofs: Iterator[tuple[Sheet, Proof]],
        progress: Progress,
    ) -> tuple[PrintedLeaflet, ...]:
        problems: list[Problem] = []
        try:
            for number, (sheet, proof) in enumerate(proofs, start=1):
                progress(f"leaflet {number} of {missing}: {sheet.file}, {proof.sides} sides")
                problems += (_problem(sheet, finding) for finding in proof.findings)
                if not proof.findings:
                    found[sheet.file] = self._keep(sheet, keys[sheet.file], proof, progress)
        finally:
            self.give_up()
        if problems:
            raise ProblemsFound(problems)
        if missing:
            self.shelf.tidy()
        self.at_hand = {keys[sheet.file]: found[sheet.file] for sheet in sheets}
        return tuple(found[sheet.file] for sheet in sheets)

    def give_up(self) -> None:
        """Nobody waits for leaflets any more."""
        if self.foreman:
            self.foreman.dismiss()
            self.foreman = None

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
        if min(self.processes, len(sheets)) < (1 if self.behind else 2):
            return printing.here(self.root, longest_first)
        self.foreman = self.foreman or self._foreman()
        return self.foreman.proofs(longest_first)

    def _foreman(self) -> Foreman:
        return Foreman(self.root, self.processes, self.behind)


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
    for file in (*templates.files(root, "leaflets/styles").values(), *pictures.values()):
        data = file.read_bytes()
        found.update(f"{file.name} {len(data)} ".encode() + data)
    return found.hexdigest()


def _leaflet(sheet: Sheet, sides: int, data: bytes, first_page: bytes) -> PrintedLeaflet:
    return PrintedLeaflet(*ordered(sheet), sides, data, first_page)


def _problem(sheet: Sheet, finding: Finding) -> Problem:
    return Problem(finding.place or sheet.place, finding.code, f"{sheet.file}: {finding.message}", finding.hint)


def _cores() -> int:
    """Those that this process may use; a container may have fewer than the machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
