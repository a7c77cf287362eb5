"""Whether texts stand out from what lies behind them, in color, and in grey from a printer low on toner."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from PIL import Image

from build_tools.content.contrast import ratio
from build_tools.preflight.finding import Finding, and_more
from build_tools.preflight.paper import PaperPage, Run
from build_tools.preflight.reader import pixels
from build_tools.preflight.words import begin

LEAST = 4.5  # to one, as WCAG has it
TONER = 0.9  # what is left of the ink
SHARE = 0.1  # of a text's place: a color that takes less is an edge, not a ground
Color = tuple[float, float, float]  # red, green and blue, 0 to 255


def low_contrast(sheet: PaperPage) -> Iterator[Finding]:
    """The text of a page that stands out least, if that is too little."""
    found = sorted((_least(run, sheet.ground), run) for run in sheet.runs if run.words.strip())
    faint = [(value, run) for value, run in found if value < LEAST]
    if faint:
        value, run = faint[0]
        message = f"page {sheet.number}: \u201c{begin(run.words)}\u201d has a contrast of {value:.1f} to 1"
        hint = f"print it darker or on a lighter ground, {LEAST} to 1 at least, also in grey with a tenth less toner"
        yield Finding("low-contrast", message + and_more(len(faint)), hint)


def _least(run: Run, picture: Image.Image) -> float:
    """The contrast of a text to the color behind it from which it stands out least, rounded down."""
    ratios = (contrast(run.color, run.opacity, ground) for ground in _grounds(run, picture))
    return int(min(ratios, default=21) * 10) / 10


def _grounds(run: Run, picture: Image.Image) -> list[Color]:
    place = pixels(run.box, picture)
    area = (place[2] - place[0]) * (place[3] - place[1])
    colors: list[tuple[int, Any]] = picture.crop(place).getcolors(area) or []
    return [color for count, color in colors if count >= SHARE * area] or [color for _, color in colors]


@lru_cache(maxsize=5_000)
def contrast(ink: Color, opacity: float, ground: Color) -> float:
    """The contrast of an ink to a ground: in color, or in worn grey if that is less."""
    red, green, blue = (opacity * over + (1 - opacity) * under for over, under in zip(ink, ground, strict=True))
    seen = red, green, blue
    return min(_ratio(seen, ground), _ratio(worn(seen), worn(ground)))


def worn(color: Color) -> Color:
    """A color as a black-and-white printer with little toner prints it."""
    red, green, blue = color
    grey = 255 - TONER * (255 - (0.299 * red + 0.587 * green + 0.114 * blue))
    return grey, grey, grey


def _ratio(one: Color, other: Color) -> float:
    return ratio(*([part / 255 for part in color] for color in (one, other)))
