"""The print desk: what stands in its tables, made from leaflets that nobody printed."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product
from pathlib import Path

import bless
import pytest
from html_reader import tree, words_in
from marks import any_of, html_unmarked
from translating import said

from build_tools.content import reader as source
from build_tools.content.model import Project
from build_tools.guide import build
from build_tools.guide.leaflet_file import LeafletFile, LeafletKey
from build_tools.guide.ready import Readiness
from build_tools.languages import catalog as language
from build_tools.languages.catalog import PSEUDO, Catalog
from build_tools.problems import Place
from build_tools.website import desk, pages

LANGUAGES, SIZES, PROCEDURES, LEAFLETS = (
    ("en", "es"),
    ("standard", "large"),
    ("sample-scan", "b-scan"),
    ("card", "after"),
)
UNRELEASED = "b-scan-after-large-es.pdf"


def _leaflet(number: int, procedure: str, id: str, size: str, tongue: str) -> LeafletFile:
    code, sides = f"K7M-4P{'23456789FHKMPRWX'[number]}", 1 + number % 5
    return LeafletFile(LeafletKey(procedure, id, tongue, size, "Letter"), code, sides)


def _pack(procedure: str, size: str, tongue: str) -> LeafletFile:
    key = LeafletKey(procedure, "pack", tongue, size, "Letter")
    parts = tuple(each for each in SINGLE if each.key._replace(leaflet="pack") == key)
    return LeafletFile(key, sides=7, parts=parts)


SINGLE = [_leaflet(number, *keys) for number, keys in enumerate(product(PROCEDURES, LEAFLETS, SIZES, LANGUAGES))]
PRINTED = [*SINGLE, *(_pack(*keys) for keys in product(PROCEDURES, SIZES, LANGUAGES))]
RELEASED = frozenset(leaflet.code for leaflet in SINGLE if leaflet.file != UNRELEASED)


SHEETS = [
    LeafletFile(LeafletKey("", "languages", "", "", "Letter"), sides=1),
    *(LeafletFile(LeafletKey("", "interpreter", tag, "", "Letter"), sides=1) for tag in ("es", "vi")),
]


def both(spanish: LeafletFile) -> LeafletFile:
    """A leaflet with its English behind it."""
    (english,) = (each for each in SINGLE if each.key == spanish.key._replace(language="en"))
    return LeafletFile(spanish.key._replace(with_english=True), sides=6, parts=(spanish, english))


WITH_ENGLISH = [both(each) for each in SINGLE if each.key.language == "es"]


def made_up(folder: Path) -> tuple[Project, Catalog]:
    """The miniature project with two procedures and two leaflets."""
    project, _ = source.read(bless.miniature(folder))
    first, card = project.procedures[0], project.leaflets["card"]
    other = replace(first, id="b-scan", info=first.info.model_copy(update={"title": "Second & <b>other</b> scan"}))
    after = card.model_copy(update={"title": "After your {procedure}", "order": 2})
    project = replace(project, procedures=(first, other), leaflets={"card": card, "after": after})
    return project, language.catalog(project.root, "en_US", Place(""))


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Catalog]:
    return made_up(tmp_path_factory.mktemp("desk"))


def rows(text: str) -> dict[str, tuple[dict[str, str], list[str], list[str]]]:
    """The rows of a page, by the file they lead to: each with its data, and the texts and addresses in it."""
    read = [
        (dict(row.attrib), [text.strip() for text in row.itertext() if text.strip()], row.xpath(".//a/@href"))
        for row in tree(text).xpath("//tr[@data-leaflet]")
    ]
    found = {links[0].removeprefix("leaflets/"): (data, texts, links) for data, texts, links in read}
    assert len(found) == len(read)
    return found


def text_of(content: tuple[Project, Catalog], *printed: LeafletFile) -> str:
    project, catalog = content
    page = desk.page(project, build.guides(project, catalog), RELEASED, printed)
    return pages.html(project, page)


def test_everything_printed_stands_there_once_with_what_the_desk_must_know(content: tuple[Project, Catalog]) -> None:
    found = rows(text_of(content, *PRINTED))
    assert set(found) == {leaflet.file for leaflet in PRINTED}
    for leaflet in SINGLE:
        is_released = leaflet.file != UNRELEASED
        data, texts, links = found[leaflet.file]
        keys = (data["data-language"], data["data-size"], data["data-procedure"], data["data-leaflet"])
        assert keys == (leaflet.key.language, leaflet.key.size, leaflet.key.procedure, leaflet.key.leaflet)
        assert data["data-picture"] == f"leaflets/{leaflet.picture}"
        numbers = [text for text in texts if text.isdecimal()]
        assert numbers == [str(leaflet.sides), str(leaflet.sheets), str(leaflet.sides)]
        assert texts.count(leaflet.code) == 1
        assert ("Released" in texts) == is_released
        assert ("Not released: do not hand out" in texts) != is_released
        assert (f"c/{leaflet.code}.html" in links) == is_released, "only released codes have a page"


def test_the_start_is_the_desk_s_language_first_size_first_leaflet(content: tuple[Project, Catalog]) -> None:
    assert next(iter(rows(text_of(content, *PRINTED)))) == "sample-scan-card-standard-en.pdf"
    project = content[0]
    spanish = language.catalog(project.root, "es_US", Place(""))
    assert next(iter(rows(text_of((project, spanish), *PRINTED)))) == "sample-scan-card-standard-es.pdf"


def test_the_order_of_printing_does_not_matter(content: tuple[Project, Catalog]) -> None:
    page = text_of(content, *PRINTED)
    for seed in range(5):
        assert text_of(content, *random.Random(seed).sample(PRINTED, len(PRINTED))) == page


def test_a_pack_names_the_codes_of_its_leaflets(content: tuple[Project, Catalog]) -> None:
    found = rows(text_of(content, *PRINTED))
    for pack in PRINTED[len(SINGLE) :]:
        data, texts, _ = found[pack.file]
        assert data["class"] == "whole-pack"
        assert [text for text in texts if text.startswith("K7M")] == [s.code for s in SINGLE if s in pack.parts]
        assert "Whole pack, leaflets in it: 2" in texts


def test_every_language_is_named_in_itself_and_for_the_desk(content: tuple[Project, Catalog]) -> None:
    captions = tree(text_of(content, *PRINTED)).xpath("//caption")
    assert [caption.text_content() for caption in captions] == ["English", "Español Spanish"]
    assert [caption.find("bdi").get("lang") for caption in captions] == ["en", "es"]
    assert captions[1].findtext("small") == "Spanish"


@pytest.mark.parametrize(
    ("code", "own", "english"),
    [
        ("ar", "العربية", "Arabic"),
        ("hi", "हिन्दी", "Hindi"),
        ("fr", "Français", "French"),
        ("pt-BR", "Português (Brasil)", "Portuguese (Brazil)"),
    ],
)
def test_names_of_languages(content: tuple[Project, Catalog], code: str, own: str, english: str) -> None:
    catalog = content[1]
    assert (catalog.own_name(code), catalog.language_name(code)) == (own, english)


def test_a_translated_leaflet_has_its_own_title_beside_the_desk_s(content: tuple[Project, Catalog]) -> None:
    project, catalog = content
    words = {("leaflets", "After your {procedure}"): "Después de su {procedure}"}
    spanish = replace(language.catalog(project.root, "es_US", Place("")), messages=said(words))
    translated = [[Readiness(guide) for guide in build.guides(project, spanish)]]
    made = desk.page(project, build.guides(project, catalog), RELEASED, PRINTED, translated)
    page = tree(pages.html(project, made))
    titles = {row.get("data-language"): row.xpath("string(.//th)") for row in page.xpath("//tr[@data-leaflet='after']")}
    assert "After your" in titles["en"] and "Después" not in titles["en"]
    assert "After your" in titles["es"] and "Después de su" in titles["es"]
    assert set(page.xpath("//*[@data-cell='own']/bdi/@lang")) == {"es"}
    assert not page.xpath("//tr[@data-leaflet='pack']//*[@data-cell='own']")


def test_the_way_to_a_leaflet_with_its_english_behind_it(content: tuple[Project, Catalog]) -> None:
    """Where both are printed, beside the translated one; it is no row of its own."""
    bound = WITH_ENGLISH[0]
    page = text_of(content, *PRINTED, bound)
    found = rows(page)
    assert bound.file not in found and len(found) == len(PRINTED)
    spanish = bound.parts[0].file
    assert {file for file, (_, _, links) in found.items() if f"leaflets/{bound.file}" in links} == {spanish}
    assert found[spanish][0]["data-sheets"] == "3"
    (link,) = tree(page).xpath("//a[@class='with-english']")
    assert link.get("aria-label").endswith("Spanish, With English")


def test_sheets_for_who_needs_an_interpreter(content: tuple[Project, Catalog]) -> None:
    """They are no leaflets: without a code, and not among what is thrown away."""
    project, catalog = content
    guides = build.guides(project, catalog)
    made = desk.page(project, guides, RELEASED, [*SHEETS, *PRINTED], waiting=["vi"])
    page = pages.html(project, made)
    assert set(rows(page)) == {each.file for each in PRINTED}
    links = {a.get("href"): a.text_content() for a in tree(page).xpath("//ul[@class='sheets']//a")}
    assert links == {
        "leaflets/languages.pdf": "Sheet for the desk: point to your language (PDF)",
        "leaflets/interpreter-es.pdf": "Sheet to hand out: an interpreter, Spanish (PDF)",
        "leaflets/interpreter-vi.pdf": "Sheet to hand out: an interpreter, Vietnamese (PDF)",
    }
    shown = words_in(tree(page))
    assert "Tiếng Việt (Vietnamese): not ready." in shown and "Get an interpreter: (217) 555-0142" in shown
    assert made.rewritten and pages.html(project, made.rewritten([*SHEETS, *PRINTED])) == page


def test_a_desk_of_one_language_says_nothing_of_interpreters(content: tuple[Project, Catalog]) -> None:
    page = text_of(content, *PRINTED)
    assert "interpreter" not in page and "<legend>Language</legend>" in page


def test_a_procedure_is_named_only_when_there_are_several(content: tuple[Project, Catalog]) -> None:
    assert "Second &amp; &lt;b&gt;other&lt;/b&gt; scan" in text_of(content, *PRINTED)
    one = text_of(content, *(leaflet for leaflet in PRINTED if leaflet.key.procedure == "b-scan"))
    assert 'data-cell="procedure"' not in one
    assert '<fieldset data-choice="procedure" hidden>' in one


def test_older_paper_is_not_binned_while_a_leaflet_waits_for_release(content: tuple[Project, Catalog]) -> None:
    asks = "ask who looks after the leaflets"
    assert asks in text_of(content, *PRINTED)
    assert asks not in text_of(content, *(leaflet for leaflet in PRINTED if RELEASED.issuperset(leaflet.codes)))


def test_what_is_being_printed_says_so_and_gets_its_numbers_later(content: tuple[Project, Catalog]) -> None:
    project, catalog = content
    printing = [replace(each, sides=None) for each in PRINTED]
    page = desk.page(project, build.guides(project, catalog), RELEASED, printing)
    for _, texts, _ in rows(pages.html(project, page)).values():
        assert texts.count("being printed") == 3 and not any(map(str.isdecimal, texts))
    assert page.rewritten and pages.html(project, page.rewritten(PRINTED)) == text_of(content, *PRINTED)


@pytest.mark.parametrize(("sides", "sheets"), [(1, 1), (2, 1), (3, 2), (8, 4), (None, None)])
def test_sheets_printed_on_both_sides(sides: int | None, sheets: int | None) -> None:
    assert LeafletFile(SINGLE[0].key, sides=sides).sheets == sheets


def test_nothing_printed_is_a_page_without_tables(content: tuple[Project, Catalog]) -> None:
    assert "<table" not in text_of(content)


def test_every_word_passes_the_catalog(content: tuple[Project, Catalog]) -> None:
    project = content[0]
    pseudo = language.catalog(project.root, PSEUDO, Place(""))
    page = text_of((project, pseudo), *PRINTED)
    names = ["PDF", "Letter", project.clinic.website.removeprefix("https://") + "/c", *(s.code for s in SINGLE)]
    assert html_unmarked(page, any_of(names)) == []
