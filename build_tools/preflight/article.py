"""The words of a built web page."""

from __future__ import annotations

from html.parser import HTMLParser

INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "i", "input", "label", "q", "small", "span", "strong",
    "sub", "sup", "time", "u", "wbr",
}  # fmt: skip
UNSEEN = {"script", "style", "nav", "svg", "template"}
REPEATED = {"origins", "on-paper"}  # classes of what says again what the page must say by itself


def page_text(html: str) -> str:
    """The words of a web page's article as it opens: without cards to be opened, nor what only repeats."""
    reader = _Article()
    reader.feed(html)
    reader.close()
    return "".join(reader.words)


class _Article(HTMLParser):
    """Gathers words; an element that is passed over ends where its tag, and all inside it with the same tag, end."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.articles = 0
        self.unseen = ("", 0)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.articles += tag == "article"
        around, depth = self.unseen
        attributes = dict(attrs)
        classes = (attributes.get("class") or "").split()
        is_repeated = "popover" in attributes or not REPEATED.isdisjoint(classes)
        if tag == around:
            self.unseen = (around, depth + 1)
        elif not around and (tag in UNSEEN or is_repeated):
            self.unseen = (tag, 1)
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self.articles -= tag == "article"
        around, depth = self.unseen
        if tag == around:
            self.unseen = (around, depth - 1) if depth > 1 else ("", 0)
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if self.articles and not self.unseen[0]:
            self.words.append(data)

    def _part(self, tag: str) -> None:
        """Numbers in different paragraphs, cells or items are no single number."""
        if tag not in INLINE:
            self.words.append("\n")
