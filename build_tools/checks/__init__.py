"""The rules of the content. Each is a generator of problems whose docstring says the rule in an author's words.

Rules of the source look at the model; rules of words at what readers are told, as the guide makes it in English. All
problems of both are told at once: an unknown name reads as it was typed (english.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from build_tools.checks import (
    english,
    looks,
    markup,
    numbers,
    own_templates,
    pages,
    phones,
    pictures,
    plan,
    plan_words,
    reading,
    reasons,
    references,
    relations,
    required,
    settings,
    shapes,
    signers,
    spelling,
    style,
    terms,
    twice,
    unused,
)
from build_tools.checks.english import Readings
from build_tools.content.model import Project
from build_tools.content.reader import NotRead
from build_tools.problems import Problem, ProblemsFound

Rule = Callable[[Project], Iterator[Problem]]
WordRule = Callable[[Project, Readings], Iterator[Problem]]
MODULES = (
    looks, markup, numbers, own_templates, pages, phones, pictures, plan, plan_words, reading, reasons, references,
    relations, required, settings, shapes, signers, spelling, style, terms, twice, unused,
)  # fmt: skip


def _rules(**takes: str) -> tuple[Any, ...]:
    """Every public function of the modules that takes this and gives problems."""
    signature = {**takes, "return": "Iterator[Problem]"}
    found = [(name, value) for module in MODULES for name, value in vars(module).items()]
    return tuple(
        value for name, value in found if name[0] != "_" and getattr(value, "__annotations__", {}) == signature
    )


RULES: tuple[Rule, ...] = _rules(project="Project")
WORD_RULES: tuple[WordRule, ...] = _rules(project="Project", english="Readings")


def run(project: Project) -> tuple[Problem, ...]:
    """The problems that all rules find, sorted, each once."""
    found = {problem for rule in RULES for problem in _found(rule(project))}
    try:
        read = english.readings(project)
    except ProblemsFound as unreadable:
        return tuple(sorted(found.union(unreadable.problems)))
    return tuple(sorted(found.union(*(_found(rule(project, read)) for rule in WORD_RULES))))


def _found(problems: Iterator[Problem]) -> Iterator[Problem]:
    """What a rule finds until it asks for a file that could not be read; that file's own problems are known."""
    try:
        yield from problems
    except NotRead:
        return
