"""The guide -> everything clinical that a reader of one language reads of a procedure: what a clinician signs. Pure.

In it are all words of the topics with the clinic's own numbers in them, alternatives, pictures and the signs that carry
meaning, the words explained, the sources, the disagreements, and which topics stand on which page and leaflet. Not in
it are names, addresses and phone numbers of the clinic, owners, search words, and other looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from build_tools import templates
from build_tools.content import own
from build_tools.content.model import Leaflet, Procedure, Project, Record, shown_on_leaflet
from build_tools.content.statements import PROCEDURE
from build_tools.content.texts import SHOWN
from build_tools.guide import leaflet as guide_leaflet
from build_tools.guide import signs as sign_files
from build_tools.guide import walk
from build_tools.guide.blocks import Block, Paragraph
from build_tools.guide.records import Guide, Line, Section, Span, Surface
from build_tools.problems import Place
from build_tools.records import snapshot
from build_tools.records.snapshot import Snapshot

CLINICS = {"clinic", "website", "hours"}  # names that a clinic may change at any time
# Not read, or not clinical, or in a part of its own, such as sources.
NOT_SIGNED = {
    "sources", "topics", "search_terms", "owner", "expires", "confirmed", "summary", "lasts", "home", "no_why",
}  # fmt: skip


def read(project: Project, procedure: Procedure, guide: Guide) -> Snapshot:
    """What a reader of the guide's language reads."""
    pictures = {name: path.read_bytes() for name, path in procedure.pictures.items()}
    return snapshot.of(signed(project, procedure, guide), (), pictures, signs(project))


def signs(project: Project) -> dict[str, bytes]:
    """What stands for a meaning on paper, such as the cross before what one must not do, by its file name."""
    return {name: templates.file(project.root, f"leaflets/styles/{name}").read_bytes() for name in sign_files.ALL}


def signed(project: Project, procedure: Procedure, guide: Guide) -> Surface:
    """The same as lines, with the places where all of it stands."""
    sections = tuple(_sections(project, procedure, guide))
    title = replace(guide.title, role="title")
    return walk.mapped(Surface("page", "signed", "", title, None, sections), _neutral)


def may_change(part: Line | Span) -> bool:
    """Whether a clinic may change it, or some of it, at any time."""
    spans = part.spans if isinstance(part, Line) else (part,)
    return any(span.kind == "phone" or span.id in CLINICS for span in spans)


def _neutral(line: Line) -> Line:
    return replace(line, spans=tuple(map(_hidden, line.spans))) if may_change(line) else line


def _hidden(span: Span) -> Span:
    return replace(span, text=f"[{span.id}]") if may_change(span) else span


def _sections(project: Project, procedure: Procedure, guide: Guide) -> Iterator[Section]:
    info = procedure.info
    named = {name: getattr(info, name) for name in ("lasts", "home")}
    times = [_told(f"{name}: {guide.values[id].text}", info.place(name)) for name, id in named.items() if id]
    about = [*([guide.summary] if guide.summary else []), *times, *_record(info, guide, "procedure")]
    yield _part("~about", "", about, info.place())
    for section in guide.sections.values():
        yield replace(section, blocks=tuple(_with_moments(section.blocks, guide)))
    explained = [line for id in own.used_terms(project, procedure) for line in _term(guide, id)]
    yield _part("~words", "Words explained", explained, project.glossary.place())
    others: dict[str, tuple[str, object, str]] = {
        "~disagreements": ("Where sources disagree", procedure.disagreements, "disagreements"),
        "~coverage": ("What was left out", procedure.coverage, "coverage"),
        "~sources": ("Sources", own.used_sources(project, procedure), "sources"),
    }
    for id, (heading, records, context) in others.items():
        yield _part(id, heading, list(_record(records, guide, context)), Place("docs/content"))
    yield _part("~shown", "Pages and leaflets", list(_shown(project, procedure, guide)), project.site.place())


