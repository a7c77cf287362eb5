"""What must not be broken: warnings, tables and cards over pages; numbers and their units over lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from build_tools.preflight.expected import Expected, Whole
from build_tools.preflight.finding import Finding
from build_tools.preflight.paper import Sheet
from build_tools.preflight.words import begin, squeezed, times

APART = "\ue000"  # a mark that no leaflet has, between texts that are squeezed at once: much quicker than one by one


def broken(sheets: Sequence[Sheet], expected: Expected) -> Iterator[Finding]:
    """What must stand whole, and does not on paper."""
    pages = [sheet.lines() for sheet in sheets]
    wholes = [Whole(each.what, tuple(map(squeezed, each.texts))) for each in expected.wholes]
    begins = {whole: each.texts[0] for whole, each in zip(wholes, expected.wholes, strict=True) if each.texts}
    yield from _over_pages(wholes, begins, [squeezed(sheet.spoken()) for sheet in sheets])
    yield from _over_lines(expected.joined, pages)


def _over_pages(wholes: list[Whole], begins: dict[Whole, str], pages: list[str]) -> Iterator[Finding]:
    for whole, count in Counter(wholes).items():
        if sum(_found(whole, page) for page in pages) < count:
            touched = [number for number, page in enumerate(pages, start=1) if _touches(whole, page)]
            first = begin(begins[whole])
            message = f"page {touched[0] if touched else 1}: {whole.what} that begins \u201c{first}\u201d"
            hint = "give it `break-inside: avoid` in leaflet.css, or shorten it so that it fits on one page"
            yield Finding("broken-over-page", f"{message} does not stand whole on one page", hint)


def _found(whole: Whole, page: str) -> int:
    """How often all of it stands on a page."""
    parts = Counter(whole.texts)
    return min((times(text, page) // count for text, count in parts.items()), default=1)


def _touches(whole: Whole, page: str) -> bool:
    return any(text in page for text in whole.texts)


def _over_lines(joined: Sequence[str], pages: list[list[str]]) -> Iterator[Finding]:
    printed = [squeezed(APART.join(lines)) for lines in pages]
    for fact, wanted in sorted(Counter(joined).items()):
        words = squeezed(fact)
        if sum(times(words, page) for page in printed) < wanted:
            message = f"page {_page_of_break(words, pages)}: \u201c{begin(fact)}\u201d does not stand within one line"
            hint = "join its words with no-break spaces, or give its line more room"
            yield Finding("broken-over-line", message, hint)


def _page_of_break(words: str, pages: list[list[str]]) -> int:
    """The first page that has more of the words when its lines are joined; 1 if there is none."""
    for number, lines in enumerate(pages, start=1):
        if times(words, squeezed("\n".join(lines))) > times(words, squeezed(APART.join(lines))):
            return number
    return 1
