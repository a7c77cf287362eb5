"""On which pages and leaflets something stands, as reports tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from build_tools.checks import walk
from build_tools.checks.walk import Surface
from build_tools.content.model import Block, Procedure, Project, Statement, gathered_by


class Standing(NamedTuple):
    """A statement in one of the places where a reader meets it."""

    surface: Surface
    topic: str
    block: Block
    statement: Statement


def standing(project: Project, procedure: Procedure) -> Iterator[Standing]:
    """Every statement on every page and leaflet; on a plan page those that are steps."""
    for surface in of_procedure(project, procedure):
        yield from _in(surface)
    for page in project.site.pages:
        plan = Surface("page", page.id, page, procedure, gathered_by(procedure, page))
        yield from (found for found in _in(plan) if found.statement.plan)


def of_procedure(project: Project, procedure: Procedure) -> Iterator[Surface]:
    """The pages and leaflets of one procedure."""
    return (surface for surface in walk.surfaces(project) if surface.procedure is procedure)


def names(project: Project, surfaces: Iterable[Surface]) -> tuple[str, ...]:
    """Such as "page overview" and "leaflet card"; with the sizes where not all of them are meant. Pages first."""
    sizes: dict[str, list[str]] = {}
    for surface in sorted(surfaces, key=lambda surface: surface.kind == "leaflet"):
        sizes.setdefault(f"{surface.kind} {surface.id}", []).extend(surface.sizes)
    everywhere = (0, len(project.sizes))
    return tuple(name if len(of) in everywhere else f"{name} ({', '.join(of)})" for name, of in sizes.items())


def _in(surface: Surface) -> Iterator[Standing]:
    for id, _, blocks in surface.shown:
        for block in blocks:
            yield from (Standing(surface, id, block, statement) for statement in block.statements())
