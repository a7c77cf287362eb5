"""Packs: the leaflets in order, each on a sheet of its own, with all that each of them could do alone."""

from __future__ import annotations

import ctypes
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from as_read import pdf_tree
from commands import ROOT, TODAY
from large import large

from build_tools import pipeline
from build_tools.printing import pack
from build_tools.printing.pdf import Printer
from build_tools.printing.press import Press

TITLE = "Before & after: <all> leaflets"
LEAFLET = """<html lang="{language}"><head><title>About {name}</title><style>@page {{ size: {size} }}</style></head>
<body><main><h1>About {name}</h1>
<p>See <a href="#end">the end of {name}</a>.</p>
<form><p><label for="field-1">Date of {name}</label> <input type="text" id="field-1" name="field-1"></p>
<ul><li><input type="checkbox" id="field-2" name="field-2"><label for="field-2">{name} is done</label></li></ul></form>
<table><thead><tr><th scope="col">Day {name}</th><th scope="col">Food</th></tr></thead>
<tbody><tr><td>Monday</td><td>Soup with {name}</td></tr></tbody></table>{more}
<p id="end">The end of {name}.</p></main></body></html>"""
SIDE = '<section style="break-before: page"><h2>{name}, side {number}</h2><p>Words.</p></section>'


@cache
def printer() -> Printer:
    return Printer(ROOT)


@cache
def leaflet(name: str, sides: int, language: str = "en", size: str = "6in 8in") -> bytes:
    """A finished leaflet: links, fields, names of places and table are alike in all, and the words are not."""
    more = "".join(SIDE.format(name=name, number=number) for number in range(2, sides + 1))
    html = LEAFLET.format(name=name, language=language, size=size, more=more)
    printed = printer().print(html, ROOT)
    assert printed.sides == sides
    return printed.data


def leaflets(sides: tuple[int, ...]) -> list[bytes]:
    return [leaflet(name, count) for name, count in zip(("Ant", "Bee", "Cow", "Dog"), sides, strict=False)]


@cache
def real() -> dict[str, list[bytes]]:
    """The leaflets of the project, by size."""
    found: dict[str, list[bytes]] = {}
    for each in pipeline.build(ROOT, Press(ROOT), lambda message: None, TODAY).leaflets:
        found.setdefault(f"{each.key.procedure} {each.key.size}", []).append(each.data)
    return found


SIZES = [f"vertebroplasty {size}" for size in ("standard", "large")]
THREE = (1, 4, 2)
CASES = ["made up", SIZES[0], *large(SIZES[1:])]


@pytest.fixture(params=CASES)
def parts(request: pytest.FixtureRequest, built_site: Path) -> list[bytes]:
    """Three leaflets: made up, or those of a size."""
    return leaflets(THREE) if request.param == "made up" else real()[request.param]


def written(folder: Path, data: bytes) -> Path:
    """In a file of its own: what is read of a file is kept by its path."""
    file = folder / f"{len(list(folder.iterdir()))}.pdf"
    file.write_bytes(data)
    return file


def opened(data: bytes) -> Any:
    return pikepdf.open(BytesIO(data))


# --- paper -----------------------------------------------------------------------------------------------------------

BINDINGS = [
    ((1,), "A", 1),
    ((2,), "A a", 1),
    ((1, 1), "A . B", 2),
    ((2, 2), "A a B b", 2),
    ((1, 2), "A . B b", 2),
    ((2, 1), "A a B", 2),
    ((3, 1, 1), "A a a . B . C", 4),
    ((1, 4, 2), "A . B b b b C c", 4),
    ((2, 3, 1, 3), "A a B b b . C . D d d", 6),
]
"""Sides of each leaflet; then what stands on each side: "A" the first of Ant, "a" a later one, "." nothing."""


