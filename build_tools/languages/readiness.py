"""Whether a translation is finished: nobody is handed a sheet half of which is English. Pure."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from build_tools.languages.catalog import SOURCE_LANGUAGE, Catalog
from build_tools.languages.message_list import CLINICIANS, Message
from build_tools.languages.translations import FOLDER, INTERFACE
from build_tools.problems import Place, Problem

EVERYWHERE = (INTERFACE, "clinic")
"""The catalogs of what stands on every page and leaflet: until they are finished a language is not offered at all."""


def everywhere(catalog: Catalog, messages: Iterable[Message]) -> tuple[Problem, ...]:
    """What of them nobody has translated."""
    return tuple(problems(catalog, (each for each in messages if each.catalog in EVERYWHERE)))


def unfinished(catalog: Catalog, messages: Iterable[Message]) -> Iterator[Message]:
    """The same, each message."""
    return (each for each in messages if each.catalog in EVERYWHERE and not _is_finished(catalog, each))


def problems(catalog: Catalog, messages: Iterable[Message]) -> Iterator[Problem]:
    """What patients read and nobody has translated, for each file; the pages of clinicians may stay in English.

    A guess (fuzzy) is not finished. The pseudo-language, which exists for tests, has all words.
    """
    if catalog.tag == SOURCE_LANGUAGE:
        return
    wanted: dict[str, list[Message]] = {}
    for message in messages:
        wanted.setdefault(message.catalog, []).append(message)
    for file, found in wanted.items():
        missing = [message for message in found if not _is_finished(catalog, message)]
        if missing and file != CLINICIANS:
            yield _problem(catalog, missing, len(found))


def not_ready(catalog: Catalog, what: str, missing: Sequence[Message]) -> Problem:
    """What is not given out in a language, with the first of the messages that it lacks."""
    message = f"{what}; {len(missing)} messages are not translated, the first: `{missing[0].english[:60]}`"
    hint = f"translate them; leaflets translate {catalog.tag} writes what is missing, and leaflets status counts it"
    return Problem(_place(catalog, missing[0]), "not-translated", message, hint)


def unknown(catalog: Catalog, messages: Container[tuple[str, str]], contexts: Container[str]) -> Iterator[Problem]:
    """Words in vain: under a context that is none; or in a file of English words, for words that nothing says.

    Of other languages the words that are gone are no mistake: what came in their place is missing, which is told.
    """
    for (context, english), entry in catalog.messages.items():
        hint = f"take it out; leaflets translate {catalog.tag} puts what is gone to the end of its file"
        if context not in contexts:
            yield Problem(entry.place, "words-in-vain", f"there is no context `{context}`", hint)
        elif catalog.tag == SOURCE_LANGUAGE and (context, english) not in messages:
            message = f"nothing here says `{english[:60]}`"
            yield Problem(entry.place, "words-in-vain", message, "write the English as it stands in its source now")


def _place(catalog: Catalog, message: Message) -> Place:
    found = catalog.messages.get(message.id)
    return found.place if found else Place(f"{FOLDER}/{catalog.tag}/{message.catalog}.po")


def _problem(catalog: Catalog, missing: list[Message], of: int) -> Problem:
    guesses = sum(_is_guess(catalog, message) for message in missing)
    message = f"{len(missing)} of {of} messages are not translated; the first: `{missing[0].english[:60]}`"
    message += f"; {guesses} of them are guesses (fuzzy) that nobody has looked at" if guesses else ""
    hint = f"translate them in this file; leaflets translate {catalog.tag} writes what is missing in it"
    return Problem(_place(catalog, missing[0]), "not-translated", message, hint)


def _is_finished(catalog: Catalog, message: Message) -> bool:
    """One in which a number stands has the plurals of the language."""
    found = catalog.messages.get(message.id)
    return catalog.has(message.english, message.context) and bool(not message.one or (found and found.plurals))


def _is_guess(catalog: Catalog, message: Message) -> bool:
    found = catalog.messages.get(message.id)
    return bool(found and found.is_guess)
