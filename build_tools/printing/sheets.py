"""Model -> the sheets to print: one for each procedure, leaflet and size, with its HTML and edition code. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from build_tools import templates
from build_tools.content.model import Paper, Procedure, Project, shown_on_leaflet
from build_tools.guide import build
from build_tools.guide import leaflet as guide_leaflet
from build_tools.guide.prose import Prose
from build_tools.guide.records import Guide, Line, Span, Surface
from build_tools.languages.catalog import Catalog
from build_tools.preflight.expected import Expected, of_leaflet
from build_tools.preflight.finding import Finding
from build_tools.printing import leaflet as leaflet_html
from build_tools.problems import Place
from build_tools.records import notices, snapshot
from build_tools.records.snapshot import Current


@dataclass(frozen=True)
class Sheet:
    """A leaflet in one size and language: all that is needed to print it, and to look at what was printed."""

    current: Current
    """What it says, and the code that comes from it."""
    paper: Paper
    html: str
    pictures: Path
    """The folder that the HTML's pictures are relative to."""
    expected: Expected
    """What the PDF must say."""
    smallest: float
    """Points; nothing on the paper is smaller."""
    body: float
    """Points; the size of its text."""
    most_sides: int
    place: Place
    """Where the leaflet's limit of sides stands."""

    @property
    def file(self) -> str:
        """Its name in `site/leaflets/`."""
        return self.current.file

    @cached_property
    def key(self) -> str:
        """A digest of what this sheet brings to the press."""
        parts = (self.html, repr(self.expected), repr(self.smallest), repr(self.body))
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


class Proof(NamedTuple):
    """A sheet as it came out of the printer, and what is wrong with it."""

    data: bytes
    sides: int
    first_page: bytes
    """A small picture of it, PNG."""
    findings: tuple[Finding, ...]


def sheets(project: Project, catalog: Catalog, paper: Paper) -> tuple[Sheet, ...]:
    """Every sheet, in the order of procedures, sizes and leaflets."""
    return tuple(_sheets(project, catalog, paper))


def _sheets(project: Project, catalog: Catalog, paper: Paper) -> Iterator[Sheet]:
    for procedure in project.procedures:
        guide = build.of(project, procedure, catalog, procedure.standing.approval)
        for size in project.sizes:
            for leaflet in project.leaflets:
                yield _sheet(project, procedure, guide, leaflet, size, paper)


def _sheet(project: Project, procedure: Procedure, guide: Guide, leaflet_id: str, size_id: str, paper: Paper) -> Sheet:
    leaflet, size = project.leaflets[leaflet_id], project.sizes[size_id]
    prose = Prose(procedure, project.clinic, project.glossary, guide.resolver.catalog)
    shown = shown_on_leaflet(procedure, leaflet, size_id)
    surface = guide_leaflet.leaflet(project, procedure, guide, leaflet_id, size_id)
    told = tuple(Line((Span(words),), leaflet.place(), "frame") for words in notices.on_leaflet(project, prose, shown))
    current = _current(project, procedure, guide, surface)
    surface = replace(surface, notices=told)
    head = [line for line in leaflet_html.head_lines(project, guide, surface, current.code).values() if line]
    return Sheet(
        current=current,
        paper=paper,
        html=leaflet_html.html(project, guide, surface, paper, current.code),
        pictures=project.root / "docs/content" / procedure.id,
        expected=of_leaflet(surface, head, leaflet_html.foot_lines(guide, current.code)),
        smallest=size.smallest,
        body=size.body,
        # Strict mode refuses what is overdue; elsewhere the marks that say so must not stop the printing.
        most_sides=leaflet.sides[size_id] + notices.is_overdue(project, prose, shown),
        place=leaflet.place("sides"),
    )


def _current(project: Project, procedure: Procedure, guide: Guide, surface: Surface) -> Current:
    """What the leaflet says now, with its digest."""
    about = [line for line in (surface.lead, *leaflet_html.about(guide)) if line]
    pictures = {name: path.read_bytes() for name, path in procedure.pictures.items()}
    signs = {name: templates.file(project.root, f"leaflets/styles/{name}").read_bytes() for name in snapshot.SIGNS}
    said = snapshot.of(surface, about, pictures, signs)
    identity = {"procedure": guide.procedure, "leaflet": surface.id, "language": guide.language, "size": surface.size}
    file = f"{guide.procedure}-{surface.id}-{surface.size}-{guide.language}.pdf"
    digest, place = snapshot.digest(said, **identity), project.leaflets[surface.id].place()
    return Current(**identity, said=said, digest=digest, file=file, place=place)
