"""What readers are told at the top of a page or leaflet: who approved it, and what is past its day. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from build_tools.content.model import Project
from build_tools.guide.leaflet import title as leaflet_title
from build_tools.guide.records import Guide, Line, Span, Surface
from build_tools.languages.catalog import SOURCE_LANGUAGE, english
from build_tools.records import deadlines
from build_tools.records.deadlines import PHONE_NUMBER, Due

FEW = 3  # so many names a reader takes in


class Dated(NamedTuple):
    """Words that hold after a day."""

    day: date
    line: Line

    @property
    def words(self) -> str:
        return self.line.text


class Notices(NamedTuple):
    """What stands at the top of every page."""

    lines: tuple[Line, ...]
    warns: bool
    """Whether it is a draft or a sample."""

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(line.text for line in self.lines)


def approval(guide: Guide) -> Line:
    """Who approved it; or that nobody has."""
    found = guide.approval
    if not found:
        return guide.frame("Draft: not yet approved by a clinician.")
    signed = guide.resolver.catalog.date(found.signed)
    return guide.frame("Approved by {who}, on {date}.", who=found.who, date=signed)


def unchecked(guide: Guide) -> list[Line]:
    """That no translator has checked the words, where that is so."""
    told = guide.frame("Machine translation. Not checked.")
    return [] if guide.resolver.catalog.is_checked else [told]


def for_staff(project: Project, guide: Guide, surface: Surface, code: str, english_code: str) -> list[Line]:
    """On a translated sheet, in English: which one it is, of which English sheet, and whom to call for an interpreter.

    It is around what the sheet says, so no edition code comes from it: that of the English is a way to the same words
    in English, and other English words make no other translation. The number for an interpreter counts by itself.
    """
    if guide.language == SOURCE_LANGUAGE:
        return []
    read = replace(guide, resolver=replace(guide.resolver, catalog=english()))
    name, title = english().language_name(guide.language), leaflet_title(read, project.leaflets[surface.id]).text
    spans = [Span(f"{name}: {title}. Code "), _code(code)]
    if english_code:
        spans += [Span(", English "), _code(english_code)]
    for line in interpreter(read):
        spans += [Span(". Interpreter: "), *line.spans]
    spans.append(Span("."))
    return [Line(tuple(replace(span, language=SOURCE_LANGUAGE) for span in spans), surface.title.place, "frame")]


def _code(code: str) -> Span:
    return Span(code, "value", "code", joined=True, ltr=True)


def interpreter(guide: Guide) -> list[Line]:
    """The number that staff call for an interpreter: on a translated sheet, where the clinic says which."""
    clinic = guide.resolver.clinic
    if guide.language == SOURCE_LANGUAGE or not clinic.interpreter:
        return []
    phone = clinic.for_interpreter
    return [Line((guide.resolver.phone(phone),), phone.place("number"), "frame")]


def on_leaflet(
    project: Project, guide: Guide, surface: Surface, today: date | None, code: str, english_code: str
) -> tuple[Line, ...]:
    """All notices of a leaflet as it is printed on a day, with its edition code and that of the same in English."""
    staff = for_staff(project, guide, surface, code, english_code)
    found = [*staff, *unchecked(guide), approval(guide), *sample(guide)]
    overdue = past(project, guide, surface, today)
    if overdue:
        found += [*overdue, guide.frame("Ask us whether it still holds: {phone}.")]
    return tuple(replace(line, place=surface.title.place) for line in found)


def past(project: Project, guide: Guide, surface: Surface, today: date | None) -> list[Line]:
    """What of a leaflet is past its day."""
    day = guide.review_by
    words = guide.frame("This leaflet was to be reviewed by {date}.", date=guide.resolver.catalog.date(day))
    found = (Dated(day, words), *dated(project, guide, (surface.sections, *interpreter(guide))))
    return [each.line for each in found if today and today > each.day]


def on_page(guides: Sequence[Guide], guide: Guide | None) -> Notices:
    """The notices of a page, but for dates, which it tells by itself. `guide` is None on a page for all procedures."""
    told = [guide] if guide else guides
    drafts = [each for each in told if not each.approval]
    found = [approval(each) for each in (drafts[:1] if drafts or not guide else told)]
    by_machine, unreal = unchecked(told[0]), sample(told[0])
    return Notices((*by_machine, *found, *unreal), bool(drafts or unreal or by_machine))


def dated(project: Project, guide: Guide, part: object) -> Iterator[Dated]:
    """What in a part of a guide holds only until a day: settings and sources, those of one day together."""
    dues = deadlines.shown(project, guide.resolver.procedure, part)
    of_a_day = attrgetter("day", "kind")
    for (day, kind), same in groupby(sorted(dues, key=of_a_day), key=of_a_day):
        yield Dated(day, _words(guide, guide.resolver.catalog.date(day), kind, same))


def sample(guide: Guide) -> list[Line]:
    """That the clinic and its numbers are not real, where that is so."""
    words = guide.frame("Sample: this clinic and its phone numbers are not real.")
    return [words] if guide.resolver.clinic.sample else []


def _words(guide: Guide, day: str, kind: str, dues: Iterable[Due]) -> Line:
    if kind == "source":
        return guide.frame("Part of this was to be reviewed by {date}.", date=day)
    names = list(dict.fromkeys(_what(guide, each) for each in dues))
    if len(names) <= FEW:
        return guide.frame("To be reviewed by {date}: {what}.", date=day, what=guide.resolver.catalog.listed(names))
    return guide.frame("Some times and limits here were to be reviewed by {date}.", date=day)


def _what(guide: Guide, due: Due) -> str:
    """As readers call it: a fact, or a phone of the clinic."""
    if due.id in guide.values:
        return guide.values[due.id].what.text
    (name,) = (each.name for each in guide.resolver.clinic.phones if f"phone_{each.id}" == due.id)
    return guide.frame(PHONE_NUMBER, name=guide.resolver.catalog.text(name, "clinic")).text
