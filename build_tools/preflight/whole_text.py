"""Whether a finished leaflet says what it must: word for word, in order, nothing missing and nothing foreign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from build_tools.preflight.expected import Expected
from build_tools.preflight.finding import Finding
from build_tools.preflight.spoken import Heard, heard
from build_tools.preflight.words import begin
from build_tools.problems import Place

LOST = "look at the leaflet's template and styles: they hide or change words"
AROUND = 3  # words that a message quotes on either side


class Word(NamedTuple):
    """A word that is expected, and where its line stands in the source."""

    text: str
    place: Place


def differences(data: bytes, expected: Expected) -> Iterator[Finding]:
    """Each place where a PDF says something else than it must."""
    found = heard(data)
    yield from _words(found, expected)
    yield from _names("field", found.fields, expected.fields)
    yield from _names("link", found.links, expected.links)
    yield from _feet(found, expected.foot)


def words_of(expected: Expected) -> list[Word]:
    """Every word in order."""
    return [Word(word, line.place) for line in expected.lines for word in line.text.split()]


def _words(found: Heard, expected: Expected) -> Iterator[Finding]:
    given, wanted = found.words(), words_of(expected)
    for kind, start, end, first, last in changes([word for word, _ in given], [word.text for word in wanted]):
        page = given[min(start, len(given) - 1)][1] if given else 1
        place = wanted[min(first, len(wanted) - 1)].place if wanted else None
        is_, must = " ".join(word for word, _ in given[start:end]), " ".join(word.text for word in wanted[first:last])
        before = " ".join(word for word, _ in given[max(start - AROUND, 0) : start])
        yield Finding("lost-words", f"page {page}: {told(kind, before, is_, must)}", LOST, place)


def changes(given: Sequence[str], wanted: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """What is not the same: (kind, from, to) in what is given, and (from, to) in what is wanted."""
    if given != wanted:
        for kind, start, end, first, last in SequenceMatcher(None, given, wanted, autojunk=False).get_opcodes():
            if kind != "equal":
                yield kind, start, end, first, last


def told(kind: str, before: str, is_: str, must: str) -> str:
    """A difference in words."""
    behind = f"behind \u201c{before}\u201d " if before else ""
    if kind == "insert":
        return f"{behind}the words \u201c{begin(must)}\u201d are missing"
    if kind == "delete":
        return f"{behind}stand words that nobody wrote: \u201c{begin(is_)}\u201d"
    return f"{behind}stands \u201c{begin(is_)}\u201d, and it must be \u201c{begin(must)}\u201d"


def _names(what: str, given: Sequence[str], wanted: Sequence[str]) -> Iterator[Finding]:
    """What only a screen reader says."""
    heard, expected = ([" ".join(name.split()) for name in names] for names in (given, wanted))
    if heard != expected:
        wrong = next((pair for pair in zip(heard, expected, strict=False) if pair[0] != pair[1]), ("", ""))
        message = f"a {what} is called \u201c{begin(wrong[0])}\u201d, and it must be \u201c{begin(wrong[1])}\u201d"
        if wrong == ("", ""):
            message = f"{len(heard)} {what}s have a name, and it must be {len(expected)}"
        yield Finding("lost-words", message, LOST, None)


def _feet(found: Heard, foot: tuple[str, ...]) -> Iterator[Finding]:
    pages = len(found.margins)
    for number, margin in enumerate(found.margins if foot else (), start=1):
        wanted = " ".join(foot).replace("{pages}", str(pages)).replace("{page}", str(number))
        # In margins letters stand in the order in which they are seen, also those of right-to-left words.
        if sorted("".join(margin.split())) != sorted("".join(wanted.split())):
            message = f"the foot says \u201c{begin(margin)}\u201d, and it must be \u201c{begin(wanted)}\u201d"
            yield Finding("lost-words", f"page {number}: {message}", LOST, None)
