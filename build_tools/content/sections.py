"""Which required section stands where: the table behind `leaflets sections`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from build_tools.columns import aligned
from build_tools.content.model import Procedure, Project, Required, Shown, has_gap, shown_on_leaflet, shown_on_page
from build_tools.content.words import facts_in


class SectionRow(NamedTuple):
    """A section that a page set or leaflet must have; `stands_on` is empty while a size lacks it."""

    procedure: str
    required_by: str
    topic: str
    stands_on: tuple[str, ...]
    is_written: bool = True
    """false: it stands there with a gap."""
    left_out: str = ""
    """The reason why this procedure has no such section."""

    @property
    def is_missing(self) -> bool:
        """Whether it stands nowhere, and nobody has said why."""
        return not self.stands_on and not self.left_out


def rows(project: Project) -> tuple[SectionRow, ...]:
    """Every required section of every procedure: first the site's, then each leaflet's."""
    return tuple(row for procedure in project.procedures for row in _rows(project, procedure))


def _rows(project: Project, procedure: Procedure) -> Iterator[SectionRow]:
    for required in project.site.required:
        pages = (page.id for page in project.site.pages if _has(shown_on_page(procedure, page), required.topic))
        yield SectionRow(procedure.id, "site", required.topic, tuple(pages), *_state(procedure, required))
    for id, leaflet in project.leaflets.items():
        for required in leaflet.required:
            sizes = (shown_on_leaflet(procedure, leaflet, size) for size in project.sizes)
            found = all(_has(shown, required.topic) for shown in sizes)
            on = (id,) if found else ()
            yield SectionRow(procedure.id, id, required.topic, on, *_state(procedure, required))


def _state(procedure: Procedure, required: Required) -> tuple[bool, str]:
    """(is_written, left_out) of a row."""
    topic = procedure.topics.get(required.topic)
    if topic:
        return not has_gap(topic.blocks), ""
    return True, procedure.info.without.get(required.topic, "") if required.may_be_left_out else ""


def _has(shown: tuple[Shown, ...], topic: str) -> bool:
    return any(section.id == topic and section.blocks for section in shown)


def title(project: Project, id: str) -> str:
    """What the first procedure that has this section calls it; where none has, its id in words."""
    titles = (procedure.topics[id].title for procedure in project.procedures if id in procedure.topics)
    # A number in a title is a fact of one procedure.
    return next((words for words in titles if not facts_in(words)), id.replace("-", " ").capitalize())


def table(rows: tuple[SectionRow, ...]) -> str:
    """The rows as lines of aligned columns."""
    head = SectionRow("procedure", "required by", "section", ("stands on",))
    return aligned([(*row[:3], _stands_on(row)) for row in (head, *rows)])


def _stands_on(row: SectionRow) -> str:
    if row.is_missing:
        return "MISSING"
    if row.left_out:
        return f"left out: {row.left_out}"
    return ", ".join(row.stands_on) + ("" if row.is_written else " (not written yet)")
