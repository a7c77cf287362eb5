"""Pages -> what the site's search knows of them: an index for each procedure, and one of all their names. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from build_tools.content.model import Page, Procedure, Project, shown_on_page
from build_tools.guide import walk
from build_tools.guide.blocks import Block
from build_tools.guide.records import Guide, Line, Section
from build_tools.guide.walk import spoken
from build_tools.languages.catalog import Catalog
from build_tools.website.search_files import NAMES, PAGES, Entry, Index, Part
from build_tools.website.site_page import SitePage

Said = Iterator[tuple[str, str]]
"""Each line that an answer may show, behind the heading that is said with it."""
HELP = "index.html#get-help"  # what all procedures share


def indexes(project: Project, catalog: Catalog, guides: Sequence[Guide], pages: Iterable[SitePage]) -> dict[str, Index]:
    """By procedure, and where there are several, by NAMES that of their first pages."""
    shown = {page.path: page for page in pages}
    is_one = len(guides) == 1
    entries = {
        guide.procedure: (*_entries(project, procedure, catalog, shown), *(() if is_one else (_start(guide),)))
        for procedure, guide in zip(project.procedures, guides, strict=True)
    }
    titles = {guide.procedure: "" if is_one else guide.title.text for guide in guides}
    if not is_one:
        entries[NAMES] = (*map(_start, guides), *_help(project, catalog, entries))
        titles[NAMES] = catalog.text("Other procedures")
    stop_words = _words(catalog, project.site.pass_over, "site")
    return {id: Index(titles[id], catalog.locale.language, stop_words, told) for id, told in entries.items()}


def _entries(
    project: Project, procedure: Procedure, catalog: Catalog, shown: Mapping[str, SitePage]
) -> Iterator[Entry]:
    """The pages of a procedure that are for patients to find, each with the topics that it shows."""
    for page in project.site.pages:
        made = shown[f"{procedure.id}/{page.id}.md"]
        if made.is_searched:
            yield _page(page, made, catalog)
            yield from _topics(procedure, page, made, catalog)


def _page(page: Page, made: SitePage, catalog: Catalog) -> Entry:
    """A page has its name and what it is about; what it says, its topics say."""
    about = (Part((made.description,)),) if made.description else ()
    return Entry(made.address, made.title, about, _words(catalog, page.asked, "site"), PAGES)


def _topics(procedure: Procedure, page: Page, made: SitePage, catalog: Catalog) -> Iterator[Entry]:
    sections = {section.id: section for section in made.surface.sections}
    for id, topic, _ in shown_on_page(procedure, page):
        section = sections.get(id)
        if section and section.title and topic.asked != ():
            asked = _words(catalog, topic.asked or (), id)
            yield Entry(f"{made.address}#{id}", section.title.text, parts(section), asked)


def _start(guide: Guide) -> Entry:
    """The first page of a procedure: who types its name looks for this."""
    title = guide.title.text
    about = (Part((spoken(guide.summary),)),) if guide.summary else ()
    return Entry(f"{guide.procedure}/index.html", title, about, title)


def _help(project: Project, catalog: Catalog, entries: Mapping[str, Iterable[Entry]]) -> Iterator[Entry]:
    """Words of danger find help also before a procedure is chosen: the signs of all, each said once."""
    page = f"/{project.site.help_page}.html#"
    found = [each for told in entries.values() for each in told if page in each.location]
    if found:
        asked = dict.fromkeys(words for each in found for words in each.asked.split("; ") if words)
        told = dict.fromkeys(part for each in found for part in each.parts)
        yield Entry(HELP, catalog.text("Get help"), tuple(told), "; ".join(asked))


def _words(catalog: Catalog, words: tuple[str, ...], context: str) -> str:
    """A list that is one message for translators."""
    return catalog.text("; ".join(words), context) if words else ""


# --- what a section says, by the kind of each of its blocks -----------------------------------------------------------


def parts(section: Section) -> tuple[Part, ...]:
    """Its lines under their headings. A line may stand alone: a paragraph, an item, a cell, a chance."""
    said = (each for block in section.blocks for each in _said(block, ""))
    told = ((heading, line) for heading, line in said if line)
    groups = groupby(told, key=lambda each: each[0])
    return tuple(Part(tuple(line for _, line in lines), heading) for heading, lines in groups)


def _said(block: Block, over: str) -> Said:
    """`over` is the heading of what holds the block."""
    if block.kind in NOT_SEARCHED:
        return iter(())
    return KINDS.get(block.kind, _lines)(block, block.heading.text if block.heading else over)


def _together(*lines: Line | None) -> str:
    return " ".join(spoken(line) for line in lines if line)


def _lines(block: Any, heading: str) -> Said:
    """A kind that needs no words of its own around its lines."""
    for line in walk.lines(block):
        yield heading, spoken(line)


def _sentences(block: Any, heading: str) -> Said:
    if not getattr(block, "look", ""):  # what a page says of itself
        yield heading, _together(*block.sentences)


def _items(block: Any, heading: str) -> Said:
    for line in (block.intro, *block.items):
        yield heading, _together(line)


def _do_and_do_not(block: Any, heading: str) -> Said:
    for label, lines in ((block.do_label, block.do), (block.do_not_label, block.do_not)):
        for line in lines:
            yield label.text, _together(line)


def _care_card(block: Any, heading: str) -> Said:
    for line in block.items:
        yield block.title.text, _together(line)


def _chances(block: Any, heading: str) -> Said:
    yield heading, _together(block.intro)
    for row in block.rows:
        yield heading, _together(row.counted, row.others)
    yield heading, _together(block.note)


def _how_sure(block: Any, heading: str) -> Said:
    for group in block.groups:
        for claim in group.claims:
            yield group.label.text, _together(claim.claim, claim.because)


def _comparison(block: Any, heading: str) -> Said:
    for row in block.rows:
        for column, cell in zip(block.columns, row.cells, strict=True):
            yield f"{column.text}: {row.label.text}", _together(cell)


def _figure(block: Any, heading: str) -> Said:
    yield heading, _together(block.caption)


def _definitions(block: Any, heading: str) -> Said:
    for group in block.letters:
        for word in group.words:
            for line in (word.means, word.more, word.also):
                yield word.word.text, _together(line)


def _contacts(block: Any, heading: str) -> Said:
    for phone in block.phones:
        yield heading, _together(phone.name, phone.number, phone.hours)


def _gap(block: Any, heading: str) -> Said:
    yield heading, _together(block.label, block.needs)


def _inside(block: Any, heading: str) -> Said:
    for each in block.blocks:
        yield from _said(each, heading)


# What one fills in, ways to other places, what a tool shows, and where statements come from.
NOT_SEARCHED = {
    "write_in", "after_day", "links", "tiles", "search", "offers", "printed_list", "changes", "source_entry", "tool",
    "origins", "moment",
}  # fmt: skip
KINDS: dict[str, Callable[[Any, str], Said]] = {
    "paragraph": _sentences,
    "note": _sentences,
    "list": _items,
    "steps": _items,
    "checklist": _items,
    "key_points": _items,
    "do_and_do_not": _do_and_do_not,
    "care_card": _care_card,
    "chances": _chances,
    "how_sure": _how_sure,
    "comparison": _comparison,
    "figure": _figure,
    "definitions": _definitions,
    "contacts": _contacts,
    "gap": _gap,
    "row": _inside,
    "fold": _inside,
    "box": _inside,
}
