"""Surface -> the main part of a page as HTML. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count
from posixpath import dirname, relpath

from build_tools.content.model import Project
from build_tools.guide import blocks, icon_array
from build_tools.guide.blocks import Block
from build_tools.guide.records import Span, Surface
from build_tools.problems import Problem, ProblemsFound
from build_tools.templates import render
from build_tools.website.site_page import LOST, SitePage, located

TOP = "top-of-page"  # the id of the first heading


def html(
    project: Project,
    page: SitePage,
    site: str = "",
    template: str = "page",
    more: Mapping[str, object] | None = None,
) -> str:
    """The main part of a page; its links count from its own place, or from the address of the site where one is given.

    Another template may ask for `more`.

    Raises ProblemsFound for a mistake in a template.
    """

    def here(address: str) -> str:
        there = located(address, page.folder)
        return f"{site}{there}" if site else relative(there, page.address)

    def link(span: Span) -> str:
        return here(address(project, page, span))

    return render(
        project.root,
        f"docs/templates/pages/{template}.html",
        surface=page.surface,
        top=TOP,
        has_pictures=any(block.kind == "chances" for block in _blocks(page.surface)),
        guide=page.guide,
        clinic=project.clinic,
        t=page.guide.resolver.catalog.text,
        pause=page.guide.resolver.catalog.pause,
        here=here,
        link=link,
        picture=icon_array.picture,
        field_id=_numbered(),
        **(more or {}),
    )


def of_site(project: Project, found: Iterable[SitePage], site: str = "") -> dict[str, str]:
    """The main part of every page, by the page's path, and of the page for lost addresses, which counts from `site`.

    Raises ProblemsFound with what is wrong in all templates.
    """
    made: dict[str, str] = {}
    problems: list[Problem] = []
    for page in found:
        try:
            made[page.path] = html(project, page, site if page.path == LOST else "")
        except ProblemsFound as wrong:
            problems += wrong.problems
    if problems:
        raise ProblemsFound(problems)
    return made


def contents(surface: Surface) -> list[tuple[str, str]]:
    """The id and title of each section, for the list beside the page; a page of questions has its own list."""
    if any(isinstance(block, blocks.Links) and block.look == "questions" for block in _blocks(surface)):
        return []
    return [(section.id, section.title.text) for section in surface.sections if section.title]


def _blocks(surface: Surface) -> Iterator[Block]:
    return (block for section in surface.sections for block in section.blocks)


def relative(address: str, start: str) -> str:
    """An address that counts from the site's folder, as seen from a page."""
    path, mark, section = address.partition("#")
    return f"{relpath(path, dirname(start) or '.') if path else ''}{mark}{section}"


def address(project: Project, page: SitePage, span: Span) -> str:
    """Where words lead, from the site's folder; pages and sources are those of the page's procedure."""
    if span.kind == "link":
        return span.id
    if span.kind == "source":
        sources = project.site.page_built("sources")
        return f"{page.guide.procedure}/{sources.id if sources else 'sources'}.html#{span.id}"
    id, mark, section = span.id.partition("#")
    return f"{page.guide.procedure}/{id}.html{mark}{section}"


def _numbered() -> Callable[[], str]:
    """Ids for form fields, the same in every build."""
    numbers = count(1)
    return lambda: f"field-{next(numbers)}"
