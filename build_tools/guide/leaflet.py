"""The surface of a leaflet in one size: which sections and blocks, side by side or not, with what paper adds. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from build_tools.content.model import Leaflet, Procedure, Project, Size, shown_on_leaflet
from build_tools.guide import blocks, walk
from build_tools.guide.blocks import Block
from build_tools.guide.explain import explained
from build_tools.guide.records import Guide, Line, Section, Span, Surface
from build_tools.languages.catalog import bounds

COLUMN_CHARACTERS = 38  # about what half a page's width holds


def leaflet(project: Project, procedure: Procedure, guide: Guide, id: str, size: str) -> Surface:
    """A leaflet of a procedure in one size."""
    outline = project.leaflets[id]
    chosen = walk.selected(guide.sections, shown_on_leaflet(procedure, outline, size))
    sections, terms = explained(_made(chosen, guide, project.sizes[size]), guide, opens_cards=False)
    return Surface(
        kind="leaflet",
        id=id,
        size=size,
        title=title(guide, outline),
        lead=purpose(procedure, guide, id, outline),
        sections=sections,
        explained=tuple(_word(guide, term) for term in terms),
    )


def purpose(procedure: Procedure, guide: Guide, id: str, leaflet: Leaflet) -> Line:
    """What a leaflet is for, in the procedure's own words where it has some."""
    own = procedure.info.purposes.get(id)
    if own:
        return guide.resolver.line(own, "procedure", procedure.info.place("purposes", id), "label")
    return guide.resolver.line(leaflet.purpose, "leaflets", leaflet.place("purpose"), "label")


def pack_title(guide: Guide) -> str:
    """What all leaflets together are called."""
    return guide.frame("{procedure}: all leaflets", procedure=guide.title).text


def title(guide: Guide, leaflet: Leaflet) -> Line:
    """What a leaflet is called."""
    return guide.resolver.line(leaflet.title, "leaflets", leaflet.place("title"), "title")


def _made(sections: tuple[Section, ...], guide: Guide, size: Size) -> tuple[Section, ...]:
    terms = walk.terms(sections)
    return tuple(
        replace(section, blocks=tuple(_in_rows(_block(block, guide, size, terms) for block in section.blocks)))
        for section in sections
    )


def _block(block: Block, guide: Guide, size: Size, terms: set[str]) -> Block:
    if isinstance(block, blocks.BulletList):
        return replace(block, is_short=_is_short(block.items, size))
    if isinstance(block, blocks.Chances):
        has_range = any(len(set(bounds(row.amount))) > 1 for row in block.rows)
        note = guide.frame("Hatched: counted in some studies, not in others.") if has_range else None
        return replace(block, note=note)
    if isinstance(block, blocks.HowSure):
        return replace(block, groups=tuple(replace(group, label=_with_colon(group.label)) for group in block.groups))
    if isinstance(block, blocks.Definitions):
        return _definitions(block, guide, terms)
    return block


def _is_short(items: tuple[Line, ...], size: Size) -> bool:
    """Whether two columns take less paper than one."""
    lines = sum(-(-len(item.text) // COLUMN_CHARACTERS) + bool(item.blank) for item in items)
    return size.columns > 1 and len(items) > 2 and lines <= 1.5 * len(items)


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