def _part(id: str, heading: str, lines: list[Line], place: Place) -> Section:
    title = Line((Span(heading),), place, "heading") if heading else None
    return Section(id, title, (Paragraph(sentences=tuple(lines), place=place),) if lines else (), place)


def _told(words: str, place: Place) -> Line:
    return Line((Span(words),), place)


def _with_moments(blocks: Iterable[Block], guide: Guide) -> Iterator[Block]:
    """Behind each block what the personal plan makes of its steps."""
    for block in blocks:
        yield block
        steps = [_moment(line, guide) for line in walk.lines(block) if line.when]
        if steps:
            yield Paragraph(sentences=tuple(steps), place=block.place)


def _moment(line: Line, guide: Guide) -> Line:
    when = line.when
    assert when, "only steps have a moment"
    fact = [guide.resolver.value(when.fact)] if when.fact else []
    words = [when.day, when.means, when.side, "with a reminder" if when.remind else ""]
    end = [Span(f", ends with {when.ends} ")] if when.ends else []
    if when.ends and when.ends != PROCEDURE:
        end.append(guide.resolver.value(when.ends))
    return Line((Span(f"Plan: {' '.join(filter(None, words))} "), *fact, *end), line.place)


def _term(guide: Guide, id: str) -> Iterator[Line]:
    term = guide.terms[id]
    yield from (term.word, term.means, *term.forms, *([term.more] if term.more else []))


def _record(value: object, guide: Guide, context: str) -> Iterator[Line]:
    """Every text of a record in order, and every other thing that decides what a reader is told."""
    if isinstance(value, Record):
        for field in type(value).model_fields:
            if field not in NOT_SIGNED:
                yield from _field(value, field, guide, context)
    elif isinstance(value, (tuple, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _record(item, guide, context)


def _field(record: Record, field: str, guide: Guide, context: str) -> Iterator[Line]:
    content, place = getattr(record, field), record.place(field)
    if content in (None, False, (), {}):
        return
    if field in SHOWN and isinstance(content, str):
        yield guide.resolver.line(content, context, place)
    elif isinstance(content, Record) or (isinstance(content, (tuple, dict)) and not _is_flat(content)):
        yield from _record(content, guide, context)
    elif isinstance(content, Mapping):
        yield from (_told(f"{field}: {key} ({words})", record.place(field, key)) for key, words in content.items())
    else:
        flat = ", ".join(map(str, content)) if isinstance(content, tuple) else str(content)
        yield _told(f"{field}: {flat}", place)


def _is_flat(content: tuple[object, ...] | dict[object, object]) -> bool:
    items = content.values() if isinstance(content, dict) else content
    return not any(isinstance(item, (Record, tuple)) for item in items)


def _shown(project: Project, procedure: Procedure, guide: Guide) -> Iterator[Line]:
    line = guide.resolver.line
    for page in project.site.pages:
        topics = ", ".join(id for id in (*page.topics, *page.gathers) if id in procedure.topics)
        words = f"{line(page.title, 'site', page.place()).text}. {line(page.description, 'site', page.place()).text}"
        yield _told(f"{words} [{page.id}: {topics}]", page.place())
    for id, leaflet in project.leaflets.items():
        yield from _leaflet(project, procedure, guide, id, leaflet)


def _leaflet(project: Project, procedure: Procedure, guide: Guide, id: str, leaflet: Leaflet) -> Iterator[Line]:
    title, why = guide_leaflet.title(guide, leaflet), guide_leaflet.purpose(guide, leaflet)
    yield _told(f"{title.text}. {why.text} [{id}]", leaflet.place())
    for size in project.sizes:
        for section in shown_on_leaflet(procedure, leaflet, size):
            kinds = ", ".join(str(block.kind) for block in section.blocks)
            yield _told(f"{id} ({size}): {section.id}: {kinds}", leaflet.place())
