"""The ways through a project that the rules share: its topics and statements, its pages and leaflets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from build_tools.content import model
from build_tools.content.model import Block, Leaflet, Page, Procedure, Project, Record, Shown, Statement, Topic
from build_tools.content.reader import NotRead
from build_tools.guide import prose
from build_tools.languages.catalog import SOURCE_LANGUAGE, catalog
from build_tools.problems import Place

NAME = "Clinic"


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
    sizes: tuple[str, ...] = ()
    """Of a leaflet: the sizes that show exactly this."""


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


def statements(project: Project) -> Iterator[Said]:
    """Every statement of every topic."""
    for procedure, id, topic, block in blocks(project):
        for statement in block.statements():
            yield Said(procedure, id, topic, block, statement)


def surfaces(project: Project) -> Iterator[Surface]:
    """Every page that shows topics and every leaflet, for every procedure."""
    for id, leaflet in project.leaflets.items():
        for procedure in project.procedures:
            for shown, sizes in _printed(project, procedure, leaflet):
                yield Surface("leaflet", id, leaflet, procedure, shown, tuple(sizes))
    for procedure in project.procedures:
        for page in project.site.pages:
            if page.topics:
                yield Surface("page", page.id, page, procedure, model.shown_on_page(procedure, page))


def on_leaflet(project: Project, leaflet: Leaflet) -> Iterator[tuple[Procedure, tuple[Shown, ...]]]:
    """What a leaflet shows of every procedure; more than once where sizes show different pictures."""
    for procedure in project.procedures:
        yield from ((procedure, shown) for shown, _ in _printed(project, procedure, leaflet))


def _printed(project: Project, procedure: Procedure, leaflet: Leaflet) -> list[tuple[tuple[Shown, ...], list[str]]]:
    """All that a leaflet shows of a procedure, each with the sizes that show just that."""
    found: list[tuple[tuple[Shown, ...], list[str]]] = []
    for size in project.sizes:
        shown = model.shown_on_leaflet(procedure, leaflet, size)
        same = next((sizes for each, sizes in found if each == shown), None)
        if same is None:
            found.append((shown, [size]))
        else:
            same.append(size)
    return found


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
    """How the words of a procedure read in the source language. However long the clinic's name is, it is one word."""
    clinic = project.clinic
    if isinstance(clinic, Record):  # else its file has problems, and whoever asks for it hears of them
        clinic = clinic.model_copy(update={"name": NAME})
    return prose.Prose(procedure, clinic, project.glossary, catalog(project.root, SOURCE_LANGUAGE, Place("")))


def plain(voice: prose.Prose, words: str, topic: str = "") -> str:
    """Words as the reader reads them; as they were typed where they name a fact or phone that does not exist."""
    facts, phones = prose.facts_in(words), prose.phones_in(words)
    is_known = voice.procedure.facts.facts.keys() >= {*facts} and (not phones or voice.clinic.has(phones))
    return voice.plain(words, topic) if is_known else words
