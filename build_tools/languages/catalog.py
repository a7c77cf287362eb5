"""Catalogs, numbers, dates and direction. The only module that knows Babel.

Every word a reader sees passes `Catalog.text`. English is the source language: its catalog is empty and gives each
message back. In the pseudo-languages words that did not pass the catalog stand out on page and paper (pseudo.py).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal
from functools import cache, reduce
from pathlib import Path
from typing import cast

from babel import Locale
from babel.core import UnknownLocaleError, get_global
from babel.dates import format_date, format_time, get_day_names
from babel.numbers import format_decimal
from babel.units import format_unit

from build_tools.content.letters import LATIN, Scripts
from build_tools.content.model import LOCALE, Fact, Project, Translation
from build_tools.content.translation import CountedUnit, Plural
from build_tools.languages import pseudo, translations
from build_tools.languages.plurals import plural
from build_tools.languages.share import EVERYBODY, Bound, Share, share
from build_tools.languages.translations import FOLDER, INTERFACE, Translations
from build_tools.messages import Counted, messages
from build_tools.problems import Place, ProblemsFound

PSEUDO = pseudo.MARKED
SEVERAL_SCRIPTS = {"zh"}  # languages that nobody names without their script
SOURCE_LANGUAGE = "en"
INVENTED = {"XA", "XB", "ZZ"}  # countries of pseudo-languages, and of nobody
WIDE_STOPS = {"Hans", "Hant", "Jpan"}  # scripts whose stop at the end of a sentence is as wide as a letter and a space
NOBODYS = "root"  # what holds for every language of which nothing else is known
# Letters with a place of their own in the alphabet, behind the first of their group; others stand as without accents.
OWN_LETTERS = {
    "es": ("nñ",), "pl": ("aą", "cć", "eę", "lł", "nń", "oó", "sś", "zźż"), "tr": ("cç", "gğ", "oö", "sş", "uü"),
    "vi": ("aăâ", "dđ", "eê", "oôơ", "uư"), "sv": ("zåäö",), "fi": ("zåäö",), "da": ("zæøå",), "nb": ("zæøå",),
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
    own: Translation = field(default_factory=Translation)
    """What the project says of the language as a whole."""
    own_names: Mapping[str, str] = field(default_factory=dict)
    """What languages call themselves, by their tags, where the project says it."""

    @property
    def tag(self) -> str:
        """The language without the country, such as `es` or `zh-Hant`: what tells translations and leaflets apart."""
        return tag(self.code)

    @property
    def html_language(self) -> str:
        """As HTML and PDF name it, such as en-US."""
        known = self.tag if self.locale.language == NOBODYS else str(self.locale).replace("_", "-")
        return known if self.locale.territory or not self.country else f"{known}-{self.country}"

    @property
    def country(self) -> str:
        """Where it is read; nothing for a language alone."""
        return self.locale.territory or _country(self.code)

    @property
    def direction(self) -> str:
        """ltr or rtl."""
        return "rtl" if self.code == pseudo.MIRRORED else str(self.locale.text_direction)

    @property
    def first_week_day(self) -> int:
        """On which day weeks begin; Monday is 0."""
        return int(_customs(self.locale, self.country).first_week_day)

    @property
    def weekend(self) -> frozenset[int]:
        """Its days; Monday is 0."""
        first = int(_customs(self.locale, self.country).weekend_start)
        return frozenset(day % 7 for day in (first, first + 1))

    def text(self, message: str, context: str = INTERFACE) -> str:
        """The message in this language; in English where nobody has translated it yet."""
        found = self.messages.get((context, message))
        words = found.words if found and found.words else message
        return self.marked(pseudo.longer(words) if self.code == pseudo.MIRRORED else words)

    def plurals(self, message: Counted) -> dict[Plural, str]:
        """What is said of each number, by its plural in this language; of `other` where a plural has no words."""
        found = self.messages.get((INTERFACE, message.other))
        english: dict[Plural, str] = {"one": message.one, "other": message.other}
        said = found.plurals if found and found.plurals else english
        return {name: self.marked(words) for name, words in said.items()}

    def has(self, message: str, context: str = INTERFACE) -> bool:
        """Whether a translator has finished it; of the source language there is nothing to do."""
        found = self.messages.get((context, message))
        return self.tag == SOURCE_LANGUAGE or bool(found and found.words)

    def fact(self, fact: Fact, form: str = "") -> str:
        """A fact with its unit, such as "1 to 2 hours"; people out of 100, such as "about 53 of 100 people".

        `form` names one of the language, in which a translator asks for it.
        """
        if form:
            return self._bent(fact, self.own.forms[form][cast(CountedUnit, fact.unit)])
        if fact.unit == "people":
            return self._of_hundred(messages("{count} of {all} people"), shared(fact))
        if fact.unit == "celsius":
            return self._temperature(fact)
        low, high = bounds(fact)
        if fact.unit in ("number", "time_of_day"):
            return self.number(fact)
        amount = self.marked(self._amount(high, cast(CountedUnit, fact.unit)))
        return self.range(self._decimal(low), amount) if low != high else amount

    def _amount(self, number: int, unit: CountedUnit) -> str:
        own = self.own.units.get(unit)
        if own:
            words = own.get(cast(Plural, self.locale.plural_form(number))) or own["other"]
            return words.replace("{count}", self._decimal(number))
        return str(format_unit(number, UNITS[unit], "long", locale=self.locale))

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

    def _bent(self, fact: Fact, words: Mapping[Plural, str]) -> str:
        """A range has the plural of its high end, as most languages have it, and Babel no data of the others.

        Words without the number cannot say a range: then the plural for all numbers does.
        """
        low, high = bounds(fact)
        found = words.get(plural(self.locale, high), words["other"])
        found = found if low == high or "{count}" in found else words["other"]
        return self.marked(found.replace("{count}", self.number(fact)))

    def _of_hundred(self, message: str, given: Share) -> str:
        return self.text(message).format(count=self._rounded(given), all=self._decimal(EVERYBODY))

    def _rounded(self, given: Share) -> str:
        """A share without what it is out of, such as "about 53"; at an open end only the other one."""
        low = given.high if given.bound == "up_to" else given.low
        high = given.low if given.bound == "at_least" else given.high
        count = self.range(self._decimal(low), self._decimal(high)) if low != high else self._decimal(high)
        return count if given.bound == "exact" else self.text(ROUNDED[given.bound]).format(count=count)

    @property
    def pause(self) -> str:
        """What stands between two sentences: nothing where their stop is as wide as a letter and a space."""
        return "" if scripts(self.code) & WIDE_STOPS else " "

    def sentences(self, *said: str) -> str:
        """Sentences one after the other, without those that are empty."""
        return self.pause.join(filter(None, said))

    def listed(self, words: Iterable[str]) -> str:
        """Words one after the other, such as "Monday, Tuesday"; nothing where there are none."""
        return self._joined(messages("{first}, {more}"), words)

    def stops(self, words: Iterable[str]) -> str:
        """Words each of which stands alone, as a sentence does, such as "Sample scan. What to do before it"."""
        return self._joined(messages("{first}. {more}"), words)

    def _joined(self, message: str, words: Iterable[str]) -> str:
        several = [*words] or [""]
        return reduce(lambda first, more: self.text(message).format(first=first, more=more), several)

    def date(self, day: date) -> str:
        """A date with the month in words."""
        if self.own.months:
            parts = {"day": str(day.day), "month": self.own.months[day.month - 1], "year": str(day.year)}
            return self.marked(self.own.date.format(**parts))
        return self.marked(str(format_date(day, "long", locale=self.locale)))

    def week_day(self, number: int) -> str:
        """A day of the week as it stands alone, from 0 for Monday."""
        own = self.own.days
        return self.marked(own[number] if own else str(get_day_names("wide", "stand-alone", self.locale)[number]))

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
        return self.marked(begun(_name(code, self.locale)))

    def own_name(self, code: str) -> str:
        """What a language calls itself, such as Español for `es`."""
        return self.marked(begun(self.own_names.get(code) or _name(code, None)))

    def _temperature(self, fact: Fact) -> str:
        """As the country reads it; where that is Fahrenheit, with Celsius behind it."""
        if self.country in FAHRENHEIT:
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


@cache
def _locale(code: str) -> Locale:
    """The locale of a language in a country; where nobody has told how it is written there, that of the language alone.

    Of a language of which Babel knows the name and no more: what holds for all. Raises UnknownLocaleError.
    """
    language, *more = code.replace("-", "_").split("_")
    for known in ("_".join([language, *more]), "_".join([language, *(part for part in more if len(part) > 2)])):
        with suppress(UnknownLocaleError, ValueError):
            return Locale.parse(known)
    if language in english_names() and not more[1:]:
        return Locale.parse(NOBODYS)
    raise UnknownLocaleError(code)


@cache
def english_names() -> Mapping[str, str]:
    """How every language is called that has a name."""
    return {code: str(name) for code, name in Locale.parse("en").languages.items() if "_" not in code}


def _name(code: str, said_in: Locale | None) -> str:
    """What a language is called in another, or in itself; in English where nobody has told."""
    locale = _locale(code)
    own = "" if locale.language == NOBODYS else locale.get_display_name(said_in)
    return str(own or english_names()[code.partition("-")[0]])


def _country(code: str) -> str:
    found = re.search(r"_([A-Z]{2})$", code)
    return found[1] if found and code not in (pseudo.MARKED, pseudo.MIRRORED) else ""


@cache
def _customs(locale: Locale, country: str) -> Locale:
    """The locale whose weeks are counted: that of the country, whatever is read there."""
    if country and not locale.territory:
        with suppress(UnknownLocaleError):
            return Locale.parse(f"und_{country}")
    return locale


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
    if code in (pseudo.MARKED, pseudo.MIRRORED):
        return Catalog(code, Locale.parse("en_US"), marks=pseudo.MARKS)
    if not is_known(code):
        message, hint = f"there is no locale `{code}`", "write a language and a country, such as en_US"
        raise ProblemsFound.one(place, "unknown-locale", message, f"write {instead(code)}" if instead(code) else hint)
    locale = _locale(code)
    return Catalog(code, locale, translations.read(root, locale, tag(code), scripts(code)))


def of_project(project: Project, code: str, place: Place) -> Catalog:
    """The same, with what the project says of the translation."""
    return _told(project, catalog(project.root, code, place))


def _told(project: Project, found: Catalog) -> Catalog:
    own = project.translation(found.tag)
    names = {tag: each.name for tag, each in project.translations.items() if each.name}
    is_checked = found.tag == SOURCE_LANGUAGE or bool(own.checked_by)
    return replace(found, is_checked=is_checked, own=own, own_names=names)


def local(own: str, tag: str) -> str:
    """The locale of a language in the country of the clinic's `own` locale, whether or not many read it there."""
    code, country = tag.replace("-", "_"), _country(own)
    return f"{code}_{country}" if country else code


