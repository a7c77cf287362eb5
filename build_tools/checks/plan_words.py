"""Rules on how the words of a step and its moment in the personal plan fit together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks import walk
from build_tools.content.model import Procedure, Project, Statement, Timing, YamlTimes
from build_tools.content.words import facts_in
from build_tools.guide.plan import MINUTES
from build_tools.problems import Problem

# How a sentence begins after which something is over, and one that forbids; before it may stand what only leads to it.
LEADS = re.compile(r"(?:(?:Please|Then|Also|But|And|You (?:must|may|can)) )+", re.IGNORECASE)
STOPS = ("Stop ", "Finish ", "End ", "Quit ", "Have your last ", "Take your last ", "Eat your last ")
BANS = (
    "Do not ", "Not ", "Cannot ", "Don't ", "Never ", "Avoid ", "No ", "Nothing ", "Eat nothing", "Drink nothing",
    "Eat no ", "Drink no ",
)  # fmt: skip


def stops_and_bans(project: Project) -> Iterator[Problem]:
    """What stops at a time is due `by` then; what is forbidden holds `until` then, or `from` then to an end."""
    for procedure, _, block, statement in walk.statements(project):
        plan, begins = statement.plan, _begins(statement)
        if not plan or not begins or isinstance(block, YamlTimes):  # a label, with its time on the clock below
            continue
        if plan.day and _says_time(procedure, statement):
            message = f"a line that begins with `{begins.strip()}` and says a time has only a day in the plan"
            yield Problem(plan.place("day"), "plan-meaning", message, f"write `plan: {_fitting(plan, begins)}`")
        elif plan.means and not _fits(plan, begins):
            message = f"`means: {plan.means}` does not fit a line that begins with `{begins.strip()}`"
            yield Problem(plan.place("means"), "plan-meaning", message, f"write `plan: {_fitting(plan, begins)}`")


def _begins(statement: Statement) -> str:
    lead = LEADS.match(statement.say)
    said = statement.say[lead.end() :] if lead else statement.say
    return next((words for words in (*STOPS, *BANS) if said.casefold().startswith(words.casefold())), "")


def _says_time(procedure: Procedure, statement: Statement) -> bool:
    facts = procedure.facts.facts
    return any(facts[id].unit in MINUTES for id in facts_in(statement.say) if id in facts)


def _fits(plan: Timing, begins: str) -> bool:
    if begins in STOPS:
        return plan.means in ("by", "evening")
    return plan.means == "until" or plan.ends is not None


def _fitting(plan: Timing, begins: str) -> str:
    """What to write: that of its own side where it has one."""
    side, id = ("before", plan.before) if plan.before else ("after", plan.after) if plan.after else ("", "fact")
    if begins in STOPS:
        return f"{{{side or 'before'}: {id}, means: by}}"
    return f"{{{side or 'after'}: {id}, means: {'from, ends: procedure' if side == 'before' else 'until'}}}"
