"""What must not be broken: warnings, tables and cards over pages; numbers and their units over lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from build_tools.preflight.expected import Expected, Whole
from build_tools.preflight.finding import Finding
from build_tools.preflight.paper import PaperPage, Run
from build_tools.preflight.spoken import Heard
from build_tools.preflight.words import begin, plain, times

BREAK = "\ue000"  # where a line begins; a mark that no leaflet has


def broken(said: Heard, sheets: Sequence[PaperPage], expected: Expected) -> Iterator[Finding]:
    """What must stand whole, and does not on paper."""
    texts = [_with_breaks(said, sheet) for sheet in sheets]
    pages = [plain(text.replace(BREAK, "")) for text in texts]
    yield from _late_cards(expected, pages)
    yield from _over_pages([Whole(each.what, tuple(map(plain, each.texts))) for each in expected.wholes], pages)
    yield from _over_lines(expected.joined, pages, list(map(plain, texts)))


def _with_breaks(said: Heard, sheet: PaperPage) -> str:
    """The words of a page with a mark where each line begins."""
    printed, last, words = defaultdict[int, list[Run]](list), None, ""
    for run in sheet.runs:
        printed[run.mark].append(run)
    for piece in said.pieces:
        if piece.page == sheet.number and (runs := printed[piece.mark]):
            words += BREAK if last and not runs[0].goes_on(last) else ""
            last = runs[-1]
        words += piece.text if piece.page in (0, sheet.number) else ""
    return words


def _over_pages(wholes: list[Whole], pages: list[str]) -> Iterator[Finding]:
    for whole, count in Counter(wholes).items():
        if sum(_found(whole, page) for page in pages) < count:
            touched = [number for number, page in enumerate(pages, start=1) if _touches(whole, page)]
            first = begin(whole.texts[0]) if whole.texts else ""
            message = f"page {touched[0] if touched else 1}: {whole.what} that begins \u201c{first}\u201d"
            hint = "give it `break-inside: avoid` in leaflet.css, or shorten it so that it fits on one page"
            yield Finding("broken-over-page", f"{message} does not stand whole on one page", hint)


def _late_cards(expected: Expected, pages: list[str]) -> Iterator[Finding]:
    """Danger signs that somebody finds too late."""
    for card, last_side, place in expected.cards:
        whole = Whole(card.what, tuple(map(plain, card.texts)))
        side = next((number for number, page in enumerate(pages, start=1) if _found(whole, page)), last_side)
        if side > last_side:
            message = f"the card \u201c{begin(whole.texts[0])}\u201d stands on side {side}, not {last_side} or before"
            hint = "put its section further to the front, or shorten what stands before it"
            yield Finding("late-card", message, hint, place)


def _found(whole: Whole, page: str) -> int:
    """How often all of it stands on a page."""
    parts = Counter(whole.texts)
    return min((times(text, page) // count for text, count in parts.items()), default=1)


def _touches(whole: Whole, page: str) -> bool:
    return any(text in page for text in whole.texts)


def _over_lines(joined: Sequence[str], pages: list[str], lines: list[str]) -> Iterator[Finding]:
    """`pages` and `lines` are the words of each page, without marks where lines begin and with them."""
    for words, wanted in sorted(Counter(map(plain, joined)).items()):
        if sum(times(words, page) for page in lines) < wanted:
            pairs = enumerate(zip(pages, lines, strict=True), start=1)
            page = next((number for number, (all_, whole) in pairs if times(words, all_) > times(words, whole)), 1)
            message = f"page {page}: \u201c{begin(words)}\u201d does not stand within one line"
            hint = "join its words with no-break spaces, or give its line more room"
            yield Finding("broken-over-line", message, hint)
