"""What words cannot hold: HTML, links that lead anywhere else than to terms and pages, and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

HTML = re.compile(r"</?[a-z][a-z0-9-]*(?=[\s/>]|$)|<!|<\?|&(?:[a-z][a-z0-9]*|#\d+|#x[0-9a-f]+);", re.IGNORECASE)
LINK = re.compile(
    r"!?\[([^\]]*)\]\s?\(([^)]*)\)?|!?\[[^\]]*\]\s?\[[^\]]*\]|<[a-z][a-z0-9+.-]*:[^>]*>|<[^\s<>]+@[^\s<>]+>",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
TARGET = re.compile(r"(?:term|page):[a-z0-9-]+")
MARKDOWN = re.compile(
    r"\*\*|\*\S[^*]*\*|(?<!\w)_{1,2}\S[^_]*_{1,2}(?!\w)|~~|`|!\[|^\s*(?:#{1,6}|>|[-+*]|\d+[.)])\s|\\[*_`#\[{]"
)


def brought_in(english: str, translated: str) -> Iterator[str]:
    """What a translation holds that nobody may write in words, and that does not stand in the English either."""
    for name, pattern in (("HTML", HTML), ("Markdown", MARKDOWN), ("a web address", ADDRESS)):
        if pattern.search(translated) and not pattern.search(english):
            yield name
    if any(not TARGET.fullmatch(link.group(2) or "") for link in LINK.finditer(translated)):
        yield "a link that leads to no term and no page"
