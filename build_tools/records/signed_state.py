"""How each procedure stands: signed, changed since, ended, withdrawn or never signed. Pure; today is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from build_tools.content.model import Approval, Clinic, Procedure, Project
from build_tools.guide import build, walk
from build_tools.guide.records import Guide, Section
from build_tools.languages import catalog as catalogs
from build_tools.languages.catalog import Catalog
from build_tools.problems import Place, Problem
from build_tools.records import clinical
from build_tools.records.change_words import fact_names, headline
from build_tools.records.changes import Change, changes
from build_tools.records.sign_off import SOURCE, Register, SignOff, folder, how_to_sign, objection
from build_tools.records.snapshot import Snapshot, digest

State = Literal["signed", "waiting", "changed", "ended", "refused", "withdrawn", "unsigned"]
"""waiting: more must sign the same words. refused: who signed it may not."""


@dataclass(frozen=True)
class SignedState:
    """How the sign-off of one procedure stands in one language."""

    procedure: str
    language: str
    state: State
    sign: str
    """What is to be done that it counts as signed."""
    last: SignOff | None
    changed: tuple[Problem, ...] = ()
    """Each thing that is not as the clinician read it, where it stands now."""
    holding: tuple[SignOff, ...] = ()
    """The sign-offs that hold, of as many people."""
    needed: int = 1
    """How many must sign."""
    objection: str = ""
    """Why what was signed last is refused."""

    @property
    def approval(self) -> Approval | None:
        """What readers are told; None for a draft."""
        if self.state != "signed":
            return None
        *others, last = sorted(self.holding, key=lambda entry: (entry.signed, entry is self.last))
        confirmed = frozenset(id for entry in self.holding for id in entry.confirms)
        also = tuple((entry.name, entry.role) for entry in others)
        until = min(entry.until for entry in self.holding)
        return replace(last.approval, until=until, confirms=confirmed, also=also)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why it must not go out as approved."""
        place, hint = Place(f"docs/content/{self.procedure}/procedure.yaml"), self.sign
        if self.state == "unsigned":
            message = f"no clinician has signed `{self.procedure}` in the language {self.language}"
            return (Problem(place, "not-signed", message, hint),)
        if self.state == "ended" and self.last:
            message = f"the sign-off of `{self.procedure}` by {self.last.name} ended on {self.last.until}"
            return (Problem(place, "sign-off-ended", message, hint),)
        if self.state == "withdrawn" and self.last:
            by = f"by {self.last.name} on {self.last.signed}: {self.last.withdrawn}"
            message = f"the sign-off of `{self.procedure}` was withdrawn {by}"
            return (Problem(place, "sign-off-withdrawn", message, f"mend what was wrong; {hint}"),)
        if self.state == "refused" and self.last:
            hint = f"have somebody sign who is listed under `signers` in clinic.yaml; {hint}"
            return (Problem(folder(self.procedure).place(self.last), "sign-off-refused", self.objection, hint),)
        if self.state == "waiting":
            message = f"{len(self.holding)} of {self.needed} who must sign `{self.procedure}` have signed it"
            return (Problem(place, "not-signed", message, hint),)
        return self.changed


def signed_state(
    project: Project, procedure: Procedure, catalog: Catalog, register: Register, today: date
) -> SignedState:
    """How a procedure stands in the catalog's language."""
    language, sign = catalog.tag, how_to_sign(project.clinic, procedure.id, catalog.tag)
    last = register.last(language)
    if not last:
        return SignedState(procedure.id, language, "unsigned", sign, None)
    if last.withdrawn:
        return SignedState(procedure.id, language, "withdrawn", sign, last)
    guide = build.of(project, procedure, catalog)
    now = clinical.read(project, procedure, guide)
    texts = [(guide, last.read, now)]
    if last.english:
        source = english(project, procedure)
        texts.append((source, last.english, clinical.read(project, procedure, source)))
    others = [text for text in texts if _digest(procedure, *text[::2]) != _digest(procedure, *text[:2])]
    if others:
        changed = {problem for text in others for problem in _changed(project, procedure, last, *text)}
        return SignedState(procedure.id, language, "changed", sign, last, tuple(sorted(changed)))
    return _counted(project.clinic, procedure, register, last, sign, today)


def _digest(procedure: Procedure, guide: Guide, read: Snapshot) -> str:
    return digest(read, procedure=procedure.id, language=guide.language)


def english(project: Project, procedure: Procedure) -> Guide:
    """The words from which a procedure is translated."""
    code = catalogs.local(project.clinic.locale, SOURCE)
    return build.of(project, procedure, catalogs.catalog(project.root, code, project.clinic.place("locale")))


def _counted(
    clinic: Clinic, procedure: Procedure, register: Register, last: SignOff, sign: str, today: date
) -> SignedState:
    """Of words that are as they were read: whether enough people have signed them who may."""
    signed = register.same_words(last)
    listed = tuple(entry for entry in signed if not objection(entry, clinic, procedure.info))
    holding = tuple(entry for entry in listed if today <= min(entry.until, procedure.info.review))
    state: State = "signed" if len(holding) >= clinic.must_sign else "waiting"
    if not holding:
        state = "ended" if listed else "refused"
    why = objection(last, clinic, procedure.info)
    return SignedState(procedure.id, last.language, state, sign, last, (), holding, clinic.must_sign, why)


# --- what has changed, and where it stands ---------------------------------------------------------------------------


def _changed(
    project: Project, procedure: Procedure, last: SignOff, guide: Guide, signed: Snapshot, read: Snapshot
) -> Iterator[Problem]:
    names = fact_names(project, procedure.id, catalogs.english())  # for staff, whatever language has changed
    parts = clinical.signed(project, procedure, guide).sections
    for change in changes(signed, read, names):
        was, now = (f"`{words}`" if words else "nothing" for words in (change.old, change.new))
        message = headline(change, catalogs.english())
        message += f": was {was}, is {now}" if change.old or change.new else ""
        hint = f"{last.name} signed it on {last.signed}; {how_to_sign(project.clinic, procedure.id, last.language)}"
        place = _fact_place(guide, change, names) or _place(parts, change) or Place(folder(procedure.id).path)
        yield Problem(place, "changed-since-signed", message, hint)


def _fact_place(guide: Guide, change: Change, names: dict[str, str]) -> Place | None:
    """Where a number stands: with the clinic, or in facts.yaml."""
    if change.kind != "fact":
        return None
    return next((value.place for id, value in guide.values.items() if names.get(id) == change.what), None)


def _place(parts: tuple[Section, ...], change: Change) -> Place | None:
    """The line that says the new words; else the part in which something changed."""
    here = [part for part in parts if (part.title.text if part.title else "") in change.sections]
    for line in (line for part in here for line in walk.lines(part)):
        if change.new and change.new in " ".join(walk.spoken(line).split()):
            return line.place
    return here[0].place if here else None
