"""The leaflets as FHIR R4 (4.0.1) DocumentReference resources, one file each, and one Bundle of all. Pure.

Only what is known goes in: no subject, for a leaflet is about no patient, and no code of a terminology, for nobody has
chosen one.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from datetime import date, datetime, time
from html import escape
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from build_tools.exports.api.printed import LeafletEntry, entries
from build_tools.exports.api.record import FOLDER
from build_tools.guide.records import Guide
from build_tools.records import notices
from build_tools.website import heads

if TYPE_CHECKING:
    from build_tools.output import Output

BUNDLE = f"{FOLDER}/fhir/Bundle/leaflets.json"
DOCUMENT = "DocumentReference"
ID = re.compile(r"[A-Za-z0-9.-]{1,64}")


def resources(output: Output) -> dict[str, dict[str, Any]]:
    """Each resource by its path."""
    data = {f"leaflets/{leaflet.file}": leaflet.data for leaflet in output.leaflets}
    found = [_document(output, entry, data[entry.path]) for entry in entries(output)]
    files = {f"{FOLDER}/fhir/{DOCUMENT}/{document['id']}.json": document for document in found}
    return {BUNDLE: _bundle(output, found), **files}


def _bundle(output: Output, documents: list[dict[str, Any]]) -> dict[str, Any]:
    """FHIR knows no empty lists: a site without leaflets has a bundle without entries."""
    base = f"{heads.start(output.project.clinic)}{FOLDER}/fhir"
    entry = [{"fullUrl": f"{base}/{DOCUMENT}/{each['id']}", "resource": each} for each in documents]
    return {"resourceType": "Bundle", "id": "leaflets", "type": "collection", **({"entry": entry} if entry else {})}


def _document(output: Output, entry: LeafletEntry, data: bytes) -> dict[str, Any]:
    start, clinic = heads.start(output.project.clinic), output.project.clinic
    guide = output.guide(entry.procedure.id, entry.language)
    name = entry.path.rpartition("/")[2].removesuffix(".pdf")
    about = _description(output, guide, entry)
    return {
        "resourceType": DOCUMENT,
        "id": name if ID.fullmatch(name) else hashlib.sha256(name.encode()).hexdigest(),
        "language": guide.html_language,
        "text": {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{escape(about)}</div>'},
        "masterIdentifier": {"system": f"{start}c", "value": entry.code},
        "identifier": [{"system": f"{start}leaflets", "value": name}],
        "status": "current",
        "docStatus": "final" if entry.status == "signed" and entry.standing == "current" else "preliminary",
        "type": {"text": guide.frame("Patient leaflet").text},
        "category": [{"text": entry.procedure.name}],
        "date": _instant(entry.released or entry.written, clinic.time_zone),
        "custodian": {"display": clinic.name},
        "description": about,
        "content": [{"attachment": _attachment(entry, data)}],
    }


def _description(output: Output, guide: Guide, entry: LeafletEntry) -> str:
    """What a person must know who sees only this; the notices are those of the leaflet and of the print desk."""
    told = notices.on_page(output.guides, guide).words
    parts = [f"{entry.procedure.name}: {entry.title} ({entry.size.name}).", *told]
    if entry.standing != "current":
        parts.append(guide.frame("Not released: do not hand out").text + ".")
    return " ".join(parts)


def _attachment(entry: LeafletEntry, data: bytes) -> dict[str, Any]:
    return {
        "contentType": "application/pdf",
        "language": entry.language.replace("_", "-"),
        "url": entry.address,
        "size": len(data),
        "hash": b64encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode(),  # so FHIR R4 wants it
        "title": entry.title,
        "creation": entry.written.isoformat(),
    }


def _instant(day: date, zone: str) -> str:
    """The beginning of a day where the clinic is."""
    return datetime.combine(day, time(), ZoneInfo(zone)).isoformat()
