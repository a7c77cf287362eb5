"""Words of the source -> lines: in one language, with the facts, phones and names of one clinic in them. Pure.

Needs a sound model: raises KeyError for every name that it does not know.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from itertools import groupby
from typing import Any, get_args

from build_tools.content.model import Approval, Clinic, Fact, FactId, Level, Phone, Procedure, Sentence, Statement
from build_tools.content.words import RESERVED, Piece, facts_in, parse
from build_tools.guide import timing
from build_tools.guide.records import Form, Line, MessageId, Role, Span, SpanKind
from build_tools.languages import hours
from build_tools.languages.catalog import SOURCE_LANGUAGE, Catalog, begun, english
from build_tools.languages.translations import INTERFACE
from build_tools.messages import messages
from build_tools.problems import Place

TOOL = Place("build_tools")
"""Where words of the tool stand, if nothing in the source asks for them."""
PART = re.compile(r"\{([a-z_]+)(?::([a-z0-9_]+))?\}")
PHONE = "phone_"
BREAKABLE = {"procedure", "clinic", "paid_by", "approval"}  # reserved names whose words may end a line
LONGEST_JOINED = 32  # letters that have room in a column of a leaflet
FORMS: dict[str, Form] = {"": "whole", **{form: form for form in get_args(Form)}}
SENTENCE_END = re.compile(r"[.!?]\s+$")


@dataclass(frozen=True)
class Resolver:
    """The words of one procedure, clinic and language; who approved them is given."""

    procedure: Procedure
    clinic: Clinic
    catalog: Catalog
    approval: Approval | None = None

    def sentence(self, sentence: Sentence, topic: str, role: Role = "statement") -> Line:
        """A sentence of a topic: `say`, or `unset` while the clinic has still to set a number of it."""
        is_unset = self.is_unset(sentence)
        chosen = "unset" if sentence.unset and is_unset else "say"
        both = filter(None, (sentence.say, sentence.unset))
        return replace(
            self.line(getattr(sentence, chosen), topic, sentence.place(chosen), role),
            lacks=tuple(id for words in both for id in self.lacks(words, topic)),
            sources=sentence.sources,
            blank=self.catalog.text("Write here:") if is_unset else "",
            key=self.key(sentence.say, topic),
        )

    def statement(self, statement: Statement, topic: str, role: Role = "statement") -> Line:
        """The same of a statement, with when it is done, for how long and why."""
        said, listed = self.sentence(statement, topic, role), "; ".join(statement.search_terms)
        return _blank_last(
            replace(
                said,
                lacks=(*said.lacks, *self.lacks(listed, topic)),
                when=timing.when(self, statement.plan) if statement.plan else None,
                how_long=self.sentence(statement.how_long, topic) if statement.how_long else None,
                why=self.sentence(statement.why, topic) if statement.why else None,
                search_terms=self.search_terms(statement.search_terms, topic),
                icon=statement.icon or "",
            )
        )

    def search_terms(self, words: Iterable[str], topic: str) -> str:
        """What patients type: a list that is one message for translators."""
        listed = "; ".join(words)
        return self.catalog.text(listed, topic) if listed else ""

    def lacks(self, words: str, context: str = INTERFACE) -> tuple[MessageId, ...]:
        """The message, where there is one and nobody has translated it."""
        return ((context, words),) if words and not self.catalog.has(words, context) else ()

    def key(self, words: str, topic: str) -> str:
        """See Line.key."""
        return hashlib.sha256(f"{topic}\0{words}".encode()).hexdigest()[:12]

    def line(self, words: str, context: str, place: Place, role: Role = "statement") -> Line:
        """Any words of the source; `context` is that of their translation."""
        told = self._told(words, context)
        spans = [told.span(piece) for piece in parse(told.catalog.text(words, context))]
        return Line(tuple(self._marked(self._begun(spans), words, context)), place, role)

    def _told(self, words: str, context: str) -> Resolver:
        """What makes a line of a message: where nobody has translated it, all of it is English, its numbers too."""
        return replace(self, catalog=english()) if self.lacks(words, context) else self

    def _marked(self, spans: Iterable[Span], words: str, context: str) -> Iterable[Span]:
        """With the message that they are of, where nobody has translated that."""
        missing = next(iter(self.lacks(words, context)), None)
        if not missing:
            return spans
        return (replace(span, language=SOURCE_LANGUAGE, missing=span.missing or missing) for span in spans)

    def _begun(self, spans: Iterable[Span]) -> Iterator[Span]:
        """A fact whose words begin a sentence, such as "About 53 of 100 people", has a capital letter."""
        before = ""
        for span in spans:
            is_fact = span.kind == "value" and span.id not in RESERVED
            begins = is_fact and (not before or SENTENCE_END.search(before))
            yield replace(span, text=begun(span.text)) if begins else span
            before = span.text

    def quoted(self, words: str, context: str, place: Place) -> Line:
        """Words of others, translated but shown as they stand: nothing in them is a fact or a link."""
        spans = (Span(self.catalog.text(words, context)),)
        return Line(tuple(self._marked(spans, words, context)), place, "frame")

    def frame(self, message: str, **parts: str | Line | Fact) -> Line:
        """Words of the tool; what stands in braces is a part, `{phone}` for questions, or a name such as `{clinic}`."""
        spans: list[Span] = []
        position, words = 0, self.catalog.text(message)
        for found in PART.finditer(words):
            spans += [Span(words[position : found.start()]), *self._part(found[1], found[2] or "", parts)]
            position = found.end()
        spans.append(Span(words[position:]))
        lacks = [*self.lacks(message), *(id for part in parts.values() if isinstance(part, Line) for id in part.lacks)]
        return Line(tuple(_merged(span for span in spans if span.text)), TOOL, "frame", lacks=tuple(lacks))

    def _part(self, name: str, bent: str, parts: Mapping[str, str | Line | Fact]) -> Iterable[Span]:
        part = parts.get(name)
        if isinstance(part, Fact):
            return [Span(self.catalog.fact(part, bent))]
        if part is not None:
            return part.spans if isinstance(part, Line) else [Span(part)]
        return [self.questions if name == "phone" else self.span(Piece("placeholder", "", name))]

    @property
    def pause(self) -> tuple[Span, ...]:
        """What stands between two sentences of one line, if anything does in this language."""
        return (Span(self.catalog.pause),) if self.catalog.pause else ()

    def series(self, lines: Iterable[Line]) -> Line:
        """Words of the tool one after the other, such as links, each of which stays what it is."""
        return reduce(lambda first, more: self.frame("{first}, {more}", first=first, more=more), lines)

    def link(self, message: str, address: str, kind: SpanKind = "link") -> Line:
        """Words of the tool that lead to a page or file; see Span.id."""
        return replace(words(self.frame(message).text, kind=kind, id=address), lacks=self.lacks(message))

    def span(self, piece: Piece) -> Span:
        """A piece of an author's words."""
        if piece.kind == "text":
            return Span(piece.text)
        if piece.kind in ("term", "page"):
            return Span(piece.text, "term" if piece.kind == "term" else "page", piece.target)
        id = piece.target
        if id in self.procedure.facts.facts:
            return self.value(id, FORMS[piece.form], piece.bent)
        if id == "phone":
            return self.questions
        if id.startswith(PHONE):
            return self.call(id.removeprefix(PHONE))
        text = self.catalog.own.names[self.procedure.id][piece.bent] if piece.bent else self._named[id]()
        # A clinic's name stays in Latin letters; the first one tells, as it does browsers.
        is_latin = self.catalog.direction == "rtl" and next(filter(str.isalpha, text), "\u0627").isascii()
        named = Span(text, "value", id, joined=id not in BREAKABLE, ltr=id == "website" or is_latin)
        lacks = self.lacks(self.procedure.info.name, "procedure") if id == "procedure" else ()
        return replace(named, language=SOURCE_LANGUAGE, missing=lacks[0]) if lacks else named

    def value(self, id: FactId, form: Form = "whole", bent: str = "") -> Span:
        """A fact in one of its forms; the whole one also as a translator bends it."""
        fact, catalog = self.fact(id), self.catalog
        told = {"number": catalog.number, "rest": catalog.rest, "counted": catalog.counted, "more": catalog.more}
        text = catalog.fact(fact, bent) if form == "whole" else told[form](fact)
        return Span(text, "value", id, form, joined=form not in ("counted", "more") and len(text) <= LONGEST_JOINED)

    def phone(self, phone: Phone) -> Span:
        """A phone number that can be pressed."""
        name = self.catalog.text("Call {number}").format(number=self.catalog.left_to_right(phone.shown))
        return Span(phone.shown, "phone", phone.id, joined=True, ltr=True, tel=phone.dials, name=name)

    def hours(self, phone: Phone) -> Span:
        """When somebody answers."""
        return Span(hours.in_words(self.catalog, phone.hours), id="hours")

    def answers(self, phone: Phone) -> Line:
        """The same, with what more there is to know of it."""
        told = Line((self.hours(phone),), phone.place("hours"))
        if not phone.note:
            return told
        note = Span(self.catalog.text(phone.note, "clinic"), id="hours")
        return replace(told, spans=self.frame("{hours}, {note}", hours=told, note=Line((note,), told.place)).spans)

    def called(self, level: Level) -> Line:
        """Whom to call at a level of getting help, with the hours where they say which number, or until when."""
        first, *others = phones = self.clinic.for_help(level)
        number = Line((self.phone(first),), TOOL)
        if not others and (first.always_answers or level == "office_hours"):
            return number
        if [bool(hours.short(self.catalog, phone.hours)) for phone in phones] == [False, True]:
            (other,) = others
            return self._with_hours(messages("{first}, {hours} {number}"), other, first=number)
        told = self._with_hours(messages("{number} ({hours})"), first)
        for other in others:
            told = self._with_hours(messages("{first}; {number} ({hours})"), other, first=told)
        return told

    def plain(self, line: Line) -> str:
        """Its words where only text can stand, such as in a calendar; what runs from left to right keeps its order."""
        return "".join(self.catalog.left_to_right(span.text) if span.ltr else span.text for span in line.spans)

    def _with_hours(self, message: str, phone: Phone, **parts: Line) -> Line:
        number, answers = Line((self.phone(phone),), TOOL), Line((self.hours(phone),), TOOL)
        return self.frame(message, number=number, hours=answers, **parts)

    def listed(self, ids: Iterable[str] | None) -> tuple[Phone, ...]:
        """Phones by their ids; all of them where none are named."""
        return self.clinic.listed(ids)

    def call(self, id: str) -> Span:
        """The number of a phone, by its id."""
        return self.phone(self.clinic.phone(id))

    @property
    def questions(self) -> Span:
        """The number to call with questions."""
        return self.phone(self.clinic.for_questions)

    def fact(self, id: FactId) -> Fact:
        """A fact, with the clinic's own number where the clinic has set it."""
        fact, setting = self.procedure.facts.facts[id], self.clinic.settings.get(self.procedure.id, {}).get(id)
        return fact.model_copy(update={"value": setting.value, "low": None, "high": None}) if setting else fact

    def known(self, id: FactId) -> Fact | None:
        """The same; None while the clinic has still to set it."""
        fact = self.fact(id)
        return fact if fact.value is not None or fact.set_by == "sources" else None

    def lasts(self) -> Fact | None:
        """How long the procedure takes; None while nobody says so."""
        id = self.procedure.info.lasts
        return self.known(id) if id else None

    def home(self) -> Fact | None:
        """How long after it most people have gone home; None while nobody says so."""
        id = self.procedure.info.home
        return self.known(id) if id else None

    def is_unset(self, sentence: Sentence) -> bool:
        """Whether the clinic has still to set a number of this sentence."""
        return any(self.known(id) is None for id in facts_in(sentence.say))

    @property
    def review_by(self) -> date:
        """The day that readers are told: nothing holds longer than its sign-off."""
        day = self.procedure.info.review
        return min(day, self.approval.until) if self.approval else day

    @property
    def _named(self) -> dict[str, Callable[[], str]]:
        info, clinic, catalog = self.procedure.info, self.clinic, self.catalog
        return {
            "procedure": lambda: catalog.text(info.name, "procedure"),
            "clinic": lambda: clinic.name,
            "written": lambda: catalog.date(info.written),
            "review": lambda: catalog.date(self.review_by),
            "website": lambda: clinic.website.removeprefix("https://"),
            "paid_by": lambda: catalog.text(clinic.paid_by, "clinic"),
            "approval": self._approved,
        }

    def _approved(self) -> str:
        """Who approved it, in a sentence."""
        if not self.approval:
            return self.catalog.text("It is a draft until a named clinician approves it.")
        words, by = self.catalog.text("{who}, approved it on {date}."), self.approval
        return words.format(who=by.who, date=self.catalog.date(by.signed))


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Neighbours that are nothing but text are one."""
    for is_plain, group in groupby(spans, key=lambda span: span == Span(span.text)):
        same = list(group)
        yield from [Span("".join(span.text for span in same))] if is_plain else same


def words(text: str, place: Place = TOOL, **span: Any) -> Line:
    """Words that are settled already, around the content; `span` is more to say of them, such as `strong=True`."""
    return Line((Span(text, **span),), place, "frame")


def strong(line: Line) -> Line:
    """The same, to be seen at once."""
    return replace(line, spans=tuple(replace(span, strong=True) for span in line.spans))


def _blank_last(line: Line) -> Line:
    """With its line to write on behind the reason: a reason that follows it would read as what to write."""
    last = line.why or line.how_long
    if not line.blank or not last or last.blank:
        return line
    rest, last = replace(line, blank=""), replace(last, blank=line.blank, blank_for=line.text)
    return replace(rest, why=last) if line.why else replace(rest, how_long=last)
