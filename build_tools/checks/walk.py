"""The ways through a project that the rules share: its topics, blocks and statements, and what stands there twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple, TypeVar

from build_tools.content.model import Block, Procedure, Project, Record, Sentence, Statement, Topic, YamlBlock, has_gap
from build_tools.content.reader import NotRead
from build_tools.content.statements import PROCEDURE, sentences_in
from build_tools.problems import Place

B = TypeVar("B", bound=YamlBlock)
T = TypeVar("T")


class PlacedStatement(NamedTuple):
    """A statement and where it belongs."""

    procedure: Procedure
    topic_id: str
    block: Block
    statement: Statement


def topics(project: Project) -> Iterator[tuple[Procedure, str, Topic]]:
    """Every topic of every procedure."""
    for procedure in project.procedures:
        for id, topic in procedure.topics.items():
            yield procedure, id, topic


def blocks(project: Project, kind: type[B]) -> Iterator[tuple[Procedure, B]]:
    """Every block of a kind."""
    for procedure, _, topic in topics(project):
        yield from ((procedure, block) for block in topic.blocks if isinstance(block, kind))


def icons(project: Project) -> Iterator[tuple[Procedure, Place, str]]:
    """Every drawing that stands before words."""
    for procedure, _, topic in topics(project):
        for part in (part for block in topic.blocks for part in (block, *block.statements())):
            if part.icon:
                yield procedure, part.place("icon"), part.icon


@lru_cache(maxsize=1)
def statements(project: Project) -> tuple[PlacedStatement, ...]:
    """Every statement of every topic."""
    return tuple(
        PlacedStatement(procedure, id, block, statement)
        for procedure, id, topic in topics(project)
        for block in topic.blocks
        for statement in block.statements()
    )


def sentences(project: Project) -> Iterator[tuple[Procedure, Sentence]]:
    """Every message, and every sentence of every topic."""
    for procedure in project.procedures:
        messages = procedure.info.messages if isinstance(procedure.info, Record) else ()
        yield from ((procedure, sentence) for sentence in sentences_in((messages, dict(procedure.topics))))


def timed(project: Project) -> Iterator[tuple[Procedure, Block, Place, str]]:
    """Every time that a plan counts from a fact, with the place and the id of the fact."""
    for procedure, _, block, statement in statements(project):
        plan = statement.plan
        if plan and (plan.before or plan.after):
            yield procedure, block, plan.place("before" if plan.before else "after"), plan.before or plan.after or ""


def ended(project: Project) -> Iterator[tuple[Procedure, Block, Place, str]]:
    """The same for every fact that names the end of something."""
    for procedure, _, block, statement in statements(project):
        plan = statement.plan
        if plan and plan.ends and plan.ends != PROCEDURE:
            yield procedure, block, plan.place("ends"), plan.ends


def repeated(found: Iterable[tuple[object, T]]) -> Iterator[tuple[T, T]]:
    """Of (key, value) pairs: each value whose key has stood before, and the first value with this key."""
    first: dict[object, T] = {}
    for key, value in found:
        if key in first:
            yield value, first[key]
        first.setdefault(key, value)


def is_written(procedure: Procedure) -> bool:
    """Whether no topic has a gap: what is still to be written may use what nothing uses yet."""
    return not any(has_gap(topic.blocks) for topic in procedure.topics.values())


def topic_ids(project: Project) -> set[str]:
    """Every topic that some procedure has, or says that it is without."""
    infos = (procedure.info for procedure in project.procedures)
    left_out = {id for info in infos if isinstance(info, Record) for id in info.without}
    return left_out.union(*({*procedure.topics, *procedure.unread_topics} for procedure in project.procedures))


def demand_all(project: Project) -> None:
    """Stops a rule about what nobody uses while a file that may use it could not be read."""
    if project.unread_leaflets or any(procedure.unread_topics for procedure in project.procedures):
        raise NotRead("topics or leaflets")
    files: list[Record] = [project.clinic, project.sources, project.glossary, project.style, project.site]
    for procedure in project.procedures:
        files += (procedure.info, procedure.facts, procedure.disagreements, procedure.coverage)
    for record in files:
        record.place()