@pytest.mark.parametrize(("sides", "expected", "sheets"), BINDINGS)
def test_each_leaflet_starts_on_a_new_sheet(sides: tuple[int, ...], expected: str, sheets: int) -> None:
    document = pypdfium2.PdfDocument(pack.bound(leaflets(sides), TITLE, "en"))
    assert " ".join(seen_on(page) for page in document) == expected
    assert sum((count + 1) // 2 for count in sides) == sheets == (len(document) + 1) // 2


def seen_on(page: Any) -> str:
    text = page.get_textpage().get_text_range()
    if not text.strip():
        return "." if set(bytes(page.render().buffer)) == {255} else "marks without words"
    (initial,) = {name[0] for name in ("Ant", "Bee", "Cow", "Dog") if name in text}
    return initial if f"About {initial}" in text else initial.lower()


def test_an_empty_side_has_the_size_of_the_leaflet_before_it() -> None:
    data = pack.bound([leaflet("Ant", 1, size="6in 8in"), leaflet("Bee", 1, size="5in 9in")], TITLE, "en")
    assert [page.get_size() for page in pypdfium2.PdfDocument(data)] == [(432, 576), (432, 576), (360, 648)]


def test_printers_are_asked_for_both_sides(parts: list[bytes]) -> None:
    document = opened(pack.bound(parts, TITLE, "en"))
    assert document.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
    assert document.Root.ViewerPreferences.DisplayDocTitle


def test_each_side_looks_as_in_its_leaflet(parts: list[bytes]) -> None:
    """Letters come out wrong where a font is mistaken for another of the same name."""
    bound = pypdfium2.PdfDocument(pack.bound(parts, TITLE, "en"))
    for data, first in zip(parts, first_sides(parts), strict=True):
        for number, page in enumerate(pypdfium2.PdfDocument(data)):
            assert picture(page) == picture(bound[first + number])


def picture(page: Any) -> bytes:
    return bytes(page.render(scale=1).buffer)


def first_sides(parts: list[bytes]) -> Iterator[int]:
    """Where each leaflet starts, counted from 0."""
    position = 0
    for data in parts:
        yield position
        sides = len(pypdfium2.PdfDocument(data))
        position += sides + sides % 2


# --- accessible ------------------------------------------------------------------------------------------------------


@pytest.mark.java
def test_it_follows_the_rules_of_pdf_ua(parts: list[bytes], tmp_path: Path) -> None:
    assert pdfua.failures(written(tmp_path, pack.bound(parts, TITLE, "en-US"))) == []


@pytest.mark.java
@pytest.mark.parametrize("sides", [(1,), (1, 1), (2, 3, 1, 3)])
def test_so_does_any_pack(sides: tuple[int, ...], tmp_path: Path) -> None:
    assert pdfua.failures(written(tmp_path, pack.bound(leaflets(sides), TITLE, "en"))) == []


def _keys_as_in_the_leaflet(document: Any) -> None:
    for page in document.pages[2:]:
        for annotation in page.obj.get("/Annots", []):
            annotation.StructParent = 0


def _words_on_the_empty_side(document: Any) -> None:
    document.pages[1].obj.Contents = document.make_stream(b"0 0 9 9 re f")


def _a_part_without_its_first_heading(document: Any) -> None:
    headings = [item for item in document.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/H1"]
    for heading in headings:
        heading.S = pikepdf.Name.H3


def _no_tags_for_the_last_leaflet(document: Any) -> None:
    del document.Root.StructTreeRoot.K.K[-1]
    del document.Root.StructTreeRoot.ParentTree.Nums[-6:]


def _no_title(document: Any) -> None:
    document.Root.Metadata = document.make_stream(b"", Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)


@pytest.mark.java
@pytest.mark.parametrize(
    "damage",
    [
        _keys_as_in_the_leaflet,
        _words_on_the_empty_side,
        _a_part_without_its_first_heading,
        _no_tags_for_the_last_leaflet,
        _no_title,
    ],
)
def test_a_broken_pack_is_noticed(damage: Callable[[Any], None], tmp_path: Path) -> None:
    document = opened(pack.bound(leaflets(THREE), TITLE, "en"))
    damage(document)
    document.save(tmp_path / "broken.pdf")
    assert pdfua.failures(tmp_path / "broken.pdf") != []


def test_it_is_read_aloud_leaflet_after_leaflet(parts: list[bytes], tmp_path: Path) -> None:
    whole = pdf_tree(written(tmp_path, pack.bound(parts, TITLE, "en")))
    assert whole == [text for data in parts for text in pdf_tree(written(tmp_path, data))]


def test_each_leaflet_is_a_part_of_one_document(parts: list[bytes]) -> None:
    document = opened(pack.bound(parts, TITLE, "en"))
    assert document.Root.StructTreeRoot.K.S == "/Document"
    found = [(str(part.S), str(part.T)) for part in document.Root.StructTreeRoot.K.K]
    assert found == [("/Part", title_of(data)) for data in parts]


def title_of(data: bytes) -> str:
    with opened(data) as document:
        return str(document.docinfo["/Title"])


def test_the_parent_tree_tells_where_everything_belongs(parts: list[bytes]) -> None:
    """Its way from page or annotation to element and back must end where it began."""
    document = opened(pack.bound(parts, TITLE, "en"))
    tags = dict(pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree).items())
    keys = [key for page in document.pages for key in keys_of(page)]
    assert sorted(tags) == sorted(key for key, _ in keys) == list(range(len(keys)))
    for key, annotation in keys:
        if annotation is not None:
            kids = [kid for kid in tags[key].K if isinstance(kid, pikepdf.Dictionary)]
            assert annotation.objgen in {kid.Obj.objgen for kid in kids if "/Obj" in kid}


def keys_of(page: Any) -> Iterator[tuple[int, Any]]:
    if "/StructParents" in page.obj:
        yield int(page.obj.StructParents), None
    for annotation in page.obj.get("/Annots", []):
        yield int(annotation.StructParent), annotation


def test_it_names_its_language_and_title() -> None:
    document = opened(pack.bound([leaflet("Ant", 1), leaflet("Bee", 1, language="es")], TITLE, "en"))
    assert (str(document.Root.Lang), str(document.docinfo["/Title"])) == ("en", TITLE)
    assert document.open_metadata()["dc:title"] == TITLE
    assert [str(part.get("/Lang", "")) for part in document.Root.StructTreeRoot.K.K] == ["", "es"]


# --- finding one's way -----------------------------------------------------------------------------------------------


def test_bookmarks_lead_to_the_same_places_as_in_the_leaflets(parts: list[bytes]) -> None:
    expected = []
    for data, first in zip(parts, first_sides(parts), strict=True):
        expected += [(level, title, first + side, view) for level, title, side, view in bookmarks(data)]
    assert bookmarks(pack.bound(parts, TITLE, "en")) == expected
    assert [level for level, *_ in expected].count(0) == len(parts)


def bookmarks(data: bytes) -> list[tuple[int, str, int, Any]]:
    found = pypdfium2.PdfDocument(data).get_toc()
    targets = ((entry, entry.get_dest()) for entry in found)
    return [(entry.level, entry.get_title(), dest.get_index(), dest.get_view()) for entry, dest in targets]


@pytest.mark.parametrize("headings", [0, 2])
def test_a_leaflet_with_several_main_bookmarks_or_none_gets_one(headings: int) -> None:
    kinds = ("p", "h1")[headings > 0]
    body = "".join(f"<{kinds}>Heading {number}</{kinds}>" for number in range(1, 3))
    other = printer().print(f'<html lang="en"><title>Other</title><body>{body}</body></html>', ROOT).data
    found = [(level, title, side) for level, title, side, _ in bookmarks(pack.bound([other, other], TITLE, "en"))]
    inner = [f"Heading {number}" for number in range(1, headings + 1)]
    assert found == [each for side in (0, 2) for each in ((0, "Other", side), *((1, title, side) for title in inner))]


@pytest.mark.parametrize("sides", [(1, 1), (3, 4), (2, 2, 1)])
def test_a_link_leads_to_the_end_of_its_own_leaflet(sides: tuple[int, ...]) -> None:
    parts = leaflets(sides)
    document = pypdfium2.PdfDocument(pack.bound(parts, TITLE, "en"))
    found = {number: target for number, page in enumerate(document) for target in link_targets(document, page)}
    assert found == {first: first + count - 1 for first, count in zip(first_sides(parts), sides, strict=True)}


def link_targets(document: Any, page: Any) -> Iterator[int]:
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, position, link):
        yield pdfium.FPDFDest_GetDestPageIndex(document, pdfium.FPDFLink_GetDest(document, link))


