"""Everything that was read, and which topics and blocks of it stand on a page or leaflet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from build_tools.content.blocks import Block, Topic
from build_tools.content.clinic import Clinic
from build_tools.content.facts import Glossary, Sources, Style
from build_tools.content.layout import Leaflet, Page, Site, Size
from build_tools.content.procedure import Procedure, SourceFigure
from build_tools.content.record import records_in
from build_tools.content.translation import Translation
from build_tools.problems import Place


@dataclass(frozen=True, eq=False)
class Project:
    """Everything that was read, whole and valid in itself. A key of caches: equal only to itself."""

    root: Path
    clinic: Clinic
    sources: Sources
    glossary: Glossary
    style: Style
    site: Site
    leaflets: Mapping[str, Leaflet]
    unread_leaflets: frozenset[str]
    sizes: Mapping[str, Size]
    unread_sizes: frozenset[str]
    procedures: tuple[Procedure, ...]
    logos: Mapping[str, Path]
    """The pictures in docs/content/clinic, by file name."""
    tiles: Mapping[str, Path]
    """The pictures in docs/content/tiles, by file name."""
    translations: Mapping[str, Translation] = field(default_factory=dict)
    """What holds for each translation, by the tag of its language."""
    unread_translations: frozenset[str] = frozenset()

    def translation(self, tag: str) -> Translation:
        """What holds for a translation; of one that says nothing of itself, that nobody has checked it."""
        return self.translations.get(tag) or Translation()


class Shown(NamedTuple):
    """A topic in one place, with the blocks of it that stand there."""

    id: str
    topic: Topic
    blocks: tuple[Block, ...]


def shown_on_page(procedure: Procedure, page: Page) -> tuple[Shown, ...]:
    """The topics of a page, in order, each with the blocks that fit a screen.

    Topics that have none are left out, and so are those that do not exist (a check names them).
    """
    return _on_screen(procedure, page.topics)


def gathered_by(procedure: Procedure, page: Page) -> tuple[Shown, ...]:
    """The topics whose steps a plan page gathers, in order; those that do not exist are left out."""
    return _on_screen(procedure, page.gathers)


def _on_screen(procedure: Procedure, ids: tuple[str, ...]) -> tuple[Shown, ...]:
    found = ((id, procedure.topics.get(id)) for id in ids)
    kept = (Shown(id, topic, tuple(_on_pages(topic))) for id, topic in found if topic)
    return tuple(shown for shown in kept if shown.blocks)


def _on_pages(topic: Topic) -> Iterator[Block]:
    return (block for block in topic.blocks if block.stands_on_pages())


def shown_on_leaflet(procedure: Procedure, leaflet: Leaflet, size: str) -> tuple[Shown, ...]:
    """The topics of a leaflet, in order, each with the blocks that the leaflet shows in this size.

    Gaps are among them whatever the leaflet shows: what is not written yet must not look finished.
    """
    shown = []
    for section in leaflet.sections:
        topic = procedure.topics.get(section.topic)
        if topic:
            kept = tuple(block for block in topic.blocks if block.stands_in(size) and section.wants(block))
            shown.append(Shown(section.topic, topic, kept))
    return tuple(shown)


def cited_in(value: object) -> Iterator[tuple[Place, str]]:
    """Every source that a record, or one within it, names; with the place."""
    for record in records_in(value):
        sources = vars(record).get("sources", ())
        if isinstance(record, SourceFigure):
            yield record.place("source"), record.source
        elif isinstance(sources, tuple):
            yield from ((record.place("sources", index), id) for index, id in enumerate(sources))
