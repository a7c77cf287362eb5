"""What must not be broken: warnings, tables and cards over pages; numbers and their units over lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from build_tools.preflight import source_html
from build_tools.preflight.finding import OTHER_LETTERS, Finding
from build_tools.preflight.paper import Sheet
from build_tools.preflight.source_html import Whole
from build_tools.preflight.words import begin, squeezed, times

APART = "\ue000"  # a mark that no leaflet has, between texts that are squeezed at once: much quicker than one by one


def broken(sheets: Sequence[Sheet], html: str) -> Iterator[Finding]:
    """What stands whole in the HTML, and not on paper."""
    source = source_html.read(html)
    pages = [sheet.lines() for sheet in sheets]
    spoken = [sheet.spoken() for sheet in sheets]
    yield from _over_pages(source.wholes, [squeezed(words) for words in spoken])
    yield from _over_lines(source, pages)
    yield from _lost(source.texts, squeezed("\n".join(spoken)))


def _lost(texts: list[str], spoken: str) -> Iterator[Finding]:
    """Letters may look right and still have another meaning, or none, for who copies or listens."""
    lost = [text for text in dict.fromkeys(texts) if text not in spoken]
    if lost:
        more = f", and {len(lost) - 1} more" if len(lost) > 1 else ""
        message = f"\u201c{begin(lost[0])}\u201d stands on no page for screen readers, or with other letters{more}"
        yield Finding("not-readable", message, OTHER_LETTERS)


def _over_pages(wholes: list[Whole], pages: list[str]) -> Iterator[Finding]:
    for whole, count in Counter(wholes).items():
        if sum(_found(whole, page) for page in pages) < count:
            touched = [number for number, page in enumerate(pages, start=1) if _touches(whole, page)]
            message = f"page {touched[0] if touched else 1}: {whole.what} that begins \u201c{begin(whole.begins)}\u201d"
            hint = "give it `break-inside: avoid` in leaflet.css, or shorten it so that it fits on one page"
            yield Finding("broken-over-page", f"{message} does not stand whole on one page", hint)


def _found(whole: Whole, page: str) -> int:
    """How often all of it stands on a page."""
    parts = Counter(whole.texts)
    return min((times(text, page) // count for text, count in parts.items()), default=1)


def _touches(whole: Whole, page: str) -> bool:
    return any(text in page for text in whole.texts)


def _over_lines(source: source_html.Source, pages: list[list[str]]) -> Iterator[Finding]:
    printed = [squeezed(APART.join(lines)) for lines in pages]
    written = APART.join(source.texts)
    for fact in sorted(set(source.facts)):
        words = squeezed(fact)
        if sum(times(words, page) for page in printed) < times(words, written):
            message = f"page {_page_of_break(words, pages)}: \u201c{begin(fact)}\u201d does not stand within one line"
            hint = "join its words with no-break spaces, or give its line more room"
            yield Finding("broken-over-line", message, hint)


def _page_of_break(words: str, pages: list[list[str]]) -> int:
    """The first page that has more of the words when its lines are joined; 1 if there is none."""
    for number, lines in enumerate(pages, start=1):
        if times(words, squeezed("\n".join(lines))) > times(words, squeezed(APART.join(lines))):
            return number
    return 1
