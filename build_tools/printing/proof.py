"""One sheet: printed, then measured and read back before it may leave the press. Runs in processes of its own."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pypdfium2

from build_tools import preflight
from build_tools.preflight import Finding
from build_tools.printing import pdf
from build_tools.printing.sheets import Proof, Sheet

PREVIEW_SCALE = 0.7  # pixels per point; a page is about 430 pixels wide
GREYS = [round(grey / 17) * 17 for grey in range(256)]  # each grey as the nearest of 16


def proof(sheet: Sheet, printer: pdf.Printer) -> Proof:
    """Print the sheet and look at what came out."""
    try:
        printed = printer.print(sheet.html, sheet.pictures)
    except pdf.CannotPrint as error:
        hint = "mend the picture, letter or style that is named here"
        return _failed(error.messages, hint)
    except Exception as error:  # styles and letters that WeasyPrint does not see through make it break off
        hint = "undo the last change of leaflets/styles or leaflets/templates, and make it in smaller steps"
        return _failed([f"WeasyPrint broke off: {type(error).__name__}: {error}"], hint)
    found = preflight.findings(printed.data, sheet.expected, sheet.smallest, sheet.body)
    return Proof(printed.data, printed.sides, first_page(printed.data), (*_sides(sheet, printed.sides), *found))


def _failed(messages: list[str], hint: str) -> Proof:
    return Proof(b"", 0, b"", tuple(Finding("cannot-print", message, hint) for message in messages))


def first_page(data: bytes) -> bytes:
    """The first page of a PDF as a small grey picture, PNG."""
    document = pypdfium2.PdfDocument(data)
    try:
        image = document[0].render(scale=PREVIEW_SCALE, grayscale=True).to_pil()
    finally:
        document.close()
    picture = BytesIO()
    # Few greys make a small file. Choosing colours for each picture, or pressing harder, takes six times as long.
    image.point(GREYS).save(picture, "PNG", compress_level=6)
    return picture.getvalue()


def _sides(sheet: Sheet, sides: int) -> Iterator[Finding]:
    if sides > sheet.most_sides:
        message = f"it takes {sides} sides, and {sheet.most_sides} is the limit"
        hint = "shorten its topics, or mark blocks that only the web page needs with `detail: true`"
        yield Finding("too-many-sides", message, hint)
