"""What the values of a drawing may look like. Numbers in atomic groups: nothing that is typed keeps a check busy."""

from __future__ import annotations

import re
from collections.abc import Callable

BARE = r"(?>(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)"
NUMBER = rf"[-+]?{BARE}"
POINTS = {"": 1, "px": 1, "pt": 96 / 72, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4}  # CSS pixels
UNIT = rf"({'|'.join(POINTS)}|%)"
GAP = r"[\s,]*+"
NEXT = GAP + NUMBER
FLAG = rf"{GAP}[01]"
ZERO = rf"{GAP}[-+]?0*+(?:\.0*+)?(?![\d.eE])"
ARC = rf"(?:{NEXT}){{3}}{FLAG}{FLAG}"


def _like(pattern: str) -> Callable[[str], object]:
    return re.compile(pattern).fullmatch


def _call(names: str, counts: str) -> str:
    numbers = "|".join(rf"(?:{NEXT}){{{count}}}\s*\)" for count in counts)
    return rf"(?:{names})\s*\((?:{numbers})"


COUNT = _like(BARE)
SIZE = _like(rf"{BARE}{UNIT}")
LENGTH = _like(rf"{NUMBER}{UNIT}")
SHARE = _like(rf"{BARE}%?")
NUMBERS = _like(rf"(?:{NEXT})++{GAP}")
PAIRS = _like(rf"(?:{NEXT}{NEXT})++{GAP}")
VIEW = _like(rf"\s*{NUMBER}(?:[\s,]++{NUMBER})(?:[\s,]++0*+(?!0|\.0*+(?![0-9])){BARE}){{2}}\s*")
TRANSFORM = _like(
    rf"{GAP}(?:(?:{_call('translate|scale', '12')}|{_call('rotate', '13')}"
    rf"|{_call('skewX|skewY', '1')}|{_call('matrix', '6')}){GAP})++"
)
PATH = _like(
    rf"{GAP}(?=[Mm])(?:(?:[MmLlTt](?:(?:{NEXT}){{2}})++|[HhVv](?:{NEXT})++|[SsQq](?:(?:{NEXT}){{4}})++|[Cc](?:(?:{NEXT}){{6}})++"
    rf"|A(?:{ARC}{NEXT}{NEXT})++|a(?:{ARC}(?!{ZERO}{ZERO}){NEXT}{NEXT})++|[Zz]){GAP})++"
)


def points(length: str) -> float | None:
    """A length in points (CSS pixels); None where there is none, or a share of something."""
    found = re.fullmatch(rf"({BARE}){UNIT}", length.strip())
    return float(found[1]) * POINTS[found[2]] if found and found[2] != "%" else None
