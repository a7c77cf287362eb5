"""The gate that no leaflet passes until its finished PDF has been measured: sizes, places, breaks and contrast."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.preflight import layout
from build_tools.preflight.contrast import low_contrast
from build_tools.preflight.expected import Expected
from build_tools.preflight.finding import Finding
from build_tools.preflight.paper import Sheet
from build_tools.preflight.reader import sheets
from build_tools.preflight.whole import broken
from build_tools.preflight.whole_text import differences

__all__ = ["Expected", "Finding", "findings", "smallest_glyph", "usual_size"]


def findings(data: bytes, expected: Expected, smallest: float, body: float = 0) -> list[Finding]:
    """What is wrong with a finished PDF: what it says, then how it stands there, page by page.

    `smallest` is the size in points that no letter may fall short of, `body` the size that most letters have.
    """
    pages = sheets(data)
    found = [finding for page in pages for finding in _of_page(page, smallest)]
    said = differences(data, expected)
    return list(dict.fromkeys([*said, *layout.small_body(pages, body), *found, *broken(pages, expected)]))


def usual_size(data: bytes) -> float:
    """The size in points that half of a PDF's letters have or exceed; 0 if it has none."""
    return round(layout.usual_size(sheets(data)), 2)


def smallest_glyph(data: bytes) -> float:
    """The size of the smallest letters of a PDF, in points; 0 if it has none."""
    pages = sheets(data)
    sizes = [run.size for page in pages for run in page.runs] + [field.size for page in pages for field in page.fields]
    return round(min((size for size in sizes if size), default=0), 2)


def _of_page(page: Sheet, smallest: float) -> Iterator[Finding]:
    yield from layout.blank_page(page)
    yield from layout.too_small(page, smallest)
    yield from layout.off_the_page(page)
    yield from layout.overlapping(page)
    yield from layout.not_readable(page)
    yield from low_contrast(page)
