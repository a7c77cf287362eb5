"""Numbers and names as a translation bends them: what language.yaml declares, and where catalogs ask for it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from build_tools.content.model import Fact, FactId, Procedure, Project, Timing, Unit
from build_tools.content.plain_words import brought_in
from build_tools.content.record import Record, records_in
from build_tools.content.translation import CountedUnit, Plural, Translation
from build_tools.content.words import PLACEHOLDER
from build_tools.languages import plurals
from build_tools.languages.catalog import Catalog, scripts
from build_tools.languages.message_list import Message
from build_tools.languages.translations import FOLDER, INTERFACE, foreign_letters
from build_tools.problems import Place, Problem

COUNT = "{count}"
COUNTED = set(get_args(CountedUnit))
OF_CALENDAR: Unit = "day"  # of the print desk
DURATIONS = {"duration", "other_duration"}
"""What stands for a time in words of the tool; see guide/timing.py."""


def problems(catalog: Catalog, project: Project, messages: Iterable[Message]) -> Iterator[Problem]:
    """Every form is whole, for each plural of the language; and catalogs ask for none that is not there."""
    if catalog.tag in project.unread_translations:
        return
    translation = project.translation(catalog.tag)
    yield from _patterns(catalog, translation)
    yield from _names(catalog, translation, project)
    for message in messages:
        entry = catalog.messages.get(message.id)
        for found in PLACEHOLDER.finditer(entry.words) if entry else ():
            if found[3] and entry:
                yield from _asked(entry.place, message, found, translation, project)


# --- what language.yaml declares -------------------------------------------------------------------------------------


def _patterns(catalog: Catalog, translation: Translation) -> Iterator[Problem]:
    for form, units in translation.forms.items():
        for unit, by_plural in units.items():
            place = translation.place("forms", form, unit)
            for name in plurals.numbers(catalog.locale):
                if name not in by_plural:
                    message = f"the form `{form}` of `{unit}` lacks the plural `{name}`: {_such_as(catalog, name)}"
                    yield Problem(place, "bad-form", message, f"write `{name}: ...` too")
            for name, words in by_plural.items():
                yield from _pattern(catalog, name, words, translation.place("forms", form, unit, name))


def _such_as(catalog: Catalog, name: Plural) -> str:
    found = plurals.numbers(catalog.locale)[name]
    return f"numbers such as {', '.join(map(str, found[:4]))}" if found else "all numbers that have no plural here"


def _pattern(catalog: Catalog, name: Plural, words: str, place: Place) -> Iterator[Problem]:
    if name not in plurals.known(catalog.locale):
        hint = f"it has: {', '.join(sorted(plurals.known(catalog.locale)))}"
        yield Problem(place, "bad-form", f"this language has no plural `{name}`", hint)
    elif words.count(COUNT) != 1 and not (COUNT not in words and plurals.is_one_number(catalog.locale, name)):
        message = f"`{words[:60]}` does not hold `{COUNT}` once, and more than one number has the plural `{name}`"
        yield Problem(place, "bad-form", message, f"write `{COUNT}` where the number is to stand")
    yield from _plain(catalog, place, words.replace(COUNT, ""), "")


def _names(catalog: Catalog, translation: Translation, project: Project) -> Iterator[Problem]:
    english = {each.id: each.info.name for each in project.procedures if isinstance(each.info, Record)}
    for id, forms in translation.names.items():
        for form, words in forms.items():
            yield from _plain(catalog, translation.place("names", id, form), words, english.get(id, ""))


def _plain(catalog: Catalog, place: Place, words: str, english: str) -> Iterator[Problem]:
    """Nothing but words in the letters of the language."""
    found = [*(["a brace that is no placeholder"] if {"{", "}"} & {*words} else []), *brought_in(english, words)]
    for what in found:
        hint = f"write plain words; of braces only `{COUNT}`, for the number"
        yield Problem(place, "bad-form", f"`{words[:60]}` holds {what}", hint)
    yield from foreign_letters(place, words, scripts(catalog.code))


# --- what catalogs ask for -------------------------------------------------------------------------------------------


def _asked(
    place: Place, message: Message, found: re.Match[str], translation: Translation, project: Project
) -> Iterator[Problem]:
    shown, id, form, file = found[0], found[1], found[3], f"{FOLDER}/{place.path.split('/')[-2]}/language.yaml"
    procedures = [each for each in project.procedures if message.procedure in ("", each.id)]
    if id == "procedure" and message.context != INTERFACE:
        declared = [(f"the name of `{each.id}`", list(translation.names.get(each.id, ()))) for each in procedures]
    else:
        units = _units(message, id, procedures)
        declared = [(f"`{unit}`", _of_unit(translation, unit)) for unit in sorted(units)]
    if not declared:
        told = f"`{shown}`: only a number with a unit, and `{{procedure}}`, have forms"
        yield Problem(place, "unknown-form", told, f"write `{{{id}}}`")
    for what, forms in declared:
        if form not in forms:
            known = f"; forms that are there: {', '.join(forms)}" if forms else ""
            told = f"`{shown}`: {what} has no form `{form}`"
            yield Problem(place, "unknown-form", told, f"write it in {file}{known}")


def _of_unit(translation: Translation, unit: Unit) -> list[str]:
    return [form for form, units in translation.forms.items() if unit in units]


def _units(message: Message, id: str, procedures: Iterable[Procedure]) -> set[Unit]:
    """The units that a number may have which a message names; none that has no words to bend."""
    if message.context == INTERFACE:
        told = {fact.unit for each in procedures for fact in _durations(each)} | {OF_CALENDAR}
        return told & COUNTED if id in DURATIONS else set()
    return {each.facts.facts[id].unit for each in procedures if message.procedure and id in _facts(each)} & COUNTED


def _durations(procedure: Procedure) -> Iterator[Fact]:
    """Of a procedure, the facts that words of the tool tell: those of its plan, and how long it takes."""
    timings = (each for each in records_in(procedure.topics) if isinstance(each, Timing))
    ids = {id for timing in timings for id in (timing.before, timing.after, timing.ends)}
    ids |= {procedure.info.lasts} if isinstance(procedure.info, Record) else set()
    return (fact for id, fact in _facts(procedure).items() if id in ids)


def _facts(procedure: Procedure) -> Mapping[FactId, Fact]:
    return procedure.facts.facts if isinstance(procedure.facts, Record) else {}
