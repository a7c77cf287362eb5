"""Which leaflets to print, and what is still good from last time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from build_tools import leaflet as leaflet_html
from build_tools import pdf
from build_tools.language import Catalog
from build_tools.model import Leaflet, Paper, Procedure, Project
from build_tools.problems import Place, Problem, ProblemsFound

Progress = Callable[[str], None]


class PrintedLeaflet(NamedTuple):
    """A leaflet as a PDF; `file` is its name in `site/leaflets/`."""

    procedure: str
    id: str
    file: str
    paper: Paper
    sides: int
    data: bytes


@dataclass
class Press:
    """Prints leaflets. One press serves many builds: a leaflet whose HTML has not changed is not printed again."""

    last: dict[str, tuple[str, pdf.Printed]] = field(default_factory=dict)

    def print_all(
        self, project: Project, catalog: Catalog, paper: Paper, progress: Progress = lambda message: None
    ) -> tuple[PrintedLeaflet, ...]:
        """Every leaflet of every procedure. Raises ProblemsFound with all that did not come out right."""
        printer = _printer(project)
        jobs = [(procedure, *item) for procedure in project.procedures for item in project.leaflets.items()]
        printed: list[PrintedLeaflet] = []
        problems: list[Problem] = []
        for number, (procedure, id, leaflet) in enumerate(jobs, start=1):
            file = f"{procedure.id}-{id}.pdf"
            try:
                sheet = self._print(printer, project, procedure, leaflet, catalog, paper, file)
            except pdf.CannotPrint as error:
                place = leaflet.place()
                hint = "mend the picture, letter or style that is named here"
                problems += [Problem(place, "cannot-print", f"{file}: {message}", hint) for message in error.messages]
                continue
            problems += _too_long(leaflet, sheet, file)
            progress(f"leaflet {number} of {len(jobs)}: {file}, {sheet.sides} sides")
            printed.append(PrintedLeaflet(procedure.id, id, file, paper, sheet.sides, sheet.data))
        if problems:
            raise ProblemsFound(problems)
        return tuple(printed)

    def _print(
        self,
        printer: pdf.Printer,
        project: Project,
        procedure: Procedure,
        leaflet: Leaflet,
        catalog: Catalog,
        paper: Paper,
        file: str,
    ) -> pdf.Printed:
        html = leaflet_html.html(project, procedure, leaflet, catalog, paper)
        key = "\0".join([html, *_looks(project, procedure)])
        known, sheet = self.last.get(file, ("", None))
        if sheet is None or known != key:
            sheet = printer.print(html, project.root / "docs/content" / procedure.id)
            self.last[file] = (key, sheet)
        return sheet


def _printer(project: Project) -> pdf.Printer:
    try:
        return pdf.Printer(project.root)
    except pdf.CannotPrint as error:
        place, hint = Place("leaflets/styles/leaflet.css"), "write a style that WeasyPrint knows"
        raise ProblemsFound(Problem(place, "cannot-print", message, hint) for message in error.messages) from None


def _looks(project: Project, procedure: Procedure) -> Iterator[str]:
    """What the paper shows beside the HTML: styles, fonts and pictures."""
    files = [*sorted((project.root / "leaflets/styles").iterdir()), *procedure.pictures.values()]
    for file in files:
        yield f"{file.name} {file.read_bytes().hex()}"


def _too_long(leaflet: Leaflet, sheet: pdf.Printed, file: str) -> Iterator[Problem]:
    if sheet.sides > leaflet.sides:
        message = f"{file} takes {sheet.sides} sides, and {leaflet.sides} is the limit"
        hint = "shorten its topics, or mark blocks that only the web page needs with `detail: true`"
        yield Problem(leaflet.place("sides"), "too-many-sides", message, hint)
