"""Form fields that any PDF program can fill and read again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count
from typing import Any

import pydyf

from build_tools.printing.pdf.pieces import TaggedPiece

COLOR = re.compile(rb"\S+ \S+ \S+ rg")
FONT = re.compile(rb"/(\S+) \S+ Tf")
SEVERAL_LINES, NO_MORE_THAN_FITS = 1 << 12, 1 << 23  # long words get smaller letters, and none is cut in silence


def name_fields(fields: Iterable[TaggedPiece], page: Any) -> None:
    """WeasyPrint names a field by the first line of its label only; here it gets its title, or else its whole label.

    Programs that take filled fields out know them by that too, without full stops, which part names from each other.
    """
    labels = {label.get("for"): " ".join("".join(label.itertext()).split()) for label in page.iter("label")}
    taken = set[str]()
    for field in fields:
        element = field.path[-1].element
        if element.tag in ("input", "textarea"):
            words = element.get("title") or labels[element.get("id")]
            field.annotation["TU"] = pydyf.String(words)
            if "T" in field.annotation:
                plain = words.replace(".", "")
                names = (plain if number == 1 else f"{plain} {number}" for number in count(1))
                name = next(name for name in names if name not in taken)
                taken.add(name)
                field.annotation["T"] = pydyf.String(name)


def make_fillable(pdf: Any, fields: list[Any]) -> None:
    """Give fields what programs need to fill them. They are in reading order, and so will be the list of them."""
    form = pdf.catalog["AcroForm"]
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
            form["DA"] = field["DA"] = pydyf.String(_written_with(field["DA"].string))
            if field["FT"] == "/Tx":
                field["Ff"] = SEVERAL_LINES | NO_MORE_THAN_FITS
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


def _written_with(appearance: bytes) -> bytes:
    """The font and color of what is typed; its size is left to programs, which make long words fit."""
    color, font = COLOR.search(appearance), FONT.search(appearance)
    assert font, f"no font in {appearance!r}"
    return b"/%s 0 Tf %s" % (font[1], color[0] if color else b"0 g")


def object_of(pdf: Any, reference: bytes) -> Any:
    """What a reference stands for."""
    return pdf.objects[int(reference.split()[0])]
