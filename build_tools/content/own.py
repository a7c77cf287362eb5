"""What of the shared glossary and sources belongs to one procedure. Pure."""

from __future__ import annotations

from build_tools.content.model import Procedure, Project, Record, Source, YamlTerm, cited_in
from build_tools.content.texts import texts_in
from build_tools.content.words import terms_in


def terms(project: Project, procedure: Procedure) -> dict[str, YamlTerm]:
    """The terms that its page of words explains. Where there is only one procedure, it explains all."""
    return project.glossary.terms if len(project.procedures) == 1 else used_terms(project, procedure)


def sources(project: Project, procedure: Procedure) -> dict[str, Source]:
    """The sources that its page of sources lists. Where there is only one procedure, it lists all."""
    return project.sources.sources if len(project.procedures) == 1 else used_sources(project, procedure)


def used_terms(project: Project, procedure: Procedure) -> dict[str, YamlTerm]:
    """The terms in a procedure's words, and those in their own explanations, in the order of the glossary."""
    known = project.glossary.terms
    found: set[str] = set()
    left = _marked((procedure.info, dict(procedure.topics)))
    while left:
        id = left.pop()
        if id not in found:
            left += _marked(known[id])
        found.add(id)
    return {id: term for id, term in known.items() if id in found}


def used_sources(project: Project, procedure: Procedure) -> dict[str, Source]:
    """The sources that stand behind a procedure's words, in the order of sources.yaml."""
    records: list[Record] = [procedure.info, procedure.facts, procedure.disagreements, *procedure.topics.values()]
    records += used_terms(project, procedure).values()
    cited = {id for record in records for _, id in cited_in(record)} | set(procedure.coverage.documents)
    return {id: source for id, source in project.sources.sources.items() if id in cited}


def _marked(part: object) -> list[str]:
    """In every text, whichever field holds it: a word that is forgotten here has no meaning to show."""
    return [id for text in texts_in(part) for id in terms_in(text.words)]
