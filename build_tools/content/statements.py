"""What is told, and when the reader acts on it: the unit of meaning, with its sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, Strict, model_validator

from build_tools.content.record import FactId, FileName, Id, Means, PlanDay, Record, SearchTerm, Words, records_in

PROCEDURE = "procedure"  # the end of all that holds before it


class Timing(Record):
    """When a step is due, for the personal plan: exactly one of `before`, `after` and `day`."""

    together = "write it as `plan: {day: the_day}`, or as `plan: {before: fast_food, means: by}`"
    before: FactId | None = None
    """A fact with a unit of time: so long before the procedure begins."""
    after: FactId | None = None
    """A fact with a unit of time: so long after the procedure is over."""
    day: PlanDay | None = None
    """A day that needs no fact; `soon`: when the reader can; `rest_of_day`: the day of the procedure, after it."""
    means: Means | None = None
    """Goes with `before` and `after`: what holds then, from then on, until or by then, or at about then. `evening`,
    with `before`: what is to be done on the evening before, where that time is in the night; else nobody is told."""
    ends: FactId | None = None
    """Goes with `means: from`, and before the procedure nothing is without: the fact of the step that ends this one, or
    `procedure`. So "only clear drinks" ends where one stops clear drinks."""
    remind: Annotated[bool, Strict()] = False
    """true: important enough for the reader's calendar to ring."""

    @model_validator(mode="after")
    def _one_moment(self) -> Timing:
        if sum(moment is not None for moment in (self.before, self.after, self.day)) != 1:
            raise ValueError("a plan gives exactly one of `before`, `after` and `day`")
        if (self.means is None) != (self.day is not None):
            raise ValueError("`means` goes with `before` and `after`, and not with `day`")
        if self.ends and self.means != "from":
            raise ValueError("`ends` goes with `means: from`; what is due `by` then holds until the procedure")
        if self.before and self.means == "from" and not self.ends:
            raise ValueError("what holds `from` then on `ends` with the fact of the next step, or with `procedure`")
        if self.after and self.ends == PROCEDURE:
            raise ValueError("what comes after the procedure does not end with it")
        if self.after and self.means == "evening":
            raise ValueError("`means: evening` goes with `before`")
        if self.remind and self.day == "soon":
            raise ValueError("`remind` needs a day, and `soon` is none")
        return self


class Sentence(Record):
    """Something we tell the reader, with the sources that say so."""

    say: Words
    """The words. A number is written as a fact, `{lie_flat}`; a term as `[sedation](term:sedation)`."""
    sources: tuple[Id, ...] = Field(min_length=1)
    """Ids from docs/content/sources.yaml."""
    unset: Words | None = None
    """What is said instead while the clinic has not set a fact that `say` uses. A line to write on follows it."""


class Statement(Sentence):
    """Something we tell the reader that stands on its own, such as an item of a list."""

    together = "say the reason under `why`, or say under `no_why` why there is none"
    plan: Timing | None = None
    """When the reader does this, or may; it makes the statement a step of the personal plan."""
    how_long: Sentence | None = None
    """For how long, in a sentence that stands behind the words."""
    why: Sentence | None = None
    """The reason, in a sentence that stands behind them: who knows why does it."""
    no_why: Words | None = None
    """For those who sign: why readers are told no reason."""
    search_terms: tuple[SearchTerm, ...] = ()
    """What patients type to find just this, such as "puss" for one sign of danger; see the topics' `search_terms`."""
    icon: FileName | None = None
    """A small square drawing of the pictures folder that stands before the words. It has no alternative, for it shows
    what they say."""

    @model_validator(mode="after")
    def _one_of_both(self) -> Statement:
        if self.why and self.no_why:
            raise ValueError("`why` and `no_why` do not go together")
        return self


def statements_in(value: object) -> Iterator[Statement]:
    """Every statement of a record, in reading order."""
    return (record for record in records_in(value) if isinstance(record, Statement))


def sentences_in(value: object) -> Iterator[Sentence]:
    """The same with what stands behind statements, and what is none, such as the message of a page."""
    return (record for record in records_in(value) if isinstance(record, Sentence))
