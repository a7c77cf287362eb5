"""Printing behind the author's back: under `mkdocs serve` the page must not wait for its leaflet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread

from build_tools.content.model import Project
from build_tools.printing import workers as foreman
from build_tools.printing.press import Press, PrintedLeaflet, Progress, Wait, keys_of
from build_tools.printing.sheets import Sheet
from build_tools.problems import Problem, ProblemsFound


class PressBehind:
    """A press that gives last time's leaflet where a new one must be printed first, and prints that meanwhile.

    `done` is called, in another thread, when all is printed: then ask again, and the new leaflets are there.
    """

    def __init__(self, root: Path, done: Callable[[], None]) -> None:
        foreman.prepare()
        self.press = Press(root)
        self.done = done
        self.last: dict[str, PrintedLeaflet] = {}
        """By file: what was given last."""
        self.refused: dict[str, tuple[Problem, ...]] = {}
        """By what was to be printed: why it did not come out right."""
        self.is_printing = False
        self.tried = ""
        """What was printed behind last; if it is not on the shelf now, the shelf takes nothing, and we print here."""

    def get_ready(self) -> None:
        """To be called before the source is read."""
        self.press.get_ready()

    def start(self, project: Project, sheets: Sequence[Sheet], progress: Progress) -> Wait:
        """As a press that is told to start, but what it gives is there already."""
        leaflets = self.print_all(project, sheets, progress)
        return lambda: leaflets

    def print_all(self, project: Project, sheets: Sequence[Sheet], progress: Progress) -> tuple[PrintedLeaflet, ...]:
        """Every sheet as a PDF, in their order. Raises ProblemsFound with what did not come out right."""
        keys = keys_of(project, sheets)
        order = " ".join(f"{keys[sheet.file]} {sheet.most_sides} {sheet.place}" for sheet in sheets)
        if order in self.refused:
            raise ProblemsFound(self.refused[order])
        found = self.press.find(sheets, keys)
        missing = [sheet.file for sheet in sheets if sheet.file not in found]
        if not missing or order == self.tried or any(file not in self.last for file in missing):
            found = {leaflet.file: leaflet for leaflet in self.press.print_all(project, sheets, progress)}
        elif not self.is_printing:
            progress(f"{len(missing)} leaflets are printed meanwhile")
            self.is_printing = True
            Thread(target=self._print, args=(project, sheets, order, progress), daemon=True).start()
        self.last |= found
        return tuple(self.last[sheet.file] for sheet in sheets)

    def _print(self, project: Project, sheets: Sequence[Sheet], order: str, progress: Progress) -> None:
        try:
            # A press of its own: what it prints is handed over on the shelf.
            Press(self.press.root, behind=True).print_all(project, sheets, progress)
        except ProblemsFound as found:
            self.refused = {order: found.problems}
        finally:
            self.tried = order
            self.is_printing = False  # before `done`, in answer to which the next one may begin
            self.done()
