"""The fields of several leaflets in one form: names, and what texts in fields are written with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, String

# "/a1.0 gs /MFPTDK 13 Tf": the style of a field names things that the form holds.
RESOURCE = re.compile(r"/([^\s/\[\]()<>{}%]+)")


def own_form(root: Any, number: int) -> Dictionary:
    """The form of a leaflet, with the leaflet's number in all its names."""
    form = root.get("/AcroForm", Dictionary())
    fields = form.get("/Fields", Array())
    used: set[str] = set()
    for field in fields:
        if "/DA" in form and "/DA" not in field:
            field.DA = form.DA
        if "/T" in field:
            field.T = String(f"{number}-{field.T}")
        used |= _own_style(field, number)
    needs = bool(form.get("/NeedAppearances", False))
    return Dictionary(Fields=fields, DR=_own_resources(form, used, number), NeedAppearances=needs)


def _own_style(field: Any, number: int) -> set[str]:
    """Rename what a field and those below it are written with; gives the old names."""
    used: set[str] = set()
    if "/DA" in field:
        style = str(field.DA)
        used |= {f"/{name}" for name in RESOURCE.findall(style)}
        field.DA = String(RESOURCE.sub(rf"/L{number}-\1", style))
    for below in field.get("/Kids", []):
        used |= _own_style(below, number)
    return used


def _own_resources(form: Any, used: set[str], number: int) -> Dictionary:
    """What is used: fonts with the same name differ from leaflet to leaflet in the letters that they hold."""
    resources = Dictionary()
    for kind, entries in form.get("/DR", Dictionary()).items():
        if isinstance(entries, pikepdf.Dictionary) and (names := entries.keys() & used):
            resources[kind] = Dictionary({f"/L{number}-{name[1:]}": entries[name] for name in names})
    return resources


def joined(forms: Iterable[Any]) -> Dictionary:
    """One form of all."""
    fields, resources, needs = Array(), Dictionary(), False
    for form in forms:
        fields.extend(form.Fields)
        for kind, entries in form.DR.items():
            resources[kind] = Dictionary({**dict(resources.get(kind, Dictionary()).items()), **dict(entries.items())})
        # Readers draw what was typed in only if they are asked to.
        needs = needs or bool(form.NeedAppearances)
    return Dictionary(Fields=fields, DR=resources, NeedAppearances=needs)