# --- places to tick and to write -------------------------------------------------------------------------------------


def fields_of(data: bytes) -> list[tuple[str, str, str]]:
    """Kind, name, and what a screen reader says."""
    document = opened(data)
    fields = document.Root.AcroForm.Fields if "/AcroForm" in document.Root else []
    return [(str(field.FT), str(field.T), str(field.TU)) for field in fields]


def test_all_fields_are_there_and_each_has_its_own_name(parts: list[bytes]) -> None:
    found = fields_of(pack.bound(parts, TITLE, "en"))
    numbered = [(number, each) for number, data in enumerate(parts, start=1) for each in fields_of(data)]
    assert found == [(kind, f"{number}-{name}", said) for number, (kind, name, said) in numbered]
    assert len({name for _, name, _ in found}) == len(found) > 0


def test_what_is_filled_in_is_there_after_saving(parts: list[bytes], tmp_path: Path) -> None:
    document = opened(pack.bound(parts, TITLE, "en"))
    expected = {}
    for number, field in enumerate(document.Root.AcroForm.Fields):
        value = f"typed {number}" if field.FT == "/Tx" else "on"
        field.V = pikepdf.String(value) if field.FT == "/Tx" else pikepdf.Name.on
        expected[str(field.T)] = value
        if field.FT == "/Btn":
            field.AS = pikepdf.Name.on
    document.save(tmp_path / "filled.pdf")
    assert read_back(tmp_path / "filled.pdf") == expected


