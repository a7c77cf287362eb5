"""The words of a statement taken apart: `{facts}`, `[terms](term:...)` and `[links](page:...)` in it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from markdown_it import MarkdownIt

# Only links: raw HTML stays text, and nothing else of Markdown has a meaning inside a statement.
MARKDOWN = MarkdownIt("zero").enable("link")
# `{id}`, `{id.number}`, or in a translation `{id:after}`, as the language bends it
PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)(?:\.(number|rest|counted|more)|:([a-z][a-z0-9_]*))?\}")
PHONE = "phone_"  # `{phone_ward}` is the number of the phone `ward` in clinic.yaml
RESERVED = {"procedure", "clinic", "written", "review", "website", "paid_by", "approval", "phone"}


class Piece(NamedTuple):
    """A part of an author's words: text, a placeholder `{target}`, or the words of a link to a term or page."""

    kind: Literal["text", "placeholder", "term", "page"]
    text: str
    target: str = ""
    form: str = ""
    bent: str = ""
    """The form of its language in which a translator asks for a placeholder, such as `after`; see translation.py."""


@lru_cache(maxsize=20_000)
def parse(words: str) -> tuple[Piece, ...]:
    """The pieces of an author's words, in order."""
    pieces: list[Piece] = []
    link: tuple[str, str] | None = None
    for token in MARKDOWN.parseInline(words)[0].children or []:
        if token.type == "link_open":
            scheme, _, target = str(token.attrs["href"]).partition(":")
            link = (scheme, target)
        elif token.type == "link_close":
            link = None
        elif token.content and link and link[0] in ("term", "page"):
            pieces.append(Piece("term" if link[0] == "term" else "page", token.content, link[1]))
        elif token.content:
            pieces += _placeholders(token.content)
    return tuple(pieces)


def _placeholders(text: str) -> Iterator[Piece]:
    position = 0
    for match in PLACEHOLDER.finditer(text):
        if match.start() > position:
            yield Piece("text", text[position : match.start()])
        yield Piece("placeholder", match.group(), match[1], match[2] or "", match[3] or "")
        position = match.end()
    if position < len(text):
        yield Piece("text", text[position:])


def facts_in(words: str) -> tuple[str, ...]:
    """The ids of the facts that the words use."""
    return tuple(piece.target for piece in parse(words) if piece.kind == "placeholder" and is_fact(piece.target))


def phones_in(words: str) -> tuple[str, ...]:
    """The ids of the phones whose numbers the words give."""
    phones = (phone_in(piece.target) for piece in parse(words) if piece.kind == "placeholder")
    return tuple(phone for phone in phones if phone)


def phone_in(target: str) -> str:
    """The id of the phone that a placeholder names; nothing where it names something else."""
    return target.removeprefix(PHONE) if target.startswith(PHONE) else ""


def is_fact(target: str) -> bool:
    """Whether a placeholder names a fact of the procedure."""
    return target not in RESERVED and not phone_in(target)


def terms_in(words: str) -> tuple[str, ...]:
    """The ids of the terms that the words mark."""
    return tuple(piece.target for piece in parse(words) if piece.kind == "term")
