"""Fields of a printed leaflet: filled, ticked and saved by programs that did not make it, and read by others."""

from __future__ import annotations

import base64
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from ctypes import c_ushort
from html import unescape
from pathlib import Path
from typing import Any

import bless
import pdfua
import pikepdf
import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from engines import firefox
from pdf_readers import in_pdf, need_reader
from PIL import Image
from read_aloud import tree
from selenium.webdriver.remote.webdriver import WebDriver

from build_tools.printing.pdf import Printer

BODY = """<form><h1>x</h1><ul class="checklist"><li><input type="checkbox" id="a" name="a">
<label for="a">Stop eating <b>6 hours</b>
before</label></li><li><input type="checkbox" id="b" name="b"><label for="b">Bring help</label></li></ul>
<p><label for="c">Name:</label> <input type="text" id="c" name="c" title="Your whole name"></p>
<p><label for="e">Bring help</label> <input type="text" id="e" name="e"></p>
<p style="break-before: page"><label for="d">Notes:</label> <textarea id="d" name="d" style="width: 120mm">
</textarea></p></form>"""
EATING, HELP, MORE_HELP = "Stop eating 6 hours before", "Bring help", "Bring help 2"
NAME, NOTES = "Your whole name", "Notes:"
TEXT = "Jörg Núñez-O'Hara (7:30)"
TEXTS = {
    "Western": TEXT,
    "Polish": "Łukasz Wójcik, Żory",
    "Vietnamese": "Nguyễn Thị Ánh",
    "Greek": "Ελένη Γιώργου",
    "Ukrainian": "Жанна Їжакевич",
    "Romanian": "Ștefan Țurcanu",
    "long": "Stop metformin 48 hours before, then ask Dr. Núñez about restarting it with your kidney test",
}
Fill = Callable[[Path, Path], None]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fields")
    printer = Printer(bless.miniature(folder))
    path = folder / "printed.pdf"
    html = f'<html lang="en"><title>x</title><style>p, label {{ width: 40mm }}</style><body>{BODY}</body></html>'
    path.write_bytes(printer.print(html, printer.root).data)
    return path


def fill_with_pypdf(empty: Path, full: Path, text: str = TEXT) -> None:
    document = pypdf.PdfWriter(clone_from=pypdf.PdfReader(empty))
    values = {NAME: text, NOTES: text, HELP: "/on"}
    for page in document.pages:
        document.update_page_form_field_values(page, dict(values), auto_regenerate=False)
    document.write(full)


def fill_with_pdfbox(empty: Path, full: Path, text: str) -> None:
    """As much as servers in hospitals do it."""
    document = pdfua.java("org.apache.pdfbox.Loader").loadPDF(empty.read_bytes())
    form = document.getDocumentCatalog().getAcroForm()
    for name in (NAME, NOTES):
        form.getField(name).setValue(text)
    document.save(str(full))
    document.close()


def fill_with_firefox(browser: WebDriver, empty: Path, full: Path, text: str) -> None:
    script = """const fields = await document.getFieldObjects();
    for (const name of %s) document.annotationStorage.setValue(fields[name][0].id, {value: %s});
    return btoa(Array.from(await document.saveDocument(), byte => String.fromCharCode(byte)).join(""))"""
    filled = in_pdf(browser, empty, script % (json.dumps([NAME, NOTES]), json.dumps(text)))
    full.write_bytes(base64.b64decode(filled))


