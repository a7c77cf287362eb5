"""Records that nobody edits by hand, such as releases: each is one small file of JSON in a folder of its kind. Pure.

A record seals its own content, so a change by hand is found. Its file is called after its day and its seal, so no two
records want the same file, and branches merge without a conflict. It names the records that were newest when it was
written, as a commit names its parents: so their order survives every merge, and one that is gone is found as long as a
later one names it. That the newest one is gone, no seal can tell, but Git can (`version_control.py`).
"""

from __future__ import annotations

import hashlib
import json
import re
from abc import abstractmethod
from collections.abc import Iterable, Iterator
from datetime import date
from graphlib import TopologicalSorter
from typing import Annotated, NamedTuple, TypeVar

from pydantic import BeforeValidator, StringConstraints

from build_tools.problems import Place, Problem
from build_tools.records.snapshot import Plain, canonical


def _iso(value: object) -> object:
    """pydantic would take seconds since 1970 for a day as well."""
    if isinstance(value, date) or (isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)):
        return value
    raise ValueError("not a day such as 2027-05-31")


Day = Annotated[date, BeforeValidator(_iso)]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}([_-][A-Za-z]{2,4})*$")]
Hex = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Sealed(Plain):
    """One record."""

    follows: tuple[Hex, ...] = ()
    """The seals of the newest records about the same when this one was written; several after a merge."""
    seal: Hex = "0" * 64
    """The digest of all the rest."""

    @property
    @abstractmethod
    def about(self) -> tuple[str, ...]:
        """What it is a record of; only records of the same follow each other."""

    @property
    @abstractmethod
    def day(self) -> date:
        """When it was written; never before what it follows."""

    @property
    @abstractmethod
    def label(self) -> str:
        """What the name of its file tells besides."""

    @property
    def misfit(self) -> str:
        """What in it does not fit together, in words; nothing where all does."""
        return ""

    @property
    def own_seal(self) -> str:
        """What its seal must be."""
        data = self.model_dump(mode="json", exclude={"seal"}, exclude_unset=True)
        return hashlib.sha256(canonical(data)).hexdigest()

    @property
    def text(self) -> str:
        """Its file. Fields that it does not have, because they are younger, stay away: so it keeps its seal."""
        data = self.model_dump(mode="json", exclude_unset=True)
        return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    @property
    def file_name(self) -> str:
        return f"{self.day}-{self.label}-{self.seal[:8]}.json"


S = TypeVar("S", bound=Sealed)


class RecordFolder(NamedTuple):
    """Where records of one kind lie."""

    path: str
    """Relative to the project."""
    kind: str
    """What one of them is called."""
    before: str
    """The one file that held all of them in older projects."""

    def place(self, record: Sealed) -> Place:
        """The file of a record."""
        return Place(f"{self.path}/{record.file_name}")

    def restore(self, path: str) -> str:
        """How to get the last good one back."""
        return f"nobody edits a {self.kind} by hand; take it back from version control: git checkout HEAD -- {path}"


def sealed(record: S, before: Iterable[S] = ()) -> S:
    """The record behind the newest ones about the same, with its seal."""
    follows = tuple(sorted(each.seal for each in newest(each for each in before if each.about == record.about)))
    record = record.model_copy(update={"follows": follows})
    return record.model_copy(update={"seal": record.own_seal})


def newest(records: Iterable[S]) -> tuple[S, ...]:
    """Those that no other one follows."""
    found = tuple(records)
    followed = {seal for record in found for seal in record.follows}
    return tuple(record for record in found if record.seal not in followed)


def in_order(records: Iterable[S]) -> tuple[S, ...]:
    """By day; within a day each behind what it follows, and those side by side by seal: the same on every machine."""
    known = {record.seal: record for record in sorted(records, key=lambda record: record.seal)}
    order = TopologicalSorter({seal: record.follows for seal, record in known.items()}).static_order()
    return tuple(sorted((known[seal] for seal in order), key=lambda record: record.day))


def gone(records: Iterable[Sealed], folder: RecordFolder) -> Iterator[Problem]:
    """Records that a later one follows and that are not there, and those that follow one of a later day."""
    found = tuple(records)
    days = {(record.about, record.seal): record.day for record in found}
    for record in found:
        place, before = folder.place(record), [days.get((record.about, seal)) for seal in record.follows]
        for seal in (seal for seal, day in zip(record.follows, before, strict=True) if not day):
            message = f"the {folder.kind} before this one is missing; its file ends with -{seal[:8]}.json"
            yield Problem(place, "sealed-missing", message, folder.restore(folder.path))
        last = max(filter(None, before), default=record.day)
        if record.day < last:
            message = f"{record.day} is before {last}, the day of the {folder.kind} that this one follows"
            yield Problem(place, "sealed-date", message, folder.restore(place.path))


def to_come(records: Iterable[Sealed], today: date, folder: RecordFolder) -> Iterator[Problem]:
    """Nobody has written a record of a day that has not come."""
    for record in (record for record in records if record.day > today):
        message = f"this {folder.kind} is of {record.day}, and today is {today}"
        hint = f"set the clock of this computer right; if that {folder.kind} has a wrong day, make it anew"
        yield Problem(folder.place(record), "sealed-date", message, hint)
