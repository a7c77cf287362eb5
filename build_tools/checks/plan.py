"""Rules on the personal plan: every step has a moment that can be counted, and none is lost."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import walk
from build_tools.checks.settings import clinic_facts
from build_tools.content.model import (
    Block,
    Fact,
    Itemized,
    Procedure,
    Project,
    Statement,
    Timing,
    YamlChecklist,
    YamlTimes,
    gathered_by,
)
from build_tools.content.statements import PROCEDURE, sentences_in
from build_tools.content.words import facts_in
from build_tools.guide.plan import MINUTES
from build_tools.problems import Place, Problem

CLOCK_UNITS = {"minute", "hour"}
NAMED_TIMES = {"lasts": "how long the procedure takes", "home": "how long after it people have gone home"}


def gathering_pages(project: Project) -> Iterator[Problem]:
    """A plan page gathers topics; no other page gathers any."""
    for page in project.site.pages:
        if (page.built == "plan") != bool(page.gathers):
            message = f"the page `{page.id}` " + ("gathers topics" if page.gathers else "gathers no topics")
            hint = "`gathers` goes with `built: plan`, and with no other page"
            yield Problem(page.place("gathers" if page.gathers else "built"), "plan-gathers", message, hint)


def time_facts(project: Project) -> Iterator[Problem]:
    """`before` and `after` name facts that are times, and that the sentence or its list says."""
    for procedure, block, place, id in walk.timed(project):
        fact = procedure.facts.facts.get(id)
        if fact and fact.unit not in MINUTES:
            yield _no_time(place, id, fact)
        elif fact and not isinstance(block, YamlTimes) and id not in _facts_said(block):
            hint = f"write `{{{id}}}` there, or count from another fact"
            yield Problem(place, "plan-without-words", f"neither this sentence nor its list says `{id}`", hint)


def chains(project: Project) -> Iterator[Problem]:
    """What holds `from` then on `ends` with a fact that is a time and, before the procedure, has a step `by` then.

    What is for the evening before a time in the night counts in hours or minutes.
    """
    due = {
        (procedure.id, statement.plan.before)
        for procedure, _, _, statement in walk.statements(project)
        if statement.plan and statement.plan.means == "by"
    }
    for procedure, _, _, statement in walk.statements(project):
        plan = statement.plan
        if plan and plan.means == "evening":
            yield from _by_the_clock(procedure, plan)
        if not plan or not plan.ends or plan.ends == PROCEDURE:
            continue
        fact = procedure.facts.facts.get(plan.ends)
        if fact and fact.unit not in MINUTES:
            yield _no_time(plan.place("ends"), plan.ends, fact)
        elif fact and plan.before and (procedure.id, plan.ends) not in due:
            message = f"no step tells that this ends with `{plan.ends}`"
            hint = f"name the fact of the step that ends it, which has `plan: {{before: {plan.ends}, means: by}}`"
            yield Problem(plan.place("ends"), "plan-without-end", message, hint)


def lasting(project: Project) -> Iterator[Problem]:
    """Where a plan counts what comes after, procedure.yaml says with `lasts` how long it takes, in minutes or hours."""
    for procedure in project.procedures:
        for name, what in NAMED_TIMES.items():
            id = getattr(procedure.info, name)
            fact = procedure.facts.facts.get(id or "")
            if fact and fact.unit not in CLOCK_UNITS:
                hint = f"name the fact that says {what}"
                yield Problem(procedure.info.place(name), "no-time", f"`{id}` is not in minutes or hours", hint)
        if procedure.info.home and not procedure.info.lasts:
            yield _no_lasts(procedure.info.place("home"), procedure)
    for procedure, _, _, statement in walk.statements(project):
        if statement.plan and statement.plan.after and not procedure.info.lasts:
            yield _no_lasts(statement.plan.place("after"), procedure)


def _by_the_clock(procedure: Procedure, plan: Timing) -> Iterator[Problem]:
    fact = procedure.facts.facts.get(plan.before or "")
    if fact and fact.unit in MINUTES and fact.unit not in CLOCK_UNITS:
        message, hint = f"`{plan.before}` has no hour that could be in the night", "name a fact in hours or minutes"
        yield Problem(plan.place("before"), "no-time", message, hint)


def _no_time(place: Place, id: str, fact: Fact) -> Problem:
    hint = "name a fact in minutes, hours, days or longer"
    if fact.unit == "time_of_day":
        hint = "write the day of it, such as `plan: {day: day_before}`"
    return Problem(place, "no-time", f"`{id}` is no time: its unit is {fact.unit}", hint)


def _no_lasts(place: Place, procedure: Procedure) -> Problem:
    message = "nobody says how long the procedure takes, so this time cannot be counted"
    hint = f"add `lasts:` with the fact that says so to docs/content/{procedure.id}/procedure.yaml"
    return Problem(place, "no-lasts", message, hint)


def steps_planned(project: Project) -> Iterator[Problem]:
    """In topics that the plan gathers, checklist items and sentences with a time of the clinic have a `plan`."""
    for procedure, block, statement in _gathered(project):
        in_checklist = isinstance(block, YamlChecklist) and statement in block.items
        is_step = in_checklist or (_has_clinic_time(procedure, statement) and not _leads_to_steps(block, statement))
        if is_step and statement.plan is None and not block.detail:
            message = "the personal plan would lose this step"
            hint = "add `plan:`, such as `plan: {day: the_day}` or `plan: {before: fact, means: by}`"
            yield Problem(statement.place("say"), "missing-plan", message, hint)


def plans_gathered(project: Project) -> Iterator[Problem]:
    """A `plan` stands in a topic that a plan page gathers; the times of a clock strip stand on paper alone."""
    walk.demand_all(project)
    shown = {id for page in project.site.pages for id in page.gathers}
    for _, topic, block, statement in walk.statements(project):
        if statement.plan and topic not in shown and not isinstance(block, YamlTimes):
            message = f"no plan page gathers the topic `{topic}`, so nobody sees this step"
            hint = "name the topic in `gathers` of the plan page in docs/site.yaml, or take out `plan`"
            yield Problem(statement.place("plan"), "plan-not-shown", message, hint)


def clock_strips(project: Project) -> Iterator[Problem]:
    """Each time of a clock strip counts `before` or `after` the procedure, so that the print desk can fill it in."""
    for _, block in walk.blocks(project, YamlTimes):
        for item in block.items:
            if not item.plan or item.plan.day:
                message = "nobody could work out this time"
                hint = "add `plan:` with a fact, such as `plan: {before: fast_food, means: by}`"
                yield Problem(item.place("say"), "missing-plan", message, hint)


def _gathered(project: Project) -> Iterator[tuple[Procedure, Block, Statement]]:
    for procedure in project.procedures:
        for page in project.site.pages:
            for _, _, blocks in gathered_by(procedure, page):
                yield from ((procedure, block, each) for block in blocks for each in block.statements())


def _facts_said(block: Block) -> set[str]:
    return {id for sentence in sentences_in(block) for id in facts_in(sentence.say)}


def _leads_to_steps(block: Block, statement: Statement) -> bool:
    """Whether it stands before a list whose items are in the plan; they bring it with them."""
    is_intro = isinstance(block, Itemized) and block.intro is statement
    return is_intro and any(each.plan for each in block.statements())


def _has_clinic_time(procedure: Procedure, statement: Statement) -> bool:
    said = f"{statement.say} {statement.how_long.say if statement.how_long else ''}"
    units = (procedure.facts.facts[id].unit for id in clinic_facts(procedure, said))
    return any(unit in MINUTES or unit == "time_of_day" for unit in units)