def fill_with_pdfium(empty: Path, full: Path) -> None:
    """Type and click as somebody does in a browser."""
    document = pypdfium2.PdfDocument(empty)
    document.init_forms()
    page, form = document[0], document.formenv.raw
    where = {widget["T"]: widget["middle"] for widget in widgets(empty)}
    click(form, page.raw, *where[HELP])
    click(form, page.raw, *where[NAME])
    letters = TEXT.encode("utf-16-le") + b"\0\0"
    pdfium.FORM_ReplaceSelection(form, page.raw, (c_ushort * (len(letters) // 2)).from_buffer_copy(letters))
    pdfium.FORM_ForceToKillFocus(form)
    document.save(full)
    document.close()


def click(form: Any, page: Any, x: float, y: float) -> None:
    for act in (pdfium.FORM_OnMouseMove, pdfium.FORM_OnLButtonDown, pdfium.FORM_OnLButtonUp):
        act(form, page, 0, x, y)


def widgets(pdf: Path) -> list[dict[str, Any]]:
    """The fields in the order in which the tab key meets them, page by page."""
    found: list[dict[str, Any]] = []
    with pikepdf.open(pdf) as document:
        for page in document.pages:
            assert page.Tabs == "/S"
            for field in page.get("/Annots", []):
                left, bottom, right, top = (float(edge) for edge in field.Rect)
                middle = ((left + right) / 2, (bottom + top) / 2)
                found.append({"T": str(field.T), "TU": str(field.TU), "middle": middle, "V": str(field.V)})
    return found


def darkness(pdf: Path, program: str) -> dict[str, int]:
    """How many dark points each field of the first page holds, as a program draws it."""
    scale = 3
    if program == "pdfium":
        document = pypdfium2.PdfDocument(pdf)
        document.init_forms()
        image = document[0].render(scale=scale, grayscale=True).to_pil()
    else:
        command = ["pdftoppm", "-gray", "-r", str(72 * scale), "-singlefile", str(pdf), str(pdf.with_suffix(""))]
        subprocess.run(command, check=True)
        image = Image.open(pdf.with_suffix(".pgm"))
    with pikepdf.open(pdf) as file:
        height = float(file.pages[0].MediaBox[3])
        found = {}
        for field in file.pages[0].Annots:
            left, bottom, right, top = (float(edge) for edge in field.Rect)
            inner = image.crop(
                tuple(int(scale * edge) for edge in (left + 1, height - top + 1, right - 1, height - bottom - 1))
            )
            found[str(field.T)] = sum(1 for point in inner.tobytes() if point < 128)
    return found


def test_fields_have_whole_names_and_the_order_of_reading(printed: Path) -> None:
    """No two have the same one, and each tells what it is for."""
    names = [EATING, HELP, NAME, MORE_HELP, NOTES]
    assert [(widget["T"], widget["TU"]) for widget in widgets(printed)] == [
        (name, HELP if name == MORE_HELP else name) for name in names
    ]
    heard = [str(form.annotations[0]["/T"]) for form in tree(printed).all("Form")]
    with pikepdf.open(printed) as document:
        assert heard == [str(field.T) for field in document.Root.AcroForm.Fields] == names


def test_a_program_need_not_draw_the_fields_itself(printed: Path) -> None:
    with pikepdf.open(printed) as document:
        form = document.Root.AcroForm
        assert "/NeedAppearances" not in form
        assert set(form.Fields[0].AP.N.keys()) == {"/on", "/Off"} and form.Fields[0].AS == "/Off"
        font = form.DR.Font[str(form.DA).split()[0]]
        assert [str(font.Subtype), str(font.Encoding)] == ["/Type0", "/Identity-H"]
        assert font.ToUnicode.read_bytes() and font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
        assert all(re.fullmatch(r"/\S+ 0 Tf \S+ \S+ \S+ rg", str(field.DA)) for field in list(form.Fields)[2:])


@pytest.mark.parametrize("program", ["pdfium", "poppler"])
def test_empty_fields_are_empty(printed: Path, program: str) -> None:
    assert set(darkness(printed, program).values()) == {0}


@pytest.mark.java
@pytest.mark.parametrize("fill", [fill_with_pypdf, fill_with_pdfium])
def test_what_is_filled_in_stays_and_shows(printed: Path, tmp_path: Path, fill: Fill) -> None:
    full = tmp_path / "full.pdf"
    fill(printed, full)
    values = {widget["T"]: widget["V"] for widget in widgets(full)}
    assert (values[EATING], values[HELP], values[NAME]) == ("/Off", "/on", TEXT)
    for program in ("pdfium", "poppler"):
        dark = darkness(full, program)
        assert dark[EATING] == 0 < dark[HELP] and dark[NAME] > 100, (program, dark)
    assert subprocess.run(["qpdf", "--check", str(full)], capture_output=True).returncode == 0
    assert TEXT in subprocess.run(["pdftotext", str(full), "-"], capture_output=True, encoding="utf-8").stdout
    read = pypdfium2.PdfDocument(full)
    read.init_forms()
    assert value_in_pdfium(read, NAME) == TEXT and value_in_pdfium(read, HELP) == "on"
    assert pdfua.failures(full) == []


def test_no_two_fields_of_a_pack_have_the_same_name(built_site: Path) -> None:
    """What a screen reader says comes twice only where two leaflets of it say the same."""
    for pack in sorted(built_site.glob("leaflets/*-pack-*-en.pdf")):
        with pikepdf.open(pack) as document:
            names = [str(field.T) for field in document.Root.AcroForm.Fields]
            said = [(str(field.T)[0], str(field.TU)) for field in document.Root.AcroForm.Fields]
        assert len(set(names)) == len(names) == len(set(said)) > 0
        assert "1-Getting ready for your vertebroplasty: Name" in names and "1-Be here at: time" in names


# --- names of any spelling, and more than a line ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    need_reader("firefox")
    with firefox(tmp_path_factory.mktemp("firefox")) as started:
        yield started


@pytest.mark.java
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("program", ["pypdf", "PDFBox", pytest.param("Firefox", marks=pytest.mark.engines)])
def test_every_letter_that_is_filled_in_stays(
    printed: Path, tmp_path: Path, program: str, text: str, request: pytest.FixtureRequest
) -> None:
    full = tmp_path / "full.pdf"
    if program == "Firefox":
        fill_with_firefox(request.getfixturevalue("browser"), printed, full, text)
    else:
        {"pypdf": fill_with_pypdf, "PDFBox": fill_with_pdfbox}[program](printed, full, text)
    with pikepdf.open(full) as document:
        fields = {str(field.T): field for field in document.Root.AcroForm.Fields}
        assert [str(fields[name].V) for name in (NAME, NOTES)] == [text, text]
        edges = [[float(edge) for edge in fields[name].Rect] for name in (NAME, NOTES)]
        height = float(document.pages[0].MediaBox[3])
    for side, (left, bottom, right, top) in enumerate(edges, start=1):
        seen = words_in(full, side, (left, height - top, right, height - bottom))
        assert "".join(seen) == "".join(text.split()), "it is drawn otherwise, or cut"


def words_in(pdf: Path, side: int, box: tuple[float, ...]) -> list[str]:
    """The words that stand within a box from left, top to right, bottom; not those that stand out of it."""
    command = ["pdftotext", "-bbox", "-f", str(side), "-l", str(side), str(pdf), "-"]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    words = re.findall(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.+?)</word>', told)
    left, top, right, bottom = box
    return [
        unescape(word)
        for *place, word in words
        for x1, y1, x2, y2 in [map(float, place)]
        if left <= x1 and x2 <= right + 1 and top <= (y1 + y2) / 2 <= bottom
    ]


def value_in_pdfium(document: pypdfium2.PdfDocument, name: str) -> str:
    """What PDFium reads in a field of the first page."""
    form, page = document.formenv.raw, document[0]  # which must live as long as what it holds is read
    for number in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, number)
        if pdfium_text(pdfium.FPDFAnnot_GetFormFieldName, form, annotation) == name:
            return pdfium_text(pdfium.FPDFAnnot_GetFormFieldValue, form, annotation)
    raise LookupError(name)


def pdfium_text(read: Callable[..., int], form: Any, annotation: Any) -> str:
    size = read(form, annotation, None, 0)
    buffer = (c_ushort * (size // 2))()
    read(form, annotation, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def test_a_tick_can_be_taken_back(printed: Path, tmp_path: Path) -> None:
    full, back = tmp_path / "full.pdf", tmp_path / "back.pdf"
    fill_with_pypdf(printed, full)
    document = pypdfium2.PdfDocument(full)
    document.init_forms()
    (where,) = [widget["middle"] for widget in widgets(full) if widget["T"] == HELP]
    page = document[0]
    click(document.formenv.raw, page.raw, *where)
    document.save(back)
    assert [widget["V"] for widget in widgets(back) if widget["T"] == HELP] == ["/Off"]
    assert darkness(back, "poppler")[HELP] == 0


def test_a_box_may_come_ticked(tmp_path: Path) -> None:
    printer = Printer(bless.miniature(tmp_path))
    path = tmp_path / "ticked.pdf"
    html = f'<html lang="en"><title>x</title><body>{BODY.replace("<input", "<input checked", 1)}</body></html>'
    path.write_bytes(printer.print(html, printer.root).data)
    dark = darkness(path, "pdfium")
    assert dark[HELP] == 0 < dark[EATING]


def test_no_two_text_fields_share_a_look(tmp_path: Path) -> None:
    """Some programs write into the look that is there: the words would show in every field that shares it."""
    printer = Printer(bless.miniature(tmp_path))
    lines = "".join(f'<p><label for="{id}">{id}</label> <input type="text" id="{id}" name="{id}"></p>' for id in "abc")
    html = f'<html lang="en"><title>x</title><body><form><h1>x</h1>{lines}</form></body></html>'
    path = tmp_path / "lines.pdf"
    path.write_bytes(printer.print(html, printer.root).data)
    with pikepdf.open(path) as document:
        looks = [field.AP.N.objgen for field in document.Root.AcroForm.Fields]
    assert len(looks) == len(set(looks)) == 3
