"""PDF -> sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pypdfium2
from PIL import Image, ImageChops

from build_tools.preflight import pdfium
from build_tools.preflight.paper import Field, PaperPage, Rectangle, Run
from build_tools.preflight.pdfium import Thing
from build_tools.preflight.spoken import Heard

SCALE = 0.5  # pixels a point: enough to see which colors lie behind a text, and quick
FINE = 2  # to see whether letters are whole
MOST_LOST = 1  # square point: less than the tail of a letter
GLARING = (255, 0, 255, 255)  # a ground from which letters stand out, black ones and white ones
Texts = dict[int, Run]  # by their place in the order of drawing


def sheets(data: bytes, said: Heard) -> list[PaperPage]:
    """The pages of a PDF, of which is known what it says."""
    with pypdfium2.PdfDocument(data) as document:
        document.init_forms()  # so that fields are drawn too, over all else
        return [_sheet(document[index], index + 1, said) for index in range(len(document))]


def _sheet(page: pypdfium2.PdfPage, number: int, said: Heard) -> PaperPage:
    things = list(pdfium.things(page))
    placed, fields = list(enumerate(things)), said.fields
    texts = _texts(placed, said.instead.get(number, {}))
    drawings = {place: box for place, thing in placed if not thing.is_text() and (box := pdfium.shown(thing))}
    here = [field for field in fields if field.page == number]
    ground, covered = _looked_at(page, things, list(_touched(texts, drawings, here)))
    return PaperPage(
        number, Rectangle(0, 0, *page.get_size()), list(texts.values()), list(drawings.values()), here, ground, covered
    )


def _texts(placed: Iterable[tuple[int, Thing]], instead: Mapping[int, str]) -> Texts:
    """Each with all letters that are marked as one; with what is said `instead`, by its mark."""
    texts: Texts = {}
    inked = ((place, thing) for place, thing in placed if thing.is_text() and thing.box.height > 0)
    for place, run in ((place, pdfium.run(thing)) for place, thing in inked):
        last = next(reversed(texts), -1)
        is_more = run.group and last >= 0 and texts[last].group == run.group and texts[last].size == run.size
        texts[place] = texts.pop(last).with_more(run) if is_more else run
    return {place: _said(run, instead) for place, run in texts.items()}


def _said(run: Run, instead: Mapping[int, str]) -> Run:
    return run._replace(words=instead[run.mark], is_said=True) if run.mark in instead else run


def _touched(texts: Texts, drawings: dict[int, Rectangle], fields: Iterable[Field]) -> Iterator[Run]:
    """Texts on whose place something is drawn later."""
    first = min(texts, default=0)
    later = [(place, box) for place, box in drawings.items() if place > first]
    later += [(max(texts, default=0) + 1, field.box) for field in fields]
    for index, run in texts.items():
        if any(place > index and run.box.meets(box) for place, box in later):
            yield run


def _looked_at(page: pypdfium2.PdfPage, things: list[Thing], touched: list[Run]) -> tuple[Image.Image, list[Run]]:
    """The page without its texts, and those of the touched texts that cannot be seen whole."""
    whole = _picture(page, FINE) if touched else None
    _show(things, texts=False, drawings=True)
    ground = _picture(page)
    if not whole:
        return ground, []
    seen = ImageChops.difference(whole, _picture(page, FINE))
    _show(things, texts=True, drawings=False)
    letters = _picture(page, FINE, fill_color=GLARING, may_draw_forms=False)
    must = ImageChops.difference(letters, Image.new("RGB", letters.size, GLARING[:3]))
    return ground, [run for run in touched if _lost(run, must, seen) > MOST_LOST]


def _show(things: list[Thing], texts: bool, drawings: bool) -> None:
    for thing in things:
        pdfium.show(thing, texts if thing.is_text() else drawings)


def _lost(run: Run, must: Image.Image, seen: Image.Image) -> float:
    """How much of a text's ink cannot be seen, in square points."""
    place = pixels(run.box, must, FINE)
    ink, shown = _above(must.crop(place), 60), _above(seen.crop(place), 8)
    return ImageChops.subtract(ink, shown).histogram()[255] / FINE**2


def _above(picture: Image.Image, least: int) -> Image.Image:
    """White where a picture is lighter than that, else black."""
    return picture.convert("L").point([255 * (value > least) for value in range(256)])


def _picture(page: pypdfium2.PdfPage, scale: float = SCALE, **how: Any) -> Image.Image:
    bitmap = page.render(scale=scale, draw_annots=False, rev_byteorder=True, **how)
    picture: Image.Image = bitmap.to_pil()
    return picture


def pixels(box: Rectangle, picture: Image.Image, scale: float = SCALE) -> tuple[int, int, int, int]:
    """The pixels of a picture of a page well inside of a box: left, top, right and bottom, at least one."""
    left, right = _within(box.left * scale, box.right * scale, picture.width)
    top, bottom = _within(picture.height - box.top * scale, picture.height - box.bottom * scale, picture.height)
    edge = 1 if bottom - top >= 4 else 0  # a pixel at the edge may be half of something beside it
    return left, top + edge, right, bottom - edge


def _within(low: float, high: float, limit: int) -> tuple[int, int]:
    first = min(max(round(low), 0), limit - 1)
    return first, max(min(round(high), limit), first + 1)
