"""The ledger: every edition code ever released, in order, and what can be told from it. Pure; `registers` reads it.

A text that comes back (A, then B, then A again) is released again: A stands in the ledger twice, with both dates. The
newest release of a leaflet, language and size is always the current one, and the dates say what was current when.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import Annotated

from pydantic import StringConstraints

from build_tools.content.model import Id
from build_tools.problems import Problem, ProblemsFound
from build_tools.records.sealed import Day, Hex, LanguageCode, RecordFolder, Sealed, in_order, sealed, to_come
from build_tools.records.sign_off import Register
from build_tools.records.snapshot import CODE, Current, SheetKey, Snapshot, code

FOLDER = RecordFolder("leaflets/released", "release", "leaflets/ledger.jsonl")


class Release(Sealed):
    """One leaflet that may be handed out."""

    code: Annotated[str, StringConstraints(pattern=f"^{CODE.pattern}$")]
    procedure: Id
    leaflet: Id
    language: LanguageCode
    size: Id
    released: Day
    digest: Hex
    said: Snapshot
    answers: tuple[Hex, ...] = ()
    """The seals of the withdrawals that were known when it was released: it is what came after them."""

    @property
    def about(self) -> SheetKey:
        return SheetKey(self.procedure, self.leaflet, self.language, self.size)

    @property
    def day(self) -> date:
        return self.released

    @property
    def label(self) -> str:
        return self.code

    @property
    def misfit(self) -> str:
        own = code(self.digest)
        return "" if own == self.code else f"the digest here belongs to the code {own}, not {self.code}"


@dataclass(frozen=True)
class Ledger:
    """Every release, the oldest first."""

    releases: tuple[Release, ...] = ()
    registers: Mapping[str, Register] = field(default_factory=dict, compare=False, repr=False)
    """The sign-offs, by procedure."""

    def newest(self) -> dict[SheetKey, Release]:
        """The current release of each sheet."""
        return {release.about: release for release in self.releases}

    def history(self, sheet: SheetKey) -> tuple[Release, ...]:
        """All releases of one sheet, the oldest first; the last of those that repeat the one before."""
        found = (release for release in self.releases if release.about == sheet)
        return tuple([*same][-1] for _, same in groupby(found, key=lambda release: release.code))

    def taken_back(self, release: Release) -> date | None:
        """The day on which a clinician took back the approval of a release; None where nobody did."""
        return self._register(release.procedure).taken_back(release.language, release.answers)

    def current_codes(self) -> frozenset[str]:
        """The codes of what may be handed out."""
        return frozenset(release.code for release in self.newest().values() if not self.taken_back(release))

    def since(self, before: Ledger) -> tuple[Release, ...]:
        """The releases that an earlier ledger does not have."""
        known = {release.seal for release in before.releases}
        return tuple(release for release in self.releases if release.seal not in known)

    def is_current(self, now: Current) -> bool:
        """Whether what the source has is what may be handed out."""
        newest = self.newest().get(now.about)
        return newest is not None and newest.digest == now.digest and not self.taken_back(newest)

    def next(self, now: Current, today: date) -> Release:
        """The release of what the source has."""
        withdrawals = self._register(now.procedure).withdrawals(now.language)
        answers = tuple(sorted(each.seal for each in withdrawals))
        which = now.about._asdict()
        release = Release(**which, code=now.code, released=today, digest=now.digest, said=now.said, answers=answers)
        return sealed(release, self.releases)

    def _register(self, procedure: str) -> Register:
        return self.registers.get(procedure, Register())


def released(ledger: Ledger, editions: Iterable[Current], today: date) -> Ledger:
    """The ledger with every edition in it; what is current already is not added again.

    Raises ProblemsFound for a code that two texts share, and for a day before the last release.
    """
    present = tuple(editions)
    new = [now for now in present if not ledger.is_current(now)]
    problems = [*collisions(ledger, present), *(to_come(ledger.releases, today, FOLDER) if new else ())]
    if problems:
        raise ProblemsFound(problems)
    return replace(ledger, releases=in_order((*ledger.releases, *(ledger.next(now, today) for now in new))))


def collisions(ledger: Ledger, editions: Iterable[Current]) -> Iterator[Problem]:
    """Codes that stand for another text already: a reader could not tell the two sheets apart."""
    taken = {release.code: release.digest for release in ledger.releases}
    for now in sorted(editions, key=lambda now: now.about):
        if taken.setdefault(now.code, now.digest) != now.digest:
            message = f"the edition code {now.code} of {' '.join(now.about)} belongs to another text already"
            hint = "by chance two texts have the same code: change one word of this leaflet, such as its `purpose`"
            yield Problem(now.place, "same-code", message, hint)


def doubles(ledger: Ledger) -> Iterator[Problem]:
    """Releases whose code stands for another text already; by chance, on two branches."""
    digests: dict[str, str] = {}
    for release in ledger.releases:
        if digests.setdefault(release.code, release.digest) != release.digest:
            message = f"the code {release.code} stands for another text already"
            hint = "throw this one's paper away, delete this file, change one word of the leaflet and release it again"
            yield Problem(FOLDER.place(release), "same-code", message, hint)
