"""Which source stands behind each statement of a page. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from build_tools.content.model import Project
from build_tools.guide import blocks, walk
from build_tools.guide.records import Guide, Line, Section, Span
from build_tools.guide.resolver import words
from build_tools.languages.catalog import SOURCE_LANGUAGE


def origins(project: Project, guide: Guide, sections: Iterable[Section], message: Line | None = None) -> blocks.Origins:
    """Which source stands behind each statement of these sections, and behind the message above them."""
    cited = [(section.title, _cited(section, guide)) for section in sections if section.title]
    first = [(guide.frame("In short"), iter([message]))] if message else []
    groups = tuple(
        blocks.OriginGroup(
            title=replace(title, role="frame"), origins=tuple(_origin(project, guide, line) for line in lines)
        )
        for title, lines in (*first, *cited)
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


def _origin(project: Project, guide: Guide, line: Line) -> blocks.Origin:
    """The statement again, as plain words."""
    spans: list[Span] = []
    for id in line.sources:
        spans += [*([Span("; ")] if spans else []), _title(project, guide, id)]
    sources = Line(tuple(spans), line.place, "frame")
    return blocks.Origin(said=words(guide.resolver.plain(line), line.place), sources=sources)


def _title(project: Project, guide: Guide, id: str) -> Span:
    """A source's title stays in English."""
    language = "" if guide.language == SOURCE_LANGUAGE else SOURCE_LANGUAGE
    return Span(project.sources.sources[id].title, "source", id, language=language)
