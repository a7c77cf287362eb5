"""Rules on who may sign."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import walk
from build_tools.content.model import Project
from build_tools.problems import Problem


def one_signer_each(project: Project) -> Iterator[Problem]:
    """Each signer is listed once, and has an address of their own."""
    signers = project.clinic.signers
    for field in ("name", "email"):
        named = ((getattr(signer, field).casefold(), signer) for signer in signers)
        for again, first in walk.repeated(named):
            message = f"this {field} is listed already, at line {first.place(field).line}"
            yield Problem(again.place(field), "same-signer", message, "keep one entry for each person")


def enough_signers(project: Project) -> Iterator[Problem]:
    """Where anybody may sign a procedure, as many may as must."""
    clinic, language = project.clinic, project.clinic.locale.partition("_")[0]
    for procedure in project.procedures if clinic.signers else ():
        count = len(clinic.signers_of(procedure.id, language))
        if count < clinic.must_sign:
            message = f"{clinic.must_sign} must sign `{procedure.id}` in {language}, and {count} may"
            place = clinic.place("must_sign") if clinic.must_sign > 1 else clinic.place("signers")
            yield Problem(place, "too-few-signers", message, "list more signers, or let fewer be enough")
