"""One procedure's guide as the self-check looks at it: what stands where, and which rules it breaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from build_tools import checks
from build_tools.checks.walk import Surface
from build_tools.content.model import Block, BlockKind, Procedure, Project, Statement, Topic
from build_tools.exports.reports.where import names, of_procedure
from build_tools.guide import prose
from build_tools.problems import Place, Problem


class Spot(NamedTuple):
    """A place that shows something."""

    place: Place
    stands_on: tuple[str, ...] = ()
    """Pages and leaflets, such as "page overview"."""
    shows: str = ""
    """A few words on what stands there."""


class Found(NamedTuple):
    """A block, and the topic in which it stands."""

    id: str
    topic: Topic
    block: Block


@dataclass(frozen=True)
class Guide:
    """Everything that a judge may ask for. `today` is the day of the self-check."""

    project: Project
    procedure: Procedure
    today: date

    @property
    def folder(self) -> str:
        """Where its files lie."""
        return f"docs/content/{self.procedure.id}"

    @cached_property
    def surfaces(self) -> tuple[Surface, ...]:
        """Its pages and leaflets."""
        return tuple(of_procedure(self.project, self.procedure))

    @cached_property
    def blocks(self) -> tuple[Found, ...]:
        """Every block of every topic."""
        topics = self.procedure.topics.items()
        return tuple(Found(id, topic, block) for id, topic in topics for block in topic.blocks)

    def of_kind(self, kind: BlockKind) -> list[Found]:
        """The blocks of one kind."""
        return [found for found in self.blocks if found.block.kind == kind]

    def statements(self) -> Iterator[tuple[Found, Statement]]:
        """Every statement, with the block in which it stands."""
        for found in self.blocks:
            yield from ((found, statement) for statement in found.block.statements())

    def saying(self, placeholder: str) -> list[tuple[Found, Statement]]:
        """The statements that use `{placeholder}`."""
        return [(found, each) for found, each in self.statements() if placeholder in _placeholders(each)]

    def spot(self, found: Found, place: Place | None = None, shows: str = "") -> Spot:
        """A block, or a place in it, with where it stands and the title of its topic."""
        return Spot(place or found.block.place(), self.names(found), shows or found.topic.title)

    def section(self, id: str) -> Spot:
        """A topic as a whole."""
        topic = self.procedure.topics[id]
        surfaces = [surface for surface in self.surfaces if any(shown.id == id for shown in surface.shown)]
        return Spot(topic.place(), names(self.project, surfaces), topic.title)

    def names(self, found: Found) -> tuple[str, ...]:
        """The pages and leaflets that show a block."""
        return names(self.project, self.shown_by(found))

    def shown_by(self, found: Found) -> list[Surface]:
        """The same, as they are."""
        return self._surfaces_by_block.get(found.block.place(), [])

    def is_on(self, found: Found, kind: str) -> bool:
        """Whether a page, or a leaflet, shows a block."""
        return any(surface.kind == kind for surface in self.shown_by(found))

    def problems(self, *codes: str) -> list[Problem]:
        """The problems with these codes, but for those of other procedures."""
        return [problem for problem in self._problems if problem.code in codes]

    @cached_property
    def _problems(self) -> tuple[Problem, ...]:
        others = tuple(f"docs/content/{each.id}/" for each in self.project.procedures if each.id != self.procedure.id)
        return tuple(problem for problem in checks.run(self.project) if not problem.place.path.startswith(others))

    @cached_property
    def _surfaces_by_block(self) -> dict[Place, list[Surface]]:
        found: dict[Place, list[Surface]] = {}
        for surface in self.surfaces:
            for block in (block for shown in surface.shown for block in shown.blocks):
                found.setdefault(block.place(), []).append(surface)
        return found


def _placeholders(statement: Statement) -> set[str]:
    pieces = prose.parse(statement.say)
    return {piece.target for piece in pieces if piece.kind == "placeholder"}
