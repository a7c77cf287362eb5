"""What reached a reader past the catalog: words that stand outside the marks of the pseudo-language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from commands import ROOT
from html_reader import Element, tree

from build_tools.languages import catalog as language
from build_tools.languages.catalog import PSEUDO
from build_tools.problems import Place

OPEN, CLOSE = language.catalog(ROOT, PSEUDO, Place("")).marks
READ_ALOUD = ("alt", "title", "aria-label", "aria-description", "placeholder", "summary", "data-alt")
UNSEEN = {"script", "style"}
WHOLE = {"p", "li", "h1", "h2", "h3", "td", "th", "dt", "dd", "summary", "title", "figcaption", "label", "a", "strong"}


def any_of(names: Iterable[str]) -> re.Pattern[str]:
    """What stays as it is in every language, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))


class Marked:
    """Follows marks from text to text; `unmarked` gathers words outside of them and marks without a partner."""

    def __init__(self, names: re.Pattern[str]) -> None:
        self.names = names
        self.depth = 0
        self.unmarked: list[str] = []

    def read(self, text: str, where: str = "") -> None:
        outside = ""
        for char in text:
            if char == CLOSE:
                self.depth -= 1
            elif char != OPEN and self.depth == 0:
                outside += char
            self.depth += char == OPEN
        if any(map(str.isalpha, self.names.sub("", outside))):
            self.unmarked.append(f"{where}{' '.join(outside.split())}")

    def end(self, where: str) -> None:
        if self.depth:
            self.unmarked.append(f"{where}: {self.depth:+} marks open")
            self.depth = 0

    def follow(self, element: Element) -> None:
        """Reads an element as people do, by eye or by ear; none that makes a whole may end within marks."""
        if element.tag in UNSEEN:
            return
        before = self.depth
        self.read(element.text or "")
        for child in element:
            self.follow(child)
            self.read(child.tail or "")
        if element.tag in WHOLE and self.depth != before:
            self.unmarked.append(f"<{element.tag}> ends with {self.depth - before:+} marks open")


def unmarked(texts: Iterable[str], names: re.Pattern[str]) -> list[str]:
    """The words outside of marks in texts that stand for themselves."""
    marked = Marked(names)
    for text in texts:
        marked.read(text)
        marked.end(text)
    return marked.unmarked


def html_unmarked(html: str | Element, names: re.Pattern[str]) -> list[str]:
    """Every word of a page that a reader meets outside of marks."""
    page = tree(html) if isinstance(html, str) else html
    marked = Marked(names)
    marked.follow(page)
    marked.end("the whole page")
    return marked.unmarked + unmarked(_read_aloud(page), names)


def _read_aloud(page: Element) -> Iterator[str]:
    for element in page.iter():
        yield from (element.get(name) for name in READ_ALOUD if element.get(name))
        if element.get("name") == "description":
            yield element.get("content")
        if element.get("type") in ("submit", "button", "reset"):
            yield element.get("value", "")
