"""How the sections of a leaflet stand on paper: across or in columns, in boxes, within a card, with numbers. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from build_tools.content import model
from build_tools.content.hours import ALWAYS, week
from build_tools.content.labels import LEVELS
from build_tools.content.model import Leaflet, Level, Size
from build_tools.guide import blocks, walk
from build_tools.guide.blocks import Block
from build_tools.guide.records import Guide, Heads, Layout, Line, Section, Span

COLUMN, WIDTH = 38, 76  # about how many characters a column and the whole width hold
ACROSS = blocks.Times | blocks.CareCard | blocks.Contacts | blocks.Comparison


def placed(
    sections: Iterable[Section], outline: Leaflet, size: Size, guide: Guide, size_id: str
) -> tuple[Section, ...]:
    """The sections as the leaflet wants them to stand."""
    found: list[Section] = []
    written = (each for each in outline.sections if each.topic in guide.sections)
    for section, asked in zip(sections, written, strict=True):
        if size.columns == 1 and _repeats(section):
            continue
        made = _placed(section, asked, outline.columns, size, guide, asked.gives_reasons(size_id))
        if found and _is_unwritten(found[-1]):
            made = replace(made, layout=replace(made.layout, new_side=False))  # it would leave a side all but blank
        place_of = {each.id: place for place, each in enumerate(found)}
        # Where letters are large, signs come first.
        box = place_of.get(asked.within or "") if size.columns > 1 else None
        if box is not None:
            found[box] = replace(found[box], blocks=_with_inside(found[box].blocks, made.blocks[:1]))
            made = replace(made, blocks=made.blocks[1:])
        if made.blocks or box is None:
            found += _strips_first(made)
    return tuple(found)


def _strips_first(section: Section) -> Iterator[Section]:
    """What to do at another level of help stands before the box in which it is written, in a strip of its own."""
    box = section.layout.level
    strips = [each for each in section.blocks if isinstance(each, blocks.Paragraph) and each.level not in (None, box)]
    if box and strips:
        strip = Layout(across=True)
        yield replace(section, id=f"{section.id}-first", title=None, calls=(), blocks=tuple(strips), layout=strip)
        section = replace(section, blocks=tuple(each for each in section.blocks if each not in strips))
    yield section


def _repeats(section: Section) -> bool:
    """A list of words says again what stands behind each of them: large print has no room for that."""
    return all(isinstance(block, blocks.Definitions) for block in section.blocks)


def _is_unwritten(section: Section) -> bool:
    return any(isinstance(block, blocks.Gap) for block in section.blocks)


def _placed(
    section: Section, asked: model.YamlSection, columns: int, size: Size, guide: Guide, gives_reasons: bool
) -> Section:
    is_answer = any(isinstance(block, blocks.Answer) for block in section.blocks)
    has_side_heads = asked.side_heads and not _is_unwritten(section)
    heads: Heads = "title-beside" if is_answer else "blocks-beside" if has_side_heads else "above"
    is_wide = bool(asked.across or asked.level or heads != "above")
    layout = Layout(
        across=min(columns, size.columns) == 1 or is_wide or any(isinstance(each, ACROSS) for each in section.blocks),
        is_band=asked.across,
        new_side=asked.new_side and size.columns > 1,
        level=asked.level,
        heads=heads,
    )
    told = section.blocks if gives_reasons else walk.mapped(section.blocks, lambda line: replace(line, why=None))
    shown = tuple(_block(block, asked, layout, size, guide) for block in told)
    title = None if _has_own_head(section.blocks) else section.title
    calls = _calls(guide, asked.level)[:1] if asked.level else ()
    if asked.level and size.columns > 1:
        shown = tuple(_lists_beside(shown))
    return replace(section, title=title, calls=calls, blocks=shown, layout=layout)


def _lists_beside(shown: Iterable[Block]) -> Iterator[Block]:
    """Two lists of a box share its two columns."""
    for is_list, same in groupby(shown, key=lambda block: isinstance(block, blocks.BulletList)):
        together = tuple(same)
        if is_list and len(together) == 2:
            lists = (replace(each, is_short=False) for each in together if isinstance(each, blocks.BulletList))
            yield blocks.Row(blocks=tuple(lists), place=together[0].place)
        else:
            yield from together


def _has_own_head(shown: tuple[Block, ...]) -> bool:
    """A card has its title, phones say what they are, and the message of the leaflet heads a strip of times."""
    first = shown[0] if shown else None
    return isinstance(first, blocks.Times | blocks.CareCard) or (isinstance(first, blocks.Contacts) and len(shown) == 1)


def _block(block: Block, asked: model.YamlSection, layout: Layout, size: Size, guide: Guide) -> Block:
    if isinstance(block, blocks.BulletList):
        return replace(block, is_short=layout.across and is_short(block.items, size))
    if isinstance(block, blocks.CareCard):
        return _card(block, asked, size, guide)
    return block


def _card(card: blocks.CareCard, asked: model.YamlSection, size: Size, guide: Guide) -> blocks.CareCard:
    """All signs in one list, in their short form where that is asked; numbers and hours apart from what to do."""
    signs = tuple(sign for group in card.groups for sign in (group.short if asked.short else group.items))
    groups = (blocks.SignGroup(items=signs),)
    card = replace(card, groups=groups, is_brief=asked.short, is_short=is_short(signs, size))
    alone = LEVELS[card.level].alone
    if not alone:
        return card
    called = guide.resolver.clinic.for_help(card.level)
    calls = _calls(guide, card.level)
    if card.level != "office_hours":  # whose title tells when
        hours = map(guide.resolver.answers, called)
        pairs = zip(calls, hours, strict=True)
        calls = tuple(replace(one, spans=(*one.spans, Span(" "), *each.spans)) for one, each in pairs)
    if week(hours for phone in called for hours in phone.hours) == ALWAYS:
        alone = LEVELS[card.level].always
    return replace(card, title=replace(guide.frame(alone), role=card.title.role), numbers=calls)


def _calls(guide: Guide, level: Level) -> tuple[Line, ...]:
    phones = guide.resolver.clinic.for_help(level)
    return tuple(Line((replace(guide.resolver.phone(each), strong=True),), each.place("number")) for each in phones)


def is_short(items: tuple[Line, ...], size: Size) -> bool:
    """Whether two columns of a list take less paper than one."""
    return size.columns > 1 and len(items) > 2 and _lines(items, COLUMN) <= 1.5 * _lines(items, WIDTH)


def _lines(items: tuple[Line, ...], room: int) -> int:
    return sum(-(-len(" ".join(_said(item))) // room) + bool(item.blank) for item in items)


def _said(line: Line) -> Iterator[str]:
    yield line.text
    for more in (line.how_long, line.why):
        if more:
            yield more.text


def _with_inside(shown: tuple[Block, ...], inside: tuple[Block, ...]) -> tuple[Block, ...]:
    """With these at the end of the first card, or behind all where there is none."""
    for place, card in enumerate(shown):
        if isinstance(card, blocks.CareCard):
            made = replace(card, inside=(*card.inside, *inside))
            return (*shown[:place], made, *shown[place + 1 :])
    return (*shown, *inside)


def bands(sections: Iterable[Section]) -> tuple[tuple[bool, tuple[Section, ...]], ...]:
    """Sections that share columns together, and whether they stand across; each new side begins a band."""
    found: list[tuple[bool, tuple[Section, ...]]] = []
    for section in sections:
        is_across = section.layout.across
        if found and found[-1][0] == is_across and not section.layout.new_side:
            found[-1] = (is_across, (*found[-1][1], section))
        else:
            found.append((is_across, (section,)))
    return tuple(found)
