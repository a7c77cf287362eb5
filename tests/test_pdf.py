"""The printed leaflets, on both papers: whole, accessible, small, and the same to the byte each time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import get_args

import bless
import pdfua
import pikepdf
import pypdfium2
import pytest
from as_read import pdf_sections, squeezed, words_of
from commands import TODAY, copy_project, hand_over_leaflets, run
from html_reader import tree
from large import large_but
from printable import BEFORE_THE_DATE, numbers_on, real
from projects import CATALOG
from projects import REAL as PROJECT
from prose import Prose

from build_tools import pipeline
from build_tools.content.labels import LEVELS
from build_tools.content.model import (
    Block,
    Leaflet,
    Level,
    Paper,
    Procedure,
    Shown,
    YamlCareCard,
    YamlChecklist,
    YamlContacts,
    YamlDefinitions,
    YamlTimes,
    YamlWriteIn,
    shown_on_leaflet,
)
from build_tools.content.statements import sentences_in
from build_tools.guide.leaflet_file import LeafletFile
from build_tools.printing.press import Press

POINTS = {"Letter": (612, 792), "A4": (595.28, 841.89)}
LARGEST = 100_000  # bytes
Printed = dict[str, LeafletFile]
LARGE = pytest.mark.large


@dataclass(frozen=True)
class Sheet:
    """A printed leaflet, and what it should show."""

    path: Path
    printed: LeafletFile = field(repr=False)

    @cached_property
    def procedure(self) -> Procedure:
        (found,) = (each for each in PROJECT.procedures if each.id == self.printed.key.procedure)
        return found

    @cached_property
    def prose(self) -> Prose:
        return Prose(self.procedure, PROJECT.clinic, PROJECT.glossary, CATALOG)

    @cached_property
    def leaflet(self) -> Leaflet:
        return PROJECT.leaflets[self.printed.key.leaflet]

    @cached_property
    def sections(self) -> tuple[Shown, ...]:
        return shown_on_leaflet(self.procedure, self.leaflet, self.printed.key.size)

    @cached_property
    def blocks(self) -> list[tuple[Shown, Block]]:
        """Each with its section; of cards those of the levels that the leaflet wants."""
        return [
            (shown, block)
            for asked, shown in zip(self.leaflet.sections, self.sections, strict=True)
            for block in shown.blocks
            if not (isinstance(block, YamlCareCard) and asked.levels and block.level not in asked.levels)
        ]

    @cached_property
    def html(self) -> str:
        """What a reader of it reads, before it was printed."""
        found = real(self.printed.key.paper)
        (html,) = (each.html for each in found if each.file == self.printed.file)
        return html

    @cached_property
    def pages(self) -> list[str]:
        """The squeezed text of each page."""
        document = pypdfium2.PdfDocument(self.path)
        return [squeezed(page.get_textpage().get_text_range()) for page in document]

    @cached_property
    def bookmarks(self) -> list[str]:
        document = pypdfium2.PdfDocument(self.path)
        return [str(entry.get_title()) for entry in document.get_toc()]

    def shows_once_on_each_page(self, words: str) -> bool:
        return all(page.count(squeezed(words)) == 1 for page in self.pages)


@pytest.fixture(scope="module")
def project(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real project, with what was printed for its site; a test of its own prints all that again."""
    project = copy_project(tmp_path_factory.mktemp("project") / "project")
    hand_over_leaflets(project)
    return project


@pytest.fixture(scope="module")
def printed(project: Path) -> Printed:
    """Every leaflet by file name, on the paper of the clinic: Letter."""
    return print_all(PROJECT.clinic.paper, project)


@pytest.fixture(scope="module")
def on_a4(project: Path) -> Printed:
    """The same on A4, by the command, a process of its own."""
    done = run("build_tools", "build", project / "out", "--paper", "A4", cwd=project, PYTHONHASHSEED="4711")
    assert done.returncode == 0, done.stderr
    return print_all("A4", project)


@pytest.fixture(scope="module")
def one_on_a4(tmp_path_factory: pytest.TempPathFactory) -> LeafletFile:
    """The one that `make test` prints on A4."""
    (job,) = (job for job in real("A4") if job.file == ONE)
    printing = Press(tmp_path_factory.mktemp("a4"), bless.in_this_process).start([job], (), lambda message: None)
    printing.finish()
    return printing.leaflets[0]


