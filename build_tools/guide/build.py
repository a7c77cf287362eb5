"""Model + clinic + language -> the guide of one procedure. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, assert_never

from build_tools.content import model, own
from build_tools.content.labels import CERTAINTY, LEVELS
from build_tools.guide import blocks
from build_tools.guide.records import Form, Guide, Line, Role, Section, Span, Term, Value
from build_tools.guide.resolver import Resolver
from build_tools.languages.catalog import Catalog, begun
from build_tools.messages import messages

LISTS = {each.kind: each for each in (blocks.BulletList, blocks.Steps, blocks.Checklist, blocks.KeyPoints)}


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
        language=catalog.tag,
        html_language=catalog.html_language,
        direction=catalog.direction,
        name=resolver.line(info.name, "procedure", info.place("name"), "title"),
        title=resolver.line(info.title, "procedure", info.place("title"), "title"),
        summary=resolver.sentence(info.summary, "procedure") if info.summary else None,
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
    title = resolver.line(topic.title, id, topic.place("title"), "heading")
    title = replace(title, lacks=resolver.lacks("; ".join(topic.search_terms or ()), id))
    return Section(id, title, tuple(map(_Blocks(resolver, id, title.text).block, topic.blocks)), topic.place())


def term(resolver: Resolver, id: str, term: model.YamlTerm) -> Term:
    """A word of the glossary."""
    places = [term.place("forms", index) for index in range(len(term.forms))]
    return Term(
        id=id,
        word=resolver.line(term.word, "glossary", term.place("word"), "label"),
        means=resolver.line(term.means, "glossary", term.place("means")),
        more=resolver.sentence(term.more, "glossary") if term.more else None,
        forms=tuple(resolver.line(form, "glossary", at, "label") for form, at in zip(term.forms, places, strict=True)),
        sources=term.sources,
        place=term.place(),
    )


def value(resolver: Resolver, id: str) -> Value:
    """A fact of the procedure."""
    fact = resolver.procedure.facts.facts[id]
    setting = resolver.clinic.settings.get(resolver.procedure.id, {}).get(id)
    what = resolver.line(fact.what, "facts", fact.place("what"), "label")
    form: Form = "counted" if fact.unit == "people" else "whole"
    text = resolver.value(id, form).text if resolver.known(id) else None
    return Value(id, what, resolver.fact(id), text, setting.place("value") if setting else fact.place())


class _Blocks:
    """Makes the blocks of one topic."""

    def __init__(self, resolver: Resolver, topic: str, title: str) -> None:
        self.resolver, self.topic, self.title = resolver, topic, title

    def block(self, block: model.Block) -> blocks.Block:
        """A block with all its words. A kind that is not here stops mypy, and the build."""
        heading = self._heading(block) if block.heading else None
        common: dict[str, Any] = {"heading": heading, "detail": block.detail, "place": block.place()}
        match block:
            case model.YamlParagraph():
                return blocks.Paragraph(**common, sentences=self._said(block.sentences), level=block.level)
            case model.YamlBulletList() | model.YamlSteps() | model.YamlChecklist() | model.YamlKeyPoints():
                intro = self._statement(block.intro) if block.intro else None
                items = self._said(block.items, "label" if block.kind == "checklist" else "statement")
                return LISTS[block.kind](**common, intro=intro, items=items)
            case model.YamlDoAndDoNot():
                do_label, do_not_label = map(self.resolver.frame, messages(("Do", "Do not")))
                do, do_not = self._said(block.do), self._said(block.do_not)
                return blocks.DoAndDoNot(**common, do_label=do_label, do=do, do_not_label=do_not_label, do_not=do_not)
            case model.YamlCareCard():
                title, groups = care_level(self.resolver, block.level), tuple(self._signs(block))
                why, tell = (self._statement(each) if each else None for each in (block.why, block.tell))
                return blocks.CareCard(**common, level=block.level, title=title, groups=groups, why=why, tell=tell)
            case model.YamlChances():
                rows = tuple(map(self._chance, block.rows))
                return blocks.Chances(**common, intro=self._statement(block.intro), rows=rows)
            case model.YamlHowSure():
                return blocks.HowSure(**common, groups=tuple(map(self._claim, block.claims)))
            case model.YamlComparison():
                corner, columns = self.resolver.frame("Compare"), self._each(block, "columns", block.columns)
                compared = tuple(map(self._compared, block.rows))
                return blocks.Comparison(**common, corner=corner, columns=columns, rows=compared)
            case model.YamlFigure():
                alt, caption = self._words(block, "alt", "alternative"), self._statement(block.caption)
                return blocks.Figure(
                    **common, picture=block.picture, alt=alt, caption=caption, beside=block.beside, sizes=block.sizes
                )
            case model.YamlDefinitions():
                return blocks.Definitions(**common)
            case model.YamlAnswer():
                return blocks.Answer(**common, sentence=self._statement(block.sentence))
            case model.YamlTimes():
                if_empty = self._words(block, "if_empty") if block.if_empty else None
                return blocks.Times(**common, cells=tuple(map(self._time, block.items)), if_empty=if_empty)
            case model.YamlWriteIn():
                blanks = tuple(blank(self.resolver, each, self.topic, self.title) for each in block.fields)
                return blocks.WriteIn(**common, fields=blanks)
            case model.YamlContacts():
                return blocks.Contacts(**common, phones=contacts(self.resolver, self.resolver.listed(block.phones)))
            case model.YamlGap():
                label = self.resolver.frame("Not written yet:")
                return blocks.Gap(**common, label=label, needs=self._words(block, "needs"))
            case _:
                assert_never(block)

    def _heading(self, block: model.YamlBlock) -> Line:
        return replace(self._words(block, "heading", "heading"), icon=block.icon or "")

    def _signs(self, card: model.YamlCareCard) -> Iterator[blocks.SignGroup]:
        """A card without groups is one group without a title."""
        groups = [(self._words(each, "title", "heading"), each.items) for each in card.groups]
        ungrouped: list[tuple[Line | None, tuple[model.YamlSign, ...]]] = [(None, card.items)] if card.items else []
        for title, signs in [*groups, *ungrouped]:
            yield blocks.SignGroup(title=title, items=self._said(signs), short=tuple(map(self._short, signs)))

    def _short(self, sign: model.YamlSign) -> Line:
        """In few words, or as it is; no step of the plan a second time."""
        said = replace(self._statement(sign), when=None)
        if not sign.short:
            return said
        words = self._words(sign, "short")
        return replace(said, spans=words.spans, place=words.place, lacks=(), blank="", how_long=None, why=None)

    def _time(self, statement: model.Statement) -> blocks.TimeCell:
        label, frame = self._statement(statement, "label"), self.resolver.frame
        at, on = (frame(words, label=label).text for words in messages(("{label}: time", "{label}: day")))
        return blocks.TimeCell(label=label, at=at, on_label=frame("on"), on=on)

    def _compared(self, row: model.YamlComparisonRow) -> blocks.ComparisonRow:
        return blocks.ComparisonRow(label=self._words(row, "label", "label"), cells=self._said(row.cells))

    def _chance(self, row: model.YamlChanceRow) -> blocks.ChanceRow:
        said = self._statement(row)
        key = self.resolver.key(row.otherwise, self.topic)
        otherwise = replace(self._words(row, "otherwise"), sources=row.sources, key=key)
        people, rest = self.resolver.value(row.fact, "whole"), self.resolver.value(row.fact, "rest")
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
        number = replace(number, text=begun(number.text))
        framed = self.resolver.frame("{people} {did}.", people=Line((number,), said.place), did=said)
        return replace(said, spans=framed.spans)

    def _claim(self, claim: model.YamlClaim) -> blocks.ClaimGroup:
        label = self.resolver.frame(CERTAINTY[claim.level])
        told = blocks.Claim(claim=self._statement(claim.claim), because=self._statement(claim.because))
        return blocks.ClaimGroup(level=claim.level, label=label, claims=(told,))

    def _statement(self, statement: model.Statement, role: Role = "statement") -> Line:
        return self.resolver.statement(statement, self.topic, role)

    def _said(self, statements: Iterable[model.Statement], role: Role = "statement") -> tuple[Line, ...]:
        return tuple(self._statement(each, role) for each in statements)

    def _words(self, record: model.Record, field: str, role: Role = "statement") -> Line:
        return self.resolver.line(getattr(record, field), self.topic, record.place(field), role)

    def _each(self, record: model.Record, field: str, words: Iterable[str]) -> tuple[Line, ...]:
        placed = ((each, record.place(field, index)) for index, each in enumerate(words))
        return tuple(self.resolver.line(each, self.topic, place, "label") for each, place in placed)


def blank(resolver: Resolver, field: model.WriteInField, context: str, title: str) -> blocks.Blank:
    """A place to write on; `title` is that of what it stands in."""
    label = resolver.line(field.label, context, field.place("label"), "label")
    empty = resolver.line(field.if_empty, context, field.place("if_empty")) if field.if_empty else None
    name = resolver.frame("{title}: {label}", title=title, label=label).text
    return blocks.Blank(label=label, entry=field.entry, name=name, if_empty=empty)


def care_level(resolver: Resolver, level: model.Level) -> Line:
    """What to do at a level of getting help."""
    return resolver.frame(LEVELS[level].call, numbers=resolver.called(level))


def contacts(resolver: Resolver, shown: Iterable[model.Phone]) -> tuple[blocks.Contact, ...]:
    """Phones of the clinic, each with its name, number and hours."""
    return tuple(
        blocks.Contact(
            id=phone.id,
            name=resolver.line(phone.name, "clinic", phone.place("name"), "label"),
            number=Line((resolver.phone(phone),), phone.place("number")),
            hours=resolver.answers(phone),
            is_emergency=phone.is_emergency,
        )
        for phone in shown
    )


def numbers(resolver: Resolver) -> Line:
    """Every phone of the clinic in one line, each with its name."""
    spans: list[Span] = []
    for each in contacts(resolver, resolver.clinic.emergency_first()):
        told = resolver.frame("{name}: {number}.", name=each.name, number=each.number)
        spans += [*(resolver.pause if spans else ()), *told.spans]
    return Line(tuple(spans), resolver.clinic.place("phones"), "frame")
