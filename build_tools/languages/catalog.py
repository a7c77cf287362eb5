"""Catalogs, numbers, dates and direction. The only module that knows gettext and Babel.

Every word a reader sees passes `Catalog.text`. English is the source language: its catalog is empty and gives each
message back. `en_XA` is the pseudo-language of the trade: it wraps every message in marks, so that words which did
not pass the catalog stand out on page and paper.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from pathlib import Path

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date
from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal
from babel.units import format_unit

from build_tools import files
from build_tools.content.model import LOCALE, Fact
from build_tools.content.plain_words import brought_in
from build_tools.content.yaml_text import decode
from build_tools.problems import Place, Problem, ProblemsFound

FOLDER = "docs/content/locale"
COUNTRY = re.compile("[_-]")  # what stands before the country in es_US
PSEUDO = "en_XA"
SOURCE_LANGUAGE = "en"
PO_LINE = re.compile(r'\s*(#.*|(msg[a-z_]+(\[\d+\])?\s+)?"(\\.|[^"\\])*"\s*)?')
# A translation must use exactly the placeholders, terms and links of the English.
MARKS = re.compile(r"\{[a-z0-9_.]*\}|\]\([a-z]+:[a-z0-9-]+\)")
LARGEST_CATALOG = 1_000_000  # bytes; one file may hold the words of several procedures, each with its English
LONGEST = 2000  # characters of a translation; twice as many as English words may have (content/record.py)
INTERFACE = "interface"  # the context of strings that belong to the tool, not to a topic
# Letters with a place of their own in the alphabet, behind the first of their group; others stand as without accents.
OWN_LETTERS = {
    "es": ("nñ",), "pl": ("aą", "cć", "eę", "lł", "nń", "oó", "sś", "zźż"), "tr": ("cç", "gğ", "oö", "sş", "uü"),
    "vi": ("aăâ", "dđ", "eê", "oôơ", "uư"), "sv": ("zåäö",), "fi": ("zåäö",), "da": ("zæøå",), "nb": ("zæøå",),
}  # fmt: skip
UNITS = {
    "minute": "duration-minute", "hour": "duration-hour", "day": "duration-day", "week": "duration-week",
    "month": "duration-month", "year": "duration-year", "pound": "mass-pound", "kilogram": "mass-kilogram",
}  # fmt: skip


@dataclass(frozen=True)
class Catalog:
    """The words of one language; `messages` maps (context, English) to the translation."""

    code: str
    locale: Locale
    messages: Mapping[tuple[str, str], str] = field(default_factory=dict)
    marks: tuple[str, str] = ("", "")

    @property
    def html_language(self) -> str:
        """As HTML and PDF name it, such as en-US."""
        return str(self.locale).replace("_", "-")

    @property
    def direction(self) -> str:
        """ltr or rtl."""
        return str(self.locale.text_direction)

    def text(self, message: str, context: str = INTERFACE) -> str:
        """The message in this language; in English where nobody has translated it yet."""
        return self.marks[0] + (self.messages.get((context, message)) or message) + self.marks[1]

    def fact(self, fact: Fact) -> str:
        """A fact with its unit, such as "1 to 2 hours" or "44 of 100 people"."""
        if fact.unit == "people":
            return self.text("{count} of {all} people").format(count=self.number(fact), all=self._decimal(fact.of or 0))
        low, high = bounds(fact)
        if fact.unit == "number":
            return self.number(fact)
        amount = self.marks[0] + str(format_unit(high, UNITS[fact.unit], "long", locale=self.locale)) + self.marks[1]
        return self._range(self._decimal(low), amount) if low != high else amount

    def number(self, fact: Fact) -> str:
        """A fact without its unit, such as "1 to 2"."""
        low, high = bounds(fact)
        return self._range(self._decimal(low), self._decimal(high)) if low != high else self._decimal(high)

    def rest(self, fact: Fact) -> str:
        """The people of a fact who are left, such as "56" of "44 of 100 people"."""
        low, high = bounds(fact)
        everybody = fact.of or 0
        return self.number(fact.model_copy(update={"low": everybody - high, "high": everybody - low, "value": None}))

    def date(self, day: date) -> str:
        """A date with the month in words."""
        return self.marks[0] + str(format_date(day, "long", locale=self.locale)) + self.marks[1]

    def alphabetical(self, words: str) -> tuple[object, ...]:
        """Where words stand in the order of the alphabet: a key to sort by."""
        own = OWN_LETTERS.get(self.locale.language, ())
        letters = unicodedata.normalize("NFC", words.casefold())
        return (tuple(_order(letter, own) for letter in letters if letter.isalnum() or letter == " "), letters)

    def initial(self, words: str) -> str:
        """The letter under which an alphabetical list has these words."""
        own = OWN_LETTERS.get(self.locale.language, ())
        first = next((letter for letter in unicodedata.normalize("NFC", words) if letter.isalnum()), "")
        return self.marks[0] + _plain_letter(first.casefold(), own).upper() + self.marks[1] if first else ""

    def language_name(self, code: str) -> str:
        """What this language calls another, such as Spanish for `es`."""
        return self.marks[0] + _begun(str(_locale(code).get_display_name(self.locale))) + self.marks[1]

    def own_name(self, code: str) -> str:
        """What a language calls itself, such as Español for `es`."""
        return self.marks[0] + _begun(str(_locale(code).get_display_name())) + self.marks[1]

    def _decimal(self, number: int) -> str:
        return str(format_decimal(number, locale=self.locale))

    def _range(self, low: str, high: str) -> str:
        return self.text("{low} to {high}").format(low=low, high=high)


def _order(letter: str, own: tuple[str, ...]) -> tuple[str, int]:
    """A letter's place: the one whose place it shares or follows, and how far behind that it stands."""
    plain = _plain_letter(letter, own)
    group = next((letters for letters in own if plain in letters), plain)
    return group[0], group.index(plain)


