"""What several leaflets of a pack bring along, stored once: fonts, pictures, the look of a ticked box."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Any

import pikepdf
from pikepdf import Name, Object, Page

SUBSET = re.compile(r"/[A-Z]{6}\+")
CONTAINERS = (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream)
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def share(pages: Iterable[Page], form: Object) -> None:
    """Store once what is the same in pages, their annotations and the resources of the form."""
    store = _Store()
    for page in pages:
        store.share(page.obj, [("/Resources", page.obj.Resources)])
        for annotation in page.obj.get("/Annots", []):
            _share_looks(store, annotation)
    store.share(form, [("/DR", form.DR)])


def _share_looks(store: _Store, annotation: Object) -> None:
    """The looks of boxes are shared; those of text fields are not, because readers write the text into them."""
    looks = annotation.get("/AP", pikepdf.Dictionary())
    if annotation.get("/FT") == Name.Btn:
        store.share(annotation, [("/AP", looks)])
        return
    for look in looks.values():
        if isinstance(look, pikepdf.Stream) and "/Resources" in look:
            store.share(look, [("/Resources", look.Resources)])


class _Store:
    """Finds for each object the first one that is just like it."""

    def __init__(self) -> None:
        self.first: dict[bytes, Object] = {}
        self.seen: dict[tuple[int, int], Object] = {}

    def share(self, holder: Any, places: Iterable[tuple[str | int, Any]]) -> None:
        """Replace what stands at these places, and all below it, by the first of its kind."""
        for place, inner in places:
            if isinstance(inner, CONTAINERS):
                kept = self._first_like(inner)
                if kept.objgen != inner.objgen:
                    holder[place] = kept

    def _first_like(self, item: Object) -> Object:
        if not item.is_indirect:
            self._share_below(item)
            return item
        if item.objgen not in self.seen:
            self.seen[item.objgen] = item  # in case that it contains itself
            self._share_below(item)
            self.seen[item.objgen] = self.first.setdefault(_content(item), item)
        return self.seen[item.objgen]

    def _share_below(self, item: Any) -> None:
        if b" R" in _plain(item):
            self.share(item, list(enumerate(item) if isinstance(item, pikepdf.Array) else item.items()))


def _plain(item: Object) -> bytes:
    """An object as a PDF writes it, without the data of a stream; other objects are numbers in it."""
    return (item.stream_dict if isinstance(item, pikepdf.Stream) else item).unparse(resolved=True)


def _content(item: Object) -> bytes:
    return _plain(item) + (b"\0" + item.read_raw_bytes() if isinstance(item, pikepdf.Stream) else b"")


def name_by_content(font: Object) -> None:
    """Name a font after what its file holds: parts of one font with different letters must differ in name."""
    held = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = held.get("/FontDescriptor", pikepdf.Dictionary())
    file = next((descriptor[key] for key in FONT_FILES if key in descriptor), None)
    if file is not None and SUBSET.match(str(font.BaseFont)):
        font.BaseFont = Name(f"/{_tag(file)}+{SUBSET.sub('', str(font.BaseFont))}")
        descriptor.FontName = font.BaseFont


def _tag(file: Object) -> str:
    """Six letters."""
    digest = hashlib.sha256(file.read_raw_bytes()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
