"""A page in the words of schema.org, for search engines. Only what is so: who reviewed it comes from the sign-off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from build_tools.content.model import Clinic
from build_tools.guide.records import Guide


def page(guides: Sequence[Guide], name: str, description: str, address: str) -> dict[str, Any]:
    """A page about these guides as JSON-LD; types and properties are those of schema.org."""
    return {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": name,
        "description": description,
        "url": address,
        "inLanguage": guides[0].html_language,
        "dateModified": max(guide.resolver.procedure.info.written for guide in guides).isoformat(),
        **_review(guides),
        "audience": {"@type": "Patient"},
        "about": list(map(_procedure, guides)),
        "publisher": _clinic(guides[0].resolver.clinic),
    }


def _review(guides: Sequence[Guide]) -> dict[str, Any]:
    """As the notice on the page says."""
    found = [guide.approval for guide in guides if guide.approval]
    if len(found) < len(guides):
        return {"creativeWorkStatus": guides[0].frame("Draft").text}
    signers = (each for approval in found for each in approval.people)
    people = [{"@type": "Person", "name": name, "jobTitle": role} for name, role in signers]
    return {"lastReviewed": min(approval.signed for approval in found).isoformat(), "reviewedBy": people}


def _procedure(guide: Guide) -> dict[str, str]:
    found = {"@type": "MedicalProcedure", "name": guide.title.text}
    return {**found, "description": guide.summary.text} if guide.summary else found


def _clinic(clinic: Clinic) -> dict[str, str]:
    """An invented clinic has no telephone that anybody should find."""
    found = {"@type": "MedicalClinic", "name": clinic.name, "url": clinic.website}
    if clinic.sample:
        return found
    return {**found, "address": clinic.address, "telephone": clinic.for_questions.dials}
