"""On which pages and leaflets something stands, as reports tell it."""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.checks.views import View
from build_tools.content.model import Project


def names(project: Project, views: Iterable[View]) -> tuple[str, ...]:
    """Such as "page overview" and "leaflet card"; with the sizes where not all of them are meant. Pages first."""
    sizes: dict[str, list[str]] = {}
    for view in sorted(views, key=lambda view: view.kind == "leaflet"):
        sizes.setdefault(f"{view.kind} {view.id}", []).extend(view.sizes)
    everywhere = (0, len(project.sizes))
    return tuple(name if len(of) in everywhere else f"{name} ({', '.join(of)})" for name, of in sizes.items())
