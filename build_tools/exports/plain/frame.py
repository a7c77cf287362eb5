"""What our theme puts around a page, in words: notices, phone numbers, days, and the way on. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import yaml

from build_tools.exports.plain.markdown import stacked
from build_tools.exports.plain.renderer import Renderer
from build_tools.guide import blocks, build
from build_tools.guide.blocks import Block
from build_tools.guide.page import note
from build_tools.guide.records import Guide, Line, Span
from build_tools.guide.resolver import TOOL, strong, words
from build_tools.messages import messages
from build_tools.output import Output
from build_tools.records import notices
from build_tools.website import heads, menu
from build_tools.website.heads import Head
from build_tools.website.site_page import SitePage

RULE = "---"


def framed(output: Output, page: SitePage) -> str:
    """The whole text of a page's file."""
    render = Renderer(output.project, page, output.today)
    head = output.heads.get(page.path)
    around = head or output.heads[heads.HOME]
    untitled = next((section.id for section in page.surface.sections if not section.title), "")
    parts = [
        _front_matter(page, head),
        render.heading(1, page.surface.title, untitled),  # links to that section lead to the head of the page
        render.shown(_above(output, page, around), 2),
        RULE,
        render.main(),
        RULE,
        render.shown(_below(output, page, around), 2),
    ]
    return stacked(parts) + "\n"


def _front_matter(page: SitePage, head: Head | None) -> str:
    """What engines show in lists and tabs; they add the clinic's name themselves."""
    told = {"title": f"{page.title} | {page.eyebrow}" if page.eyebrow else page.title}
    told |= {"description": head.description} if head else {}
    return f"---\n{yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=10_000)}---"


def _above(output: Output, page: SitePage, head: Head) -> Iterator[Block]:
    """Whose page it is and who approved it; whom to call; until when it holds."""
    guide, project = page.guide, output.project
    guides = output.guides_in(guide.language)
    told = notices.on_page(guides, menu.guide_of(guides, page.path.removeprefix(page.folder))).lines
    whose = f"{page.eyebrow}, " if page.eyebrow else ""
    yield note(words(f"{whose}{project.clinic.name}."), *map(strong, told[:1]), *told[1:])
    # Where a page belongs to no procedure of several, there are only the numbers.
    help = page.help or (f"{guide.procedure}/{project.site.help_page}.html" if len(guides) == 1 else "")
    yield note(build.numbers(guide.resolver), *([guide.link("Get help", help)] if help else []))
    ask = guide.frame("After that day, ask us whether it still holds: {phone}.")
    overdue = (words(dated.words, strong=True) for dated in head.dated if output.today > dated.day)
    yield note(_on(guide, "Review by {date}.", head.review), ask, *overdue)


def _below(output: Output, page: SitePage, head: Head) -> Iterator[Block]:
    """The way on, where to find the clinic, and how old the words are."""
    guide, clinic = page.guide, output.project.clinic
    inside = page.address.removeprefix(page.folder)
    found = menu.menu_of(menu.menus(output.project, output.guides_in(guide.language)), inside)
    ways = zip(messages(("Previous", "Next")), found.around(inside) if found else (), strict=False)
    yield note(*(_way(guide, label, entry) for label, entry in ways if entry))
    yield note(words(f"{clinic.name}, {clinic.address}"))
    yield blocks.Contacts(phones=build.contacts(guide.resolver, clinic.emergency_first()), place=TOOL)
    written, review = messages(("Written on {date}.", "Review by {date}."))
    days = _on(guide, written, head.written), _on(guide, review, head.review)
    yield note(*days, guide.frame("This guide does not replace what your own team tells you."))


def _on(guide: Guide, message: str, day: date) -> Line:
    return guide.frame(message, date=guide.resolver.catalog.date(day))


def _way(guide: Guide, label: str, entry: menu.MenuEntry) -> Line:
    link = Span(entry.title, "link", entry.address)
    return Line((*guide.frame(label).spans, Span(": "), link, Span(".")), TOOL)
