"""Rules on numbers in words: each is a fact, and the words around it name no other unit than the fact has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks import number_words
from build_tools.checks.english import Readings
from build_tools.content.model import Fact, Project
from build_tools.content.texts import Text, bare, bare_of, own_voice
from build_tools.content.words import Piece, is_fact, parse
from build_tools.problems import Place, Problem

YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")


def typed_number(project: Project) -> Iterator[Problem]:
    """Numbers are not typed, neither in digits nor in words nor as a time of day. Each is a fact, and words name it."""
    idioms = tuple(project.style.idioms)
    for text in own_voice(project):
        found = number_words.typed(bare(text.words), (*idioms, *sorted(_years(project, text))))
        if found:
            fact = "write it once in facts.yaml and name it here, such as {lie_flat}"
            hint = f"{fact}; what counts nothing goes into `idioms` of style.yaml"
            yield Problem(text.place, "typed-number", f"a number is typed here: `{found}`", hint)


def typed_number_of_own_words(project: Project, english: Readings) -> Iterator[Problem]:
    """A clinic that says the English in its own words (locale/en) types no number in them that the English has not."""
    catalogs = [each.resolver.catalog.messages for each in english.values()]
    for (context, before), entry in catalogs[0].items() if catalogs else ():
        found = number_words.typed(bare(entry.words), tuple(project.style.idioms))
        if found and found.casefold() not in before.casefold() and context != "clinic":
            hint = "keep to the numbers of the English, which stand in braces"
            yield Problem(entry.place, "typed-number", f"a number is typed here: `{found}`", hint)


def _years(project: Project, text: Text) -> set[str]:
    """Those in which what a statement rests on came out: words may date their own sources."""
    cited = (project.sources.sources.get(id) for id in getattr(text.record, "sources", ()))
    return {year for source in cited if source for year in YEAR.findall(source.published or "")}


def idioms_count_nothing(project: Project) -> Iterator[Problem]:
    """What style.yaml lists under `idioms` holds a number, and neither a unit nor a dose."""
    for idiom in project.style.idioms:
        place = project.style.place("idioms", idiom)
        if number_words.holds_amount(idiom):
            hint = "take it out, and write the number as a fact"
            yield Problem(place, "bad-idiom", f"`{idiom}` is an amount", hint)
        elif not number_words.typed(idiom):
            yield Problem(place, "bad-idiom", f"`{idiom}` holds no number", "take it out; it may stand anywhere")


def units_of_facts(project: Project) -> Iterator[Problem]:
    """Beside `{id}` stands no unit, since it prints its own; beside `{id.number}` none but that of the fact."""
    for text in own_voice(project):
        pieces = parse(text.words) if text.procedure else ()
        for index, piece in enumerate(pieces):
            fact = text.procedure.facts.facts.get(piece.target) if text.procedure and _names_fact(piece) else None
            if fact:
                around = bare_of(pieces[:index]), bare_of(pieces[index + 1 :])
                yield from _wrong_units(text.place, piece, fact, *around)


def _names_fact(piece: Piece) -> bool:
    return piece.kind == "placeholder" and is_fact(piece.target)


def _wrong_units(place: Place, piece: Piece, fact: Fact, before: str, behind: str) -> Iterator[Problem]:
    """The unit right behind a fact, or right before its number, where it is wrong there."""
    shown, is_whole = piece.text, piece.form in ("", "counted", "more") and fact.unit != "number"
    unit, where = number_words.unit_behind(behind, is_number=not is_whole), "behind"
    if not unit and not is_whole:
        unit, where = number_words.unit_before(before), "before"
    its_unit = number_words.unit_of(unit)
    if not unit:
        return
    message = f"`{unit}` stands {where} `{shown}`, and the unit of `{piece.target}` is {fact.unit}"
    if is_whole:
        message = f"`{shown}` prints its unit ({fact.unit}) by itself, and `{unit}` stands behind it"
        yield Problem(place, "wrong-unit", message, f"take out `{unit}`")
    elif fact.unit == "number" and its_unit:
        hint = f"give the fact the unit {its_unit} in facts.yaml, and take out `{unit}`"
        yield Problem(place, "wrong-unit", message, hint)
    elif fact.unit != "number" and its_unit != fact.unit and (fact.unit != "people" or its_unit):
        yield Problem(place, "wrong-unit", message, f"write `{{{piece.target}}}`, which prints the unit too")
