"""Noto Sans, the font of leaflets, as its pinned package has it: the same on every machine."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import uharfbuzz

FONT = "noto-sans"


@cache
def face(package: str = FONT) -> uharfbuzz.Face:
    """The upright one of the two files in a package such as `fontpkg-noto-sans`."""
    folder = files(f"fontpkg_{package.replace('-', '_')}") / "files"
    (file,) = (file for file in folder.iterdir() if "wght" in file.name and "Italic" not in file.name)
    return uharfbuzz.Face(uharfbuzz.Blob(file.read_bytes()))


@cache
def signs() -> frozenset[int]:
    """The number of each character that leaflets can be printed with, wherever that is."""
    return frozenset(face().unicodes)


def width(text: str) -> float:
    """How long a line in running text is, for letters of one point; a letter that the font lacks is a box."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(uharfbuzz.Font(face()), buffer, {"liga": False})
    return float(sum(glyph.x_advance for glyph in buffer.glyph_positions or ()) / face().upem)
