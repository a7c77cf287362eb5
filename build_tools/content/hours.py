"""When somebody answers: days and times as data, and what they come to in a week. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import groupby
from operator import or_
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from build_tools.content.record import CLOCK, IN_WORDS, Record

WEEK_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = f"({'|'.join(WEEK_DAYS)})"
DAYS = f"^{_DAY}(-{_DAY})?(, ?{_DAY}(-{_DAY})?)*$"
IN_WORDS[DAYS] = "write days such as mon-fri, or sat, sun: " + " ".join(WEEK_DAYS)
DAY = 24 * 60
WEEK = 7 * DAY
ALWAYS = (1 << WEEK) - 1
"""A week in which somebody answers at any time; see `week`."""

Days = Annotated[str, StringConstraints(pattern=DAYS, max_length=60)]
ClockText = Annotated[str, StringConstraints(pattern=CLOCK)]


class Hours(Record):
    """Some days of the week, and between which times somebody answers on them."""

    together: ClassVar[str] = 'write `from` and `to`, such as from: "08:00", to: "17:00"; or neither, for the whole day'
    days: Days = "mon-sun"
    """Such as mon-fri, or sat, sun; every day when left out."""
    begin: Annotated[ClockText, Field(alias="from")] = "00:00"
    """Such as "08:00"; the whole day when `from` and `to` are left out."""
    end: Annotated[ClockText, Field(alias="to")] = "24:00"
    """Such as "17:00". What ends no later than it begins ends on the next day."""

    @model_validator(mode="after")
    def _both_or_none(self) -> Self:
        if len(self.model_fields_set & {"begin", "end"}) == 1:
            raise ValueError("`from` and `to` stand together")
        if minutes(self.begin) == minutes(self.end):
            raise ValueError("it ends when it begins")
        return self

    @property
    def runs(self) -> tuple[tuple[int, int], ...]:
        """The days from first to last, as numbers from 0 for Monday: mon-fri is (0, 4), and sat (5, 5)."""
        parts = (part.strip().partition("-") for part in self.days.split(","))
        return tuple((WEEK_DAYS.index(first), WEEK_DAYS.index(last or first)) for first, _, last in parts)

    @property
    def all_days(self) -> tuple[int, ...]:
        """Each day of it, as a number from 0 for Monday, in the order of the week."""
        return tuple(sorted({(first + n) % 7 for first, last in self.runs for n in range((last - first) % 7 + 1)}))

    @property
    def is_whole_day(self) -> bool:
        return (minutes(self.begin), minutes(self.end)) == (0, DAY)

    @property
    def week(self) -> int:
        """The minutes of a week in which somebody answers, as bits; the lowest is that of Monday at 0:00."""
        begin, end = minutes(self.begin), minutes(self.end)
        length = end - begin if end > begin else end - begin + DAY
        bits = reduce(or_, (((1 << length) - 1) << (day * DAY + begin) for day in self.all_days))
        return (bits | bits >> WEEK) & ALWAYS


def minutes(clock: str) -> int:
    """A time such as "08:30" in minutes from midnight."""
    hour, minute = re.split(":", clock)
    return int(hour) * 60 + int(minute)


def week(hours: Iterable[Hours]) -> int:
    """The minutes of a week in which somebody answers, as bits; see Hours.week."""
    return reduce(or_, (each.week for each in hours), 0)


def stretches(week: int) -> Iterator[tuple[int, int]]:
    """Of such minutes those that follow each other: (begin, end), counted from Monday at 0:00."""
    begin = 0
    for runs, same in groupby(range(WEEK + 1), key=lambda minute: bool(week >> minute & 1)):
        length = sum(1 for _ in same)
        if runs:
            yield begin, begin + length
        begin += length


def _written(given: object) -> object:
    """`always` is every day, the whole day."""
    return ({},) if given == "always" else given


AnswerHours = Annotated[
    tuple[Hours, ...],
    BeforeValidator(_written, json_schema_input_type=Literal["always"] | tuple[Hours, ...]),
    Field(min_length=1),
]
"""`always`, or a list of days and times."""
