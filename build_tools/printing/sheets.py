"""Model -> the sheets to print: one for each procedure, leaflet and size, with its HTML and edition code. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from build_tools.content.model import Figure, Paper, Procedure, Project, Shown, shown_on_leaflet
from build_tools.guide.prose import Prose
from build_tools.languages.catalog import Catalog
from build_tools.preflight.finding import Finding
from build_tools.preflight.readback import Critical, critical
from build_tools.printing import leaflet as leaflet_html
from build_tools.problems import Place
from build_tools.records import notices
from build_tools.records import snapshot as edition_codes
from build_tools.records.said import said as read_body
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
    expected: tuple[Critical, ...]
    """What must be found in the PDF."""
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
        for size in project.sizes:
            for leaflet in project.leaflets:
                yield _sheet(project, procedure, leaflet, size, catalog, paper)


def _sheet(
    project: Project, procedure: Procedure, leaflet_id: str, size_id: str, catalog: Catalog, paper: Paper
) -> Sheet:
    leaflet = project.leaflets[leaflet_id]
    sections = shown_on_leaflet(procedure, leaflet, size_id)
    language = str(catalog.locale.language)
    body = leaflet_html.body(project, procedure, leaflet, size_id, catalog)
    prose = Prose(procedure, project.clinic, project.glossary, catalog)
    said = read_body(body, leaflet_html.margins(project, procedure, catalog), _pictures(project, procedure, sections))
    identity = {"procedure": procedure.id, "leaflet": leaflet_id, "language": language, "size": size_id}
    digest = edition_codes.digest(said, **identity)
    file = f"{procedure.id}-{leaflet_id}-{size_id}-{language}.pdf"
    current = Current(**identity, said=said, digest=digest, file=file, place=leaflet.place())
    return Sheet(
        current=current,
        paper=paper,
        html=leaflet_html.html(project, procedure, leaflet, size_id, catalog, paper, body, current.code),
        pictures=project.root / "docs/content" / procedure.id,
        expected=tuple(critical(prose, sections)),
        smallest=project.sizes[size_id].smallest,
        body=project.sizes[size_id].body,
        # Strict mode refuses what is overdue; elsewhere the marks that say so must not stop the printing.
        most_sides=leaflet.sides[size_id] + notices.is_overdue(project, prose, sections),
        place=leaflet.place("sides"),
    )


def _pictures(project: Project, procedure: Procedure, sections: tuple[Shown, ...]) -> dict[str, bytes]:
    """The pictures that a reader of these sections sees."""
    blocks = (block for shown in sections for block in shown.blocks)
    names = {block.picture for block in blocks if isinstance(block, Figure)}
    logo = {name: project.logos[name] for name in (project.clinic.logo,) if name}
    pictures = logo | {name: procedure.pictures[name] for name in sorted(names)}
    return {name: path.read_bytes() for name, path in pictures.items()}
