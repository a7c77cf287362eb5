"""The surface of a page that shows topics: which sections in which order, folded how, and what it adds. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Literal

from build_tools.content.labels import CERTAINTY
from build_tools.content.model import Page, Procedure, Project, shown_on_page
from build_tools.guide import blocks, chances, help, walk
from build_tools.guide.blocks import Block
from build_tools.guide.explain import explained
from build_tools.guide.leaflet import message
from build_tools.guide.origins import origins
from build_tools.guide.records import Guide, Line, Section, Surface
from build_tools.guide.resolver import TOOL
from build_tools.guide.word_list import card, definitions
from build_tools.messages import messages
from build_tools.problems import Place

FOLDED = {"paragraph", "list"}  # pictures, tables, numbers and what one fills in stay open
QUESTIONS = "choose-a-question"  # the id of the way to all questions of a page
FEW = 3  # sections that are seen without a list of them


def page(project: Project, procedure: Procedure, guide: Guide, page: Page, tail: Iterable[Block] = ()) -> Surface:
    """A page of a procedure; `tail` stands between its sections and the list of sources, such as its leaflet."""
    shown = tuple(map(_in_whole_words, walk.selected(guide.sections, shown_on_page(procedure, page))))
    beside = {section.id for section in shown}.intersection(page.side_by_side)
    pair = beside if len(beside) == 2 else set()
    made = (_section(each, project, procedure, guide, page, each.id in pair) for each in shown)
    sections = tuple(_with_ways(project, guide, page, tuple(made)))
    if page.id == project.site.help_page:
        sections = tuple(help.with_ways(guide, sections))
    said = origins(project, guide, shown, message(procedure, guide, "pages", page.id))
    return made_of(project, procedure, guide, page, sections, (*tail, said))


def made_of(
    project: Project, procedure: Procedure, guide: Guide, page: Page, sections: Iterable[Section],
    tail: Iterable[Block] = (),
) -> Surface:  # fmt: skip
    """A page with these sections, their words explained, and with more blocks at its end."""
    lead = message(procedure, guide, "pages", page.id) or description(guide, page)
    (lead, explaining), terms = explained((lead, tuple(sections)), guide, opens_cards=True)
    end = tuple(tail)
    return Surface(
        kind="page",
        id=page.id,
        size="",
        title=guide.resolver.line(page.title, "site", page.place("title"), "title"),
        lead=lead,
        sections=(*explaining, *([Section("", None, end, page.place())] if end else ())),
        explained=tuple(card(project, procedure, guide, id) for id, opens in terms.items() if opens),
    )


def description(guide: Guide, page: Page) -> Line:
    """What a page is about."""
    return guide.resolver.line(page.description, "site", page.place("description"), "label")


def note(*sentences: Line, look: str = "", place: Place = TOOL) -> blocks.Note:
    """These sentences, where a page says them of itself."""
    return blocks.Note(look=look, sentences=sentences, place=place)


def untitled(*shown: Block) -> Section:
    """Blocks that need no title."""
    return Section("", None, shown, TOOL)


def _with_ways(project: Project, guide: Guide, page: Page, sections: tuple[Section, ...]) -> Iterator[Section]:
    """With the way to all sections: of questions below key points, each leads back; else after the first section."""
    ahead = int(any(isinstance(block, blocks.KeyPoints) for block in sections[0].blocks))
    for number, section in enumerate(sections):
        if page.questions and number == ahead:
            ways = _links(guide, messages("Choose your question"), "questions", sections[ahead:])
            yield Section("", None, (replace(ways, anchor=QUESTIONS),), page.place())
        more = [*_ticks(project, guide, sections)] if number == 0 else []
        if page.questions and number >= ahead:
            more.append(note(guide.link("Back to the questions", f"#{QUESTIONS}"), look="back", place=section.place))
        elif number == 0 and not page.questions and len(sections) > FEW:
            more.insert(0, _links(guide, messages("On this page"), "contents", sections[1:]))
        yield replace(section, blocks=(*section.blocks, *more))


def _links(guide: Guide, heading: str, look: Literal["contents", "questions"], to: tuple[Section, ...]) -> blocks.Links:
    links = tuple(
        blocks.Link(words=replace(each.title, role="frame"), address=f"#{each.id}") for each in to if each.title
    )
    return blocks.Links(heading=guide.frame(heading), look=look, links=links, place=to[0].place)


def _ticks(project: Project, guide: Guide, sections: tuple[Section, ...]) -> Iterator[Block]:
    plan = project.site.page_built("plan")
    if plan and any(isinstance(block, blocks.Checklist) for section in sections for block in section.blocks):
        kept = guide.link("Your own plan keeps them, with the day and time of each step.", plan.id, "page")
        yield note(guide.frame("Ticks on this page are not kept."), kept, look="ticks-note", place=plan.place())


# --- a section as pages show it --------------------------------------------------------------------------------------


def _in_whole_words(section: Section) -> Section:
    """With no sign in its short form, which is for paper."""
    return replace(section, blocks=tuple(
        replace(block, groups=tuple(replace(group, short=()) for group in block.groups))
        if isinstance(block, blocks.CareCard) else block
        for block in section.blocks
    ))  # fmt: skip


def _section(
    section: Section, project: Project, procedure: Procedure, guide: Guide, page: Page, is_side_by_side: bool
) -> Section:
    shown = tuple(_block(block, project, procedure, guide) for block in section.blocks)
    return replace(section, blocks=tuple(folded(shown)) if page.path else shown, is_side_by_side=is_side_by_side)


def _block(block: Block, project: Project, procedure: Procedure, guide: Guide) -> Block:
    if isinstance(block, blocks.Chances):
        return replace(block, rows=tuple(_chance(row, guide) for row in block.rows))
    if isinstance(block, blocks.HowSure):
        return replace(block, groups=tuple(_by_level(block.groups)))
    if isinstance(block, blocks.Contacts):  # who needs help now must not look for the number among others
        return replace(block, phones=tuple(sorted(block.phones, key=lambda phone: not phone.is_emergency)))
    if isinstance(block, blocks.CareCard):
        return help.card(block, guide)
    if isinstance(block, blocks.Definitions):
        return definitions(block, project, procedure, guide)
    return block


def folded(shown: Iterable[Block]) -> Iterator[Block]:
    """A fold for each detail with a heading, together with what follows it without one; all else stands open."""
    fold: list[Block] = []
    for block in shown:
        can_fold = block.detail and block.kind in FOLDED
        if fold and not (can_fold and not block.heading):
            yield _fold(fold)
            fold = []
        if can_fold and (block.heading or fold):
            fold.append(block)
        else:
            yield block
    if fold:
        yield _fold(fold)


def _fold(folded: list[Block]) -> Block:
    first, *others = folded
    inside = (replace(first, heading=None), *others)
    return blocks.Fold(heading=first.heading, detail=True, blocks=inside, place=first.place)


def _chance(row: blocks.ChanceRow, guide: Guide) -> blocks.ChanceRow:
    """With its picture's name and note. Numbers may end a line: the room beside another picture is small."""
    counted, others = (_breakable(line) for line in (row.counted, row.others))
    name = replace(row.in_one(guide), role="alternative")
    return replace(row, name=name, counted=counted, others=others, note=chances.note(row, guide))


def _breakable(line: Line) -> Line:
    number = next(place for place, span in enumerate(line.spans) if span.kind == "value")
    spans = [replace(span, joined=False) if place == number else span for place, span in enumerate(line.spans)]
    return replace(line, spans=tuple(spans))


def _by_level(groups: Iterable[blocks.ClaimGroup]) -> Iterator[blocks.ClaimGroup]:
    levels = list(CERTAINTY)
    in_order = sorted(groups, key=lambda group: levels.index(group.level))
    for _, same in groupby(in_order, key=lambda group: group.level):
        first, *others = same
        yield replace(first, claims=(*first.claims, *(claim for group in others for claim in group.claims)))
