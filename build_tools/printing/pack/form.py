"""The fields of several leaflets in one form: names, and what texts in fields are written with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Object, String

from build_tools.printing.pack.part import PackPart, own

# "/a1.0 gs /MFPTDK 13 Tf": the style of a field names things that the form holds.
RESOURCE = re.compile(r"/([^\s/\[\]()<>{}%]+)")


def joined(parts: Iterable[PackPart]) -> Dictionary:
    """One form of all. Fonts with the same name differ from leaflet to leaflet in the letters that they hold."""
    fields, resources, needs = Array(), defaultdict[str, dict[str, Object]](dict), False
    for part in parts:
        form = part.root.get("/AcroForm", Dictionary())
        used = {name for field in form.get("/Fields", []) for name in _make_own(field, form, part.number)}
        fields.extend(form.get("/Fields", []))
        for kind, entries in form.get("/DR", Dictionary()).items():
            if isinstance(entries, pikepdf.Dictionary) and (names := entries.keys() & used):
                resources[kind] |= {f"/L{part.number}-{name[1:]}": entries[name] for name in names}
        # Readers draw what was typed in only if they are asked to.
        needs = needs or bool(form.get("/NeedAppearances", False))
    held = {kind: Dictionary(entries) for kind, entries in resources.items()}
    return Dictionary(Fields=fields, DR=Dictionary(held), NeedAppearances=needs)


def _make_own(field: Any, form: Any, number: int) -> set[str]:
    """Give a field a name of its own, also to what it is written with; returns the old names of that."""
    field.T = own(field.T, number)
    style = str(field.get("/DA", form.get("/DA", "")))
    if style:
        field.DA = String(RESOURCE.sub(rf"/L{number}-\1", style))
    return {f"/{name}" for name in RESOURCE.findall(style)}