def print_all(paper: Paper, project: Path) -> Printed:
    output = pipeline.build(project, Press(project), lambda message: None, TODAY, paper)
    return {each.file: each for each in output.leaflets}


FILES = [
    f"{procedure.id}-{id}-{size}-{CATALOG.locale.language}.pdf"
    for procedure in PROJECT.procedures
    for size in PROJECT.sizes
    for id in PROJECT.leaflets
]
(ONE,) = (file for file in FILES if file.endswith("-preparation-large-en.pdf"))
ON_LETTER, ON_A4 = ([f"{file} on {paper}" for file in FILES] for paper in get_args(Paper))


def test_every_leaflet_is_printed_in_every_size(printed: Printed, one_on_a4: LeafletFile) -> None:
    assert list(printed) == FILES
    assert len({each.code for each in printed.values()}) == len(FILES)
    assert printed[ONE].code == one_on_a4.code


@LARGE
def test_every_leaflet_is_printed_on_the_other_paper(printed: Printed, on_a4: Printed) -> None:
    assert {file: each.code for file, each in on_a4.items()} == {file: each.code for file, each in printed.items()}


@pytest.fixture(scope="module", params=[*ON_LETTER, *large_but([f"{ONE} on A4"], ON_A4)])
def sheet(request: pytest.FixtureRequest, printed: Printed, tmp_path_factory: pytest.TempPathFactory) -> Sheet:
    file, _, paper = request.param.partition(" on ")
    if paper == "Letter":
        found = printed[file]
    else:
        found = request.getfixturevalue("one_on_a4") if file == ONE else request.getfixturevalue("on_a4")[file]
    path = tmp_path_factory.mktemp("printed") / file
    path.write_bytes(found.data)
    return Sheet(path, found)


# --- accessible ------------------------------------------------------------------------------------------------------


@pytest.mark.java
def test_all_rules_are_applied() -> None:
    assert pdfua.rule_count() == 106


@pytest.mark.java
def test_it_follows_the_rules_of_pdf_ua(sheet: Sheet) -> None:
    assert pdfua.failures(sheet.path) == []


@pytest.mark.java
@pytest.mark.parametrize("lost", ["Lang", "StructTreeRoot", "MarkInfo", "Metadata"])
def test_a_broken_pdf_is_noticed(printed: Printed, tmp_path: Path, lost: str) -> None:
    whole, broken = tmp_path / "whole.pdf", tmp_path / "broken.pdf"
    whole.write_bytes(printed[FILES[0]].data)
    with pikepdf.open(whole) as document:
        del document.Root[f"/{lost}"]
        document.save(broken)
    assert pdfua.failures(broken) != []


def test_it_names_its_language_and_title(sheet: Sheet) -> None:
    title = sheet.prose.plain(PROJECT.leaflets[sheet.printed.key.leaflet].title, "leaflets")
    with pikepdf.open(sheet.path) as document:
        assert str(document.Root.Lang) == CATALOG.html_language
        assert str(document.docinfo["/Title"]) == title
        assert document.Root.ViewerPreferences.DisplayDocTitle


def test_each_section_has_a_bookmark(sheet: Sheet) -> None:
    titles = [sheet.prose.plain(shown.topic.title, shown.id) for shown in sheet.sections if has_title(sheet, shown)]
    assert [title for title in sheet.bookmarks if title in titles] == titles


def has_title(sheet: Sheet, shown: Shown) -> bool:
    """Cards have titles of their own; times, phones, what stands within a card, and lists of words may have none."""
    asked = next(each for each in sheet.leaflet.sections if each.topic == shown.id)
    is_large = PROJECT.sizes[sheet.printed.key.size].columns == 1
    if is_large and all(isinstance(block, YamlDefinitions) for block in shown.blocks):
        return False
    if asked.within and not is_large and len(shown.blocks) == 1:
        return False
    first = shown.blocks[0]
    is_alone = isinstance(first, YamlContacts) and len(shown.blocks) == 1
    return not isinstance(first, YamlTimes | YamlCareCard) and not is_alone


def test_each_card_has_a_bookmark(sheet: Sheet) -> None:
    called = PROJECT.clinic.phone("emergency").number
    titles = {level: words.always or words.call.format(numbers=called) for level, words in LEVELS.items()}
    found = [title for title in sheet.bookmarks if title in titles.values()]
    assert found == [titles[card.level] for _, card in cards(sheet)]


# --- paper -----------------------------------------------------------------------------------------------------------


