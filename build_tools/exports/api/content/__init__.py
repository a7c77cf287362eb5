"""`api/content/<procedure>.<language>.json`: all words on a procedure as structured data. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from build_tools.content import model, own
from build_tools.content.labels import LEVELS
from build_tools.content.model import Procedure, Project
from build_tools.exports.api.content import records
from build_tools.exports.api.content.filled import Filler
from build_tools.exports.api.content.records import Content
from build_tools.exports.api.content.said import amount, said
from build_tools.exports.api.record import FOLDER, schema_path, where
from build_tools.guide import build, leaflet
from build_tools.guide.records import Guide, Line, Section, Term, Value

NAME = "content"

__all__ = ["NAME", "Content", "document", "path"]


def path(guide: Guide) -> str:
    """Where the document of a guide lies."""
    return f"{FOLDER}/content/{guide.procedure}.{guide.language}.json"


def document(project: Project, guide: Guide) -> Content:
    """The document of a guide."""
    procedure, filler = guide.resolver.procedure, Filler(project, guide)
    return Content(
        schema_address=where(project, schema_path(NAME)).address,
        procedure=_procedure(guide),
        language=guide.html_language,
        direction=guide.direction,
        status=guide.status,
        written=procedure.info.written,
        review=guide.review_by,
        clinic=_clinic(guide),
        care_levels=tuple(_care_level(guide, level, words) for level, words in LEVELS.items()),
        pages=tuple(_page(project, procedure, guide, page) for page in project.site.pages),
        leaflets=tuple(_leaflet(project, procedure, guide, id) for id in project.leaflets),
        topics=tuple(_topic(filler, guide.sections[id]) for id in _in_order(project, procedure)),
        facts=tuple(map(_fact, guide.values.values())),
        glossary=tuple(_term(guide, term) for term in guide.terms.values()),
        sources=tuple(_source(guide, id, source) for id, source in own.sources(project, procedure).items()),
        disagreements=tuple(_disagreement(guide, each) for each in procedure.disagreements.disagreements),
    )


def _procedure(guide: Guide) -> records.ProcedureAbout:
    summary = said(guide.summary, guide) if guide.summary else None
    return records.ProcedureAbout(id=guide.procedure, name=guide.name.text, title=guide.title.text, summary=summary)


def _clinic(guide: Guide) -> records.ClinicAbout:
    clinic = guide.resolver.clinic
    shown = build.contacts(guide.resolver, clinic.emergency_first())
    return records.ClinicAbout(
        name=clinic.name,
        postal_address=clinic.address,
        website=clinic.website,
        sample=clinic.sample,
        time_zone=clinic.time_zone,
        phones=tuple(
            records.PhoneAbout(id=each.id, name=each.name.text, number=each.number.text, when=each.hours.text)
            for each in shown
        ),
    )


def _care_level(guide: Guide, level: model.Level, words: str) -> records.CareLevel:
    return records.CareLevel(level=level, text=said(guide.frame(words), guide))


def _page(project: Project, procedure: Procedure, guide: Guide, page: model.Page) -> records.PageAbout:
    line = guide.resolver.line
    return records.PageAbout(
        **where(project, f"{procedure.id}/{page.id}.html")._asdict(),
        id=page.id,
        title=line(page.title, "site", page.place("title")).text,
        description=line(page.description, "site", page.place("description")).text,
        topics=tuple(shown.id for shown in model.shown_on_page(procedure, page)),
        steps_of=tuple(shown.id for shown in model.gathered_by(procedure, page)),
        leaflet=page.leaflet,
    )


def _leaflet(project: Project, procedure: Procedure, guide: Guide, id: str) -> records.LeafletAbout:
    outline = project.leaflets[id]
    return records.LeafletAbout(
        id=id,
        title=leaflet.title(guide, outline).text,
        purpose=leaflet.purpose(procedure, guide, id, outline).text,
        sizes={size: tuple(_shown(procedure, outline, size)) for size in project.sizes},
    )


def _shown(procedure: Procedure, leaflet: model.Leaflet, size: str) -> Iterator[records.Shown]:
    for shown in model.shown_on_leaflet(procedure, leaflet, size):
        places = {id(block): place for place, block in enumerate(shown.topic.blocks)}
        yield records.Shown(topic=shown.id, blocks=tuple(places[id(block)] for block in shown.blocks))


def _in_order(project: Project, procedure: Procedure) -> list[str]:
    """The ids of all topics, as readers meet them; last those that nobody meets, such as ones in the making."""
    on_pages = (id for page in project.site.pages for id in (*page.topics, *page.gathers))
    on_leaflets = (section.topic for leaflet in project.leaflets.values() for section in leaflet.sections)
    met = dict.fromkeys((*on_pages, *on_leaflets, *procedure.topics))
    return [id for id in met if id in procedure.topics]


def _topic(filler: Filler, section: Section) -> records.TopicAbout:
    title = section.title.text if section.title else ""
    return records.TopicAbout(id=section.id, title=title, blocks=tuple(map(filler.block, section.blocks)))


def _fact(value: Value) -> records.FactAbout:
    return records.FactAbout(
        id=value.id,
        what=value.what.text,
        text=value.text,
        set_by_clinic=value.fact.set_by == "clinic",
        sources=value.fact.sources,
        **amount(value.fact),
    )


def _term(guide: Guide, term: Term) -> records.TermAbout:
    return records.TermAbout(
        id=term.id,
        word=term.word.text,
        means=said(replace(term.means, sources=term.sources), guide),
        forms=tuple(form.text for form in term.forms),
        more=said(term.more, guide) if term.more else None,
    )


def _source(guide: Guide, id: str, source: model.Source) -> records.SourceAbout:
    fields = {name: getattr(source, name) for name in type(source).model_fields if name != "owner"}
    note = guide.resolver.line(source.note, "sources", source.place("note")).text if source.note else None
    approval = guide.approval
    confirmed = source.confirmed or (approval is not None and id in approval.confirms)
    return records.SourceAbout(**{**fields, "id": id, "note": note, "confirmed": confirmed})


def _disagreement(guide: Guide, item: model.Disagreement) -> records.DisagreementAbout:
    def line(record: model.Record, field: str) -> Line:
        return guide.resolver.line(getattr(record, field), "disagreements", record.place(field))

    figures = (
        records.SourceFigure(source=figure.source, says=line(figure, "says").text) for figure in item.sources_say
    )
    return records.DisagreementAbout(
        question=line(item, "question").text,
        sources_say=tuple(figures),
        we_print=said(line(item, "we_print"), guide),
        why=line(item, "why").text,
        topics=item.topics,
    )
