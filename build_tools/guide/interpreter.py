"""Sheets of the clinic for who speaks another language: one to point to it, one that tells of interpreters. Pure.

They hold for every procedure, and say nothing of any.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from build_tools.guide import blocks
from build_tools.guide.records import Guide, Line, Section, Surface
from build_tools.guide.resolver import TOOL, strong, words
from build_tools.languages.catalog import Catalog
from build_tools.messages import messages

POINT, INTERPRETER = "languages", "interpreter"
TITLES = messages({POINT: "Point to your language", INTERPRETER: "An interpreter for you"})
SAY_IT = messages("I need an interpreter for {language}. My name is ...")
SHOW_IT = messages("This person speaks {language}. Please get an interpreter: {number}.")


def speaking(guide: Guide, catalog: Catalog) -> Guide:
    """What says words of the tool in another language: the words of the procedure need not be translated."""
    return replace(
        guide,
        language=catalog.tag,
        html_language=catalog.html_language,
        direction=catalog.direction,
        resolver=replace(guide.resolver, catalog=catalog, approval=None),
    )


def point(staff: Guide, others: Sequence[Guide], size: str) -> Surface:
    """The sheet on which one points to a language, with what the desk then does; `others`: one in each language."""
    todo = messages("For staff: wait until somebody points. Then get an interpreter: {number}.")
    return Surface(
        kind="leaflet",
        id=POINT,
        size=size,
        title=replace(staff.frame(TITLES[POINT]), role="title"),
        lead=staff.frame(todo, number=_number(staff)),
        sections=tuple(_row(staff, guide) for guide in others),
    )


def _row(staff: Guide, guide: Guide) -> Section:
    """A language in its own words, and what the desk calls it."""
    own, name = (each.resolver.catalog for each in (guide, staff))
    told = guide.frame("Point to your language. We get an interpreter for you. You do not pay for it.")
    in_english = in_language(staff, words(name.language_name(guide.language)))
    title = words(f"{own.own_name(guide.language)} ")
    title = replace(title, spans=(*title.spans, *in_english.spans), role="heading")
    return Section(guide.language, title, (_lines(told),), TOOL)


def free(staff: Guide, guide: Guide, size: str) -> Surface:
    """The sheet to take along: that an interpreter costs nothing, whom to call, and what to say there in English."""
    return Surface(
        kind="leaflet",
        id=INTERPRETER,
        size=size,
        title=replace(guide.frame(TITLES[INTERPRETER]), role="title"),
        lead=guide.frame("You can ask for an interpreter. You do not pay for it."),
        sections=tuple(_sections(staff, guide)),
    )


def _sections(staff: Guide, guide: Guide) -> Iterator[Section]:
    language = staff.resolver.catalog.language_name(guide.language)
    phone = guide.resolver.clinic.for_interpreter
    number = Line((guide.resolver.phone(phone),), phone.place("number"))
    hours = Line((guide.resolver.hours(phone),), phone.place("hours"))
    call = blocks.Contact(id=phone.id, name=guide.frame("Interpreter"), number=number, hours=hours, is_emergency=False)
    yield _section(guide, "call", messages("Call this number"), blocks.Contacts(phones=(call,), place=TOOL))
    said = strong(in_language(staff, staff.frame(SAY_IT, language=language)))
    means = guide.frame("This means: I need an interpreter for my language. My name is ...")
    yield _section(guide, "say", messages("Say this in English"), _lines(said), _lines(means))
    asked = strong(in_language(staff, staff.frame(SHOW_IT, language=language, number=_number(staff))))
    means = guide.frame("This means: please get an interpreter for me.")
    yield _section(guide, "show", messages("When you are with us, show this"), _lines(asked), _lines(means))


def _section(guide: Guide, id: str, title: str, *shown: blocks.Block) -> Section:
    return Section(id, replace(guide.frame(title), role="heading"), shown, TOOL)


def _lines(*sentences: Line) -> blocks.Paragraph:
    return blocks.Paragraph(sentences=sentences, place=TOOL)


def _number(guide: Guide) -> Line:
    """Whom to call for an interpreter."""
    phone = guide.resolver.clinic.for_interpreter
    return Line((guide.resolver.phone(phone),), phone.place("number"))


def in_language(guide: Guide, line: Line) -> Line:
    """Words of another language than that of the sheet around them."""
    is_ltr = guide.direction == "ltr"
    return replace(line, spans=tuple(replace(span, language=guide.language, ltr=is_ltr) for span in line.spans))


def good_until(guide: Guide) -> Line | None:
    """The day on which somebody is to look at the number again; None where the clinic says none."""
    day = guide.resolver.clinic.for_interpreter.expires
    told = messages("After {date}, ask for a new sheet.")
    return guide.frame(told, date=guide.resolver.catalog.date(day)) if day else None

