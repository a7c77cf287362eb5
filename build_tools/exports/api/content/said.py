"""A statement as data: the words with their numbers in them, and beside them what they are made of."""

from __future__ import annotations

from typing import Literal

from build_tools.content.model import Fact, Means, PlanDay, Unit
from build_tools.exports.api.record import ApiRecord
from build_tools.guide import records
from build_tools.guide.records import Guide, Line, Span
from build_tools.languages.catalog import bounds


class Amount(ApiRecord):
    """A number with its unit: `value`, or a range from `low` to `high`. All are null while nobody has set it."""

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
    form: Literal["whole", "number", "rest"]
    """whole: with its unit. number: without. rest: the people who are left, such as 56 of `44 of 100 people`."""


class FactInText(Amount, FactNamed):
    """A number where it stands in words. `value`, `low` and `high` are what the text says, also for the rest."""


class InText(ApiRecord):
    """Words within the text that lead to something else by its id."""

    id: str
    text: str


class When(ApiRecord):
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
    remind: bool
    """Whether a calendar rings for it."""


class Said(ApiRecord):
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
    when: When | None
    """For the steps of the personal plan."""


def said(line: Line, guide: Guide) -> Said:
    """A line as a reader of this clinic and language gets it."""
    facts = [span for span in line.spans if span.kind == "value" and span.id in guide.values]
    phones = {span.id for span in line.spans if span.kind == "phone"}
    return Said(
        text=line.text,
        facts=tuple(fact_in_text(span, guide) for span in facts),
        terms=tuple(InText(id=span.id, text=span.text) for span in line.spans if span.kind == "term"),
        pages=tuple(InText(id=span.id, text=span.text) for span in line.spans if span.kind == "page"),
        phones=tuple(phone.id for phone in guide.resolver.clinic.phones if phone.id in phones),
        to_write_on=bool(line.blank),
        sources=line.sources,
        when=_when(line.when) if line.when else None,
    )


def fact_in_text(span: Span, guide: Guide) -> FactInText:
    """A fact in one of its forms."""
    fact = guide.values[span.id].fact
    return FactInText(
        id=span.id, text=span.text, form=span.form, **amount(_left(fact) if span.form == "rest" else fact)
    )


def is_known(fact: Fact) -> bool:
    """Whether somebody has set it: the sources, or the clinic."""
    return fact.set_by == "sources" or fact.value is not None


def amount(fact: Fact) -> dict[str, object]:
    """The fields of an Amount. The bounds of a number that the clinic has yet to set are no number."""
    known = {name: getattr(fact, name) if is_known(fact) else None for name in ("value", "low", "high")}
    return {"unit": fact.unit, **known, "of": fact.of}


def _left(fact: Fact) -> Fact:
    """The people who are left."""
    low, high = bounds(fact)
    all_people = fact.of or 0
    numbers = {"low": all_people - high, "high": all_people - low} if low != high else {"value": all_people - low}
    return fact.model_copy(update={"value": None, "low": None, "high": None, **numbers})


def _when(when: records.When) -> When:
    return When(text=when.text, side=when.side, fact=when.fact, means=when.means, day=when.day, remind=when.remind)
