"""On which pages and leaflets something stands, as reports tell it."""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.checks.walk import Surface
from build_tools.content.model import Project


def names(project: Project, surfaces: Iterable[Surface]) -> tuple[str, ...]:
    """Such as "page overview" and "leaflet card"; with the sizes where not all of them are meant. Pages first."""
    sizes: dict[str, list[str]] = {}
    for surface in sorted(surfaces, key=lambda surface: surface.kind == "leaflet"):
        sizes.setdefault(f"{surface.kind} {surface.id}", []).extend(surface.sizes)
    everywhere = (0, len(project.sizes))
    return tuple(name if len(of) in everywhere else f"{name} ({', '.join(of)})" for name, of in sizes.items())
