"""When a step is due, in words: until a reader has typed a date, and for other systems. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_tools.content.model import Fact, Timing
from build_tools.content.statements import PROCEDURE
from build_tools.guide.records import Side, When
from build_tools.languages.catalog import Catalog, bounds
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
    ("before", "at"): "{time} before the procedure",
    ("before", "by"): "At the latest {time} before the procedure",
    ("before", "from"): "From {time} before the procedure on",
    ("before", "span"): "From {time} to {end} before the procedure",
    ("before", "until"): "Until {time} before the procedure",
    ("before", "about"): "About {time} before the procedure",
    ("before", "evening"): "The evening before, if {time} before the procedure is in the night",
    ("after", "at"): "{time} after the procedure",
    ("after", "by"): "Within {time} after the procedure",
    ("after", "from"): "From {time} after the procedure on",
    ("after", "span"): "From {time} to {end} after the procedure",
    ("after", "until"): "Until {time} after the procedure",
    ("after", "about"): "About {time} after the procedure",
})


def when(resolver: Resolver, timing: Timing) -> When:
    """A timing with the clinic's number."""
    side: Side | None = "before" if timing.before else "after" if timing.after else None
    amount, ends = _amount(resolver, timing), _ends(timing)
    end = resolver.known(ends) if ends and ends != PROCEDURE else None
    return When(
        text=_in_words(resolver.catalog, timing, side, amount, end),
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


def _in_words(catalog: Catalog, timing: Timing, side: str | None, amount: Fact | None, end: Fact | None) -> str:
    if timing.day:
        return catalog.text(DAYS[timing.day])
    if not amount or not side or not timing.means:
        return catalog.text("Your team will tell you when")
    text = catalog.text(TIMES[side, "span" if end else timing.means])
    return text.format(time=_longest(catalog, amount), end=_longest(catalog, end) if end else "")


def _longest(catalog: Catalog, fact: Fact) -> str:
    return catalog.fact(fact.model_copy(update={"value": most(fact), "low": None, "high": None}))
