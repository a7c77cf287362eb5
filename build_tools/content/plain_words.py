"""What words cannot hold: HTML, links that lead anywhere else than to terms and pages, and Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

HTML = re.compile(r"</?[a-z][a-z0-9-]*(?=[\s/>]|$)|<!|<\?|&(?:[a-z][a-z0-9]*|#\d+|#x[0-9a-f]+);", re.IGNORECASE)
LINK = re.compile(
    r"!?\[([^\]]*)\]\s?\(([^)]*)\)?|!?\[[^\]]*\]\s?\[[^\]]*\]|<[a-z][a-z0-9+.-]*:[^>]*>|<[^\s<>]+@[^\s<>]+>",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
NUMBER = re.compile(r"(?<![\w{])\d+(?:[.,' \u00a0\u202f]\d+)*")  # 1,500 or 0.7; B12 is a name
TARGET = re.compile(r"(?:term|page):[a-z0-9-]+")
MARKDOWN = re.compile(
    r"\*\*|\*\S[^*]*\*|(?<!\w)_{1,2}\S[^_]*_{1,2}(?!\w)|~~|`|!\[|^\s*(?:#{1,6}|>|[-+*]|\d+[.)])\s|\\[*_`#\[{]"
)


def brought_in(english: str, translated: str, own_numbers: bool = False) -> Iterator[str]:
    """What a translation holds that nobody may write in words, and that does not stand in the English either."""
    for name, pattern in (("HTML", HTML), ("Markdown", MARKDOWN), ("a web address", ADDRESS)):
        if pattern.search(translated) and not pattern.search(english):
            yield name
    if not own_numbers and Counter(_numbers(translated)) - Counter(_numbers(english)):
        yield "a number"
    if any(not TARGET.fullmatch(link.group(2) or "") for link in LINK.finditer(translated)):
        yield "a link that leads to no term and no page"


def _numbers(words: str) -> list[str]:
    """Those in digits, of any script, without the marks that each language puts between them."""
    return ["".join(str(int(sign)) for sign in number if sign.isdecimal()) for number in NUMBER.findall(words)]
