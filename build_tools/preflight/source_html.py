"""What of a leaflet's HTML must stay whole on paper."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from build_tools.preflight.words import squeezed

# Four times as quick as html.parser, and enough for HTML that templates write: every tag but the void ones is closed.
TOKEN = re.compile(r"""<!--.*?-->|<![^>]*>|<(/?)([a-zA-Z][\w-]*)((?:[^>"']++|"[^"]*"|'[^']*')*+)>|([^<]+)""", re.DOTALL)
CLASS = re.compile(r"""(?:^|\s)class=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
UNSEEN = {"title", "style", "script", "template", "textarea", "select", "svg"}
INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "i", "input", "label", "q", "small", "span", "strong",
    "sub", "sup", "time", "u", "wbr",
}  # fmt: skip
WARNINGS = {"care", "do", "do-not", "key-points"}


class Whole(NamedTuple):
    """Something that must stand on one page."""

    what: str
    """Such as "the table"."""
    texts: tuple[str, ...]
    """Its paragraphs, items and cells, squeezed."""
    begins: str
    """Its first words, as they are written."""


@dataclass
class Source:
    """The words of a leaflet's body."""

    texts: list[str] = field(default_factory=list)
    """Paragraphs, items and cells, squeezed."""
    facts: list[str] = field(default_factory=list)
    """The words of each number with its unit and each phone number."""
    wholes: list[Whole] = field(default_factory=list)


def read(html: str) -> Source:
    """What of a leaflet must stay whole."""
    reader = _Reader()
    for end, tag, attributes, words in TOKEN.findall(html):
        if words:
            reader.say(unescape(words))
        elif tag:
            reader.end(tag.lower()) if end else reader.start(tag.lower(), attributes)
    reader.end_text()
    return reader.source


@dataclass
class _Open:
    tag: str
    classes: set[str]
    what: str
    """What it is called if it must stand on one page."""
    first: int
    """The place of its first text."""
    fact: list[str] | None
    """The words in it, if it is a fact."""


class _Reader:
    def __init__(self) -> None:
        self.source = Source()
        self.open: list[_Open] = []
        self.words: list[str] = []
        self.written: list[str] = []

    def start(self, tag: str, attributes: str) -> None:
        if tag not in INLINE:
            self.end_text()
        if tag not in VOID:
            found = CLASS.search(attributes)
            classes = set("".join(found.groups("")).split()) if found else set()
            fact: list[str] | None = [] if "fact" in classes else None
            self.open.append(_Open(tag, classes, self._kind(tag, classes), len(self.source.texts), fact))

    def end(self, tag: str) -> None:
        if tag not in INLINE:
            self.end_text()
        if any(element.tag == tag for element in self.open):
            while self._close(self.open.pop()) != tag:
                pass

    def say(self, words: str) -> None:
        if any(element.tag in UNSEEN for element in self.open):
            return
        self.words.append(words)
        for element in self.open:
            if element.fact is not None:
                element.fact.append(words)

    def end_text(self) -> None:
        words = "".join(self.words)
        self.words.clear()
        if words.strip():
            self.source.texts.append(squeezed(words))
            self.written.append(words)

    def _kind(self, tag: str, classes: set[str]) -> str:
        """What an element is called if it must stand on one page; "" if not, or if one around it must."""
        if any(element.what for element in self.open):
            return ""
        if tag == "table":
            return "the table"
        if "care" in classes:
            return "the care card"
        if "pair" in classes:
            return "the do and do-not pair"
        if tag == "ul" and "chances" in classes:
            return "the comparison of numbers"
        return "the list of warnings" if tag in ("ul", "ol") and self._warns(WARNINGS) else ""

    def _warns(self, names: Iterable[str]) -> bool:
        return any(not element.classes.isdisjoint(names) for element in self.open)

    def _close(self, element: _Open) -> str:
        if element.fact is not None:
            self.source.facts.append("".join(element.fact))
        if element.what:
            texts, written = self.source.texts[element.first :], self.written[element.first :]
            self.source.wholes.append(Whole(element.what, tuple(texts), (written or [""])[0]))
        return element.tag
