"""The files of translators (gettext) -> messages. The only module that knows their form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, read_po

from build_tools import files
from build_tools.content.letters import Scripts, foreign
from build_tools.content.plain_words import brought_in
from build_tools.content.text_file import decode
from build_tools.problems import Place, Problem, ProblemsFound, gathered

FOLDER = "docs/content/locale"
PO_LINE = re.compile(r'\s*(#.*|(msg[a-z_]+(\[\d+\])?\s+)?"(\\[trn"\\]|[^"\\])*"\s*)?')
# A translation must use exactly the placeholders, terms and links of the English.
MARKS = re.compile(r"\{[a-z0-9_.]*\}|\]\([a-z]+:[a-z0-9-]+\)")
LARGEST_CATALOG = 1_000_000  # bytes; one file may hold the words of several procedures, each with its English
LONGEST = 2000  # characters of a translation; twice as many as English words may have (content/record.py)
INTERFACE = "interface"  # the context of strings that belong to the tool, not to a topic


def read(root: Path, language: str, scripts: Scripts) -> dict[tuple[str, str], str]:
    """Every finished translation by (context, English). Fuzzy ones are guesses and must not reach a patient.

    `scripts`: what the language is written with. Raises ProblemsFound.
    """
    found: dict[tuple[str, str], str] = {}
    problems: list[Problem] = []
    for file in sorted((root / FOLDER / language).glob("[!.]*.po")):
        path = file.relative_to(root).as_posix()
        with gathered(problems):
            for message in _finished(root, path, scripts):
                english, translated = str(message.id), " ".join(str(message.string).splitlines())
                place = Place(path, message.lineno or 1)
                problems += _mistakes(place, message.context, english, translated, scripts)
                found[message.context or INTERFACE, english] = translated
    if problems:
        raise ProblemsFound(problems)
    return found


def _mistakes(place: Place, context: str | None, english: str, translated: str, scripts: Scripts) -> Iterator[Problem]:
    shown = f"`{translated[:60]}`"
    if len(translated) > LONGEST:
        message = f"{shown} has {len(translated)} characters; at most {LONGEST}"
        yield Problem(place, "bad-translation", message, "make it as short as the English")
    elif _marks(english) != _marks(translated):
        hint = f"keep what stands in braces and after `](`, as in: {english}"
        yield Problem(place, "bad-translation", f"{shown} loses or adds a placeholder", hint)
    # When somebody answers a phone is told by the hour, and many languages count to 24.
    for what in brought_in(english, translated[:LONGEST], own_numbers=context == "clinic"):
        hint = "write plain words, as in the English"
        yield Problem(place, "bad-translation", f"{shown} holds {what}", hint)
    yield from foreign_letters(place, translated[:LONGEST], scripts)


def foreign_letters(place: Place, words: str, scripts: Scripts) -> Iterator[Problem]:
    """That the words have letters with which the language is not written."""
    found = foreign(words, scripts)
    if found:
        signs = ", ".join(f"`{letter}` (U+{ord(letter):04X})" for letter in found)
        plain = ", ".join(f"`{plain or '...'}`" for plain in found.values())
        message = f"{signs}: not among the letters and signs of this language"
        hint = f"type {plain}" if any(found.values()) else "write it in words, with the letters of the language"
        yield Problem(place, "foreign-letter", message, hint)


def _marks(words: str) -> list[str]:
    """What a translation must keep, in any order; a single brace is none, and counts as one too many."""
    return sorted([*MARKS.findall(words), *re.findall("[{}]", MARKS.sub("", words))])


def _finished(root: Path, path: str, scripts: Scripts) -> list[Message]:
    """Raises ProblemsFound for a file that is not a catalog; Babel itself passes over lines that break off."""
    text = decode(files.content(root, path, LARGEST_CATALOG), path, LARGEST_CATALOG, scripts)
    hint = "save it anew with a translator's editor"
    lines = enumerate(text.splitlines(), start=1)
    broken = [Place(path, number) for number, line in lines if not PO_LINE.fullmatch(line)]
    if broken:
        raise ProblemsFound.one(broken[0], "bad-translation", "this line is not complete", hint)
    plurals = re.search(r"nplurals\s*=\s*([0-9]+)", text)
    if plurals and len(plurals[1]) > 1:  # no language has ten; Babel makes room for as many as are named
        place = Place(path, text[: plurals.start()].count("\n") + 1)
        raise ProblemsFound.one(place, "bad-translation", "more forms of plurals than any language has", hint)
    try:
        messages = list(read_po(StringIO(text), abort_invalid=True))
    except PoFileError as error:
        message = str(error).rpartition(" on ")[0][:100]
        raise ProblemsFound.one(Place(path, error.lineno + 1), "bad-translation", message, hint) from None
    except Exception:  # whatever a header makes Babel raise
        raise ProblemsFound.one(Place(path), "bad-translation", "its first entry cannot be read", hint) from None
    return [message for message in messages if message.id and message.string and not message.fuzzy]
