"""How an author's words read, worked out a second time and without the guide: what tests compare its output with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_tools.content.model import Approval, Clinic, Fact, Glossary, Procedure, Sentence, Setting
from build_tools.content.words import Piece, facts_in, is_fact, parse, phone_in
from build_tools.languages.catalog import Catalog


@dataclass(frozen=True)
class Prose:
    """The voice of one procedure."""

    procedure: Procedure
    clinic: Clinic
    glossary: Glossary
    catalog: Catalog
    approval: Approval | None = None

    def chosen(self, statement: Sentence) -> str:
        """The author's words that hold for this clinic: `say`, or `unset` while a number is missing."""
        return statement.unset if statement.unset and self.is_unset(statement) else statement.say

    def is_unset(self, statement: Sentence) -> bool:
        """Whether the clinic has still to set a number of this statement: a line to write on follows it."""
        return any(self._must_be_set(id) for id in facts_in(statement.say))

    def plain(self, words: str, context: str) -> str:
        """Any words of the source as text: titles, labels, alternatives, texts to measure."""
        said = ""
        for piece in parse(self.catalog.text(words, context)):
            text = self._plain_piece(piece)
            begins = piece.kind == "placeholder" and is_fact(piece.target) and re.search(r"(^|[.!?]\s+)$", said)
            said += text[:1].upper() + text[1:] if begins else text
        return said

    def value(self, id: str, form: str = "") -> str:
        """What stands for `{id}` or `{id.form}`."""
        if not is_fact(id):
            return self._reserved(id)
        fact = self.fact(id)
        if form == "number":
            return self.catalog.number(fact)
        forms = {"rest": self.catalog.rest, "counted": self.catalog.counted, "more": self.catalog.more}
        return forms.get(form, self.catalog.fact)(fact)

    def fact(self, id: str) -> Fact:
        """A fact, with the clinic's own number where the clinic has set it."""
        fact = self.procedure.facts.facts[id]
        setting = self._setting(id)
        return fact.model_copy(update={"value": setting.value, "low": None, "high": None}) if setting else fact

    def _plain_piece(self, piece: Piece) -> str:
        return self.value(piece.target, piece.form) if piece.kind == "placeholder" else piece.text

    def _reserved(self, id: str) -> str:
        if phone_in(id):
            return self.clinic.phone(phone_in(id)).number
        info = self.procedure.info
        asked = (phone.number for phone in self.clinic.phones if "office_hours" in phone.help)
        return {
            "phone": lambda: next(asked),
            "procedure": lambda: self.catalog.text(info.name, "procedure"),
            "clinic": lambda: self.clinic.name,
            "written": lambda: self.catalog.date(info.written),
            "review": lambda: self.catalog.date(min([info.review, *([self.approval.until] if self.approval else [])])),
            "website": lambda: self.clinic.website.removeprefix("https://"),
            "paid_by": lambda: self.catalog.text(self.clinic.paid_by, "clinic"),
            "approval": self._approval,
        }[id]()

    def _approval(self) -> str:
        """Who approved it, in a sentence."""
        approval = self.approval
        if not approval:
            return self.catalog.text("It is a draft until a named clinician approves it.")
        words, who = self.catalog.text("{who}, approved it on {date}."), f"{approval.name}, {approval.role}"
        return words.format(who=who, date=self.catalog.date(approval.signed))

    def _setting(self, id: str) -> Setting | None:
        return self.clinic.settings.get(self.procedure.id, {}).get(id)

    def _must_be_set(self, id: str) -> bool:
        return self.procedure.facts.facts[id].set_by == "clinic" and self._setting(id) is None
