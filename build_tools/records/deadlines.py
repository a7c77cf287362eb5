"""Every day by which somebody must look again: reviews, clinics' settings, sources, sign-offs. Pure; today is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import chain
from typing import Literal, NamedTuple

from build_tools.content import own
from build_tools.content.model import Approval, Clinic, Procedure, Project
from build_tools.guide import walk
from build_tools.messages import messages
from build_tools.problems import Place, Problem
from build_tools.records.sign_off import how_to_sign

SOON = timedelta(days=60)
PHONE_NUMBER = messages("the phone number “{name}”")
Kind = Literal["review", "sign-off", "setting", "source"]
State = Literal["later", "soon", "overdue"]


class Due(NamedTuple):
    """Something to look at again by a day; on that day itself it still holds."""

    day: date
    procedure: str
    kind: Kind
    id: str
    """Of the setting's fact or of the source; else of the procedure, for a sign-off with its language."""
    what: str
    """As people call it, such as "how long you lie flat"."""
    owner: str
    """The role or team; nothing where nobody is named."""
    place: Place

    def state(self, today: date) -> State:
        """How it stands on a day."""
        if today > self.day:
            return "overdue"
        return "soon" if self.day - today <= SOON else "later"


def all_dues(project: Project, approvals: Mapping[str, Approval | None]) -> tuple[Due, ...]:
    """Everything of all procedures, the next day first; `approvals` are the sign-offs that hold, by procedure."""
    found = (of_procedure(project, each, approvals.get(each.id)) for each in project.procedures)
    return tuple(sorted(chain.from_iterable(found)))


def of_procedure(project: Project, procedure: Procedure, approval: Approval | None) -> tuple[Due, ...]:
    """Everything of one procedure, the next day first; `approval` is the sign-off that holds, if there is one."""
    phones, sources = (phone.id for phone in project.clinic.phones), own.used_sources(project, procedure)
    held = _held(project, procedure, procedure.facts.facts, phones, sources)
    ends = [_sign_off(procedure, approval)] if approval else []
    return tuple(sorted([_review(procedure), *ends, *held]))


def shown(project: Project, procedure: Procedure, part: object) -> tuple[Due, ...]:
    """The settings, phones and sources that stand in a part of the procedure's guide, the next day first."""
    lines = tuple(walk.lines(part))
    spans = [span for line in lines for span in line.spans]
    facts = {span.id for span in spans if span.kind == "value"}
    facts |= {id for line in lines if line.when for id in (line.when.fact, line.when.ends) if id}
    phones = {span.id for span in spans if span.kind == "phone"}
    sources = {id for line in lines for id in line.sources}
    return tuple(sorted(_held(project, procedure, facts, phones, sources)))


def problems(clinic: Clinic, dues: tuple[Due, ...], today: date) -> tuple[list[Problem], list[Problem]]:
    """(what is overdue, what will be within 60 days)."""
    late = [_problem(clinic, due, "overdue", "was due on") for due in dues if due.state(today) == "overdue"]
    soon = [_problem(clinic, due, "due-soon", "is due on") for due in dues if due.state(today) == "soon"]
    return late, soon


# What it is called, and what to do about it.
KINDS: dict[Kind, tuple[str, str]] = {
    "review": ("the review of", "read all of it again, then set `review` to a later day"),
    "sign-off": ("the sign-off of", "{sign}"),
    "setting": ("the review of", "ask {owner} whether it still holds, then set `expires` to a later day"),
    "source": ("the source", "look whether it still holds, then set `expires` to a later day"),
}


def _problem(clinic: Clinic, due: Due, code: str, when: str) -> Problem:
    name, hint = KINDS[due.kind]
    message = f"{name} `{due.id}` {when} {due.day} ({due.procedure})"
    signed = due.id.removeprefix(f"{due.procedure}-")
    sign = how_to_sign(clinic, due.procedure, signed) if due.kind == "sign-off" else ""
    return Problem(due.place, code, message, hint.format(sign=sign, owner=due.owner or "somebody who knows"))


def _review(procedure: Procedure) -> Due:
    info = procedure.info
    return Due(info.review, procedure.id, "review", procedure.id, info.title, info.owner or "", info.place("review"))


def _sign_off(procedure: Procedure, approval: Approval) -> Due:
    id = f"{procedure.id}-{approval.language}"  # each language has its own
    owner, info = approval.who, procedure.info
    return Due(approval.until, procedure.id, "sign-off", id, info.title, owner, info.place())


def _held(
    project: Project, procedure: Procedure, facts: Iterable[str], phones: Iterable[str], sources: Iterable[str]
) -> Iterator[Due]:
    """Those of these that hold only until a day; of facts those that the clinic has set."""
    clinic, settings = project.clinic, project.clinic.settings.get(procedure.id, {})
    for id in settings.keys() & facts:
        setting, what = settings[id], procedure.facts.facts[id].what
        yield Due(setting.expires, procedure.id, "setting", id, what, setting.owner, setting.place("expires"))
    for phone in map(clinic.phone, phones):
        if phone.expires:
            what, place = PHONE_NUMBER.format(name=phone.name), phone.place("expires")
            yield Due(phone.expires, procedure.id, "setting", f"phone_{phone.id}", what, phone.owner or "", place)
    for id in sources:
        source = project.sources.sources[id]
        if source.expires:
            place = source.place("expires")
            yield Due(source.expires, procedure.id, "source", id, source.title, source.owner or "", place)
