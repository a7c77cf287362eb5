"""Numbers in English words, however they are typed: digits, words, fractions, doses, times of day. Pure.

The words are data, in number_words.yaml.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

import yaml

from build_tools.content.model import Record, Unit, Words

FILE = Path(__file__).with_name("number_words.yaml")
# Letters that look like Latin ones: Greek, Cyrillic, and small capitals. What is only a variant of a letter, such as a
# full-width one, Unicode itself takes back to the plain letter.
LOOK_ALIKES = str.maketrans(
    "аеіјкӏорсуґхѕһԁѵԝгтвнмΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεικνορτυχωАВЕЅІЈКМНОРСТХУԜᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢıɡɑ",
    "aeijklopcyrxshdvwrtbhmABEZHIKMNOPTYXaeiknoptuxwABESIJKMHOPCTXYWabcdefghijklmnoprstuvwyziga",
)
PICTURED = re.compile("KEYCAP TEN|CLOCK FACE|DIE FACE")  # in Unicode's names of signs that show a number
BETWEEN_WORDS = re.compile(r"[\s_-]+")
LEVELS = re.compile(r"\b([CTLS]\d{1,2})[-/]\d{1,2}\b")  # of the spine, such as L4/5
NAME_HYPHEN = re.compile(r"(?<=[A-WYZ])-(?=\d)")  # that of COVID-19
# A digit behind a capital is part of a name, such as B12; X6 is "6 times".
DIGITS = r"(?<![\dA-WYZ])\d[\d.,:/]*"
ROMAN = r"(?:[IVXLCDM]{2,}|[VX])"


class NumberWords(Record):
    """The whole file."""

    numbers: tuple[Words, ...]
    counting: tuple[Words, ...]
    between: tuple[Words, ...]
    units: dict[Unit, tuple[Words, ...]]
    other_units: tuple[Words, ...]
    times: tuple[Words, ...]
    amounts: tuple[Words, ...]
    idioms: dict[Words, Words]


@cache
def words() -> NumberWords:
    """What counts as a number in words."""
    return NumberWords.model_validate(yaml.safe_load(FILE.read_text("utf-8")))


@lru_cache(maxsize=20_000)
def typed(text: str, idioms: tuple[str, ...] = ()) -> str:
    """The first number that is typed in a text, as it is read; nothing if there is none.

    `idioms` are phrases that hold a number and count nothing, beside those of the file.
    """
    for sign in text if not text.isascii() else "":
        if _is_number(sign):
            return sign
    left = _idioms(idioms).sub("_", plain(text))
    found = _signs().search(left) or _words().search(left.lower())
    return found.group() if found else ""


def holds_amount(text: str) -> bool:
    """Whether it names a unit, or something that doses are counted in."""
    return bool(re.search(rf"\b(?:{_any(_all_units())})\b", plain(text), re.IGNORECASE))


def unit_behind(text: str, is_number: bool) -> str:
    """The unit with which a text begins; behind a bare number also after "full", or after another number (`{}`)."""
    found = _unit_behind(is_number).match(plain(text))
    return found.group(1).casefold() if found else ""


def unit_before(text: str) -> str:
    """The unit of time with which a text ends, as in "on day"."""
    found = re.search(rf"\b({_any(_times())}) $", plain(text), re.IGNORECASE)
    return found.group(1).casefold() if found else ""


def unit_of(form: str) -> str:
    """The unit of facts that people write so; nothing for people, who may be called by any name, and for all else."""
    return next((unit for unit, its in words().units.items() if form in its and unit != "people"), "")


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """The same as somebody sees it: in plain letters, with single spaces for all that stands between words."""
    if text.isascii():
        return _spaced(text)
    signs = (
        sign for sign in unicodedata.normalize("NFKD", text) if unicodedata.category(sign) not in ("Mn", "Me", "Cf")
    )
    letters = "".join("-" if unicodedata.category(sign) == "Pd" else sign for sign in signs).translate(LOOK_ALIKES)
    return _spaced(letters)


def _spaced(text: str) -> str:
    return BETWEEN_WORDS.sub(" ", NAME_HYPHEN.sub("", LEVELS.sub(r"\1", text)))


def _is_number(sign: str) -> bool:
    """Fractions, Roman and Chinese numbers and the like; other digits Unicode takes back to ours."""
    is_digit = sign.isdecimal() or sign.isdigit()
    return not is_digit and (
        unicodedata.numeric(sign, None) is not None or bool(PICTURED.search(unicodedata.name(sign, "")))
    )


@cache
def _times() -> tuple[str, ...]:
    """Units in words, and what else of a day may be counted; "h" alone is more often a letter."""
    data = words()
    units = (form for unit, its in data.units.items() if unit != "people" for form in its if len(form) > 1)
    return (*units, *data.times)


@cache
def _signs() -> re.Pattern[str]:
    """Digits, and Roman numbers and names with a digit before what they would count."""
    counted = _any((*_times(), *words().amounts))
    return re.compile(rf"{DIGITS}|[%‰‱]|\b{ROMAN} (?i:{counted})\b|\b[A-Z]\d+ (?i:{_any(_times())})\b")


@cache
def _words() -> re.Pattern[str]:
    """Numbers in small letters: two, twohours, an hour."""
    data = words()
    between, counted = rf"(?: (?:{_any(data.between)}))*", _any((*_times(), *data.amounts))
    return re.compile(
        rf"\b(?:{_any(data.numbers)})(?:{_any(_all_units())})?\b"
        rf"|\b(?:{_any(data.counting)}){between} (?:{counted})\b"
    )


@lru_cache(maxsize=200)
def _idioms(own: tuple[str, ...]) -> re.Pattern[str]:
    """None before an amount: "one of" is free, and "one of the tablets" is a dose."""
    phrases = _any(map(plain, (*words().idioms, *own)))
    return re.compile(rf"\b(?:{phrases})\b(?!(?: \w+){{0,2}} (?:{_any(words().amounts)})\b)", re.IGNORECASE)


@cache
def _unit_behind(is_number: bool) -> re.Pattern[str]:
    between = _any((*words().between, "or", "to", "and", "about", "{}")) if is_number else "(?!)"
    return re.compile(rf"(?: (?:{between}))* ?\(?({_any(_all_units())})\b", re.IGNORECASE)


@cache
def _all_units() -> tuple[str, ...]:
    data = words()
    return (*(form for its in data.units.values() for form in its), *data.other_units, *data.amounts)


def _any(phrases: Iterable[str]) -> str:
    """Any of the phrases, the longest first."""
    return "|".join(sorted(map(re.escape, phrases), key=lambda phrase: (-len(phrase), phrase)))
