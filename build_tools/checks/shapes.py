"""Rules on how things that are there fit together: forms of facts, chances, tables, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import walk
from build_tools.content.model import ChanceRow, Chances, Comparison, Project
from build_tools.content.texts import own_voice
from build_tools.content.words import is_fact, parse
from build_tools.problems import Place, Problem

PACK = "pack"  # all leaflets of a procedure in one file


def fact_forms(project: Project) -> Iterator[Problem]:
    """`{id.rest}` is for facts that count people; names that are no facts, such as `{clinic}`, have no form."""
    for text in own_voice(project):
        for piece in parse(text.words):
            if piece.form and not is_fact(piece.target):
                hint = f"write `{{{piece.target}}}`"
                yield Problem(text.place, "bad-fact-form", f"`{piece.text}`: only facts have a .{piece.form}", hint)
            elif piece.form == "rest" and text.procedure:
                fact = text.procedure.facts.facts.get(piece.target)
                if fact and fact.unit != "people":
                    message = f"`{piece.text}`: only facts with the unit `people` have a rest"
                    yield Problem(text.place, "bad-fact-form", message, f"write `{{{piece.target}}}`")


def chances_are_people(project: Project) -> Iterator[Problem]:
    """A row of chances shows a fact with the unit `people`."""
    for said in walk.statements(project):
        if isinstance(said.statement, ChanceRow):
            fact = said.procedure.facts.facts.get(said.statement.fact)
            if fact and fact.unit != "people":
                message = f"the fact `{said.statement.fact}` counts no people but has the unit `{fact.unit}`"
                hint = "name a fact with the unit `people`, or say it in a paragraph"
                yield Problem(said.statement.place("fact"), "not-a-chance", message, hint)


def one_denominator(project: Project) -> Iterator[Problem]:
    """All rows of one block of chances count out of the same number of people."""
    for procedure, _, _, block in walk.blocks(project):
        if isinstance(block, Chances):
            facts = [(row, procedure.facts.facts.get(row.fact)) for row in block.rows]
            counted = [(row, fact.of) for row, fact in facts if fact and fact.of]
            for row, of in counted:
                if of != counted[0][1]:
                    message = f"out of {of} people, where the first row is out of {counted[0][1]}"
                    hint = "give all rows the same `of`, or make two blocks"
                    yield Problem(row.place("fact"), "one-denominator", message, hint)


def comparison_shape(project: Project) -> Iterator[Problem]:
    """Each row of a comparison has one cell for each column."""
    for _, _, _, block in walk.blocks(project):
        if isinstance(block, Comparison):
            for row in block.rows:
                if len(row.cells) != len(block.columns):
                    message = f"{len(row.cells)} cells for {len(block.columns)} columns"
                    hint = "write one cell for each column, in order"
                    yield Problem(row.place("cells"), "comparison-shape", message, hint)


def nothing_twice(project: Project) -> Iterator[Problem]:
    """A page id stands once, and a topic once on each page and leaflet."""
    for leaflet in project.leaflets.values():
        yield from _twice([(section.place("topic"), section.topic) for section in leaflet.sections], "topic", "leaflet")
    for page in project.site.pages:
        yield from _twice([(page.place("topics", index), id) for index, id in enumerate(page.topics)], "topic", "page")
    yield from _twice([(page.place("id"), page.id) for page in project.site.pages], "page", "site")


def files_differ(project: Project) -> Iterator[Problem]:
    """No two leaflets of a site have the same file: its name is made of the procedure and the leaflet."""
    seen: dict[str, str] = {}
    for id, place, leaflet in _files(project):
        name = f"{id}-{leaflet}"
        if name in seen:
            message = f"`{name}.pdf` would also be the file of {seen[name]}"
            yield Problem(place, "same-file", message, "give the folder of the procedure, or the leaflet, another name")
        seen.setdefault(name, f"`{leaflet}` of {id}")


def _files(project: Project) -> Iterator[tuple[str, Place, str]]:
    for procedure in project.procedures:
        yield procedure.id, procedure.info.place(), PACK
        for leaflet, record in project.leaflets.items():
            yield procedure.id, record.place() if leaflet == PACK else procedure.info.place(), leaflet


def _twice(found: list[tuple[Place, str]], what: str, where: str) -> Iterator[Problem]:
    first: dict[str, Place] = {}
    for place, id in found:
        if id in first:
            message = f"the {what} `{id}` is on this {where} already, at line {first[id].line}"
            yield Problem(place, "twice", message, "keep one of the two")
        first.setdefault(id, place)
