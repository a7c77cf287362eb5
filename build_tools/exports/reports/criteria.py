"""What the self-check asks: the records of instruments.yaml, which says what they mean."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field, model_validator

from build_tools.content.model import BlockKind, Id, Record, Words

FILE = Path(__file__).with_name("instruments.yaml")


class Sought(Record):
    """Something that a page or leaflet shows."""

    topic: Id | None = None
    holds: tuple[BlockKind, ...] = ()
    says: tuple[str, ...] = ()
    page: dict[str, Any] = Field(default_factory=dict)
    shown_on: tuple[Literal["page", "leaflet", "every leaflet"], ...] = ("page",)

    @property
    def in_words(self) -> str:
        """Such as: `kind: chances` in the section `risks`."""
        if self.page:
            return f"`{yaml.safe_dump(self.page, default_flow_style=True).strip().strip('{}')}`"
        ways = " or ".join([*(f"`kind: {kind}`" for kind in self.holds), *(f"`{{{each}}}`" for each in self.says)])
        return " in ".join(filter(None, [ways, f"the section `{self.topic}`" if self.topic else ""]))


class Criterion(Record):
    """One question, and the one way in which it is answered."""

    id: Id
    asks: Words
    informed_by: tuple[str, ...] = Field(min_length=1)
    section: tuple[Sought, ...] = ()
    rule: tuple[str, ...] = ()
    person: str = ""
    look_at: tuple[Sought, ...] = ()

    @model_validator(mode="after")
    def _answered_in_one_way(self) -> Criterion:
        if [bool(self.section), bool(self.rule), bool(self.person)].count(True) != 1:
            raise ValueError("a question is answered by exactly one of `section`, `rule` and `person`")
        if self.look_at and not self.person:
            raise ValueError("`look_at` goes with `person`")
        return self


class CriteriaGroup(Record):
    """Questions that belong together."""

    title: Words
    criteria: tuple[Criterion, ...] = Field(min_length=1)


class Instruments(Record):
    """The whole file."""

    instruments: dict[str, Words]
    notes: tuple[Words, ...]
    groups: tuple[CriteriaGroup, ...]


@cache
def instruments() -> Instruments:
    """What is asked, and by which instruments."""
    return Instruments.model_validate(yaml.safe_load(FILE.read_text("utf-8")))
