"""The words that pages explain: all of them, in order, each with the pages that explain it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from projects import MINIATURE as PROJECT

from build_tools.content.model import Glossary, Procedure, Project, Term, Topic
from build_tools.languages import catalog as language
from build_tools.problems import Place
from build_tools.website import words

(PROCEDURE,) = PROJECT.procedures
CATALOG = language.catalog(PROJECT.root, "en_US", Place(""))


def with_terms(**terms: str) -> Project:
    found = {id: Term.model_validate({"word": word, "means": "x", "sources": ["one"]}) for id, word in terms.items()}
    return replace(PROJECT, glossary=Glossary(terms=found))


def with_topic(id: str, *blocks: dict[str, object]) -> Procedure:
    topic = Topic.model_validate({"title": "x", "blocks": blocks})
    return replace(PROCEDURE, topics={**PROCEDURE.topics, id: topic})


def said(words: str, **more: str) -> dict[str, object]:
    return {"say": words, "sources": ["practice"], **more}


def in_order(project: Project) -> dict[str, list[str]]:
    letters = words.letters(project, PROCEDURE, CATALOG)
    return {letter.letter: [word.term.word for word in letter.words] for letter in letters}


def test_words_are_in_the_order_of_the_alphabet_and_not_of_the_file() -> None:
    project = with_terms(one="vein", two="MRI", three="scan", four="Sham", five="marrow")
    assert in_order(project) == {"M": ["marrow", "MRI"], "S": ["scan", "Sham"], "V": ["vein"]}


def test_a_letter_stands_once() -> None:
    project = with_terms(one="echo", two="\u00e9chographie", three="edge")
    assert in_order(project) == {"E": ["echo", "\u00e9chographie", "edge"]}


def pages_of(procedure: Procedure) -> dict[str, list[str]]:
    letters = words.letters(PROJECT, procedure, CATALOG)
    return {word.id: [page.id for page in word.pages] for letter in letters for word in letter.words}


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
    assert words.page_of_words(PROJECT, PROCEDURE) == "words"
    without = replace(PROCEDURE, topics={id: topic for id, topic in PROCEDURE.topics.items() if id != "words"})
    assert words.page_of_words(PROJECT, without) is None
