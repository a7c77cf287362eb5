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


def share(pages: Iterable[Page], form: Any) -> None:
    """Store once what is the same in pages, their annotations and the resources of the form."""
    store = _Store()
    for page in pages:
        page.obj.Resources = store.first_like(page.obj.Resources)
        for annotation in page.obj.get("/Annots", []):
            _share_looks(store, annotation)
    form.DR = store.first_like(form.DR)


def _share_looks(store: _Store, annotation: Any) -> None:
    """The looks of boxes are shared; those of text fields are not, because readers write the text into them."""
    looks = annotation.get("/AP", pikepdf.Dictionary())
    if annotation.get("/FT") == Name.Btn:
        annotation.AP = store.first_like(looks)
        return
    for look in looks.values():
        if isinstance(look, pikepdf.Stream) and "/Resources" in look:
            look.Resources = store.first_like(look.Resources)


class _Store:
    """Finds for each object the first one that is just like it."""

    def __init__(self) -> None:
        self.first: dict[bytes, Object] = {}
        self.seen: dict[tuple[int, int], Object] = {}

    def first_like(self, item: Any) -> Any:
        """The first object like this one, or the very same where it stands in no place of its own."""
        if not item.is_indirect:
            return self._shared_below(item)
        if item.objgen not in self.seen:
            self.seen[item.objgen] = item  # in case that it contains itself
            self.seen[item.objgen] = self.first.setdefault(_content(self._shared_below(item)), item)
        return self.seen[item.objgen]

    def _shared_below(self, item: Any) -> Any:
        """The item, with what it holds replaced by the first of its kind."""
        if b" R" in _plain(item):
            for place, inner in list(enumerate(item) if isinstance(item, pikepdf.Array) else item.items()):
                if isinstance(inner, CONTAINERS):
                    item[place] = self.first_like(inner)
        return item


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
