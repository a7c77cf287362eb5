"""Each question of instruments.yaml as a guide answers it. Pure.

There is no total and no score: a number would be taken for a rating that nobody has given.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from build_tools import checks
from build_tools.checks import views
from build_tools.checks.views import View
from build_tools.content.model import Procedure, Project, Shown
from build_tools.content.statements import sentences_in
from build_tools.exports.reports.criteria import Criterion, Sought, instruments
from build_tools.exports.reports.where import names
from build_tools.problems import Place, Problem

PLACEHOLDER = re.compile(r"\{(\w+)")
MOST = 3  # problems told of one question
Judgement = Literal["met", "not met", "for a person"]


@dataclass(frozen=True)
class Evidence:
    """A place that answers a question, or at which a person looks, and the pages and leaflets on which it stands."""

    path: str
    line: int
    column: int
    shows: str
    stands_on: tuple[str, ...]


@dataclass(frozen=True)
class Assessed:
    """A question, answered. `missing` says what is, and where to put it."""

    id: str
    group: str
    asks: str
    informed_by: tuple[str, ...]
    judgement: Judgement
    missing: tuple[str, ...]
    rules: tuple[str, ...]
    look_at: str
    places: tuple[Evidence, ...]


@dataclass(frozen=True)
class SelfCheck:
    """The self-check of one procedure's guide."""

    id: str
    title: str
    items: tuple[Assessed, ...]


class Subject(NamedTuple):
    """One guide, with all that can answer a question about it."""

    project: Project
    procedure: Procedure
    views: tuple[View, ...]
    problems: tuple[Problem, ...]


def self_check(project: Project, procedure: str | None = None) -> tuple[SelfCheck, ...]:
    """The self-checks of all procedures, or of one. What is wrong in one guide is not held against another."""
    seen, problems, found = tuple(views.of_topics(project)), checks.run(project), []
    for each in project.procedures:
        if procedure in (None, each.id):
            others = tuple(f"docs/content/{other.id}/" for other in project.procedures if other is not each)
            own = tuple(problem for problem in problems if not problem.place.path.startswith(others))
            shown = tuple(view for view in seen if view.procedure is each)
            found.append(SelfCheck(each.id, each.info.title, tuple(_items(Subject(project, each, shown, own)))))
    return tuple(found)


def _items(subject: Subject) -> Iterator[Assessed]:
    for group in instruments().groups:
        for each in group.criteria:
            missing, places = tuple(_missing(each, subject)), tuple(_evidence(each, subject))
            judgement: Judgement = "for a person" if each.person else "not met" if missing else "met"
            told = (judgement, missing, each.rule, each.person, places)
            yield Assessed(each.id, group.title, each.asks, each.informed_by, *told)


def _evidence(criterion: Criterion, subject: Subject) -> Iterator[Evidence]:
    stands_on: dict[tuple[Place, str], list[View]] = {}
    for sought in (*criterion.section, *criterion.look_at):
        for place, title, view in _matches(sought, subject):
            stands_on.setdefault((place, title), []).append(view)
    for (place, title), on in stands_on.items():
        yield Evidence(*place, title, names(subject.project, on))


def _matches(sought: Sought, subject: Subject) -> Iterator[tuple[Place, str, View]]:
    """Places that show what is sought, each with its title and a page or leaflet on which it stands."""
    for page in subject.project.site.pages if sought.page else ():
        if page.model_dump(mode="json", include=set(sought.page)) == sought.page:
            yield page.place(), page.title, View("page", page.id, page, subject.procedure, ())
    for view in () if sought.page else subject.views:
        for shown in view.shown:
            places = _places(sought, shown) if sought.topic in (None, shown.id) else ()
            yield from ((place, shown.topic.title, view) for place in places)


def _places(sought: Sought, shown: Shown) -> Iterator[Place]:
    """Where a section shows it. What is not written yet shows nothing."""
    if not sought.holds and not sought.says and any(block.kind != "gap" for block in shown.blocks):
        yield shown.topic.place()
    for block in shown.blocks:
        if block.kind in sought.holds:
            yield block.place()
        for sentence in sentences_in(block) if sought.says else ():
            said = PLACEHOLDER.findall(sentence.say)
            if any(fnmatch.filter(said, pattern) for pattern in sought.says):
                yield sentence.place("say")


def _missing(criterion: Criterion, subject: Subject) -> Iterator[str]:
    problems = [problem for problem in subject.problems if problem.code in criterion.rule]
    yield from (str(problem).replace("\n    ", "; ") for problem in problems[:MOST])
    if len(problems) > MOST:
        yield f"and {len(problems) - MOST} more: see `leaflets check`"
    for sought in criterion.section:
        for target in _not_on(sought, subject):
            yield f"not on {target}: {sought.in_words}; {_mend(sought, target, subject.procedure)}"


def _not_on(sought: Sought, subject: Subject) -> list[str]:
    found = [view for _, _, view in _matches(sought, subject)]
    shown_on = {f"a {each.kind}" for each in found} | {f"the {each.kind} `{each.id}`" for each in found}
    every = {"every leaflet": [f"the leaflet `{id}`" for id in subject.project.leaflets]}
    wanted = [target for on in sought.shown_on for target in every.get(on, [f"a {on}"])]
    return [target for target in wanted if target not in shown_on]


def _mend(sought: Sought, target: str, procedure: Procedure) -> str:
    if sought.page:
        return "add it to a page in docs/site.yaml"
    if sought.topic in procedure.info.without:
        return f"left out: {procedure.info.without[sought.topic]}"
    file = f"docs/content/{procedure.id}/topics/{sought.topic or '<topic>'}.yaml"
    return f"write it in {file}, and name the topic in {'docs/site.yaml' if target == 'a page' else 'leaflets/'}"
