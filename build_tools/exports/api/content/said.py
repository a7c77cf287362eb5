"""A statement as data: the words with their numbers in them, and beside them what they are made of."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ValidationInfo, model_validator

from build_tools.content.model import Fact, Means, PlanDay, Unit
from build_tools.exports.api.record import ApiRecord
from build_tools.guide.records import Form, Guide, Line, Span, Value
from build_tools.languages.catalog import bounds


def _words(given: object) -> object:
    return given.text if isinstance(given, Line) else given


Text = Annotated[str, BeforeValidator(_words)]
"""The words of a line."""


class Amount(ApiRecord):
    """A number with its unit: `value`, or a range from `low` to `high`. All are null while nobody has set it.

    A `time_of_day` is counted in minutes after midnight, so that 1440 is the end of a day.
    """

    unit: Unit
    value: int | None
    low: int | None
    high: int | None
    of: int | None
    """For the unit `people`: out of how many."""


class FactNamed(ApiRecord):
    """Which number it is, and how it reads."""

    id: str
    """The same in `facts` of the document."""
    text: str
    """As it stands there, such as `6 hours`."""
    form: Form
    """whole: with its unit; people out of 100. number: without, as counted. For people also rest: those who are left,
    out of 100; counted: with the number as counted; more: those by whom one group is larger than another."""


class FactInText(Amount, FactNamed):
    """A number where it stands in words. `value`, `low` and `high` are as counted, of `of`; for the rest those left."""

    @model_validator(mode="before")
    @classmethod
    def _of_span(cls, given: Any, info: ValidationInfo) -> Any:
        if not isinstance(given, Span):
            return given
        value = guide_of(info).values[given.id]
        value = replace(value, fact=_left(value.fact)) if given.form == "rest" else value
        return {"id": given.id, "text": given.text, "form": given.form, **amount(value)}


class InText(ApiRecord):
    """Words within the text that lead to something else by its id."""

    id: str
    text: str


class ApiWhen(ApiRecord):
    """When the reader does it, counted from the procedure."""

    text: str
    """In words, such as `At the latest 6 hours before the procedure`."""
    side: Literal["before", "after"] | None
    """null: a day that needs no number."""
    fact: str | None
    """The id of the fact that says how long before or after."""
    means: Means | None
    """What holds then, from then on, until or by then, or at about then."""
    day: PlanDay | None
    ends: str | None
    """What ends that which holds from then on: `procedure`, or the id of a fact, which counts on the same side."""
    remind: bool
    """Whether a calendar rings for it."""


class ApiLine(ApiRecord):
    """Something that readers are told."""

    text: str
    """All words, with numbers and phone numbers in them; medical words without their meaning."""
    facts: tuple[FactInText, ...]
    terms: tuple[InText, ...]
    """Medical words; ids of the glossary."""
    pages: tuple[InText, ...]
    """Words that link to a page of the site; ids of `pages`."""
    phones: tuple[str, ...]
    """The clinic's phone numbers in it; ids of `clinic`'s `phones`."""
    to_write_on: bool
    """true: the clinic has not set a number yet, so a line to write on follows."""
    sources: tuple[str, ...]
    """Ids of `sources`: who says so."""
    when: ApiWhen | None
    """For the steps of the personal plan."""
    how_long: ApiLine | None
    """For how long."""
    why: ApiLine | None
    """The reason."""

    @model_validator(mode="before")
    @classmethod
    def _of_line(cls, given: Any, info: ValidationInfo) -> Any:
        """A line as a reader of this clinic and language gets it."""
        if not isinstance(given, Line):
            return given
        guide = guide_of(info)
        values, terms, pages, phones = (
            [span for span in given.spans if span.kind == kind] for kind in ("value", "term", "page", "phone")
        )
        called = {span.id for span in phones}
        return {
            "text": given.text,
            "facts": [span for span in values if span.id in guide.values],
            "terms": terms,
            "pages": pages,
            "phones": [phone.id for phone in guide.resolver.clinic.phones if phone.id in called],
            "to_write_on": given.to_write_on,
            "sources": given.sources,
            "when": given.when,
            "how_long": given.how_long,
            "why": given.why,
        }


def guide_of(info: ValidationInfo) -> Guide:
    """The guide whose words a record is filled with."""
    guide: Guide | None = info.context
    assert guide, "lines become records of one guide"
    return guide


def amount(value: Value) -> dict[str, object]:
    """The fields of an Amount. The bounds of a number that the clinic has yet to set are no number."""
    fact, is_known = value.fact, value.text is not None
    known = {name: getattr(fact, name) if is_known else None for name in ("value", "low", "high")}
    return {"unit": fact.unit, **known, "of": fact.of}


def _left(fact: Fact) -> Fact:
    """The people who are left."""
    low, high = bounds(fact)
    all_people = fact.of or 0
    numbers = {"low": all_people - high, "high": all_people - low} if low != high else {"value": all_people - low}
    return fact.model_copy(update={"value": None, "low": None, "high": None, **numbers})
