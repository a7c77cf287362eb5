"""Sign-offs: which clinician read which words, and whether they still hold. Pure; `sign_off.file` reads the files.

A sign-off holds while a reader of its language reads what the clinician read, until its last day. It is kept with all
that was read, so that anybody can see what has changed since.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import StringConstraints

from build_tools.content.model import Approval, Id
from build_tools.records.sealed import Day, Form, Hex, LanguageCode, Sealed, with_seal
from build_tools.records.snapshot import Snapshot, digest

PLAIN = r"^[^\x00-\x1f\x7f<>{}\[\]]+$"
LONGEST_NAME, LONGEST_REASON = 80, 300  # letters
Name = Annotated[str, StringConstraints(pattern=PLAIN, strip_whitespace=True, max_length=LONGEST_NAME)]
Reason = Annotated[str, StringConstraints(pattern=PLAIN, strip_whitespace=True, max_length=LONGEST_REASON)]


class SignOff(Sealed):
    """One line of a procedure's sign-off.jsonl: a sign-off, or that the one before was withdrawn."""

    procedure: Id
    language: LanguageCode
    name: Name
    role: Name
    signed: Day
    """The day of this line."""
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
    def approval(self) -> Approval:
        """What readers are told of it."""
        return Approval(self.name, self.role, self.signed, self.until, self.language, frozenset(self.confirms))


@dataclass(frozen=True)
class Register:
    """Every sign-off of one procedure, the oldest first."""

    entries: tuple[SignOff, ...] = ()

    def last(self, language: str) -> SignOff | None:
        """The newest line of a language."""
        return next((entry for entry in reversed(self.entries) if entry.language == language), None)

    def taken_back(self, language: str, released: date) -> date | None:
        """The day on which what was released on a day lost its approval; None where it has it, or never had one.

        A sign-off after that holds for what is released from then on, not for older paper.
        """
        lines = [entry for entry in self.entries if entry.language == language]
        last = max((number for number, entry in enumerate(lines) if entry.withdrawn), default=None)
        if last is None or released > lines[last].signed:
            return None
        is_renewed = any(released >= entry.signed for entry in lines[last + 1 :])
        return None if is_renewed else lines[last].signed

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which anything was ever signed."""
        return tuple(sorted({entry.language for entry in self.entries}))


def form(procedure: str) -> Form:
    """The file of a procedure's sign-offs."""
    path = f"docs/content/{procedure}/sign-off.jsonl"
    restore = f"nobody edits sign-offs by hand; take the file back from version control: git checkout -- {path}"
    return Form(path, "sign-offs", restore, f"keep one side, git checkout --ours -- {path}, and sign the rest again")


def digest_of(read: Snapshot, procedure: str, language: str) -> str:
    """The sha256 of what is read, as 64 hex digits."""
    return digest(read, procedure=procedure, language=language)


def signed(
    register: Register, read: Snapshot, procedure: str, language: str, who: tuple[str, str], days: tuple[date, date],
    confirms: tuple[str, ...],
) -> Register:  # fmt: skip
    """The register with a new sign-off: by `who` (name, role), on the first of two `days`, until the second."""
    entry = SignOff(
        procedure=procedure,
        language=language,
        name=who[0],
        role=who[1],
        signed=days[0],
        until=days[1],
        confirms=confirms,
        digest=digest_of(read, procedure, language),
        read=read,
    )
    return Register((*register.entries, with_seal(entry)))


def withdrawn(register: Register, last: SignOff, who: tuple[str, str], day: date, reason: str) -> Register:
    """The register with a line that takes back the sign-off `last`: by `who` (name, role), on a day, and why."""
    line = {"name": who[0], "role": who[1], "signed": day, "until": day, "confirms": (), "withdrawn": reason}
    entry = SignOff.model_validate({**dict(last), **line})
    return Register((*register.entries, with_seal(entry)))
