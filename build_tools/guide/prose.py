"""The words of a statement: `{facts}`, `[terms](term:...)` and `[links](page:...)` in it, and how they read.

`parse` takes the author's words apart; `Prose` puts them together for one page or leaflet, with the facts of the
clinic in them and each medical word explained where it first stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from build_tools.content.model import Clinic, Fact, Glossary, Procedure, Setting, Statement
from build_tools.content.words import RESERVED, Piece, facts_in, is_fact, parse, phone_in, phones_in, terms_in
from build_tools.languages.catalog import Catalog

__all__ = ["RESERVED", "Piece", "Prose", "dial", "facts_in", "is_fact", "parse", "phone_in", "phones_in", "terms_in"]
NO_BREAK = "\N{NO-BREAK SPACE}"  # a number never parts from its unit
OPENER = Markup('<button type="button" class="term" popovertarget="card-{}" aria-haspopup="dialog">{}</button>')


@dataclass
class Prose:
    """The voice of one page or leaflet. It remembers which terms it has explained, so make one for each."""

    procedure: Procedure
    clinic: Clinic
    glossary: Glossary
    catalog: Catalog
    page_link: Callable[[str], str] | None = None
    """Address of a page by id; None on paper, where a link is only its words."""
    opens_words: bool = False
    """Whether an explained word opens a card that stands at the end of the page (website/words.py writes it)."""
    explained: dict[str, bool] = field(default_factory=dict)
    """The terms explained so far, in order, each with whether it opens a card."""

    def say(self, statement: Statement, context: str, in_label: bool = False) -> Markup:
        """A statement as HTML. `context` is the topic's id, the context of its translation.

        `in_label`: it names a field; the label of one field must not hold a button.
        """
        return self.words(self.chosen(statement), context, in_label)

    def chosen(self, statement: Statement) -> str:
        """The author's words that hold for this clinic: `say`, or `unset` while a number is missing."""
        return statement.unset if statement.unset and self.is_unset(statement) else statement.say

    def is_unset(self, statement: Statement) -> bool:
        """Whether the clinic has still to set a number of this statement: a line to write on follows it."""
        return any(self._must_be_set(id) for id in facts_in(statement.say))

    def words(self, words: str, context: str, in_label: bool = False) -> Markup:
        """Any words of the source as HTML."""
        pieces = parse(self.catalog.text(words, context))
        return Markup("").join(self._html_piece(piece, in_label) for piece in pieces)

    def plain(self, words: str, context: str) -> str:
        """Any words of the source as text: titles, labels, alternatives, texts to measure."""
        return "".join(self._plain_piece(piece) for piece in parse(self.catalog.text(words, context)))

    def value(self, id: str, form: str = "") -> str:
        """What stands for `{id}` or `{id.form}`."""
        if not is_fact(id):
            return self._reserved(id)
        fact = self.fact(id)
        if form == "number":
            return self.catalog.number(fact)
        return self.catalog.rest(fact) if form == "rest" else self.catalog.fact(fact)

    def fact(self, id: str) -> Fact:
        """A fact, with the clinic's own number where the clinic has set it."""
        fact = self.procedure.facts.facts[id]
        setting = self._setting(id)
        return fact.model_copy(update={"value": setting.value, "low": None, "high": None}) if setting else fact

    def _html_piece(self, piece: Piece, in_label: bool) -> Markup:
        if piece.kind == "placeholder":
            return self._html_value(piece)
        if piece.kind == "term":
            return self._html_term(piece, in_label)
        if piece.kind == "page" and self.page_link:
            return Markup('<a href="{}">{}</a>').format(self.page_link(piece.target), piece.text)
        return escape(piece.text)

    def _html_value(self, piece: Piece) -> Markup:
        value = self.value(piece.target, piece.form)
        if piece.target not in ("procedure", "clinic", "paid_by", "approval"):
            value = value.replace(" ", NO_BREAK)
        if phone_in(piece.target):
            # A phone number reads from left to right in every script.
            number = Markup('<span class="fact" data-fact="{}" dir="ltr">{}</span>').format(piece.target, value)
            call = self.catalog.text("Call {number}").format(number=value)
            return Markup('<a href="tel:{}" title="{}">{}</a>').format(dial(value), call, number)
        if piece.target in RESERVED:
            return escape(value)
        return Markup('<span class="fact" data-fact="{}">{}</span>').format(piece.target, value)

    def _html_term(self, piece: Piece, in_label: bool) -> Markup:
        if piece.target in self.explained:
            return escape(piece.text)
        opens = self.explained[piece.target] = self.opens_words and not in_label
        meaning = self.words(self.glossary.terms[piece.target].means, "glossary")
        if not self.opens_words:
            return Markup("<dfn>{}</dfn> ({})").format(piece.text, meaning)
        word = OPENER.format(piece.target, piece.text) if opens else piece.text
        return Markup('<dfn id="term-{}">{}</dfn> ({})').format(piece.target, word, meaning)

    def _plain_piece(self, piece: Piece) -> str:
        return self.value(piece.target, piece.form) if piece.kind == "placeholder" else piece.text

    def _reserved(self, id: str) -> str:
        if phone_in(id):
            return self.clinic.phone(phone_in(id)).number
        info = self.procedure.info
        return {
            "procedure": lambda: self.catalog.text(info.name, "procedure"),
            "clinic": lambda: self.clinic.name,
            "written": lambda: self.catalog.date(info.written),
            "review": lambda: self.catalog.date(self.procedure.review_by),
            "website": lambda: self.clinic.website.removeprefix("https://"),
            "paid_by": lambda: self.catalog.text(self.clinic.paid_by, "clinic"),
            "approval": self._approval,
        }[id]()

    def _approval(self) -> str:
        """Who approved it, in a sentence."""
        approval = self.procedure.standing.approval
        if not approval:
            return self.catalog.text("It is a draft until a named clinician approves it.")
        words = self.catalog.text("{name}, {role}, approved it on {date}.")
        return words.format(name=approval.name, role=approval.role, date=self.catalog.date(approval.signed))

    def _setting(self, id: str) -> Setting | None:
        return self.clinic.settings.get(self.procedure.id, {}).get(id)

    def _must_be_set(self, id: str) -> bool:
        return self.procedure.facts.facts[id].set_by == "clinic" and self._setting(id) is None


def dial(number: str) -> str:
    """A phone number as a `tel:` link has it."""
    return re.sub(r"[^+0-9]", "", number)
