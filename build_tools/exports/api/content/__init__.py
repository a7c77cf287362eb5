"""`api/content/<procedure>.<language>.json`: all words on a procedure as structured data. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from build_tools.content import model, own
from build_tools.content.hours import WEEK_DAYS
from build_tools.content.labels import LEVELS
from build_tools.content.model import Procedure, Project
from build_tools.exports.api.content.records import Content
from build_tools.exports.api.record import FOLDER, located, schema_path
from build_tools.guide import build, leaflet, walk
from build_tools.guide.records import Guide, Line

NAME = "content"

__all__ = ["NAME", "Content", "document", "path"]


def path(guide: Guide) -> str:
    """Where the document of a guide lies."""
    return f"{FOLDER}/content/{guide.procedure}.{guide.language}.json"


def document(project: Project, guide: Guide) -> Content:
    """The document of a guide; where it has records or lines of the guide, the document's own are filled from them."""
    procedure = guide.resolver.procedure
    found = {
        "schema_address": located(project.clinic, schema_path(NAME)).address,
        "procedure": {"id": guide.procedure, "name": guide.name, "title": guide.title, "summary": guide.summary},
        "language": guide.html_language,
        "direction": guide.direction,
        "status": guide.status,
        "written": procedure.info.written,
        "review": guide.review_by,
        "clinic": _clinic(guide),
        "care_levels": [{"level": level, "text": build.care_level(guide.resolver, level)} for level in LEVELS],
        "pages": [_page(procedure, guide, page) for page in project.site.pages],
        "leaflets": [_leaflet(project, guide, id, outline) for id, outline in project.leaflets.items()],
        "topics": [guide.sections[id] for id in _in_order(project, procedure) if _is_whole(guide.sections[id])],
        "facts": list(guide.values.values()),
        "glossary": [
            replace(term, means=replace(term.means, sources=term.sources))
            for term in guide.terms.values()
            if _is_whole(term)
        ],
        "sources": [_source(guide, id, source) for id, source in own.sources(project, procedure).items()],
        "disagreements": [_disagreement(guide, each) for each in procedure.disagreements.disagreements],
    }
    return Content.model_validate(found, context=guide)


def _is_whole(part: object) -> bool:
    """Whether all of it is translated: no topic is half in English."""
    return not any(line.missing for line in walk.lines(part))


def _message(procedure: Procedure, guide: Guide, on: Literal["pages", "leaflets"], id: str) -> Line | None:
    said = leaflet.message(procedure, guide, on, id)
    return None if said and said.missing else said


def _clinic(guide: Guide) -> dict[str, Any]:
    clinic = guide.resolver.clinic
    return {
        "name": clinic.name,
        "postal_address": clinic.address,
        "website": clinic.website,
        "sample": clinic.sample,
        "country": clinic.country,
        "time_zone": clinic.time_zone,
        "phones": [_phone(guide, phone) for phone in clinic.emergency_first()],
    }


def _phone(guide: Guide, phone: model.Phone) -> dict[str, Any]:
    (told,) = build.contacts(guide.resolver, [phone])
    return {
        "id": phone.id,
        "name": told.name,
        "number": told.number,
        "dials": phone.dials,
        "levels": phone.help,
        "hours": told.hours,
        "answers": [
            {"days": [WEEK_DAYS[day] for day in each.all_days], "begins": each.begin, "ends": each.end}
            for each in phone.hours
        ],
    }


def _page(procedure: Procedure, guide: Guide, page: model.Page) -> dict[str, Any]:
    line = guide.resolver.line
    return {
        **dict(located(guide.resolver.clinic, f"{procedure.id}/{page.id}.html")),
        "id": page.id,
        "title": line(page.title, "site", page.place("title")),
        "description": line(page.description, "site", page.place("description")),
        "message": _message(procedure, guide, "pages", page.id),
        "topics": [shown.id for shown in model.shown_on_page(procedure, page)],
        "steps_of": [shown.id for shown in model.gathered_by(procedure, page)],
        "leaflet": page.leaflet,
    }


def _leaflet(project: Project, guide: Guide, id: str, outline: model.Leaflet) -> dict[str, Any]:
    procedure = guide.resolver.procedure
    return {
        "id": id,
        "title": leaflet.title(guide, outline),
        "purpose": leaflet.purpose(guide, outline),
        "message": _message(procedure, guide, "leaflets", id),
        "sizes": {size: list(_shown(procedure, outline, size)) for size in project.sizes},
    }


def _shown(procedure: Procedure, leaflet: model.Leaflet, size: str) -> Iterator[dict[str, Any]]:
    for shown in model.shown_on_leaflet(procedure, leaflet, size):
        places = {id(block): place for place, block in enumerate(shown.topic.blocks)}
        yield {"topic": shown.id, "blocks": [places[id(block)] for block in shown.blocks]}


def _in_order(project: Project, procedure: Procedure) -> list[str]:
    """The ids of all topics, as readers meet them; last those that nobody meets, such as ones in the making."""
    on_pages = (id for page in project.site.pages for id in (*page.topics, *page.gathers))
    on_leaflets = (section.topic for leaflet in project.leaflets.values() for section in leaflet.sections)
    met = dict.fromkeys((*on_pages, *on_leaflets, *procedure.topics))
    return [id for id in met if id in procedure.topics]


def _source(guide: Guide, id: str, source: model.Source) -> dict[str, Any]:
    note = guide.resolver.line(source.note, "sources", source.place("note")) if source.note else None
    approval = guide.approval
    confirmed = source.confirmed or (approval is not None and id in approval.confirms)
    return {**source.model_dump(exclude={"owner"}), "id": id, "note": note, "confirmed": confirmed}


def _disagreement(guide: Guide, item: model.Disagreement) -> dict[str, Any]:
    def line(record: model.Record, field: str) -> Line:
        return guide.resolver.line(getattr(record, field), "disagreements", record.place(field))

    told = {field: line(item, field) for field in ("question", "we_print", "why")}
    figures = [{"source": figure.source, "says": line(figure, "says")} for figure in item.sources_say]
    return {**told, "sources_say": figures, "topics": item.topics}
