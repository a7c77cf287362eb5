"""What must be found on paper that a test prints from HTML of its own: its words, and what in it must stay whole."""

from __future__ import annotations

from html_reader import Element, tree, words_in

from build_tools.preflight.expected import Expected, ExpectedLine, Whole
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
    return tuple(each.text_content() for each in element.xpath(path))
