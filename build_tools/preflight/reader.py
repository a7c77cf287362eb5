"""PDF -> sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pypdfium2
from PIL import Image, ImageChops

from build_tools.preflight import pdfium
from build_tools.preflight.paper import Box, Field, Run, Sheet
from build_tools.preflight.pdfium import Thing

SCALE = 0.5  # pixels a point: enough to see which colors lie behind a text, and quick
Texts = dict[int, Run]  # by their place in the order of drawing


def sheets(data: bytes, fields: Sequence[Field]) -> list[Sheet]:
    """The pages of a PDF; `fields` are those of all of them."""
    with pypdfium2.PdfDocument(data) as document:
        return [_sheet(document[index], index + 1, fields) for index in range(len(document))]


def _sheet(page: pypdfium2.PdfPage, number: int, fields: Sequence[Field]) -> Sheet:
    things = list(pdfium.things(page))
    placed = list(enumerate(things))
    texts = {place: pdfium.run(thing) for place, thing in placed if thing.is_text() and thing.box.height > 0}
    drawings = {place: box for place, thing in placed if not thing.is_text() and (box := pdfium.shown(thing))}
    ground, covered = _looked_at(page, things, texts, drawings)
    return Sheet(
        number,
        Box(0, 0, *page.get_size()),
        list(texts.values()),
        list(drawings.values()),
        [field for field in fields if field.page == number],
        ground,
        covered,
    )


def _looked_at(
    page: pypdfium2.PdfPage, things: list[Thing], texts: Texts, drawings: dict[int, Box]
) -> tuple[Image.Image, list[Run]]:
    """The page without its texts, and the texts that cannot be seen on the page."""
    doubtful = list(_drawn_over(texts, drawings))
    whole = _picture(page) if doubtful else None
    for thing in things:
        if thing.is_text():
            pdfium.show(thing, False)
    ground = _picture(page)
    letters = ImageChops.difference(whole, ground) if whole else ground
    return ground, [run for run in doubtful if not _seen(run, letters)]


def _drawn_over(texts: Texts, drawings: dict[int, Box]) -> Iterator[Run]:
    """Texts that share a quarter of their place with something drawn later."""
    first = min(texts, default=0)
    later = [(place, box) for place, box in drawings.items() if place > first]
    for index, run in texts.items():
        if any(place > index and _lies_over(box, run.box) for place, box in later):
            yield run


def _lies_over(box: Box, text: Box) -> bool:
    if box.left >= text.right or text.left >= box.right or box.bottom >= text.top or text.bottom >= box.top:
        return False  # most of them; asked first because it is quick
    shared = box.shared(text)
    return shared.width * shared.height > text.width * text.height / 4


def _seen(run: Run, letters: Image.Image) -> bool:
    """Whether letters show from the beginning of a text to its end."""
    place = pixels(run.box, letters)
    ink = letters.crop(place).getbbox()
    return ink is not None and ink[2] - ink[0] >= 0.8 * (place[2] - place[0])


def _picture(page: pypdfium2.PdfPage) -> Image.Image:
    bitmap = page.render(scale=SCALE, draw_annots=False, may_draw_forms=False, rev_byteorder=True)
    picture: Image.Image = bitmap.to_pil()
    return picture


def pixels(box: Box, picture: Image.Image) -> tuple[int, int, int, int]:
    """The pixels of a picture of a page well inside of a box: left, top, right and bottom, at least one."""
    left, right = _within(box.left * SCALE, box.right * SCALE, picture.width)
    top, bottom = _within(picture.height - box.top * SCALE, picture.height - box.bottom * SCALE, picture.height)
    edge = 1 if bottom - top >= 4 else 0  # a pixel at the edge may be half of something beside it
    return left, top + edge, right, bottom - edge


def _within(low: float, high: float, limit: int) -> tuple[int, int]:
    first = min(max(round(low), 0), limit - 1)
    return first, max(min(round(high), limit), first + 1)
