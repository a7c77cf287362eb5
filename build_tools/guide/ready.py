"""Which leaflets and pages are finished in a language: nobody is handed a sheet half of which is English. Pure.

A surface is finished when none of its lines lacks a message. The words of the tool and of the clinic stand on every
one, and who needs help must find it: a language is offered for a procedure when these, its name and the page for help
are finished. What only clinicians read may stay in English.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Literal

from build_tools.content.model import Project
from build_tools.guide import blocks, walk
from build_tools.guide import leaflet as leaflets
from build_tools.guide import page as pages
from build_tools.guide.records import Guide, Line, MessageId, Surface
from build_tools.languages.catalog import SOURCE_LANGUAGE
from build_tools.languages.message_list import CLINICIANS, FILES

Because = Literal["missing", "no-room", "no-help", "unsigned"]
"""missing: it is not translated. no-room: language.yaml says that it is not printed. no-help: the language is not
offered for the procedure. unsigned: nobody has signed the translation, and no drafts go out."""
Sheet = tuple[str, str]
"""A leaflet and its size."""


@dataclass(frozen=True)
class Lack:
    """Why a leaflet in one size is not printed in a language."""

    because: Because
    missing: tuple[MessageId, ...] = ()
    of: int = 0
    """How many of its lines are there to be translated."""
    lines: int = 0
    """How many of them are not."""


@dataclass(frozen=True)
class Readiness:
    """How far a guide is finished in its language."""

    guide: Guide
    help: tuple[MessageId, ...] = ()
    """What is missing without which the language is not offered for the procedure."""
    leaflets: Mapping[Sheet, Lack] = field(default_factory=dict)
    """Those that are not printed."""
    is_withheld: bool = False
    """Whether it is a draft where none go out."""

    @property
    def is_offered(self) -> bool:
        """Whether anything of it goes out."""
        return not (self.help or self.is_withheld)

    @property
    def withheld(self) -> Lack:
        """Why nothing of it is printed, where it is not offered."""
        return Lack("no-help" if self.help else "unsigned")


def missing(guide: Guide, surface: Surface) -> tuple[MessageId, ...]:
    """What nobody has translated of all that a surface tells, in the order in which it is read."""
    if guide.language == SOURCE_LANGUAGE:
        return ()
    found = dict.fromkeys(id for line in _lines(guide, surface) for id in line.missing)
    return tuple(id for id in found if id[0] not in FILES[CLINICIANS])


def of_guide(project: Project, guide: Guide) -> Readiness:
    """How far a guide is finished."""
    return Readiness(guide, _help(project, guide), dict(_leaflets(project, guide)))


def _help(project: Project, guide: Guide) -> tuple[MessageId, ...]:
    """Its names, and the page for help with its emergency cards, which are one unit."""
    procedure = guide.resolver.procedure
    named = [line for line in (guide.name, guide.title, guide.summary) if line]
    found = dict.fromkeys(id for line in named for id in line.missing)
    for page in project.site.pages:
        if page.id == project.site.help_page:
            found |= dict.fromkeys(missing(guide, pages.page(project, procedure, guide, page)))
    return tuple(found)


def _leaflets(project: Project, guide: Guide) -> Iterator[tuple[Sheet, Lack]]:
    not_printed = project.translation(guide.language).not_printed
    for id, size in product(project.leaflets, project.sizes):
        surface = leaflets.leaflet(project, guide.resolver.procedure, guide, id, size)
        if found := lack(guide, surface):
            yield (id, size), found
        elif size in not_printed.get(id, ()):
            yield (id, size), Lack("no-room")


def lack(guide: Guide, surface: Surface) -> Lack | None:
    """Why a surface is not shown or printed; None where it is wholly translated."""
    found = missing(guide, surface)
    lines = [line for line in _lines(guide, surface) if line.role != "frame"]  # what an author has written
    return Lack("missing", found, len(lines), sum(bool(line.missing) for line in lines)) if found else None


def _lines(guide: Guide, surface: Surface) -> Iterator[Line]:
    """Every line, also those of cards, those that scripts show, and the names of numbers, which notices tell."""
    lines = (*walk.lines(surface), *walk.lines(surface.explained))
    yield from lines
    for tool in walk.of_kind(surface, blocks.Tool):
        yield from tool.later
    told = dict.fromkeys(span.id for line in lines for span in line.spans if span.kind == "value")
    yield from (guide.values[id].what for id in told if id in guide.values)
