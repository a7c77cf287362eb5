"""A leaflet on its way into a pack: what must be unique in a PDF gets the leaflet's number, then all is copied."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Dictionary, Object, Pdf, String

from build_tools.printing.pack import sharing as pack_sharing

KEYS = {"/StructParent", "/StructParents"}
NAMED = {"/Dest", "/D"}  # where a bookmark or link leads to
CHANGED = KEYS | NAMED | {"/BaseFont", "/A"}
CONTAINERS = (pikepdf.Dictionary, pikepdf.Stream)


@dataclass(frozen=True)
class PackPart:
    """What a leaflet brings into a pack."""

    number: int
    """Counted from 1; in all its names."""
    title: str
    author: str
    first_key: int
    """Of its own in the parent tree."""
    first_page: Object
    root: Any
    """The leaflet's catalog, copied: its tags, bookmarks, places and form."""

    @property
    def next_key(self) -> int:
        """Behind all its own."""
        return self.first_key + int(self.root.StructTreeRoot.ParentTreeNextKey)


def brought(pack: Pdf, data: bytes, number: int, first_key: int) -> PackPart:
    """Append a leaflet's pages to the pack, and copy all that belongs to them.

    `number` makes its names unique; its keys in the parent tree start with `first_key`. Raises ValueError for what is
    not a tagged PDF.
    """
    leaflet = _opened(data, number)
    for item in leaflet.objects:
        if isinstance(item, CONTAINERS):
            _make_own(item, number, first_key)
    position = len(pack.pages)
    for page in leaflet.pages:  # before all else: what is copied later points to them
        pack.pages.append(page)
    title, author = (str(leaflet.docinfo.get(key, "")) for key in ("/Title", "/Author"))
    return PackPart(number, title, author, first_key, pack.pages[position].obj, pack.copy_foreign(leaflet.Root))


def _opened(data: bytes, number: int) -> Pdf:
    """The leaflet; it is never closed, because the pack reads its streams when it is saved."""
    try:
        leaflet = pikepdf.open(BytesIO(data))
    except pikepdf.PdfError as error:
        raise ValueError(f"leaflet {number} of the pack is not a PDF that can be read: {error}") from None
    root = leaflet.Root
    marked = root.get("/MarkInfo", Dictionary()).get("/Marked")
    if not marked or "/ParentTree" not in root.get("/StructTreeRoot", Dictionary()):
        raise ValueError(f"leaflet {number} of the pack is not a tagged PDF")
    return leaflet


def _make_own(item: Any, number: int, first_key: int) -> None:
    """Make keys and names unique in the pack."""
    keys = item.keys() & CHANGED
    for key in keys & KEYS:
        item[key] = int(item[key]) + first_key
    for key in keys & NAMED:
        if isinstance(item[key], pikepdf.String):
            item[key] = own(item[key], number)
    if "/BaseFont" in keys:
        pack_sharing.name_by_content(item)
    if "/A" in keys and isinstance(item.A, pikepdf.Dictionary) and not item.A.is_indirect:  # what a link does
        _make_own(item.A, number, first_key)


def own(name: object, number: int) -> String:
    """A name that no other leaflet of the pack has."""
    return String(f"{number}-{name}")
