"""The steps of the personal plan, in the order in which they come. Pure.

The page shows them in words ("6 hours before"). The site's plan.js puts real dates and times in the place of these
words; all that it needs stands in the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from build_tools.content.model import Page, Procedure, Project, gathered_by
from build_tools.guide import blocks, walk
from build_tools.guide.explain import explained
from build_tools.guide.records import Guide, Line, Section, Span, Surface, When
from build_tools.guide.timing import most

MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10_080, "month": 43_800, "year": 525_600}
# Where days that need no fact stand among the facts, in minutes from the procedure: "on the day" after all that is
# counted in days, and before all that is counted in hours.
DAYS = {"week_before": -7 * 1440, "day_before": -1440 - 1, "the_day": -1440 + 1, "rest_of_day": 1}


@dataclass(frozen=True, slots=True)
class _Step:
    """A line to tick off, the moment when it is due, and words without which it cannot be understood."""

    line: Line
    when: When
    lead: Line | None
    topic: str


def plan(project: Project, procedure: Procedure, guide: Guide, page: Page) -> Surface:
    """The page that gathers the steps of topics, with the pages that tell more about them."""
    steps = list(_steps(procedure, guide, page))
    moments = sorted(_moments(steps), key=_order)
    made = (Section("plan", None, tuple(_with_headings(moments)), page.place()),) if moments else ()
    sections, _ = explained(made, guide, opens_cards=False)
    return Surface(
        kind="page",
        id=page.id,
        size="",
        title=guide.resolver.line(page.title, "site", page.place("title"), "title"),
        lead=guide.resolver.line(page.description, "site", page.place("description"), "label"),
        sections=sections,
    )


def read_more(project: Project, procedure: Procedure, guide: Guide, page: Page) -> tuple[Page, ...]:
    """The pages that tell more about the steps of a plan."""
    topics = {step.topic for step in _steps(procedure, guide, page)}
    return tuple(each for each in project.site.pages if each.path and topics.intersection(each.topics))


def minutes(guide: Guide) -> int | None:
    """After so many minutes the procedure is surely over; None while nobody says how long it takes."""
    fact = guide.resolver.lasts()
    return most(fact) * MINUTES[fact.unit] if fact else None


def _steps(procedure: Procedure, guide: Guide, page: Page) -> Iterator[_Step]:
    seen: Counter[str] = Counter()
    for shown in gathered_by(procedure, page):
        section = guide.sections[shown.id]
        for block in section.blocks:
            for line in walk.lines(block):
                if line.when:
                    seen[line.key] += 1
                    key = f"{line.key}-{seen[line.key]}" if seen[line.key] > 1 else line.key
                    step = replace(line, key=key, role="label")
                    yield _Step(step, line.when, _lead(section, block, line), section.id)


def _lead(section: Section, block: blocks.Block, line: Line) -> Line | None:
    lead = block.title if isinstance(block, blocks.CareCard) else block.heading
    if not lead and isinstance(block, blocks.Items):
        lead = replace(block.intro, blank="") if block.intro else None
    # A line such as "Glasses and walking aids" needs the title above it; a whole sentence does not.
    if not lead and not line.text.endswith((".", "!", "?")):
        lead = section.title
    return lead


def _moments(steps: Iterable[_Step]) -> Iterator[blocks.Moment]:
    moments: dict[str, list[_Step]] = {}
    for step in steps:
        moments.setdefault(_id(step.when), []).append(step)
    for id, same in moments.items():
        when = replace(same[0].when, remind=any(step.when.remind for step in same))
        parts = tuple(
            blocks.PlanPart(lead=lead, steps=tuple(step.line for step in each))
            for lead, each in groupby(same, key=lambda step: step.lead)
        )
        amount = most(when.amount) if when.amount else 0
        yield blocks.Moment(id=id, when=when, amount=amount, parts=parts, place=same[0].line.place)


def _id(when: When) -> str:
    if _is_unset(when):
        return f"{when.side}-unset"
    return when.day or f"{when.side}-{when.fact}-{when.means}"


def _is_unset(when: When) -> bool:
    """Whether only the team can tell when: the clinic has not set the fact."""
    return when.amount is None and when.day is None


def _with_headings(moments: Iterable[blocks.Moment]) -> Iterator[blocks.Moment]:
    last = ""
    for moment in moments:
        is_new = moment.when.text != last
        heading = Line((Span(moment.when.text),), moment.place, "frame") if is_new else None
        last = moment.when.text
        yield replace(moment, heading=heading)


def _order(moment: blocks.Moment) -> tuple[int, int, bool]:
    """First what is soon and what the team has yet to tell of the time before; last what it has to tell of after."""
    when = moment.when
    if when.day == "soon":
        return 0, 0, False
    if _is_unset(when):
        return (1 if when.side == "before" else 4), 0, False
    if when.day:
        return (3 if when.day == "rest_of_day" else 2), DAYS[when.day], False
    assert when.amount
    away = moment.amount * MINUTES[when.amount.unit]
    begins = when.means != "until"  # what ends, before what begins
    return (2, -away, begins) if when.side == "before" else (3, away, begins)
