"""`api/index.json`: what there is for other systems, and where; with the JSON Schemas of all documents. Pure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from build_tools.content.model import Clinic, Status
from build_tools.exports.api import content, fhir, printed
from build_tools.exports.api.record import FOLDER, ApiDocument, Located, located, schema_path
from build_tools.guide.records import Guide

if TYPE_CHECKING:
    from build_tools.output import Output

PATH = f"{FOLDER}/index.json"
NAME = "index"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


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


class ApiIndex(ApiDocument):
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


DOCUMENTS: dict[str, type[ApiDocument]] = {
    NAME: ApiIndex,
    printed.NAME: printed.Leaflets,
    content.NAME: content.Content,
}


def document(output: Output) -> ApiIndex:
    """The document of a build."""
    clinic = output.project.clinic
    return ApiIndex(
        schema_address=located(clinic, schema_path(NAME)).address,
        clinic=clinic.name,
        website=clinic.website,
        sample=clinic.sample,
        leaflets=located(clinic, printed.PATH),
        content=tuple(_content(guide) for guide in output.all_guides),
        fhir=located(clinic, fhir.BUNDLE),
        schemas={name: located(clinic, schema_path(name)) for name in DOCUMENTS},
    )


def schemas(clinic: Clinic) -> dict[str, dict[str, Any]]:
    """The schema of each kind of document by its path, made from its records, so that the two cannot differ."""
    return {schema_path(name): _schema(clinic, name, record) for name, record in DOCUMENTS.items()}


def _content(guide: Guide) -> ContentEntry:
    return ContentEntry(
        **dict(located(guide.resolver.clinic, content.path(guide))),
        procedure=guide.procedure,
        title=guide.title.text,
        language=guide.html_language,
        status=guide.status,
        written=guide.resolver.procedure.info.written,
        review=guide.review_by,
    )


def _schema(clinic: Clinic, name: str, record: type[ApiDocument]) -> dict[str, Any]:
    address = located(clinic, schema_path(name)).address
    return {"$schema": DIALECT, "$id": address, **record.model_json_schema(mode="serialization", by_alias=True)}
