"""Rules on what would be lost: what nobody uses, and facts of source documents that nobody says.

What is unused waits until every file can be read, and until what may use it is written.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import walk
from build_tools.checks.references import cited
from build_tools.content.model import Procedure, Project, Record, YamlChances, YamlFigure, has_gap
from build_tools.content.statements import sentences_in
from build_tools.content.texts import all_texts, own_voice
from build_tools.content.words import facts_in, terms_in
from build_tools.problems import Place, Problem


def topics_on_pages(project: Project) -> Iterator[Problem]:
    """Every topic stands on a page: what a leaflet says can be read on the site too."""
    walk.demand_all(project)
    on_pages = {id for page in project.site.pages for id in page.topics}
    on_leaflets = {section.topic for leaflet in project.leaflets.values() for section in leaflet.sections}
    for _, id, topic in walk.topics(project):
        hint = "name it in the topics of a page in docs/site.yaml"
        if id in on_leaflets - on_pages:
            message = f"the topic `{id}` is on a leaflet but on no page; every leaflet sentence also stands on a page"
            yield Problem(topic.place(), "not-on-a-page", message, hint)
        elif id not in on_pages:
            message = f"the topic `{id}` is on no page and no leaflet"
            yield Problem(topic.place(), "unused-topic", message, f"{hint}, or delete the file")


def facts_used(project: Project) -> Iterator[Problem]:
    """Every fact is used in words or in a chance."""
    walk.demand_all(project)
    own = ((text.procedure.id, text) for text in own_voice(project) if text.procedure)
    used = {(procedure, id) for procedure, text in own for id in facts_in(text.words)}
    used |= {(procedure.id, row.fact) for procedure, block in walk.blocks(project, YamlChances) for row in block.rows}
    for procedure in filter(walk.is_written, project.procedures):
        for id, fact in procedure.facts.facts.items():
            if (procedure.id, id) not in used:
                hint = f"write `{{{id}}}` in words, or delete it"
                yield Problem(fact.place(), "unused-fact", f"nothing uses the fact `{id}`", hint)


def settings_told(project: Project) -> Iterator[Problem]:
    """A number that the clinic has set is told to readers: some statement with it waits for no other number."""
    walk.demand_all(project)
    for procedure in filter(walk.is_written, project.procedures):
        ours = project.clinic.settings.get(procedure.id, {})
        owners = project.clinic.to_decide.get(procedure.id, {})
        open_ = {id for id, fact in procedure.facts.facts.items() if fact.set_by == "clinic" and id not in ours}
        said = [facts_in(sentence.say) for of, sentence in walk.sentences(project) if of is procedure]
        for id, setting in ours.items():
            waits_for = [[other for other in used if other in open_] for used in said if id in used]
            if waits_for and all(waits_for):
                other = waits_for[0][0]
                message = f"`{id}` is set, but nobody is told it: it is said together with `{other}`, which is not set"
                hint = (
                    f"set `{other}` too (to decide: {owners.get(other, 'nobody yet')}), or move `{id}` to `to_decide`"
                )
                yield Problem(setting.place(), "setting-not-told", message, hint)


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


def _all_is_written(project: Project) -> bool:
    return all(map(walk.is_written, project.procedures))


def pictures_used(project: Project) -> Iterator[Problem]:
    """Every picture is shown by a figure, or is an icon."""
    walk.demand_all(project)
    shown = {(procedure.id, figure.picture) for procedure, figure in walk.blocks(project, YamlFigure)}
    shown |= {(procedure.id, name) for procedure, _, name in walk.icons(project)}
    for procedure in filter(walk.is_written, project.procedures):
        for name, path in procedure.pictures.items():
            if (procedure.id, name) not in shown:
                place = Place(path.relative_to(project.root).as_posix())
                yield Problem(
                    place,
                    "unused-picture",
                    f"no figure shows `{name}`",
                    "show it, also as an `icon`, or delete it",
                )


def covered_facts_cited(project: Project) -> Iterator[Problem]:
    """Where coverage.yaml names a topic for a fact of a document, a statement of that topic cites the document."""
    for procedure in project.procedures:
        for document, rows in procedure.coverage.documents.items():
            for row in rows:
                for index, id in enumerate(row.topics):
                    if not _cites(procedure, id, document):
                        message = f"no statement of the topic `{id}` cites `{document}`"
                        hint = f"add `{document}` to the statement that says it, or name the right topic"
                        yield Problem(row.place("topics", index), "uncited", message, hint)


def _cites(procedure: Procedure, id: str, document: str) -> bool:
    """Also true where the topic cannot be read, is not there or has a gap: other problems say that."""
    topic = procedure.topics.get(id)
    if topic is None or has_gap(topic.blocks):
        return True
    return any(document in sentence.sources for sentence in sentences_in(topic))


def documents_covered(project: Project) -> Iterator[Problem]:
    """Every source of the kind `patient page` has its facts listed in a coverage.yaml."""
    if not all(isinstance(procedure.coverage, Record) for procedure in project.procedures):
        return
    listed = {id for procedure in project.procedures for id in procedure.coverage.documents}
    for id, source in project.sources.sources.items():
        if source.kind == "patient page" and id not in listed:
            message = f"the facts of the patient page `{id}` are listed nowhere"
            hint = "list each in coverage.yaml, with the topics that say it or the reason for leaving it out"
            yield Problem(source.place(), "unlisted-document", message, hint)
