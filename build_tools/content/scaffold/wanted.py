"""Which sections a new procedure must have, and what the site, leaflets and other procedures tell of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from build_tools.content.model import BlockKind, Project, Required
from build_tools.content.sections import title

REAL: frozenset[BlockKind] = frozenset({"contacts", "definitions"})  # what they show is not the procedure's own


class Wanted(NamedTuple):
    """A section to be written."""

    id: str
    title: str
    tells: str
    """What it tells the reader."""
    holds: tuple[BlockKind, ...]
    """The kinds of block that it must hold."""
    search_terms: tuple[str, ...] | None
    """What patients type to find it, where that is the same for every procedure."""
    places: tuple[str, ...]
    """The titles of the pages and leaflets that show it."""
    is_in_plan: bool
    is_required: bool
    may_be_left_out: bool

    @property
    def is_real(self) -> bool:
        """Whether it can be written at once: what it shows comes from the clinic or the glossary."""
        return bool(self.holds) and REAL.issuperset(self.holds)


def wanted(project: Project) -> tuple[Wanted, ...]:
    """Every section that a page, the plan or a leaflet names, in this order."""
    named = [id for page in project.site.pages for id in (*page.topics, *page.gathers)]
    named += [section.topic for leaflet in project.leaflets.values() for section in leaflet.sections]
    named += [entry.topic for entry in _required(project)]
    return tuple(_wanted(project, id) for id in dict.fromkeys(named))


def _required(project: Project) -> Iterator[Required]:
    yield from project.site.required
    for leaflet in project.leaflets.values():
        yield from leaflet.required


def _wanted(project: Project, id: str) -> Wanted:
    entries = [entry for entry in _required(project) if entry.topic == id]
    called = title(project, id)
    holds = tuple(dict.fromkeys(kind for entry in entries for kind in entry.holds))
    same = next((procedure.topics[id] for procedure in project.procedures if id in procedure.topics), None)
    kinds = {str(block.kind) for block in same.blocks} if same else set()
    if not holds and kinds <= REAL:  # nobody requires kinds: those of another procedure that show nothing of its own
        holds = tuple(kind for kind in sorted(REAL) if kind in kinds)
    is_shared = bool(holds) and REAL.issuperset(holds)
    return Wanted(
        id=id,
        title=called,
        tells=next((entry.tells for entry in entries if entry.tells), called),
        holds=holds,
        search_terms=same.search_terms if same and (is_shared or same.search_terms == ()) else None,
        places=tuple(_places(project, id)),
        is_in_plan=any(id in page.gathers for page in project.site.pages),
        is_required=bool(entries),
        may_be_left_out=bool(entries) and all(entry.may_be_left_out for entry in entries),
    )


def _places(project: Project, id: str) -> Iterator[str]:
    for page in project.site.pages:
        if id in page.topics:
            yield f"the page {page.id}"
    for name, leaflet in project.leaflets.items():
        if id in {section.topic for section in leaflet.sections}:
            yield f"the leaflet {name}"
