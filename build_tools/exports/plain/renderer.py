"""The surface of a page -> Markdown: one way for each kind of block. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import assert_never
from urllib.parse import quote

from build_tools.content.model import Project
from build_tools.exports.plain.markdown import escaped, folded, line, listed, stacked, table
from build_tools.guide import blocks, walk
from build_tools.guide.blocks import Block
from build_tools.guide.records import Line, Section, Span
from build_tools.guide.resolver import strong
from build_tools.website import pages
from build_tools.website.site_page import SitePage, located

# Ways that engines have of their own, what is said of ticks that last, and a line to fill in on the wall.
ONLY_ON_OUR_SITE = {"contents", "levels", "questions", "back", "ticks-note", "on-paper"}


@dataclass(frozen=True)
class Renderer:
    """Writes a page as it is on a day; links count from where it lies."""

    project: Project
    page: SitePage
    today: date

    def main(self) -> str:
        """What the page says below its title."""
        surface = self.page.surface
        return stacked([*self.some(surface.lead), *map(self.section, surface.sections)])

    def section(self, section: Section) -> str:
        """The headings of its blocks stand one level below its title."""
        title = [self.heading(2, section.title, section.id)] if section.title else []
        return stacked([*title, self.shown(section.blocks, 2 + len(title))])

    def shown(self, shown: Iterable[Block], level: int) -> str:
        """Blocks whose headings are of this level."""
        return stacked(self.block(each, level) for each in shown)

    def block(self, block: Block, level: int) -> str:
        """A block with its heading; headings inside it stand one level below."""
        if getattr(block, "look", "") in ONLY_ON_OUR_SITE:
            return ""
        heading = [self.heading(level, block.heading)] if block.heading and block.kind != "origins" else []
        return stacked([*heading, *self.some(getattr(block, "intro", None)), *self.parts(block, level + len(heading))])

    def parts(self, block: Block, level: int) -> Iterator[str]:
        """What a block says below its heading and first words. A kind that is not here stops mypy, and the export."""
        match block:
            case blocks.Note(look="verdict"):
                yield f"**{self.one_line(block.sentences)}**"
            case blocks.Paragraph() | blocks.Note():
                yield self.one_line(block.sentences)
            case blocks.AfterDay():
                yield self.one_line(block.sentences) if self.today > block.day else ""
            case blocks.BulletList() | blocks.KeyPoints():
                yield listed(self.some(*block.items))
            case blocks.Steps():
                yield "\n".join(f"{number}. {self.said(item)}" for number, item in enumerate(block.items, 1))
            case blocks.Checklist():
                yield listed(self.some(*block.items), "- [ ] ")
            case blocks.DoAndDoNot():
                yield from (self.heading(level, block.do_label), listed(self.some(*block.do)))
                yield from (self.heading(level, block.do_not_label), listed(self.some(*block.do_not)))
            case blocks.CareCard():
                yield self.heading(level, block.title)
                for signs in block.groups:
                    yield from (self.heading(level + 1, signs.title),) if signs.title else ()
                    yield listed(self.some(*signs.items))
                numbers = (
                    (f"[{self.said(call.words)}](tel:{call.dials})", *self.some(call.hours)) for call in block.calls
                )
                yield listed(" ".join(each) for each in numbers)
                yield from self.some(block.why, block.tell)
            case blocks.Answer():
                yield f"**{self.said(block.sentence)}**"
            case blocks.Chances():
                yield listed(self.one_line((row.counted, row.others)) for row in block.rows)
            case blocks.HowSure():
                for group in block.groups:
                    yield self.heading(level, group.label)
                    yield listed(self.one_line((each.claim, each.because)) for each in group.claims)
            case blocks.Comparison() if len(block.columns) > 1:  # a table of several choices is too wide for phones
                for number, column in enumerate(block.columns):
                    cells = ((strong(row.label), row.cells[number]) for row in block.rows)
                    yield self.heading(level, column)
                    yield listed(f"{self.said(label)}: {self.said(cell)}" for label, cell in cells)
            case blocks.Comparison():
                rows = (self.some(row.label, *row.cells) for row in block.rows)
                yield table(self.some(block.corner, *block.columns), rows)
            case blocks.Figure():
                yield self.picture(block.alt, f"{self.page.guide.procedure}/pictures/{block.picture}")
                yield self.said(block.caption)
            case blocks.Definitions():
                yield from self.some(block.empty)
                for word in (word for group in block.letters for word in group.words):
                    yield self.heading(level, word.word)
                    yield from self.some(word.means, word.more, word.also, word.met)
            case blocks.Contacts():
                words = (self.some(phone.name, phone.number, phone.hours) for phone in block.phones)
                yield listed(f"{name}: {number} ({hours})" for name, number, hours in words)
            case blocks.Gap():
                yield f"**{self.said(block.label)}** {self.said(block.needs)}"
            case blocks.Row() | blocks.Fold() | blocks.Box() | blocks.Tool():
                yield self.shown(block.blocks, level)
            case blocks.Links():
                yield listed(self.link(each.words, each.address, each.more) for each in block.links)
            case blocks.Tiles():
                yield listed(self.link(each.title, each.address, each.text, is_strong=True) for each in block.tiles)
            case blocks.Search() | blocks.WriteIn() | blocks.Times():  # which no page has
                yield ""
            case blocks.Offers():
                for offer in block.offers:
                    yield self.heading(level, offer.heading) if offer.heading else ""
                    yield self.picture(offer.alt, offer.picture)
                    yield from (f"**{self.said(offer.title)}**", self.said(offer.purpose))
                    yield listed(self.link(each.words, each.address, each.more) for each in offer.files)
            case blocks.PrintedList():
                yield " ".join(self.some(block.name, block.more))
                yield table(self.some(*block.columns), map(self.printed, block.rows))
                yield listed(" ".join(self.some(*walk.lines(each))) for each in block.waiting)
            case blocks.Changes():
                yield "\n".join(map(self.change, block.changes))
            case blocks.SourceEntry():
                yield from (self.heading(level, block.title, block.id), *self.some(*block.about))
                yield folded(self.said(block.counts), [listed(self.some(*block.facts))]) if block.counts else ""
            case blocks.Origins():
                said = (part for group in block.groups for part in self.origins(group))
                yield folded("".join(self.some(block.heading)), said)
            case blocks.Moment():
                for part in block.parts:
                    yield from (*self.some(part.lead), listed(self.some(*part.steps), "- [ ] "))
            case _:
                assert_never(block)

    def printed(self, row: blocks.PrintedRow) -> list[str]:
        """A row of the print desk's list; the leaflet's name leads to it too."""
        name = " ".join([self.link(row.title, row.open.address, row.procedure), *self.some(row.own)])
        ways = [self.link(each.words, each.address, each.more) for each in (row.open, row.with_english) if each]
        codes = " ".join(self.some(*row.codes, row.state))
        counts = self.some(row.sides, row.sheets, row.single, row.paper)
        return [name, " ".join(ways), self.said(row.size), codes, *counts]

    def change(self, change: blocks.ToldChange) -> str:
        """An item with what was said before, and what now, below it."""
        return "\n    - ".join([f"- **{self.said(change.headline)}**", *self.some(change.old, change.new)])

    def origins(self, group: blocks.OriginGroup) -> Iterator[str]:
        """The statements of a section, each with its sources."""
        yield f"**{self.said(group.title)}**"
        yield listed(f"{self.said(each.said)} ({self.said(each.sources)})" for each in group.origins)

    # --- lines -------------------------------------------------------------------------------------------------------

    def heading(self, level: int, words: Line, id: str = "") -> str:
        """With the address that it has on our site."""
        anchor = f" {{#{id}}}" if id else ""
        return f"{'#' * level} {self.said(words)}{anchor}"

    def some(self, *lines: Line | None) -> list[str]:
        """Those lines that are there."""
        return [self.said(each) for each in lines if each]

    def one_line(self, lines: Iterable[Line]) -> str:
        """Sentences one after the other."""
        return " ".join(map(self.said, lines))

    def said(self, words: Line) -> str:
        """A line, with its strong words marked."""
        parts = groupby(words.spans, key=lambda span: span.strong)
        told = ((is_strong, "".join(map(self.span, same))) for is_strong, same in parts)
        said = line("".join(f"**{part}**" if is_strong else part for is_strong, part in told))
        return " ".join([said, *self.some(words.how_long, words.why)])

    def span(self, span: Span) -> str:
        """A part of a line; a word with its meaning where it is explained, which then needs no card."""
        words = escaped(span.text)
        if span.kind == "phone":
            return f"[{words}](tel:{span.tel})"
        if span.kind in ("page", "source", "link"):
            address = pages.address(self.project, self.page, span)
            return f"[{words}]({self.here(address.partition('#')[0] if span.kind == 'page' else address)})"
        return f"{words} ({self.said(span.means)})" if span.means else words

    def link(self, words: Line, address: str, more: Line | None = None, is_strong: bool = False) -> str:
        """A way to a page or file, and what more there is to say of it."""
        way = f"[{self.said(words)}]({self.here(address)})"
        return " ".join([f"**{way}**" if is_strong else way, *self.some(more)])

    def picture(self, alternative: Line, path: str) -> str:
        """A picture with the words that stand for it."""
        return f"![{self.said(alternative)}]({self.here(path)})"

    def here(self, address: str) -> str:
        """An address as seen from the page, by the name of the file that makes it."""
        path, mark, section = pages.relative(located(address, self.page.folder), self.page.address).partition("#")
        return quote(re.sub(r"\.html$", ".md", path)) + mark + section
