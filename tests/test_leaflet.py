"""The HTML of a leaflet."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import bless
import pytest

from build_tools import language, leaflet, pipeline
from build_tools.language import Catalog
from build_tools.model import KeyPoints, Paper, Project, Statement, Topic
from build_tools.problems import Place


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Catalog]:
    return pipeline.checked(bless.miniature(tmp_path_factory.mktemp("leaflet")))


def html(content: tuple[Project, Catalog], paper: Paper = "Letter") -> str:
    project, catalog = content
    return leaflet.html(project, project.procedures[0], project.leaflets["card"], catalog, paper)


def with_topic(project: Project, id: str, topic: Topic) -> Project:
    (procedure,) = project.procedures
    return replace(project, procedures=(replace(procedure, topics={**procedure.topics, id: topic}),))


def test_sections_in_the_order_of_the_leaflet(content: tuple[Project, Catalog]) -> None:
    shown = re.findall(r'<section class="topic" id="([^"]+)"', html(content))
    assert shown == [section.topic for section in content[0].leaflets["card"].sections]


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_paper(content: tuple[Project, Catalog], paper: Paper) -> None:
    assert f"size: {paper};" in html(content, paper)


def test_details_and_links_stay_on_the_site(content: tuple[Project, Catalog]) -> None:
    assert "scans at most" not in html(content)
    assert "href" not in html(content)


def test_every_field_has_one_label_and_one_name(content: tuple[Project, Catalog]) -> None:
    text = html(content)
    ids = re.findall(r'<(?:input|textarea)[^>]* id="([^"]+)"', text)
    assert ids and len(set(ids)) == len(ids)
    assert sorted(ids) == sorted(re.findall(r'<label for="([^"]+)"', text))


def test_words_explained_are_those_the_leaflet_marks(content: tuple[Project, Catalog]) -> None:
    project, catalog = content
    topic = project.procedures[0].topics["getting-ready"]
    plain = topic.model_copy(update={"blocks": topic.blocks[1:]})
    definitions = html((with_topic(project, "getting-ready", plain), catalog)).rpartition("Words explained")[2]
    assert "radiologist:" in definitions and "contrast:" not in definitions


def test_key_points_keep_their_sentence_before_the_list(content: tuple[Project, Catalog]) -> None:
    project, catalog = content
    say: dict[str, Any] = {"sources": ("practice",)}
    block = KeyPoints(
        kind="key_points", intro=Statement(say="First this:", **say), items=(Statement(say="A point.", **say),)
    )
    assert "First this:" in html(
        (with_topic(project, "key-points", Topic(title="Key points", blocks=(block,))), catalog)
    )


def test_a_number_that_is_not_set_is_a_line_to_write_on(content: tuple[Project, Catalog]) -> None:
    text = html(content)
    assert re.search(r'until your team says you can\.\s*<span class="line"><label', text)
    assert not re.search(r'2\s*hours</span>\.\s*<span class="line">', text)


@pytest.mark.parametrize(
    "words", ["</style><script>alert()</script>", '"} body { display: none', "\\", "a\nb", "100 % & <b>"]
)
def test_the_foot_of_a_page_is_nothing_but_words(content: tuple[Project, Catalog], words: str) -> None:
    """Translators write what stands there, within a style sheet."""
    project, catalog = content
    messages = {("interface", "Page {page} of {pages}"): f"{words} {{page}}/{{pages}}"}
    text = html((project, replace(catalog, messages=messages)))
    (line,) = re.findall(r"@bottom-right \{ content: (.*) \}", text)
    assert re.fullmatch(r'"(?:[^"\\\n<>]|\\[0-9a-f]{6})*" counter\(page\) "/" counter\(pages\) ""', line), line


def test_the_foot_in_another_order(content: tuple[Project, Catalog]) -> None:
    project, catalog = content
    messages = {("interface", "Page {page} of {pages}"): "{pages} / {page}"}
    text = html((project, replace(catalog, messages=messages)))
    assert 'content: "" counter(pages) " / " counter(page) ""' in text


def test_a_language_from_right_to_left(content: tuple[Project, Catalog]) -> None:
    project, _ = content
    text = html((project, language.catalog(Path(), "ar", Place(""))))
    assert '<html lang="ar" dir="rtl">' in text
    assert '<span class="fact" dir="ltr">555-0142</span>' in text
