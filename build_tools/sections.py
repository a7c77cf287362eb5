"""Which required section stands where: the table behind `leaflets sections`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from build_tools.model import Procedure, Project, Shown, shown_on_leaflet, shown_on_page


class SectionRow(NamedTuple):
    """A section that a page set or leaflet must have; `stands_on` is empty while it is missing."""

    procedure: str
    required_by: str
    topic: str
    stands_on: tuple[str, ...]


def rows(project: Project) -> tuple[SectionRow, ...]:
    """Every required section of every procedure: first the site's, then each leaflet's."""
    return tuple(row for procedure in project.procedures for row in _rows(project, procedure))


def _rows(project: Project, procedure: Procedure) -> Iterator[SectionRow]:
    for required in project.site.required:
        pages = (page.id for page in project.site.pages if _has(shown_on_page(procedure, page), required.topic))
        yield SectionRow(procedure.id, "site", required.topic, tuple(pages))
    for id, leaflet in project.leaflets.items():
        for required in leaflet.required:
            found = _has(shown_on_leaflet(procedure, leaflet), required.topic)
            yield SectionRow(procedure.id, id, required.topic, (id,) if found else ())


def _has(shown: tuple[Shown, ...], topic: str) -> bool:
    return any(section.id == topic and section.blocks for section in shown)


def table(rows: tuple[SectionRow, ...]) -> str:
    """The rows as lines of aligned columns."""
    head = SectionRow("procedure", "required by", "section", ("stands on",))
    cells = [(*row[:3], ", ".join(row.stands_on) or "MISSING") for row in (head, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells)
    return "\n".join(line.rstrip() for line in lines)
