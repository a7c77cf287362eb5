"""A page in the words of schema.org, for search engines. Only what is so: who reviewed it comes from the sign-off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from build_tools.content.model import Procedure, Project
from build_tools.guide.prose import Prose
from build_tools.languages.catalog import Catalog


def page(
    project: Project, catalog: Catalog, name: str, description: str, address: str, procedures: Sequence[Procedure]
) -> dict[str, Any]:
    """The page as JSON-LD; types and properties are those of schema.org."""
    return {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": name,
        "description": description,
        "url": address,
        "inLanguage": catalog.html_language,
        "dateModified": max(procedure.info.written for procedure in procedures).isoformat(),
        **_review(catalog, procedures),
        "audience": {"@type": "Patient"},
        "about": [_procedure(project, catalog, procedure) for procedure in procedures],
        "publisher": _clinic(project),
    }


def _review(catalog: Catalog, procedures: Sequence[Procedure]) -> dict[str, Any]:
    """As the notice on the page says."""
    approvals = [procedure.standing.approval for procedure in procedures]
    if None in approvals:
        return {"creativeWorkStatus": catalog.text("Draft")}
    found = [approval for approval in approvals if approval]
    people = [{"@type": "Person", "name": approval.name, "jobTitle": approval.role} for approval in found]
    return {"lastReviewed": min(approval.signed for approval in found).isoformat(), "reviewedBy": people}


def _procedure(project: Project, catalog: Catalog, procedure: Procedure) -> dict[str, str]:
    prose = Prose(procedure, project.clinic, project.glossary, catalog)
    found = {"@type": "MedicalProcedure", "name": prose.plain(procedure.info.title, "procedure")}
    summary = procedure.info.summary
    return {**found, "description": prose.plain(prose.chosen(summary), "procedure")} if summary else found


def _clinic(project: Project) -> dict[str, str]:
    """An invented clinic has no telephone that anybody should find."""
    clinic = project.clinic
    found = {"@type": "MedicalClinic", "name": clinic.name, "url": clinic.website}
    if clinic.sample:
        return found
    return {**found, "address": clinic.address, "telephone": clinic.phone("day").number}
