"""How every procedure stands in every language: signed, changed since, what is due, what is still open. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from build_tools.checks.gaps import gaps
from build_tools.content import own
from build_tools.content.model import Listed, Procedure, Project, Statement
from build_tools.content.record import records_in
from build_tools.guide.resolver import Resolver
from build_tools.languages.catalog import Catalog
from build_tools.problems import Place, Problem
from build_tools.records.deadlines import PHONE_NUMBER, Due, of_procedure
from build_tools.records.sign_off import Register
from build_tools.records.signed_state import SignedState, signed_state

TOLD_OF_SIGN_OFF = {"name", "role", "signed", "until", "digest", "withdrawn", "author", "checked_by"}


class SettingRow(NamedTuple):
    """A number that a clinic sets, its phone numbers too; without a value while it is not set."""

    id: str
    what: str
    value: str
    owner: str
    source: str
    expires: date | None
    state: str
    """later, soon, overdue or unset."""
    place: Place


class Reasonless(NamedTuple):
    """Steps that tell readers no reason, and why they do not."""

    said: str
    """As the author wrote them."""
    why_not: str
    place: Place


class Translated(NamedTuple):
    """How far a procedure is translated: messages of what patients read, with those of every page."""

    finished: int
    guesses: int
    missing: int
    checked_by: str
    """Nothing: a machine made it, and nobody has checked it."""
    is_offered: bool
    """Whether the words of every page and the page for help are finished."""
    leaflets: dict[str, list[str]]
    """By leaflet, the sizes that are ready."""
    pages: dict[str, bool]
    """Whether each page is ready."""
    first: dict[str, int]
    """What must be finished before the language is offered: how many messages are not, by catalog or topic."""
    left: dict[str, dict[str, int]]
    """The same of each leaflet that is not ready in some size, by topic."""

    @property
    def counts(self) -> str:
        """In a few words."""
        return f"{self.finished} messages finished, {self.guesses} to look at, {self.missing} missing"


@dataclass(frozen=True)
class Status:
    """One procedure in one language."""

    procedure: str
    title: str
    language: str
    signed: SignedState
    today: date
    dues: tuple[Due, ...]
    unconfirmed: tuple[str, ...]
    """Sources that a clinician has still to confirm."""
    settings: tuple[SettingRow, ...]
    gaps: tuple[Problem, ...]
    """What is not written yet."""
    reasonless: tuple[Reasonless, ...] = ()
    translation: Translated | None = None
    """None in the language of the source."""

    @property
    def unset(self) -> tuple[SettingRow, ...]:
        """What the clinic has still to set."""
        return tuple(row for row in self.settings if row.state == "unset")

    def due(self, state: str) -> tuple[Due, ...]:
        """What is overdue, or soon will be."""
        return tuple(due for due in self.dues if due.state(self.today) == state)


def status(project: Project, procedure: Procedure, catalog: Catalog, register: Register, today: date) -> Status:
    """How a procedure stands in the catalog's language; `register`: its sign-offs."""
    signed = signed_state(project, procedure, catalog, register, today)
    confirmed = signed.approval.confirms if signed.approval else frozenset()
    dues = of_procedure(project, procedure, signed.approval)
    used = own.used_sources(project, procedure)
    open_ = tuple(sorted(id for id, source in used.items() if not source.confirmed and id not in confirmed))
    rows = tuple(_settings(project, procedure, catalog, dues, today))
    missing = tuple(gaps(replace(project, procedures=(procedure,))))
    said = procedure.info.title, signed.language
    return Status(
        procedure.id, *said, signed, today, dues, open_, rows, missing, tuple(_reasonless(procedure)),
    )  # fmt: skip


def _reasonless(procedure: Procedure) -> Iterator[Reasonless]:
    for record in records_in(dict(procedure.topics)):
        if isinstance(record, Statement) and record.no_why:
            yield Reasonless(record.say, record.no_why, record.place("no_why"))
        elif isinstance(record, Listed) and record.no_why:
            said = (each.say for each in record.entries() if not each.why and not each.no_why)
            yield Reasonless(" / ".join(said), record.no_why, record.place("no_why"))


def _settings(
    project: Project, procedure: Procedure, catalog: Catalog, dues: tuple[Due, ...], today: date
) -> Iterator[SettingRow]:
    clinic, states = project.clinic, {due.id: due.state(today) for due in dues if due.kind == "setting"}
    ours, to_decide = clinic.settings.get(procedure.id, {}), clinic.to_decide.get(procedure.id, {})
    for id, fact in procedure.facts.facts.items():
        setting = ours.get(id)
        if fact.set_by == "clinic" and setting:
            value, owner, place = Resolver(procedure, clinic, catalog).value(id).text, setting.owner, setting.place()
            yield SettingRow(id, fact.what, value, owner, setting.source, setting.expires, states[id], place)
        elif fact.set_by == "clinic":
            yield SettingRow(id, fact.what, "", to_decide.get(id, ""), "", None, "unset", fact.place())
    for phone in clinic.phones:
        id, what = f"phone_{phone.id}", PHONE_NUMBER.format(name=phone.name)
        owner, source, state = phone.owner or "", phone.source or "", states.get(id, "later")
        yield SettingRow(id, what, phone.shown, owner, source, phone.expires, state, phone.place())


def owned(found: Iterable[Status], owner: str) -> tuple[list[SettingRow], list[Due]]:
    """(settings, other days) that belong to an owner: any part of the name, in small or capital letters."""
    statuses = tuple(found)
    settings = [row for each in statuses for row in each.settings if owner.casefold() in row.owner.casefold()]
    dues = {due: None for each in statuses for due in each.dues if owner.casefold() in due.owner.casefold()}
    return list(dict.fromkeys(settings)), [due for due in dues if due.kind != "setting"]


# --- as data ---------------------------------------------------------------------------------------------------------


def as_dict(each: Status) -> dict[str, Any]:
    """The same for other programs."""
    last = each.signed.last
    return {
        "procedure": each.procedure,
        "title": each.title,
        "language": each.language,
        "today": str(each.today),
        "sign_off": {
            "state": each.signed.state,
            **(last.model_dump(mode="json", include=TOLD_OF_SIGN_OFF) if last else {}),
            "changed": [problem.as_dict() for problem in each.signed.changed],
        },
        "dues": [due_dict(due, each.today) for due in each.dues],
        "unconfirmed_sources": list(each.unconfirmed),
        "settings": [setting_dict(row) for row in each.settings],
        "no_reason": [{**row._asdict(), "place": row.place._asdict()} for row in each.reasonless],
        "not_written": [problem.as_dict() for problem in each.gaps],
        "translation": each.translation and each.translation._asdict(),
    }


def due_dict(due: Due, today: date) -> dict[str, Any]:
    """One day as data."""
    return {**due._asdict(), "day": str(due.day), "state": due.state(today), "place": due.place._asdict()}


def setting_dict(row: SettingRow) -> dict[str, Any]:
    """One setting as data."""
    return {**row._asdict(), "expires": row.expires and str(row.expires), "place": row.place._asdict()}
