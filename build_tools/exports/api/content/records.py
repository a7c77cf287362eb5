"""What a document of content holds, beside its topics' blocks."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field, model_validator

from build_tools.content.model import Level, SourceKind, Status
from build_tools.exports.api.content.blocks import Block
from build_tools.exports.api.content.said import Amount, ApiLine, Text, amount
from build_tools.exports.api.record import ApiDocument, ApiRecord, Located
from build_tools.guide.records import Value


class ProcedureAbout(ApiRecord):
    """What it is about."""

    id: str
    name: Text
    """As it stands within a sentence."""
    title: Text
    """As it stands alone."""
    summary: ApiLine | None
    """null: not written yet."""


class AnswersAbout(ApiRecord):
    """Some days of the week, and between which times somebody answers on them."""

    days: tuple[str, ...]
    """Such as `mon`."""
    begins: str
    """Such as `08:00`."""
    ends: str
    """Such as `17:00`. What ends no later than it begins ends on the next day."""


class PhoneAbout(ApiRecord):
    """A phone number, and when somebody answers."""

    id: str
    name: Text
    """Such as `By day`."""
    number: Text
    """As readers see it."""
    dials: str
    """As a `tel:` link has it, such as `+12175550142`, or `911`."""
    levels: tuple[Level, ...]
    """The levels of getting help at which readers call it."""
    when: Text = Field(validation_alias="hours")
    """In words, such as `Monday to Friday, 8 am to 5 pm`."""
    answers: tuple[AnswersAbout, ...]
    """The same as data, in the clinic's time zone."""


class ClinicAbout(ApiRecord):
    """Whose words these are, and whom readers call."""

    name: str
    postal_address: str
    website: str
    sample: bool
    """true: the clinic and its phone numbers are invented."""
    country: str
    """Whose phone numbers they are, as two letters (ISO 3166)."""
    time_zone: str
    phones: tuple[PhoneAbout, ...]


class CareLevel(ApiRecord):
    """What to do at one level of getting help; the care cards tell when."""

    level: Level
    text: ApiLine
    """Such as `Emergency: call 911 now`."""


class PageAbout(Located):
    """A page of the site."""

    id: str
    title: Text
    description: Text
    message: ApiLine | None
    """The one thing that matters most on it, right under its title; null: it has none."""
    topics: tuple[str, ...]
    """Ids of `topics`, in order; none for a page that is made from other data."""
    steps_of: tuple[str, ...]
    """For the personal plan: ids of the topics whose steps it gathers."""
    leaflet: str | None
    """The leaflet that it offers."""


class ApiShown(ApiRecord):
    """A topic on a leaflet."""

    topic: str
    blocks: tuple[int, ...]
    """Which of its blocks, counted from 0."""


class LeafletAbout(ApiRecord):
    """A leaflet: what it shows. Its files stand in leaflets.json."""

    id: str
    title: Text
    purpose: Text
    message: ApiLine | None
    """The one thing that matters most on it, right under its title; null: it has none."""
    sizes: dict[str, tuple[ApiShown, ...]]
    """By the size of print: sizes differ in pictures alone."""


class TopicAbout(ApiRecord):
    """A section of pages and leaflets."""

    id: str
    title: Text
    blocks: tuple[Block, ...]


class FactWhat(ApiRecord):
    """What a number is."""

    id: str
    what: Text
    """Such as `how long you lie flat`."""
    text: str | None
    """Such as `2 hours`; null while the clinic has not set it."""
    set_by_clinic: bool
    sources: tuple[str, ...]


class FactAbout(Amount, FactWhat):
    """A number, which is written once and used in many statements."""

    @model_validator(mode="before")
    @classmethod
    def _of_value(cls, given: Any) -> Any:
        if not isinstance(given, Value):
            return given
        fact, told = given.fact, {"id": given.id, "what": given.what, "text": given.text}
        return {**told, "set_by_clinic": fact.set_by == "clinic", "sources": fact.sources, **amount(given)}


class TermAbout(ApiRecord):
    """A medical word and its meaning."""

    id: str
    word: Text
    means: ApiLine
    forms: tuple[Text, ...]
    more: ApiLine | None


class SourceAbout(ApiRecord):
    """Where statements come from."""

    id: str
    title: str
    kind: SourceKind
    publisher: str | None
    published: str | None
    """As much of the date as is known."""
    identifier: str | None
    """A DOI, registry or guideline number."""
    confirmed: bool
    """false: to be confirmed when a clinician signs."""
    expires: date | None
    """The day by which somebody must look whether it still holds."""
    note: Text | None


class ApiSourceFigure(ApiRecord):
    """What one source says."""

    source: str
    says: Text


class DisagreementAbout(ApiRecord):
    """A question to which sources give different answers."""

    question: Text
    sources_say: tuple[ApiSourceFigure, ...]
    we_print: ApiLine
    why: Text
    topics: tuple[str, ...]


class Content(ApiDocument):
    """All words on one procedure, as readers of one language get them from one clinic."""

    procedure: ProcedureAbout
    language: str
    """As web pages name it, such as `en-US`."""
    direction: str
    """ltr or rtl."""
    status: Status
    """draft: no clinician has approved these words. Say so wherever you show them."""
    written: date
    review: date
    """The day by which somebody must have read it all again. Do not show it after that day without saying so."""
    clinic: ClinicAbout
    care_levels: tuple[CareLevel, ...]
    """The most urgent first."""
    pages: tuple[PageAbout, ...]
    leaflets: tuple[LeafletAbout, ...]
    topics: tuple[TopicAbout, ...]
    """Each once, in the order in which readers meet them on the pages, then on the leaflets."""
    facts: tuple[FactAbout, ...]
    glossary: tuple[TermAbout, ...]
    sources: tuple[SourceAbout, ...]
    disagreements: tuple[DisagreementAbout, ...]
