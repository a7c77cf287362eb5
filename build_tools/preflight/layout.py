"""Where things stand on a page, how large they are, and whether they can be read."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from build_tools.preflight.finding import Finding, and_more
from build_tools.preflight.paper import BIT, PaperPage, Rectangle, Run
from build_tools.preflight.words import begin

EDGE = 7.9 / 25.4 * 72  # points; nearer than 8 mm to the edge the printers of many offices cannot print
FILLED = 1 / 3  # of a page's height; a page that ends above looks forgotten, or like the last one
MORE_ROOM = "give it more room, or write it shorter"
OTHER_LETTERS = "write it with letters that the font can name, and do not hide it"
NOT_A_LETTER = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff\x00-\x01\x03-\x08\x0e-\x1f]")


def too_small(sheet: PaperPage, smallest: float) -> Iterator[Finding]:
    """The smallest letters of a page, if they are too small; also those of fields."""
    sizes = [(run.size, _quoted(run)) for run in sheet.runs]
    sizes += [(field.size, f"the field \u201c{begin(field.name)}\u201d") for field in sheet.fields if field.size]
    small = sorted(size for size in sizes if size[0] < smallest - 0.05)
    if small:
        size, what = small[0]
        message = f"page {sheet.number}: {what} is printed in {size:.1f} points{and_more(len(small))}"
        hint = f"enlarge it in leaflets/styles: this size of print has nothing in less than {smallest:g} points"
        yield Finding("too-small", message, hint)


def small_body(sheets: Sequence[PaperPage], body: float) -> Iterator[Finding]:
    """A leaflet that keeps its size in headings and a few lines only."""
    size = usual_size(sheets)
    if 0 < size < body - 0.05:
        message = f"half of its letters are printed in {size:.1f} points or less"
        hint = f"enlarge them in leaflets/styles: the text of this size is printed in {body:g} points"
        yield Finding("too-small", message, hint)


def usual_size(sheets: Iterable[PaperPage]) -> float:
    """Points: half of all letters are as large or larger; 0 where there are none."""
    sizes = sorted(run.size for sheet in sheets for run in sheet.runs for _ in run.words)
    return sizes[len(sizes) // 2] if sizes else 0


def off_the_page(sheet: PaperPage) -> Iterator[Finding]:
    """What a printer cannot print, and texts that are cut or stand out of their box."""
    edges = Rectangle(sheet.box.left + EDGE, sheet.box.bottom + EDGE, sheet.box.right - EDGE, sheet.box.top - EDGE)
    things = [(run.box, _quoted(run)) for run in sheet.runs]
    things += [(field.box, f"the field \u201c{begin(field.name)}\u201d") for field in sheet.fields]
    things += [(box, "a picture or line") for box in sheet.drawings if not sheet.box.inside(box, BIT)]
    out = [what for box, what in things if not box.inside(edges)]
    yield from _told(sheet, "off-the-page", out, "is less than 8 mm from the edge of the paper or beyond it")
    cut = [run for run in sheet.runs if run.clip and not run.box.inside(run.clip, BIT)]
    yield from _told(sheet, "off-the-page", map(_quoted, cut), "is cut off")
    yield from _told(sheet, "off-the-page", map(_quoted, _too_long(sheet)), "runs over the edge of its box")


def _told(sheet: PaperPage, code: str, things: Iterable[str], message: str, hint: str = MORE_ROOM) -> Iterator[Finding]:
    """One finding for all the things on a page that share a defect."""
    found = list(things)
    if found:
        what = f"page {sheet.number}: {found[0]} {message}{and_more(len(found))}"
        yield Finding(code, what, hint)


def _quoted(run: Run) -> str:
    return f"\u201c{begin(run.words)}\u201d"


def _too_long(sheet: PaperPage) -> Iterator[Run]:
    """Texts through which the side of a box or picture runs, or an upright line."""
    lowest = min((run.box.height for run in sheet.runs), default=0)
    high = {box for box in sheet.drawings if box.height >= lowest - BIT}
    sides = sorted((across, box) for box in high for across in (box.left, box.right))
    for run in (run for run in sheet.runs if run not in sheet.covered):
        within = sides[bisect(sides, (run.box.left + BIT,)) : bisect(sides, (run.box.right - BIT,))]
        if any(box.bottom <= run.box.bottom + BIT and run.box.top - BIT <= box.top for _, box in within):
            yield run


def overlapping(sheet: PaperPage) -> Iterator[Finding]:
    """Texts over texts, and drawings over texts."""
    pairs = [f"{_quoted(one)} and {_quoted(other)}" for one, other in _pairs(sheet.runs)]
    yield from _told(sheet, "overlapping", pairs, "stand on each other")
    yield from _told(sheet, "overlapping", map(_quoted, sheet.covered), "has something drawn over it")


def _pairs(runs: list[Run]) -> Iterator[tuple[Run, Run]]:
    """Texts that share more than a quarter of the height of the lower one, and some of their width."""
    falling = sorted((run for run in runs if run.words.strip()), key=lambda run: (-run.box.top, run.box.left))
    for index, one in enumerate(falling):
        for other in falling[index + 1 :]:
            if other.box.top <= one.box.bottom:
                break
            shared = one.box.shared(other.box)
            if shared.width > BIT and shared.height > min(one.box.height, other.box.height) / 4:
                yield one, other


def empty_pages(sheets: Sequence[PaperPage], new_sides: Sequence[str] = ()) -> Iterator[Finding]:
    """Pages on which nothing stands but what stands in their margins; and those that end near their head, but for the
    last one, and for one before a section that is to begin a side.
    """
    for sheet, following in zip_longest(sheets, sheets[1:]):
        feet = [run.box.bottom for run in sheet.runs if run.mark >= 0] + [field.box.bottom for field in sheet.fields]
        if not feet:
            hint = "remove the page break before or after it"
            yield Finding("blank-page", f"page {sheet.number} is blank", hint)
        elif following and min(feet) > (1 - FILLED) * sheet.box.height and not _begins(following, new_sides):
            hint = "what comes next has no room under it: put a shorter section first, or let it break"
            yield Finding("blank-page", f"page {sheet.number} is blank but for its head", hint)


def _begins(sheet: PaperPage, titles: Sequence[str]) -> bool:
    """Whether its first words are those of one of these titles."""
    read = sorted((run for run in sheet.runs if run.mark >= 0), key=lambda run: run.mark)
    words = " ".join(run.words for run in read)
    return any("".join(words.split()).startswith("".join(title.split())) for title in titles)


def not_readable(sheet: PaperPage) -> Iterator[Finding]:
    """Letters that a screen reader cannot read, and those that eyes cannot."""
    askew = [run for run in sheet.runs if not run.is_upright]
    yield from _told(sheet, "not-readable", map(_quoted, askew), "is turned or mirrored", "set it upright")
    unread = [run for run in sheet.runs if not run.is_said and (NOT_A_LETTER.search(run.words) or not run.words)]
    yield from _told(sheet, "not-readable", map(_quoted, unread), "has a letter without meaning", OTHER_LETTERS)