def test_it_has_the_size_of_the_paper(sheet: Sheet) -> None:
    sizes = {page.get_size() for page in pypdfium2.PdfDocument(sheet.path)}
    assert [pytest.approx(size, abs=0.5) for size in sizes] == [POINTS[sheet.printed.key.paper]]


def test_it_fits_its_sides(sheet: Sheet) -> None:
    key = sheet.printed.key
    assert sheet.printed.sides == len(sheet.pages) <= PROJECT.leaflets[key.leaflet].sides[key.size]


def test_it_is_small(sheet: Sheet) -> None:
    assert len(sheet.printed.data) <= LARGEST


def test_only_our_fonts_are_in_it_and_they_are_embedded(sheet: Sheet) -> None:
    with pikepdf.open(sheet.path) as document:
        fonts = [item for item in document.objects if isinstance(item, pikepdf.Dictionary) and "/FontName" in item]
        names = {re.sub(r"^/(?:[A-Z]{6}\+)?", "", str(font.FontName)) for font in fonts}
        assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)
    assert {re.sub(r"-(?:Bold|Semi-Bold|Medium)$", "", name) for name in names} == {"Noto-Sans", "Leaflet-Field"}


# --- words that must be there ----------------------------------------------------------------------------------------


def test_each_page_tells_its_number_review_and_website(sheet: Sheet) -> None:
    count = len(sheet.pages)
    for number, page in enumerate(sheet.pages, start=1):
        assert squeezed(f"Page {number} of {count}") in page
    review = f"Review by {CATALOG.date(sheet.procedure.info.review)}"
    assert sheet.shows_once_on_each_page(review)
    assert sheet.shows_once_on_each_page(f"Still right? {PROJECT.clinic.short_address}")


def test_each_page_tells_its_code(sheet: Sheet) -> None:
    first, *others = sheet.pages
    code = squeezed(f"Code {sheet.printed.code}")
    assert [page.count(code) for page in others] == [1] * len(others)
    assert first.count(code) == 2, "at its head too"


def test_it_says_that_it_is_a_draft_and_a_sample(sheet: Sheet) -> None:
    assert squeezed("Draft: not yet approved by a clinician.") in sheet.pages[0]
    sample = squeezed("Sample: this clinic and its phone numbers are not real.")
    assert (sample in sheet.pages[0]) == PROJECT.clinic.sample


def test_it_has_the_phone_numbers(sheet: Sheet) -> None:
    text = "".join(sheet.pages)
    numbers = [PROJECT.clinic.phone(id).number for id in numbers_on(sheet.printed.key.leaflet)]
    assert [number for number in numbers if squeezed(number) not in text] == []


def test_a_sheet_without_the_night_number_tells_no_sign_for_the_night(sheet: Sheet) -> None:
    blocks = [block for shown in sheet.sections for block in shown.blocks]
    by_night = [each for each in blocks if isinstance(each, YamlContacts) or getattr(each, "level", None) == "same_day"]
    assert sheet.printed.key.leaflet not in BEFORE_THE_DATE or by_night == []


def test_a_level_of_help_stands_on_one_page(sheet: Sheet) -> None:
    for shown, card in cards(sheet):
        words = list(words_of(card, sheet.prose, shown.id, sheet.leaflet))
        holders = [number for number, page in enumerate(sheet.pages) if re.search(words[0], page)]
        assert holders, words[0]
        assert any(all(re.search(each, sheet.pages[number]) for each in words) for number in holders)


NUMBERS: dict[Level, list[str]] = {
    "emergency": ["emergency"],
    "same_day": ["day", "night"],
    "office_hours": ["day"],
}


def test_the_numbers_of_a_level_stand_right_over_it(sheet: Sheet) -> None:
    for shown, card in cards(sheet):
        numbers = [re.escape(squeezed(PROJECT.clinic.phone(id).number)) for id in NUMBERS[card.level]]
        first = next(words_of(card, sheet.prose, shown.id, sheet.leaflet))
        heading = ".{0,60}".join(numbers) + ".{0,20}" + first
        assert any(re.search(heading, page) for page in sheet.pages), card.level


def test_the_number_of_a_box_stands_right_behind_its_title(sheet: Sheet) -> None:
    for asked, shown in zip(sheet.leaflet.sections, sheet.sections, strict=True):
        if asked.level:
            number = PROJECT.clinic.phone(NUMBERS[asked.level][0]).number
            title = squeezed(sheet.prose.plain(shown.topic.title, shown.id))
            assert pdf_sections(sheet.path)[title].startswith(squeezed(number)), title


