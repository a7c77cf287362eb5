"""What a section says, as answers of the search show it: by the kind of each of its blocks. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.guide import blocks, walk
from build_tools.guide.blocks import Block
from build_tools.guide.records import Guide, Line, Section
from build_tools.guide.walk import spoken
from build_tools.messages import messages
from build_tools.website.search_files import SearchLine, SearchPart

# What a page says of itself, ways to other places, what a tool shows, where statements come from; and signs of danger,
# which are answers of their own (search_signs.py).
NOT_SEARCHED = {
    "note", "after_day", "links", "tiles", "search", "offers", "printed_list", "changes", "source_entry", "tool",
    "origins", "moment", "care_card",
}  # fmt: skip


def parts(guide: Guide, section: Section) -> tuple[SearchPart, ...]:
    """Its lines under their headings. A line can stand alone behind its lead: a sentence, an item, a cell, a chance."""
    return tuple(part for block in section.blocks for part in _parts(guide, block, "") if part.lines)


def _parts(guide: Guide, block: Block, over: str) -> Iterator[SearchPart]:
    """`over` is the heading of what holds the block."""
    heading = block.heading.text if block.heading else over
    match block:
        case blocks.Paragraph() | blocks.Note(look=""):
            yield _part(guide, heading, block.sentences, is_run=True)
        case blocks.BulletList() | blocks.Steps() | blocks.Checklist() | blocks.KeyPoints():
            yield _part(guide, heading, block.items, block.intro)
        case blocks.DoAndDoNot():
            yield _part(guide, heading, block.do)
            yield _part(guide, heading, block.do_not)
        case blocks.Chances():
            for chance in block.rows:
                yield _part(guide, heading, (chance.counted, chance.others), block.intro, is_run=True)
            yield _part(guide, heading, (block.note,))
        case blocks.HowSure():
            for of in block.groups:
                for claim in of.claims:
                    yield _part(guide, heading, (claim.claim, claim.because), _before(guide, of.label), is_run=True)
        case blocks.Comparison():
            for row in block.rows:
                for column, cell in zip(block.columns, row.cells, strict=True):
                    lead = guide.frame("{choice}. {aspect}:", choice=column, aspect=row.label)
                    yield _part(guide, heading, (cell,), lead)
        case blocks.Answer():
            yield _part(guide, heading, (block.sentence,))
        case blocks.Figure():
            yield _part(guide, heading, (block.caption,))
        case blocks.Definitions():
            for word in (word for group in block.letters for word in group.words):
                yield _part(guide, "", (word.means, word.more, word.also), _before(guide, word.word), is_run=True)
        case blocks.Contacts():
            yield _phones(guide, heading, block)
        case blocks.Gap():
            yield _part(guide, heading, (block.needs,), block.label)
        case blocks.Row() | blocks.Fold() | blocks.Box():
            for each in block.blocks:
                yield from _parts(guide, each, heading)
        case _ if block.kind not in NOT_SEARCHED:
            yield _part(guide, heading, walk.lines(block))


def _part(
    guide: Guide, heading: str, lines: Iterable[Line | None], lead: Line | None = None, *, is_run: bool = False
) -> SearchPart:
    told = (line for line in lines if line and spoken(line))
    said = tuple(SearchLine(spoken(line), _behind(guide, line), line.search_terms) for line in told)
    return SearchPart(said, heading, spoken(lead) if lead else "", is_run and len(said) > 1)


def _behind(guide: Guide, line: Line) -> str:
    return guide.resolver.catalog.sentences(*(spoken(each) for each in (line.how_long, line.why) if each))


def _before(guide: Guide, label: Line) -> Line:
    return guide.frame("{label}:", label=label)


def _phones(guide: Guide, heading: str, block: blocks.Contacts) -> SearchPart:
    """Where a number is asked for, the list of all comes first. It is also found by its digits alone."""
    said = messages("{name}: {number}, {hours}.")
    lines = [guide.frame(said, name=each.name, number=each.number, hours=each.hours).text for each in block.phones]
    numbers = [each.number.text for each in block.phones]
    search_terms = ["; ".join(dict.fromkeys((each, "".join(filter(str.isdigit, each))))) for each in numbers]
    return SearchPart(tuple(map(SearchLine, lines, [""] * len(lines), search_terms)), heading)
