"""What readers are told at the top of a page or leaflet: who approved it, and what is past its day. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from build_tools.content.model import Approval, Procedure, Project, Shown
from build_tools.guide.prose import Prose
from build_tools.languages.catalog import Catalog
from build_tools.records import deadlines as due
from build_tools.records.deadlines import PHONE_NUMBER, Due

FEW = 3  # so many names a reader takes in


class Dated(NamedTuple):
    """Words that hold after a day."""

    day: date
    words: str


class Notices(NamedTuple):
    """What stands at the top of every page."""

    words: list[str]
    warns: bool
    """Whether it is a draft or a sample."""


def approval(catalog: Catalog, approval: Approval | None) -> str:
    """Who approved it; or that nobody has."""
    if not approval:
        return catalog.text("Draft: not yet approved by a clinician.")
    words = catalog.text("Approved by {name}, {role}, on {date}.")
    return words.format(name=approval.name, role=approval.role, date=catalog.date(approval.signed))


def on_leaflet(project: Project, prose: Prose, sections: tuple[Shown, ...]) -> list[str]:
    """All notices of a leaflet as it is printed on the day of the build."""
    catalog, standing = prose.catalog, prose.procedure.standing
    found = [approval(catalog, standing.approval), *_sample(project, catalog)]
    overdue = [each.words for each in _of_leaflet(project, prose, sections) if _is_past(each.day, standing.today)]
    if overdue:
        found += [*overdue, prose.plain("Ask us whether it still holds: {phone_day}.", "interface")]
    return found


def is_overdue(project: Project, prose: Prose, sections: tuple[Shown, ...]) -> bool:
    """Whether a leaflet says that it is past its day."""
    today = prose.procedure.standing.today
    return any(_is_past(each.day, today) for each in _of_leaflet(project, prose, sections))


def _of_leaflet(project: Project, prose: Prose, sections: tuple[Shown, ...]) -> Iterator[Dated]:
    day = prose.procedure.review_by
    words = prose.catalog.text("This leaflet was to be reviewed by {date}.")
    yield Dated(day, words.format(date=prose.catalog.date(day)))
    yield from dated(project, prose, sections)


def on_page(project: Project, catalog: Catalog, procedure: Procedure | None) -> Notices:
    """The notices of a page, but for dates, which it tells by itself. None: a page for all procedures."""
    procedures = (procedure,) if procedure else project.procedures
    drafts = [each for each in procedures if not each.standing.approval]
    found = [approval(catalog, None)] if drafts else []
    if procedure and not drafts:
        found = [approval(catalog, procedure.standing.approval)]
    return Notices([*found, *_sample(project, catalog)], bool(drafts) or project.clinic.sample)


def dated(project: Project, prose: Prose, sections: tuple[Shown, ...]) -> Iterator[Dated]:
    """What on a page or leaflet holds only until a day: settings and sources, those of one day together."""
    dues = due.shown(project, prose.procedure, sections)
    for (day, kind), same in groupby(sorted(dues, key=_day_and_kind), key=_day_and_kind):
        yield Dated(day, _words(prose, day, kind, list(same)))


def _sample(project: Project, catalog: Catalog) -> list[str]:
    words = catalog.text("Sample: this clinic and its phone numbers are not real.")
    return [words] if project.clinic.sample else []


def _is_past(day: date, today: date | None) -> bool:
    return today is not None and today > day


def _day_and_kind(due: Due) -> tuple[date, str]:
    return due.day, due.kind


def _what(prose: Prose, due: Due) -> str:
    """As readers call it: a fact, or a phone of the clinic."""
    text = prose.catalog.text
    names = (phone.name for phone in prose.clinic.phones if f"phone_{phone.id}" == due.id)
    return next((text(PHONE_NUMBER).format(name=text(name, "clinic")) for name in names), text(due.what, "facts"))


def _words(prose: Prose, day: date, kind: str, dues: list[Due]) -> str:
    catalog = prose.catalog
    names = list(dict.fromkeys(_what(prose, each) for each in dues))
    if kind == "source":
        words = catalog.text("Part of this was to be reviewed by {date}.")
    elif len(names) <= FEW:
        words = catalog.text("To be reviewed by {date}: {what}.")
    else:
        words = catalog.text("Some times and limits here were to be reviewed by {date}.")
    return words.format(date=catalog.date(day), what=", ".join(names))
