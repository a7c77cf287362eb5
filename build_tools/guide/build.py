"""Model + clinic + language -> the guide of one procedure. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from build_tools.content import model, own
from build_tools.content.labels import CERTAINTY, LEVELS
from build_tools.guide import blocks
from build_tools.guide.records import Guide, Line, Role, Section, Span, Term, Value
from build_tools.guide.resolver import Resolver
from build_tools.languages.catalog import Catalog

Common = Mapping[str, Any]


def guides(
    project: model.Project, catalog: Catalog, approvals: Mapping[str, model.Approval | None] | None = None
) -> tuple[Guide, ...]:
    """The guides of all procedures, in their order; `approvals` are the sign-offs that hold, by procedure."""
    hold = approvals or {}
    return tuple(of(project, each, catalog, hold.get(each.id)) for each in project.procedures)


def of(
    project: model.Project, procedure: model.Procedure, catalog: Catalog, approval: model.Approval | None = None
) -> Guide:
    """The guide of a procedure in the catalog's language; `approval` is the sign-off that holds, if there is one."""
    resolver, info = Resolver(procedure, project.clinic, catalog, approval), procedure.info
    return Guide(
        procedure=procedure.id,
        language=str(catalog.locale.language),
        html_language=catalog.html_language,
        direction=catalog.direction,
        name=resolver.line(info.name, "procedure", info.place("name"), "title"),
        title=resolver.line(info.title, "procedure", info.place("title"), "title"),
        summary=resolver.statement(info.summary, "procedure") if info.summary else None,
        sections=sections(resolver),
        terms={id: term(resolver, id, each) for id, each in own.terms(project, procedure).items()},
        values={id: value(resolver, id) for id in procedure.facts.facts},
        resolver=resolver,
    )


def sections(resolver: Resolver) -> dict[str, Section]:
    """Every topic, by its id."""
    return {id: section(resolver, id, topic) for id, topic in resolver.procedure.topics.items()}


def section(resolver: Resolver, id: str, topic: model.Topic) -> Section:
    """A topic with all its blocks."""
    made = tuple(_Blocks(resolver, id).block(block) for block in topic.blocks)
    return Section(id, resolver.line(topic.title, id, topic.place("title"), "heading"), made, topic.place())


def term(resolver: Resolver, id: str, term: model.Term) -> Term:
    """A word of the glossary."""
    word = resolver.line(term.word, "glossary", term.place("word"), "label")
    places = [term.place("forms", index) for index in range(len(term.forms))]
    return Term(
        id=id,
        word=word,
        means=resolver.line(term.means, "glossary", term.place("means")),
        more=resolver.statement(term.more, "glossary") if term.more else None,
        forms=tuple(resolver.line(form, "glossary", at, "label") for form, at in zip(term.forms, places, strict=True)),
        letter=resolver.catalog.initial(word.text),
        order=resolver.catalog.alphabetical(word.text),
        sources=term.sources,
        place=term.place(),
    )


def value(resolver: Resolver, id: str) -> Value:
    """A fact of the procedure."""
    fact = resolver.procedure.facts.facts[id]
    setting = resolver.clinic.settings.get(resolver.procedure.id, {}).get(id)
    what = resolver.line(fact.what, "facts", fact.place("what"), "label")
    text = resolver.value(id).text if resolver.known(id) else None
    return Value(id, what, resolver.fact(id), text, setting.place("value") if setting else fact.place())


