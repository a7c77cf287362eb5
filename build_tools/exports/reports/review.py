"""A sheet for who checks or signs a translation: the English, the translation beside it, room for remarks. Pure.

In it is all that patients read of a procedure, and what stands on every page; what only clinicians read is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from build_tools.content.model import Procedure, Project
from build_tools.exports.reports.forms import filled_in
from build_tools.guide import build, walk
from build_tools.guide.records import Guide, Section
from build_tools.languages import catalog as catalogs
from build_tools.languages.catalog import Catalog
from build_tools.languages.message_list import messages_of
from build_tools.languages.readiness import EVERYWHERE
from build_tools.problems import Place
from build_tools.records import clinical
from build_tools.records.snapshot import digest

FOR_CLINICIANS = {"~disagreements", "~coverage", "~sources", "~shown"}
OF_PLAN = "Plan: "


class ReviewRow(NamedTuple):
    """One message or line."""

    english: str
    translated: str
    """Nothing: it is missing."""
    place: Place


class Part(NamedTuple):
    """Rows under one heading."""

    heading: str
    rows: tuple[ReviewRow, ...]


def sheet(project: Project, procedure: Procedure, english: Guide, guide: Guide, day: date) -> str:
    """The sheet as one HTML file without scripts."""
    blank = build.of(project, procedure, catalogs.empty(project, guide.language))
    parts = (*_parts(project, procedure, english, guide, blank), *_everywhere(project, guide.resolver.catalog))
    texts = [
        (each.language, digest(clinical.read(project, procedure, each), procedure=procedure.id, language=each.language))
        for each in (english, guide)
    ]
    name = english.resolver.catalog.language_name(guide.language)
    return filled_in(
        "review.html",
        title=f"{english.title.text}: English and {name}",
        language=name,
        clinic=project.clinic.name,
        procedures=procedure.info.title,
        day=day,
        guide=guide,
        parts=parts,
        missing=sum(not row.translated for part in parts for row in part.rows),
        texts=texts,
        checked_by=project.translation(guide.language).checked_by,
    )


def _parts(
    project: Project, procedure: Procedure, english: Guide, guide: Guide, blank: Guide
) -> Iterator[Part]:
    """`blank`: the same guide with no word translated, which tells what there is to translate."""
    all_three = (clinical.signed(project, procedure, each).sections for each in (english, guide, blank))
    for sections in zip(*all_three, strict=True):
        section = sections[0]
        if section.id not in FOR_CLINICIANS:
            yield Part(section.title.text if section.title else english.title.text, tuple(_rows(*sections)))


def _rows(section: Section, translated: Section, blank: Section) -> Iterator[ReviewRow]:
    """Also a line that reads as the English: somebody may have left it so by mistake."""
    for line, other, bare in zip(*map(walk.lines, (section, translated, blank)), strict=True):
        if not line.text.startswith(OF_PLAN) and (line.text != other.text or bare.missing):
            yield ReviewRow(walk.spoken(line), "" if other.missing else walk.spoken(other), line.place)


def _everywhere(project: Project, catalog: Catalog) -> Iterator[Part]:
    """What stands on every page."""
    messages = messages_of(project).values()
    headings = ("The tool's own words", "The words of the clinic")
    for name, heading in zip(EVERYWHERE, headings, strict=True):
        own = [each for each in messages if each.catalog == name]
        found = {each: catalog.messages.get(each.id) for each in own}
        rows = (ReviewRow(each.english, entry.words if entry else "", each.places[0]) for each, entry in found.items())
        yield Part(heading, tuple(rows))
