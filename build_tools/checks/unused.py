"""Rules on what nobody uses. They wait until every file can be read, and until what may use it is written."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import walk
from build_tools.checks.references import cited
from build_tools.content.model import ChanceRow, Figure, Procedure, Project
from build_tools.content.texts import all_texts, own_voice
from build_tools.content.words import facts_in, terms_in
from build_tools.problems import Place, Problem


def topics_on_pages(project: Project) -> Iterator[Problem]:
    """Every topic stands on a page: what a leaflet says can be read on the site too."""
    walk.demand_all(project)
    on_pages = {id for page in project.site.pages for id in page.topics}
    on_leaflets = {section.topic for leaflet in project.leaflets.values() for section in leaflet.sections}
    for _, id, topic in walk.topics(project):
        if id in on_pages:
            continue
        hint = "name it in the topics of a page in docs/site.yaml"
        if id in on_leaflets:
            message = f"the topic `{id}` is on a leaflet but on no page; every leaflet sentence also stands on a page"
            yield Problem(topic.place(), "not-on-a-page", message, hint)
        else:
            message = f"the topic `{id}` is on no page and no leaflet"
            yield Problem(topic.place(), "unused-topic", message, f"{hint}, or delete the file")


def facts_used(project: Project) -> Iterator[Problem]:
    """Every fact is used in words or in a chance."""
    walk.demand_all(project)
    for procedure in filter(walk.is_written, project.procedures):
        used = _used_facts(project, procedure)
        for id, fact in procedure.facts.facts.items():
            if id not in used:
                hint = f"write `{{{id}}}` in words, or delete it"
                yield Problem(fact.place(), "unused-fact", f"nothing uses the fact `{id}`", hint)


def _used_facts(project: Project, procedure: Procedure) -> set[str]:
    texts = (text for text in own_voice(project) if text.procedure is procedure)
    used = {id for text in texts for id in facts_in(text.words)}
    rows = (said for said in walk.statements(project) if said.procedure is procedure)
    return used | {said.statement.fact for said in rows if isinstance(said.statement, ChanceRow)}


def sources_used(project: Project) -> Iterator[Problem]:
    """Every source is cited by something."""
    walk.demand_all(project)
    used = {id for _, id in cited(project)}
    for id, source in project.sources.sources.items() if _all_is_written(project) else ():
        if id not in used:
            yield Problem(source.place(), "unused-source", f"nothing cites the source `{id}`", "cite it, or delete it")


def terms_used(project: Project) -> Iterator[Problem]:
    """Every word of the glossary is marked somewhere."""
    walk.demand_all(project)
    used = {id for text in all_texts(project) for id in terms_in(text.words)}
    for id, term in project.glossary.terms.items() if _all_is_written(project) else ():
        if id not in used:
            hint = f"mark it where it stands, `[{term.word}](term:{id})`, or delete it"
            yield Problem(term.place(), "unused-term", f"nothing marks the term `{id}`", hint)


def pictures_used(project: Project) -> Iterator[Problem]:
    """Every picture is shown by a figure."""
    walk.demand_all(project)
    for procedure in filter(walk.is_written, project.procedures):
        own = (block for owner, _, _, block in walk.blocks(project) if owner is procedure)
        used = {block.picture for block in own if isinstance(block, Figure)}
        for name, path in procedure.pictures.items():
            if name not in used:
                place = Place(path.relative_to(project.root).as_posix())
                yield Problem(place, "unused-picture", f"no figure shows `{name}`", "show it in a figure, or delete it")


def _all_is_written(project: Project) -> bool:
    return all(map(walk.is_written, project.procedures))
