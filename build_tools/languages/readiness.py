"""Whether a translation is finished: nobody is handed a sheet half of which is English. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.languages.catalog import SOURCE_LANGUAGE, Catalog
from build_tools.languages.message_list import CLINICIANS, Message
from build_tools.languages.translations import FOLDER
from build_tools.problems import Place, Problem


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
            yield _problem(catalog, f"{FOLDER}/{catalog.tag}/{file}.po", missing, len(found))


def _problem(catalog: Catalog, path: str, missing: list[Message], of: int) -> Problem:
    guesses = sum(_is_guess(catalog, message) for message in missing)
    first = catalog.messages.get(missing[0].id)
    message = f"{len(missing)} of {of} messages are not translated; the first: `{missing[0].english[:60]}`"
    message += f"; {guesses} of them are guesses (fuzzy) that nobody has looked at" if guesses else ""
    hint = f"translate them in this file; leaflets translate {catalog.tag} writes what is missing in it"
    return Problem(first.place if first else Place(path), "not-translated", message, hint)


def _is_finished(catalog: Catalog, message: Message) -> bool:
    """One in which a number stands has the plurals of the language."""
    found = catalog.messages.get(message.id)
    return catalog.has(message.english, message.context) and bool(not message.one or (found and found.plurals))


def _is_guess(catalog: Catalog, message: Message) -> bool:
    found = catalog.messages.get(message.id)
    return bool(found and found.is_guess)
