"""PDFs as somebody uses them who cannot see: everything is read, whole, once, in order, and in its language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import bless
import pdfua
import pikepdf
import pytest
from commands import ROOT
from html_reader import reading
from large import large_but
from printable import jobs
from read_aloud import Heard, collapsed, heard, marked_words, tree

from build_tools import pipeline
from build_tools.printing.pdf import CannotPrint, Printer

PAGE = """<!DOCTYPE html><html lang="{lang}" dir="{dir}"><head><title>x</title><style>
body {{ font-family: "Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari" }} {style}
</style></head><body>{body}</body></html>"""
Print = Callable[..., Path]

ENGLISH = (
    "<h1>Offices and affluent waffles: fi fl ffi ffl</h1>"
    "<p>Rest for 2&nbsp;hours. Take 10<sup>3</sup> or H<sub>2</sub>O.</p>"
)
PHONE = '<p>{} <span dir="ltr">0118 322 7991</span> {}</p>'
LANGUAGES = {
    "English": ("en", "ltr", ENGLISH),
    "a space that is wide and one that is not": ("en", "ltr", "<p>2&nbsp;h</p><p>3 h</p><p>4&#8239;mg</p>"),
    "Spanish": ("es", "ltr", "<h1>¿Qué pasará después?</h1><p>Niños, corazón, pingüino: <b>€</b> 3&nbsp;½ “no”…</p>"),
    "Vietnamese": ("vi", "ltr", "<p>Quý vị sẽ được gây tê tại chỗ trước khi làm thủ thuật.</p>"),
    "Russian": ("ru", "ltr", "<p>Позвоните нам, если боль усилится.</p>"),
    "Arabic": (
        "ar", "rtl",
        "<h1>لا تأكل ولا تشرب</h1><p>لا ترفع الأشياء الثقيلة لمدة <b>أسبوعين</b> بعد العملية إلا إذا قال لك الطبيب.</p>"
        + PHONE.format("اتصل بنا على", "ليلاً ونهاراً."),
    ),
    "Hebrew": (
        "he", "rtl", "<h1>שָׁלוֹם, לפני הטיפול</h1><p>אין לאכול 6 שעות לפני.</p>" + PHONE.format("התקשרו:", "בלילה")
    ),
    "Urdu": ("ur", "rtl", "<p>آپ کو ہسپتال میں کچھ گھنٹے لیٹنا ہوگا</p>"),
    "Hindi": (
        "hi", "ltr",
        "<h1>प्रक्रिया से पहले</h1><p>कृपया छह घंटे तक कुछ न खाएँ। डॉक्टर से पूछें कि क्या आप अपनी दवाइयाँ ले सकते हैं।</p>"
        "<ul><li>संक्रमण, हड्डी, रीढ़ और शक्ति</li><li>क्षण, ज्ञान, श्री, त्रुटि, द्वितीय</li></ul>",
    ),
    "Arabic within English": ("en", "ltr", '<p>We say <span lang="ar" dir="rtl">لا بأس</span> to you.</p>'),
    "English within Arabic": ("ar", "rtl", '<p>خذ <span lang="en" dir="ltr">500 mg Paracetamol</span> الآن.</p>'),
}  # fmt: skip


@pytest.fixture(scope="module")
def printer(tmp_path_factory: pytest.TempPathFactory) -> Printer:
    return Printer(bless.miniature(tmp_path_factory.mktemp("tags")))


@pytest.fixture
def print_(printer: Printer, tmp_path: Path) -> Print:
    """Prints the body of a page into a file."""

    def print_it(body: str, style: str = "", lang: str = "en", dir: str = "ltr") -> Path:
        html = PAGE.format(body=body, style=style, lang=lang, dir=dir)
        path = tmp_path / "printed.pdf"
        path.write_bytes(printer.print(html, printer.root / "docs/content/sample-scan").data)
        return path

    return print_it


# --- everything is read, whole ---------------------------------------------------------------------------------------


@pytest.mark.java
@pytest.mark.parametrize("name", LANGUAGES)
def test_each_word_is_heard_as_it_was_written(print_: Print, name: str) -> None:
    lang, dir, body = LANGUAGES[name]
    pdf = print_(body, "p, h1, li { width: 60mm }", lang, dir)
    assert heard(pdf) == reading(body)
    assert pdfua.failures(pdf) == []


LONG = (
    '<p>Call <b>us</b> <b>now</b>, <a href="#x" title="on">then</a> <em>rest</em> well<b>.</b> Follow-up <i>one</i>'
    " day\n later: <u>10</u><sup>3</sup>,<br>or<br/>more <strong>than </strong>that<strong> you</strong> know."
    ' <span lang="es">Adiós</span> <!-- nothing --> all</p><h2 id="x">End</h2>'
)


@pytest.mark.parametrize("width", large_but(range(20, 200, 10), [*range(20, 60), *range(60, 200, 10)]))
def test_spaces_are_heard_wherever_lines_end(print_: Print, width: int) -> None:
    assert heard(print_(LONG, f"body {{ width: {width}mm }}")) == reading(LONG)


@pytest.mark.parametrize("dir", ["ltr", "rtl"])
@pytest.mark.parametrize("columns", [1, 2])
def test_boxes_beside_the_text_keep_their_place(print_: Print, dir: str, columns: int) -> None:
    body = (
        '<h1>Head</h1><div class="pair"><div><h2>Do</h2><ul><li>one two</li></ul></div><div><h2>Do not</h2>'
        '<ul><li>three</li></ul></div></div><div class="beside">At the side</div><p>Words go on and on.</p>'
    )
    style = f".pair {{ display: flex }} .beside {{ float: right }} body {{ column-count: {columns} }}"
    assert heard(print_(body, style, dir=dir)) == reading(body)


def test_a_word_in_a_group_stands_in_a_paragraph(print_: Print) -> None:
    body = '<div>Call <a href="tel:1">one</a> now</div><section><h1>A</h1>b<p>c</p></section>'
    assert tree(print_(body)).outline() == [
        "Document",
        ["Div", ["P", "Call ", ["Link", "one"], " now"]],
        ["Sect", ["H1", "A"], ["P", "b"], ["P", "c"]],
    ]


# --- once, and in one piece ------------------------------------------------------------------------------------------


def test_what_stands_in_the_margin_is_not_read(print_: Print) -> None:
    style = '@page { @bottom-left { content: "Foot " counter(page) } @top-right { content: "Head" } }'
    pdf = print_("<p>a</p><p style='break-before: page'>b</p>", style)
    assert heard(pdf) == "a b"
    with pikepdf.open(pdf) as document:
        for page in document.pages:
            assert b"/Artifact\n<</Type /Pagination>>\nBDC" in page.Contents.read_bytes()
            assert list(marked_words(page)) == [0]


@pytest.mark.java
@pytest.mark.parametrize("style", ["", "ul { column-count: 2 }", "ul { list-style: decimal inside }"])
def test_a_list_over_three_pages_is_one_list(print_: Print, style: str) -> None:
    items = [f"Item {number} " + "with words " * 12 for number in range(60)]
    pdf = print_("<h1>x</h1><ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul><p>End</p>", style)
    (whole,) = tree(pdf).all("L")
    assert [kid.tag for kid in whole.all("L", "LI", "LBody")] == ["L", *["LI", "LBody"] * 60]
    assert [collapsed(item.text()) for item in whole.all("LI")] == [collapsed(item) for item in items]
    assert pdfua.failures(pdf) == []
    with pikepdf.open(pdf) as document:
        assert len(document.pages) >= (2 if "column" in style else 3)


def test_a_list_in_a_list_belongs_to_its_item(print_: Print) -> None:
    found = tree(print_("<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>"))
    inner = ["L", ["LI", ["Lbl", "1"], ["LBody", "b"]]]
    assert found.outline()[1] == [
        "L", ["LI", ["Lbl", "• "], ["LBody", "a", inner]], ["LI", ["Lbl", "• "], ["LBody", "c"]],
    ]  # fmt: skip
    assert [each.entries["/A"]["/ListNumbering"] for each in found.all("L")] == ["/Disc", "/Decimal"]


@pytest.mark.java
def test_a_table_over_two_pages_is_one_table_with_one_head(print_: Print) -> None:
    head = '<thead><tr><th scope="col">Day</th><th scope="col">What</th></tr></thead>'
    rows = "".join(f'<tr><th scope="row">Day {n}</th><td>{"rest " * 30}</td></tr>' for n in range(30))
    pdf = print_(f"<table>{head}<tbody>{rows}</tbody></table>", "table { break-inside: auto }")
    (table,) = tree(pdf).all("Table")
    assert [kid.tag for kid in table.kids if isinstance(kid, Heard)] == ["THead", "TBody"]
    assert len(table.all("TR")) == 31
    assert [scope(cell) for cell in table.all("TH")] == ["/Column"] * 2 + ["/Row"] * 30
    assert pdfua.failures(pdf) == []


def scope(cell: Heard) -> str:
    return str(cell.entries["/A"]["/Scope"])


@pytest.mark.java
def test_empty_and_wide_cells_are_cells(print_: Print) -> None:
    body = "<table><tr><th>A<th>B<th>C<tr><th scope=row>r<td colspan=2>wide<tr><th scope=row rowspan=2>s<td><td>x"
    pdf = print_(body + "<tr><td>y<td>z</table>")
    assert [len(row.all("TH", "TD")) for row in tree(pdf).all("TR")] == [3, 2, 3, 2]
    assert pdfua.failures(pdf) == []


@pytest.mark.java
def test_a_paragraph_over_two_pages_is_one_paragraph(print_: Print) -> None:
    body = f'<p>{"a b c " * 900}<a href="https://x.example" title="Our page">{"link " * 300}</a> end</p>'
    pdf = print_(body)
    (paragraph,) = tree(pdf).all("P")
    assert len(paragraph.all("Link")) == 1
    assert heard(pdf) == reading(body)
    assert pdfua.failures(pdf) == []


def test_a_picture_stands_where_it_is_seen(print_: Print) -> None:
    pdf = print_('<p>x</p><img src="pictures/one.svg" alt="A &lt;b&gt; ½ ü" style="width: 30mm; height: 20mm">')
    (figure,) = tree(pdf).all("Figure")
    assert figure.entries["/Alt"] == "A <b> ½ ü"
    with pikepdf.open(pdf) as document:
        (found,) = [part for part in document.objects if isinstance(part, pikepdf.Dictionary) and part.get("/Alt")]
        left, bottom, right, top = (float(edge) for edge in found.A.BBox)
        box = document.pages[0].MediaBox
    assert [right - left, top - bottom] == pytest.approx([85.04, 56.69], abs=0.1)
    assert 0 < left < float(box[2]) / 2 and float(box[3]) / 2 < bottom < float(box[3]) - 56


# --- languages, links ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "tag", "text"),
    [
        ('<p>Say <span lang="es">hola</span>.</p>', "Span", "hola"),
        ('<p>Say <strong lang="es">hola</strong>.</p>', "Span", "hola"),
        ('<p lang="es">hola</p>', "P", "hola"),
        ('<header lang="es"><p>hola</p></header>', "Div", "hola"),
        ('<ul><li lang="es">hola</li></ul>', "LI", "hola"),
        ('<p><a href="#x" lang="es" title="t">hola</a><b id="x">b</b></p>', "Link", "hola"),
        ('<p lang="es">' + "hola " * 2000 + "</p>", "P", "hola " * 2000),
    ],
)
def test_words_of_another_language_say_so(print_: Print, body: str, tag: str, text: str) -> None:
    (found,) = [part for part in tree(print_(body)).all() if "/Lang" in part.entries]
    assert (found.tag, found.entries["/Lang"], collapsed(found.text())) == (tag, "es", collapsed(text))


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ('<a href="tel:+441183227991" title="Call us by day">0118 322 7991</a>', "Call us by day"),
        ('<a href="#x">the <b>next</b>\n part</a>', "the next part"),
        ('<a href="https://clinic.example/c">our <i>page</i></a>', "our page"),
        ('<a href="https://clinic.example/c" title="Nuestra página: ü">clinic.example/c</a>', "Nuestra página: ü"),
    ],
)
def test_a_link_says_where_it_leads(print_: Print, link: str, says: str) -> None:
    (found,) = tree(print_(f'<p>See {link} now.</p><h1 id="x">x</h1>')).all("Link")
    assert {annotation["/Contents"] for annotation in found.annotations} == {says}


@pytest.mark.parametrize(
    "link",
    [
        '<a href="https://clinic.example/c">clinic.example/c</a>',
        '<a href="https://clinic.example/c">https://clinic.example/c</a>',
        '<a href="mailto:a@b.example">a@b.example</a>',
    ],
)
def test_a_bare_address_is_no_name_for_a_link(print_: Print, link: str) -> None:
    with pytest.raises(CannotPrint, match="wants a title"):
        print_(f"<p>{link}</p>")


def test_what_cannot_be_read_is_not_printed(print_: Print) -> None:
    with pytest.raises(CannotPrint, match="“Faint” stands under opacity"):
        print_('<p style="opacity: 0.5">Faint</p>')
    with pytest.raises(CannotPrint, match=r"picture pictures/one\.svg has no words"):
        print_('<img src="pictures/one.svg">')


# --- the real leaflets -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def leaflets(built_site: Path) -> list[tuple[str, Path]]:
    """The HTML and the PDF of every leaflet of the project. That they follow PDF/UA is asked in test_pdf.py."""
    project, catalog = pipeline.whole_source(ROOT)[:2]
    found = [
        (sheet.html, built_site / "leaflets" / sheet.file) for sheet in jobs(project, catalog, project.clinic.paper)
    ]
    assert len(found) >= 3
    return found


def test_each_word_of_the_leaflets_is_heard(leaflets: list[tuple[str, Path]]) -> None:
    """The whole tag tree against the whole source: nothing is lost, doubled, added or out of order."""
    for html, pdf in leaflets:
        assert heard(pdf) == reading(html)


def test_each_mark_of_the_leaflets_is_read_once(leaflets: list[tuple[str, Path]]) -> None:
    for _, pdf in leaflets:
        with pikepdf.open(pdf) as document:
            parents = document.Root.StructTreeRoot.ParentTree.Nums
            for number, page in enumerate(document.pages):
                assert sorted(marked_words(page)) == list(range(len(parents[2 * number + 1])))


# --- broken on purpose -----------------------------------------------------------------------------------------------

GOOD = (
    "<h1>Offices</h1><p>Lie flat for <b>2 hours</b> now.</p>"
    '<ul><li lang="ar">لا تأكل</li></ul><p><a href="tel:1">Call</a></p>'
)


def lose_actual_text(document: pikepdf.Pdf) -> None:
    for part in document.objects:
        if isinstance(part, pikepdf.Dictionary) and "/ActualText" in part:
            del part["/ActualText"]


def lose_a_paragraph(document: pikepdf.Pdf) -> None:
    root = document.Root.StructTreeRoot.K[0]
    root.K = pikepdf.Array([kid for number, kid in enumerate(root.K) if number != 1])


def swap_two_parts(document: pikepdf.Pdf) -> None:
    root = document.Root.StructTreeRoot.K[0]
    root.K = pikepdf.Array([root.K[1], root.K[0], *list(root.K)[2:]])


def lose_a_letter(document: pikepdf.Pdf) -> None:
    for font in document.pages[0].Resources.Font.values():
        font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"<0066>", b"<0020>"))


@pytest.mark.parametrize("harm", [lose_actual_text, lose_a_paragraph, swap_two_parts, lose_a_letter])
def test_harm_is_heard(print_: Print, tmp_path: Path, harm: Callable[[pikepdf.Pdf], None]) -> None:
    whole, broken = print_(GOOD), tmp_path / "broken.pdf"
    assert heard(whole) == reading(GOOD)
    with pikepdf.open(whole) as document:
        harm(document)
        document.save(broken)
    assert heard(broken) != reading(GOOD)


def test_printed_again_it_is_the_same_to_the_byte(print_: Print) -> None:
    assert print_(GOOD).read_bytes() == print_(GOOD).read_bytes()
