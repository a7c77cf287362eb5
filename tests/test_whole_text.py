"""What a printed leaflet says equals what the tree says, word for word; and any other word is noticed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from commands import ROOT
from expecting import smallest_glyph
from printable import jobs, numbers_on, real
from projects import CATALOG
from projects import REAL as PROJECT

from build_tools.content.model import Clinic
from build_tools.guide import build, walk
from build_tools.guide import leaflet as guide_leaflet
from build_tools.guide.blocks import CareCard
from build_tools.guide.records import Surface
from build_tools.languages.catalog import PSEUDO, catalog
from build_tools.preflight import Expected, findings
from build_tools.preflight.expected import ExpectedLine
from build_tools.preflight.spoken import Heard, heard
from build_tools.preflight.whole_text import differences
from build_tools.printing.jobs import PrintJob
from build_tools.printing.pdf import Printer
from build_tools.problems import Place

(PROCEDURE,) = PROJECT.procedures
GUIDE = build.of(PROJECT, PROCEDURE, CATALOG)
SHEETS = real(PROJECT.clinic.paper)
STANDARD = [sheet for sheet in SHEETS if sheet.current.size == "standard"]


@pytest.fixture(scope="module")
def pdfs(built_site: Path) -> dict[str, bytes]:
    return {sheet.file: (built_site / "leaflets" / sheet.file).read_bytes() for sheet in SHEETS}


@cache
def said(data: bytes) -> Heard:
    """What a PDF says, which is read once."""
    return heard(data)


def told(data: bytes, expected: Expected) -> list[str]:
    return [finding.message for finding in differences(said(data), expected)]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.file)
def test_each_real_leaflet_is_right(pdfs: dict[str, bytes], sheet: PrintJob) -> None:
    data = pdfs[sheet.file]
    assert findings(data, sheet.expected, sheet.smallest, sheet.body) == []
    assert smallest_glyph(data) >= sheet.smallest
    words = [word for line in sheet.expected.lines for word in line.text.split()]
    assert len(words) > 200
    assert sheet.expected.fields and sheet.expected.links and sheet.expected.joined


# --- what is wrong is noticed ----------------------------------------------------------------------------------------


@cache
def expected_of(numbers: tuple[tuple[str, int], ...], phones: tuple[tuple[str, str], ...]) -> dict[str, Expected]:
    """What must stand on each leaflet of a clinic that has set other numbers, or has other phones."""
    clinic = PROJECT.clinic
    settings = dict(clinic.settings[PROCEDURE.id])
    for id, value in numbers:
        settings[id] = settings[id].model_copy(update={"value": value})
    clinic = clinic.model_copy(update={"settings": {PROCEDURE.id: settings}})
    clinic = _with_phones(clinic, dict(phones))
    return {sheet.file: sheet.expected for sheet in jobs(replace(PROJECT, clinic=clinic), CATALOG, "Letter")}


def _with_phones(clinic: Clinic, numbers: dict[str, str]) -> Clinic:
    changed = (each.model_copy(update={"number": numbers.get(each.id, each.number)}) for each in clinic.phones)
    return clinic.model_copy(update={"phones": tuple(changed)})


def facts_on(sheet: PrintJob) -> set[str]:
    return {span.id for line in walk.lines(surface_of(sheet)) for span in line.spans if span.kind == "value"}


def surface_of(sheet: PrintJob) -> Surface:
    return guide_leaflet.leaflet(PROJECT, PROCEDURE, GUIDE, sheet.current.leaflet, sheet.current.size)


SETTINGS = PROJECT.clinic.settings[PROCEDURE.id]
CHANGED = [(sheet, id) for sheet in STANDARD for id in sorted(facts_on(sheet) & SETTINGS.keys())]


@pytest.mark.parametrize(("sheet", "fact"), CHANGED, ids=[f"{sheet.file} {id}" for sheet, id in CHANGED])
def test_another_value_of_a_fact_is_noticed(pdfs: dict[str, bytes], sheet: PrintJob, fact: str) -> None:
    """The paper says what was true yesterday."""
    other = expected_of(((fact, SETTINGS[fact].value + 1),), ())[sheet.file]
    found = [finding for finding in differences(said(pdfs[sheet.file]), other) if finding.place]
    assert found and all(finding.code == "lost-words" for finding in found)
    assert any(finding.place and finding.place.path.startswith("docs/content/") for finding in found)


def test_the_leaflets_have_facts_to_change() -> None:
    assert len(CHANGED) > 10


NUMBERS = [(sheet, phone) for sheet in STANDARD for phone in numbers_on(sheet.current.leaflet)]


@pytest.mark.parametrize(("sheet", "phone"), NUMBERS, ids=[f"{phone} {sheet.file}" for sheet, phone in NUMBERS])
def test_a_wrong_phone_number_is_noticed(pdfs: dict[str, bytes], sheet: PrintJob, phone: str) -> None:
    found = told(pdfs[sheet.file], expected_of((), ((phone, "555-0177"),))[sheet.file])
    assert any("555-0177" in message for message in found), found
    assert any("a link is called" in message for message in found), found


SPOILED: dict[str, Callable[[list[ExpectedLine]], list[ExpectedLine]]] = {
    "a line is lost": lambda lines: lines[:-1],
    "a word is lost": lambda lines: [lines[0]._replace(text=lines[0].text.rpartition(" ")[0]), *lines[1:]],
    "another order": lambda lines: lines[::-1],
    "a line too many": lambda lines: [lines[0], ExpectedLine("Eat an apple", Place("x")), *lines[1:]],
}


def cards(sheet: PrintJob) -> Iterator[tuple[int, int]]:
    """From which expected line to which each card of help reaches, its title left out."""
    texts = [line.text for line in sheet.expected.lines]
    for card in walk.of_kind(surface_of(sheet).sections, CareCard):
        start = texts.index(walk.spoken(card.title)) + 1
        yield start, start + len(list(walk.lines((card.numbers, card.groups, card.why, card.tell))))


CARDS = [(sheet, span) for sheet in STANDARD for span in cards(sheet)]


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
@pytest.mark.parametrize(("sheet", "span"), CARDS, ids=[f"{sheet.file} {span[0]}" for sheet, span in CARDS])
def test_a_change_in_a_list_of_help_is_noticed(
    pdfs: dict[str, bytes],
    sheet: PrintJob,
    span: tuple[int, int],
    spoil: Callable[[list[ExpectedLine]], list[ExpectedLine]],
) -> None:
    lines = list(sheet.expected.lines)
    lines[slice(*span)] = spoil(lines[slice(*span)])
    assert told(pdfs[sheet.file], replace(sheet.expected, lines=tuple(lines)))


def test_there_are_cards_to_spoil() -> None:
    assert len(CARDS) >= 5


@pytest.mark.parametrize(
    ("language", "size"),
    [
        pytest.param(language, size, marks=() if (language, size) == (PSEUDO, "standard") else pytest.mark.large)
        for language in (PROJECT.clinic.locale, PSEUDO)  # tests of settings on paper print the first too
        for size in PROJECT.sizes
    ],
)
def test_another_language_and_no_settings_are_no_mistake(language: str, size: str) -> None:
    """Every message has marks around it in the pseudo-language; a clinic without settings has lines to write on."""
    project = replace(PROJECT, clinic=PROJECT.clinic.model_copy(update={"settings": {}}))
    words = catalog(ROOT, language, PROJECT.clinic.place("locale"))
    printer = Printer(ROOT)
    for sheet in jobs(project, words, "Letter"):
        if sheet.current.size == size:
            assert told(printer.print(sheet.html, sheet.pictures).data, sheet.expected) == []
