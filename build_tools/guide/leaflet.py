"""The surface of a leaflet in one size: which sections and blocks, side by side or not, with what paper adds. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Literal

from build_tools.content.model import Leaflet, Procedure, Project, Sentence, shown_on_leaflet
from build_tools.guide import blocks, chances, walk
from build_tools.guide.blocks import Block
from build_tools.guide.build import blank
from build_tools.guide.explain import explained
from build_tools.guide.records import Guide, Line, Section, Span, Surface
from build_tools.guide.sheet import placed


def leaflet(project: Project, procedure: Procedure, guide: Guide, id: str, size: str) -> Surface:
    """A leaflet of a procedure in one size."""
    outline = project.leaflets[id]
    chosen = walk.selected(guide.sections, shown_on_leaflet(procedure, outline, size))
    lead = message(procedure, guide, "leaflets", id) or purpose(guide, outline)
    made = placed(_made(chosen, guide), outline, project.sizes[size], guide, size)
    (about, lead, sections), terms = explained((means(procedure, guide, made), lead, made), guide, opens_cards=False)
    return Surface(
        kind="leaflet",
        id=id,
        size=size,
        title=title(guide, outline),
        lead=lead,
        sections=sections,
        means=about,
        explained=tuple(_word(guide, term) for term in terms),
    )


def message(procedure: Procedure, guide: Guide, on: Literal["pages", "leaflets"], id: str) -> Line | None:
    """The one thing that matters most on a page or leaflet."""
    said: Mapping[str, Sentence] = getattr(procedure.info.messages, on)
    return replace(guide.resolver.sentence(said[id], "procedure"), blank="") if id in said else None


def means(procedure: Procedure, guide: Guide, sections: tuple[Section, ...]) -> Line | None:
    """What the procedure is, unless a section answers just that."""
    said = procedure.info.messages.means
    line = guide.resolver.sentence(said, "procedure") if said else None
    answers = (answer.sentence.text.casefold() for answer in walk.of_kind(sections, blocks.Answer))
    return None if line and any(answer in line.text.casefold() for answer in answers) else line


def name_box(guide: Guide, leaflet: Leaflet) -> tuple[blocks.Blank, ...]:
    """What stands in the box at its head."""
    return tuple(blank(guide.resolver, each, "leaflets", title(guide, leaflet).text) for each in leaflet.name_box)


def still_right(guide: Guide) -> Line:
    """Where its readers see whether it is still right."""
    resolver = guide.resolver
    return guide.frame("Still right? {address}", address=resolver.catalog.left_to_right(resolver.clinic.short_address))


def has_times(project: Project, procedure: Procedure, guide: Guide, id: str, size: str) -> bool:
    """Whether it has a strip of times, which the print desk can fill in for one patient."""
    chosen = walk.selected(guide.sections, shown_on_leaflet(procedure, project.leaflets[id], size))
    return any(walk.of_kind(chosen, blocks.Times))


def purpose(guide: Guide, leaflet: Leaflet) -> Line:
    """What a leaflet is for."""
    return guide.resolver.line(leaflet.purpose, "leaflets", leaflet.place("purpose"), "label")


def pack_title(guide: Guide) -> str:
    """What all leaflets together are called."""
    return guide.frame("{procedure}: all leaflets", procedure=guide.title).text


def with_english(guide: Guide, title: str) -> str:
    """What a leaflet of another language is called that has its English behind it."""
    return guide.frame("{leaflet}, with the English", leaflet=title).text


def title(guide: Guide, leaflet: Leaflet) -> Line:
    """What a leaflet is called."""
    return guide.resolver.line(leaflet.title, "leaflets", leaflet.place("title"), "title")


def _made(sections: tuple[Section, ...], guide: Guide) -> tuple[Section, ...]:
    terms = walk.terms(sections)
    return tuple(
        replace(section, blocks=tuple(_in_rows(_block(each, guide, terms) for each in section.blocks)))
        for section in sections
    )


def _block(block: Block, guide: Guide, terms: set[str]) -> Block:
    if isinstance(block, blocks.Chances):
        return chances.on_paper(block, guide)
    if isinstance(block, blocks.HowSure):
        return replace(block, groups=tuple(replace(group, label=_with_colon(group.label)) for group in block.groups))
    if isinstance(block, blocks.Definitions):
        return _definitions(block, guide, terms)
    return block


def _with_colon(label: Line) -> Line:
    return replace(label, spans=(*label.spans, Span(":")))


def _definitions(block: blocks.Definitions, guide: Guide, terms: set[str]) -> Block:
    """The words that the leaflet uses, in the order of the glossary."""
    used = tuple(_word(guide, id) for id in guide.terms if id in terms)
    if not used:
        return replace(block, empty=guide.frame("No medical word needs to be explained here."))
    one_list = blocks.LetterGroup(letter="", words=used)
    return replace(block, letters=(one_list,))


def _word(guide: Guide, id: str) -> blocks.Definition:
    term = guide.terms[id]
    return blocks.Definition(id=id, word=_with_colon(term.word), means=term.means)


def _in_rows(shown: Iterable[Block]) -> Iterator[Block]:
    """Lists of steps or small pictures that follow each other share a row."""
    for kind, same in groupby(shown, key=_shares):
        together = tuple(same)
        if kind and len(together) > 1:
            yield blocks.Row(blocks=together, place=together[0].place)
        else:
            yield from together


def _shares(block: Block) -> str:
    return block.kind if isinstance(block, blocks.Steps) or (isinstance(block, blocks.Figure) and block.beside) else ""
