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
