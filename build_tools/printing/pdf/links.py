"""What a screen reader says of a link: words, never a bare address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pydyf

from build_tools.printing.pdf.pieces import TaggedPiece

SPOKEN_ADDRESSES = ("http:", "https:", "mailto:")


def describe(links: list[TaggedPiece]) -> Iterator[str]:
    """Give each link its words: its title, or else its text. Complains of links that have neither."""
    for link in links:
        element = link.path[-1].element
        words = " ".join((element.get("title") or _text(element)).split())
        if not words or _is_address(words, element.get("href", "")):
            yield f"the link to {element.get('href')} wants a title that says in words where it leads"
        link.annotation["Contents"] = pydyf.String(words)


def _text(element: Any) -> str:
    """The words of an element; a picture counts with the words in its place."""
    parts = [element.text or "", element.get("alt", "")]
    for child in element:
        parts += [_text(child), child.tail or ""]
    return "".join(parts)


def _is_address(words: str, address: str) -> bool:
    return address.startswith(SPOKEN_ADDRESSES) and " " not in words and _letters(words) in _letters(address)


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()
