"""Catalogs, numbers, dates and direction. The only module that knows Babel.

Every word a reader sees passes `Catalog.text`. English is the source language: its catalog is empty and gives each
message back. `en_XA` is the pseudo-language of the trade: it wraps every message in marks, so that words which did
not pass the catalog stand out on page and paper.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from functools import cache
from pathlib import Path

from babel import Locale
from babel.core import UnknownLocaleError, get_global
from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from babel.units import format_unit

from build_tools.content.letters import LATIN, Scripts
from build_tools.content.model import LOCALE, Fact
from build_tools.languages import translations
from build_tools.languages.share import EVERYBODY, Bound, Share, share
from build_tools.languages.translations import FOLDER, INTERFACE, Translations
from build_tools.messages import messages
from build_tools.problems import Place, ProblemsFound

PSEUDO = "en_XA"
SEVERAL_SCRIPTS = {"zh"}  # languages that nobody names without their script
SOURCE_LANGUAGE = "en"
# Letters with a place of their own in the alphabet, behind the first of their group; others stand as without accents.
OWN_LETTERS = {
    "es": ("nñ",), "pl": ("aą", "cć", "eę", "lł", "nń", "oó", "sś", "zźż"), "tr": ("cç", "gğ", "oö", "sş", "uü"),
    "vi": ("aăâ", "dđ", "eê", "oôơ", "uư"), "sv": ("zåäö",), "fi": ("zåäö",), "da": ("zæøå",), "nb": ("zæøå",),
}  # fmt: skip
# What languages with several scripts in one write with; their own names are of ISO 15924 too.
WRITTEN_WITH = {
    "Jpan": {"Hani", "Hira", "Kana"}, "Kore": {"Hang", "Hani"}, "Hans": {"Hani", "Bopo"}, "Hant": {"Hani", "Bopo"},
}  # fmt: skip
ROUNDED: dict[Bound, str] = messages({
    "about": "about {count}", "fewer": "fewer than {count}", "more": "more than {count}",
    "up_to": "up to about {count}", "at_least": "at least about {count}",
})  # fmt: skip
UNITS = {
    "minute": "duration-minute", "hour": "duration-hour", "day": "duration-day", "week": "duration-week",
    "month": "duration-month", "year": "duration-year", "pound": "mass-pound", "kilogram": "mass-kilogram",
}  # fmt: skip
# Where a fever is read in Fahrenheit.
FAHRENHEIT = {"US", "PR", "GU", "VI", "AS", "MP", "BS", "BZ", "FM", "KY", "LR", "MH", "PW"}


@dataclass(frozen=True)
class Catalog:
    """The words of one language."""

    code: str
    locale: Locale
    messages: Translations = field(default_factory=dict)
    marks: tuple[str, str] = ("", "")
    is_checked: bool = True
    """Whether a translator has checked it; made by a machine, and read by nobody, it is not."""

    @property
    def tag(self) -> str:
        """The language without the country, such as `es` or `zh-Hant`: what tells translations and leaflets apart."""
        return tag(self.code)

    @property
    def html_language(self) -> str:
        """As HTML and PDF name it, such as en-US."""
        return str(self.locale).replace("_", "-")

    @property
    def direction(self) -> str:
        """ltr or rtl."""
        return str(self.locale.text_direction)

    @property
    def first_week_day(self) -> int:
        """On which day weeks begin; Monday is 0."""
        return int(self.locale.first_week_day)

    def text(self, message: str, context: str = INTERFACE) -> str:
        """The message in this language; in English where nobody has translated it yet."""
        found = self.messages.get((context, message))
        return self.marks[0] + (found.words if found and found.words else message) + self.marks[1]

    def has(self, message: str, context: str = INTERFACE) -> bool:
        """Whether a translator has finished it; of the source language there is nothing to do."""
        found = self.messages.get((context, message))
        return self.tag == SOURCE_LANGUAGE or bool(found and found.words)

    def fact(self, fact: Fact) -> str:
        """A fact with its unit, such as "1 to 2 hours"; people out of 100, such as "about 53 of 100 people"."""
        if fact.unit == "people":
            return self._of_hundred(messages("{count} of {all} people"), shared(fact))
        if fact.unit == "celsius":
            return self._temperature(fact)
        low, high = bounds(fact)
        if fact.unit in ("number", "time_of_day"):
            return self.number(fact)
        amount = self.marked(str(format_unit(high, UNITS[fact.unit], "long", locale=self.locale)))
        return self.range(self._decimal(low), amount) if low != high else amount

    def left_to_right(self, text: str) -> str:
        """A number or address that keeps its order, with marks that nobody sees, in text that runs to the left."""
        return f"\N{LEFT-TO-RIGHT ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}" if self.direction == "rtl" else text

    def number(self, fact: Fact, convert: Callable[[int], Decimal | int] = int) -> str:
        """A fact without its unit, such as "1 to 2"."""
        low, high = bounds(fact)
        written = self._clock if fact.unit == "time_of_day" else lambda number: self._decimal(convert(number))
        return self.range(written(low), written(high)) if low != high else written(high)

    def counted(self, fact: Fact) -> str:
        """People as they were counted too, such as "about 53 of 100 people (229 of 431)"."""
        if fact.of == EVERYBODY:
            return self.fact(fact)
        as_counted = {"count": self.number(fact), "all": self._decimal(fact.of or 0)}
        return self.text("{people} ({count} of {all})").format(people=self.fact(fact), **as_counted)

    def more(self, fact: Fact) -> str:
        """People by whom one group is larger than another, such as "23 more of 100 people"."""
        return self._of_hundred(messages("{count} more of {all} people"), shared(fact))

    def rest(self, fact: Fact) -> str:
        """The people of a fact who are left, such as "56" of "44 of 100 people"."""
        return self._rounded(shared(fact).rest)

    def _of_hundred(self, message: str, given: Share) -> str:
        return self.text(message).format(count=self._rounded(given), all=self._decimal(EVERYBODY))

    def _rounded(self, given: Share) -> str:
        """A share without what it is out of, such as "about 53"; at an open end only the other one."""
        low = given.high if given.bound == "up_to" else given.low
        high = given.low if given.bound == "at_least" else given.high
        count = self.range(self._decimal(low), self._decimal(high)) if low != high else self._decimal(high)
        return count if given.bound == "exact" else self.text(ROUNDED[given.bound]).format(count=count)

    def date(self, day: date) -> str:
        """A date with the month in words."""
        return self.marked(str(format_date(day, "long", locale=self.locale)))

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
        return self.marks[0] + begun(str(_locale(code).get_display_name(self.locale))) + self.marks[1]

    def own_name(self, code: str) -> str:
        """What a language calls itself, such as Español for `es`."""
        return self.marks[0] + begun(str(_locale(code).get_display_name())) + self.marks[1]

    def _temperature(self, fact: Fact) -> str:
        """As the country reads it; where that is Fahrenheit, with Celsius behind it."""
        if self.locale.territory in FAHRENHEIT:
            message = self.text("{fahrenheit} F ({celsius} C)")
            return message.format(fahrenheit=self.number(fact, _fahrenheit), celsius=self.number(fact))
        _, high = bounds(fact)
        amount = self.marked(str(format_unit(high, "temperature-celsius", "short", locale=self.locale)))
        return " ".join(amount.split()).replace(self._decimal(high), self.number(fact), 1)

    def _clock(self, minutes: int) -> str:
        """A time of day; that of midnight and noon in words, which nobody takes for the other one."""
        if minutes % 720 == 0:
            return self.text("noon" if minutes == 720 else "midnight")
        shown = str(format_time(time(minutes // 60 % 24, minutes % 60), "short", locale=self.locale))
        return self.marks[0] + " ".join(shown.split()) + self.marks[1]

    def _decimal(self, number: Decimal | int) -> str:
        return str(format_decimal(number, locale=self.locale))

    def range(self, low: str, high: str = "") -> str:
        """From one to another, such as "1 to 2" or "Monday to Friday"; the one alone where there is no other."""
        return self.text("{low} to {high}").format(low=low, high=high) if high else low

    def marked(self, words: str) -> str:
        """Words that Babel gives for this language."""
        return self.marks[0] + words + self.marks[1]


def _fahrenheit(celsius: int) -> Decimal:
    """Exact: a whole number in Celsius has one decimal at most."""
    return Decimal(celsius * 18 + 320) / 10


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


def begun(words: str) -> str:
    """Words as they begin a sentence, with a capital letter; what begins with a digit stays."""
    first = next((at for at, letter in enumerate(words) if letter.isalnum()), 0)
    return words[:first] + words[first : first + 1].upper() + words[first + 1 :]


def bounds(fact: Fact) -> tuple[int, int]:
    """(low, high) of a fact; the same number twice where it has one value."""
    if fact.value is not None:
        return int(fact.value), int(fact.value)  # a time of day would be written as such where it does not belong
    return int(fact.low or 0), int(fact.high or 0)


def shared(fact: Fact) -> Share:
    """A fact that counts people, out of 100."""
    return share(*bounds(fact), fact.of or EVERYBODY)


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
    return Catalog(code, locale, translations.read(root, tag(code), scripts(code)))


def local(own: str, tag: str) -> str:
    """The locale of a language as the country of the clinic's `own` locale writes its numbers and dates.

    Where nobody knows the language of that country, that of the language alone.
    """
    code, country = tag.replace("-", "_"), own.rpartition("_")[2]
    return f"{code}_{country}" if is_known(f"{code}_{country}") else code


@cache
def english() -> Catalog:
    """The words of the source as they are."""
    return Catalog("en_US", Locale.parse("en_US"))


def empty(own: str, tag: str) -> Catalog:
    """The catalog of a language into which nothing is translated yet."""
    code = local(own, tag)
    return Catalog(code, _locale(code))


def tag(code: str) -> str:
    """Of a locale such as es_US the language, with its script where the language alone does not tell: `es`, `zh-Hant`.

    Two locales with one tag share their words. Of a locale that nobody knows its language as it was typed.
    """
    language, likely = code.replace("-", "_").partition("_")[0], get_global("likely_subtags")
    try:
        locale = Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return language
    full = likely.get("_".join(filter(None, (locale.language, locale.script, locale.territory))))
    full = full or likely.get("_".join(filter(None, (locale.language, locale.territory)))) or str(locale)
    script = locale.script or next((part for part in full.split("_") if len(part) == len("Latn")), "")
    usual = likely.get(locale.language, "")
    is_usual = script in usual.split("_") and language not in SEVERAL_SCRIPTS
    return language if is_usual or not script else f"{language}-{script}"


def is_known(code: str) -> bool:
    """Whether there is such a locale, as people write it: es, or es_US."""
    try:
        return bool(re.fullmatch(LOCALE, code) and Locale.parse(code))
    except (UnknownLocaleError, ValueError):
        return False


def scripts(code: str) -> Scripts:
    """What a language is written with, beside Latin letters; for a locale that nobody knows those alone."""
    likely = get_global("likely_subtags")
    tag = likely.get(code) or likely.get(code.partition("_")[0]) or "en_Latn_US"
    script = next((part for part in tag.split("_") if len(part) == len("Latn")), "Latn")
    return LATIN | WRITTEN_WITH.get(script, {script})


def translated(root: Path) -> list[str]:
    """The tags of the languages that have translations; a folder of another name is told as one that nobody reads."""
    names = {file.parent.name for file in (root / FOLDER).glob("[!.]*/*.po")}
    return sorted(name for name in names if tag(name) == name)
