"""Form fields that any PDF program can fill and read again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from typing import Any

import pydyf
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # WeasyPrint brings it

from build_tools.printing.pdf.pieces import Piece

COLOR = re.compile(rb"\S+ \S+ \S+ rg")
FONT = re.compile(rb"/(\S+) (\S+) Tf")
NONSYMBOLIC = 1 << 5
LETTERS = range(32, 256)


def name_fields(fields: Iterable[Piece], page: Any) -> None:
    """WeasyPrint names a field by the first line of its label only; here it gets its title, or else its whole label."""
    labels = {label.get("for"): " ".join("".join(label.itertext()).split()) for label in page.iter("label")}
    for field in fields:
        element = field.path[-1].element
        if element.tag in ("input", "textarea"):
            field.annotation["TU"] = pydyf.String(element.get("title") or labels[element.get("id")])


def make_fillable(pdf: Any, fields: list[Any], used: set[str]) -> None:
    """Give fields what programs need to fill them; `used` are the names of the fonts in the PDF's text.

    `fields` are in reading order, and so will be the list of them.
    """
    form = pdf.catalog["AcroForm"]
    fonts = object_of(pdf, object_of(pdf, form["DR"])["Font"])
    # What can be chosen among stands in the list as a group.
    form["Fields"] = pydyf.Array(dict.fromkeys(field.get("Parent", field.reference) for field in fields))
    looks: dict[tuple[float, float], bytes] = {}
    for field in fields:
        left, top, right, bottom = field["Rect"]
        field["Rect"] = pydyf.Array((left, bottom, right, top))
        # Boxes share a look; some programs write into that of a text field, where it stands.
        empty = _empty(pdf, (right - left, top - bottom), looks if field["FT"] == "/Btn" else {})
        if field["FT"] == "/Btn":
            field["AP"]["N"]["Off"] = empty
            field["MK"]["CA"] = pydyf.String("4")  # a tick, for programs that draw it themselves
        else:
            field["AP"] = pydyf.Dictionary({"N": empty})
            field["DA"], font = _plain(field["DA"].string)
            form["DA"] = field["DA"]
            if font not in used:
                _simplify(pdf, fonts[font])
    # With it, some programs draw all fields anew and then ask whether to save; words in a field want it.
    if all(field["FT"] == "/Btn" or (field["FT"] == "/Tx" and not field["V"].string) for field in fields):
        del form["NeedAppearances"]


def _empty(pdf: Any, size: tuple[float, float], known: dict[tuple[float, float], bytes]) -> bytes:
    """What an empty field of that size looks like: nothing, for the page itself has its frame."""
    if size not in known:
        box = {"Type": "/XObject", "Subtype": "/Form", "BBox": pydyf.Array((0, 0, *size))}
        look = pydyf.Stream([b"/Tx BMC EMC"], pydyf.Dictionary(box))
        pdf.add_object(look)
        known[size] = bytes(look.reference)
    return known[size]


def _plain(appearance: bytes) -> tuple[Any, str]:
    """The color and font of what is written, without states that a field may not set; and the font's name."""
    color, font = COLOR.search(appearance), FONT.search(appearance)
    assert font, f"no font in {appearance!r}"
    parts = [font[0], color[0] if color else b"0 g"]
    return pydyf.String(b" ".join(parts)), font[1].decode()


def _simplify(pdf: Any, reference: bytes) -> None:
    """Turn a font of numbered glyphs, which few programs can write with, into one of letters.

    The objects that only the former needs stay behind empty, because objects are known by their number.
    """
    font = object_of(pdf, reference)
    if font["Subtype"] != "/Type0":
        return
    glyphs, meanings = object_of(pdf, font["DescendantFonts"][0]), object_of(pdf, font["ToUnicode"])
    descriptor = object_of(pdf, glyphs["FontDescriptor"])
    descriptor["Flags"] = NONSYMBOLIC
    kept = {"Type": "/Font", "Subtype": "/TrueType", "BaseFont": font["BaseFont"]}
    widths = pydyf.Array(_widths(b"".join(object_of(pdf, descriptor["FontFile2"]).stream)))
    font.clear()
    font |= kept | {"FirstChar": LETTERS[0], "LastChar": LETTERS[-1], "Widths": widths}
    font |= {"FontDescriptor": glyphs["FontDescriptor"], "Encoding": "/WinAnsiEncoding"}
    glyphs.clear()
    meanings.stream = []


@lru_cache(maxsize=4)
def _widths(file: bytes) -> tuple[int, ...]:
    """How wide the letters of Western Europe are in a font, in thousandths of its size."""
    font = TTFont(BytesIO(file), lazy=True)
    scale = 1000 / font["head"].unitsPerEm
    names, metrics = font.getBestCmap(), font["hmtx"]
    letters = (bytes([code]).decode("cp1252", "replace") for code in LETTERS)
    return tuple(round(metrics[names.get(ord(letter), ".notdef")][0] * scale) for letter in letters)


def object_of(pdf: Any, reference: bytes) -> Any:
    """What a reference stands for."""
    return pdf.objects[int(reference.split()[0])]
