"""`api/leaflets.json`: every PDF of the site, with the code on its pages and whether it may be handed out. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from build_tools.content.model import Paper, Project, Status
from build_tools.exports.api.record import FOLDER, ApiDocument, ApiRecord, Located, Named, located, schema_path
from build_tools.guide import interpreter
from build_tools.guide.leaflet import pack_title, purpose, title, with_english
from build_tools.guide.leaflet_file import LeafletFile
from build_tools.guide.offers import size_name
from build_tools.guide.records import Guide
from build_tools.printing.leaflet import code_address
from build_tools.records.standing import state

if TYPE_CHECKING:
    from build_tools.output import Output

PATH = f"{FOLDER}/leaflets.json"
NAME = "leaflets"


class Pdf(ApiRecord):
    """A PDF."""

    title: str
    language: str
    """The language of its words, such as `en`."""
    paper: Paper
    sides: int
    """Printed sides; of a pack with the empty ones that let the next leaflet start on a new sheet."""
    path: str
    """In the site's folder."""
    address: str
    """On the clinic's website."""
    bytes: int
    sha256: str
    """Of the file, as 64 hex digits."""


class SheetEntry(Pdf):
    """A sheet of the clinic for who needs an interpreter; it has no edition code. The one to point on has a sentence in
    each language; its `language` is that of the desk."""


class PrintedFile(Pdf):
    """A PDF of a procedure."""

    procedure: Named
    size: Named
    """The size of print."""


class LeafletEntry(PrintedFile):
    """A leaflet in one size and language."""

    leaflet: str
    """The leaflet's id, such as aftercare."""
    purpose: str
    code: str
    """The edition code on each of its pages, such as K7M-4PX: the same words always have the same code."""
    digest: str
    """The sha256 of all that it says, from which the code comes. Not that of the file."""
    code_page: str
    """The address where a reader sees whether paper with this code is still right."""
    status: Status
    """draft: no clinician has approved its words; it says so itself."""
    standing: Literal["current", "unreleased", "replaced"]
    """current: released, and nothing newer. unreleased: not to be handed out. replaced: these words were released
    once and others after them, so they are not to be handed out until they are released again."""
    released: date | None
    """The day of its newest release."""
    written: date
    review: date
    """The day by which somebody must have read its words again."""
    picture: Located
    """Its first page, PNG."""


class PackEntry(PrintedFile):
    """All leaflets of a procedure in one PDF; or one leaflet in its language, with the English behind it."""

    parts: tuple[str, ...]
    """The paths of the leaflets in it, in order."""


class Leaflets(ApiDocument):
    """Every leaflet and pack that can be printed from this site; none where it was built without them."""

    clinic: str
    sample: bool
    """true: the clinic and its phone numbers are invented."""
    leaflets: tuple[LeafletEntry, ...]
    packs: tuple[PackEntry, ...]
    sheets: tuple[SheetEntry, ...]


def document(output: Output) -> Leaflets:
    """The document of a build."""
    project = output.project
    return Leaflets(
        schema_address=located(project.clinic, schema_path(NAME)).address,
        clinic=project.clinic.name,
        sample=project.clinic.sample,
        leaflets=tuple(entries(output)),
        packs=tuple(_pack(output, pack) for pack in output.packs),
        sheets=tuple(_sheet(output, sheet) for sheet in output.sheets),
    )


def entries(output: Output) -> Iterator[LeafletEntry]:
    """Every leaflet that was printed, in the order of printing."""
    digests = {job.key: job.current.digest for job in output.jobs}
    for leaflet in output.leaflets:
        yield _leaflet(output, leaflet, digests[leaflet.key])


def _leaflet(output: Output, leaflet: LeafletFile, digest: str) -> LeafletEntry:
    project, guide = output.project, output.guide(leaflet.key.procedure, leaflet.key.language)
    procedure = guide.resolver.procedure
    found = state(output.ledger, leaflet.code, output.editions)
    outline = project.leaflets[leaflet.key.leaflet]
    return LeafletEntry(
        **_file(project, guide, leaflet, title(guide, outline).text),
        leaflet=leaflet.key.leaflet,
        purpose=purpose(guide, outline).text,
        code=leaflet.code,
        digest=digest,
        code_page=code_address(project.clinic, leaflet.code),
        status=guide.status,
        standing=found.standing if found.standing in ("current", "replaced") else "unreleased",
        released=found.entry.released if found.entry and not found.taken_back else None,
        written=procedure.info.written,
        review=guide.review_by,
        picture=located(project.clinic, f"leaflets/{leaflet.picture}"),
    )


def _pack(output: Output, pack: LeafletFile) -> PackEntry:
    guide = output.guide(pack.key.procedure, pack.key.language)
    parts = tuple(f"leaflets/{part.file}" for part in pack.parts)
    name = pack_title(guide)
    if pack.key.with_english:
        name = with_english(guide, title(guide, output.project.leaflets[pack.key.leaflet]).text)
    return PackEntry(**_file(output.project, guide, pack, name), parts=parts)


def _sheet(output: Output, sheet: LeafletFile) -> SheetEntry:
    title = output.catalog.text(interpreter.TITLES[sheet.key.leaflet])
    return SheetEntry(**_pdf(output.project, sheet, title, sheet.key.language or output.catalog.tag))


def _file(project: Project, guide: Guide, printed: LeafletFile, title: str) -> dict[str, Any]:
    size = size_name(project, guide, printed.key.size)
    return {
        **_pdf(project, printed, title, printed.key.language),
        "procedure": Named(id=printed.key.procedure, name=guide.title.text),
        "size": Named(id=printed.key.size, name=size),
    }


def _pdf(project: Project, printed: LeafletFile, title: str, language: str) -> dict[str, Any]:
    return {
        **dict(located(project.clinic, f"leaflets/{printed.file}")),
        "bytes": len(printed.data),
        "sha256": hashlib.sha256(printed.data).hexdigest(),
        "paper": printed.key.paper,
        "sides": printed.sides,
        "language": language,
        "title": title,
    }
