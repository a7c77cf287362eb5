"""What has to be said of the picture of a chance, on a page and on paper. Pure."""

from __future__ import annotations

from dataclasses import replace

from build_tools.guide import icon_array
from build_tools.guide.blocks import ChanceRow, Chances
from build_tools.guide.records import Guide, Line, Span

ROUNDED = {
    "about": "The picture is rounded: about {people}.",
    "fewer": "The picture is rounded: fewer than {people}.",
    "more": "The picture is rounded: more than {people}.",
}
HALF = "Half filled: counted in some studies, not in others."
TRUE_TO_SCALE = "The bar is drawn to scale."


def note(row: ChanceRow, guide: Guide) -> Line | None:
    """What a picture of 100 people cannot show as it is."""
    told = [*_rounded(row, guide), *([guide.frame(HALF).text] if icon_array.picture(row.amount).unsure else [])]
    return Line((Span(" ".join(told)),), row.place, "frame") if told else None


def on_paper(block: Chances, guide: Guide) -> Chances:
    """Chances that are too small for a person stand as a bar; what half filled people mean is told once."""
    pictures = [icon_array.picture(row.amount) for row in block.rows]
    rows = tuple(replace(row, note=_on_paper(row, guide)) for row in block.rows)
    return replace(block, rows=rows, note=guide.frame(HALF) if any(each.unsure for each in pictures) else None)


def _on_paper(row: ChanceRow, guide: Guide) -> Line | None:
    if icon_array.picture(row.amount).is_tiny:
        return guide.frame(TRUE_TO_SCALE)
    told = _rounded(row, guide)
    return Line((Span(told[0]),), row.place, "frame") if told else None


def _rounded(row: ChanceRow, guide: Guide) -> list[str]:
    message = ROUNDED.get(icon_array.picture(row.amount).bound)
    people = guide.resolver.catalog.fact(icon_array.out_of_hundred(row.amount))
    return [guide.frame(message, people=people).text] if message else []
