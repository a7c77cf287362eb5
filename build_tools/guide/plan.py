"""The steps of the personal plan, in the order in which they come. Pure.

The page shows them in words ("6 hours before"). The site's plan.js puts real dates and times in the place of these
words; all that it needs stands in the page.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from build_tools.content.model import Fact, Page, Procedure, Project, gathered_by
from build_tools.content.statements import PROCEDURE
from build_tools.guide import blocks, walk
from build_tools.guide.blocks import Block
from build_tools.guide.build import numbers
from build_tools.guide.page import made_of, note
from build_tools.guide.records import Guide, Line, Section, Surface, When
from build_tools.guide.resolver import words
from build_tools.guide.timing import counted, most
from build_tools.languages.dates import for_scripts
from build_tools.messages import messages

FIRST_OF_ALL = messages("Do what your team tells you, also where it differs from this plan.")
# The words of the form, in the order in which they are read.
FORM = messages((
    "Your appointment",
    "Date of the procedure",
    "Time of the procedure",
    "Not the time to arrive. If your letter gives only one time, ask us which it is.",
    "Show my dates and times",
    "Your date and your ticks stay on this device. Nothing is sent.",
))
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


def plan(project: Project, procedure: Procedure, guide: Guide, page: Page, tail: Iterable[Block] = ()) -> Surface:
    """The page that gathers the steps of topics, with the pages that tell more about them; `tail` ends it."""
    steps = list(_steps(procedure, guide, page))
    moments = _in_order(steps)
    shown = _with_tool(project, guide, page, steps, moments) if moments else _none(guide, page)
    return made_of(project, procedure, guide, page, [Section("", None, tuple(shown), page.place())], tail)


def after(procedure: Procedure, guide: Guide, page: Page) -> tuple[blocks.Moment, ...]:
    """The steps of the plan that come after the procedure."""
    steps = _steps(procedure, guide, page)
    return _in_order(step for step in steps if step.when.side == "after" or step.when.day == "rest_of_day")


def evenings(procedure: Procedure, guide: Guide, page: Page) -> tuple[blocks.Moment, ...]:
    """What is to be done on the evening before a time that may be in the night."""
    return tuple(_moments(step for step in _steps(procedure, guide, page) if step.when.means == "evening"))


def _in_order(steps: Iterable[_Step]) -> tuple[blocks.Moment, ...]:
    return tuple(_with_headings(sorted(_moments(steps), key=_order)))


def _with_tool(
    project: Project, guide: Guide, page: Page, steps: list[_Step], moments: tuple[Block, ...]
) -> Iterator[Block]:
    call = guide.frame("Questions? Call us: {numbers}.", numbers=guide.resolver.called("same_day"))
    yield note(guide.frame(FIRST_OF_ALL), call, look="plan-about", place=page.place())
    yield _tool(guide, page, moments)
    topics = {step.topic for step in steps}
    more = [each for each in project.site.pages if each.path and topics.intersection(each.topics)]
    if more:
        yield note(_read_more(guide, more), look="plan-more", place=page.place())


def _none(guide: Guide, page: Page) -> Iterator[Block]:
    yield note(guide.frame("We have no plan for this procedure yet. Call us: {phone}."), place=page.place())
    yield note(numbers(guide.resolver), place=page.place())


def _read_more(guide: Guide, pages: list[Page]) -> Line:
    titles = ((page, guide.resolver.line(page.title, "site", page.place("title")).text) for page in pages)
    links = guide.resolver.series(words(title, kind="page", id=page.id) for page, title in titles)
    return replace(guide.frame("Read more about these steps: {pages}", pages=links), place=pages[0].place())


def _tool(guide: Guide, page: Page, moments: tuple[Block, ...]) -> blocks.Tool:
    """The form for one's own appointment, and all that its scripts need to know."""
    clinic = guide.resolver.clinic
    data = {
        "key": guide.procedure,
        **clocks(guide),
        "place": f"{clinic.name}, {clinic.address}",
        "host": clinic.website.replace("https://", ""),
        "contact": guide.resolver.plain(contact(guide)),
        "calendar": guide.resolver.line(page.title, "site", page.place("title")).text,
    }
    later = Line((), page.place(), "frame")
    if told := lasting(guide):
        later = guide.frame("{lasting} If yours begins later, type the new time.", lasting=told)
    return blocks.Tool(
        name="plan",
        words=tuple(map(guide.frame, FORM)),
        later=(words(clinic.name), numbers(guide.resolver), guide.frame(FIRST_OF_ALL), later),
        blocks=moments,
        data=data,
        place=page.place(),
    )


