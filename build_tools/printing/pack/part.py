"""A leaflet on its way into a pack: what must be unique in a PDF gets the leaflet's number, then all is copied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, NumberTree, Object, Pdf, String

from build_tools.printing.pack import form as pack_form
from build_tools.printing.pack import sharing as pack_sharing

KEYS = {"/StructParent", "/StructParents"}
NAMED = {"/ID", "/Dest", "/D"}  # an element's name, and where a bookmark or link leads to
CHANGED = KEYS | NAMED | {"/Headers", "/BaseFont", "/A"}
CONTAINERS = (pikepdf.Dictionary, pikepdf.Stream)


@dataclass(frozen=True)
class Part:
    """What a leaflet brings into a pack; `goods` are objects of the pack, see `_packed`."""

    title: str
    author: str
    language: str
    next_key: int
    first_page: Object
    goods: Any


def brought(pack: Pdf, data: bytes, number: int, first_key: int) -> Part:
    """Append a leaflet's pages to the pack, and copy all that belongs to them.

    `number` makes its names unique; its keys in the parent tree start with `first_key`. Raises ValueError for what is
    not a tagged PDF of one document.
    """
    leaflet = _opened(data, number)
    goods = _packed(leaflet, _make_own(leaflet, number, first_key), number, first_key)
    position = len(pack.pages)
    for page in leaflet.pages:  # before all else: what is copied later points to them
        pack.pages.append(page)
    title, author = (str(leaflet.docinfo.get(key, "")) for key in ("/Title", "/Author"))
    language, next_key = str(leaflet.Root.get("/Lang", "")), int(goods.NextKey)
    return Part(title, author, language, next_key, pack.pages[position].obj, pack.copy_foreign(goods))


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


def _make_own(leaflet: Pdf, number: int, first_key: int) -> list[Object]:
    """Make all keys and names unique in the pack; gives the elements that have names."""
    named: list[Object] = []
    for item in leaflet.objects:
        if isinstance(item, CONTAINERS) and not CHANGED.isdisjoint(keys := item.keys()):
            _make_item_own(item, keys, number, first_key)
            if {"/ID", "/S", "/P"} <= keys:
                named.append(item)
    return named


def _make_item_own(item: Any, keys: set[str], number: int, first_key: int) -> None:
    for key in keys & KEYS:
        item[key] = int(item[key]) + first_key
    for key in keys & NAMED:
        if isinstance(item[key], pikepdf.String):
            item[key] = _own(item[key], number)
    if "/Headers" in keys:
        item.Headers = Array([_own(header, number) for header in item.Headers])
    if "/BaseFont" in keys:
        pack_sharing.name_by_content(item)
    if "/A" in keys:  # the attributes of an element, or what a link does
        for inner in item.A if isinstance(item.A, pikepdf.Array) else [item.A]:
            if isinstance(inner, pikepdf.Dictionary) and not inner.is_indirect:
                _make_item_own(inner, inner.keys(), number, first_key)


def _own(name: object, number: int) -> String:
    return String(f"{number}-{name}")


def _packed(leaflet: Pdf, named: list[Object], number: int, first_key: int) -> Any:
    """All that is copied beside the pages, in one object, so that what they share is copied once."""
    root: Any = leaflet.Root
    tree = root.StructTreeRoot
    tags = dict(NumberTree(tree.ParentTree).items())
    goods = Dictionary(
        Element=_element(leaflet, number),
        Tags=Array([item for key in sorted(tags) for item in (key + first_key, tags[key])]),
        NextKey=first_key + max(tags, default=-1) + 1,
        IDs=Array([item for element in named for item in (element.ID, element)]),
        RoleMap=tree.get("/RoleMap", Dictionary()),
        ClassMap=tree.get("/ClassMap", Dictionary()),
        Places=_places(root, number),
        Bookmarks=Array(_bookmarks(root)),
        Form=pack_form.own_form(root, number),
        Preferences=root.get("/ViewerPreferences", Dictionary()),
    )
    return leaflet.make_indirect(goods)


def _element(leaflet: Pdf, number: int) -> Object:
    """The leaflet's document as a part of a larger one."""
    top = leaflet.Root.StructTreeRoot.get("/K", Array())
    elements = list(top) if isinstance(top, pikepdf.Array) else [top]
    if [element.S for element in elements] != [Name.Document]:
        raise ValueError(f"the tags of leaflet {number} of the pack do not start with one document")
    (element,) = elements
    element.S, element.T = Name.Part, String(str(leaflet.docinfo.get("/Title", "")))
    del element.P  # or all of the tree's root would be copied with it
    return element


def _places(root: Any, number: int) -> Array:
    """Names that links lead to, each followed by its place."""
    names = NameTree(root.Names.Dests) if "/Names" in root and "/Dests" in root.Names else {}
    return Array([item for name, place in names.items() for item in (_own(name, number), place)])


def _bookmarks(root: Any) -> Iterator[Object]:
    """The bookmarks of the first level."""
    bookmark = root.get("/Outlines", Dictionary()).get("/First")
    while bookmark is not None:
        del bookmark.Parent
        yield bookmark
        bookmark = bookmark.get("/Next")
