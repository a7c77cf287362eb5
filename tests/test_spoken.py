"""What a screen reader gives of a PDF: its words in order, without markers of lists and what stands in margins."""

from __future__ import annotations

import pytest
from commands import ROOT

from build_tools.preflight.spoken import heard
from build_tools.printing.pdf import Printer


@pytest.fixture(scope="module")
def printer() -> Printer:
    return Printer(ROOT)


HTML = """<html lang="en"><head><title>Head</title><style>
@page {{ size: Letter; @bottom-left {{ content: "Foot 99" }} }} html {{ font: 14pt "Noto Sans" }} {style}
</style></head><body>{body}</body></html>"""


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<h1>One</h1><p>two</p>", "One\ntwo"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("<ol><li>3 days</li><li>b</li></ol>", "3 days\nb"),
        ('<p style="columns: 2">Take 2<br class="x">tablets</p>', "Take 2\ntablets"),
        ("<table><tr><td>1</td><td>2 days</td></tr></table>", "1\n2 days"),
        ("<p>Rest <b>2</b><i>4</i> hours</p>", "Rest 24 hours"),
        ('<p style="position: absolute; top: 20mm">First</p><p>Second</p>', "First\nSecond"),
    ],
)
def test_the_words_of_a_pdf(printer: Printer, body: str, text: str) -> None:
    style = ".x { break-before: column } i { font-style: normal; font-weight: 600 }"
    found = heard(printer.print(HTML.format(body=body, style=style), ROOT).data)
    assert [word for word, _ in found.words()] == text.split()
    assert found.margins == ["Foot 99"]


def test_a_sentence_that_goes_on_over_the_page(printer: Printer) -> None:
    style = "p { height: 235mm; orphans: 1; widows: 1 }"
    html = HTML.format(body='<div style="height: 236mm">x</div>Take 2<br>tablets<br>each<br>day', style=style)
    printed = printer.print(html, ROOT)
    assert printed.sides == 2
    assert [word for word, _ in heard(printed.data).words()] == ["x", "Take", "2", "tablets", "each", "day"]
    assert heard(printed.data).words()[-1] == ("day", 2)
