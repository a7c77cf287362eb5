"""Rules on ids: whatever a file names has to be there."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from build_tools.checks import walk
from build_tools.content import model
from build_tools.content.model import Procedure, Project, Record, cited_in
from build_tools.content.texts import all_texts, own_voice
from build_tools.content.words import facts_in, parse, terms_in
from build_tools.problems import Place, Problem


def did_you_mean(id: str, known: Collection[str], where: str) -> str:
    """A hint: the nearest known id, or where to write a new one."""
    close = difflib.get_close_matches(id, sorted(known), n=1)
    return f"did you mean `{close[0]}`?" if close else f"write it in {where}, or name one that is there"


def known_topics(project: Project) -> Iterator[Problem]:
    """Every topic that a page, a leaflet, a disagreement or a coverage row names has a file."""
    everywhere = walk.topic_ids(project)
    for place, id in _shared_topics(project):
        if id not in everywhere:
            hint = did_you_mean(id, everywhere, "a procedure's topics folder")
            yield Problem(place, "unknown-topic", f"there is no topic `{id}`", hint)
    for procedure in project.procedures:
        own = {*procedure.topics, *procedure.unread_topics}
        for place, id in _own_topics(procedure):
            if id not in own:
                hint = did_you_mean(id, own, f"docs/content/{procedure.id}/topics")
                yield Problem(place, "unknown-topic", f"{procedure.id} has no topic `{id}`", hint)


def _shared_topics(project: Project) -> Iterator[tuple[Place, str]]:
    """Those of pages and leaflets, but not the required ones: another rule names them, with the file to write."""
    required = {entry.topic for leaflet in project.leaflets.values() for entry in leaflet.required}
    if isinstance(project.site, Record):
        required |= {entry.topic for entry in project.site.required}
    for leaflet in project.leaflets.values():
        sections = (section for section in leaflet.sections if section.topic not in required)
        yield from ((section.place("topic"), section.topic) for section in sections)
    for page in project.site.pages:
        yield from ((page.place("topics", index), id) for index, id in enumerate(page.topics) if id not in required)


def _own_topics(procedure: Procedure) -> Iterator[tuple[Place, str]]:
    rows: list[model.Coverage | model.Disagreement] = []
    if isinstance(procedure.coverage, Record):
        rows += [row for rows in procedure.coverage.documents.values() for row in rows]
    if isinstance(procedure.disagreements, Record):
        rows += procedure.disagreements.disagreements
    for row in rows:
        yield from ((row.place("topics", index), id) for index, id in enumerate(row.topics))


def known_facts(project: Project) -> Iterator[Problem]:
    """Every fact that words, a chance or the clinic's settings name stands in the procedure's facts.yaml."""
    for place, procedure, id in _named_facts(project):
        if procedure is None:
            message = f"the fact `{id}` cannot stand in words that all procedures share"
            yield Problem(place, "unknown-fact", message, "use words without a number")
        elif id not in procedure.facts.facts:
            hint = did_you_mean(id, procedure.facts.facts, f"docs/content/{procedure.id}/facts.yaml")
            yield Problem(place, "unknown-fact", f"there is no fact `{id}`", hint)


def _named_facts(project: Project) -> Iterator[tuple[Place, Procedure | None, str]]:
    for text in own_voice(project):
        yield from ((text.place, text.procedure, id) for id in facts_in(text.words))
    for said in walk.statements(project):
        if isinstance(said.statement, model.ChanceRow):
            yield said.statement.place("fact"), said.procedure, said.statement.fact
    procedures = {procedure.id: procedure for procedure in project.procedures}
    for name, settings in project.clinic.settings.items():
        if name in procedures:
            yield from ((settings[id].place(), procedures[name], id) for id in settings)
    for name, owners in project.clinic.to_decide.items():
        if name in procedures:
            yield from ((project.clinic.place("to_decide", name, id), procedures[name], id) for id in owners)


def known_procedures(project: Project) -> Iterator[Problem]:
    """The clinic's settings name procedures that have a folder."""
    known = [procedure.id for procedure in project.procedures]
    clinic = project.clinic
    for key, name in [
        *(("settings", name) for name in clinic.settings),
        *(("to_decide", name) for name in clinic.to_decide),
    ]:
        if name not in known:
            place, hint = clinic.place(key, name), did_you_mean(name, known, "docs/content")
            yield Problem(place, "unknown-procedure", f"there is no procedure `{name}`", hint)


def known_sources(project: Project) -> Iterator[Problem]:
    """Every source that something cites stands in sources.yaml."""
    known = project.sources.sources
    for place, id in cited(project):
        if id not in known:
            hint = did_you_mean(id, known, "docs/content/sources.yaml")
            yield Problem(place, "unknown-source", f"there is no source `{id}`", hint)


def cited(project: Project) -> Iterator[tuple[Place, str]]:
    """Every place that names a source, as far as the files were read."""
    yield from cited_in(project.glossary)
    for procedure in project.procedures:
        for record in (procedure.info, procedure.facts, procedure.disagreements, *procedure.topics.values()):
            yield from cited_in(record)
        if isinstance(procedure.coverage, Record):
            yield from ((procedure.coverage.place("documents", id), id) for id in procedure.coverage.documents)


def known_terms(project: Project) -> Iterator[Problem]:
    """Every term that words mark stands in the glossary."""
    known = project.glossary.terms
    for text in all_texts(project):
        for id in terms_in(text.words):
            if id not in known:
                hint = did_you_mean(id, known, "docs/content/glossary.yaml")
                yield Problem(text.place, "unknown-term", f"there is no term `{id}`", hint)


def known_pages(project: Project) -> Iterator[Problem]:
    """Every page that a link or `help_page` names stands in site.yaml."""
    known = {page.id for page in project.site.pages}
    for place, id in _named_pages(project):
        if id not in known:
            hint = did_you_mean(id, known, "docs/site.yaml")
            yield Problem(place, "unknown-page", f"there is no page `{id}`", hint)


def _named_pages(project: Project) -> Iterator[tuple[Place, str]]:
    yield project.site.place("help_page"), project.site.help_page
    for text in all_texts(project):
        yield from ((text.place, piece.target) for piece in parse(text.words) if piece.kind == "page")


def known_leaflets(project: Project) -> Iterator[Problem]:
    """Every leaflet that a page offers, or whose purpose a procedure tells, has a file."""
    known = {*project.leaflets, *project.unread_leaflets}
    for place, id in _named_leaflets(project):
        if id not in known:
            hint = did_you_mean(id, known, "the leaflets folder")
            yield Problem(place, "unknown-leaflet", f"there is no leaflet `{id}`", hint)


def _named_leaflets(project: Project) -> Iterator[tuple[Place, str]]:
    yield from ((page.place("leaflet"), page.leaflet) for page in project.site.pages if page.leaflet)
    for procedure in project.procedures:
        yield from ((procedure.info.place("purposes", id), id) for id in procedure.info.purposes)
