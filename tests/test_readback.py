"""Reading back: a wrong, lost or moved fact is noticed in a PDF and on a page; another layout is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from commands import ROOT
from projects import REAL as PROJECT

from build_tools import preflight as gate
from build_tools.content.model import (
    CareCard,
    Facts,
    Level,
    Page,
    PhoneId,
    Procedure,
    Project,
    Shown,
    shown_on_leaflet,
    shown_on_page,
)
from build_tools.guide.prose import Prose
from build_tools.languages.catalog import PSEUDO, Catalog, catalog
from build_tools.preflight.readback import Critical, critical, missing, page_text, pdf_pages
from build_tools.printing.pdf import Printer
from build_tools.printing.sheets import Sheet, sheets

CATALOG: Catalog = catalog(ROOT, PROJECT.clinic.locale, PROJECT.clinic.place("locale"))
(PROCEDURE,) = PROJECT.procedures
SIZE = next(iter(PROJECT.sizes))
LEAFLETS = list(PROJECT.leaflets)


def prose(procedure: Procedure = PROCEDURE) -> Prose:
    return Prose(procedure, PROJECT.clinic, PROJECT.glossary, CATALOG)


def sections(leaflet: str) -> tuple[Shown, ...]:
    return shown_on_leaflet(PROCEDURE, PROJECT.leaflets[leaflet], SIZE)


def expected(leaflet: str) -> list[Critical]:
    return critical(prose(), sections(leaflet))


def html_of(leaflet: str, project: Project = PROJECT, words: Catalog = CATALOG) -> str:
    found = (each for each in sheets(project, words, "Letter") if each.current.size == SIZE)
    (html,) = (each.html for each in found if each.current.leaflet == leaflet)
    return html[html.index("<header>") : html.index("</main>")]


def said(leaflet: str) -> str:
    """All words of a leaflet, without printing it."""
    html = html_of(leaflet)
    return page_text(f"<article>{html}</article>")


# --- paper and pages -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def printer() -> Printer:
    return Printer(ROOT)


@pytest.mark.parametrize("sheet", sheets(PROJECT, CATALOG, PROJECT.clinic.paper), ids=lambda sheet: sheet.file)
def test_each_real_leaflet_is_right(built_site: Path, sheet: Sheet) -> None:
    data = (built_site / "leaflets" / sheet.file).read_bytes()
    assert missing("\n".join(pdf_pages(data)), list(sheet.expected)) == []
    assert gate.findings(data, sheet.html, sheet.smallest) == []
    assert gate.smallest_glyph(data) >= sheet.smallest


@pytest.mark.parametrize("page", PROJECT.site.pages, ids=lambda page: page.id)
def test_each_page_says_what_it_must(built_site: Path, page: Page) -> None:
    text = page_text((built_site / PROCEDURE.id / f"{page.id}.html").read_text("utf-8"))
    assert missing(text, critical(prose(), shown_on_page(PROCEDURE, page))) == []


# --- what is wrong is noticed ----------------------------------------------------------------------------------------


def facts_of(leaflet: str) -> Iterator[str]:
    for id in PROCEDURE.facts.facts:
        if any(f"({id})" in each.what for each in expected(leaflet)):
            yield id


def with_another(fact: str) -> Prose:
    """A project in which a fact has another value: that of the clinic, or else that of the sources."""
    settings = PROJECT.clinic.settings.get(PROCEDURE.id, {})
    if fact in settings:
        other = settings[fact].model_copy(update={"value": settings[fact].value + 1})
        clinic = PROJECT.clinic.model_copy(update={"settings": {PROCEDURE.id: {**settings, fact: other}}})
        return Prose(PROCEDURE, clinic, PROJECT.glossary, CATALOG)
    old = PROCEDURE.facts.facts[fact]
    field = "value" if old.value is not None else "low"
    new = old.model_copy(update={field: getattr(old, field) - 1})
    return prose(replace(PROCEDURE, facts=Facts(facts={**PROCEDURE.facts.facts, fact: new})))


@pytest.mark.parametrize(("leaflet", "fact"), [(leaflet, fact) for leaflet in LEAFLETS for fact in facts_of(leaflet)])
def test_another_value_of_a_fact_is_noticed(leaflet: str, fact: str) -> None:
    """The paper says what was true yesterday."""
    lost = missing(said(leaflet), critical(with_another(fact), sections(leaflet)))
    assert any(fact in each.what for each in lost), lost


def test_the_leaflets_have_facts_to_change() -> None:
    assert sum(len(list(facts_of(leaflet))) for leaflet in LEAFLETS) > 20


@pytest.mark.parametrize("leaflet", LEAFLETS)
@pytest.mark.parametrize("phone", get_args(PhoneId))
def test_a_wrong_phone_number_is_noticed(leaflet: str, phone: PhoneId) -> None:
    number = PROJECT.clinic.phones[phone].number
    wrong = number[:-2] + number[-1] + number[-2] if number[-1] != number[-2] else number[:-1] + "0"
    text = said(leaflet)
    once = [text[:place] + wrong + text[place + len(number) :] for place in places(text, number)]
    assert once, "the leaflet does not have the number at all"
    for spoiled in once:
        assert f"phone_{phone}" in {each.what for each in missing(spoiled, expected(leaflet))}


def places(text: str, words: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


CARDS = [
    (leaflet, shown, block)
    for leaflet in LEAFLETS
    for shown in sections(leaflet)
    for block in shown.blocks
    if isinstance(block, CareCard)
]
SPOILED: dict[str, Callable[[list[str]], list[str]]] = {
    "a line is lost": lambda lines: lines[:-1],
    "a word is lost": lambda lines: [lines[0].rpartition(" ")[0], *lines[1:]],
    "another order": lambda lines: lines[::-1],
    "a line too many": lambda lines: [lines[0], "Eat an apple", *lines[1:]],
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
@pytest.mark.parametrize(("leaflet", "shown", "card"), CARDS, ids=[f"{each[0]} {each[2].level}" for each in CARDS])
def test_a_change_in_a_list_of_help_is_noticed(
    leaflet: str, shown: Shown, card: CareCard, spoil: Callable[[list[str]], list[str]]
) -> None:
    lines = [prose().plain(prose().chosen(item), shown.id) for item in card.items]
    html = html_of(leaflet)
    start = html.index(f'<section class="care {card.level.replace("_", "-")}">')
    end = html.index("</section>", start)
    around, inside = (html[:start], html[end:]), html[start:end]
    heading = inside[: inside.index("<ul")]
    spoiled = heading + "".join(f"<p>{line}</p>" for line in spoil(lines))
    lost = missing(page_text(f"<article>{around[0]}{spoiled}{around[1]}</article>"), expected(leaflet))
    assert any(each.what.startswith(f"care card {card.level}, ") for each in lost), lost


def test_lines_of_help_in_the_card_of_another_level_are_noticed() -> None:
    for leaflet in dict.fromkeys(each[0] for each in CARDS):
        html = html_of(leaflet)
        html = html.replace('class="care emergency"', "@").replace('class="care same-day"', 'class="care emergency"')
        parts = html.replace("@", 'class="care same-day"').split("<ul")
        texts = [page_text(f"<article>{each}</article>") for each in ("<ul".join(parts), "<ul".join(swapped(parts)))]
        assert missing(texts[0], expected(leaflet)) == []
        levels: set[Level] = {"emergency", "same_day"}
        told = {each.what for each in missing(texts[1], expected(leaflet))}
        assert {f"care card {level}, its lines in order" for level in levels} <= told


def swapped(parts: list[str]) -> list[str]:
    """The first two lists of help change places; headings stay where they are."""
    first = next(number for number, part in enumerate(parts, start=1) if "care same-day" in part)
    one, other = parts[first], parts[first + 1]
    lists = [part.partition("</ul>") for part in (one, other)]
    return [
        *parts[:first],
        lists[1][0] + "</ul>" + lists[0][2],
        lists[0][0] + "</ul>" + lists[1][2],
        *parts[first + 2 :],
    ]


@pytest.mark.parametrize("leaflet", LEAFLETS)
def test_another_language_and_other_settings_are_no_mistake(leaflet: str) -> None:
    """Every message has marks around it in the pseudo-language; a clinic without settings has lines to write on."""
    for language, settings in ((PSEUDO, PROJECT.clinic.settings), (PROJECT.clinic.locale, {})):
        project = replace(PROJECT, clinic=PROJECT.clinic.model_copy(update={"settings": settings}))
        words = catalog(ROOT, language, PROJECT.clinic.place("locale"))
        text = page_text(f"<article>{html_of(leaflet, project, words)}</article>")
        found = critical(Prose(PROCEDURE, project.clinic, PROJECT.glossary, words), sections(leaflet))
        assert missing(text, found) == []


@pytest.mark.parametrize("leaflet", LEAFLETS)
def test_every_expectation_wants_something(leaflet: str) -> None:
    found = expected(leaflet)
    assert missing("", found) == found != []
    assert all(each.what and each.words.strip() and each.times > 0 for each in found)
    assert len({each.words for each in found}) == len(found)


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
