"""Rules on what must be there: the sections of the site and of each leaflet, and the three levels of getting help."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, product, repeat

from build_tools.checks import views, walk
from build_tools.checks.references import did_you_mean
from build_tools.content.labels import LEVELS
from build_tools.content.model import Leaflet, Procedure, Project, Record, Required, Topic, YamlCareCard, has_gap
from build_tools.problems import Place, Problem

FIRST_KINDS = ("key_points", "answer", "contacts", "care_card")
UNWRITTEN = "gap"  # checks/gaps.py lists it; what else it lacks need not be said


def site_sections(project: Project) -> Iterator[Problem]:
    """Every section that site.yaml requires has a file in every procedure that is not without it, on some page."""
    on_pages = {id for page in project.site.pages for id in page.topics}
    yield from _missing(project, project.site.required, on_pages, "no page shows", "name it in the topics of a page")


def leaflet_sections(project: Project) -> Iterator[Problem]:
    """Every section that a leaflet requires has a file in every procedure not without it, and the leaflet shows it."""
    for leaflet in project.leaflets.values():
        on_leaflet = {section.topic for section in leaflet.sections}
        nobody, mend = "this leaflet does not show", "name it in the leaflet's sections"
        yield from _missing(project, leaflet.required, on_leaflet, nobody, mend)


def _missing(
    project: Project, required: tuple[Required, ...], shown: set[str], nobody: str, mend: str
) -> Iterator[Problem]:
    for entry in required:
        if entry.topic not in shown:
            message = f"{nobody} the required section `{entry.topic}`"
            yield Problem(entry.place("topic"), "missing-section", message, mend)
        for procedure in project.procedures:
            if not _is_there(procedure, entry):
                message = f"{procedure.id} has no section `{entry.topic}`, which is required"
                hint = f"write docs/content/{procedure.id}/topics/{entry.topic}.yaml"
                yield Problem(entry.place("topic"), "missing-section", message, hint)


def _is_there(procedure: Procedure, entry: Required) -> bool:
    """Whether there is a file for it, or the procedure may be without it and says so."""
    if entry.topic in procedure.topics or entry.topic in procedure.unread_topics:
        return True
    is_read = isinstance(procedure.info, Record)
    return entry.may_be_left_out and (not is_read or entry.topic in procedure.info.without)


def left_out_sections(project: Project) -> Iterator[Problem]:
    """`without` in procedure.yaml names sections that may be left out, and that are not there."""
    if project.unread_leaflets:  # nobody knows what they require
        return
    required = [*project.site.required, *(entry for each in project.leaflets.values() for entry in each.required)]
    known = {entry.topic for entry in required}
    strict = {entry.topic: entry.place().path for entry in reversed(required) if not entry.may_be_left_out}
    for procedure in project.procedures:
        for id in procedure.info.without:
            if id not in known:
                message = f"no section `{id}` is required"
                hint = did_you_mean(id, known, "`required` in docs/site.yaml")
            elif id in procedure.topics or id in procedure.unread_topics:
                message = f"the section `{id}` is there"
                hint = f"take it out of `without`, or delete topics/{id}.yaml"
            elif id in strict:
                message = f"{strict[id]} does not let the section `{id}` be left out"
                hint = f"write topics/{id}.yaml"
            else:
                continue
            yield Problem(procedure.info.place("without", id), "left-out", message, hint)


def site_blocks(project: Project) -> Iterator[Problem]:
    """A required section holds the kinds of block that site.yaml names."""
    for procedure in project.procedures:
        written = {id: topic.blocks for id, topic in procedure.topics.items() if not has_gap(topic.blocks)}
        kinds = {id: {str(block.kind) for block in blocks} for id, blocks in written.items()}
        yield from _missing_blocks(project.site.required, kinds, f"in {procedure.id}")


def leaflet_blocks(project: Project) -> Iterator[Problem]:
    """A required section holds the kinds of block that the leaflet names, among the blocks the leaflet shows."""
    for view in views.of_topics(project):
        if isinstance(view.record, Leaflet):
            written = ((id, blocks) for id, _, blocks in view.shown if not has_gap(blocks))
            kinds = {id: {str(block.kind) for block in blocks} for id, blocks in written}
            yield from _missing_blocks(view.record.required, kinds, f"on this leaflet, in {view.procedure.id}")


def _missing_blocks(required: tuple[Required, ...], kinds: dict[str, set[str]], where: str) -> Iterator[Problem]:
    for entry in required:
        for index, kind in enumerate(entry.holds):
            if entry.topic in kinds and kind not in kinds[entry.topic]:
                message = f"the section `{entry.topic}` has no {kind} {where}"
                hint = f"add a block `kind: {kind}` to the topic; for a leaflet, without `detail` or `sizes`"
                yield Problem(entry.place("holds", index), "missing-block", message, hint)


def cards_on_sides(project: Project) -> Iterator[Problem]:
    """Each care card for which a leaflet says the last side stands on it."""
    for view in views.of_topics(project):
        shown = [block for _, _, blocks in view.shown for block in blocks]
        levels = {block.level for block in shown if isinstance(block, YamlCareCard)}
        if not isinstance(view.record, Leaflet) or has_gap(shown) or view.procedure.unread_topics:
            continue
        for size, level in product(view.sizes, LEVELS):
            if level in view.record.card_sides.get(size, {}) and level not in levels:
                message = f"no card of the level {level} stands on this leaflet, in {view.procedure.id}"
                hint = "take the level out of `card_sides`, or show the topic with this card"
                yield Problem(view.record.place("card_sides", size, level), "missing-block", message, hint)


def sections_with_content(project: Project) -> Iterator[Problem]:
    """No section of a leaflet is empty: at least one block of its topic is shown."""
    for view in views.of_topics(project):
        empty = {id for id, _, blocks in view.shown if not blocks}
        for section in view.record.sections if isinstance(view.record, Leaflet) else ():
            if section.topic in empty:
                message = f"the section `{section.topic}` of {view.procedure.id} has no block that this leaflet shows"
                hint = "change `shows`, or take `detail` or `sizes` from a block of the topic"
                yield Problem(section.place("topic"), "empty-section", message, hint)


def care_levels(project: Project) -> Iterator[Problem]:
    """Care cards come as all three levels, in order: emergency, same_day, office_hours; leaflets show them all."""
    for _, id, topic in walk.topics(project):
        cards = _cards(topic)
        levels = tuple(card.level for card in cards)
        if cards and levels != tuple(LEVELS) and not has_gap(topic.blocks):
            message = f"the care cards of `{id}` are {', '.join(levels)}"
            hint = f"write one card each, in this order: {', '.join(LEVELS)}"
            yield Problem(_first_wrong(cards), "care-levels", message, hint)
        for card in cards:
            if card.detail:
                message, hint = "a care card that leaflets leave out", "take out `detail: true`"
                yield Problem(card.place("detail"), "care-levels", message, hint)


def _cards(topic: Topic) -> list[YamlCareCard]:
    return [block for block in topic.blocks if isinstance(block, YamlCareCard)]


def _first_wrong(cards: list[YamlCareCard]) -> Place:
    """The first card out of order; the last one where only later ones are missing."""
    pairs = zip(cards, chain(LEVELS, repeat("")), strict=False)
    return next((card for card, level in pairs if card.level != level), cards[-1]).place("level")


def help_page(project: Project) -> Iterator[Problem]:
    """The page that every "get help" link leads to shows care cards."""
    for page in project.site.pages:
        for procedure, shown in views.on_page(project, page) if page.id == project.site.help_page else ():
            if not any(_cards(each.topic) or has_gap(each.blocks) for each in shown):
                message = f"the page `{page.id}` of {procedure.id} shows no care cards"
                hint = "name a page that shows a topic with care cards"
                yield Problem(project.site.place("help_page"), "help-page", message, hint)


def key_points_first(project: Project) -> Iterator[Problem]:
    """Every page on the patient's path begins with key points or an answer; one about help with numbers or cards."""
    for page in project.site.pages:
        for procedure, shown in views.on_page(project, page) if page.path else ():
            first = next((str(block.kind) for each in shown for block in each.blocks), UNWRITTEN)
            if first not in (*FIRST_KINDS, UNWRITTEN):
                message = f"the page `{page.id}` of {procedure.id} begins with a {first}"
                hint = f"name a topic first in `topics` whose first block is one of: {', '.join(FIRST_KINDS)}"
                yield Problem(page.place("topics", 0), "no-key-points", message, hint)
