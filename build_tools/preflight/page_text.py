"""What a built page says: the words between two marks, as a reader sees or hears them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

BEGINS, ENDS = "what the guide says", "end of what the guide says"  # comments around the main part of a page
BEGIN = f"<!-- {BEGINS} -->"
INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "dfn", "em", "i", "input", "label", "q", "small", "span",
    "strong", "sub", "sup", "time", "u", "use", "wbr",
}  # fmt: skip
UNSEEN = {"script", "style", "template"}
WAITING = "text/html"  # the type of a script that is HTML for later
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class PageText:
    """The words of a page's main part, in order."""

    words: list[str] = field(default_factory=list)
    cards: list[str] = field(default_factory=list)
    """Of what opens over the page."""
    around: str = ""
    """What stands around the main part, such as the notices at the top."""
    later: str = ""
    """What waits for its day, or for a script."""
    is_whole: bool = False
    """Whether both marks are there."""
    styled: list[str] = field(default_factory=list)
    """The elements with a style of their own."""


def marked(html: str) -> str:
    """The main part of a page, so that it is found again when the page is read back."""
    return f"{BEGIN}{html}<!-- {ENDS} -->"


def page_text(html: str) -> PageText:
    """What a page says as it opens; what waits for a script, or for a press, is not part of it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    parts = (reader.said, reader.cards, reader.around, reader.later)
    said, cards, around, later = ("".join(each).split() for each in parts)
    return PageText(said, cards, " ".join(around), " ".join(later), reader.marks == [BEGINS, ENDS], reader.styled)


class _Reader(HTMLParser):
    """Keeps the open elements, each with where its words go: said, cards, later or nowhere."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.cards: list[str] = []
        self.later: list[str] = []
        self.around: list[str] = []
        self.nowhere: list[str] = []
        self.waiting: list[str] = []
        self.marks: list[str] = []
        self.styled: list[str] = []
        self.open: list[tuple[str, list[str]]] = [("", self.around)]

    def handle_comment(self, data: str) -> None:
        if data.strip() in (BEGINS, ENDS):
            self.marks.append(data.strip())
            self.open.append(("", self.said if data.strip() == BEGINS else self.around))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style" or "style" in given:
            self.styled.append(tag)
        here = self._where(tag, given)
        if tag not in INLINE:
            here.append(" ")
        if tag == "img":
            here.append(f" {given.get('alt') or ''} ")
        elif tag == "svg" and given.get("role") == "img":
            here.append(f" {given.get('aria-label') or ''} ")
        if tag not in VOID:
            self.open.append((tag, self.nowhere if tag == "svg" else here))

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1][1] is self.waiting:
            self._read_waiting()
        if any(tag == each for each, _ in self.open):
            while self.open.pop()[0] != tag:
                pass
        if tag not in INLINE:
            self.open[-1][1].append(" ")

    def handle_data(self, data: str) -> None:
        self.open[-1][1].append(data)

    def _read_waiting(self) -> None:
        inside = _Reader()
        inside.open.append(("", inside.later))
        inside.feed("".join(self.waiting))
        inside.close()
        self.later += inside.later
        self.styled += inside.styled
        self.waiting.clear()

    def _where(self, tag: str, given: dict[str, str | None]) -> list[str]:
        around = self.open[-1][1]
        if tag in UNSEEN:
            is_later = given.get("type") == WAITING and around is not self.nowhere
            return self.waiting if is_later else self.nowhere
        if "hidden" in given and around is not self.nowhere:
            return self.later
        return self.cards if "popover" in given and around is self.said else around
