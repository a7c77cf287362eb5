"""What one clinic sets for itself: clinic.yaml."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, Strict, StringConstraints

from build_tools.content import names
from build_tools.content.record import (
    EMAIL,
    LANGUAGE,
    LOCALE,
    PHONE,
    TIME_ZONE,
    WEBSITE,
    Amount,
    Date,
    FactId,
    FileName,
    Id,
    Paper,
    PhoneId,
    Record,
    Words,
)

EMERGENCY = "emergency"
PersonName = Annotated[
    str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True), AfterValidator(names.name)
]


class Phone(Record):
    """A phone number as the reader dials it, and when somebody answers."""

    id: PhoneId
    """Such as day or ward; `{phone_ward}` stands for the number in words."""
    name: Words
    """As readers find it, such as By day or Ward."""
    number: Annotated[str, StringConstraints(pattern=PHONE, max_length=24)]
    when: Words
    """When somebody answers, such as nights and weekends."""
    owner: Words | None = None
    """The role or team that answers for it."""
    source: Words | None = None
    """Where the clinic has it from."""
    expires: Date | None = None
    """The day by which somebody must have called it."""


class Setting(Record):
    """What this clinic does, for one fact that clinics set."""

    value: Amount
    """A whole number, without its unit; or a time of day, such as 22:00."""
    owner: Words
    """The role or team that answers for it."""
    source: Words
    """The local rule it comes from."""
    expires: Date


class Signer(Record):
    """A clinician who may sign for this clinic."""

    together: ClassVar[str] = "write it in letters, such as Dr Ada Example or Consultant radiologist"

    name: PersonName
    """As it stands on pages and leaflets that they have signed."""
    role: PersonName
    email: Annotated[str, StringConstraints(pattern=EMAIL, max_length=120)]
    """By which a sign-off and the author that Git names can be compared; no reader sees it."""
    procedures: tuple[Id, ...] = ()
    """What they may sign; everything, where none is named."""
    languages: tuple[Annotated[str, StringConstraints(pattern=LANGUAGE)], ...] = ()
    """The languages that they read, such as es; every one, where none is named."""
    until: Date | None = None
    """The last day on which they may sign. What they signed until then holds, so nobody who leaves is taken out."""


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
    phones: tuple[Phone, ...] = Field(min_length=1)
    """Every number that readers may call, in the order in which they find them. `day`, `night` and `emergency` must be
    among them: the levels of getting help name them."""
    signers: tuple[Signer, ...] = ()
    """Everybody who may sign; nobody else can. None: nothing can be signed."""
    must_sign: Annotated[int, Strict(), Field(ge=1, le=5)] = 1
    """How many of them must have signed the same words before these count as approved."""
    settings: dict[Id, dict[FactId, Setting]] = Field(default={})
    """By procedure, then by fact."""
    to_decide: dict[Id, dict[FactId, Words]] = Field(default={})
    """By procedure, then by fact: the role or team that has still to decide a number."""

    def phone(self, id: str) -> Phone:
        """The phone of an id. Raises KeyError where there is none."""
        return {phone.id: phone for phone in self.phones}[id]

    def has(self, ids: Iterable[str]) -> bool:
        """Whether there is a phone for each id."""
        return {phone.id for phone in self.phones}.issuperset(ids)

    def signers_of(self, procedure: str, language: str) -> tuple[Signer, ...]:
        """Who may sign a procedure in a language, such as es."""
        return tuple(
            signer
            for signer in self.signers
            if procedure in (signer.procedures or [procedure]) and language in (signer.languages or [language])
        )

    def listed(self, ids: Iterable[str] | None = None) -> tuple[Phone, ...]:
        """The phones that are named, in that order; all of them where none are."""
        return self.phones if ids is None else tuple(map(self.phone, ids))

    def emergency_first(self) -> tuple[Phone, ...]:
        """All of them as pages show them: who needs help now must not look for the number among others."""
        return tuple(sorted(self.phones, key=lambda phone: phone.id != EMERGENCY))
