"""What must be found on paper that a test prints from HTML of its own: its words, and what in it must stay whole.

And how large the letters of a finished PDF are.
"""

from __future__ import annotations

from html_reader import Element, tree, words_in

from build_tools.preflight import layout
from build_tools.preflight.expected import Expected, ExpectedLine, Whole
from build_tools.preflight.reader import sheets
from build_tools.preflight.spoken import heard
from build_tools.problems import Place

HERE = Place("leaflets/card.yaml", 7, 3)
WHOLES = {
    "the care card": ".//section[@class='care']",
    "the do and do-not pair": ".//div[@class='pair']",
    "the table": ".//table",
    "the comparison of numbers": ".//ul[@class='chances']",
    "the list of warnings": ".//div[@class='key-points']/ul",
}
PARTS = ".//li | .//td | .//th | .//h3"


def expected(html: str) -> Expected:
    """All words of the HTML in order; a `fact` must stand within one line, and what WHOLES names on one page."""
    page = tree(html)
    wholes = [Whole(what, _texts(found, PARTS)) for what, path in WHOLES.items() for found in page.xpath(path)]
    return Expected(
        lines=(ExpectedLine(words_in(page), HERE),),
        fields=_texts(page, ".//label"),
        joined=_texts(page, ".//span[@class='fact']"),
        wholes=tuple(wholes),
    )


def _texts(element: Element, path: str) -> tuple[str, ...]:
    return tuple(map(words_in, element.xpath(path)))


def usual_size(data: bytes) -> float:
    """The size in points that half of a PDF's letters have or exceed; 0 if it has none."""
    return round(layout.usual_size(sheets(data, heard(data))), 2)


def smallest_glyph(data: bytes) -> float:
    """The size of the smallest letters of a PDF, in points; 0 if it has none."""
    said = heard(data)
    sizes = [run.size for page in sheets(data, said) for run in page.runs] + [field.size for field in said.fields]
    return round(min((size for size in sizes if size), default=0), 2)
