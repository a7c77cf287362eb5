"""A page of the site, before it is HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from build_tools.guide.leaflet_file import LeafletFile
from build_tools.guide.records import Guide, Line, MessageId, Section, Span, Surface

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
    folder: str = ""
    """Where the pages of its language lie, such as es/; nothing for the first language."""
    is_searched: bool = True
    """Whether it is for patients to find."""
    missing: tuple[MessageId, ...] | None = None
    """Of a notice that stands in a page's place: what of that nobody has translated. None: it is no notice."""
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


# What all languages share: it lies in the site's folder, and not in that of a language.
SHARED = re.compile(r"(leaflets|c|desk|assets|clinic|tiles|api)(/|\.html)|[^/]+/pictures/")


def located(address: str, folder: str) -> str:
    """An address that counts from the folder of a language, as it counts from the site's; with `/` it does already."""
    if address.startswith("/"):
        return address[1:]
    return address if not address or address[0] == "#" or SHARED.match(address) else folder + address


def in_folder(page: SitePage, folder: str) -> SitePage:
    """The same page in the folder of a language."""
    again = page.rewritten
    rewritten = (lambda printed: in_folder(again(printed), folder)) if again else None
    return replace(page, path=folder + page.path, folder=folder, rewritten=rewritten)


# --- what pages are made of that are the tool's own -------------------------------------------------------------------


def surface(id: str, title: Line, *sections: Section, lead: Line | None = None) -> Surface:
    """A page in which no words are explained."""
    return Surface(kind="page", id=id, size="", title=title, lead=lead, sections=sections)


def followed(line: Line, *spans: Span) -> Line:
    """A line with more behind it, after a space."""
    return replace(line, spans=(*line.spans, Span(" "), *spans))
