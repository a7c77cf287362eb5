"""Words as Markdown that any engine reads alike. Content is kept from being taken for markup."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from build_tools.exports.plain.form import Form
from build_tools.guide.prose import Piece, Prose, dial, parse, phone_in

SPACE = re.compile(r"\s+")
ALWAYS = re.compile(r"[\\`*_{}\[\]|]")
AT_THE_START = re.compile(r"^( ?)(?=[#>+-]|\d+[.)](?:\s|$))(\d*)")
TAG = re.compile(r"<(?=[A-Za-z/!?])")
ENTITY = re.compile(r"&(?=#?[A-Za-z0-9]+;)")
LINE_ENDS = re.compile(r"[ \t]+$", re.MULTILINE)
EMPTY_LINES = re.compile(r"\n{3,}")


def escaped(words: object) -> Markup:
    """Words as Markdown that says just these words, on one line. What is Markdown already stays as it is."""
    if isinstance(words, Markup):
        return words
    text = ALWAYS.sub(r"\\\g<0>", SPACE.sub(" ", str(words)))
    text = TAG.sub("&lt;", ENTITY.sub("&amp;", text))
    return Markup(AT_THE_START.sub(r"\1\2\\", text))


def tidied(text: str) -> str:
    """A page without the empty lines that templates leave."""
    return EMPTY_LINES.sub("\n\n", LINE_ENDS.sub("", text)).strip("\n") + "\n"


class PlainProse(Prose):
    """The voice of a plain page: each medical word explained where it first stands, links by the name of the file."""

    def words(self, words: str, context: str, in_label: bool = False) -> Markup:
        """Any words of the source as Markdown."""
        return Markup("").join(self._piece(piece) for piece in parse(self.catalog.text(words, context)))

    def _piece(self, piece: Piece) -> Markup:
        if piece.kind == "placeholder":
            value = self.value(piece.target, piece.form)
            return phone(value) if phone_in(piece.target) else escaped(value)
        if piece.kind == "page" and self.page_link:
            return Markup("[{}]({})").format(escaped(piece.text), self.page_link(piece.target))
        return self._term(piece) if piece.kind == "term" else escaped(piece.text)

    def _term(self, piece: Piece) -> Markup:
        if piece.target in self.explained:
            return escaped(piece.text)
        self.explained[piece.target] = False
        meaning = self.words(self.glossary.terms[piece.target].means, "glossary")
        return Markup("{} ({})").format(escaped(piece.text), meaning)


def phone(number: str) -> Markup:
    """A phone number as a link that dials it."""
    return Markup("[{}](tel:{})").format(escaped(number), dial(number))


def anchor(id: str) -> Markup:
    """What gives a heading an address of its own, that of the same heading on our site."""
    return Markup("{{#{}}}").format(id)


def quoted(path: str) -> Markup:
    """A file's name as it stands in a link."""
    return Markup(quote(path))


@lru_cache
def environment(*folders: Path) -> Environment:
    """Templates of a folder; whatever they show is escaped for Markdown."""
    found = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,  # else Jinja takes what a macro gives for words, and escapes it again
        finalize=escaped,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals.update(anchor=anchor, quoted=quoted, phone=phone)
    return found


PLAIN = Form("docs/templates/plain", environment, PlainProse, ".md")
