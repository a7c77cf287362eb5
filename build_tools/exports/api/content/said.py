"""A statement as data: the words with their numbers in them, and beside them what they are made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from build_tools.content.model import Fact, Means, PhoneId, PlanDay, Statement, Timing, Unit
from build_tools.exports.api.record import ApiRecord
from build_tools.guide.prose import PHONES, RESERVED, Piece, Prose, parse
from build_tools.languages.catalog import bounds
from build_tools.website import plan


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
    phones: tuple[PhoneId, ...]
    """The clinic's phone numbers in it."""
    to_write_on: bool
    """true: the clinic has not set a number yet, so a line to write on follows."""
    sources: tuple[str, ...]
    """Ids of `sources`: who says so."""
    when: When | None
    """For the steps of the personal plan."""


def said(prose: Prose, statement: Statement, topic: str) -> Said:
    """A statement as a reader of this clinic and language gets it."""
    when = _when(prose, statement.plan) if statement.plan else None
    found = words(prose, prose.chosen(statement), topic, statement.sources)
    return found.model_copy(update={"to_write_on": prose.is_unset(statement), "when": when})


def words(prose: Prose, text: str, context: str, sources: Iterable[str] = ()) -> Said:
    """Other words of the source in the same form."""
    pieces = parse(prose.catalog.text(text, context))
    targets = [piece.target for piece in pieces if piece.kind == "placeholder"]
    return Said(
        text=prose.plain(text, context),
        facts=tuple(_fact(prose, piece) for piece in pieces if piece.kind == "placeholder" and _is_fact(piece)),
        terms=tuple(InText(id=piece.target, text=piece.text) for piece in pieces if piece.kind == "term"),
        pages=tuple(InText(id=piece.target, text=piece.text) for piece in pieces if piece.kind == "page"),
        phones=tuple(phone for id, phone in PHONE_IDS.items() if id in targets),
        to_write_on=False,
        sources=tuple(sources),
        when=None,
    )


PHONE_IDS: dict[str, PhoneId] = {"phone_day": "day", "phone_night": "night", "phone_emergency": "emergency"}
assert PHONE_IDS == PHONES


def is_known(fact: Fact) -> bool:
    """Whether somebody has set it: the sources, or the clinic."""
    return fact.set_by == "sources" or fact.value is not None


def amount(fact: Fact) -> dict[str, object]:
    """The fields of an Amount. The bounds of a number that the clinic has yet to set are no number."""
    known = {name: getattr(fact, name) if is_known(fact) else None for name in ("value", "low", "high")}
    return {"unit": fact.unit, **known, "of": fact.of}


def _is_fact(piece: Piece) -> bool:
    return piece.target not in RESERVED


def _fact(prose: Prose, piece: Piece) -> FactInText:
    return fact_in_text(prose, piece.target, "number" if piece.form == "number" else "rest" if piece.form else "whole")


def fact_in_text(prose: Prose, id: str, form: Literal["whole", "number", "rest"] = "whole") -> FactInText:
    """A fact in one of its forms."""
    fact = prose.fact(id)
    text = prose.value(id, "" if form == "whole" else form)
    return FactInText(id=id, text=text, form=form, **amount(_left(fact) if form == "rest" else fact))


def _left(fact: Fact) -> Fact:
    """The people who are left."""
    low, high = bounds(fact)
    all_people = fact.of or 0
    numbers = {"low": all_people - high, "high": all_people - low} if low != high else {"value": all_people - low}
    return fact.model_copy(update={"value": None, "low": None, "high": None, **numbers})


def _when(prose: Prose, timing: Timing) -> When:
    return When(
        text=plan.in_words(plan.Moment(timing, plan.fact_of(timing, prose), ()), prose.catalog),
        side="before" if timing.before else "after" if timing.after else None,
        fact=timing.before or timing.after,
        means=timing.means,
        day=timing.day,
        remind=timing.remind,
    )
