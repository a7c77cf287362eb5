"""`api/index.json`: what there is for other systems, and where. Pure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from build_tools.content.model import Status
from build_tools.exports.api import content, fhir, printed
from build_tools.exports.api.record import FOLDER, Document, Located, located, schema_path, where

if TYPE_CHECKING:
    from build_tools.output import Output

PATH = f"{FOLDER}/index.json"
NAME = "index"


class ContentEntry(Located):
    """The words of one procedure in one language."""

    procedure: str
    title: str
    language: str
    status: Status
    """draft: no clinician has approved them."""
    written: date
    review: date
    """The day by which somebody must have read them again."""


class Index(Document):
    """What there is."""

    clinic: str
    website: str
    sample: bool
    """true: the clinic and its phone numbers are invented."""
    leaflets: Located
    """Every PDF: what it is, its code, and whether it may be handed out."""
    content: tuple[ContentEntry, ...]
    """All words as structured data."""
    fhir: Located
    """The leaflets as a FHIR R4 Bundle of DocumentReference resources."""
    schemas: dict[str, Located]
    """The JSON Schema (2020-12) of each kind of document."""


def document(output: Output) -> Index:
    """The document of a build."""
    project, names = output.project, (NAME, printed.NAME, content.NAME)
    return Index(
        schema_address=where(project, schema_path(NAME)).address,
        clinic=project.clinic.name,
        website=project.clinic.website,
        sample=project.clinic.sample,
        leaflets=located(project, printed.PATH),
        content=tuple(_content(output)),
        fhir=located(project, fhir.BUNDLE),
        schemas={name: located(project, schema_path(name)) for name in names},
    )


def _content(output: Output) -> list[ContentEntry]:
    return [
        ContentEntry(
            **where(output.project, content.path(guide))._asdict(),
            procedure=guide.procedure,
            title=guide.title.text,
            language=guide.html_language,
            status=guide.status,
            written=guide.resolver.procedure.info.written,
            review=guide.review_by,
        )
        for guide in output.guides
    ]
