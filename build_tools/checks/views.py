"""What each page and leaflet shows of each procedure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from build_tools.content.model import Leaflet, Page, Procedure, Project, Shown, shown_on_leaflet, shown_on_page


class View(NamedTuple):
    """A page or leaflet of one procedure, with what stands on it in reading order."""

    kind: str
    id: str
    record: Page | Leaflet
    procedure: Procedure
    shown: tuple[Shown, ...]
    sizes: tuple[str, ...] = ()
    """Of a leaflet: the sizes that show exactly this."""


def of_topics(project: Project) -> Iterator[View]:
    """Every leaflet and every page that shows topics, for every procedure."""
    for id, leaflet in project.leaflets.items():
        for procedure in project.procedures:
            for shown, sizes in _printed(project, procedure, leaflet):
                yield View("leaflet", id, leaflet, procedure, shown, tuple(sizes))
    for procedure in project.procedures:
        for page in project.site.pages:
            if page.topics:
                yield View("page", page.id, page, procedure, shown_on_page(procedure, page))


def on_page(project: Project, page: Page) -> Iterator[tuple[Procedure, tuple[Shown, ...]]]:
    """What a page shows of every procedure of which all topics on it could be read."""
    for procedure in project.procedures:
        if procedure.unread_topics.isdisjoint(page.topics):
            yield procedure, shown_on_page(procedure, page)


def _printed(project: Project, procedure: Procedure, leaflet: Leaflet) -> list[tuple[tuple[Shown, ...], list[str]]]:
    """All that a leaflet shows of a procedure, each with the sizes that show just that: pictures may differ."""
    found: list[tuple[tuple[Shown, ...], list[str]]] = []
    for size in project.sizes:
        shown = shown_on_leaflet(procedure, leaflet, size)
        same = next((sizes for each, sizes in found if each == shown), None)
        if same is None:
            found.append((shown, [size]))
        else:
            same.append(size)
    return found
