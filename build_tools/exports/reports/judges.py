"""What a computer can judge. Each function makes a judge: guide -> what shows it, or what is missing and where.

A judge says "met" only where the content itself shows it. Whether it is well done is for a person to say.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from build_tools.content.model import BlockKind
from build_tools.exports.reports.guide import Guide, Spot
from build_tools.problems import Problem

MOST = 3  # problems told of one item


class Answer(NamedTuple):
    """What a judge found."""

    spots: tuple[Spot, ...]
    """The places that show it."""
    missing: tuple[str, ...] = ()
    """What is missing, and where to put it; with nothing missing, the item is met."""


Judge = Callable[[Guide], Answer]
Look = Callable[[Guide], tuple[Spot, ...]]


def all_of(*judges: Judge) -> Judge:
    """Met where all are; each place is told once."""

    def judge(guide: Guide) -> Answer:
        answers = [each(guide) for each in judges]
        spots = dict.fromkeys(spot for answer in answers for spot in answer.spots)
        return Answer(tuple(spots), tuple(line for answer in answers for line in answer.missing))

    return judge


def seen(look: Look) -> Judge:
    """Nothing to judge: only the places that show what another judge finds."""
    return lambda guide: Answer(look(guide))


def section(topic: str, *kinds: BlockKind) -> Judge:
    """There is such a section, a page shows it, and it holds blocks of these kinds."""

    def judge(guide: Guide) -> Answer:
        file = f"{guide.folder}/topics/{topic}.yaml"
        if topic not in guide.procedure.topics:
            return Answer((), (f"there is no section `{topic}`: write {file} and name it on a page in docs/site.yaml",))
        own = [found for found in guide.blocks if found.id == topic]
        if not any(guide.is_on(found, "page") for found in own):
            return Answer((), (f"no page shows the section `{topic}`: name it on a page in docs/site.yaml",))
        holds = {found.block.kind for found in own}
        lacking = [kind for kind in kinds if kind not in holds]
        missing = (f"the section `{topic}` has no {kind}: add a block `kind: {kind}` to {file}" for kind in lacking)
        blocks = tuple(guide.spot(found) for found in own if found.block.kind in kinds)
        return Answer(blocks or (guide.section(topic),), tuple(missing))

    return judge


def shown(kind: BlockKind, *on: str) -> Judge:
    """A page, or a leaflet, shows a block of this kind."""
    where = {"page": "name it on a page in docs/site.yaml", "leaflet": "name it in a file in leaflets/"}

    def judge(guide: Guide) -> Answer:
        blocks = guide.of_kind(kind)
        lacking = [surface for surface in on if not any(guide.is_on(found, surface) for found in blocks)]
        missing = (
            f"no {surface} shows a {kind}: add a block `kind: {kind}` to a topic in {guide.folder}/topics, "
            f"and {where[surface]}"
            for surface in lacking
        )
        return Answer(tuple(guide.spot(found) for found in blocks), tuple(missing))

    return judge


def without(*codes: str) -> Judge:
    """`leaflets check` finds no problem with these codes."""

    def judge(guide: Guide) -> Answer:
        problems = guide.problems(*codes)
        more = (f"and {len(problems) - MOST} more: see `leaflets check`",) if len(problems) > MOST else ()
        return Answer((), (*map(_told, problems[:MOST]), *more))

    return judge


def _told(problem: Problem) -> str:
    place = problem.place
    return f"{place.path}:{place.line}: {problem.message}" + (f"; {problem.hint}" if problem.hint else "")


def said(placeholder: str, *on: str) -> Judge:
    """A statement on a page, or on a leaflet, prints this."""

    def judge(guide: Guide) -> Answer:
        saying = guide.saying(placeholder)
        lacking = [kind for kind in on if not any(guide.is_on(found, kind) for found, _ in saying)]
        missing = (
            f"no {kind} says `{{{placeholder}}}`: add a sentence with it to a topic that a {kind} shows"
            for kind in lacking
        )
        return Answer(tuple(guide.spot(found, each.place("say")) for found, each in saying), tuple(missing))

    return judge


def page_built(built: str) -> Judge:
    """The site has a page of this kind, made from the data."""

    def judge(guide: Guide) -> Answer:
        pages = [page for page in guide.project.site.pages if page.built == built]
        missing = () if pages else (f"the site has no such page: add one with `built: {built}` to docs/site.yaml",)
        return Answer(tuple(Spot(page.place(), (f"page {page.id}",), page.title) for page in pages), missing)

    return judge
