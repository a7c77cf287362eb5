"""When a step is due, in words: until a reader has typed a date, and for other systems. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.content.model import Fact, Timing
from build_tools.content.statements import PROCEDURE
from build_tools.guide.records import Side, When
from build_tools.languages.catalog import bounds
from build_tools.messages import messages

if TYPE_CHECKING:
    from build_tools.guide.resolver import Resolver

DAYS = messages({
    "soon": "As soon as you can",
    "week_before": "In the week before",
    "day_before": "The day before",
    "the_day": "On the day",
    "rest_of_day": "For the rest of the day",
})
TIMES = messages({
    ("before", "at"): "{duration} before the procedure",
    ("before", "by"): "At the latest {duration} before the procedure",
    ("before", "from"): "From {duration} before the procedure on",
    ("before", "span"): "From {duration} to {other_duration} before the procedure",
    ("before", "until"): "Until {duration} before the procedure",
    ("before", "about"): "About {duration} before the procedure",
    ("before", "evening"): "The evening before, if {duration} before the procedure is in the night",
    ("after", "at"): "{duration} after the procedure",
    ("after", "by"): "Within {duration} after the procedure",
    ("after", "from"): "From {duration} after the procedure on",
    ("after", "span"): "From {duration} to {other_duration} after the procedure",
    ("after", "until"): "Until {duration} after the procedure",
    ("after", "about"): "About {duration} after the procedure",
})


def when(resolver: Resolver, timing: Timing) -> When:
    """A timing with the clinic's number."""
    side: Side | None = "before" if timing.before else "after" if timing.after else None
    amount, ends = _amount(resolver, timing), _ends(timing)
    end = resolver.known(ends) if ends and ends != PROCEDURE else None
    return When(
        text=_in_words(resolver, timing, side, amount, end),
        side=side,
        fact=timing.before or timing.after,
        means=timing.means,
        day=timing.day,
        remind=timing.remind,
        amount=amount,
        ends=ends,
        end=end,
    )


def counted(when: When) -> dict[str, str]:
    """What scripts need to give a step its date: the same as a moment of the plan has on its page."""
    ends = when.ends and (when.ends if when.ends == PROCEDURE else "step")
    found: dict[str, str | None] = {"day": when.day, "side": when.side, "means": when.means, "ends": ends}
    if when.amount:
        found |= {"amount": str(most(when.amount)), "unit": when.amount.unit}
    if when.end:
        found |= {"end-amount": str(most(when.end)), "end-unit": when.end.unit}
    return {name: value for name, value in found.items() if value}


def most(fact: Fact) -> int:
    """How many units; of a range the longest, which is the safe end for fasting and for resting alike."""
    return bounds(fact)[1]


def _amount(resolver: Resolver, timing: Timing) -> Fact | None:
    """The fact that a timing counts by; None where nobody has set it, or said how long the procedure takes."""
    id = timing.before or timing.after
    if not id or (timing.after and not resolver.lasts()):
        return None
    return resolver.known(id)


def _ends(timing: Timing) -> str | None:
    """What had to be done by then before the procedure, such as to stop eating, holds until it."""
    return PROCEDURE if timing.before and timing.means == "by" else timing.ends


def _in_words(resolver: Resolver, timing: Timing, side: str | None, amount: Fact | None, end: Fact | None) -> str:
    if timing.day:
        return resolver.catalog.text(DAYS[timing.day])
    if not amount or not side or not timing.means:
        return resolver.catalog.text("Your team will tell you when")
    longest = {"duration": _longest(amount), **({"other_duration": _longest(end)} if end else {})}
    return resolver.frame(TIMES[side, "span" if end else timing.means], **longest).text


def _longest(fact: Fact) -> Fact:
    return fact.model_copy(update={"value": most(fact), "low": None, "high": None})
