"""Rules on what must be there: the sections of the site and of each leaflet, and the three levels of getting help."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import walk
from build_tools.model import (
    LEVELS,
    CareCard,
    Page,
    Procedure,
    Project,
    Required,
    Topic,
    shown_on_leaflet,
    shown_on_page,
)
from build_tools.problems import Place, Problem


def site_sections(project: Project) -> Iterator[Problem]:
    """Every section that site.yaml requires has a file in every procedure, and a page shows it."""
    on_pages = {id for page in project.site.pages for id in page.topics}
    yield from _missing(project, project.site.required, on_pages, "no page shows", "name it in the topics of a page")


def leaflet_sections(project: Project) -> Iterator[Problem]:
    """Every section that a leaflet requires has a file in every procedure, and the leaflet shows it."""
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
            if entry.topic not in procedure.topics and entry.topic not in procedure.unread_topics:
                message = f"{procedure.id} has no section `{entry.topic}`, which is required"
                hint = f"write docs/content/{procedure.id}/topics/{entry.topic}.yaml"
                yield Problem(entry.place("topic"), "missing-section", message, hint)


def site_blocks(project: Project) -> Iterator[Problem]:
    """A required section holds the kinds of block that site.yaml names."""
    for procedure in project.procedures:
        kinds = {id: {str(block.kind) for block in topic.blocks} for id, topic in procedure.topics.items()}
        yield from _missing_blocks(project.site.required, kinds, f"in {procedure.id}")


def leaflet_blocks(project: Project) -> Iterator[Problem]:
    """A required section holds the kinds of block that the leaflet names, among the blocks the leaflet shows."""
    for leaflet in project.leaflets.values():
        for procedure in project.procedures:
            shown = shown_on_leaflet(procedure, leaflet)
            kinds = {id: {str(block.kind) for block in blocks} for id, _, blocks in shown}
            yield from _missing_blocks(leaflet.required, kinds, f"on this leaflet, in {procedure.id}")


def _missing_blocks(required: tuple[Required, ...], kinds: dict[str, set[str]], where: str) -> Iterator[Problem]:
    for entry in required:
        for index, kind in enumerate(entry.holds):
            if entry.topic in kinds and kind not in kinds[entry.topic]:
                message = f"the section `{entry.topic}` has no {kind} {where}"
                hint = f"add a block `kind: {kind}` to the topic, without `detail: true` if a leaflet needs it"
                yield Problem(entry.place("holds", index), "missing-block", message, hint)


def sections_with_content(project: Project) -> Iterator[Problem]:
    """No section of a leaflet is empty: at least one block of its topic is shown."""
    for leaflet in project.leaflets.values():
        for procedure in project.procedures:
            empty = {id for id, _, blocks in shown_on_leaflet(procedure, leaflet) if not blocks}
            for section in leaflet.sections:
                if section.topic in empty:
                    message = f"the section `{section.topic}` of {procedure.id} has no block that this leaflet shows"
                    hint = "change `shows`, or take `detail: true` from a block of the topic"
                    yield Problem(section.place("topic"), "empty-section", message, hint)


def care_levels(project: Project) -> Iterator[Problem]:
    """Care cards come as all three levels, in order: emergency, same_day, office_hours; leaflets show them all."""
    for _, id, topic in walk.topics(project):
        cards = _cards(topic)
        levels = tuple(card.level for card in cards)
        if cards and levels != LEVELS:
            message = f"the care cards of `{id}` are {', '.join(levels)}"
            hint = f"write one card each, in this order: {', '.join(LEVELS)}"
            yield Problem(_first_wrong(cards), "care-levels", message, hint)
        for card in cards:
            if card.detail:
                message, hint = "a care card that leaflets leave out", "take out `detail: true`"
                yield Problem(card.place("detail"), "care-levels", message, hint)


def _cards(topic: Topic) -> list[CareCard]:
    return [block for block in topic.blocks if isinstance(block, CareCard)]


def _first_wrong(cards: list[CareCard]) -> Place:
    """The first card out of order; the last one where only later ones are missing."""
    for index, card in enumerate(cards):
        if LEVELS[index : index + 1] != (card.level,):
            return card.place("level")
    return cards[-1].place("level")


def help_page(project: Project) -> Iterator[Problem]:
    """The page that every "get help" link leads to shows care cards."""
    for page in project.site.pages:
        if page.id == project.site.help_page:
            for procedure in project.procedures:
                if not _shows_cards(procedure, page):
                    message = f"the page `{page.id}` of {procedure.id} shows no care cards"
                    hint = "name a page that shows a topic with care cards"
                    yield Problem(project.site.place("help_page"), "help-page", message, hint)


def _shows_cards(procedure: Procedure, page: Page) -> bool:
    unread = procedure.unread_topics.intersection(page.topics)
    return bool(unread) or any(_cards(shown.topic) for shown in shown_on_page(procedure, page))
