"""The pages that tell where it all comes from: the sources, and where they disagree. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import reduce

from build_tools.content import own
from build_tools.content.model import Coverage, Disagreement, Page, Procedure, Project, Source
from build_tools.content.sections import title as section_title
from build_tools.guide import blocks
from build_tools.guide.page import made_of, note
from build_tools.guide.records import Guide, Line, Section, Span, Surface
from build_tools.guide.resolver import strong, words
from build_tools.languages.catalog import SOURCE_LANGUAGE
from build_tools.messages import messages
from build_tools.problems import Place


def sources(project: Project, procedure: Procedure, guide: Guide, page: Page) -> Surface:
    """The page of sources; then what this guide leaves out, each with the reason."""
    shown = tuple(_source(procedure, guide, id, each) for id, each in own.sources(project, procedure).items())
    sections = (Section("", None, shown, page.place()), *_without(project, procedure, guide))
    return made_of(project, procedure, guide, page, sections)


def disagreements(project: Project, procedure: Procedure, guide: Guide, page: Page) -> Surface:
    """The page of questions to which the sources give different answers."""
    found = enumerate(procedure.disagreements.disagreements, 1)
    return made_of(project, procedure, guide, page, [_question(project, guide, number, each) for number, each in found])


# --- sources ---------------------------------------------------------------------------------------------------------


def _source(procedure: Procedure, guide: Guide, id: str, source: Source) -> blocks.SourceEntry:
    note = guide.resolver.quoted(source.note, "sources", source.place("note")) if source.note else None
    facts = procedure.coverage.documents.get(id, ())
    return blocks.SourceEntry(
        id=id,
        title=words(source.title, source.place("title"), language=_english(guide)),
        about=(_published(guide, id, source), *([note] if note else [])),
        counts=_counts(guide, facts) if facts else None,
        facts=tuple(_fact(guide, fact) for fact in facts),
        place=source.place(),
    )


def _published(guide: Guide, id: str, source: Source) -> Line:
    """What it is, who published it and when, and how far we trust it."""
    approval = guide.resolver.approval
    if source.confirmed:
        state = guide.frame("Read by us.")
    elif approval and id in approval.confirms:
        state = guide.frame("Confirmed by a clinician.")
    else:
        state = guide.frame("Still to be confirmed by a clinician.")
    kind = guide.resolver.quoted(source.kind, "source kind", source.place("kind"))
    told = [words(each) for each in (source.publisher, source.published, source.identifier) if each]
    line = reduce(lambda first, more: guide.frame("{first}. {more}", first=first, more=more), (kind, *told, state))
    return replace(line, place=source.place())


def _english(guide: Guide) -> str:
    """The language of what stays in English on every page, where the page has another one."""
    return "" if guide.language == SOURCE_LANGUAGE else SOURCE_LANGUAGE


def _counts(guide: Guide, facts: tuple[Coverage, ...]) -> Line:
    left = sum(bool(fact.left_out) for fact in facts)
    numbers = {"all": len(facts), "used": len(facts) - left, "left": left}
    message = messages("Facts in this document: {all}. Used: {used}. Left out: {left}.")
    return guide.frame(message, **{name: str(number) for name, number in numbers.items()})


def _fact(guide: Guide, fact: Coverage) -> Line:
    line = guide.resolver.quoted(fact.fact, "coverage", fact.place("fact"))
    if not fact.left_out:
        return line
    reason = guide.resolver.quoted(fact.left_out, "coverage", fact.place("left_out"))
    left_out = _labelled(guide, guide.frame("Left out:"), reason)
    return replace(line, spans=(*line.spans, *guide.resolver.pause, *left_out))


def _without(project: Project, procedure: Procedure, guide: Guide) -> Iterator[Section]:
    reasons = procedure.info.without
    if reasons:
        place, resolver = procedure.info.place("without"), guide.resolver
        items = tuple(
            _reason(
                guide, resolver.line(section_title(project, id), id, place), resolver.quoted(reason, "procedure", place)
            )
            for id, reason in reasons.items()
        )
        shown = blocks.BulletList(items=items, place=place)
        yield Section("what-this-guide-does-not-need", guide.frame("What this guide does not need"), (shown,), place)


def _reason(guide: Guide, title: Line, reason: Line) -> Line:
    return Line(_labelled(guide, guide.frame("{label}:", label=title), reason), reason.place, "frame")


# --- disagreements ---------------------------------------------------------------------------------------------------


def _question(project: Project, guide: Guide, number: int, item: Disagreement) -> Section:
    resolver, titles = guide.resolver, {id: each.title for id, each in project.sources.sources.items()}

    english = _english(guide)

    def quoted(text: str, place: Place) -> Line:
        return resolver.quoted(text, "disagreements", place)

    rows = tuple(
        blocks.ComparisonRow(
            label=words(titles[each.source], each.place("source"), kind="source", id=each.source, language=english),
            cells=(quoted(each.says, each.place("says")),),
        )
        for each in item.sources_say
    )
    title = replace(quoted(item.question, item.place("question")), role="heading")
    table = blocks.Comparison(
        name=title.text,
        corner=guide.frame("Source"),
        columns=(guide.frame("What it says"),),
        rows=rows,
        place=item.place("sources_say"),
    )
    printed = resolver.line(item.we_print, "disagreements", item.place("we_print"))
    ours = _told(guide, guide.frame("What we print:"), printed)
    why = _told(guide, guide.frame("Why:"), quoted(item.why, item.place("why")))
    return Section(f"question-{number}", title, (table, ours, why), item.place())


def _told(guide: Guide, label: Line, line: Line) -> blocks.Note:
    return note(replace(line, spans=_labelled(guide, label, line)), place=line.place)


def _labelled(guide: Guide, label: Line, line: Line) -> tuple[Span, ...]:
    """A line behind its label, which is to be seen at once."""
    return (*strong(label).spans, *guide.resolver.pause, *line.spans)
