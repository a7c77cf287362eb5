"""The first page of the site and of a procedure, and the page for lost addresses. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from build_tools.content.model import Project
from build_tools.guide import blocks
from build_tools.guide.blocks import Block
from build_tools.guide.build import contacts, numbers
from build_tools.guide.explain import explained
from build_tools.guide.leaflet_file import LeafletFile
from build_tools.guide.offers import every_file
from build_tools.guide.page import note, untitled
from build_tools.guide.records import Guide, Line, Section, Span, Surface
from build_tools.guide.resolver import TOOL, strong

FIRST = "index.html"
HELP = "get-help"  # the section of a first page that all procedures share


def home(project: Project, guides: Sequence[Guide], printed: Iterable[LeafletFile]) -> Surface:
    """The first page: what do you need today? Where there are several procedures, one chooses one of them first."""
    page, guide = project.site.home, guides[0]
    title = guide.resolver.line(page.title, "site", page.place("title"), "title")
    if len(project.procedures) > 1:
        sections = (untitled(_procedures(guides), *_search(project, guide)), _help(project, guides))
        return _surface(guide, "home", title, guide.frame("Choose your procedure."), *sections)
    shown = untitled(_summary(guide, guide.title), *_pages(project, guide, printed))
    return _surface(guide, "home", title, None, shown)


def start(project: Project, guide: Guide, printed: Iterable[LeafletFile]) -> Surface:
    """The first page of one of several procedures."""
    others = note(guide.link("All procedures", FIRST))
    shown = untitled(_summary(guide), *_pages(project, guide, printed), others)
    return _surface(guide, "start", guide.title, None, shown)


def lost(project: Project, guides: Sequence[Guide]) -> Surface:
    """What stands under an address that leads nowhere: the ways on of the first page, and to it."""
    guide, is_one = guides[0], len(project.procedures) == 1
    help = blocks.Tile(title=guide.frame("Get help now"), address=f"{FIRST}#{HELP}", is_help=True)
    ways = _tiles(project, guide) if is_one else replace(found := _procedures(guides), tiles=(*found.tiles, help))
    shown = untitled(
        blocks.Tool(name="lost-code", later=(_ask(guide),), place=TOOL),
        note(guide.frame("The address may have changed. Choose what you need, or search for it.")),
        note(guide.link("Go to the first page", FIRST)),
        blocks.Search(words=guide.frame("Search this guide"), place=TOOL),
        ways,
        note(numbers(guide.resolver)),
    )
    return _surface(guide, "lost", guide.frame("This page is not here"), None, shown)


def _surface(guide: Guide, id: str, title: Line, lead: Line | None, *sections: Section) -> Surface:
    explaining, _ = explained(sections, guide, opens_cards=False)
    return Surface(kind="page", id=id, size="", title=title, lead=lead, sections=explaining)


def _summary(guide: Guide, title: Line | None = None) -> Block:
    """What a procedure is, in one line; its title stands before it where the page has another."""
    if not guide.summary:
        what = guide.frame("what it is, in one line")
        return blocks.Gap(label=guide.frame("Not written yet:"), needs=what, place=guide.title.place)
    name = (strong(replace(guide.frame("{title}.", title=title), place=title.place)),) if title else ()
    return note(*name, guide.summary, look="summary")


def _pages(project: Project, guide: Guide, printed: Iterable[LeafletFile]) -> Iterator[Block]:
    yield from _search(project, guide)
    yield unwell(project, guide)
    yield _tiles(project, guide)
    yield from every_file(project, guide, printed)


def unwell(project: Project, guide: Guide) -> Block:
    """For those who come because something is wrong: before all else that there is to choose."""
    phone = guide.resolver.phone(project.clinic.for_help("emergency")[0])
    call = Line((replace(phone, text=phone.name, name="", ltr=False),), TOOL, "frame")
    signs = guide.link("See the danger signs", project.site.help_page, "page")
    return note(strong(guide.frame("Do you feel unwell?")), signs, call, look="unwell")


def _tiles(project: Project, guide: Guide) -> blocks.Tiles:
    """A procedure's pages that first pages offer."""
    found = tuple(
        blocks.Tile(
            title=guide.resolver.line(page.tile.title, "site", page.tile.place("title"), "frame"),
            text=guide.resolver.line(page.tile.text, "site", page.tile.place("text"), "frame"),
            address=f"{guide.procedure}/{page.id}.html",
            picture=f"tiles/{page.tile.picture}" if page.tile.picture else "",
            is_help=page.id == project.site.help_page,
        )
        for page in project.site.pages
        if page.tile
    )
    return blocks.Tiles(tiles=found, place=project.site.place("pages"))


def _procedures(guides: Iterable[Guide]) -> blocks.Tiles:
    found = tuple(
        blocks.Tile(
            title=replace(guide.title, role="frame"),
            text=replace(guide.summary, role="frame") if guide.summary else None,
            address=f"{guide.procedure}/{FIRST}",
        )
        for guide in guides
    )
    return blocks.Tiles(tiles=found, place=TOOL)


def _search(project: Project, guide: Guide) -> Iterator[Block]:
    """What invites the reader to search."""
    home = project.site.home
    if home.invitation:
        invitation = guide.resolver.line(home.invitation, "site", home.place("invitation"), "frame")
        yield blocks.Search(words=invitation, is_invitation=True, place=home.place("invitation"))


def _help(project: Project, guides: Sequence[Guide]) -> Section:
    """Whom to call whatever the procedure, and the signs to look for after each."""
    guide, page = guides[0], project.site.help_page
    links = tuple(
        blocks.Link(words=replace(each.title, role="frame"), address=f"{each.procedure}/{page}.html") for each in guides
    )
    shown = (
        blocks.Contacts(phones=contacts(guide.resolver, project.clinic.emergency_first()), place=TOOL),
        note(guide.frame("Warning signs after your procedure:")),
        blocks.Links(look="help-links", links=links, place=TOOL),
    )
    return Section(HELP, guide.frame("Get help now"), shown, TOOL)


def _ask(guide: Guide) -> Line:
    """For a code that was never released."""
    ask = guide.frame("Ask at the front desk before you use the sheet, or call us:")
    return replace(ask, spans=(*ask.spans, Span(" "), guide.resolver.questions))
