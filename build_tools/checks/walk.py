"""The ways through a project that the rules share: its topics and statements, its pages and leaflets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from build_tools import model, prose
from build_tools.language import SOURCE_LANGUAGE, catalog
from build_tools.model import Block, Leaflet, Page, Procedure, Project, Record, Shown, Statement, Topic
from build_tools.problems import Place
from build_tools.source import NotRead


class Said(NamedTuple):
    """A statement and where it belongs."""

    procedure: Procedure
    topic_id: str
    topic: Topic
    block: Block
    statement: Statement


class Surface(NamedTuple):
    """A page or leaflet of one procedure, with what stands on it in reading order."""

    kind: str
    id: str
    record: Page | Leaflet
    procedure: Procedure
    shown: tuple[Shown, ...]


def topics(project: Project) -> Iterator[tuple[Procedure, str, Topic]]:
    """Every topic of every procedure."""
    for procedure in project.procedures:
        for id, topic in procedure.topics.items():
            yield procedure, id, topic


def blocks(project: Project) -> Iterator[tuple[Procedure, str, Topic, Block]]:
    """Every block of every topic."""
    for procedure, id, topic in topics(project):
        for block in topic.blocks:
            yield procedure, id, topic, block


def statements(project: Project) -> Iterator[Said]:
    """Every statement of every topic."""
    for procedure, id, topic, block in blocks(project):
        for statement in block.statements():
            yield Said(procedure, id, topic, block, statement)


def surfaces(project: Project) -> Iterator[Surface]:
    """Every page that shows topics and every leaflet, for every procedure."""
    for procedure in project.procedures:
        for id, leaflet in project.leaflets.items():
            yield Surface("leaflet", id, leaflet, procedure, model.shown_on_leaflet(procedure, leaflet))
        for page in project.site.pages:
            if page.topics:
                yield Surface("page", page.id, page, procedure, model.shown_on_page(procedure, page))


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


def voice(project: Project, procedure: Procedure) -> prose.Prose:
    """How the words of a procedure read in the source language."""
    return prose.Prose(procedure, project.clinic, project.glossary, catalog(project.root, SOURCE_LANGUAGE, Place("")))


def plain(voice: prose.Prose, words: str, topic: str = "") -> str:
    """Words as the reader reads them; as they were typed where they name a fact that does not exist."""
    known = voice.procedure.facts.facts
    return voice.plain(words, topic) if all(id in known for id in prose.facts_in(words)) else words
