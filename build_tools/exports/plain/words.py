"""The words that a procedure's pages explain, in the order of the alphabet, each with the pages that explain it."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from build_tools.content import own
from build_tools.content.model import Definitions, Page, Procedure, Project, Term, shown_on_page
from build_tools.guide.prose import Prose, terms_in
from build_tools.languages.catalog import Catalog


class Word(NamedTuple):
    """A term and the pages of this procedure that explain it, in their order."""

    id: str
    term: Term
    pages: tuple[Page, ...]


class Letter(NamedTuple):
    """The words that begin with a letter."""

    letter: str
    words: tuple[Word, ...]


def letters(project: Project, procedure: Procedure, catalog: Catalog) -> tuple[Letter, ...]:
    """Every term that the procedure explains, by the letter that it begins with in this language."""
    prose = Prose(procedure, project.clinic, project.glossary, catalog)
    on_pages = [(page, _terms_on(procedure, page, prose)) for page in project.site.pages]
    terms = own.terms(project, procedure)
    in_words = {id: catalog.text(term.word, "glossary") for id, term in terms.items()}
    ids = sorted(terms, key=lambda id: catalog.alphabetical(in_words[id]))
    words = {id: Word(id, terms[id], tuple(page for page, marked in on_pages if id in marked)) for id in ids}
    same_letter = groupby(ids, key=lambda id: catalog.initial(in_words[id]))
    return tuple(Letter(letter, tuple(words[id] for id in same)) for letter, same in same_letter)


def page_of_words(project: Project, procedure: Procedure) -> str | None:
    """The id of the page that explains all words, if there is one."""
    for page in project.site.pages:
        if any(isinstance(block, Definitions) for shown in shown_on_page(procedure, page) for block in shown.blocks):
            return page.id
    return None


def _terms_on(procedure: Procedure, page: Page, prose: Prose) -> set[str]:
    """The ids of the terms that a page explains."""
    blocks = (block for shown in shown_on_page(procedure, page) for block in shown.blocks)
    return {id for block in blocks for statement in block.statements() for id in terms_in(prose.chosen(statement))}
