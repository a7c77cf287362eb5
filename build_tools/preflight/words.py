"""Words as they are counted and quoted."""

from __future__ import annotations

import re

PART_BEFORE = re.compile(r"\d[.,/\u2013-]?$")
PART_AFTER = re.compile(r"[.,/\u2013-]?\d")


def plain(text: str) -> str:
    """Words with one space between two of them."""
    return " ".join(text.split())


def times(words: str, text: str) -> int:
    """How often words stand in a text, both plain: "2 hours" does not stand in "12 hours"."""
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
    words = plain(words)
    return words if len(words) <= length else (words[:length].rpartition(" ")[0].strip() or words[:length]) + " ..."
