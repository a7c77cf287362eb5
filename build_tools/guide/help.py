"""The cards of "Get help" as pages show them: what to do, the signs, then whom to call; and a way to each. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from build_tools.content.labels import LEVELS
from build_tools.content.model import Phone
from build_tools.guide import blocks
from build_tools.guide.blocks import Block
from build_tools.guide.records import Guide, Line, Section, Span
from build_tools.guide.resolver import TOOL, Resolver, strong


def card(block: blocks.CareCard, guide: Guide) -> blocks.CareCard:
    """A card whose heading is what to do; the numbers to press stand below its signs."""
    resolver = guide.resolver
    numbers = Line(tuple(map(_shown, resolver.called(block.level).spans)), TOOL)
    return replace(
        block,
        title=guide.frame(LEVELS[block.level].signs, numbers=numbers),
        calls=tuple(_call(resolver, phone) for phone in resolver.clinic.for_help(block.level)),
    )


def with_ways(guide: Guide, sections: tuple[Section, ...]) -> Iterator[Section]:
    """The page for help: signs begin below its title and a way to each level; the last line is for those in doubt."""
    first = next((section for section in sections if _cards(section)), None)
    for section in sections:
        yield replace(section, title=None, blocks=tuple(_led(guide, section))) if section is first else section


def _led(guide: Guide, section: Section) -> Iterator[Block]:
    cards = _cards(section)
    links = tuple(blocks.Link(words=guide.frame(LEVELS[each.level].short), address=f"#{each.anchor}") for each in cards)
    yield blocks.Links(look="levels", links=links, place=section.place)
    for block in section.blocks:
        yield block
        if block is cards[-1]:
            yield blocks.Note(look="not-sure", sentences=_in_doubt(guide), place=section.place)


def _in_doubt(guide: Guide) -> tuple[Line, ...]:
    """Who wavers between two cards takes the more urgent one."""
    resolver = guide.resolver
    number = Line((resolver.phone(resolver.clinic.for_help("emergency")[0]),), TOOL)
    return (
        guide.frame("Could it be an emergency?"),
        guide.frame("Call {number}.", number=number),
        guide.frame("Not sure about the rest?"),
        strong(guide.frame("Call us.")),
        guide.frame("You are not bothering us."),
    )


def _cards(section: Section) -> list[blocks.CareCard]:
    return [block for block in section.blocks if isinstance(block, blocks.CareCard)]


def _shown(span: Span) -> Span:
    """A number that is read and not pressed."""
    return replace(span, kind="value", id=f"phone_{span.id}", tel="", name="") if span.kind == "phone" else span


def _call(resolver: Resolver, phone: Phone) -> blocks.Call:
    pressed = Line((Span(resolver.phone(phone).name, joined=True),), phone.place("number"), "frame")
    name = resolver.line(phone.name, "clinic", phone.place("name"), "label")
    hours = resolver.frame("{name}: {hours}", name=name, hours=resolver.answers(phone))
    return blocks.Call(id=phone.id, dials=phone.dials, words=pressed, hours=None if phone.is_emergency else hours)
