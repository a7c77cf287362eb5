"""What one clinic sets for itself: clinic.yaml."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, ClassVar, Self
from unicodedata import bidirectional

from pydantic import AfterValidator, Field, PrivateAttr, Strict, StringConstraints, model_validator

from build_tools.content import names, phone_number
from build_tools.content.hours import ALWAYS, AnswerHours, week
from build_tools.content.phone_number import Number, Wrong
from build_tools.content.record import (
    COUNTRY,
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
    Level,
    Paper,
    PhoneId,
    Record,
    Words,
)

PersonName = Annotated[
    str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True), AfterValidator(names.name)
]


class Phone(Record):
    """A phone number, when somebody answers, and what readers call it for."""

    id: PhoneId
    """Such as day or ward; `{phone_ward}` stands for the number in words."""
    name: Words
    """As readers find it, such as By day or Ward."""
    number: Annotated[str, StringConstraints(pattern=PHONE, max_length=40)]
    """With its area code, and `ext 2345` behind it where there is an extension; or one such as 911."""
    hours: AnswerHours
    """When somebody answers: always, or a list such as [{days: mon-fri, from: "08:00", to: "17:00"}]."""
    note: Words | None = None
    """What more readers must know of its hours, such as not on public holidays."""
    help: tuple[Level, ...] = ()
    """The levels of getting help at which readers call it, such as [same_day, office_hours]."""
    owner: Words | None = None
    """The role or team that answers for it."""
    source: Words | None = None
    """Where the clinic has it from."""
    expires: Date | None = None
    """The day by which somebody must have called it."""
    _country: str = PrivateAttr("")

    @property
    def read(self) -> Number | Wrong:
        """The number as it can be called in the clinic's country; or why nobody can call it."""
        return phone_number.read(self.number, self._country)

    @property
    def shown(self) -> str:
        """The number as readers see it."""
        return self.read.shown if isinstance(self.read, Number) else self.number

    @property
    def dials(self) -> str:
        """What a `tel:` link dials; nothing where nobody can call it."""
        return self.read.dials if isinstance(self.read, Number) else ""

    @property
    def always_answers(self) -> bool:
        return week(self.hours) == ALWAYS

    @property
    def is_emergency(self) -> bool:
        """Whether readers call it in an emergency."""
        return "emergency" in self.help


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
    country: Annotated[str, StringConstraints(pattern=COUNTRY)]
    """Whose phone numbers they are, as two letters (ISO 3166), such as US, GB or DE."""
    paper: Paper
    locale: Annotated[str, StringConstraints(pattern=LOCALE)]
    """Language and country, such as en_US: how dates and numbers are written."""
    languages: tuple[Annotated[str, StringConstraints(pattern=LANGUAGE)], ...] = ()
    """All languages of the guide, such as [en, es, zh-Hant]; the first one is that of `locale`. As soon as
    the page for help is translated into a further one, those pages and leaflets go out that are. None: that of `locale`
    alone."""
    must_have: dict[Annotated[str, StringConstraints(pattern=LANGUAGE)], tuple[Id, ...]] = Field(default={})
    """By further language, the leaflets without which nothing goes out: `mkdocs build --strict` and `leaflets release`
    refuse while one of them is not ready in that language, or not signed."""
    time_zone: Annotated[str, StringConstraints(pattern=TIME_ZONE, max_length=40)]
    """Whose clocks the times of the personal plan are, such as America/New_York."""
    paid_by: Words
    """Who paid for this information."""
    logo: FileName | None = None
    """A picture in docs/content/clinic, such as logo.svg; it stands before the clinic's name."""
    phones: tuple[Phone, ...] = Field(min_length=1)
    """Every number that readers may call, in the order in which they find them. At each level of getting help there is
    one to call."""
    interpreter: PhoneId | None = None
    """The phone that readers call for an interpreter. None: the one for questions."""
    signers: tuple[Signer, ...] = ()
    """Everybody who may sign; nobody else can. None: nothing can be signed."""
    must_sign: Annotated[int, Strict(), Field(ge=1, le=5)] = 1
    """How many of them must have signed the same words before these count as approved."""
    settings: dict[Id, dict[FactId, Setting]] = Field(default={})
    """By procedure, then by fact."""
    to_decide: dict[Id, dict[FactId, Words]] = Field(default={})
    """By procedure, then by fact: the role or team that has still to decide a number."""

    @model_validator(mode="after")
    def _tell_the_country(self) -> Self:
        for phone in self.phones:
            phone._country = self.country
        return self

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
        return tuple(sorted(self.phones, key=lambda phone: not phone.is_emergency))

    def for_help(self, level: Level) -> tuple[Phone, ...]:
        """Whom to call at a level of getting help: one after the other, until somebody answers at any time."""
        called: list[Phone] = []
        for phone in self.phones:
            answered = week(hours for each in called for hours in each.hours)
            if level in phone.help and week(phone.hours) & ~answered:
                called.append(phone)
        return tuple(called)

    @property
    def address_direction(self) -> str:
        """ltr or rtl: as the first letter of its address runs, whatever the language around it."""
        strong = (kind for kind in map(bidirectional, self.address) if kind in ("L", "R", "AL"))
        return "ltr" if next(strong, "L") == "L" else "rtl"

    @property
    def short_address(self) -> str:
        """The page where people type a code, as short as they can type it."""
        return f"{self.website.removeprefix('https://').rstrip('/')}/c"

    @property
    def for_questions(self) -> Phone:
        """The number that stands on every page."""
        return self.for_help("office_hours")[0]

    @property
    def for_interpreter(self) -> Phone:
        """Whom readers call who need an interpreter."""
        return self.phone(self.interpreter) if self.interpreter else self.for_questions
