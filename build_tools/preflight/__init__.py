"""What every finished PDF is measured for before it goes out: sizes, places, breaks and contrast."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.preflight import layout
from build_tools.preflight.contrast import low_contrast
from build_tools.preflight.expected import Expected
from build_tools.preflight.finding import Finding
from build_tools.preflight.paper import PaperPage
from build_tools.preflight.reader import sheets
from build_tools.preflight.spoken import heard
from build_tools.preflight.whole import broken
from build_tools.preflight.whole_text import differences, lost_signs

__all__ = ["Expected", "Finding", "findings", "has_blank_side", "lost_signs"]


def findings(data: bytes, expected: Expected, smallest: float, body: float = 0) -> list[Finding]:
    """What is wrong with a finished PDF: what it says, then how it stands there, page by page.

    `smallest` is the size in points that no letter may fall short of, `body` the size that most letters have.
    """
    said = heard(data)
    pages = sheets(data, said)
    found = [
        *differences(said, expected),
        *layout.small_body(pages, body),
        *layout.empty_pages(pages, expected.new_sides),
        *(finding for page in pages for finding in _of_page(page, smallest)),
        *broken(said, pages, expected),
    ]
    return list(dict.fromkeys(found))


def has_blank_side(data: bytes) -> bool:
    """Whether a side before the last one is blank but for its head, also where the next section is to begin a side."""
    return any(layout.empty_pages(sheets(data, heard(data))))


def _of_page(page: PaperPage, smallest: float) -> Iterator[Finding]:
    yield from layout.too_small(page, smallest)
    yield from layout.off_the_page(page)
    yield from layout.overlapping(page)
    yield from layout.not_readable(page)
    yield from low_contrast(page)
