"""The page of all topics in the order of the alphabet: the way to an answer for who cannot use the search. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from build_tools.content.model import Page, Procedure, Project, shown_on_page
from build_tools.guide import blocks
from build_tools.guide.first_pages import unwell
from build_tools.guide.page import made_of
from build_tools.guide.records import Guide, Section, Surface
from build_tools.guide.resolver import TOOL


def all_topics(project: Project, procedure: Procedure, guide: Guide, page: Page) -> Surface:
    """Danger signs first; then each topic that patients search for, once on each page that shows it."""
    links = sorted(_links(project, procedure, guide), key=lambda link: (_in_order(link.words.text), link.address))
    shown = (unwell(project, guide), blocks.Links(look="topics", links=tuple(links), place=TOOL))
    return made_of(project, procedure, guide, page, (Section("", None, shown, page.place()),))


def _links(project: Project, procedure: Procedure, guide: Guide) -> Iterator[blocks.Link]:
    for page in project.site.pages:
        name = guide.frame("on “{page}”", page=guide.resolver.line(page.title, "site", page.place("title")).text)
        for id, topic, _ in shown_on_page(procedure, page) if page.search else ():
            if topic.search_terms != () and (title := guide.sections[id].title):
                place = f"{procedure.id}/{page.id}.html#{id}"
                yield blocks.Link(words=replace(title, role="frame", lacks=()), more=name, address=place)


def _in_order(title: str) -> str:
    """Where it stands in the alphabet: accents and capital letters do not count."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", title) if sign.isalnum()).casefold()
