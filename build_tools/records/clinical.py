"""Model -> everything clinical that a reader of one language reads of a procedure: what a clinician signs. Pure.

In it are all words of the topics with the clinic's own numbers in them, alternatives and pictures, the words explained,
the sources, the disagreements, which topics stand on which page and leaflet, and the words that templates put around
blocks. Not in it are names, addresses and phone numbers of the clinic, owners, search words, and looks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from jinja2.ext import extract_from_ast
from markupsafe import Markup

from build_tools import templates
from build_tools.checks.texts import SHOWN
from build_tools.content import own
from build_tools.content.model import (
    Clinic,
    Figure,
    Procedure,
    Project,
    Record,
    Standing,
    Statement,
    Timing,
    purpose,
    shown_on_leaflet,
)
from build_tools.guide.prose import PHONES, Prose
from build_tools.languages.catalog import Catalog
from build_tools.preflight.readback import CARE_HEADINGS
from build_tools.problems import Place
from build_tools.records.said import said
from build_tools.records.snapshot import Said

FACTS = {"fact", "lasts"}  # fields that name a fact: its value is signed
BLOCK_TEMPLATES = ("leaflets/templates", "docs/templates/pages")
# Not read, or not clinical, or in a part of its own: sources, and the purposes of leaflets.
NOT_SIGNED = {"sources", "topics", "asked", "beside", "owner", "expires", "confirmed", "purposes"}


class Line(NamedTuple):
    """Something that is read, as HTML, and where it stands in the source."""

    words: Markup
    place: Place


class Part(NamedTuple):
    """Lines under one heading."""

    id: str
    heading: str
    lines: tuple[Line, ...]
    pictures: tuple[str, ...]
    place: Place


def read(project: Project, procedure: Procedure, catalog: Catalog) -> Said:
    """What a reader of the catalog's language reads."""
    pictures = {name: path.read_bytes() for name, path in procedure.pictures.items()}
    html = Markup("").join(map(_html, parts(project, procedure, catalog)))
    title = Markup("<h1>{}</h1>").format(catalog.text(procedure.info.title, "procedure"))
    found = said(title + html, {}, pictures)
    facts = {id: value for id, value in found.facts.items() if id.partition(".")[0] not in PHONES}
    # The names of links are phone numbers, too.
    sections = tuple(section.model_copy(update={"names": ()}) for section in found.sections)
    return found.model_copy(update={"facts": facts, "sections": sections})


def parts(project: Project, procedure: Procedure, catalog: Catalog) -> tuple[Part, ...]:
    """The same in parts, with the places where all of it stands."""
    prose = _prose(project, procedure, catalog)
    return tuple(_parts(project, prose.procedure, prose))


def _prose(project: Project, procedure: Procedure, catalog: Catalog) -> Prose:
    """Says all words without explanations, which have a part of their own, and without what clinics may change."""
    clinic = project.clinic
    neutral: Clinic = clinic.model_copy(update={"name": "[clinic]", "website": "https://clinic", "address": ""})
    unsigned = replace(procedure, standing=Standing())
    explained = dict.fromkeys(project.glossary.terms, False)
    return Prose(unsigned, neutral, project.glossary, catalog, explained=explained)


def _parts(project: Project, procedure: Procedure, prose: Prose) -> Iterator[Part]:
    info = procedure.info
    yield _part("", info.title, info, prose, "procedure")
    for id, topic in procedure.topics.items():
        pictures = tuple(block.picture for block in topic.blocks if isinstance(block, Figure))
        yield _part(id, prose.plain(topic.title, id), topic.blocks, prose, id)._replace(pictures=pictures)
    terms = tuple(own.used_terms(project, procedure).values())
    yield _part("~words", "Words explained", terms, prose, "glossary")
    yield _part("~disagreements", "Where sources disagree", procedure.disagreements, prose, "disagreements")
    yield _part("~coverage", "What was left out", procedure.coverage, prose, "coverage")
    sources = tuple(own.used_sources(project, procedure).values())
    yield _part("~sources", "Sources", sources, prose, "sources")
    yield Part("~shown", "Pages and leaflets", tuple(_shown(project, procedure, prose)), (), project.site.place())
    yield Part("~around", "Words around the content", tuple(_around(project, prose)), (), Place(BLOCK_TEMPLATES[0]))


def _part(id: str, heading: str, content: object, prose: Prose, context: str) -> Part:
    first = content[0] if isinstance(content, tuple) and content else content
    place = first.place() if isinstance(first, Record) else Place("docs/content")
    return Part(id, heading, tuple(_lines(content, prose, context)), (), place)


# --- records, field by field -----------------------------------------------------------------------------------------