def _plain_letter(letter: str, own: tuple[str, ...]) -> str:
    """A letter without the accents that do not make it another letter in this language."""
    parts = unicodedata.normalize("NFD", letter)
    with_one = unicodedata.normalize("NFC", parts[:2])
    return with_one if any(with_one in letters for letters in own) else parts[0]


def _locale(code: str) -> Locale:
    return Locale.parse(code.replace("-", "_"))


def _begun(name: str) -> str:
    """A name as it begins a line: many languages write their own names small within a sentence."""
    return name[:1].upper() + name[1:]


def bounds(fact: Fact) -> tuple[int, int]:
    """(low, high) of a fact; the same number twice where it has one value."""
    if fact.value is not None:
        return fact.value, fact.value
    return fact.low or 0, fact.high or 0


def catalog(root: Path, code: str, place: Place) -> Catalog:
    """The catalog of a locale such as es_US, from docs/content/locale/es/*.po.

    Raises ProblemsFound, at the `place` that names the locale, for one that nobody knows.
    """
    if code == PSEUDO:
        return Catalog(code, Locale.parse("en_US"), marks=("⁅", "⁆"))
    if not is_known(code):
        message, hint = f"there is no locale `{code}`", "write a language and a country, such as en_US"
        raise ProblemsFound.one(place, "unknown-locale", message, hint)
    locale = Locale.parse(code)
    return Catalog(code, locale, _messages(root / FOLDER / locale.language, root))


def is_known(code: str) -> bool:
    """Whether there is such a locale, as people write it: es, or es_US."""
    try:
        return bool(re.fullmatch(LOCALE, code) and Locale.parse(code))
    except (UnknownLocaleError, ValueError):
        return False


def translated(root: Path) -> list[str]:
    """The languages of the folders in docs/content/locale that hold translations."""
    return sorted({COUNTRY.split(file.parent.name)[0] for file in (root / FOLDER).glob("[!.]*/*.po")})


def _messages(folder: Path, root: Path) -> dict[tuple[str, str], str]:
    """Every finished translation. Fuzzy ones are somebody's guess and must not reach a patient."""
    found: dict[tuple[str, str], str] = {}
    problems = list(_passed_over(folder, root))
    for file in sorted(folder.glob("*.po")):
        path = file.relative_to(root).as_posix()
        for message in _finished(root, path):
            english, translated = str(message.id), " ".join(str(message.string).splitlines())
            place = Place(path, message.lineno or 1)
            problems += _mistakes(place, english, translated)
            found[message.context or INTERFACE, english] = translated
    if problems:
        raise ProblemsFound(problems)
    return found


def _passed_over(folder: Path, root: Path) -> Iterator[Problem]:
    """Translations that lie deeper, as those of programs do, or in the folder of a country, such as es_US."""
    of_countries = folder.parent.glob(f"{folder.name}[_-]*/**/*.po")
    for file in sorted([*folder.glob("*/**/*.po"), *of_countries]):
        message = "translations lie in the folder of their language itself"
        hint = f"move it to {FOLDER}/{folder.name}/{file.name}"
        yield Problem(Place(file.relative_to(root).as_posix()), "bad-name", message, hint)


def _mistakes(place: Place, english: str, translated: str) -> Iterator[Problem]:
    shown = f"`{translated[:60]}`"
    if len(translated) > LONGEST:
        message = f"{shown} has {len(translated)} characters; at most {LONGEST}"
        yield Problem(place, "bad-translation", message, "make it as short as the English")
    elif _marks(english) != _marks(translated):
        hint = f"keep what stands in braces and after `](`, as in: {english}"
        yield Problem(place, "bad-translation", f"{shown} loses or adds a placeholder", hint)
    for what in brought_in(english, translated[:LONGEST]):
        hint = "write plain words, as in the English"
        yield Problem(place, "bad-translation", f"{shown} holds {what}", hint)


def _marks(words: str) -> list[str]:
    """What a translation must keep, in any order; a single brace is none, and counts as one too many."""
    return sorted([*MARKS.findall(words), *re.findall("[{}]", MARKS.sub("", words))])


def _finished(root: Path, path: str) -> list[Message]:
    """Raises ProblemsFound for a file that is not a catalog; Babel itself passes over lines that break off."""
    text = decode(files.content(root, path, LARGEST_CATALOG), path, LARGEST_CATALOG)
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
