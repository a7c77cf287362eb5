"""Words in a form that can be compared and counted, whatever a layout did to white space and line ends."""

from __future__ import annotations

import re
import unicodedata

UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# PDFium gives U+0002 or U+FFFE for a hyphen at the end of a line.
HYPHEN = re.compile("[\u2010\u2011\x02\ufffe]")
# "face-down" may end a line after its hyphen; a hyphen beside a digit always counts.
BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])\s*-\s*(?=[^\W\d_])")
# A space between digits stays: "1 2" is not "12", and "3. 2 hours" is not "3.2 hours".
SPACE = re.compile(r" (?!\d)|(?<![\d.,]) ")
PART_BEFORE = re.compile(r"\d[.,/\u2013-]?$")
PART_AFTER = re.compile(r"[.,/\u2013-]?\d")


def squeezed(text: str) -> str:
    """Text without what depends on its layout. No digit and no letter is lost."""
    text = HYPHEN.sub("-", UNSEEN.sub("", unicodedata.normalize("NFC", text)))
    return SPACE.sub("", " ".join(BETWEEN_LETTERS.sub("", text).split()))


def times(words: str, text: str) -> int:
    """How often squeezed words stand in squeezed text: "2hours" does not stand in "12hours"."""
    count, place = 0, text.find(words) if words else -1
    while place >= 0:
        end = place + len(words)
        count += _is_whole(text[max(place - 2, 0) : place], words, text[end : end + 2])
        place = text.find(words, end)
    return count


def _is_whole(before: str, words: str, after: str) -> bool:
    """Whether words are no part of a longer number, given the two letters before and behind them."""
    longer = words[0].isdigit() and PART_BEFORE.search(before)
    return not (longer or (words[-1].isdigit() and PART_AFTER.match(after)))


def begin(words: str, length: int = 60) -> str:
    """The first words, as a message quotes them."""
    words = " ".join(words.split())
    return words if len(words) <= length else (words[:length].rpartition(" ")[0].strip() or words[:length]) + " ..."
