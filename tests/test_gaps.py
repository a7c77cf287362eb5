"""What is not written yet is marked on page and leaflet, whatever they show, and the mark cannot get lost."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import bless
import pytest
import web_pages
from html_reader import reading
from printable import jobs

from build_tools import pipeline
from build_tools.content.model import Messages, Procedure, Project, Topic, YamlSection, has_gap, shown_on_leaflet
from build_tools.guide import build
from build_tools.languages.catalog import PSEUDO, Catalog, catalog
from build_tools.problems import Place
from build_tools.website import linked_data

NEEDS = "who looks at the pictures, and 2 words on why"
GAP = Topic.model_validate({"title": "What it is", "blocks": [{"kind": "gap", "needs": NEEDS}]})
MARK = f"Not written yet: {NEEDS}"


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Catalog]:
    """The miniature with a topic that is not written yet."""
    project, words = pipeline.whole_source(bless.miniature(tmp_path_factory.mktemp("gaps")))[:2]
    (procedure,) = project.procedures
    return replace(project, procedures=(_with(procedure, GAP),)), words


def _with(procedure: Procedure, topic: Topic) -> Procedure:
    return replace(procedure, topics={**procedure.topics, "what-it-is": topic})


def _leaflet(project: Project, words: Catalog, size: str = "standard") -> str:
    (html,) = (each.html for each in jobs(project, words, "Letter") if each.current.size == size)
    return reading(html)


@pytest.mark.parametrize("size", ["standard", "large"])
def test_leaflets_show_it_although_they_show_other_kinds_alone(read: tuple[Project, Catalog], size: str) -> None:
    project, words = read
    card = project.leaflets["card"]
    assert any(section.topic == "what-it-is" and section.shows for section in card.sections)
    shown = shown_on_leaflet(project.procedures[0], card, size)
    assert [each.id for each in shown if has_gap(each.blocks)] == ["what-it-is"]
    text = _leaflet(project, words, size)
    assert MARK in text and "Not finished: parts are not written yet." in text


def test_a_leaflet_without_gaps_does_not_say_so(read: tuple[Project, Catalog]) -> None:
    project, words = read
    card = project.leaflets["card"]
    others = tuple(section for section in card.sections if section.topic != "what-it-is")
    text = _leaflet(replace(project, leaflets={"card": card.model_copy(update={"sections": others})}), words)
    assert "Not finished" not in text and "Not written" not in text


def test_a_detail_waits_on_the_page_alone(read: tuple[Project, Catalog]) -> None:
    project, words = read
    blocks = ({"kind": "definitions"}, {"kind": "gap", "needs": NEEDS, "detail": True})
    topic = Topic.model_validate({"title": "What it is", "blocks": blocks})
    changed = replace(project, procedures=(_with(project.procedures[0], topic),))
    sections = tuple(YamlSection(topic=each.topic) for each in project.leaflets["card"].sections)
    card = project.leaflets["card"].model_copy(update={"sections": sections})
    assert "Not written yet" not in _leaflet(replace(changed, leaflets={"card": card}), words)
    assert MARK in _page(changed, words)


def _page(project: Project, words: Catalog) -> str:
    return web_pages.html(project, words)["sample-scan/overview.html"].replace("<strong>", "").replace("</strong>", "")


def test_pages_show_it(read: tuple[Project, Catalog]) -> None:
    assert MARK in _page(*read)


def test_a_mark_that_gets_lost_is_noticed(read: tuple[Project, Catalog]) -> None:
    project, words = read
    (sheet,) = (each for each in jobs(project, words, "Letter") if each.current.size == "standard")
    assert MARK in {f"{label.text} {needs.text}" for label, needs in pairwise(sheet.expected.lines)}


def test_its_words_pass_the_catalog(read: tuple[Project, Catalog]) -> None:
    project, _ = read
    marked = catalog(project.root, PSEUDO, Place(""))
    assert f"⁅{NEEDS}⁆" in _leaflet(project, marked) and "⁅Not written yet:⁆" in _page(project, marked)


def test_search_engines_hear_of_no_summary_that_is_not_there(read: tuple[Project, Catalog]) -> None:
    project, words = read
    (procedure,) = project.procedures
    without = replace(procedure, info=procedure.info.model_copy(update={"summary": None}))
    for each, has_description in ((procedure, True), (without, False)):
        (about,) = linked_data.page([build.of(project, each, words)], "x", "x", "x")["about"]
        assert ("description" in about) == has_description


def test_a_leaflet_is_for_what_the_procedure_says(read: tuple[Project, Catalog]) -> None:
    project, words = read
    (procedure,) = project.procedures
    purpose, message = project.leaflets["card"].purpose, procedure.info.messages.leaflets["card"].say
    changed = replace(procedure, info=procedure.info.model_copy(update={"messages": Messages()}))
    text = _leaflet(replace(project, procedures=(changed,)), words)
    assert purpose in text and message not in text
    assert message in _leaflet(project, words) and purpose not in _leaflet(project, words)
