"""What one clinic sets for itself: clinic.yaml."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, Strict, StringConstraints

from build_tools.content.record import (
    LOCALE,
    PHONE,
    TIME_ZONE,
    WEBSITE,
    Date,
    FactId,
    FileName,
    Id,
    Paper,
    PhoneId,
    Record,
    Whole,
    Words,
)


class Phone(Record):
    """A phone number as the reader dials it, and when somebody answers."""

    number: Annotated[str, StringConstraints(pattern=PHONE, max_length=24)]
    when: Words
    owner: Words | None = None
    """The role or team that answers for it."""
    source: Words | None = None
    """Where the clinic has it from."""
    expires: Date | None = None
    """The day by which somebody must have called it."""


class Phones(Record):
    """All three are needed: a leaflet without a phone number must not go out."""

    day: Phone
    night: Phone
    emergency: Phone

    def __getitem__(self, phone: PhoneId) -> Phone:
        found: Phone = getattr(self, phone)
        return found


class Setting(Record):
    """What this clinic does, for one fact that clinics set."""

    value: Whole
    owner: Words
    """The role or team that answers for it."""
    source: Words
    """The local rule it comes from."""
    expires: Date


class Clinic(Record):
    """clinic.yaml: what one clinic sets for itself."""

    name: Words
    sample: Annotated[bool, Strict()]
    """true: an invented clinic; every page and leaflet says so."""
    address: Words
    website: Annotated[str, StringConstraints(pattern=WEBSITE, max_length=200)]
    paper: Paper
    locale: Annotated[str, StringConstraints(pattern=LOCALE)]
    """Language and country, such as en_US: how dates and numbers are written."""
    time_zone: Annotated[str, StringConstraints(pattern=TIME_ZONE, max_length=40)]
    """Whose clocks the times of the personal plan are, such as America/New_York."""
    paid_by: Words
    """Who paid for this information."""
    logo: FileName | None = None
    """A picture in docs/content/clinic, such as logo.svg; it stands before the clinic's name."""
    phones: Phones
    settings: dict[Id, dict[FactId, Setting]] = Field(default={})
    """By procedure, then by fact."""
    to_decide: dict[Id, dict[FactId, Words]] = Field(default={})
    """By procedure, then by fact: the role or team that has still to decide a number."""