@cache
def english() -> Catalog:
    """The words of the source as they are."""
    return Catalog("en_US", Locale.parse("en_US"))


def empty(project: Project, tag: str) -> Catalog:
    """The catalog of a language into which nothing is translated yet."""
    code = local(project.clinic.locale, tag)
    return _told(project, Catalog(code, _locale(code)))


@cache
def tag(code: str) -> str:
    """Of a locale such as es_US the language, with its script where the language alone does not tell: `es`, `zh-Hant`.

    Two locales with one tag share their words. Of a locale that nobody knows its language as it was typed.
    """
    language, likely = code.replace("-", "_").partition("_")[0], get_global("likely_subtags")
    try:
        locale = _locale(code)
    except UnknownLocaleError:
        return language
    if locale.language == NOBODYS:
        return language
    full = likely.get("_".join(filter(None, (locale.language, locale.script, locale.territory))))
    full = full or likely.get("_".join(filter(None, (locale.language, locale.territory)))) or str(locale)
    script = locale.script or next((part for part in full.split("_") if len(part) == len("Latn")), "")
    usual = likely.get(locale.language, "")
    is_usual = script in usual.split("_") and language not in SEVERAL_SCRIPTS
    return language if is_usual or not script else f"{language}-{script}"


def is_known(code: str) -> bool:
    """Whether there is such a locale, as people write it: es, es_US, or ht_US, which Babel has not.

    A language that is written in several scripts must name its own where the country does not tell.
    """
    language, country = code.partition("_")[0], _country(code)
    is_pseudo = code in (pseudo.MARKED, pseudo.MIRRORED)
    if is_pseudo or not re.fullmatch(LOCALE, code) or instead(code) or language not in english_names():
        return False
    if country and country not in Locale.parse("en").territories.keys() - INVENTED:
        return False
    try:
        return not (_locale(code).script is None and language in SEVERAL_SCRIPTS and country)
    except UnknownLocaleError:
        return False


def instead(code: str) -> str:
    """What a language is called now of which this is another or an older tag, such as `fil` for `tl`; or nothing."""
    language, *more = code.replace("-", "_").split("_")
    now = str(get_global("language_aliases").get(language, "")).partition("_")[0]
    return "-".join([now, *(part for part in more if len(part) > 2)]) if now else ""


def scripts(code: str) -> Scripts:
    """What a language is written with, beside Latin letters; for a locale that nobody knows those alone."""
    likely = get_global("likely_subtags")
    named = re.search("_([A-Z][a-z]{3})(_|$)", code)
    tag = likely.get(code) or likely.get(code.partition("_")[0]) or "en_Latn_US"
    script = next((part for part in tag.split("_") if len(part) == len("Latn")), "Latn")
    return LATIN | {named[1] if named else script}


def translated(root: Path) -> list[str]:
    """The tags of the languages that have translations; a folder of another name is told as one that nobody reads."""
    names = {file.parent.name for file in (root / FOLDER).glob("[!.]*/*.po")}
    return sorted(filter(is_tag, names))


def is_tag(name: str) -> bool:
    """Whether a language is called so, in a list of languages and as a folder of translations."""
    return tag(name) == name and is_known(name.replace("-", "_"))
