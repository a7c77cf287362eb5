"""HTML as a reader meets it: the tree of a page, and the words in it in order.

libxml2 makes the tree. The program reads pages with another parser, so a mistake of one is seen by the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from lxml import html

Element: TypeAlias = html.HtmlElement
"""With `get`, `iter`, `find_class` and `xpath`."""
INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "dfn", "em", "i", "input", "label", "q", "small", "span",
    "strong", "sub", "sup", "time", "u", "wbr",
}  # fmt: skip
WAITING = re.compile(r'<script type="text/html"([^>]*)>(.*?)</script>', re.DOTALL)
UNSEEN = ("head", "script", "style", "svg", "template", "textarea", "option")
SEEN = f"not(ancestor-or-self::{' or ancestor-or-self::'.join(UNSEEN)})"


def tree(page: str | Path) -> Element:
    """A page or a part of one, without its comments; what waits as data for a script stands there as a template."""
    text = page.read_text("utf-8") if isinstance(page, Path) else page
    text = WAITING.sub(r"<template\1>\2</template>", text)
    return html.document_fromstring(text, parser=html.HTMLParser(remove_comments=True))


def without(element: Element, path: str) -> Element:
    """A copy without the parts that an XPath finds, such as `.//nav`; the words behind them stay."""
    copy = deepcopy(element)
    for part in copy.xpath(path):
        part.drop_tree()
    return copy


def having(*classes: str) -> str:
    """The XPath of all elements with one of the classes."""
    tests = (f"contains(concat(' ', @class, ' '), ' {name} ')" for name in classes)
    return f".//*[{' or '.join(tests)}]"


def reading(page: str | Path) -> str:
    """All words of a page, as whoever sees it reads them."""
    return words_in(tree(page))


def all_words(page: str | Path) -> list[str]:
    """Every word of a page in order, also of its head and of what nobody sees; not its scripts and styles."""
    texts: list[str] = tree(page).xpath("//text()[not(parent::script or parent::style)]")
    return [word for text in texts for word in text.split()]


def words_in(element: Element) -> str:
    """The words in an element in order, and what stands for its pictures.

    White space of every kind counts as one space, as does the edge of a block.
    """
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    if element.tag == "img":
        yield f" {element.get('alt', '')} "
    elif element.tag not in UNSEEN:
        edge = "" if element.tag in INLINE else " "
        yield f"{edge}{element.text or ''}"
        for child in element:
            yield from _texts(child)
            yield child.tail or ""
        yield edge


def addresses(element: Element) -> list[str]:
    """Where the links in an element lead, but for those that dial."""
    return [address for address in element.xpath(".//a/@href") if not address.startswith("tel:")]


def dialed(element: Element) -> list[str]:
    """The numbers that the links in an element dial, in order."""
    return [address[4:] for address in element.xpath(".//a/@href") if address.startswith("tel:")]


@dataclass
class Section:
    """A section of a page or leaflet as it came out."""

    heading: str = ""
    words: str = ""
    """Without the heading; white space as in the file."""
    classes: set[str] = field(default_factory=set)


def sections(page: Element) -> dict[str, Section]:
    """Each by the id of its heading or of the element around it, up to the next one, its sources or what is offered."""
    found: dict[str, Section] = {}
    now: Section | None = None
    parts: list[Any] = page.xpath(f"//*[{SEEN}] | //text()[{SEEN}][not(ancestor::h2)]")
    for part in parts:
        if isinstance(part, str):
            if now:
                now.words += part
        elif part.tag == "section" and "topic" in part.classes:
            now = found[part.get("id")] = Section()
        elif part.tag == "h2":
            around = part.xpath("string(ancestor::section[contains(@class, 'topic')]/@id)")
            id = part.get("id") or around or part.getparent().get("id")
            now = found.setdefault(id, Section()) if id else None
            if now and not now.heading:
                now.heading = words_in(part)
        elif part.tag == "footer" or "origins" in part.classes or "offer" in part.classes:
            now = None
        elif now:
            now.classes |= set(part.classes)
    return found
