"""How each procedure stands: signed, changed since, ended, withdrawn or never signed. Pure; today is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from build_tools.content.model import Approval, Procedure, Project
from build_tools.guide import build, walk
from build_tools.guide.records import Guide, Section
from build_tools.languages.catalog import Catalog
from build_tools.problems import Place, Problem
from build_tools.records import clinical
from build_tools.records.change_words import fact_names, headline
from build_tools.records.changes import Change, changes
from build_tools.records.sign_off import Register, SignOff, folder
from build_tools.records.snapshot import Snapshot, digest

State = Literal["signed", "changed", "ended", "withdrawn", "unsigned"]
SIGN = "have a clinician read it all, then run: leaflets sign-off {procedure}"


@dataclass(frozen=True)
class SignedState:
    """How the sign-off of one procedure stands in one language."""

    procedure: str
    language: str
    state: State
    last: SignOff | None
    changed: tuple[Problem, ...] = ()
    """Each thing that is not as the clinician read it, where it stands now."""

    @property
    def approval(self) -> Approval | None:
        """What readers are told; None for a draft."""
        return self.last.approval if self.last and self.state == "signed" else None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why it must not go out as approved."""
        place, hint = Place(f"docs/content/{self.procedure}/procedure.yaml"), SIGN.format(procedure=self.procedure)
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
        return self.changed


def signed_state(
    project: Project, procedure: Procedure, catalog: Catalog, register: Register, today: date
) -> SignedState:
    """How a procedure stands in the catalog's language."""
    language = str(catalog.locale.language)
    last = register.last(language)
    if not last:
        return SignedState(procedure.id, language, "unsigned", None)
    if last.withdrawn:
        return SignedState(procedure.id, language, "withdrawn", last)
    guide = build.of(project, procedure, catalog)
    now = clinical.read(project, procedure, guide)
    if digest(now, procedure=procedure.id, language=language) != last.digest:
        changed = tuple(sorted(set(_changed(project, procedure, guide, last, now))))
        return SignedState(procedure.id, language, "changed", last, changed)
    return SignedState(procedure.id, language, "signed" if today <= last.until else "ended", last)


# --- what has changed, and where it stands ---------------------------------------------------------------------------


def _changed(project: Project, procedure: Procedure, guide: Guide, last: SignOff, read: Snapshot) -> Iterator[Problem]:
    names = fact_names(project, procedure.id, guide.resolver.catalog)
    parts = clinical.signed(project, procedure, guide).sections
    for change in changes(last.read, read, names):
        was, now = (f"`{words}`" if words else "nothing" for words in (change.old, change.new))
        message = headline(change, guide.resolver.catalog)
        message += f": was {was}, is {now}" if change.old or change.new else ""
        hint = f"{last.name} signed it on {last.signed}; {SIGN.format(procedure=procedure.id)}"
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
