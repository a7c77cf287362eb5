"""Rules on sections that a procedure does not have, such as the care of bones where nothing is done to a bone."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.references import did_you_mean
from build_tools.content.model import Procedure, Project, Required
from build_tools.problems import Problem


def left_out_sections(project: Project) -> Iterator[Problem]:
    """`without` in procedure.yaml names sections that may be left out, and that are not there."""
    if project.unread_leaflets:  # nobody knows what they require
        return
    required = list(_required(project))
    known = {entry.topic for _, entry in required}
    for procedure in project.procedures:
        for id in procedure.info.without:
            wrong = _why_not(procedure, id, required)
            if id not in known:
                wrong = f"no section `{id}` is required", did_you_mean(id, known, "`required` in docs/site.yaml")
            if wrong:
                message, hint = wrong
                yield Problem(procedure.info.place("without", id), "left-out", message, hint)


def _required(project: Project) -> Iterator[tuple[str, Required]]:
    """Each entry, with its file."""
    yield from (("docs/site.yaml", entry) for entry in project.site.required)
    for id, leaflet in project.leaflets.items():
        yield from ((f"leaflets/{id}.yaml", entry) for entry in leaflet.required)


def _why_not(procedure: Procedure, id: str, required: list[tuple[str, Required]]) -> tuple[str, str] | None:
    """(message, hint) of what is wrong with leaving it out, or nothing."""
    if id in procedure.topics or id in procedure.unread_topics:
        return f"the section `{id}` is there", f"take it out of `without`, or delete topics/{id}.yaml"
    for file, entry in required:
        if entry.topic == id and not entry.may_be_left_out:
            return f"{file} does not let the section `{id}` be left out", f"write topics/{id}.yaml"
    return None
