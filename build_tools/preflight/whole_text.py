"""Whether a finished leaflet says what it must: word for word, in order, nothing missing and nothing foreign."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple
from unicodedata import category

from build_tools.preflight.expected import Expected, ExpectedLine
from build_tools.preflight.finding import Finding
from build_tools.preflight.spoken import Heard
from build_tools.preflight.words import begin, plain
from build_tools.problems import Place

LOST_SIGNS = "look at leaflets/styles and leaflets/templates: signs, people and pictures stand as in the tool's own"
LOST = "look at the leaflet's template and styles: they hide or change words"
AROUND = 3  # words that a message quotes on either side
WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60"  # signs and stops that are as wide as a letter and a space
PARTS = re.compile(f"[{WIDE}]|[^{WIDE}]+")
BESIDE_WIDE = re.compile(f"(?<=[{WIDE}]) | (?=[{WIDE}])")


class Difference(NamedTuple):
    """Something that is said otherwise than it must be."""

    start: int
    """At which of the words that are said."""
    place: Place | None
    """Where the words that must be said stand in the source; None where nothing must be said at all."""
    told: str


def differences(found: Heard, expected: Expected) -> Iterator[Finding]:
    """Each place where a PDF says something else than it must."""
    given = found.words()
    for change in changes([word for word, _ in given], expected.lines):
        page = given[min(change.start, len(given) - 1)][1] if given else 1
        yield Finding("lost-words", f"page {page}: {change.told}", LOST, change.place)
    yield from _names("field", [field.name for field in found.fields], expected.fields)
    yield from _names("link", found.links, expected.links)
    yield from _margins(found, expected)


def lost_signs(shown: Sequence[str], expected: Expected) -> Iterator[Finding]:
    """Each place where another sign, bar or picture stands than must stand there, or none."""
    for change in changes(shown, expected.signs):
        yield Finding("lost-sign", f"of its signs and pictures: {change.told}", LOST_SIGNS, change.place)


def changes(given: Sequence[str], lines: Iterable[ExpectedLine]) -> Iterator[Difference]:
    """What is not the same in the words that are given and in those of the lines.

    Beside a sign of Chinese and its like a space says nothing: there is none between two sentences.
    """
    words = [(word, line.place) for line in lines for word in line.text.split()]
    if given == [word for word, _ in words]:
        return
    heard = [(part, at) for at, word in enumerate(given) for part in PARTS.findall(word)]
    words = [(part, place) for word, place in words for part in PARTS.findall(word)]
    said, wanted = [part for part, _ in heard], [part for part, _ in words]
    for kind, start, end, first, last in SequenceMatcher(None, said, wanted, autojunk=False).get_opcodes():
        if kind != "equal":
            place = words[min(first, len(words) - 1)][1] if words else None
            before = said[max(start - AROUND, 0) : start]
            told = _told(kind, *map(_joined, (before, said[start:end], wanted[first:last])))
            yield Difference(heard[start][1] if start < len(heard) else len(given), place, told)


def _joined(parts: Iterable[str]) -> str:
    return BESIDE_WIDE.sub("", " ".join(parts))


def _told(kind: str, before: str, is_: str, must: str) -> str:
    behind = f"behind \u201c{before}\u201d " if before else ""
    if kind == "insert":
        return f"{behind}the words \u201c{begin(must)}\u201d are missing"
    if kind == "delete":
        return f"{behind}stand words that nobody wrote: \u201c{begin(is_)}\u201d"
    return f"{behind}stands \u201c{begin(is_)}\u201d, and it must be \u201c{begin(must)}\u201d"


def _names(what: str, given: Sequence[str], wanted: Sequence[str]) -> Iterator[Finding]:
    """What only a screen reader says."""
    heard, expected = ([BESIDE_WIDE.sub("", plain(name)) for name in names] for names in (given, wanted))
    if heard != expected:
        wrong = next((pair for pair in zip(heard, expected, strict=False) if pair[0] != pair[1]), ("", ""))
        message = f"a {what} is called \u201c{begin(wrong[0])}\u201d, and it must be \u201c{begin(wrong[1])}\u201d"
        if wrong == ("", ""):
            message = f"{len(heard)} {what}s have a name, and it must be {len(expected)}"
        yield Finding("lost-words", message, LOST, None)


def _margins(found: Heard, expected: Expected) -> Iterator[Finding]:
    """Feet, and heads of all pages but the first."""
    pages = len(found.margins)
    for number, margin in enumerate(found.margins if expected.foot else (), start=1):
        words = (*(expected.running if number > 1 else ()), *expected.foot)
        wanted = " ".join(words).replace("{pages}", str(pages)).replace("{page}", str(number))
        # In margins letters stand in the order in which they are seen, and what only steers them may be lost.
        if _seen(margin) != _seen(wanted):
            message = f"head and foot say \u201c{begin(margin)}\u201d, and it must be \u201c{begin(wanted)}\u201d"
            yield Finding("lost-words", f"page {number}: {message}", LOST, None)


def _seen(words: str) -> list[str]:
    return sorted(letter for letter in words if not letter.isspace() and category(letter) != "Cf")
