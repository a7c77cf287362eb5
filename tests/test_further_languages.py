"""Proof of the machine: Arabic, Vietnamese and Chinese for who goes home and needs help; Polish and Hindi for numbers.

Their words lie in tests/languages. They are no content: a machine made them, nobody has checked them, and the sample
does not offer them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pdfua
import printable
import pytest
from commands import ROOT, copy_project
from html_reader import tree, without
from read_aloud import collapsed, heard
from translating import LANGUAGES, speaks

from build_tools import pipeline
from build_tools.content import reader as source
from build_tools.content.model import Fact, Project
from build_tools.guide.build import guides
from build_tools.guide.records import Guide
from build_tools.languages import catalog as language
from build_tools.languages import forms
from build_tools.languages.message_list import messages_of
from build_tools.languages.translations import FOLDER, MARKS
from build_tools.output import Output
from build_tools.printing.workers import work
from build_tools.problems import Place
from build_tools.website import pages

TODAY = date(2026, 12, 1)
WHOLE = ("ar", "vi", "zh-Hans")
READY = {"get-help", "plan"}
LATIN = re.compile(r"[A-Za-z]{4,}")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_project(tmp_path_factory.mktemp("further") / "project")
    speaks(root, *WHOLE)
    return root


@pytest.fixture(scope="module")
def output(project: Path) -> Output:
    return pipeline.build(project, None, lambda message: None, TODAY)


def test_the_sample_offers_none_of_them() -> None:
    project, _ = source.read(ROOT)
    proofs = {folder.name for folder in LANGUAGES.iterdir()}
    assert proofs == {*WHOLE, "pl", "hi"}
    assert not proofs & {*project.clinic.languages, *language.translated(ROOT)}


@pytest.mark.parametrize("tag", WHOLE)
def test_what_is_whole_goes_out_and_of_the_rest_nothing(output: Output, tag: str) -> None:
    sheets = {(job.key.leaflet, job.key.size) for job in output.jobs if job.key.language == tag}
    assert sheets == {("aftercare", "standard"), ("aftercare", "large")}
    given = {page.path.split("/")[-1].removesuffix(".md") for page in output.pages
             if page.path.startswith(f"{tag}/vertebroplasty/") and page.missing is None}  # fmt: skip
    assert given >= READY and not given & {"overview", "is-it-for-me", "the-day", "getting-ready"}
    assert [each for each in output.waiting if f"{tag} is not ready" in each.message]


@pytest.mark.parametrize("tag", WHOLE)
@pytest.mark.parametrize("name", sorted(READY))
def test_a_page_stands_in_its_own_language_alone(output: Output, tag: str, name: str) -> None:
    (page,) = (each for each in output.pages if each.path == f"{tag}/vertebroplasty/{name}.md")
    html = tree(pages.html(output.project, page))
    for path in (".//*[@lang='en']", ".//script", ".//style", ".//title", ".//*[contains(@class, 'notices')]"):
        html = without(html, path)
    catalog = page.guide.resolver.catalog
    own = {word for entry in catalog.messages.values() for word in LATIN.findall(MARKS.sub("", entry.words))}
    assert set(LATIN.findall(MARKS.sub("", html.text_content()))) <= own | {"Sample", "Spine", "Clinic"}


@pytest.mark.parametrize("tag", WHOLE)
@pytest.mark.parametrize("size", ["standard", pytest.param("large", marks=pytest.mark.large)])
@pytest.mark.java
def test_a_sheet_comes_out_right(output: Output, tmp_path: Path, tag: str, size: str) -> None:
    (job,) = (each for each in output.jobs if (each.key.language, each.key.size) == (tag, size))
    paper = work(job)
    assert paper.findings == ()
    assert len(paper.data) <= printable.largest(tag)
    file = tmp_path / job.file
    file.write_bytes(paper.data)
    assert pdfua.failures(file) == []
    assert heard(file) == collapsed(" ".join(line.text for line in job.expected.lines))


# --- numbers that bend ----------------------------------------------------------------------------------------------

LINES = {
    "pl": ("first-days", "Do light tasks after {back_to_normal}.", "back_to_normal", "day", {
        (1, 1): "Lekkie prace można robić po 1 dniu.",
        (2, 2): "Lekkie prace można robić po 2 dniach.",
        (1, 2): "Lekkie prace można robić po 1\N{EN DASH}2 dniach.",
    }),
    "hi": ("first-days", "Do light tasks after {back_to_normal}.", "back_to_normal", "day", {
        (1, 1): "1 दिन के बाद हल्के काम करें।",
        (3, 3): "3 दिनों के बाद हल्के काम करें।",
    }),
}  # fmt: skip


@pytest.fixture(scope="module")
def bending(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = copy_project(tmp_path_factory.mktemp("bending") / "project")
    speaks(root, "pl", "hi")
    return source.read(root)[0]


@pytest.mark.parametrize("tag", LINES)
def test_numbers_bend_in_their_sentences(bending: Project, tag: str) -> None:
    topic, english, id, unit, expected = LINES[tag]
    said = {}
    for low, high in expected:
        number: dict[str, object] = {"value": low} if low == high else {"low": low, "high": high}
        guide = _guide(bending, tag, id, number | {"unit": unit})
        line = guide.resolver.line(english, topic, Place("test"))
        assert not line.missing
        said[low, high] = line.text
    assert said == expected


@pytest.mark.parametrize("tag", ["pl", "hi"])
def test_every_form_that_they_ask_for_is_there(bending: Project, tag: str) -> None:
    catalog = language.of_project(bending, language.local("en_US", tag), Place(f"{FOLDER}/{tag}"))
    assert list(forms.problems(catalog, bending, messages_of(bending).values())) == []
    assert any(":" in mark for entry in catalog.messages.values() for mark in re.findall(r"\{[a-z_:]+\}", entry.words))


def _guide(project: Project, tag: str, id: str, number: dict[str, object]) -> Guide:
    """With another number for a fact."""
    (procedure,) = project.procedures
    fact = Fact.model_validate({"what": "x", "sources": ["one"], **number})
    facts = procedure.facts.model_copy(update={"facts": {**procedure.facts.facts, id: fact}})
    changed = replace(project, procedures=(replace(procedure, facts=facts),))
    (guide,) = guides(changed, language.of_project(changed, language.local("en_US", tag), Place("test")))
    return guide
