"""What must be found on paper that a test prints from HTML of its own: its words, and what in it must stay whole."""

from __future__ import annotations

import re
from html import unescape

from read_aloud import reading

from build_tools.preflight.expected import Expected, ExpectedLine, Whole
from build_tools.problems import Place

HERE = Place("leaflets/card.yaml", 7, 3)
WHOLES = {
    "the care card": r'<section class="care">.*?</section>',
    "the do and do-not pair": r'<div class="pair">.*</div>',
    "the table": r"<table.*?</table>",
    "the comparison of numbers": r'<ul class="chances">.*?</ul>',
    "the list of warnings": r'(?<=<div class="key-points">)<ul>.*?</ul>',
}
PARTS = re.compile(r"<(?:li|td|th|h3)[^>]*>(.*?)</(?:li|td|th|h3)>", re.DOTALL)


def expected(html: str) -> Expected:
    """All words of the HTML in order; a `fact` must stand within one line, and what WHOLES names on one page."""
    body = re.sub(r'<img[^>]* alt="([^"]*)"[^>]*>', r" \1 ", html.replace("<label", " <label"))
    fields = re.findall(r"<label[^>]*>(.*?)</label>", html)
    wholes = (
        Whole(what, tuple(map(_plain, PARTS.findall(found))))
        for what, pattern in WHOLES.items()
        for found in re.findall(pattern, html, re.DOTALL)
    )
    return Expected(
        lines=(ExpectedLine(reading(body), HERE),),
        fields=tuple(map(_plain, fields)),
        joined=tuple(map(_plain, re.findall(r'<span class="fact">(.*?)</span>', html))),
        wholes=tuple(wholes),
    )


def _plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))
