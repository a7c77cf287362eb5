"""Model -> the steps of the personal plan, in the order in which they come. Pure.

The page shows them as a checklist in words ("6 hours before"). docs/assets/plan.js puts real dates and times in the
place of these words; all that it needs stands in the page.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from build_tools.content.labels import LEVELS
from build_tools.content.model import (
    Block,
    CareCard,
    Fact,
    FactId,
    Itemized,
    Page,
    Statement,
    Timing,
    Topic,
    gathered_by,
)
from build_tools.guide.prose import Prose
from build_tools.languages.catalog import Catalog, bounds

MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10_080, "month": 43_800, "year": 525_600}
# Where days that need no fact stand among the facts, in minutes from the procedure: "on the day" after all that is
# counted in days, and before all that is counted in hours.
DAYS = {"week_before": -7 * 1440, "day_before": -1440 - 1, "the_day": -1440 + 1, "rest_of_day": 1}


@dataclass(frozen=True)
class Step:
    """One line to tick off."""

    id: str
    """Stays the same as long as the words do: ticks and calendar entries are kept by it."""
    topic: str
    statement: Statement
    timing: Timing
    lead: str
    """Words without which the line cannot be understood, such as the heading of its list; often none."""


@dataclass(frozen=True)
class Moment:
    """A time counted from the procedure, and the steps that are due then."""

    timing: Timing
    fact: Fact | None
    """How long before or after; None for a day that needs no fact, and while the clinic has not set it."""
    steps: tuple[Step, ...]

    @property
    def key(self) -> str:
        """Its name in the page and in calendars, such as before-fast_food-by, or before-unset."""
        timing = self.timing
        if self.is_unset:
            return f"{self.side}-unset"
        return timing.day or f"{self.side}-{timing.before or timing.after}-{timing.means}"

    @property
    def side(self) -> str:
        """before or after; nothing for a day that needs no fact."""
        return "before" if self.timing.before else "after" if self.timing.after else ""

    @property
    def is_unset(self) -> bool:
        """Whether only the team can tell when: the clinic has not set the fact."""
        return self.fact is None and self.timing.day is None

    @property
    def amount(self) -> int:
        """How many units; of a range the longest, which is the safe end for fasting and for resting alike."""
        return bounds(self.fact)[1] if self.fact else 0

    @property
    def remind(self) -> bool:
        """Whether a calendar rings for it."""
        return any(step.timing.remind for step in self.steps)

    @property
    def parts(self) -> list[tuple[str, list[Step]]]:
        """The steps, those with the same words before them together."""
        return [(lead, list(steps)) for lead, steps in groupby(self.steps, key=lambda step: step.lead)]


@dataclass(frozen=True)
class Plan:
    """What the plan page shows of one procedure."""

    moments: tuple[Moment, ...]
    lasts: Fact | None
    """How long the procedure takes; None while nobody says so."""
    read_more: tuple[Page, ...]
    """The pages that tell more about the steps."""

    @property
    def minutes(self) -> int | None:
        """After so many minutes the procedure is surely over."""
        return bounds(self.lasts)[1] * MINUTES[self.lasts.unit] if self.lasts else None


def plan(page: Page, pages: tuple[Page, ...], prose: Prose) -> Plan:
    """The plan that `page` gathers, in the voice of `prose`; `pages` are all pages of the site."""
    moments = sorted(_moments(page, prose), key=_order)
    shown = {step.topic for moment in moments for step in moment.steps}
    lasts = prose.procedure.info.lasts
    read_more = tuple(each for each in pages if each.path and shown.intersection(each.topics))
    return Plan(tuple(moments), _known(prose, lasts) if lasts else None, read_more)


def in_words(moment: Moment, catalog: Catalog) -> str:
    """A moment as it stands until the reader has typed a date, such as "6 hours before the procedure"."""
    t = catalog.text
    days = {
        "soon": t("As soon as you can"),
        "week_before": t("In the week before"),
        "day_before": t("The day before"),
        "the_day": t("On the day"),
        "rest_of_day": t("For the rest of the day"),
    }
    times = {
        "before at": t("{time} before the procedure"),
        "before by": t("At the latest {time} before the procedure"),
        "before from": t("From {time} before the procedure on"),
        "before until": t("Until {time} before the procedure"),
        "before about": t("About {time} before the procedure"),
        "after at": t("{time} after the procedure"),
        "after by": t("Within {time} after the procedure"),
        "after from": t("From {time} after the procedure on"),
        "after until": t("Until {time} after the procedure"),
        "after about": t("About {time} after the procedure"),
    }
    if moment.timing.day:
        return days[moment.timing.day]
    if not moment.fact:
        return t("Your team will tell you when")
    amount = moment.fact.model_copy(update={"value": moment.amount, "low": None, "high": None})
    return times[f"{moment.side} {moment.timing.means}"].format(time=catalog.fact(amount))


def _moments(page: Page, prose: Prose) -> Iterator[Moment]:
    moments: dict[str, list[Moment]] = {}
    for step in _steps(page, prose):
        moment = Moment(step.timing, fact_of(step.timing, prose), (step,))
        moments.setdefault(moment.key, []).append(moment)
    for same in moments.values():
        yield replace(same[0], steps=tuple(step for moment in same for step in moment.steps))


def fact_of(timing: Timing, prose: Prose) -> Fact | None:
    """The fact that a timing counts by; None where nobody has set it, or said how long the procedure takes."""
    lasts = prose.procedure.info.lasts
    id = timing.before or timing.after
    if not id or (timing.after and not (lasts and _known(prose, lasts))):
        return None
    return _known(prose, id)


def _steps(page: Page, prose: Prose) -> Iterator[Step]:
    seen: Counter[str] = Counter()
    for id, topic, blocks in gathered_by(prose.procedure, page):
        pairs = ((block, statement) for block in blocks for statement in block.statements())
        for block, statement in pairs:
            if statement.plan:
                name = _name(id, statement)
                seen[name] += 1
                name += f"-{seen[name]}" if seen[name] > 1 else ""
                yield Step(name, id, statement, statement.plan, _lead(id, topic, block, statement, prose))


def _name(topic: str, statement: Statement) -> str:
    return hashlib.sha256(f"{topic}\0{statement.say}".encode()).hexdigest()[:12]


def _lead(id: str, topic: Topic, block: Block, statement: Statement, prose: Prose) -> str:
    if isinstance(block, CareCard):
        return prose.words(LEVELS[block.level], "interface")
    if block.heading:
        return prose.plain(block.heading, id)
    if isinstance(block, Itemized) and block.intro:
        return prose.plain(prose.chosen(block.intro), id)
    # A line such as "Glasses and walking aids" needs the title above it; a whole sentence does not.
    return "" if statement.say.endswith((".", "!", "?")) else prose.plain(topic.title, id)


def _known(prose: Prose, id: FactId) -> Fact | None:
    """The fact as this clinic has it; None while the clinic has not set it."""
    fact = prose.fact(id)
    return fact if fact.value is not None or fact.set_by == "sources" else None


def _order(moment: Moment) -> tuple[int, int, bool]:
    """First what is soon and what the team has yet to tell of the time before; last what it has to tell of after."""
    if moment.timing.day == "soon":
        return 0, 0, False
    if moment.is_unset:
        return (1 if moment.side == "before" else 4), 0, False
    if moment.timing.day:
        return (3 if moment.timing.day == "rest_of_day" else 2), DAYS[moment.timing.day], False
    assert moment.fact
    minutes = moment.amount * MINUTES[moment.fact.unit]
    begins = moment.timing.means != "until"  # what ends, before what begins
    return (2, -minutes, begins) if moment.side == "before" else (3, minutes, begins)
