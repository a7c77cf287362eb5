"""Guide -> the answers to all items of the self-check. Pure.

There is no total and no score: a number would be taken for a rating that nobody has given.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from build_tools.content.model import Project
from build_tools.exports.reports.guide import Guide, Spot
from build_tools.exports.reports.items import GROUPS, INSTRUMENTS, Group, Item

Judgement = Literal["met", "not met", "for a person"]
NOTES = (
    f"This self-check is informed by {', '.join(INSTRUMENTS)}. It is no rating by any of them, and no approval: the "
    "questions are ours, in our own words, and nobody but us has answered them.",
    "There is no score. One thing that is missing can matter more than all that is there.",
    '"Met" means that a computer found it in the content, at the places that are named. It does not mean that it is '
    "well done. What only a person can judge says so, and where to look.",
)


class Checked(NamedTuple):
    """One item, as it was judged."""

    item: Item
    judgement: Judgement
    spots: tuple[Spot, ...]
    """What shows it, or what a person looks at."""
    missing: tuple[str, ...]
    """What is missing, and where to put it."""


class SelfCheck(NamedTuple):
    """The self-check of one procedure's guide."""

    procedure: str
    title: str
    groups: tuple[tuple[Group, tuple[Checked, ...]], ...]

    @property
    def not_met(self) -> list[Checked]:
        """The items to begin with."""
        return [checked for _, items in self.groups for checked in items if checked.judgement == "not met"]


def self_check(project: Project, today: date, procedure: str | None = None) -> tuple[SelfCheck, ...]:
    """The self-checks of all procedures, or of one."""
    return tuple(_of(guide) for guide in _guides(project, today) if procedure in (None, guide.procedure.id))


def _guides(project: Project, today: date) -> Iterator[Guide]:
    return (Guide(project, procedure, today) for procedure in project.procedures)


def _of(guide: Guide) -> SelfCheck:
    groups = tuple((group, tuple(checked(item, guide) for item in group.items)) for group in GROUPS)
    return SelfCheck(guide.procedure.id, guide.procedure.info.title, groups)


def checked(item: Item, guide: Guide) -> Checked:
    """One item as it stands with a guide."""
    if item.judge is None:
        return Checked(item, "for a person", item.look(guide), ())
    spots, missing = item.judge(guide)
    return Checked(item, "not met" if missing else "met", spots, missing)
