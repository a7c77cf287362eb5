"""Which characters words may hold: none that nobody sees, no letters of another script than the language's.

A script has its name of ISO 15924, such as `Latn`. What is known of characters is Unicode's own data, and what the
pinned font of leaflets has of them: of any machine the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import islice

from backrefs import bre

from build_tools.content import font

Scripts = frozenset[str]
LATIN: Scripts = frozenset({"Latn"})
"""The letters of the source, which is English; names of medicines and tests have them in every language."""
# What languages with several scripts in one write with.
WRITTEN_WITH = {
    "Jpan": {"Hani", "Hira", "Kana"}, "Kore": {"Hang", "Hani"}, "Hans": {"Hani", "Bopo"}, "Hant": {"Hani", "Bopo"},
}  # fmt: skip
# What steers, shows nothing, is half a character, or stands in for one that was lost.
UNSEEN = bre.compile(r"[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\ufffc\ufffd]")
LAYOUT = "\t\n\r"
# Scripts whose words are wrong without joiners, those that break only at a space of no width, and right-to-left ones.
JOINED = frozenset({
    "Arab", "Syrc", "Nkoo", "Mong", "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh",
    "Khmr", "Mymr", "Tibt",
})  # fmt: skip
JOINERS = "\u200c\u200d"
WITHOUT_SPACES = frozenset({"Thai", "Laoo", "Khmr", "Mymr", "Tibt"})
BREAKS = "\u200b\u2060"
# Scripts in which letters in disguise, such as bold or wide ones, are nothing else.
DISGUISED = LATIN | {"Grek", "Cyrl"}
RIGHT_TO_LEFT = frozenset({"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg"})
DIRECTIONS = "\u200e\u200f\u061c"
MARKS = bre.compile(r"[\p{Mn}\p{Me}]+")
MOST_MARKS = 2  # of one letter, as in Vietnamese that was taken apart
MOST_MARKS_ELSEWHERE = 4  # vowels, tones and signs of song of Hebrew, Thai or Tibetan
# Letters of their own, though Unicode can say them with others.
NO_DISGUISE = "\u00aa\u00ba\u00b5"


def unseen(text: str, scripts: Scripts = LATIN) -> Iterator[tuple[int, str]]:
    """Where the text holds what no reader of these scripts can see, each character once, and what it is."""
    if text.isascii() and text.isprintable():
        return  # nearly all words
    for character in filter(_is_unseen, sorted(set(text))):
        places = (at for at, each in enumerate(text) if each == character and not _serves(text, at, scripts))
        yield from ((at, f"a character that nobody can read ({_named(character)})") for at in islice(places, 1))
    most = MOST_MARKS if scripts <= LATIN else MOST_MARKS_ELSEWHERE
    # A text has few signs and many letters: only where there are marks at all, the whole of it is searched for them.
    for marks in MARKS.finditer(text) if MARKS.search("".join(set(text))) else ():
        if len(marks.group()) > most:
            yield marks.start(), f"{len(marks.group())} marks on one letter"


@cache
def _is_unseen(character: str) -> bool:
    return character not in LAYOUT and bool(UNSEEN.match(character))


def _serves(text: str, at: int, scripts: Scripts) -> bool:
    """Whether a script needs the character in this place: a joiner behind one of its letters."""
    if text[at] in DIRECTIONS:
        return bool(scripts & RIGHT_TO_LEFT)
    needed = JOINED if text[at] in JOINERS else WITHOUT_SPACES if text[at] in BREAKS else frozenset()
    return any(is_of(text[at - 1 : at], frozenset({script})) for script in scripts & needed)


def _named(character: str) -> str:
    name = unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X}, {name}" if name else f"U+{ord(character):04X}"


@cache
def is_of(character: str, scripts: Scripts) -> bool:
    """Whether a character is of one of these scripts, and not of all."""
    alone = (part for script in scripts for part in WRITTEN_WITH.get(script, {script}))
    return any(bool(bre.match(rf"\p{{scx={script}}}", character)) for script in alone)


def foreign(words: str, scripts: Scripts = LATIN) -> dict[str, str]:
    """Each letter or sign of another script, or in disguise as a bold or wide one; with what to type, where known.

    Also signs of every script that the fonts of leaflets do not have.
    """
    found = {}
    for character in () if words.isascii() else dict.fromkeys(words):
        plain = _without_disguise(character) if scripts <= DISGUISED else character
        is_known = is_of(character, scripts | LATIN | {"Zyyy", "Zinh"})
        is_lost = not character.isascii() and not font.has(character, scripts)
        if plain != character or not is_known or is_lost:
            found[character] = plain if plain != character else ""
    return found


def _without_disguise(character: str) -> str:
    if not character.isalpha() or character in NO_DISGUISE:
        return character
    plain = unicodedata.normalize("NFKC", character)
    return character if plain == unicodedata.normalize("NFC", character) else plain
