"""Pages of the site -> what the menu, "previous" and "next", and the foot of every page lead to. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from build_tools.content.model import Project, Site
from build_tools.guide.records import Guide


class MenuEntry(NamedTuple):
    """A link to a page; `address` counts from the site's first folder."""

    title: str
    address: str


@dataclass(frozen=True)
class Menu:
    """The pages of one procedure."""

    title: str
    """The procedure's."""
    path: tuple[MenuEntry, ...]
    """The patient's path, in order; the help page, to which every page has its own link, comes last."""
    side: tuple[MenuEntry, ...]
    """Pages beside the path, such as the sources."""
    start: str = ""
    """Where the procedure's own first page lies; nothing where it is that of the site."""

    def around(self, address: str) -> tuple[MenuEntry | None, MenuEntry | None]:
        """(previous, next) on the path from the page at an address; None where there is none."""
        places = [entry.address for entry in self.path]
        if address not in places:
            return None, None
        at = places.index(address)
        return (self.path[at - 1] if at else None), (self.path[at + 1] if at + 1 < len(places) else None)


def menus(project: Project, guides: Sequence[Guide]) -> dict[str, Menu]:
    """By procedure: where there are several, each has a first page of its own."""
    return {guide.procedure: menu(project.site, guide, len(project.procedures) > 1) for guide in guides}


def menu(site: Site, guide: Guide, has_start: bool) -> Menu:
    """The menu of a procedure."""
    path: list[MenuEntry] = []
    side: list[MenuEntry] = []
    for page in site.pages:
        title = guide.resolver.line(page.title, "site", page.place("title")).text
        (path if page.path else side).append(MenuEntry(title, f"{guide.procedure}/{page.id}.html"))
    start = f"{guide.procedure}/index.html" if has_start else ""
    return Menu(guide.title.text, tuple(path), tuple(side), start)


def menu_of(menus: Mapping[str, Menu], path: str) -> Menu | None:
    """The menu on the page at a path: that of its procedure; where there is one procedure only, everywhere."""
    only = next((each for each in menus.values() if len(menus) == 1 and not each.start), None)
    return menus.get(path.partition("/")[0], only)


def guide_of(guides: Iterable[Guide], path: str) -> Guide | None:
    """The guide of the procedure in whose folder a page lies; None for a page that belongs to none, or to all."""
    return next((guide for guide in guides if guide.procedure == path.partition("/")[0]), None)
