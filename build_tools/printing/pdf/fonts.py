"""The fonts of leaflets come from pinned packages, never from the machine.

A style sheet names font and weight, `font:noto-sans/400`; `font:noto-sans/400/field` is the part of it that text
fields hold. A package has one variable font for all weights. WeasyPrint could print with that, but it takes a fifth
longer, and each PDF gets the time of printing: fontTools writes it into the fonts that it saves for WeasyPrint.
"""

from __future__ import annotations

import uharfbuzz
from uharfbuzz import SubsetInputSets

from build_tools.content.font import BY_ID, NOTO_SANS, Font, face

SCHEME = "font"
# Fields need a font of their own: sharing the body's would lose ligatures for screen readers (see PDF, ToUnicode).
FIELD = "Leaflet Field"
WEIGHTS = (400, 600, 700)
OTHER_WEIGHTS = (400, 700)  # of other scripts: those that the style sheet has, for Chinese takes a second for each
# What names and short notes are written with: Latin with Vietnamese, Greek, Cyrillic, and marks.
FIELD_LETTERS = frozenset(
    letter
    for first, last in (
        (0x20, 0x7E), (0xA0, 0x17F), (0x192, 0x192), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x218, 0x21B), (0x386, 0x3CE),
        (0x400, 0x45F), (0x490, 0x49F), (0x1EA0, 0x1EF9), (0x2010, 0x2026), (0x20AC, 0x20AC), (0x2122, 0x2122),
        (0x2212, 0x2212),
    )
    for letter in range(first, last + 1)
)  # fmt: skip
# How letters stand to each other, and which other weights there are: no program asks that of a field.
LAYOUT = [int.from_bytes(tag, "big") for tag in (b"GDEF", b"GPOS", b"GSUB", b"STAT")]


def faces(others: tuple[Font, ...] = ()) -> str:
    """The style sheet that names them. Those of other scripts stand in for letters that Noto Sans does not have."""
    named = [(font.family, weight, f"{font.id}/{weight}") for font in others for weight in OTHER_WEIGHTS]
    own = [(NOTO_SANS.family, weight, f"{NOTO_SANS.id}/{weight}") for weight in WEIGHTS]
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("{SCHEME}:{address}") }}'
        for family, weight, address in (*own, (FIELD, 400, f"{NOTO_SANS.id}/400/field"), *named)
    )


def font_file(address: str) -> bytes:
    """The font file that a style sheet names. Raises for a font or weight that is not there."""
    id, weight, *part = address.removeprefix(f"{SCHEME}:").split("/")
    font, wanted = face(BY_ID[id]), uharfbuzz.SubsetInput()
    if part == ["field"]:
        wanted.sets(SubsetInputSets.UNICODE).update(FIELD_LETTERS)
        wanted.sets(SubsetInputSets.DROP_TABLE_TAG).update(LAYOUT)
    else:
        wanted.keep_everything()
    wanted.pin_all_axes_to_default(font)
    wanted.pin_axis_location(font, "wght", float(weight))
    return bytes(uharfbuzz.subset(font, wanted).blob.data)