def lasting(guide: Guide) -> Line | None:
    """How long the procedure takes, and from when the time after it counts."""
    lasts = guide.resolver.lasts()
    said = messages("The procedure takes {duration}. What comes after counts from the longest time.")
    return guide.frame(said, duration=lasts) if lasts else None


def clocks(guide: Guide) -> dict[str, str]:
    """What scripts need to count the times of an appointment and to write them."""
    clinic, lasts = guide.resolver.clinic, guide.resolver.lasts()
    home, dates = guide.resolver.home() if lasts else None, for_scripts(guide.resolver.catalog)
    return {
        "locale": guide.resolver.catalog.html_language,
        "zone": clinic.time_zone,
        "minutes": str(minutes(lasts)) if lasts else "",
        "home": str(minutes(home)) if home else "",
        "phone": guide.resolver.catalog.left_to_right(guide.resolver.questions.text),
        **({"dates": json.dumps(dates, ensure_ascii=False)} if dates else {}),
    }


def contact(guide: Guide) -> Line:
    """Whom to call, in one line."""
    questions, emergency = guide.resolver.called("same_day"), guide.resolver.called("emergency")
    return guide.frame("Questions: {questions}. Emergency: {emergency}.", questions=questions, emergency=emergency)


def minutes(fact: Fact) -> int:
    """A time by the clock, at its longest: after so many minutes the procedure is surely over."""
    return most(fact) * MINUTES[fact.unit]


def _steps(procedure: Procedure, guide: Guide, page: Page) -> Iterator[_Step]:
    seen: Counter[str] = Counter()
    for section in walk.selected(guide.sections, gathered_by(procedure, page)):
        for block in section.blocks:
            if isinstance(block, blocks.Times):  # the steps themselves say the same in sentences
                continue
            for line in walk.lines(block):
                if line.when and not (line.when.means == "evening" and _is_unset(line.when)):  # nobody knows the night
                    seen[line.key] += 1
                    key = f"{line.key}-{seen[line.key]}" if seen[line.key] > 1 else line.key
                    step = replace(line, key=key, role="label")
                    yield _Step(step, line.when, _lead(section, block, line), section.id)


def _lead(section: Section, block: blocks.Block, line: Line) -> Line | None:
    if line.when and line.when.means == "evening":  # whose moment tells in which case it holds
        return None
    lead = block.title if isinstance(block, blocks.CareCard) else block.heading
    if not lead and isinstance(block, blocks.Items):
        lead = block.intro
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
        # What stands behind words such as "Call us soon if you have" would be read as one of these.
        same.sort(key=lambda step: step.lead is not None)
        parts = tuple(
            blocks.PlanPart(lead=lead, steps=tuple(step.line for step in each))
            for lead, each in groupby(same, key=lambda step: step.lead)
        )
        yield blocks.Moment(id=id, when=when, counted=counted(when), parts=parts, place=same[0].line.place)


def _id(when: When) -> str:
    if _is_unset(when):
        return f"{when.side}-unset"
    ends = f"-to-{when.ends}" if when.ends and when.ends != PROCEDURE else ""
    return when.day or f"{when.side}-{when.fact}-{when.means}{ends}"


def _is_unset(when: When) -> bool:
    """Whether only the team can tell when: the clinic has not set the fact."""
    return when.amount is None and when.day is None


def _with_headings(moments: Iterable[blocks.Moment]) -> Iterator[blocks.Moment]:
    for text, same in groupby(moments, key=lambda moment: moment.when.text):
        first, *others = same
        yield replace(first, heading=words(text, first.place))
        yield from others


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
    if when.means == "evening":
        return 2, DAYS["day_before"] + 1, True
    away = most(when.amount) * MINUTES[when.amount.unit]
    begins = when.means != "until"  # what ends, before what begins
    return (2, -away, begins) if when.side == "before" else (3, away, begins)