class _Blocks:
    """Makes the blocks of one topic; the methods are named by the kinds of the source."""

    def __init__(self, resolver: Resolver, topic: str) -> None:
        self.resolver, self.topic = resolver, topic

    def block(self, block: model.Block) -> blocks.Block:
        heading = self._words(block, "heading", "heading") if block.heading else None
        make: Callable[[Any, Common], blocks.Block] = getattr(self, block.kind)
        return make(block, {"heading": heading, "detail": block.detail, "place": block.place()})

    def paragraph(self, block: model.Paragraph, common: Common) -> blocks.Block:
        return blocks.Paragraph(**common, sentences=self._said(block.sentences))

    def list(self, block: model.BulletList, common: Common) -> blocks.Block:
        return blocks.BulletList(**common, **self._items(block))

    def steps(self, block: model.Steps, common: Common) -> blocks.Block:
        return blocks.Steps(**common, **self._items(block))

    def checklist(self, block: model.Checklist, common: Common) -> blocks.Block:
        return blocks.Checklist(**common, **self._items(block, "label"))

    def key_points(self, block: model.KeyPoints, common: Common) -> blocks.Block:
        return blocks.KeyPoints(**common, **self._items(block))

    def do_and_do_not(self, block: model.DoAndDoNot, common: Common) -> blocks.Block:
        return blocks.DoAndDoNot(
            **common,
            do_label=self.resolver.frame("Do"),
            do=self._said(block.do),
            do_not_label=self.resolver.frame("Do not"),
            do_not=self._said(block.do_not),
        )

    def care_card(self, block: model.CareCard, common: Common) -> blocks.Block:
        title = self.resolver.frame(LEVELS[block.level])
        return blocks.CareCard(**common, level=block.level, title=title, items=self._said(block.items))

    def chances(self, block: model.Chances, common: Common) -> blocks.Block:
        rows = tuple(self._chance(row) for row in block.rows)
        return blocks.Chances(**common, intro=self._statement(block.intro), rows=rows)

    def how_sure(self, block: model.HowSure, common: Common) -> blocks.Block:
        return blocks.HowSure(**common, groups=tuple(self._claim(claim) for claim in block.claims))

    def comparison(self, block: model.Comparison, common: Common) -> blocks.Block:
        columns = self._each(block, "columns", block.columns)
        rows = tuple(
            blocks.ComparisonRow(label=self._words(row, "label", "label"), cells=self._said(row.cells))
            for row in block.rows
        )
        return blocks.Comparison(**common, corner=self.resolver.frame("Compare"), columns=columns, rows=rows)

    def figure(self, block: model.Figure, common: Common) -> blocks.Block:
        return blocks.Figure(
            **common,
            picture=block.picture,
            alt=self._words(block, "alt", "alternative"),
            caption=self._statement(block.caption),
            beside=block.beside,
            sizes=block.sizes,
        )

    def definitions(self, block: model.Definitions, common: Common) -> blocks.Block:
        return blocks.Definitions(**common)

    def write_in(self, block: model.WriteIn, common: Common) -> blocks.Block:
        fields = (blocks.Blank(label=self._words(each, "label", "label"), entry=each.entry) for each in block.fields)
        return blocks.WriteIn(**common, fields=tuple(fields))

    def contacts(self, block: model.Contacts, common: Common) -> blocks.Block:
        return blocks.Contacts(**common, phones=contacts(self.resolver, self.resolver.listed(block.phones)))

    def gap(self, block: model.Gap, common: Common) -> blocks.Block:
        label = self.resolver.frame("Not written yet:")
        return blocks.Gap(**common, label=label, needs=self._words(block, "needs"))

    def _items(self, block: model.Itemized, role: Role = "statement") -> dict[str, Any]:
        intro = self._statement(block.intro) if block.intro else None
        return {"intro": intro, "items": tuple(self._statement(item, role) for item in block.items)}

    def _chance(self, row: model.ChanceRow) -> blocks.ChanceRow:
        said = self._statement(row)
        key = self.resolver.key(row.otherwise, self.topic)
        otherwise = replace(self._words(row, "otherwise"), sources=row.sources, key=key)
        people, rest = self.resolver.value(row.fact), self.resolver.value(row.fact, "rest")
        return blocks.ChanceRow(
            fact=row.fact,
            amount=self.resolver.fact(row.fact),
            people=people,
            did=said,
            rest=rest,
            did_not=otherwise,
            counted=self._counted(replace(people, strong=True), said),
            others=replace(self._counted(rest, otherwise), sources=()),
            place=row.place(),
        )

    def _counted(self, number: Span, said: Line) -> Line:
        """The number and what it counts, as one message."""
        framed = self.resolver.frame("{people} {did}.", people=Line((number,), said.place), did=said)
        return replace(said, spans=framed.spans)

    def _claim(self, claim: model.Claim) -> blocks.ClaimGroup:
        label = self.resolver.frame(CERTAINTY[claim.level])
        told = blocks.Claim(claim=self._statement(claim.claim), because=self._statement(claim.because))
        return blocks.ClaimGroup(level=claim.level, label=label, claims=(told,))

    def _statement(self, statement: model.Statement, role: Role = "statement") -> Line:
        return self.resolver.statement(statement, self.topic, role)

    def _said(self, statements: Iterable[model.Statement]) -> tuple[Line, ...]:
        return tuple(map(self._statement, statements))

    def _words(self, record: model.Record, field: str, role: Role = "statement") -> Line:
        return self.resolver.line(getattr(record, field), self.topic, record.place(field), role)

    def _each(self, record: model.Record, field: str, words: Iterable[str]) -> tuple[Line, ...]:
        placed = ((each, record.place(field, index)) for index, each in enumerate(words))
        return tuple(self.resolver.line(each, self.topic, place, "label") for each, place in placed)


def contacts(resolver: Resolver, shown: Iterable[model.Phone]) -> tuple[blocks.Contact, ...]:
    """Phones of the clinic, each with its name, number and hours."""
    return tuple(
        blocks.Contact(
            id=phone.id,
            name=resolver.line(phone.name, "clinic", phone.place("name"), "label"),
            number=Line((resolver.phone(phone),), phone.place("number")),
            hours=resolver.line(phone.when, "clinic", phone.place("when")),
        )
        for phone in shown
    )


def numbers(resolver: Resolver) -> Line:
    """Every phone of the clinic in one line, each with its name."""
    spans: list[Span] = []
    for each in contacts(resolver, resolver.clinic.emergency_first()):
        spans += [Span(f"{' ' if spans else ''}{each.name.text}: "), *each.number.spans, Span(".")]
    return Line(tuple(spans), resolver.clinic.place("phones"), "frame")
