"""What a reader reads in the article of a built page, whoever built it: words, pictures and rules, in order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from html.parser import HTMLParser
from pathlib import Path

from build_tools.preflight.page_text import INLINE

RULE = "---"  # where the page has a line across
UNSEEN = {"script", "style", "svg", "template"}
WORD = re.compile(r"[^\W_]+")


class Article(HTMLParser):
    """The text of a page's article, and the alternatives of its pictures; `left_out` are tags and classes."""

    def __init__(self, page: Path, left_out: Collection[str] = ()) -> None:
        super().__init__()
        self.left_out = {*UNSEEN, *left_out}
        self.parts: list[str] = []
        self.pictures: list[str] = []
        self.is_inside = False
        self.passed_over = ("", 0)
        self.feed(page.read_text("utf-8"))
        self.close()

    @property
    def words(self) -> list[str]:
        """Each word and number. Marks and spaces do not count: each engine sets its own around them."""
        return WORD.findall(unicodedata.normalize("NFKC", "".join(self.parts)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.is_inside = self.is_inside or tag == "article"
        around, depth = self.passed_over
        if around:
            self.passed_over = (around, depth + (tag == around))
        elif {tag, *(attributes.get("class") or "").split()} & self.left_out or {"hidden", "popover"} & set(attributes):
            self.passed_over = (tag, 1)
        elif self.is_inside and tag == "img" and attributes.get("alt"):
            self.pictures.append(" ".join(str(attributes["alt"]).split()))
        self._add("\n" + RULE * (tag == "hr") + "\n" if tag not in INLINE else "")

    def handle_endtag(self, tag: str) -> None:
        self.is_inside = self.is_inside and tag != "article"
        around, depth = self.passed_over
        if tag == around:
            self.passed_over = (around, depth - 1) if depth > 1 else ("", 0)
        self._add("\n" if tag not in INLINE else "")

    def handle_data(self, data: str) -> None:
        self._add(data)

    def _add(self, text: str) -> None:
        if self.is_inside and not self.passed_over[0]:
            self.parts.append(text)
