"""What has to be said of the picture of a chance, on a page and on paper. Pure."""

from __future__ import annotations

from dataclasses import replace

from build_tools.guide import icon_array
from build_tools.guide.blocks import ChanceRow, Chances
from build_tools.guide.records import Guide, Line
from build_tools.messages import messages

HALF = messages("Half filled: counted in some studies, not in others.")
TRUE_TO_SCALE = messages("The bar is drawn to scale.")
FILLED, EMPTY = messages(("Filled: {people} {did}.", "Empty: {people} {did}."))


def note(row: ChanceRow, guide: Guide) -> Line | None:
    """What a picture of 100 people does not say by itself."""
    return replace(guide.frame(HALF), place=row.place) if icon_array.picture(row.amount).unsure else None


def on_paper(block: Chances, guide: Guide) -> Chances:
    """With the key to its pictures; chances that are too small for a person stand as a bar."""
    pictures = [icon_array.picture(row.amount) for row in block.rows]
    rows = tuple(_on_paper(row, guide) for row in block.rows)
    return replace(block, rows=rows, note=guide.frame(HALF) if any(each.unsure for each in pictures) else None)


def _on_paper(row: ChanceRow, guide: Guide) -> ChanceRow:
    if icon_array.picture(row.amount).is_tiny:
        return replace(row, note=guide.frame(TRUE_TO_SCALE))
    number, rest = (Line((span,), row.place) for span in (replace(row.people, strong=True), row.rest))
    filled = guide.frame(FILLED, people=number, did=row.did)
    empty = guide.frame(EMPTY, people=rest, did=row.did_not)
    return replace(row, counted=replace(row.counted, spans=filled.spans), others=replace(row.others, spans=empty.spans))
