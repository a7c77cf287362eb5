"""Names of people and roles: letters that are seen, so that nobody signs under a name that no reader can tell."""

from __future__ import annotations

import re
import unicodedata

BESIDE_LETTERS = set(" .,'\N{RIGHT SINGLE QUOTATION MARK}-\N{HYPHEN}()/&")
SHAPE = re.compile(r"LM{0,3}([LN]M{0,3}| )*")  # Vietnamese has two accents over one letter; a heap of them hides it
# Letters and accents by their category, and nobody sees them.
BLANKS = re.compile("[\u115f\u1160\u3164\uffa0\u034f\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def name(words: str) -> str:
    """The name itself. Raises ValueError where it holds what is not seen, or what programs take for a command."""
    shape = "".join(unicodedata.category(sign)[0] if sign not in BESIDE_LETTERS else " " for sign in words)
    if BLANKS.search(words) or not SHAPE.fullmatch(shape):
        raise ValueError("a name has letters that are seen, and begins with one")
    return words


def reason(words: str) -> str:
    """A sentence itself. Raises ValueError where nobody could read it, or a spreadsheet would reckon with it."""
    if not words.isprintable() or BLANKS.search(words) or not words[:1].isalnum():
        raise ValueError("a reason begins with a letter or number that is seen")
    return words
