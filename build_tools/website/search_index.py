"""Pages -> what the site's search knows of them: an index for each procedure, and one of all their names. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from build_tools.content.model import Page, Project, shown_on_page
from build_tools.guide import blocks, walk
from build_tools.guide.blocks import Block
from build_tools.guide.records import Guide, Line, Section
from build_tools.guide.walk import spoken
from build_tools.website.search_files import NAMES, PAGES, Entry, Index, Part, index_files, lunr
from build_tools.website.site_page import SitePage

Told = Iterator[tuple[str, Iterable[Line | None]]]
"""The lines of each thing that an answer may show, behind the heading that is said with it."""
HELP = "index.html#get-help"  # what all procedures share
# What a page says of itself, ways to other places, what a tool shows, where statements come from.
NOT_SEARCHED = {
    "note", "after_day", "links", "tiles", "search", "offers", "printed_list", "changes", "source_entry", "tool",
    "origins", "moment",
}  # fmt: skip


def files(project: Project, guides: Sequence[Guide], pages: Iterable[SitePage]) -> dict[str, str]:
    """What the search reads, by path, with the engine that asks it."""
    return {"assets/lunr.js": lunr(guides[0].language)} | index_files(indexes(project, guides, pages))


def indexes(project: Project, guides: Sequence[Guide], pages: Iterable[SitePage]) -> dict[str, Index]:
    """By procedure, and where there are several, by NAMES that of their first pages."""
    shown, any_guide, is_one = {page.path: page for page in pages}, guides[0], len(guides) == 1
    entries = {
        guide.procedure: (*_entries(guide, project.site.pages, shown), *(() if is_one else (_start(guide),)))
        for guide in guides
    }
    titles = {guide.procedure: "" if is_one else guide.title.text for guide in guides}
    if not is_one:
        entries[NAMES] = (*map(_start, guides), *_help(project, any_guide, entries))
        titles[NAMES] = any_guide.frame("Other procedures").text
    stop_words = _words(any_guide, project.site.pass_over, "site")
    return {id: Index(titles[id], any_guide.language, stop_words, told) for id, told in entries.items()}


def _entries(guide: Guide, pages: Iterable[Page], shown: Mapping[str, SitePage]) -> Iterator[Entry]:
    """The pages of a procedure that are for patients to find, each with the topics that it shows."""
    for page in pages:
        made = shown[f"{guide.procedure}/{page.id}.md"]
        if made.is_searched:
            yield _page(page, made)
            yield from _topics(page, made)


def _page(page: Page, made: SitePage) -> Entry:
    """A page has its name and what it is about; what it says, its topics say."""
    about = (Part((made.description,)),) if made.description else ()
    return Entry(made.address, made.title, about, _words(made.guide, page.asked, "site"), PAGES)


def _topics(page: Page, made: SitePage) -> Iterator[Entry]:
    sections = {section.id: section for section in made.surface.sections}
    for id, topic, _ in shown_on_page(made.guide.resolver.procedure, page):
        section = sections.get(id)
        if section and section.title and topic.asked != ():
            asked = _words(made.guide, topic.asked or (), id)
            yield Entry(f"{made.address}#{id}", section.title.text, parts(section), asked)


def _start(guide: Guide) -> Entry:
    """The first page of a procedure: who types its name looks for this."""
    title = guide.title.text
    about = (Part((spoken(guide.summary),)),) if guide.summary else ()
    return Entry(f"{guide.procedure}/index.html", title, about, title)


def _help(project: Project, guide: Guide, entries: Mapping[str, Iterable[Entry]]) -> Iterator[Entry]:
    """Words of danger find help also before a procedure is chosen: the signs of all, each said once."""
    page = f"/{project.site.help_page}.html#"
    found = [each for told in entries.values() for each in told if page in each.location]
    if found:
        asked = dict.fromkeys(words for each in found for words in each.asked.split("; ") if words)
        told = dict.fromkeys(part for each in found for part in each.parts)
        yield Entry(HELP, guide.frame("Get help").text, tuple(told), "; ".join(asked))


def _words(guide: Guide, words: tuple[str, ...], context: str) -> str:
    """A list that is one message for translators."""
    return guide.resolver.catalog.text("; ".join(words), context) if words else ""


# --- what a section says, by the kind of each of its blocks -----------------------------------------------------------


def parts(section: Section) -> tuple[Part, ...]:
    """Its lines under their headings. A line may stand alone: a paragraph, an item, a cell, a chance."""
    told = (each for block in section.blocks for each in _told(block, ""))
    said = ((heading, " ".join(spoken(line) for line in lines if line)) for heading, lines in told)
    groups = groupby((each for each in said if each[1]), key=lambda each: each[0])
    return tuple(Part(tuple(line for _, line in same), heading) for heading, same in groups)


def _told(block: Block, over: str) -> Told:
    """`over` is the heading of what holds the block."""
    heading = block.heading.text if block.heading else over
    match block:
        case blocks.Paragraph() | blocks.Note(look=""):
            yield heading, block.sentences
        case blocks.BulletList() | blocks.Steps() | blocks.Checklist() | blocks.KeyPoints():
            yield from _alone(heading, block.intro, *block.items)
        case blocks.DoAndDoNot():
            yield from _alone(block.do_label.text, *block.do)
            yield from _alone(block.do_not_label.text, *block.do_not)
        case blocks.CareCard():
            yield from _alone(block.title.text, *block.items)
        case blocks.Chances():
            chances = ((row.counted, row.others) for row in block.rows)
            yield from ((heading, lines) for lines in ((block.intro,), *chances, (block.note,)))
        case blocks.HowSure():
            for of in block.groups:
                yield from ((of.label.text, (each.claim, each.because)) for each in of.claims)
        case blocks.Comparison():
            for row in block.rows:
                for column, cell in zip(block.columns, row.cells, strict=True):
                    yield f"{column.text}: {row.label.text}", (cell,)
        case blocks.Figure():
            yield heading, (block.caption,)
        case blocks.Definitions():
            for word in (word for group in block.letters for word in group.words):
                yield from _alone(word.word.text, word.means, word.more, word.also)
        case blocks.Contacts():
            yield from ((heading, (phone.name, phone.number, phone.hours)) for phone in block.phones)
        case blocks.Gap():
            yield heading, (block.label, block.needs)
        case blocks.Row() | blocks.Fold() | blocks.Box():
            for each in block.blocks:
                yield from _told(each, heading)
        case _ if block.kind not in NOT_SEARCHED:
            yield from _alone(heading, *walk.lines(block))


def _alone(heading: str, *lines: Line | None) -> Told:
    return ((heading, (line,)) for line in lines)
