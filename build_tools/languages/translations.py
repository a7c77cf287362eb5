"""The files of translators (gettext) -> messages. The only module that knows their form."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from io import StringIO
from pathlib import Path

import yaml
from babel import Locale
from babel.core import get_global
from babel.messages.catalog import Catalog as PoFile
from babel.messages.catalog import Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, PoFileParser

from build_tools import files
from build_tools.content.letters import Scripts, foreign
from build_tools.content.plain_words import brought_in
from build_tools.content.text_file import decode
from build_tools.content.translation import Plural
from build_tools.languages import plurals
from build_tools.problems import UNSEEN, Place, Problem, ProblemsFound, gathered

FOLDER = "docs/content/locale"
PO_LINE = re.compile(r'\s*(#.*|(msg[a-z_]+(\[\d+\])?\s+)?"(\\[trn"\\]|[^"\\])*"\s*)?')
CONFLICT = re.compile(r"(<{7}|={7}|>{7})( |$)")  # as Git leaves a file that two people have changed
# A translation must use exactly the placeholders, terms and links of the English.
TABS = re.compile(r"^(\s*msg[a-z_]+(?:\[\d+\])?)\t\s*(?=\")", re.MULTILINE)
BEFORE = re.compile(r"^#~\|.*$", re.MULTILINE)
REMARK = re.compile(r"^#[.:|].*$", re.MULTILINE)  # for translators; Babel would take them apart
MARKS = re.compile(r"\{[a-z0-9_.]*\}|\]\([a-z]+:[a-z0-9-]+\)")
BENT = re.compile(r"(\{[a-z][a-z0-9_]*):[a-z][a-z0-9_]*\}")  # see forms.py
COUNT = "{count}"
FORBIDS = re.compile(r"(Do not|Never|No|Not)\b")
LARGEST_CATALOG = 1_000_000  # bytes; one file may hold the words of several procedures, each with its English
LONGEST = 2000  # characters of a translation; twice as many as English words may have (content/record.py)
INTERFACE = "interface"  # the context of strings that belong to the tool, not to a topic


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """An entry of a catalog. What is not begun has no words, and so has a guess (fuzzy)."""

    words: str
    place: Place
    is_guess: bool = False
    plurals: Mapping[Plural, str] = field(default_factory=dict)
    """Of a message with a number in it: the words for each plural; `words` are those for `other`."""


Translations = Mapping[tuple[str, str], CatalogEntry]
"""By context and English."""


def read(root: Path, locale: Locale, tag: str, scripts: Scripts) -> dict[tuple[str, str], CatalogEntry]:
    """Every entry of a language. Fuzzy ones are guesses and must not reach a patient.

    `scripts`: what the language is written with. Raises ProblemsFound.
    """
    found: dict[tuple[str, str], CatalogEntry] = {}
    problems: list[Problem] = []
    for file in sorted((root / FOLDER / tag).glob("[!.]*.po")):
        path = file.relative_to(root).as_posix()
        with gathered(problems):
            content = files.content(root, path, LARGEST_CATALOG)
            entries, mistakes = _judged(content, path, str(locale), tag, scripts)
            problems += mistakes
            problems += (_twice(each.place, found[id].place) for id, each in entries if id in found)
            found.update((id, each) for id, each in entries if id not in found)
    if problems:
        raise ProblemsFound(problems)
    return found


@lru_cache(maxsize=100)
def _judged(
    content: bytes, path: str, locale: str, tag: str, scripts: Scripts
) -> tuple[list[tuple[tuple[str, str], CatalogEntry]], list[Problem]]:
    """The entries of a file, each id once, and what is wrong with them; kept while somebody edits another file.

    Raises ProblemsFound.
    """
    found: dict[tuple[str, str], CatalogEntry] = {}
    problems: list[Problem] = []
    spoken = Locale.parse(locale)
    file = _file(content, path, scripts, spoken)
    problems += [_twice(Place(path, again), Place(path, first)) for first, again in file.twice]
    problems += _of_another_language(file, content, path, tag)
    for message in (each for each in file if each.id):
        context, place = message.context or INTERFACE, Place(path, message.lineno or 1)
        with gathered(problems):
            english, forms = _forms(file, message, spoken, place)
            id = context, english
            problems += [_twice(place, found[id].place)] if id in found else []
            for words, marks in forms:
                problems += _mistakes(place, *id, words, scripts, marks) if words else ()
                problems += _turned(place, words, english, tag)
                # A plural of one number may say it in words.
                problems += () if message.pluralizable or context == "clinic" else _counted(place, words, english, tag)
            found.setdefault(id, _entry(file, message, spoken, place, [words for words, _ in forms]))
    return list(found.items()), problems


def _of_another_language(file: PoFile, content: bytes, path: str, tag: str) -> Iterator[Problem]:
    """A file that was saved into the wrong folder would speak another language to readers."""
    said = re.match(r"[a-z]*", str(file.locale_identifier or "").lower())
    named, own = said[0] if said else "", tag.partition("-")[0]
    if named and own not in (named, get_global("language_aliases").get(named)):
        at = re.search(rb'^"Language: ', content, re.MULTILINE)
        place = Place(path, content[: at.start()].count(b"\n") + 1 if at else 1)
        message = f"the head of this file says that it is in `{named}`, and its folder is that of `{tag}`"
        hint = f'put it where it belongs; if it is in {tag}, write "Language: {tag.replace("-", "_")}\\n" there'
        yield Problem(place, "bad-translation", message, hint)


def _twice(place: Place, first: Place) -> Problem:
    hint = "keep one of the two"
    return Problem(place, "double-translation", f"this is translated already, at {first.path}:{first.line}", hint)


def _entry(file: PoFile, message: Message, locale: Locale, place: Place, forms: list[str]) -> CatalogEntry:
    if not message.pluralizable or not forms[0]:
        return CatalogEntry(forms[0], place, message.fuzzy)
    told = plurals.by_plural(locale, plurals.numbered(file.plural_expr, file.num_plurals), forms)
    return CatalogEntry(told["other"], place, plurals=told)


def _forms(file: PoFile, message: Message, locale: Locale, place: Place) -> tuple[str, list[tuple[str, list[str]]]]:
    """(the English, every form of the translation with the marks that it must hold).

    A form for a single number need not hold it. Raises ProblemsFound for forms of which one is missing.
    """
    if not message.pluralizable:
        return str(message.id), [(_said(message, str(message.string or "")), _marks(str(message.id)))]
    english, forms = str(message.id[1]), [_said(message, each) for each in message.string or ()]
    if not any(forms):
        return english, [("", [])]
    if not all(forms):
        lacking = f"msgstr[{forms.index('')}] is missing: this language has {len(forms)} forms"
        raise ProblemsFound.one(place, "bad-translation", lacking, "translate each form, or leave all of them empty")
    try:
        numbers = plurals.numbered(file.plural_expr, file.num_plurals)
    except ValueError:
        numbers = ()
    if not plurals.as_many_as_usual(locale, numbers):
        raise _bad_rule(place, locale)
    marks = _marks(english)
    bare = [mark for mark in marks if mark != COUNT]
    may_be_bare = [numbers.count(at) == 1 and COUNT not in each for at, each in enumerate(forms)]
    return english, [(each, bare if is_bare else marks) for each, is_bare in zip(forms, may_be_bare, strict=True)]


def _bad_rule(place: Place, locale: Locale) -> ProblemsFound:
    message = "the rule for plurals at the head of this file is not that of the language"
    hint = f'write "Plural-Forms: {get_plural(locale)}\\n" there'
    return ProblemsFound.one(place, "bad-translation", message, hint)


def _said(message: Message, words: str) -> str:
    return "" if message.fuzzy else " ".join(words.splitlines())


def _mistakes(
    place: Place, context: str, english: str, translated: str, scripts: Scripts, marks: list[str]
) -> Iterator[Problem]:
    shown = f"`{translated[:60]}`"
    if not any(map(_is_seen, translated)):
        yield Problem(place, "bad-translation", "nothing that can be read", "translate it, or leave it empty")
        return
    if len(translated) > LONGEST:
        message = f"{shown} has {len(translated)} characters; at most {LONGEST}"
        yield Problem(place, "bad-translation", message, "make it as short as the English")
    elif marks != _marks(translated):
        hint = f"keep what stands in braces and after `](`, as in: {english}"
        yield Problem(place, "bad-translation", f"{shown} {_differing(marks, _marks(translated))}", hint)
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
    """What a translation must keep, in any order and form; a single brace is none, and counts as one too many."""
    words = BENT.sub(r"\1}", words)
    return sorted([*MARKS.findall(words), *re.findall("[{}]", MARKS.sub("", words))])


def _differing(wanted: list[str], found: list[str]) -> str:
    """Which placeholders are lost, and which are too many."""
    lost, more = (Counter(one) - Counter(other) for one, other in ((wanted, found), (found, wanted)))
    lists = {"without": lost, "with": more}
    told = [f"{name} {', '.join(f'`{mark}`' for mark in marks.elements())}" for name, marks in lists.items() if marks]
    return f"loses or adds a placeholder: {' and '.join(told)}"


def _turned(place: Place, words: str, english: str, tag: str) -> Iterator[Problem]:
    """What forbids something must forbid it in every language."""
    says_no = negations().get(tag.partition("-")[0])
    if words and says_no and FORBIDS.match(english) and not re.search(says_no, words, re.IGNORECASE):
        message = f"`{words[:60]}` does not say no, as the English does: {english[:60]}"
        yield Problem(place, "lost-not", message, "say no or not in words, as the English does")


def _counted(place: Place, words: str, english: str, tag: str) -> Iterator[Problem]:
    """Numbers are facts, and stand in braces: no translation types one in words that its English has not."""
    language = tag.partition("-")[0]
    counts = number_words().get(language) if language != "en" else None  # whose own words have a rule of the checks
    found = dict.fromkeys(_found(counts, words)) if counts else {}
    if len(found) > len(_found(number_words()["en"], english)):
        typed = ", ".join(f"`{each}`" for each in found)
        message = f"`{words[:60]}` holds a number in words: {typed}"
        yield Problem(place, "bad-translation", message, "keep to the numbers of the English, which stand in braces")


def _found(pattern: str, words: str) -> list[str]:
    return [each.group().casefold() for each in re.finditer(pattern, words, re.IGNORECASE)]


@cache
def negations() -> dict[str, str]:
    """What says no, by language."""
    return _patterns("negation")


@cache
def number_words() -> dict[str, str]:
    """Numbers in words, by language."""
    return _patterns("number_words")


def _patterns(name: str) -> dict[str, str]:
    found: dict[str, str] = yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text("utf-8"))
    return found


def as_babel_reads(text: str) -> str:
    """A valid catalog without what Babel refuses, on the same lines.

    Some editors write a tab behind a keyword; msgmerge writes what an entry that is gone was called before (`#~|`).
    """
    return BEFORE.sub("#", TABS.sub(r"\1 ", text))


def _broken(place: Place, line: str) -> ProblemsFound:
    """A line as no catalog has it."""
    if CONFLICT.match(line):
        message = "two versions of this file were joined here, and nobody has chosen one"
        hint = "keep the right words, and take out the lines that begin with <<<<<<<, ======= and >>>>>>>"
        return ProblemsFound.one(place, "bad-translation", message, hint)
    message = f"`{line.strip()[:60]}` is not a whole line of a catalog"
    hint = 'words stand between two ", and a " within them is written \\"; a translator\'s editor does so by itself'
    return ProblemsFound.one(place, "bad-translation", message, hint)


def _is_seen(sign: str) -> bool:
    return not sign.isspace() and unicodedata.category(sign) not in UNSEEN


class _Catalog(PoFile):
    """What a file says twice, which gettext refuses; Babel keeps the first and tells nobody."""

    def __init__(self) -> None:
        super().__init__()
        self.twice: list[tuple[int, int]] = []
        """The lines of both."""

    def __setitem__(self, id: str | tuple[str, ...] | list[str], message: Message) -> None:
        if first := self.get(id, message.context):
            self.twice.append((first.lineno or 1, message.lineno or 1))
        super().__setitem__(id, message)


def _file(content: bytes, path: str, scripts: Scripts, spoken: Locale) -> _Catalog:
    """Raises ProblemsFound for a file that is not a catalog; Babel itself passes over lines that break off."""
    text = REMARK.sub("#", as_babel_reads(decode(content, path, LARGEST_CATALOG, scripts)))
    hint = "save it anew with a translator's editor"
    for number, line in enumerate(text.splitlines(), start=1):
        if not PO_LINE.fullmatch(line):
            raise _broken(Place(path, number), line)
    plurals = re.search(r"nplurals\s*=\s*(\w*)", text)
    if plurals and not re.fullmatch("[1-9]", plurals[1]):  # Babel makes room for as many as are named
        raise _bad_rule(Place(path, text[: plurals.start()].count("\n") + 1), spoken)
    file = _Catalog()
    try:
        PoFileParser(file, abort_invalid=True).parse(StringIO(text))
    except PoFileError as error:
        message = str(error).rpartition(" on ")[0][:100]
        raise ProblemsFound.one(Place(path, error.lineno + 1), "bad-translation", message, hint) from None
    except Exception:  # whatever a header makes Babel raise
        raise ProblemsFound.one(Place(path), "bad-translation", "its first entry cannot be read", hint) from None
    return file