def test_each_page_but_the_first_tells_whom_to_call_and_where_the_danger_signs_stand(sheet: Sheet) -> None:
    first, *others = sheet.pages
    asked = sheet.leaflet.card_sides.get(sheet.printed.key.size, {})
    number = PROJECT.clinic.phone("day").number
    words = f"Call us: {number}" if sheet.printed.key.size == "standard" else number  # as much as there is room for
    if "emergency" in asked and sheet.printed.key.size == "standard":
        words += f" \N{MIDDLE DOT} Danger signs: page {asked['emergency']}"
    assert all(squeezed(words) in page for page in others)
    assert squeezed("Danger signs: page") not in first


def cards(sheet: Sheet) -> Iterator[tuple[Shown, YamlCareCard]]:
    return ((shown, block) for shown, block in sheet.blocks if isinstance(block, YamlCareCard))


# --- places to tick and to write -------------------------------------------------------------------------------------


def test_what_is_to_be_filled_in_is_a_field(sheet: Sheet) -> None:
    with pikepdf.open(sheet.path) as document:
        fields = list(document.Root.AcroForm.Fields) if "/AcroForm" in document.Root else []
        kinds = [str(field.FT) for field in fields]
        names = [str(field.T) for field in fields]
    blocks = [block for _, block in sheet.blocks]
    boxes = sum(len(block.items) for block in blocks if isinstance(block, YamlChecklist))
    places = sum(len(block.fields) for block in blocks if isinstance(block, YamlWriteIn)) + len(sheet.leaflet.name_box)
    places += sum(2 * len(block.items) for block in blocks if isinstance(block, YamlTimes))  # the time and its day
    lines = sum(sheet.prose.is_unset(statement) for block in blocks for statement in sentences_in(block))
    assert (kinds.count("/Btn"), kinds.count("/Tx")) == (boxes, places + lines)
    assert len(set(names)) == len(names) == len(kinds)


def test_a_field_is_named_by_its_whole_label(sheet: Sheet) -> None:
    """It is all that somebody hears who comes to the field by keyboard."""
    page = tree(sheet.html)
    labels = {label.get("for"): label.text_content() for label in page.iter("label")}
    labels |= {field.get("id"): field.get("title") for field in page.xpath("//*[@title][not(self::a)]")}
    with pikepdf.open(sheet.path) as document:
        names = [str(field.TU) for field in document.Root.AcroForm.Fields]
    assert list(map(squeezed, names)) == list(map(squeezed, labels.values()))
    assert len(set(names)) == len(names)


# --- the same each time ----------------------------------------------------------------------------------------------


def test_the_site_has_the_same_bytes(printed: Printed, built_site: Path) -> None:
    of_the_site = {file: (built_site / "leaflets" / file).read_bytes() for file in FILES}
    assert of_the_site == {file: each.data for file, each in printed.items()}


@LARGE
def test_the_command_gives_out_what_is_printed(on_a4: Printed, project: Path) -> None:
    files = {path.name: path.read_bytes() for path in (project / "out").iterdir() if "-pack-" not in path.name}
    assert files == {file: each.data for file, each in on_a4.items()}


@pytest.mark.parametrize(("fixture", "paper"), [("printed", "Letter"), pytest.param("on_a4", "A4", marks=LARGE)])
def test_what_has_not_changed_is_not_printed_again(
    request: pytest.FixtureRequest, project: Path, fixture: str, paper: Paper
) -> None:
    before, told = request.getfixturevalue(fixture), list[str]()
    again = pipeline.build(project, Press(project), told.append, TODAY, paper).leaflets
    assert told == [] and {each.file: each for each in again} == before


def test_words_at_the_foot_stay_apart(sheet: Sheet) -> None:
    """CSS takes the space after an escaped sign, such as the dot between two words, for the end of the escape."""
    review = CATALOG.date(sheet.procedure.info.review)
    for number, page in enumerate(pypdfium2.PdfDocument(sheet.path), start=1):
        foot = f"{sheet.printed.code} Review by {review} Page {number} of"  # a line may end at a dot, which goes then
        read = page.get_textpage().get_text_range().replace("\N{MIDDLE DOT}", " ")
        assert foot in " ".join(read.split())
