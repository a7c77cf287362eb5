"""`api/content/<procedure>.<language>.json`: all words on a procedure as structured data. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from build_tools.content import model, own
from build_tools.content.model import LEVELS, Procedure, Project
from build_tools.exports.api.content import records
from build_tools.exports.api.content.filled import Filler
from build_tools.exports.api.content.records import Content
from build_tools.exports.api.content.said import amount, is_known, said, words
from build_tools.exports.api.record import FOLDER, schema_path, where
from build_tools.guide.prose import Prose
from build_tools.languages.catalog import Catalog
from build_tools.preflight.readback import CARE_HEADINGS

if TYPE_CHECKING:
    from build_tools.pipeline import Output

NAME = "content"
PHONES: dict[model.PhoneId, str] = {"emergency": "Emergency", "day": "By day", "night": "At night"}

__all__ = ["NAME", "Content", "document", "path"]


def path(procedure: Procedure, catalog: Catalog) -> str:
    """Where the document of a procedure lies."""
    return f"{FOLDER}/content/{procedure.id}.{catalog.locale.language}.json"


def document(output: Output, procedure: Procedure) -> Content:
    """The document of a procedure, in the language of the build."""
    project, catalog, info = output.project, output.catalog, procedure.info
    prose = Prose(procedure, project.clinic, project.glossary, catalog)
    return Content(
        schema_address=where(project, schema_path(NAME)).address,
        procedure=_procedure(prose),
        language=catalog.html_language,
        direction=catalog.direction,
        status=procedure.status,
        written=info.written,
        review=procedure.review_by,
        clinic=_clinic(prose),
        care_levels=tuple(_care_level(prose, level) for level in LEVELS),
        pages=tuple(_page(project, prose, page) for page in project.site.pages),
        leaflets=tuple(_leaflet(project, prose, id) for id in project.leaflets),
        topics=tuple(_topic(project, prose, id) for id in _in_order(project, procedure)),
        facts=tuple(_fact(prose, id) for id in procedure.facts.facts),
        glossary=tuple(_term(prose, id, term) for id, term in own.terms(project, procedure).items()),
        sources=tuple(_source(prose, id, source) for id, source in own.sources(project, procedure).items()),
        disagreements=tuple(_disagreement(prose, each) for each in procedure.disagreements.disagreements),
    )


def _procedure(prose: Prose) -> records.ProcedureAbout:
    info = prose.procedure.info
    return records.ProcedureAbout(
        id=prose.procedure.id,
        name=prose.plain(info.name, "procedure"),
        title=prose.plain(info.title, "procedure"),
        summary=said(prose, info.summary, "procedure") if info.summary else None,
    )


def _clinic(prose: Prose) -> records.ClinicAbout:
    clinic, text = prose.clinic, prose.catalog.text
    phones = tuple(
        records.PhoneAbout(
            id=id, name=text(name), number=clinic.phones[id].number, when=text(clinic.phones[id].when, "clinic")
        )
        for id, name in PHONES.items()
    )
    return records.ClinicAbout(
        name=clinic.name,
        postal_address=clinic.address,
        website=clinic.website,
        sample=clinic.sample,
        time_zone=clinic.time_zone,
        phones=phones,
    )


def _care_level(prose: Prose, level: model.Level) -> records.CareLevel:
    return records.CareLevel(level=level, text=words(prose, CARE_HEADINGS[level], "interface"))


def _page(project: Project, prose: Prose, page: model.Page) -> records.PageAbout:
    return records.PageAbout(
        **where(project, f"{prose.procedure.id}/{page.id}.html")._asdict(),
        id=page.id,
        title=prose.plain(page.title, "site"),
        description=prose.plain(page.description, "site"),
        topics=tuple(shown.id for shown in model.shown_on_page(prose.procedure, page)),
        steps_of=tuple(shown.id for shown in model.gathered_by(prose.procedure, page)),
        leaflet=page.leaflet,
    )


def _leaflet(project: Project, prose: Prose, id: str) -> records.LeafletAbout:
    leaflet = project.leaflets[id]
    return records.LeafletAbout(
        id=id,
        title=prose.plain(leaflet.title, "leaflets"),
        purpose=prose.plain(*model.purpose(project, prose.procedure, leaflet)),
        sizes={size: tuple(_shown(prose.procedure, leaflet, size)) for size in project.sizes},
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


def _topic(project: Project, prose: Prose, id: str) -> records.TopicAbout:
    topic, filler = prose.procedure.topics[id], Filler(project, prose, id)
    blocks = tuple(map(filler.block, topic.blocks))
    return records.TopicAbout(id=id, title=prose.plain(topic.title, id), blocks=blocks)


def _fact(prose: Prose, id: str) -> records.FactAbout:
    fact = prose.fact(id)
    return records.FactAbout(
        id=id,
        what=prose.catalog.text(fact.what, "facts"),
        text=prose.value(id) if is_known(fact) else None,
        set_by_clinic=fact.set_by == "clinic",
        sources=fact.sources,
        **amount(fact),
    )


def _term(prose: Prose, id: str, term: model.Term) -> records.TermAbout:
    return records.TermAbout(
        id=id,
        word=prose.plain(term.word, "glossary"),
        means=words(prose, term.means, "glossary", term.sources),
        forms=tuple(prose.catalog.text(form, "glossary") for form in term.forms),
        more=said(prose, term.more, "glossary") if term.more else None,
    )


def _source(prose: Prose, id: str, source: model.Source) -> records.SourceAbout:
    fields = {name: getattr(source, name) for name in type(source).model_fields if name != "owner"}
    note = prose.catalog.text(source.note, "sources") if source.note else None
    approval = prose.procedure.standing.approval
    confirmed = source.confirmed or (approval is not None and id in approval.confirms)
    return records.SourceAbout(**{**fields, "id": id, "note": note, "confirmed": confirmed})


def _disagreement(prose: Prose, item: model.Disagreement) -> records.DisagreementAbout:
    text = prose.catalog.text
    figures = (
        records.SourceFigure(source=figure.source, says=text(figure.says, "disagreements"))
        for figure in item.sources_say
    )
    return records.DisagreementAbout(
        question=text(item.question, "disagreements"),
        sources_say=tuple(figures),
        we_print=words(prose, item.we_print, "disagreements"),
        why=text(item.why, "disagreements"),
        topics=item.topics,
    )
