"""What the search knows of the pages: which of them, by which words, and what an answer may show."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import bless
import pytest
from editing import change
from outputs import GUIDE
from test_kinds import HAS, example
from translating import said

from build_tools import pipeline, website
from build_tools.content import reader as source
from build_tools.guide import blocks, build, walk
from build_tools.guide.records import Line, Section, Span
from build_tools.guide.resolver import TOOL
from build_tools.languages import catalog as language
from build_tools.languages.catalog import Catalog
from build_tools.problems import Place
from build_tools.website import pages, search_index, search_parts
from build_tools.website.search_files import NAMES, SearchEntry, SearchIndex, SearchLine, SearchPart, SearchSign

PAGE = "sample-scan/getting-ready.html"
TOPIC = f"{PAGE}#getting-ready"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = bless.miniature(tmp_path)
    change(root, "docs/site.yaml", "built: sources, search_terms: [who says so]", "built: sources, search: false")
    change(root, "docs/site.yaml", "grade: 6.5\n", "grade: 6.5\nstop_words: [can, the, 'Off']\n")
    return root


def _two(root: Path) -> Path:
    """With a second procedure, which says the same."""
    content = root / "docs/content"
    shutil.copytree(content / "sample-scan", content / "second-scan")
    change(root, "docs/content/second-scan/procedure.yaml", "title: Sample scan", "title: Scan <two>")
    return root


def _indexes(root: Path, messages: Mapping[tuple[str, str], str] | None = None) -> dict[str, SearchIndex]:
    project, _ = source.read(root)
    plain = language.catalog(root, "en_US", Place(""))
    catalog = Catalog(plain.code, plain.locale, said(messages or {}))
    guides = build.guides(project, catalog)
    pairs = zip(project.procedures, guides, strict=True)
    made = [page for procedure, guide in pairs for page in website.of_procedure(project, procedure, guide, ())]
    return search_index.indexes(project, guides, made)


def _entries(root: Path, id: str = "sample-scan") -> dict[str, SearchEntry]:
    return {entry.location: entry for entry in _indexes(root)[id].entries}


def test_only_what_patients_look_for_is_found_with_what_they_type(root: Path) -> None:
    entries = _entries(root)
    assert entries[TOPIC].search_terms == "can I eat; blood thinner"
    assert entries["sample-scan/leaflets.html"].search_terms == "print"
    assert entries[PAGE].search_terms == ""
    assert f"{PAGE}#key-getting-ready" not in entries and "sample-scan/sources.html" not in entries
    assert all(place.startswith("sample-scan/") for place in entries)


def test_a_page_says_what_it_is_and_counts_less_than_its_sections(root: Path) -> None:
    entries = _entries(root)
    assert entries[PAGE].title == "Before and after"
    assert entries[PAGE].parts == (SearchPart((SearchLine("What to do before you come, and after."),)),)
    assert entries[PAGE].boost < entries[TOPIC].boost


def test_the_search_knows_its_language_and_what_to_pass_over(root: Path) -> None:
    (index,) = _indexes(root).values()
    assert (index.title, index.language, index.stop_words) == ("", "en", "can; the; Off")


def test_the_search_knows_which_words_are_the_same(root: Path) -> None:
    change(root, "docs/site.yaml", "grade: 6.5\n", "grade: 6.5\nsame_words: [hours hrs, doctor doc]\n")
    (index,) = _indexes(root, {("site", "hours hrs"): "Stunden Std"}).values()
    assert index.same_words == ("Stunden Std", "doctor doc")


def test_translators_write_their_own_list(root: Path) -> None:
    lists = {
        ("getting-ready", "can I eat; blood thinner"): "darf ich essen; Blutverdünner; Marcumar",
        ("site", "print"): "drucken",
        ("site", "can; the; Off"): "kann; der",
    }
    (index,) = _indexes(root, lists).values()
    search_terms = {entry.location: entry.search_terms for entry in index.entries}
    assert search_terms[TOPIC] == "darf ich essen; Blutverdünner; Marcumar"
    assert search_terms["sample-scan/leaflets.html"] == "drucken"
    assert index.stop_words == "kann; der"


def test_several_procedures_have_an_index_each_and_one_of_their_names(root: Path) -> None:
    found = _indexes(_two(root))
    assert sorted(found) == sorted([NAMES, "sample-scan", "second-scan"])
    assert (found["second-scan"].title, found[NAMES].title) == ("Scan <two>", "Other procedures")
    for id in ("sample-scan", "second-scan"):
        assert {entry.location.split("/")[0] for entry in found[id].entries} == {id}


def test_who_types_the_name_of_a_procedure_finds_its_first_page(root: Path) -> None:
    named = _entries(_two(root), NAMES)
    entry = named["second-scan/index.html"]
    assert (entry.title, entry.search_terms) == ("Scan <two>", "Scan <two>")
    assert entry.parts == (SearchPart((SearchLine("A scan that is made up, to try the tool."),)),)
    assert entry in _entries(root, "second-scan").values()


def test_who_asks_for_help_finds_it_before_a_procedure_is_chosen(root: Path) -> None:
    help = _entries(_two(root), NAMES)["index.html#get-help"]
    lines = [line for part in help.parts for line in part.lines]
    assert lines and len(lines) == len(set(lines)), "both procedures say the same, once"


# --- signs of danger --------------------------------------------------------------------------------------------------

CARDS = "docs/content/sample-scan/topics/get-help.yaml"
PAIN = "- say: Chest pain\n"


def _signs(root: Path, id: str = "sample-scan") -> dict[str, SearchSign]:
    return {sign.says: sign for sign in _indexes(root)[id].signs}


def test_each_sign_is_found_alone_at_its_own_level_where_it_stands(root: Path) -> None:
    change(root, CARDS, PAIN, f"{PAIN}        search_terms: [heart attack, tight chest]\n")
    signs = _signs(root)
    assert {says: sign.level for says, sign in signs.items()} == {
        "Chest pain": "emergency",
        "You find it hard to breathe": "emergency",
        "You feel hot and shake with cold": "same_day",
        "You want to ask us more": "office_hours",
    }
    assert signs["Chest pain"].search_terms == "heart attack; tight chest"
    project, _ = source.read(root)
    guide = build.guides(project, language.catalog(root, "en_US", Place("")))[0]
    made = website.of_procedure(project, project.procedures[0], guide, ())
    (page,) = (each for each in made if "get-help" in each.path)
    html = pages.html(project, page)
    for sign in signs.values():
        address, _, anchor = sign.location.partition("#")
        assert address == page.address and html.count(f'id="{anchor}"') == 1
        assert sign.says in html[html.index(f'id="{anchor}"') :].partition("</li>")[0]


def test_signs_are_no_lines_of_an_answer(root: Path) -> None:
    said = [line.says for entry in _entries(root).values() for part in entry.parts for line in part.lines]
    assert said and not set(said) & set(_signs(root))


def test_before_a_procedure_is_chosen_each_sign_is_said_once_at_its_most_urgent_level(root: Path) -> None:
    _two(root)
    cards = "docs/content/second-scan/topics/get-help.yaml"
    change(root, cards, "You feel hot and shake with cold", "A red arm")
    change(root, cards, "You want to ask us more", "Chest pain")
    signs = _signs(root, NAMES)
    assert (signs["Chest pain"].level, signs["Chest pain"].location) == ("emergency", "index.html#get-help")
    red = signs["A red arm"]
    assert (red.of, red.location.split("#")[0]) == ("Scan <two>", "second-scan/get-help.html")
    assert len(_indexes(root)[NAMES].signs) == len(signs)


# --- what an answer may show -----------------------------------------------------------------------------------------


def _line(words: str, **more: str) -> Line:
    return Line((Span(words),), TOOL, **more)  # type: ignore[arg-type]


A, B, C, D = map(_line, "ABCD")
SA, SB, SC, SD = map(SearchLine, "ABCD")
MEANS = Line((Span("cast", "term", means=_line("hard shell")), Span(".")), TOOL, blank="day")
STEP = replace(_line("Rest.", search_terms="nap"), how_long=_line("For a day."), why=_line("It heals."))
PHONE = blocks.Contact(id="day", name=A, number=_line("(217) 555-0142"), hours=B, is_emergency=False)
SHOWN = {
    "a paragraph as one thought": (blocks.Paragraph(sentences=(A, B), place=TOOL), [SearchPart((SA, SB), is_run=True)]),
    "items below their heading and their lead": (blocks.BulletList(heading=D, intro=A, items=(B, C), place=TOOL),
                                                 [SearchPart((SB, SC), "D", "A")]),
    "words with their meaning": (blocks.Steps(items=(MEANS,), place=TOOL),
                                 [SearchPart((SearchLine("cast (hard shell). day"),))]),
    "steps with what stands behind them": (blocks.Steps(items=(STEP,), place=TOOL),
                                           [SearchPart((SearchLine("Rest.", "For a day. It heals.", "nap"),))]),
    "no signs": (blocks.CareCard(level="emergency", title=A, groups=(blocks.SignGroup(items=(B, C)),), place=TOOL), []),
    "do and do not": (blocks.DoAndDoNot(do_label=A, do=(B,), do_not_label=C, do_not=(D,), place=TOOL),
                      [SearchPart((SB,)), SearchPart((SD,))]),
    "cells alone": (
        blocks.Comparison(corner=A, columns=(B, C), rows=(blocks.ComparisonRow(label=D, cells=(A, B)),), place=TOOL),
        [SearchPart((SA,), lead="B. D:"), SearchPart((SB,), lead="C. D:")],
    ),
    "numbers with their digits": (blocks.Contacts(phones=(PHONE,), place=TOOL),
                                  [SearchPart((SearchLine("A: (217) 555-0142, B.",
                                                          search_terms="(217) 555-0142; 2175550142"),))]),
    "what is folded": (
        blocks.Fold(heading=A, blocks=(blocks.Paragraph(sentences=(B,), place=TOOL),), place=TOOL),
        [SearchPart((SB,), "A")],
    ),
    "nothing that a page says of itself": (blocks.Note(look="ticks-note", sentences=(A,), place=TOOL), []),
}  # fmt: skip


@pytest.mark.parametrize(("block", "parts"), SHOWN.values(), ids=SHOWN)
def test_what_answers_may_show(block: blocks.Block, parts: list[SearchPart]) -> None:
    assert list(search_parts.parts(GUIDE, Section("id", A, (block,), TOOL))) == parts


def test_every_section_of_the_miniature_says_something(root: Path) -> None:
    project, catalog = pipeline.whole_source(root)[:2]
    assert project and catalog
    assert [place for place, entry in _entries(root).items() if "#" in place and not entry.parts] == []


def test_every_kind_of_block_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """No kind of ours is said line by line without a thought."""
    found = [tuple(example(kind, "page")) for kind in HAS["page"]]
    monkeypatch.setattr(walk, "lines", None)
    assert all(found) and sum(bool(search_parts.parts(GUIDE, Section("id", None, each, TOOL))) for each in found) > 10


def test_a_kind_that_is_new_is_searched_line_by_line() -> None:
    class Song(blocks.BlockBase, kind="song"):
        verses: tuple[Line, ...]

    song: Any = Song(verses=(A, B), place=TOOL)
    assert search_parts.parts(GUIDE, Section("sung", None, (song,), TOOL)) == (SearchPart((SA, SB)),)
