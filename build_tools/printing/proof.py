"""One leaflet or pack: made, then measured and read back. Runs in worker processes; imports WeasyPrint."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pypdfium2

from build_tools import preflight, templates
from build_tools.preflight import Expected, Finding
from build_tools.preflight.spoken import heard
from build_tools.preflight.whole_text import differences
from build_tools.printing import pdf
from build_tools.printing.jobs import Printed, PrintJob
from build_tools.problems import Place, Problem, ProblemsFound

PREVIEW_SCALE = 0.7  # pixels per point; a page is about 430 pixels wide
GREYS = [round(grey / 17) * 17 for grey in range(256)]  # each grey as the nearest of 16
STYLES = Place("leaflets/styles/leaflet.css")
NEW_SIDE = ' new-side"'  # as the template marks what begins a side
BROKE_OFF = "undo the last change of leaflets/styles or leaflets/templates, and make it in smaller steps"


def proof(job: PrintJob) -> Printed:
    """Print a leaflet and look at what came out. Raises ProblemsFound for styles that WeasyPrint does not know."""
    ready = printer(job.root, job.styles)
    try:
        printed, body = _printed(ready, job)
    except pdf.CannotPrint as error:
        return _failed(error.messages, "mend the picture, letter or style that is named here")
    except Exception as error:  # styles and letters that WeasyPrint does not see through make it break off
        return _failed([f"WeasyPrint broke off: {type(error).__name__}: {error}"], BROKE_OFF)
    found = preflight.findings(printed.data, job.expected, job.smallest, body)
    lost = preflight.lost_signs(printed.signs, job.expected)
    return printed._replace(first_page=first_page(printed.data), findings=(*found, *lost))


def _printed(ready: pdf.Printer, job: PrintJob) -> tuple[Printed, float]:
    """The leaflet, and the size of its letters: with less air, or without a new side, where it takes too many sides."""
    html, body = job.html, job.body
    printed = ready.print(html, job.pictures)
    if not job.tight or printed.sides <= job.wanted_sides:
        return printed, body
    tight = ready.print(job.tight, job.pictures)
    if tight.sides < printed.sides or printed.sides > job.most_sides:
        printed, html, body = tight, job.tight, job.tight_body
    # A few lines more than in English run over onto a side on which they would stand alone.
    if NEW_SIDE in html and printed.sides > job.wanted_sides and preflight.has_blank_side(printed.data):
        printed = ready.print(html.replace(NEW_SIDE, '"'), job.pictures)
    return printed, body


def pack_proof(title: str, language: str, leaflets: Sequence[bytes], expected: Expected) -> Printed:
    """Bind leaflets, and see that the pack says, in order, what they must say."""
    from build_tools.printing import pack  # only here: most that print bind nothing

    try:
        data = pack.bound(list(leaflets), title, language)
    except Exception as error:
        return _failed([f"it cannot be bound: {type(error).__name__}: {error}"], BROKE_OFF)
    said = heard(data)
    return Printed(data, len(said.margins), findings=tuple(differences(said, expected)))


@lru_cache(maxsize=1)
def printer(root: Path, styles: str) -> pdf.Printer:
    """With the styles read once; read again where `styles`, their digest, is another. Raises ProblemsFound."""
    try:
        return pdf.Printer(root)
    except OSError as error:
        raise ProblemsFound([_unread(root, error)]) from None
    except pdf.CannotPrint as error:
        hint = "write a style that WeasyPrint knows"
        raise ProblemsFound(Problem(STYLES, "cannot-print", message, hint) for message in error.messages) from None


def _unread(root: Path, error: OSError) -> Problem:
    """What the printer could not read when it began; or write, where WeasyPrint makes fonts ready."""
    file, work = error.filename, tempfile.gettempdir()
    if not file or file.startswith(os.path.join(work, "weasyprint-")):
        hint = "make room there; the system's variable TMPDIR names another folder"
        return Problem(STYLES, "cannot-write", f"fonts cannot be made ready in {work}: {error.strerror}", hint)
    hint = "put it back, and give yourself the right to read it; no leaflet is printed without it"
    return Problem(Place(templates.shown(root, file)), "cannot-read", f"cannot be read: {error.strerror}", hint)


def first_page(data: bytes) -> bytes:
    """The first page of a PDF as a small grey picture, PNG."""
    with pypdfium2.PdfDocument(data) as document:
        image = document[0].render(scale=PREVIEW_SCALE, grayscale=True).to_pil()
    picture = BytesIO()
    # Few greys make a small file. Choosing colours for each picture, or pressing harder, takes six times as long.
    image.point(GREYS).save(picture, "PNG", compress_level=6)
    return picture.getvalue()


def _failed(messages: list[str], hint: str) -> Printed:
    return Printed(b"", 0, findings=tuple(Finding("cannot-print", message, hint) for message in messages))
