"""Several leaflets bound into one PDF, for printing on both sides of the paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from build_tools.printing.pack import form as pack_form
from build_tools.printing.pack import part as pack_part
from build_tools.printing.pack import sharing as pack_sharing
from build_tools.printing.pack.part import Part

METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq>{authors}</rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
SIZES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate")


def bound(leaflets: Sequence[bytes], title: str, language: str) -> bytes:
    """One PDF/UA-1 with the leaflets in this order, each starting on a new sheet.

    `title` and `language` (such as "en-US") are those of the pack. Raises ValueError for what is not a tagged PDF.
    """
    if not leaflets:
        raise ValueError("a pack holds at least one leaflet")
    with pikepdf.new() as pack:
        parts = list(_parts(pack, leaflets, language))
        pack_sharing.share(pack.pages, [part.goods.Form for part in parts])
        root: Any = pack.Root
        root.StructTreeRoot = _tree(pack, parts)
        root.Outlines = _outline(pack, parts)
        root.Names = Dictionary(Dests=_names(part.goods.Places for part in parts))
        root.AcroForm = pack_form.joined(part.goods.Form for part in parts)
        _describe(pack, parts, title, language)
        return _saved(pack)


def _parts(pack: Pdf, leaflets: Sequence[bytes], language: str) -> Iterator[Part]:
    key = 0
    for number, data in enumerate(leaflets, start=1):
        if len(pack.pages) % 2:
            pack.pages.append(_blank(pack, pack.pages[-1]))
        part = pack_part.brought(pack, data, number, key)
        if part.language != language and "/Lang" not in part.goods.Element:
            part.goods.Element.Lang = String(part.language)
        key = part.next_key
        yield part


def _blank(pack: Pdf, like: Page) -> Page:
    """An empty page of the same size."""
    sizes = {key: like.obj[key] for key in SIZES if key in like.obj}
    return Page(pack.make_indirect(Dictionary({"/Type": Name.Page, "/Resources": Dictionary(), **sizes})))


def _tree(pack: Pdf, parts: list[Part]) -> Any:
    """One tree of tags: the pack is the document, and each leaflet a part of it."""
    tree: Any = pack.make_indirect(Dictionary(Type=Name.StructTreeRoot, ParentTreeNextKey=parts[-1].next_key))
    elements = Array([part.goods.Element for part in parts])
    tree.K = pack.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree, K=elements))
    for element in elements:
        element.P = tree.K
    tree.ParentTree = Dictionary(Nums=Array([item for part in parts for item in part.goods.Tags]))
    if any(part.goods.IDs for part in parts):
        tree.IDTree = _names(part.goods.IDs for part in parts)
    for name in ("/RoleMap", "/ClassMap"):
        if meanings := _merged(part.goods[name] for part in parts):
            tree[name] = Dictionary(meanings)
    return tree


def _merged(maps: Iterator[Any]) -> dict[str, object]:
    """What names stand for; the leaflets must agree."""
    merged: dict[str, object] = {}
    for name, meaning in (item for each in maps for item in each.items()):
        if merged.setdefault(name, meaning) != meaning:
            raise ValueError(f"the leaflets of the pack use {name} for different things")
    return merged


def _names(pairs: Iterator[Any]) -> Dictionary:
    """A name tree; readers search it by halves, so names stand in the order of their bytes."""
    entries = [(each[place], each[place + 1]) for each in pairs for place in range(0, len(each), 2)]
    entries.sort(key=lambda entry: bytes(entry[0]))
    return Dictionary(Names=Array([item for entry in entries for item in entry]))


def _outline(pack: Pdf, parts: list[Part]) -> Object:
    """A bookmark for each leaflet, with its own below it."""
    outline = pack.make_indirect(Dictionary(Type=Name.Outlines))
    _hang(outline, [_bookmark(pack, part) for part in parts])
    return outline


def _bookmark(pack: Pdf, part: Part) -> Any:
    """The one that holds all others, which is the leaflet's main heading; or else a new one with its title."""
    if len(part.goods.Bookmarks) == 1:
        return part.goods.Bookmarks[0]
    top = Array([part.first_page, Name.Fit])
    bookmark = pack.make_indirect(Dictionary(Title=String(part.title), Dest=top))
    _hang(bookmark, list(part.goods.Bookmarks))
    return bookmark


def _hang(parent: Any, children: list[Any]) -> None:
    """Put bookmarks below another."""
    for child in children:
        child.Parent = parent
    for before, after in pairwise(children):
        before.Next, after.Prev = after, before
    if children:
        parent.First, parent.Last = children[0], children[-1]
        parent.Count = sum(1 + max(int(child.get("/Count", 0)), 0) for child in children)


def _describe(pack: Pdf, parts: list[Part], title: str, language: str) -> None:
    """Title, authors and language, and how readers show and print the pack."""
    authors = list(dict.fromkeys(part.author for part in parts if part.author))
    items = "".join(f"<rdf:li>{escape(author)}</rdf:li>" for author in authors)
    words = METADATA.format(title=escape(title), authors=items, language=escape(language))
    root: Any = pack.Root
    root.Metadata = pack.make_stream(words.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pack.docinfo["/Title"] = String(title)
    pack.docinfo["/Author"] = String(", ".join(authors))
    root.Lang, root.MarkInfo = String(language), Dictionary(Marked=True)
    root.ViewerPreferences = parts[0].goods.Preferences
    root.ViewerPreferences.DisplayDocTitle = True
    root.ViewerPreferences.Duplex = Name.DuplexFlipLongEdge


def _saved(pack: Pdf) -> bytes:
    file = BytesIO()
    pack.save(
        file,
        min_version="1.7",
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,  # from what the pack holds, not from the time
    )
    return file.getvalue()
