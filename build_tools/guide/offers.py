"""Leaflets to print: the one that a page offers, and the page of all of them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from build_tools.content.model import Page, Procedure, Project
from build_tools.guide import blocks
from build_tools.guide.leaflet import pack_title, purpose, title
from build_tools.guide.leaflet_file import LeafletFile
from build_tools.guide.page import made_of, note
from build_tools.guide.records import Guide, Line, Section, Surface
from build_tools.guide.resolver import TOOL, words
from build_tools.messages import messages

FOLDER = "leaflets/"  # of the site
WAYS = {
    messages("Is my sheet still right?"): "c/index.html",
    messages("For the front desk: the print desk"): "desk.html",
}


def of_page(
    project: Project, procedure: Procedure, guide: Guide, page: Page, printed: Iterable[LeafletFile]
) -> Iterator[blocks.Offers]:
    """The leaflet that a page offers, in each size in which it was printed."""
    found = [each for each in printed if (each.key.procedure, each.key.leaflet) == (procedure.id, page.leaflet)]
    if found and page.leaflet:
        heading = guide.frame("As a leaflet to print")
        offer = _offer(project, procedure, guide, page.leaflet, found, heading=heading)
        yield blocks.Offers(offers=(offer,), place=page.place("leaflet"))


def all_leaflets(
    project: Project, procedure: Procedure, guide: Guide, page: Page, printed: Iterable[LeafletFile]
) -> Surface:
    """The page of all leaflets, with the ways to what is known of paper."""
    ours = [each for each in printed if each.key.procedure == procedure.id]
    sizes = {id: [each for each in ours if each.key.leaflet == id] for id in project.leaflets}
    offers = tuple(_offer(project, procedure, guide, id, found) for id, found in sizes.items() if found)
    shown: list[blocks.Block] = [blocks.Offers(offers=offers, place=page.place())] if offers else []
    for message, address in WAYS.items():
        shown.append(note(guide.link(message, address), place=page.place()))
    return made_of(project, procedure, guide, page, [Section("", None, tuple(shown), page.place())])


def every_file(project: Project, guide: Guide, printed: Iterable[LeafletFile]) -> Iterator[blocks.Fold]:
    """The way to each leaflet and pack of a procedure, folded away."""
    files = tuple(_link(project, guide, each) for each in printed if each.key.procedure == guide.procedure)
    if files:
        shown = blocks.BulletList(items=files, place=TOOL)
        yield blocks.Fold(heading=guide.frame("Leaflets to print"), blocks=(shown,), place=TOOL)


def _link(project: Project, guide: Guide, printed: LeafletFile) -> Line:
    name = pack_title(guide) if printed.parts else title(guide, project.leaflets[printed.key.leaflet]).text
    return words(_named(project, guide, name, printed), kind="link", id=f"{FOLDER}{printed.file}")


def _named(project: Project, guide: Guide, name: str, printed: LeafletFile) -> str:
    return guide.frame("{leaflet}, {size} (PDF)", leaflet=name, size=size_name(project, guide, printed.key.size)).text


def _offer(
    project: Project,
    procedure: Procedure,
    guide: Guide,
    id: str,
    printed: list[LeafletFile],
    heading: Line | None = None,
) -> blocks.Offer:
    leaflet = project.leaflets[id]
    name = replace(title(guide, leaflet), role="frame")
    return blocks.Offer(
        picture=f"{FOLDER}{printed[0].picture}",
        alt=replace(guide.frame("First page of: {leaflet}", leaflet=name.text), role="alternative"),
        heading=heading,
        title=name,
        purpose=replace(purpose(guide, leaflet), role="frame"),
        files=tuple(_file(project, guide, name.text, each) for each in printed),
    )


def _file(project: Project, guide: Guide, title: str, printed: LeafletFile) -> blocks.Link:
    """A link for one size; its name holds all that the eye sees, in the same order."""
    sides = guide.frame("{paper}, printed sides: {sides}", paper=printed.key.paper, sides=counted(guide, printed.sides))
    return blocks.Link(
        words=words(f"{size_name(project, guide, printed.key.size)} (PDF)"),
        more=sides,
        address=f"{FOLDER}{printed.file}",
        name=f"{_named(project, guide, title, printed)} {sides.text}",
    )


def counted(guide: Guide, number: int | None) -> str:
    """A number that is known when it is printed."""
    return str(number) if number else guide.frame("being printed").text


def size_name(project: Project, guide: Guide, id: str) -> str:
    """What a size of print is called."""
    size = project.sizes[id]
    return guide.resolver.line(size.name, "sizes", size.place("name")).text
