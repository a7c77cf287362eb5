"""The edition codes in what somebody types or copies, such as "Code 25r 797". check-code.js does the same."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from build_tools.records.snapshot import CODE_SIGNS

LOOK_ALIKE = str.maketrans("ZSGB", "2568")
SIX, THREE = (re.compile(f"[{CODE_SIGNS}]{{{count}}}") for count in (6, 3))


def codes_in(typed: str) -> tuple[str, ...]:
    """Every code, as it is printed, in order; other words around it are passed over."""
    words = re.findall(r"[^\W_]+", "".join(map(_plain, unicodedata.normalize("NFKC", typed))))
    whole = "".join(words)
    if SIX.fullmatch(whole):  # also letter by letter
        return (f"{whole[:3]}-{whole[3:]}",)
    pairs = pairwise((*words, ""))
    both = (one + other if THREE.fullmatch(one) and THREE.fullmatch(other) else one for one, other in pairs)
    return tuple(dict.fromkeys(f"{six[:3]}-{six[3:]}" for six in both if SIX.fullmatch(six)))


def _plain(sign: str) -> str:
    """In capitals, with the digits that codes have in place of letters that look like them."""
    digit = unicodedata.digit(sign, None)
    return sign.upper().translate(LOOK_ALIKE) if digit is None else str(digit)
