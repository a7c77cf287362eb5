"""The surface of a page that shows topics: which sections in which order, folded how, and what it adds. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from build_tools.content.labels import CERTAINTY
from build_tools.content.model import Page, Procedure, Project, shown_on_page
from build_tools.guide import blocks, icon_array, walk
from build_tools.guide.blocks import Block
from build_tools.guide.explain import explained
from build_tools.guide.records import Guide, Line, Section, Span, Surface
from build_tools.guide.resolver import TOOL

FOLDED = {"paragraph", "list"}  # pictures, tables, numbers and what one fills in stay open
FEW = 3  # sections that are seen without a list of them
LONG = 10  # words of a list that wants letters to jump to


def page(project: Project, procedure: Procedure, guide: Guide, page: Page, tail: Iterable[Block] = ()) -> Surface:
    """A page of a procedure; `tail` stands between its sections and the list of sources, such as its leaflet."""
    resolver = guide.resolver
    shown = [guide.sections[each.id] for each in shown_on_page(procedure, page)]
    made = tuple(_section(section, project, procedure, guide, page) for section in shown)
    sections, terms = explained(made, guide, opens_cards=True)
    end = (*tail, origins(project, guide, shown))
    return Surface(
        kind="page",
        id=page.id,
        size="",
        title=resolver.line(page.title, "site", page.place("title"), "title"),
        lead=resolver.line(page.description, "site", page.place("description"), "label"),
        sections=(*_with_ways(project, guide, sections), Section("", None, end, page.place())),
        explained=tuple(card(guide, id) for id, opens in terms.items() if opens),
    )


def _with_ways(project: Project, guide: Guide, sections: tuple[Section, ...]) -> Iterator[Section]:
    """After the first section the way to the others, and what becomes of ticks."""
    for number, section in enumerate(sections):
        more = [*_contents(guide, sections[1:]), *_ticks(project, guide, sections)] if number == 0 else ()
        yield replace(section, blocks=(*section.blocks, *more))


def _contents(guide: Guide, others: tuple[Section, ...]) -> Iterator[Block]:
    if len(others) >= FEW:
        links = tuple(
            blocks.Link(words=replace(each.title, role="frame"), address=f"#{each.id}") for each in others if each.title
        )
        yield blocks.Links(heading=guide.frame("On this page"), links=links, place=others[0].place)


def _ticks(project: Project, guide: Guide, sections: tuple[Section, ...]) -> Iterator[Block]:
    plan = next((page for page in project.site.pages if page.built == "plan"), None)
    if plan and any(isinstance(block, blocks.Checklist) for section in sections for block in section.blocks):
        kept = guide.frame("Your own plan keeps them, with the day and time of each step.")
        linked = replace(kept, spans=(Span(kept.text, "page", plan.id),))
        told = (guide.frame("Ticks on this page are not kept."), linked)
        yield blocks.Note(sentences=told, place=plan.place())


# --- a section as pages show it --------------------------------------------------------------------------------------


def _section(section: Section, project: Project, procedure: Procedure, guide: Guide, page: Page) -> Section:
    shown = tuple(_block(block, project, procedure, guide) for block in section.blocks)
    return replace(section, blocks=tuple(_folded(shown)) if page.path else shown)


def _block(block: Block, project: Project, procedure: Procedure, guide: Guide) -> Block:
    if isinstance(block, blocks.KeyPoints):  # in short: a line to write on stands where the page says it in full
        return replace(block, items=tuple(replace(item, blank="") for item in block.items))
    if isinstance(block, blocks.Chances):
        return replace(block, rows=tuple(_chance(row, guide) for row in block.rows))
    if isinstance(block, blocks.HowSure):
        return replace(block, groups=tuple(_by_level(block.groups)))
    if isinstance(block, blocks.Definitions):
        return definitions(block, project, procedure, guide)
    return block


def _folded(shown: Iterable[Block]) -> Iterator[Block]:
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
    picture = icon_array.picture(row.amount)
    name = replace(row.in_one(guide), role="alternative")
    return replace(row, name=name, counted=counted, others=others, note=_note(row, picture, guide))


def _breakable(line: Line) -> Line:
    number = next(place for place, span in enumerate(line.spans) if span.kind == "value")
    spans = [replace(span, joined=False) if place == number else span for place, span in enumerate(line.spans)]
    return replace(line, spans=tuple(spans))


NOTES = {
    "about": "The picture is rounded: about {people}.",
    "fewer": "The picture is rounded: fewer than {people}.",
    "more": "The picture is rounded: more than {people}.",
}


def _note(row: blocks.ChanceRow, picture: icon_array.Picture, guide: Guide) -> Line | None:
    people = guide.resolver.catalog.fact(icon_array.out_of_hundred(row.amount))
    told = [guide.frame(NOTES[picture.bound], people=people).text] if picture.bound in NOTES else []
    told += [guide.frame("Half filled: counted in some studies, not in others.").text] if picture.unsure else []
    return Line((Span(" ".join(told)),), row.place, "frame") if told else None


def _by_level(groups: Iterable[blocks.ClaimGroup]) -> Iterator[blocks.ClaimGroup]:
    levels = list(CERTAINTY)
    in_order = sorted(groups, key=lambda group: levels.index(group.level))
    for _, same in groupby(in_order, key=lambda group: group.level):
        first, *others = same
        yield replace(first, claims=(*first.claims, *(claim for group in others for claim in group.claims)))


# --- words explained -------------------------------------------------------------------------------------------------


def definitions(
    block: blocks.Definitions, project: Project, procedure: Procedure, guide: Guide
) -> blocks.Definitions:
    """Every word that the procedure explains, by the letter it begins with, each with the pages that explain it."""
    if not guide.terms:
        return replace(block, empty=guide.frame("No medical word needs to be explained here."))
    met = _met(project, procedure, guide)
    in_order = sorted(guide.terms, key=lambda id: guide.terms[id].order)
    letters = tuple(
        blocks.LetterGroup(letter=_letter(letter), words=tuple(replace(card(guide, id), met=met(id)) for id in ids))
        for letter, ids in groupby(in_order, key=lambda id: guide.terms[id].letter)
    )
    wants_index = len(in_order) > LONG and len(letters) < len(in_order)
    return replace(block, letters=letters, index=tuple(each.letter for each in letters) if wants_index else ())


def _letter(letter: str) -> Line:
    return Line((Span(letter),), TOOL, "frame")


def card(guide: Guide, id: str) -> blocks.Definition:
    """A word with its meaning and what more there is to say of it."""
    term = guide.terms[id]
    forms = ", ".join(form.text for form in term.forms)
    also = Line((Span(f"{guide.frame('Also:').text} {forms}"),), term.place, "frame") if forms else None
    return blocks.Definition(id=id, word=term.word, means=term.means, more=term.more, also=also)


def _met(project: Project, procedure: Procedure, guide: Guide) -> Callable[[str], Line | None]:
    """For a term: the pages that explain it, in their order, as one line of links."""
    pages = [(page, _terms_on(procedure, guide, page)) for page in project.site.pages]
    label = guide.frame("Where you meet it:").text

    def met(id: str) -> Line | None:
        found = [page for page, terms in pages if id in terms]
        spans = [Span(f"{label} ")]
        for number, page in enumerate(found):
            title = guide.resolver.line(page.title, "site", page.place("title")).text
            spans += [*([Span(", ")] if number else []), Span(title, "page", f"{page.id}#term-{id}")]
        return Line(tuple(spans), guide.terms[id].place, "frame") if found else None

    return met


def _terms_on(procedure: Procedure, guide: Guide, page: Page) -> set[str]:
    sections = [guide.sections[each.id] for each in shown_on_page(procedure, page)]
    return {span.id for line in walk.lines(tuple(sections)) for span in line.spans if span.kind == "term"}


# --- where it comes from ---------------------------------------------------------------------------------------------


def origins(project: Project, guide: Guide, sections: Iterable[Section]) -> blocks.Origins:
    """Which source stands behind each statement of these sections."""
    groups = tuple(
        blocks.OriginGroup(
            title=replace(section.title, role="frame"),
            origins=tuple(_origin(project, line) for line in _cited(section, guide)),
        )
        for section in sections
        if section.title
    )
    heading = guide.frame("Where each statement on this page comes from")
    return blocks.Origins(heading=heading, groups=groups, place=project.site.place("pages"))


def _cited(section: Section, guide: Guide) -> Iterator[Line]:
    for block in section.blocks:
        yield from (line for line in walk.lines(block) if line.sources)
        if isinstance(block, blocks.Definitions):
            for term in guide.terms.values():
                yield replace(term.word, sources=term.sources)
                yield from (term.more,) if term.more else ()


def _origin(project: Project, line: Line) -> blocks.Origin:
    """The statement again, as plain words."""
    spans: list[Span] = []
    for id in line.sources:
        spans += [*([Span("; ")] if spans else []), Span(project.sources.sources[id].title, "source", id)]
    said, sources = ((Span(line.text),), tuple(spans))
    return blocks.Origin(said=Line(said, line.place, "frame"), sources=Line(sources, line.place, "frame"))
