"""Sign-offs: which clinician read which words, and whether they still hold. Pure; `registers` reads them.

A sign-off holds while a reader of its language reads what the clinician read, until its last day. It is kept with all
that was read, so that anybody can see what has changed since.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from build_tools.content import names
from build_tools.content.model import Approval, Clinic, Id, ProcedureInfo
from build_tools.content.procedure import LONGEST_TERM
from build_tools.languages import catalog as catalogs
from build_tools.records.sealed import Day, Hex, LanguageCode, RecordFolder, Sealed, sealed
from build_tools.records.snapshot import Snapshot, digest
from build_tools.records.version_control import LONGEST_AUTHOR

SOURCE = "en"
"""The language from which all others are translated."""
PLAIN = r"^[^\x00-\x1f\x7f<>{}\[\]]+$"
LONGEST_NAME, LONGEST_REASON = 80, 300  # letters
Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_NAME), AfterValidator(names.name)]
Reason = Annotated[
    str,
    StringConstraints(pattern=PLAIN, strip_whitespace=True, max_length=LONGEST_REASON),
    AfterValidator(names.reason),
]
Author = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_AUTHOR)]


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
    english_digest: Hex | None = None
    """Of a translation: the digest of the English beside which it was read."""
    english: Snapshot | None = None
    """That English."""
    checked_by: Name | None = None
    """Of a translation: the translator who had read all of it beside the English."""
    author: Author | None = None
    """Whom Git named as the author when it was written; None where there is no Git."""

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
        if self.digest != digest(self.read, procedure=self.procedure, language=self.language):
            return "the digest does not belong to the words here"
        if self.english and self.english_digest != digest(self.english, procedure=self.procedure, language=SOURCE):
            return "the digest of the English does not belong to the words here"
        return "no sign-off holds longer than 3 years" if self.until - self.signed > LONGEST_TERM else ""

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
        entries, before = self.of(language), self._before(language)
        answered = set[str]().union(*(before[entry.seal] for entry in entries if not entry.withdrawn))
        found = (*entries, *(entry for entry in entries if entry.withdrawn and entry.seal not in answered))
        return found[-1] if found else None

    def same_words(self, last: SignOff) -> tuple[SignOff, ...]:
        """The sign-offs of the words of `last` that know of every withdrawal, each signer's newest one; and `last`."""
        before = self._before(last.language)
        withdrawn = {entry.seal for entry in self.withdrawals(last.language)}
        known = (entry for entry in self.of(last.language) if not entry.withdrawn and withdrawn <= before[entry.seal])
        same = (last.digest, last.english_digest)
        found = {entry.name: entry for entry in known if (entry.digest, entry.english_digest) == same}
        return tuple({**found, last.name: last}.values())

    def _before(self, language: str) -> dict[str, set[str]]:
        """By seal, the seals of all that its writer knew of."""
        found = dict[str, set[str]]()
        for entry in self.of(language):
            found[entry.seal] = {*entry.follows}.union(*(found[seal] for seal in entry.follows))
        return found

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


def how_to_sign(clinic: Clinic, procedure: str, language: str) -> str:
    """What is to be done that a procedure counts as signed in a language, with the command as it is typed."""
    is_own = language == catalogs.tag(clinic.locale)
    which = "" if is_own else f" --language {language}"
    return f"have a clinician read it all, then run: leaflets sign-off {procedure}{which}"


def objection(entry: SignOff, clinic: Clinic, info: ProcedureInfo) -> str:
    """Why a sign-off counts for nothing, in words: the same whether it is about to be written or lies there already."""
    if entry.language != SOURCE and not (entry.english and entry.checked_by):
        return "it does not say beside which English the translation was read, and who checked it"
    may = {signer.name: signer for signer in clinic.signers_of(entry.procedure, entry.language)}
    if entry.name not in may:
        return f"{entry.name} is no signer of `{entry.procedure}` in the language {entry.language}"
    last_day = may[entry.name].until
    if last_day and entry.signed > last_day:
        return f"{entry.name} could sign until {last_day}, and this is of {entry.signed}"
    return f"it is of {entry.signed}, before the words were written" if entry.signed < info.written else ""


def signed(
    register: Register,
    procedure: str,
    approval: Approval,
    read: Snapshot,
    author: str | None = None,
    beside: tuple[Snapshot, str] | None = None,
) -> SignOff:
    """A new sign-off, written by `author`, whom Git names; of a translation `beside` which English, checked by whom."""
    given = {name: value for name, value in vars(approval).items() if name != "also"}
    given |= {"procedure": procedure, "confirms": tuple(sorted(approval.confirms)), "read": read, **_by(author)}
    given["digest"] = digest(read, procedure=procedure, language=approval.language)
    if beside:
        english, checked_by = beside
        given |= {"english": english, "english_digest": digest(english, procedure=procedure, language=SOURCE)}
        given["checked_by"] = checked_by
    return sealed(SignOff.model_validate(given), register.entries)


def withdrawn(
    register: Register, last: SignOff, who: tuple[str, str], day: date, reason: str, author: str | None = None
) -> SignOff:
    """A record that takes back the sign-off `last`: by `who` (name, role), on a day, and why."""
    kept = last.model_dump(exclude={"follows", "seal", "author"})
    new = {"name": who[0], "role": who[1], "signed": day, "until": day, "confirms": (), "withdrawn": reason}
    return sealed(SignOff.model_validate({**kept, **new, **_by(author)}), register.entries)


def _by(author: str | None) -> dict[str, str]:
    return {"author": author} if author else {}
