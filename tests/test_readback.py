"""Reading back: a wrong, lost or moved fact is noticed in a PDF and on a page; another layout is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import ROOT
from projects import REAL as PROJECT

from build_tools.content.model import (
    Page,
    Procedure,
    shown_on_page,
)
from build_tools.guide.prose import Prose
from build_tools.languages.catalog import Catalog, catalog
from build_tools.preflight.readback import Critical, critical, missing, page_text, pdf_pages
from build_tools.printing.pdf import Printer

CATALOG: Catalog = catalog(ROOT, PROJECT.clinic.locale, PROJECT.clinic.place("locale"))
(PROCEDURE,) = PROJECT.procedures
SIZE = next(iter(PROJECT.sizes))
LEAFLETS = list(PROJECT.leaflets)


def prose(procedure: Procedure = PROCEDURE) -> Prose:
    return Prose(procedure, PROJECT.clinic, PROJECT.glossary, CATALOG)


# --- paper and pages -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def printer() -> Printer:
    return Printer(ROOT)


@pytest.mark.parametrize("page", PROJECT.site.pages, ids=lambda page: page.id)
def test_each_page_says_what_it_must(built_site: Path, page: Page) -> None:
    text = page_text((built_site / PROCEDURE.id / f"{page.id}.html").read_text("utf-8"))
    assert missing(text, critical(prose(), shown_on_page(PROCEDURE, page))) == []


@pytest.mark.parametrize(
    ("words", "times", "asides", "text", "stands"),
    [
        ("Rest for 2 hours.", 1, (), "Rest\nfor 2\xa0hours.", True),
        ("Rest for 2 hours.", 1, (), "Rest for 4 hours.", False),
        ("Rest for 2 hours.", 1, (), "Do not Rest for 12 hours.", False),
        ("2 hours", 2, (), "2 hours", False),
        ("2 hours", 2, (), "2 hours. 2 hours", True),
        ("2 hours", 1, (), "12 hours", False),
        ("5 to 10 pounds", 1, (), "5 to 100 pounds", False),
        ("555-0142", 1, (), "555 0142", False),
        ("555-0142", 1, (), "555\u20110142", True),
        ("No sedation today", 1, ("(calming medicine)",), "No sedation (calming medicine) today", True),
        ("No sedation today", 1, ("(calming medicine)",), "No sedation today", True),
        ("No sedation today", 1, ("(calming medicine)",), "No sedation (exciting medicine) today", False),
        ("No a today", 1, ("(c)", "(b c)"), "No a (b c (c)) today", True),
        ("Do not lift", 1, (), "Do lift", False),
    ],
)
def test_what_counts(words: str, times: int, asides: tuple[str, ...], text: str, stands: bool) -> None:
    expectation = Critical("it", words, times, asides)
    assert missing(text, [expectation]) == ([] if stands else [expectation])


# --- the words of a PDF and a page -----------------------------------------------------------------------------------

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
    (page,) = pdf_pages(printer.print(HTML.format(body=body, style=style), ROOT).data)
    lines = page.splitlines()
    assert "\n".join(" ".join(line.split()) for line in lines) == text


def test_a_sentence_that_goes_on_over_the_page(printer: Printer) -> None:
    style = "p { height: 235mm; orphans: 1; widows: 1 }"
    html = HTML.format(body='<div style="height: 236mm">x</div>Take 2<br>tablets<br>each<br>day', style=style)
    printed = printer.print(html, ROOT)
    assert printed.sides == 2
    assert "\n".join(pdf_pages(printed.data)).split() == ["x", "Take", "2", "tablets", "each", "day"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<title>a</title><nav>b</nav><article>c</article><footer>d</footer>", "c"),
        (
            "<article>a<script>b</script><style>c</style><svg><title>d</title></svg><nav><nav>e</nav>f</nav>g</article>",
            "ag",
        ),
        ('<article>a<details class="origins"><details>b</details>c</details>d</article>', "ad"),
        ('<article>2<span class="x">4</span> &amp; <a title="b" href="c">d</a></article>', "24 & d"),
        ("<article><td>2</td><td>4 days</td></article>", "2 4 days"),
        ("<p>nothing</p>", ""),
    ],
)
def test_the_words_of_a_page(html: str, text: str) -> None:
    assert " ".join(page_text(html).split()) in (text, " ".join(text))
