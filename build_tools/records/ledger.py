"""The ledger: every edition code ever released, in order, and what can be told from it. Pure; `ledger_file` reads it.

A text that comes back (A, then B, then A again) is released again: A stands in the ledger twice, with both dates. The
newest entry of a leaflet, language and size is always the current one, and the dates say what was current when.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from typing import Annotated, NamedTuple

from pydantic import StringConstraints

from build_tools.content.model import Id
from build_tools.problems import Place, Problem, ProblemsFound
from build_tools.records.sealed import Day, Form, Hex, LanguageCode, Sealed, with_seal
from build_tools.records.snapshot import CODE, Current, Snapshot

PATH = "leaflets/ledger.jsonl"
FORM = Form(
    PATH,
    "ledger",
    restore=f"nobody edits the ledger by hand; take it back from version control: git checkout -- {PATH}",
    merge="run `leaflets release --merge`, which keeps the entries of both sides",
)


class Sheet(NamedTuple):
    """Which sheet of paper it is; of these, one code at a time is current."""

    procedure: str
    leaflet: str
    language: str
    size: str


class Entry(Sealed):
    """One line of the ledger."""

    code: Annotated[str, StringConstraints(pattern=f"^{CODE.pattern}$")]
    procedure: Id
    leaflet: Id
    language: LanguageCode
    size: Id
    released: Day
    digest: Hex
    said: Snapshot

    @property
    def sheet(self) -> Sheet:
        """Which sheet this is a release of."""
        return Sheet(self.procedure, self.leaflet, self.language, self.size)


def _never(entry: Entry) -> None:
    """Nobody has taken back a sign-off."""


@dataclass(frozen=True)
class Ledger:
    """Every release, the oldest first."""

    entries: tuple[Entry, ...] = ()
    taken_back: Callable[[Entry], date | None] = field(default=_never, compare=False, repr=False)
    """The day on which a clinician took back the approval of a release; None where nobody did."""

    def newest(self) -> dict[Sheet, Entry]:
        """The current release of each sheet."""
        return {entry.sheet: entry for entry in self.entries}

    def history(self, sheet: Sheet) -> tuple[Entry, ...]:
        """All releases of one sheet, the oldest first."""
        return tuple(entry for entry in self.entries if entry.sheet == sheet)


def sheet_of(current: Current) -> Sheet:
    """Which sheet a leaflet of the present source is."""
    return Sheet(current.procedure, current.leaflet, current.language, current.size)


# --- releasing -------------------------------------------------------------------------------------------------------


def released(ledger: Ledger, editions: Iterable[Current], today: date) -> Ledger:
    """The ledger with every edition in it; what is current already is not added again.

    Raises ProblemsFound for a code that two texts share, and for a day before the last release.
    """
    present = sorted(editions, key=sheet_of)
    newest = ledger.newest()
    new = [now for now in present if sheet_of(now) not in newest or newest[sheet_of(now)].digest != now.digest]
    problems = [*collisions(ledger, present), *(_too_early(ledger, today) if new else ())]
    if problems:
        raise ProblemsFound(problems)
    return Ledger((*ledger.entries, *(_entry(now, today) for now in new)))


def collisions(ledger: Ledger, editions: Iterable[Current]) -> Iterator[Problem]:
    """Codes that stand for another text already: a reader could not tell the two sheets apart."""
    taken = {entry.code: entry.digest for entry in ledger.entries}
    for now in sorted(editions, key=sheet_of):
        if taken.setdefault(now.code, now.digest) != now.digest:
            message = f"the edition code {now.code} of {' '.join(sheet_of(now))} belongs to another text already"
            hint = "by chance two texts have the same code: change one word of this leaflet, such as its `purpose`"
            yield Problem(now.place, "same-code", message, hint)


def _too_early(ledger: Ledger, today: date) -> Iterator[Problem]:
    last = max((entry.released for entry in ledger.entries), default=today)
    if today < last:
        message = f"the last release was on {last}, after today, {today}"
        yield Problem(Place(PATH, len(ledger.entries)), "release-date", message, "set the clock of this computer right")


def _entry(now: Current, today: date) -> Entry:
    entry = Entry(**sheet_of(now)._asdict(), code=now.code, released=today, digest=now.digest, said=now.said)
    return with_seal(entry)


# --- merging ---------------------------------------------------------------------------------------------------------


def merged(ours: Ledger, theirs: Ledger) -> Ledger:
    """Both copies of a ledger in one, by date, theirs after ours. No release is lost; what both have stands once.

    Where two entries of a sheet that follow each other have the same code, the earlier one says it all.
    """
    kept: list[Entry] = []
    last: dict[Sheet, str] = {}
    for entry in sorted(_union(ours.entries, theirs.entries), key=lambda entry: entry.released):
        if last.get(entry.sheet) != entry.code:
            kept.append(entry)
        last[entry.sheet] = entry.code
    return Ledger(tuple(kept))


def _union(ours: tuple[Entry, ...], theirs: tuple[Entry, ...]) -> Iterator[Entry]:
    matcher = SequenceMatcher(None, [e.seal for e in ours], [e.seal for e in theirs], autojunk=False)
    for kind, start, end, from_, to in matcher.get_opcodes():
        yield from ours[start:end]
        yield from () if kind == "equal" else theirs[from_:to]