def read_back(path: Path) -> dict[str, str]:
    """What another library finds in the fields."""
    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    found: dict[str, str] = {}
    for page in document:
        for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
            annotation = pdfium.FPDFPage_GetAnnot(page, number)
            if pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_WIDGET:
                name = _text(pdfium.FPDFAnnot_GetFormFieldName, document.formenv, annotation)
                found[name] = _text(pdfium.FPDFAnnot_GetFormFieldValue, document.formenv, annotation)
    return found


def _text(read: Any, *arguments: Any) -> str:
    size = read(*arguments, None, 0)
    buffer = ctypes.create_string_buffer(size)
    read(*arguments, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def test_text_fields_of_different_leaflets_share_no_look(parts: list[bytes]) -> None:
    """Some programs write the text into the look that is there: it would show in all fields that share it."""
    assert count_of_looks(pack.bound(parts, TITLE, "en")) == sum(count_of_looks(data) for data in parts) > 0


def count_of_looks(data: bytes) -> int:
    document = opened(data)
    return len({field.AP.N.objgen for field in document.Root.AcroForm.Fields if field.FT == "/Tx" and "/AP" in field})


def test_fields_are_written_with_the_font_of_their_own_leaflet(parts: list[bytes]) -> None:
    def written_with(data: bytes) -> list[bytes]:
        document = opened(data)
        form = document.Root.AcroForm
        texts = [field for field in form.Fields if field.FT == "/Tx"]
        styles = [str(field.get("/DA", form.get("/DA"))).split() for field in texts]
        fonts = [form.DR.Font[style[style.index("Tf") - 2]] for style in styles]
        held = [font.get("/DescendantFonts", [font])[0] for font in fonts]
        return [font.FontDescriptor.FontFile2.read_bytes() for font in held]

    together = written_with(pack.bound(parts, TITLE, "en"))
    assert together == [font for data in parts for font in written_with(data)]


def test_fonts_of_fields_that_have_the_same_name_are_not_mistaken() -> None:
    parts = [with_mark_on_font(leaflet(name, 1), name) for name in ("Ant", "Bee")]
    document = opened(pack.bound(parts, TITLE, "en"))
    form = document.Root.AcroForm
    styles = {str(field.TU): str(field.DA).split() for field in form.Fields if field.FT == "/Tx"}
    marks = {said: str(form.DR.Font[style[style.index("Tf") - 2]].Mark) for said, style in styles.items()}
    assert marks == {"Date of Ant": "Ant", "Date of Bee": "Bee"}


def with_mark_on_font(data: bytes, mark: str) -> bytes:
    """The leaflet with fonts in its form that no other leaflet has."""
    document, file = opened(data), BytesIO()
    for font in document.Root.AcroForm.DR.Font.values():
        font.Mark = pikepdf.String(mark)
    document.save(file, static_id=True)
    return file.getvalue()


# --- small, and the same each time -----------------------------------------------------------------------------------


def test_it_is_smaller_than_its_parts(parts: list[bytes]) -> None:
    assert len(pack.bound(parts, TITLE, "en")) < 0.9 * sum(len(data) for data in parts)


def test_a_font_is_stored_once_and_no_two_have_the_same_name(parts: list[bytes]) -> None:
    document = opened(pack.bound(parts, TITLE, "en"))
    dictionaries = [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]
    descriptors = [item for item in dictionaries if "/FontFile2" in item]
    fonts = {str(each.FontName): each.FontFile2.read_bytes() for each in descriptors}
    assert len(fonts) == len(set(fonts.values())) == len(descriptors)


def test_nothing_unused_is_in_it(parts: list[bytes]) -> None:
    document = opened(pack.bound(parts, TITLE, "en"))
    count = len(document.objects)
    again = BytesIO()
    document.save(again, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert len(opened(again.getvalue()).objects) == count


def test_bound_again_it_is_the_same_to_the_byte(parts: list[bytes]) -> None:
    assert pack.bound(parts, TITLE, "en") == pack.bound(list(parts), TITLE, "en")


def test_the_time_of_binding_is_not_in_it() -> None:
    first = pack.bound(leaflets((1, 1)), TITLE, "en")
    time.sleep(1.1)  # times in a PDF count seconds
    assert pack.bound(leaflets((1, 1)), TITLE, "en") == first


def test_another_process_binds_the_same_bytes(tmp_path: Path) -> None:
    parts = leaflets(THREE)
    files = [tmp_path / f"{number}.pdf" for number in range(len(parts))]
    for file, data in zip(files, parts, strict=True):
        file.write_bytes(data)
    code = (
        "import sys; from pathlib import Path; from build_tools.printing import pack; "
        "parts = [Path(file).read_bytes() for file in sys.argv[2:]]; "
        "sys.stdout.buffer.write(pack.bound(parts, sys.argv[1], 'en'))"
    )
    command = [sys.executable, "-c", code, TITLE, *map(str, files)]
    done = subprocess.run(command, cwd=ROOT, env={"PYTHONHASHSEED": "4711"}, capture_output=True, check=True)
    assert done.stdout == pack.bound(parts, TITLE, "en")


def test_the_order_is_that_of_the_leaflets() -> None:
    first, second = leaflets((1, 1))
    assert pack.bound([first, second], TITLE, "en") != pack.bound([second, first], TITLE, "en")


# --- what cannot be bound --------------------------------------------------------------------------------------------


def untagged() -> bytes:
    document, file = pikepdf.new(), BytesIO()
    document.add_blank_page()
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("spoiled", "says"),
    [
        (lambda data: b"", "leaflet 2 of the pack is not a PDF that can be read"),
        (lambda data: b"<html>", "leaflet 2 of the pack is not a PDF that can be read"),
        (lambda data: untagged(), "leaflet 2 of the pack is not a tagged PDF"),
    ],
    ids=["nothing", "a page of the web", "without tags"],
)
def test_what_is_no_leaflet_is_told(spoiled: Callable[[bytes], bytes], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        pack.bound([leaflet("Ant", 1), spoiled(leaflet("Bee", 1))], TITLE, "en")


def test_a_pack_of_nothing_is_told() -> None:
    with pytest.raises(ValueError, match="at least one"):
        pack.bound([], TITLE, "en")
