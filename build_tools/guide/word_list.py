"""The words that a procedure explains, on the page of all words and on the cards that they open. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

from build_tools.content.model import Page, Procedure, Project, shown_on_page
from build_tools.guide import blocks, walk
from build_tools.guide.records import Guide, Line
from build_tools.guide.resolver import words

LONG = 10  # words of a list that wants letters to jump to


def definitions(block: blocks.Definitions, project: Project, procedure: Procedure, guide: Guide) -> blocks.Definitions:
    """Every word that the procedure explains, by the letter it begins with, each with the pages that explain it."""
    if not guide.terms:
        return replace(block, empty=guide.frame("No medical word needs to be explained here."))
    met, catalog = _met(project, procedure, guide), guide.resolver.catalog
    names = {id: term.word.text for id, term in guide.terms.items()}
    in_order = sorted(names, key=lambda id: catalog.alphabetical(names[id]))
    letters = tuple(
        blocks.LetterGroup(letter=letter, words=tuple(replace(_word(guide, id), met=met(id)) for id in ids))
        for letter, ids in groupby(in_order, key=lambda id: catalog.initial(names[id]))
    )
    wants_index = len(in_order) > LONG and len(letters) < len(in_order)
    return replace(block, letters=letters, index=tuple(words(each.letter) for each in letters) if wants_index else ())


def card(project: Project, procedure: Procedure, guide: Guide, id: str) -> blocks.Definition:
    """A word with its meaning, what more there is to say of it, and the way to the page of all words."""
    page = page_of_words(project, procedure)
    way = guide.link("All words explained", f"{page}#word-{id}", "page") if page else None
    return replace(_word(guide, id), met=way)


def page_of_words(project: Project, procedure: Procedure) -> str | None:
    """The id of the page that explains all words, if there is one."""
    for page in project.site.pages:
        if any(block.kind == "definitions" for shown in shown_on_page(procedure, page) for block in shown.blocks):
            return page.id
    return None


def _word(guide: Guide, id: str) -> blocks.Definition:
    term = guide.terms[id]
    also = guide.frame("Also: {words}", words=guide.resolver.series(term.forms)) if term.forms else None
    also = replace(also, place=term.place) if also else None
    return blocks.Definition(id=id, word=term.word, means=term.means, more=term.more, also=also)


def _met(project: Project, procedure: Procedure, guide: Guide) -> Callable[[str], Line | None]:
    """For a term: the pages that explain it, in their order, as one line of links."""
    pages = [(page, _terms_on(procedure, guide, page)) for page in project.site.pages]

    def link(page: Page, id: str) -> Line:
        title = guide.resolver.line(page.title, "site", page.place("title")).text
        return words(title, kind="page", id=f"{page.id}#term-{id}")

    def met(id: str) -> Line | None:
        found = [link(page, id) for page, terms in pages if id in terms]
        if not found:
            return None
        told = guide.frame("Where you meet it: {pages}", pages=guide.resolver.series(found))
        return replace(told, place=guide.terms[id].place)

    return met


def _terms_on(procedure: Procedure, guide: Guide, page: Page) -> set[str]:
    return walk.terms(walk.selected(guide.sections, shown_on_page(procedure, page)))
