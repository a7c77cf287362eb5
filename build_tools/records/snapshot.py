"""What a leaflet says, the digest of that, and the edition code on each of its pages.

The code comes from everything that a reader would read: the same words have the same code in every build, and other
words another one, whatever markup and styles they have. How a leaflet is taken apart is therefore fixed: a change here
changes every code, and then all paper in use counts as replaced.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict

from build_tools.content.words import RESERVED
from build_tools.guide import signs, walk
from build_tools.guide.blocks import Block
from build_tools.guide.records import Line, Section, Span, Surface
from build_tools.problems import Place

# Sixteen signs that stay apart when they are read aloud, over the phone or in bad print. No 0/O and 1/I/L; of letters
# and digits that look alike (2/Z, 5/S, 6/G, 8/B) or sound alike (M/N, K/J, P/B/C/D/T/V) only one; no vowels and no Y,
# so that no word arises. They give 16^6 = 16,777,216 codes. Among 1,000 codes the chance that any two are equal is
# 2.9 %; that one new code equals one of 1,000, 1 in 16,777. `leaflets release` refuses such a code, so that no two
# sheets carry the same.
CODE_SIGNS = "23456789FHKMPRWX"
FROM_HEX = str.maketrans("0123456789abcdef", CODE_SIGNS)
CODE = re.compile(f"[{CODE_SIGNS}]{{3}}-[{CODE_SIGNS}]{{3}}")
VERSION = 2  # of the way in which a leaflet is taken apart
NOT_TAKEN = {"approval", "review"}
TOKEN = re.compile(r"\{\{|\}\}|\{([a-z0-9_]+)((?:\.[0-9]+)?)\}")


class Plain(BaseModel):
    """A record that can be written as JSON and is checked when it is read."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SnapshotSection(Plain):
    """What stands under one heading; with the id "" what belongs to no section."""

    id: str
    heading: str
    lines: tuple[str, ...]
    """As a reader reads or hears them; `{lie_flat}` where a fact stands, and braces of the text doubled."""
    pictures: tuple[str, ...] = ()
    """The sha256 of each picture, and of each sign that carries a meaning, such as that of "do not"."""


class Snapshot(Plain):
    """Everything that one leaflet says."""

    title: str
    sections: tuple[SnapshotSection, ...]
    facts: dict[str, str]
    """What stands for each fact. Where a leaflet shows a fact in several forms, the next ones are `id.2`, `id.3`."""

    def filled(self, line: str) -> str:
        """A line with the facts in it."""
        return TOKEN.sub(lambda token: self._value(token), line)

    def _value(self, token: re.Match[str]) -> str:
        if not token[1]:
            return token[0][0]
        return self.facts.get(token[1] + token[2], token[0])


def of(surface: Surface, about: Iterable[Line], pictures: Mapping[str, bytes], drawn: Mapping[str, bytes]) -> Snapshot:
    """What a surface says. Who approved it and until when is no part of it: signing throws no paper away.

    `about` is what stands outside its sections, `pictures` holds each picture by its file name, `drawn` each sign that
    stands for a meaning, by its file name in the styles.
    """
    taker = _Taker(pictures, drawn)
    outside = SnapshotSection(id="", heading="", lines=taker.lines(tuple(about)))
    sections = tuple(taker.section(section) for section in surface.sections)
    return Snapshot(title=taker.line(surface.title), sections=(outside, *sections), facts=taker.facts)


class _Taker:
    """Takes lines, and gathers what stands for each fact in them."""

    def __init__(self, pictures: Mapping[str, bytes], drawn: Mapping[str, bytes]) -> None:
        self.pictures, self.drawn = pictures, drawn
        self.facts: dict[str, str] = {}

    def section(self, section: Section) -> SnapshotSection:
        heading = self.line(section.title) if section.title else ""
        lines = self.lines((section.calls, section.blocks))
        pictures = tuple(map(_digest, self._seen(section.blocks)))
        return SnapshotSection(id=section.id, heading=heading, lines=lines, pictures=pictures)

    def lines(self, part: object) -> tuple[str, ...]:
        return tuple(filter(None, map(self.line, walk.lines(part))))

    def line(self, line: Line) -> str:
        said = "".join(map(self._span, line.spans))
        return " ".join(f"{said} {_escaped(line.blank)}".split())

    def _span(self, span: Span) -> str:
        if span.kind == "phone":
            return self._fact(f"phone_{span.id}", span.text)
        if span.kind == "value" and span.id in NOT_TAKEN:
            return self._fact(span.id, "\N{HORIZONTAL ELLIPSIS}")
        if span.kind == "value" and span.id not in RESERVED:
            return self._fact(span.id, span.text)
        return _escaped(span.text) + (f" ({self.line(span.means)})" if span.means else "")

    def _fact(self, id: str, value: str) -> str:
        """The name of a fact's value in this leaflet; a second form of the same fact gets a name of its own."""
        key, form = id, 1
        while self.facts.setdefault(key, value) != value:
            form += 1
            key = f"{id}.{form}"
        return f"{{{key}}}"

    def _seen(self, blocks: Iterable[Block]) -> Iterator[bytes]:
        for block in walk.flat(blocks):
            yield from (self.pictures[name] for name, _ in signs.pictures(block))
            yield from (self.drawn[name] for name in dict.fromkeys(name for name, _ in signs.of(block)))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


class SheetKey(NamedTuple):
    """Which sheet of paper it is; of these, one code at a time is current."""

    procedure: str
    leaflet: str
    language: str
    size: str


class Current(NamedTuple):
    """A leaflet in one language and size as the source has it now."""

    procedure: str
    leaflet: str
    language: str
    size: str
    said: Snapshot
    digest: str
    file: str
    """The name of its PDF in `site/leaflets/`."""
    place: Place
    """The leaflet's file in the source."""

    @property
    def about(self) -> SheetKey:
        return SheetKey(self.procedure, self.leaflet, self.language, self.size)

    @property
    def code(self) -> str:
        """What stands on each of its pages."""
        return code(self.digest)


def canonical(data: Any) -> bytes:
    """Plain data as bytes that do not depend on the order of keys. Raises UnicodeEncodeError for half characters."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8")


def digest(said: Snapshot, **identity: str) -> str:
    """The sha256, as 64 hex digits, of what a leaflet says and which one it is.

    `identity` is its procedure, leaflet, language and size.
    """
    return hashlib.sha256(canonical({"version": VERSION, "said": said.model_dump(), **identity})).hexdigest()


def code(digest: str) -> str:
    """The edition code of a digest, such as K7M-4PX.

    A group of three equal signs is passed over: it is easily misheard, and a group of letters may stand for something.
    """
    signs = digest.translate(FROM_HEX)
    groups = (signs[start : start + 6] for start in range(len(signs) - 5))
    six = next((six for six in groups if len(set(six[:3])) > 1 and len(set(six[3:])) > 1), signs[:6])
    return f"{six[:3]}-{six[3:]}"
