"""Built pages are read back before they take the old ones' place: each says, word for word, what its surface says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from build_tools.guide import walk
from build_tools.guide.blocks import AfterDay
from build_tools.guide.records import Line, Span, Surface
from build_tools.preflight.expected import ExpectedLine
from build_tools.preflight.page_text import page_text
from build_tools.preflight.whole_text import changes
from build_tools.preflight.words import begin, plain
from build_tools.problems import Place, Problem

Notices = Mapping[str, Iterable[Line]]
STYLED = "look at docs/templates: looks stand in style sheets, where they are checked"
HINT = "look at docs/templates and docs/assets: they hide or change words"


def problems(
    surfaces: Mapping[str, Surface], close: Mapping[str, str], notices: Notices, site: Path
) -> Iterator[Problem]:
    """Each place where a page in the folder `site` says something else; `surfaces` are by address.

    `close` is what the button of a card says, and `notices` what must stand around the main part: both by address.
    """
    for address, surface in surfaces.items():
        yield from _of_page(address, surface, close[address], notices.get(address, ()), site)


def _of_page(address: str, surface: Surface, close: str, notices: Iterable[Line], site: Path) -> Iterator[Problem]:
    place = surface.title.place
    text = read_back(site, address, place)
    if isinstance(text, Problem):
        yield text
        return
    found = page_text(text)
    if not found.is_whole:
        yield Problem(place, "lost-words", f"{address}: what the guide says is not on the page, or not once", HINT)
    for notice in notices:
        if plain(walk.spoken(notice)) not in found.around:
            message = f"{address}: \u201c{begin(walk.spoken(notice))}\u201d does not stand around its main part"
            yield Problem(place, "lost-words", message, HINT)
    for tag in found.styled[:1]:
        yield Problem(place, "unsafe-style", f"{address}: `<{tag}>` has a style of its own", STYLED)
    blocks = list(walk.of_kind(surface.sections, AfterDay))
    waiting = {id(line) for line in walk.lines(tuple(blocks))}
    lines = [line for line in walk.lines((surface.title, surface.lead, surface.sections)) if id(line) not in waiting]
    yield from differences(address, place, found.words, map(_expected, lines))
    for line in walk.lines(tuple(blocks)):
        if plain(walk.spoken(line)) not in found.later:
            message = f"{address}: \u201c{begin(walk.spoken(line))}\u201d does not wait there for its day"
            yield Problem(line.place, "lost-words", message, HINT)
    button = Line((Span(close),), Place("docs/templates"), "frame")
    cards = [line for word in surface.explained for line in (*walk.lines(word), button)]
    yield from differences(f"{address}, words explained", place, found.cards, map(_expected, cards))


def read_back(site: Path, address: str, place: Place) -> str | Problem:
    """A file of the folder `site`."""
    try:
        return (site / address).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        cause = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        return Problem(place, "lost-words", f"{address}: cannot be read back: {cause}", HINT)


def differences(address: str, place: Place, given: list[str], lines: Iterable[ExpectedLine]) -> Iterator[Problem]:
    """Each place where words are not those of the lines; `place` is where all of them stand."""
    for change in changes(given, lines):
        yield Problem(change.place or place, "lost-words", f"{address}: {change.told}", HINT)


def _expected(line: Line) -> ExpectedLine:
    return ExpectedLine(walk.spoken(line), line.place)
