"""Files of records that nobody edits by hand, such as the ledger: one line of JSON for each record.

Each line seals its own content, so a change by hand is found where it was made. The last line counts and seals all
lines, so one that is missing or moved is found, and a file that was cut short.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, NamedTuple, TypeVar

from pydantic import BeforeValidator, Field, StringConstraints

from build_tools.records.snapshot import Plain, canonical


def _iso(value: object) -> object:
    """pydantic would take seconds since 1970 for a day as well."""
    if isinstance(value, date) or (isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)):
        return value
    raise ValueError("not a day such as 2027-05-31")


Day = Annotated[date, BeforeValidator(_iso)]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}([_-][A-Za-z]{2,4})*$")]
Hex = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
UNSEALED = "0" * 64


class Sealed(Plain):
    """One line of such a file."""

    seal: Hex = Field(default=UNSEALED)
    """The digest of all the rest of the line."""


S = TypeVar("S", bound=Sealed)


class Form(NamedTuple):
    """Which file it is, and what a user is told who finds it damaged."""

    path: str
    """Relative to the project."""
    name: str
    restore: str
    """How to get the last good one back."""
    merge: str
    """How to finish a Git merge in which both sides had added lines."""


def with_seal(record: S) -> S:
    """The same record, sealed."""
    return record.model_copy(update={"seal": seal(record.model_dump(mode="json"))})


def seal(line: dict[str, Any]) -> str:
    """The digest of a line without its own seal."""
    return hashlib.sha256(canonical({key: value for key, value in line.items() if key != "seal"})).hexdigest()


def seal_of_all(seals: Iterable[str]) -> str:
    """The digest of all seals in their order."""
    return hashlib.sha256("\n".join(seals).encode()).hexdigest()
