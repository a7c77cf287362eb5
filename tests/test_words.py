"""The words that pages explain: all of them, in order, each with the pages that explain it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from projects import MINIATURE as PROJECT

from build_tools.content.model import Glossary, Procedure, Project, Topic, YamlTerm
from build_tools.guide import blocks, build, word_list
from build_tools.guide.records import Span
from build_tools.languages import catalog as language
from build_tools.problems import Place

(PROCEDURE,) = PROJECT.procedures
CATALOG = language.catalog(PROJECT.root, "en_US", Place(""))


def with_terms(**terms: str) -> Project:
    told = {id: {"word": word, "means": "x", "sources": ["one"]} for id, word in terms.items()}
    found = {id: YamlTerm.model_validate(each) for id, each in told.items()}
    return replace(PROJECT, glossary=Glossary(terms=found))


def with_topic(id: str, *blocks: dict[str, object]) -> Procedure:
    topic = Topic.model_validate({"title": "x", "blocks": blocks})
    return replace(PROCEDURE, topics={**PROCEDURE.topics, id: topic})


def said(words: str, **more: str) -> dict[str, object]:
    return {"say": words, "sources": ["practice"], **more}


def letters(project: Project, procedure: Procedure) -> tuple[blocks.LetterGroup, ...]:
    """What the page of words shows."""
    guide = build.of(project, procedure, CATALOG)
    empty = blocks.Definitions(place=Place(""))
    return word_list.definitions(empty, project, procedure, guide).letters


def in_order(project: Project) -> dict[str, list[str]]:
    return {letter.letter: [word.word.text for word in letter.words] for letter in letters(project, PROCEDURE)}


def test_words_are_in_the_order_of_the_alphabet_and_not_of_the_file() -> None:
    project = with_terms(one="vein", two="MRI", three="scan", four="Sham", five="marrow")
    assert in_order(project) == {"M": ["marrow", "MRI"], "S": ["scan", "Sham"], "V": ["vein"]}


def test_a_letter_stands_once() -> None:
    project = with_terms(one="echo", two="\u00e9chographie", three="edge")
    assert in_order(project) == {"E": ["echo", "\u00e9chographie", "edge"]}


def pages_of(procedure: Procedure) -> dict[str, list[str]]:
    found = (word for letter in letters(PROJECT, procedure) for word in letter.words)
    return {word.id: [_page(span, word.id) for span in _links(word)] for word in found}


def _links(word: blocks.Definition) -> list[Span]:
    return [span for span in word.met.spans if span.kind == "page"] if word.met else []


def _page(span: Span, term: str) -> str:
    """The page that a link leads to, at the term itself."""
    page, _, place = span.id.partition("#")
    assert place == f"term-{term}"
    return page


def test_each_word_has_the_pages_that_explain_it() -> None:
    assert pages_of(PROCEDURE) == {"contrast": ["getting-ready"], "radiologist": ["overview"]}
    marked = said("A [radiologist](term:radiologist) uses [dye](term:contrast).")
    procedure = with_topic("results", {"kind": "paragraph", "sentences": [marked]})
    assert pages_of(procedure) == {"contrast": ["results", "getting-ready"], "radiologist": ["overview", "results"]}


@pytest.mark.parametrize(("fact", "is_said"), [("lie_still", False), ("no_driving", True)], ids=["set", "not set"])
def test_words_that_this_clinic_does_not_say_do_not_count(fact: str, is_said: bool) -> None:
    statement = said(f"Wait {{{fact}}}.", unset="Wait for the [dye](term:contrast).")
    procedure = with_topic("results", {"kind": "paragraph", "sentences": [statement]})
    assert ("results" in pages_of(procedure)["contrast"]) is is_said


def test_the_page_of_words() -> None:
    assert word_list.page_of_words(PROJECT, PROCEDURE) == "words"
    without = replace(PROCEDURE, topics={id: topic for id, topic in PROCEDURE.topics.items() if id != "words"})
    assert word_list.page_of_words(PROJECT, without) is None
