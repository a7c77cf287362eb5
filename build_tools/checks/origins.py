"""Rules on where things come from: the facts of each source document are said and cited, or left out with a reason."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.content.model import Procedure, Project, Record, has_gap
from build_tools.problems import Problem


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
    return any(document in statement.sources for statement in topic.statements())


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
