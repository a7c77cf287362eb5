"""Every day by which somebody must look again: reviews, clinics' settings, sources, sign-offs. Pure; today is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from build_tools.content import own
from build_tools.content.labels import LEVELS
from build_tools.content.model import (
    CareCard,
    ChanceRow,
    Clinic,
    Contacts,
    Phone,
    Procedure,
    Project,
    Shown,
    Statement,
)
from build_tools.guide import prose
from build_tools.problems import Place, Problem

SOON = timedelta(days=60)
PHONE_NUMBER = "the phone number “{name}”"
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


def all_dues(project: Project) -> tuple[Due, ...]:
    """Everything of all procedures, the next day first."""
    return tuple(sorted(due for procedure in project.procedures for due in of_procedure(project, procedure)))


def of_procedure(project: Project, procedure: Procedure) -> tuple[Due, ...]:
    """Everything of one procedure, the next day first."""
    facts = procedure.facts.facts
    settings = [id for id in project.clinic.settings.get(procedure.id, {}) if id in facts]
    found = [_review(procedure), *_sign_off(procedure)]
    found += [_setting(project, procedure, id) for id in settings]
    found += _phones(project, procedure, project.clinic.phones)
    found += [due for id in own.used_sources(project, procedure) for due in _source(project, procedure, id)]
    return tuple(sorted(found))


def shown(project: Project, procedure: Procedure, sections: tuple[Shown, ...]) -> tuple[Due, ...]:
    """The settings and sources that stand on one page or leaflet, the next day first."""
    statements = [said for section in sections for block in section.blocks for said in block.statements()]
    settings = project.clinic.settings.get(procedure.id, {})
    facts = sorted({id for said in statements for id in _facts(said) if id in settings})
    sources = sorted({id for said in statements for id in said.sources})
    found = [_setting(project, procedure, id) for id in facts]
    found += _phones(project, procedure, _phones_in(project.clinic, sections))
    return tuple(sorted([*found, *(due for id in sources for due in _source(project, procedure, id))]))


def problems(dues: tuple[Due, ...], today: date) -> tuple[list[Problem], list[Problem]]:
    """(what is overdue, what will be within 60 days)."""
    late = [_problem(due, "overdue", "was due on") for due in dues if due.state(today) == "overdue"]
    soon = [_problem(due, "due-soon", "is due on") for due in dues if due.state(today) == "soon"]
    return late, soon


HINTS: dict[Kind, str] = {
    "review": "read all of it again, then set `review` to a later day",
    "sign-off": "have a clinician read it again: leaflets sign-off {procedure}",
    "setting": "ask {owner} whether it still holds, then set `expires` to a later day",
    "source": "look whether it still holds, then set `expires` to a later day",
}


def _problem(due: Due, code: str, when: str) -> Problem:
    names = {
        "review": "the review of",
        "sign-off": "the sign-off of",
        "setting": "the review of",
        "source": "the source",
    }
    message = f"{names[due.kind]} `{due.id}` {when} {due.day} ({due.procedure})"
    hint = HINTS[due.kind].format(procedure=due.procedure, owner=due.owner or "somebody who knows")
    return Problem(due.place, code, message, hint)


def _review(procedure: Procedure) -> Due:
    info = procedure.info
    return Due(info.review, procedure.id, "review", procedure.id, info.title, info.owner or "", info.place("review"))


def _sign_off(procedure: Procedure) -> Iterator[Due]:
    approval = procedure.standing.approval
    if approval:
        owner = f"{approval.name}, {approval.role}"
        place = procedure.info.place()
        id = f"{procedure.id}-{approval.language}"  # each language has its own
        yield Due(approval.until, procedure.id, "sign-off", id, procedure.info.title, owner, place)


def _setting(project: Project, procedure: Procedure, id: str) -> Due:
    setting, what = project.clinic.settings[procedure.id][id], procedure.facts.facts[id].what
    return Due(setting.expires, procedure.id, "setting", id, what, setting.owner, setting.place("expires"))


def _phones(project: Project, procedure: Procedure, phones: Iterable[Phone]) -> Iterator[Due]:
    for phone in phones:
        if phone.expires:
            id, what, place = f"phone_{phone.id}", PHONE_NUMBER.format(name=phone.name), phone.place("expires")
            yield Due(phone.expires, procedure.id, "setting", id, what, phone.owner or "", place)


def _phones_in(clinic: Clinic, sections: Iterable[Shown]) -> list[Phone]:
    """The numbers that a page or leaflet with these sections gives."""
    blocks = [block for section in sections for block in section.blocks]
    words = [words for block in blocks for each in block.statements() for words in (each.say, each.unset or "")]
    words += [LEVELS[block.level] for block in blocks if isinstance(block, CareCard)]
    listed = {phone.id for block in blocks if isinstance(block, Contacts) for phone in clinic.listed(block.phones)}
    named = {id for each in words for id in prose.phones_in(each)} | listed
    return [phone for phone in clinic.phones if phone.id in named]


def _source(project: Project, procedure: Procedure, id: str) -> Iterator[Due]:
    source = project.sources.sources[id]
    if source.expires:
        owner = source.owner or ""
        yield Due(source.expires, procedure.id, "source", id, source.title, owner, source.place("expires"))


def _facts(said: Statement) -> tuple[str, ...]:
    timing = (said.plan.before, said.plan.after) if said.plan else ()
    named = (*timing, said.fact if isinstance(said, ChanceRow) else None)
    return (*prose.facts_in(said.say), *(id for id in named if id))