def _lines(value: object, prose: Prose, context: str) -> Iterator[Line]:
    """Every text of a record in order, and every other thing that decides what a reader is told."""
    if isinstance(value, Timing):
        yield _moment(value, prose)
    elif isinstance(value, Record):
        for field in type(value).model_fields:
            if field not in NOT_SIGNED:
                yield from _field(value, field, prose, context)
    elif isinstance(value, (tuple, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _lines(item, prose, context)


def _moment(timing: Timing, prose: Prose) -> Line:
    """When the personal plan has it, in one line."""
    fact = timing.before or timing.after
    when = prose.words(f"{{{fact}}}", "facts") if fact in prose.procedure.facts.facts else ""
    side = "before" if timing.before else "after" if timing.after else ""
    words = (timing.day, timing.means, when, side, "with a reminder" if timing.remind else "")
    return Line(Markup("Plan: ") + Markup(" ").join(each for each in words if each), timing.place())


def _field(record: Record, field: str, prose: Prose, context: str) -> Iterator[Line]:
    content, place = getattr(record, field), record.place(field)
    if content is None or content is False or content == () or _is_other_branch(record, field, prose):
        return
    if field in FACTS:
        if content in prose.procedure.facts.facts:
            yield Line(Markup("{}: {}").format(field, prose.words(f"{{{content}}}", "facts")), place)
    elif field in SHOWN and isinstance(content, str):
        yield Line(prose.words(content, context), place)
    elif field in SHOWN and all(isinstance(words, str) for words in content):
        yield from (Line(prose.words(words, context), place) for words in content)
    elif isinstance(content, Record) or (isinstance(content, (tuple, dict)) and not _is_flat(content)):
        yield from _lines(content, prose, context)
    else:
        yield Line(Markup("{}: {}").format(field, _flat(content)), place)


def _is_other_branch(record: Record, field: str, prose: Prose) -> bool:
    """Of `say` and `unset` a reader reads one."""
    if not isinstance(record, Statement) or field not in ("say", "unset"):
        return False
    return bool(getattr(record, field) != prose.chosen(record))


def _is_flat(content: tuple[object, ...] | dict[object, object]) -> bool:
    return not any(
        isinstance(item, (Record, tuple)) for item in (content.values() if isinstance(content, dict) else content)
    )


def _flat(content: object) -> str:
    if isinstance(content, dict):
        return ", ".join(f"{key} ({value})" for key, value in content.items())
    return ", ".join(map(str, content)) if isinstance(content, tuple) else str(content)


# --- what is not in the procedure's own files ------------------------------------------------------------------------


def _shown(project: Project, procedure: Procedure, prose: Prose) -> Iterator[Line]:
    for page in project.site.pages:
        topics = ", ".join(id for id in (*page.topics, *page.gathers) if id in procedure.topics)
        words = f"{prose.plain(page.title, 'site')}. {prose.plain(page.description, 'site')} [{page.id}: {topics}]"
        yield Line(Markup("{}").format(words), page.place())
    for id, leaflet in project.leaflets.items():
        title, why = prose.plain(leaflet.title, "leaflets"), prose.plain(*purpose(project, procedure, leaflet))
        yield Line(Markup("{}. {} [{}]").format(title, why, id), leaflet.place())
        for size in project.sizes:
            for section in shown_on_leaflet(procedure, leaflet, size):
                kinds = ", ".join(str(block.kind) for block in section.blocks)
                words = Markup("{} ({}): {}: {}").format(id, size, section.id, kinds)
                yield Line(words, leaflet.place())


def _around(project: Project, prose: Prose) -> Iterator[Line]:
    """The words of templates around blocks, such as "Do not"."""
    for words in CARE_HEADINGS.values():
        yield Line(prose.words(words, "interface"), Place(BLOCK_TEMPLATES[0]))
    for folder in BLOCK_TEMPLATES:
        place = Place(f"{folder}/blocks.html")
        for words in _messages(project.root, folder):
            yield Line(Markup("{}").format(prose.catalog.text(words)), place)


def _messages(root: Path, folder: str) -> tuple[str, ...]:
    """What a folder's blocks.html gives to the catalog, each once."""
    jinja = templates.environment(*templates.folders(root, folder))
    tree = jinja.parse(templates.file(root, f"{folder}/blocks.html").read_text("utf-8"))
    return tuple(dict.fromkeys(str(message) for _, _, message in extract_from_ast(tree, ("t",))))


def _html(part: Part) -> Markup:
    pictures = Markup("").join(Markup('<img src="pictures/{}">').format(name) for name in part.pictures)
    words = Markup("").join(Markup("<p>{}</p>").format(line.words) for line in part.lines)
    section = Markup('<section class="topic" id="{}"><h2>{}</h2>{}{}</section>')
    return section.format(part.id, part.heading, words, pictures)
