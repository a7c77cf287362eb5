"""Rules on the personal plan: every step has a moment that can be counted, and none is lost."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import available_timezones

from build_tools.checks import walk
from build_tools.checks.references import did_you_mean
from build_tools.checks.settings import clinic_facts
from build_tools.checks.walk import PlacedStatement
from build_tools.content.model import Block, Checklist, Itemized, Procedure, Project, Statement, Timing, gathered_by
from build_tools.content.words import facts_in
from build_tools.guide.plan import MINUTES
from build_tools.problems import Problem

CLOCK_UNITS = {"minute", "hour"}


def known_time_zone(project: Project) -> Iterator[Problem]:
    """The clinic's time zone is one that clocks everywhere know, written as in the IANA list."""
    zone, known = project.clinic.time_zone, available_timezones()
    if zone not in known:
        hint = did_you_mean(zone, known, "the form America/New_York")
        yield Problem(project.clinic.place("time_zone"), "unknown-time-zone", f"there is no time zone `{zone}`", hint)


def gathered_topics(project: Project) -> Iterator[Problem]:
    """A plan page gathers topics that some procedure has; no other page gathers any."""
    everywhere = walk.topic_ids(project)
    for page in project.site.pages:
        for index, id in enumerate(page.gathers):
            if id not in everywhere:
                hint = did_you_mean(id, everywhere, "a procedure's topics folder")
                yield Problem(page.place("gathers", index), "unknown-topic", f"there is no topic `{id}`", hint)
        if (page.built == "plan") != bool(page.gathers):
            message = f"the page `{page.id}` " + ("gathers topics" if page.gathers else "gathers no topics")
            hint = "`gathers` goes with `built: plan`, and with no other page"
            yield Problem(page.place("gathers" if page.gathers else "built"), "plan-gathers", message, hint)


def time_facts(project: Project) -> Iterator[Problem]:
    """`before`, `after` and `lasts` name facts that are times; how long a procedure lasts is minutes or hours."""
    for said, timing in _timed(project):
        id = timing.before or timing.after or ""
        facts = said.procedure.facts.facts
        fact = facts.get(id)
        at = timing.place("before" if timing.before else "after")
        if id and not fact:
            hint = did_you_mean(id, facts, f"docs/content/{said.procedure.id}/facts.yaml")
            yield Problem(at, "unknown-fact", f"there is no fact `{id}`", hint)
        elif fact and fact.unit not in MINUTES:
            hint = "name a fact in minutes, hours, days or longer"
            yield Problem(at, "no-time", f"`{id}` is no time: its unit is {fact.unit}", hint)
        elif fact and id not in _facts_said(said.block):
            hint = f"write `{{{id}}}` there, or count from another fact"
            yield Problem(at, "plan-without-words", f"neither this sentence nor its list says `{id}`", hint)


def lasting(project: Project) -> Iterator[Problem]:
    """Where a plan counts what comes after, procedure.yaml says with `lasts` how long it takes, in minutes or hours."""
    for procedure in project.procedures:
        id = procedure.info.lasts
        fact = procedure.facts.facts.get(id or "")
        if id and not fact:
            hint = did_you_mean(id, procedure.facts.facts, f"docs/content/{procedure.id}/facts.yaml")
            yield Problem(procedure.info.place("lasts"), "unknown-fact", f"there is no fact `{id}`", hint)
        elif id and fact and fact.unit not in CLOCK_UNITS:
            message, hint = f"`{id}` is not in minutes or hours", "name the fact that says how long the procedure takes"
            yield Problem(procedure.info.place("lasts"), "no-time", message, hint)
    for said, timing in _timed(project):
        if timing.after and not said.procedure.info.lasts:
            message = "nobody says how long the procedure takes, so this time cannot be counted"
            hint = f"add `lasts:` with the fact that says so to docs/content/{said.procedure.id}/procedure.yaml"
            yield Problem(timing.place("after"), "no-lasts", message, hint)


def steps_planned(project: Project) -> Iterator[Problem]:
    """In topics that the plan gathers, checklist items and sentences with a time of the clinic have a `plan`."""
    for procedure, block, statement in _gathered(project):
        in_checklist = isinstance(block, Checklist) and statement in block.items
        is_step = in_checklist or (_has_clinic_time(procedure, statement) and not _leads_to_steps(block, statement))
        if is_step and statement.plan is None and not block.detail:
            message = "the personal plan would lose this step"
            hint = "add `plan:`, such as `plan: {day: the_day}` or `plan: {before: fact, means: by}`"
            yield Problem(statement.place("say"), "missing-plan", message, hint)


def plans_gathered(project: Project) -> Iterator[Problem]:
    """A `plan` stands where a plan page gathers it: in a topic, and of a topic that the page names."""
    walk.demand_all(project)
    shown = {id for page in project.site.pages for id in page.gathers}
    for said in walk.statements(project):
        if said.statement.plan and said.topic_id not in shown:
            message = f"no plan page gathers the topic `{said.topic_id}`, so nobody sees this step"
            hint = "name the topic in `gathers` of the plan page in docs/site.yaml, or take out `plan`"
            yield Problem(said.statement.place("plan"), "plan-not-shown", message, hint)
    for procedure in project.procedures:
        if procedure.info.summary and procedure.info.summary.plan:
            message, hint = "the summary is no step", "take out `plan`, or put the step into a topic"
            yield Problem(procedure.info.summary.place("plan"), "plan-not-shown", message, hint)


def _gathered(project: Project) -> Iterator[tuple[Procedure, Block, Statement]]:
    for procedure in project.procedures:
        for page in project.site.pages:
            for _, _, blocks in gathered_by(procedure, page):
                yield from ((procedure, block, each) for block in blocks for each in block.statements())


def _timed(project: Project) -> Iterator[tuple[PlacedStatement, Timing]]:
    for said in walk.statements(project):
        if said.statement.plan:
            yield said, said.statement.plan


def _facts_said(block: Block) -> set[str]:
    return {id for statement in block.statements() for id in facts_in(statement.say)}


def _leads_to_steps(block: Block, statement: Statement) -> bool:
    """Whether it stands before a list whose items are in the plan; they bring it with them."""
    is_intro = isinstance(block, Itemized) and block.intro is statement
    return is_intro and any(each.plan for each in block.statements())


def _has_clinic_time(procedure: Procedure, statement: Statement) -> bool:
    units = (procedure.facts.facts[id].unit for id in clinic_facts(procedure, statement.say))
    return any(unit in MINUTES for unit in units)
