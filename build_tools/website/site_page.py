"""A page of the site, before it is HTML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from build_tools.guide.leaflet_file import LeafletFile
from build_tools.guide.records import Guide, Line, Section, Span, Surface

LOST = "404.md"  # of the page for lost addresses


@dataclass(frozen=True)
class SitePage:
    """A surface, where it lies, and what the theme tells around it."""

    path: str
    """Its name for the engine, such as sample-scan/overview.md."""
    surface: Surface
    guide: Guide
    """Whose words it has; of a page that belongs to no procedure, that of the first."""
    description: str
    help: str = ""
    """Where its way to help leads; nothing: where that of all procedures leads."""
    eyebrow: str = ""
    """Whose page it is, above its title."""
    is_searched: bool = True
    """Whether it is for patients to find."""
    rewritten: Callable[[Sequence[LeafletFile]], SitePage] | None = field(default=None, compare=False, repr=False)
    """Where it tells the sides of leaflets: the page with others."""

    @property
    def title(self) -> str:
        """Its name in the menu."""
        return self.surface.title.text

    @property
    def address(self) -> str:
        """Where it lies in the site's folder, such as sample-scan/overview.html."""
        return self.path.removesuffix(".md") + ".html"


# --- what pages are made of that are the tool's own -------------------------------------------------------------------


def surface(id: str, title: Line, *sections: Section, lead: Line | None = None) -> Surface:
    """A page in which no words are explained."""
    return Surface(kind="page", id=id, size="", title=title, lead=lead, sections=sections)


def followed(line: Line, *spans: Span) -> Line:
    """A line with more behind it, after a space."""
    return replace(line, spans=(*line.spans, Span(" "), *spans))
