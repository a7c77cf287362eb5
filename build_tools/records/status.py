"""How every procedure stands in every language: signed, changed since, what is due, what is still open. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from build_tools.checks.gaps import gaps
from build_tools.columns import aligned
from build_tools.content import own
from build_tools.content.model import Procedure, Project
from build_tools.languages.catalog import Catalog
from build_tools.problems import Place, Problem
from build_tools.records.deadlines import PHONE_NUMBER, Due, of_procedure
from build_tools.records.signed_state import SignedState

TOLD_OF_SIGN_OFF = {"name", "role", "signed", "until", "digest", "withdrawn"}


@dataclass(frozen=True)
class SettingRow:
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

    @property
    def unset(self) -> tuple[SettingRow, ...]:
        """What the clinic has still to set."""
        return tuple(row for row in self.settings if row.state == "unset")

    def due(self, state: str) -> tuple[Due, ...]:
        """What is overdue, or soon will be."""
        return tuple(due for due in self.dues if due.state(self.today) == state)


def status(project: Project, procedure: Procedure, catalog: Catalog, signed: SignedState, today: date) -> Status:
    """A procedure as it stands with this sign-off."""
    confirmed = signed.approval.confirms if signed.approval else frozenset()
    dues = of_procedure(project, procedure, signed.approval)
    used = own.used_sources(project, procedure)
    open_ = tuple(sorted(id for id, source in used.items() if not source.confirmed and id not in confirmed))
    rows = tuple(_settings(project, procedure, catalog, dues, today))
    missing = tuple(gaps(replace(project, procedures=(procedure,))))
    return Status(procedure.id, procedure.info.title, signed.language, signed, today, dues, open_, rows, missing)


def _settings(
    project: Project, procedure: Procedure, catalog: Catalog, dues: tuple[Due, ...], today: date
) -> Iterator[SettingRow]:
    ours, to_decide = project.clinic.settings.get(procedure.id, {}), project.clinic.to_decide.get(procedure.id, {})
    for id, fact in procedure.facts.facts.items():
        setting = ours.get(id)
        if fact.set_by != "clinic":
            continue
        if not setting:
            yield SettingRow(id, fact.what, "", to_decide.get(id, ""), "", None, "unset", fact.place())
            continue
        value = catalog.fact(fact.model_copy(update={"value": setting.value, "low": None, "high": None}))
        due = Due(setting.expires, procedure.id, "setting", id, fact.what, setting.owner, setting.place())
        expires, state = setting.expires, due.state(today)
        yield SettingRow(id, fact.what, value, setting.owner, setting.source, expires, state, setting.place())
    for phone in project.clinic.phones:
        id, what = f"phone_{phone.id}", PHONE_NUMBER.format(name=phone.name)
        owner, source, day = phone.owner or "", phone.source or "", phone.expires
        state = next((due.state(today) for due in dues if due.id == id), "later")
        yield SettingRow(id, what, phone.number, owner, source, day, state, phone.place())


# --- as a table ------------------------------------------------------------------------------------------------------

HEAD = (
    "procedure",
    "language",
    "sign-off",
    "changes",
    "review by",
    "overdue",
    "due soon",
    "unconfirmed",
    "unset",
    "unwritten",
)


def table(found: Iterable[Status]) -> str:
    """A line for each procedure and language, then what is behind the numbers."""
    statuses = tuple(found)
    parts = [aligned([HEAD, *map(_row, statuses)]), *(_details(each) for each in statuses)]
    return "\n\n".join(part for part in parts if part)


def _row(each: Status) -> tuple[str, ...]:
    review = next(due.day for due in each.dues if due.kind == "review")
    counts = (each.due("overdue"), each.due("soon"), each.unconfirmed, each.unset, each.gaps)
    changes = str(len(each.signed.changed)) if each.signed.last else "-"
    return (each.procedure, each.language, _signed(each.signed), changes, str(review), *(str(len(c)) for c in counts))


def _signed(signed: SignedState) -> str:
    if not signed.last:
        return "never signed"
    who = f"{signed.last.name}, {signed.last.role}"
    if signed.state == "signed":
        return f"signed by {who}, until {signed.last.until}"
    if signed.state == "withdrawn":
        return f"withdrawn {signed.last.signed} ({who})"
    return f"changed since {signed.last.signed} ({who})" if signed.state == "changed" else f"ended {signed.last.until}"


def _details(each: Status) -> str:
    lists = {
        "changed since signed": [str(problem).splitlines()[0] for problem in each.signed.changed],
        "overdue": list(map(_due, each.due("overdue"))),
        "due within 60 days": list(map(_due, each.due("soon"))),
        "sources to be confirmed": list(each.unconfirmed),
        "not written yet": [f"{_at(problem.place)}: {problem.message}" for problem in each.gaps],
        "not set by the clinic": [
            f"{row.id}: {row.what}, {row.owner or 'nobody has to decide it'} ({_at(row.place)})" for row in each.unset
        ],
    }
    told = [f"{title}:\n" + "\n".join(f"  {line}" for line in lines) for title, lines in lists.items() if lines]
    return "\n".join([f"{each.procedure}, {each.language}", *told]) if told else ""


def _due(due: Due) -> str:
    owner = f", {due.owner}" if due.owner else ""
    return f"{due.day}  {due.kind} {due.id}: {due.what}{owner} ({_at(due.place)})"


def dates_table(dues: Iterable[Due], today: date) -> str:
    """Every day in order."""
    marks = {"later": "", "soon": "due soon", "overdue": "OVERDUE"}
    head = ("day", "", "procedure", "kind", "what", "owner", "where")
    rows = [
        (str(due.day), marks[due.state(today)], due.procedure, due.kind, due.what, due.owner, _at(due.place))
        for due in dues
    ]
    return aligned([head, *rows])


def _at(place: Place) -> str:
    return f"{place.path}:{place.line}"


# --- for one owner ---------------------------------------------------------------------------------------------------


def owned(found: Iterable[Status], owner: str) -> tuple[list[SettingRow], list[Due]]:
    """(settings, other days) that belong to an owner: any part of the name, in small or capital letters."""
    statuses = tuple(found)
    settings = [row for each in statuses for row in each.settings if owner.casefold() in row.owner.casefold()]
    dues = {due: None for each in statuses for due in each.dues if owner.casefold() in due.owner.casefold()}
    return list(dict.fromkeys(settings)), [due for due in dues if due.kind != "setting"]


def owned_table(found: Iterable[Status], owner: str) -> str:
    """What an owner answers for."""
    settings, dues = owned(found, owner)
    head = ("setting", "value", "expires", "", "owner", "rule", "what", "where")
    rows = [
        (row.id, row.value, str(row.expires or ""), row.state, row.owner, row.source, row.what, _at(row.place))
        for row in settings
    ]
    parts = [aligned([head, *rows])] if rows else []
    parts += ["\n".join(map(_due, dues))] if dues else []
    return "\n\n".join(parts) or f"nothing belongs to an owner whose name has `{owner}` in it"


# --- as data ---------------------------------------------------------------------------------------------------------


def as_dict(each: Status) -> dict[str, Any]:
    """The same for other programs."""
    last = each.signed.last
    return {
        "procedure": each.procedure,
        "title": each.title,
        "language": each.language,
        "today": each.today.isoformat(),
        "sign_off": {
            "state": each.signed.state,
            **(last.model_dump(mode="json", include=TOLD_OF_SIGN_OFF) if last else {}),
            "changed": [problem.as_dict() for problem in each.signed.changed],
        },
        "dues": [due_dict(due, each.today) for due in each.dues],
        "unconfirmed_sources": list(each.unconfirmed),
        "settings": [setting_dict(row) for row in each.settings],
        "not_written": [problem.as_dict() for problem in each.gaps],
    }


def due_dict(due: Due, today: date) -> dict[str, Any]:
    """One day as data."""
    return {**due._asdict(), "day": due.day.isoformat(), "state": due.state(today), "place": due.place._asdict()}


def setting_dict(row: SettingRow) -> dict[str, Any]:
    """One setting as data."""
    expires = row.expires.isoformat() if row.expires else None
    return {**asdict(row), "expires": expires, "place": row.place._asdict()}
