"""Sign-offs: which clinician read which words, and whether they still hold. Pure; `registers` reads them.

A sign-off holds while a reader of its language reads what the clinician read, until its last day. It is kept with all
that was read, so that anybody can see what has changed since.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import StringConstraints

from build_tools.content.model import Approval, Id
from build_tools.records.sealed import Day, Hex, LanguageCode, RecordFolder, Sealed, sealed
from build_tools.records.snapshot import Snapshot, digest

PLAIN = r"^[^\x00-\x1f\x7f<>{}\[\]]+$"
LONGEST_NAME, LONGEST_REASON = 80, 300  # letters
Name = Annotated[str, StringConstraints(pattern=PLAIN, strip_whitespace=True, max_length=LONGEST_NAME)]
Reason = Annotated[str, StringConstraints(pattern=PLAIN, strip_whitespace=True, max_length=LONGEST_REASON)]


class SignOff(Sealed):
    """A sign-off of a procedure in one language, or that the one before was withdrawn."""

    procedure: Id
    language: LanguageCode
    name: Name
    role: Name
    signed: Day
    """The day of this record."""
    until: Day
    """The last day on which it holds."""
    confirms: tuple[Id, ...] = ()
    """The sources that were still to be confirmed, and are so by this sign-off."""
    digest: Hex
    read: Snapshot
    """Everything that the clinician read."""
    withdrawn: Reason | None = None
    """Why it was withdrawn; None while it is not."""

    @property
    def about(self) -> tuple[str, ...]:
        return self.procedure, self.language

    @property
    def day(self) -> date:
        return self.signed

    @property
    def label(self) -> str:
        return self.language

    @property
    def misfit(self) -> str:
        fits = self.digest == digest(self.read, procedure=self.procedure, language=self.language)
        return "" if fits else "the digest does not belong to the words here"

    @property
    def approval(self) -> Approval:
        """What readers are told of it."""
        return Approval(self.name, self.role, self.signed, self.until, self.language, frozenset(self.confirms))


@dataclass(frozen=True)
class Register:
    """Every sign-off of one procedure, the oldest first."""

    entries: tuple[SignOff, ...] = ()

    def of(self, language: str) -> tuple[SignOff, ...]:
        """Those of one language."""
        return tuple(entry for entry in self.entries if entry.language == language)

    def last(self, language: str) -> SignOff | None:
        """What counts in a language: a withdrawal that no sign-off follows, on whatever branch; else the newest one."""
        entries, before, answered = self.of(language), dict[str, set[str]](), set[str]()
        for entry in entries:
            before[entry.seal] = {*entry.follows}.union(*(before[seal] for seal in entry.follows))
            answered |= set() if entry.withdrawn else before[entry.seal]
        found = (*entries, *(entry for entry in entries if entry.withdrawn and entry.seal not in answered))
        return found[-1] if found else None

    def withdrawals(self, language: str) -> tuple[SignOff, ...]:
        """Every one of a language, answered or not."""
        return tuple(entry for entry in self.of(language) if entry.withdrawn)

    def taken_back(self, language: str, answered: Collection[str]) -> date | None:
        """The day on which something released lost its approval: of the first withdrawal it does not know of.

        A sign-off after that holds for what is released from then on, not for older paper.
        """
        return next((each.signed for each in self.withdrawals(language) if each.seal not in answered), None)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which anything was ever signed."""
        return tuple(sorted({entry.language for entry in self.entries}))


def folder(procedure: str) -> RecordFolder:
    """Where the sign-offs of a procedure lie."""
    path = f"docs/content/{procedure}"
    return RecordFolder(f"{path}/sign-offs", "sign-off", f"{path}/sign-off.jsonl")


def signed(register: Register, procedure: str, approval: Approval, read: Snapshot) -> SignOff:
    """A new sign-off."""
    given = {**vars(approval), "procedure": procedure, "confirms": tuple(sorted(approval.confirms)), "read": read}
    given["digest"] = digest(read, procedure=procedure, language=approval.language)
    return sealed(SignOff.model_validate(given), register.entries)


def withdrawn(register: Register, last: SignOff, who: tuple[str, str], day: date, reason: str) -> SignOff:
    """A record that takes back the sign-off `last`: by `who` (name, role), on a day, and why."""
    new = {"name": who[0], "role": who[1], "signed": day, "until": day, "confirms": (), "withdrawn": reason}
    return sealed(SignOff.model_validate({**dict(last), **new}), register.entries)
