"""The ways through a project that the rules share: its topics, blocks and statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from build_tools.content import model
from build_tools.content.model import Block, Procedure, Project, Record, Statement, Topic
from build_tools.content.reader import NotRead


class PlacedStatement(NamedTuple):
    """A statement and where it belongs."""

    procedure: Procedure
    topic_id: str
    topic: Topic
    block: Block
    statement: Statement


def topics(project: Project) -> Iterator[tuple[Procedure, str, Topic]]:
    """Every topic of every procedure."""
    for procedure in project.procedures:
        for id, topic in procedure.topics.items():
            yield procedure, id, topic


def is_written(procedure: Procedure) -> bool:
    """Whether no topic has a gap: what is still to be written may use what nothing uses yet."""
    return not any(model.has_gap(topic.blocks) for topic in procedure.topics.values())


def topic_ids(project: Project) -> set[str]:
    """Every topic that some procedure has, or says that it is without."""
    infos = (procedure.info for procedure in project.procedures)
    left_out = {id for info in infos if isinstance(info, Record) for id in info.without}
    return left_out.union(*({*procedure.topics, *procedure.unread_topics} for procedure in project.procedures))


def blocks(project: Project) -> Iterator[tuple[Procedure, str, Topic, Block]]:
    """Every block of every topic."""
    for procedure, id, topic in topics(project):
        for block in topic.blocks:
            yield procedure, id, topic, block


def statements(project: Project) -> Iterator[PlacedStatement]:
    """Every statement of every topic."""
    for procedure, id, topic, block in blocks(project):
        for statement in block.statements():
            yield PlacedStatement(procedure, id, topic, block, statement)


def demand_all(project: Project) -> None:
    """Stops a rule about what nobody uses while a file that may use it could not be read."""
    if project.unread_leaflets or any(procedure.unread_topics for procedure in project.procedures):
        raise NotRead("topics or leaflets")
    for record in _files(project):
        record.place()


def _files(project: Project) -> Iterable[Record]:
    yield from (project.clinic, project.sources, project.glossary, project.style, project.site)
    for procedure in project.procedures:
        yield from (procedure.info, procedure.facts, procedure.disagreements, procedure.coverage)
