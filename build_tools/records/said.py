"""The HTML of a leaflet's body -> the record of what it says.

Reads the HTML of our own templates, where everything is escaped and every element closed; for that a pattern is several
times faster than a parser of any HTML, and every build asks for every leaflet.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from build_tools.records.snapshot import Said, Section

PART = re.compile(
    r"<!--.*?-->|<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)(?P<rest>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>|[^<]+", re.DOTALL
)
ATTRIBUTE = re.compile(r"([a-z-]+)=(?:\"([^\"]*)\"|'([^']*)')")
# Elements that do not begin a new line; cells of a table stand in one line with their row.
INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "i", "mark", "q", "s", "small", "span", "strong",
    "sub", "sup", "td", "th", "time", "u",
}  # fmt: skip
VOID = {"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
ROLES = {"h1": "title", "h2": "heading", "head": "unread", "script": "unread", "style": "unread", "template": "unread"}
CELL = " | "


def said(body: str, extra: Mapping[str, str], pictures: Mapping[str, bytes]) -> Said:
    """What a leaflet says.

    `body` is its HTML; `extra` holds facts by id that stand only in the margins, such as the day of review; `pictures`
    holds each picture by its file name (a picture that is not among them counts by its address).
    """
    reader = _Reader(body, pictures)
    reader.read()
    return reader.said(extra)


@dataclass
class _Part:
    """A section while it is read."""

    id: str
    heading: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)

    def section(self) -> Section:
        lists = {"lines": tuple(self.lines), "names": tuple(self.names), "pictures": tuple(self.pictures)}
        return Section(id=self.id, heading=" ".join(self.heading), **lists)


@dataclass
class _Open:
    """An element that has begun, with what holds for all inside it."""

    tag: str
    part: _Part
    role: str
    """title, heading, notice, unread or nothing."""
    fact: str = ""
    start: int = 0
    """Where it begins: a fact in the line, everything else in the HTML."""


class _Reader:
    def __init__(self, html: str, pictures: Mapping[str, bytes]) -> None:
        self.html, self.pictures = html, pictures
        self.parts = [_Part("")]
        self.open = [_Open("", self.parts[0], "")]
        self.title: list[str] = []
        self.notices: list[str] = []
        self.facts: dict[str, str] = {}
        self.line: list[str] = []

    def read(self) -> None:
        for found in PART.finditer(self.html):
            tag = found["tag"]
            if not tag:
                self._text(found[0])
            elif found["end"]:
                self._end(tag, found.end())
            else:
                self._start(tag, found["rest"], found.start())
        self._finish_line()

    def said(self, extra: Mapping[str, str]) -> Said:
        margins = [f"{{{self._key(id, _plain(value))}}}" for id, value in sorted(extra.items())]
        self.parts[0].lines += margins
        sections = tuple(part.section() for part in self.parts)
        return Said(title=" ".join(self.title), notices=tuple(self.notices), sections=sections, facts=self.facts)

    def _text(self, text: str) -> None:
        here = self.open[-1]
        if here.role == "unread" or text.startswith("<!--"):
            return
        words = unescape(text)
        self.line.append(words if here.fact else words.replace("{", "{{").replace("}", "}}"))

    def _start(self, tag: str, rest: str, position: int) -> None:
        here = self.open[-1]
        attributes = {name: unescape(one or two) for name, one, two in ATTRIBUTE.findall(rest)}
        if here.role != "unread":
            self._break(tag)
            self._attributes(tag, attributes, here.part)
        if tag not in VOID and not rest.endswith("/"):
            fact = attributes.get("data-fact", here.fact)
            start = len(self.line) if fact else position
            self.open.append(_Open(tag, self._part(tag, attributes), self._role(tag, attributes), fact, start))

    def _end(self, tag: str, position: int) -> None:
        if tag not in INLINE:
            self._finish_line()
        while len(self.open) > 1:
            element = self.open.pop()
            if element.fact and not self.open[-1].fact:
                self._finish_fact(element)
            elif element.tag == "svg":
                self._picture(self.html[element.start : position].encode(), element.part)
            if element.tag == tag:
                return

    def _break(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.line.append(CELL if "".join(self.line).strip() else "")
        elif tag == "br":
            self.line.append(" ")
        elif tag not in INLINE:
            self._finish_line()

    def _attributes(self, tag: str, attributes: dict[str, str], part: _Part) -> None:
        if tag == "img":
            address = attributes.get("src", "")
            self._picture(self.pictures.get(address.rpartition("/")[2], address.encode()), part)
        part.lines += map(_escaped, _seen(tag, attributes))
        part.names += map(_escaped, _heard(tag, attributes))

    def _picture(self, content: bytes, part: _Part) -> None:
        part.pictures.append(hashlib.sha256(content).hexdigest())

    def _part(self, tag: str, attributes: dict[str, str]) -> _Part:
        if tag != "section" or "topic" not in attributes.get("class", "").split():
            return self.open[-1].part
        id = attributes.get("id", "")
        again = sum(part.id.partition("~")[0] == id for part in self.parts)
        self.parts.append(_Part(f"{id}~{again + 1}" if again else id))
        return self.parts[-1]

    def _role(self, tag: str, attributes: dict[str, str]) -> str:
        is_notice = "notice" in attributes.get("class", "").split()
        return self.open[-1].role or ROLES.get(tag, "notice" if is_notice else "")

    def _finish_fact(self, element: _Open) -> None:
        value = _plain("".join(self.line[element.start :]))
        self.line[element.start :] = [f"{{{self._key(element.fact, value)}}}"]

    def _finish_line(self) -> None:
        words = _plain("".join(self.line))
        self.line.clear()
        if words:
            here = self.open[-1]
            places = {"title": self.title, "heading": here.part.heading, "notice": self.notices}
            places.get(here.role, here.part.lines).append(words)

    def _key(self, id: str, value: str) -> str:
        """The name of a fact's value in this leaflet; a second form of the same fact gets a name of its own."""
        key, form = id, 1
        while self.facts.setdefault(key, value) != value:
            form += 1
            key = f"{id}.{form}"
        return key


def _seen(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    """Words in attributes that stand in the place of something."""
    if tag == "img":
        yield from filter(None, (attributes.get("alt"), attributes.get("title")))
    elif tag == "input" and attributes.get("type") not in ("checkbox", "radio"):
        yield from filter(None, (attributes.get("value"), attributes.get("placeholder")))


def _heard(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    """Names of elements, which only a screen reader says."""
    if tag != "img":
        yield from filter(None, (attributes.get("aria-label"), attributes.get("title")))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    return _plain(text).replace("{", "{{").replace("}", "}}")
