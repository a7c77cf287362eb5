"""The preflight: each defect of a finished PDF is found, and what only looks like one is not."""

from __future__ import annotations

import shutil
from dataclasses import replace
from io import BytesIO
from typing import NamedTuple

import pikepdf
import pytest
from commands import ROOT
from expecting import HERE, expected, smallest_glyph, usual_size
from printable import real
from projects import REAL as PROJECT

from build_tools.preflight import Expected, findings
from build_tools.preflight.expected import ExpectedCard
from build_tools.preflight.words import plain, times
from build_tools.printing.pdf import Printer

PAGE = '<html lang="en"><head><title>x</title><style>{style}</style></head><body>{body}</body></html>'
PLAIN = "@page { size: Letter; margin: 20mm } html { font: 14pt/1.3 'Noto Sans'; color: #111 } * { margin: 0 } "
LONG = "Unbreakable" * 12
FILLER = '<p style="height: {}mm">Filler</p>'
LIST = "<ul><li>First warning</li><li>Second warning</li></ul>"
LOW = "@page { margin-top: 100mm } "  # words stand so low that the page above them is not nearly empty
BREAK = LOW + ".x { break-before: page }"
FACT = '<span class="fact">{}</span>'
CARD = '<section class="care"><h3>Call us</h3><ul><li>Fever</li><li{}>Bleeding</li></ul></section>'
PAIR = '<div class="pair"><div class="do"><h3>Do</h3>{0}</div><div class="do-not"{1}><h3>Do not</h3>{0}</div></div>'
TABLE = "<table><tr><th>Choice</th></tr><tr{}><td>Wait and see</td></tr></table>"
CHANCES = '<ul class="chances"><li>44 of 100 people with it</li><li{}>21 of 100 people without</li></ul>'
FIELD = '<label for="a">Name</label><input id="a" name="a" style="{}">'
FIELDS = "input { display: inline-block; font: 13pt 'Leaflet Field'; width: 20mm }"


class Case(NamedTuple):
    """A body with one defect, what the preflight says of it, and a body that is nearly the same and good."""

    code: str
    bad: str
    says: str
    good: str
    style: str = ""


CASES = {
    "field": Case("too-small", f'<form>{FIELD.format("height: 10.8pt")}</form>', "the field “Name” is printed in 8.0",
                  f"<form>{FIELD.format('')}</form>", FIELDS),
    "small": Case("too-small", '<p style="font-size: 9.8pt">Tiny print</p>', "“Tiny print” is printed in 9.8 points",
                  '<p style="font-size: 10pt">Tiny print</p>'),
    "mirrored": Case("not-readable", '<p style="transform: scaleX(-1)">Mirror</p>', "“Mirror” is turned or mirrored",
                     '<p style="transform: scaleX(.9)">Mirror</p>'),
    "upside down": Case("not-readable", '<p style="transform: rotate(180deg)">Down</p>', "“Down” is turned or mirrored",
                        '<p style="transform: rotate(2deg)">Down</p>'),
    "on its side": Case("not-readable", '<p style="transform: rotate(90deg); width: 9mm">Side</p>',
                        "“Side” is turned or mirrored", '<p style="width: 9mm">Side</p>'),
    "shrunk": Case("too-small", '<p style="transform: scale(.5)">Shrunk</p>', "“Shrunk” is printed in 7.0 points",
                   '<p style="transform: scale(.8)">Shrunk</p>'),
    "margin": Case("too-small", '<p>x</p><style>@page { @bottom-left { content: "Foot"; font-size: 6pt } }</style>',
                   "“Foot” is printed in 6.0", '<p>x</p><style>@page { @bottom-left { content: "Foot" } }</style>'),
    "left": Case("off-the-page", '<p style="margin-left: -12.9mm">Edge</p>', "“Edge” is less than 8 mm",
                 '<p style="margin-left: -11.9mm">Edge</p>'),
    "right": Case("off-the-page", f"<p>{LONG}</p>", "“Unbreak", f"<p>{LONG[:66]}</p>"),
    "bottom": Case("off-the-page", '<p style="position: absolute; top: 248mm">Low</p>', "“Low” is less than 8 mm",
                   '<p style="position: absolute; top: 244mm">Low</p>'),
    "picture": Case("off-the-page", '<p>x</p><img src="pictures/one.svg" alt="x" style="margin-left: -15mm">',
                    "a picture or line", '<p>x</p><img src="pictures/one.svg" alt="x" style="margin-left: -11.9mm">',
                    "img { width: 50mm }"),
    "field off": Case("off-the-page", f'<form>{FIELD.format("margin-left: 180mm")}</form>', "the field “Name”",
                      f'<form>{FIELD.format("margin-left: 90mm")}</form>', FIELDS),
    "cut": Case("off-the-page", '<p style="overflow: hidden; width: 30mm; white-space: nowrap">Cut in two here</p>',
                "“Cut in two here” is cut off",
                '<p style="overflow: hidden; width: 60mm; white-space: nowrap">Cut in two here</p>'),
    "box": Case("off-the-page", f'<p style="border: 1pt solid; width: 40mm">{LONG[:22]}</p>',
                "runs over the edge of its box",
                f'<p style="border: 1pt solid; width: 70mm">{LONG[:22]}</p>'),
    "over": Case("overlapping", '<p>Line one</p><p style="margin-top: -5mm">Line two</p>',
                 "“Line one” and “Line two” stand on each other",
                 '<p>Line one</p><p style="margin-top: -2mm">Line two</p>'),
    "columns": Case("overlapping", f'<div style="columns: 2"><p>{LONG[:55]}</p><p class="x">Beside</p></div>',
                    "stand on each other", f'<div style="columns: 2"><p>{LONG[:22]}</p><p class="x">Beside</p></div>',
                    ".x { break-before: column }"),
    "covered": Case("overlapping", '<p>Under it</p><div class="x"></div>', "“Under it” has something drawn over it",
                    '<p>Under it</p><div class="x" style="top: 20mm"></div>',
                    ".x { background: #fff; height: 8mm; position: absolute; top: 0; width: 50mm }"),
    "half covered": Case("overlapping", "<p>Under and beside it</p><div class='x'></div>",
                         "has something drawn over it",
                         "<p>Under and beside it</p><div class='x' style='background: none'></div>",
                         ".x { background: #fff; height: 8mm; position: absolute; top: 0; width: 20mm }"),
    "list": Case("broken-over-page", f'<div class="key-points">{LIST.replace("<li>S", "<li class=x>S")}</div>',
                 "page 1: the list of warnings that begins “First warning”", f'<div class="key-points">{LIST}</div>',
                 BREAK),
    "card": Case("broken-over-page", CARD.format(" class=x"), "page 1: the care card that begins “Call us”",
                 "<p>x</p><div class=x>" + CARD.format("") + "</div>", BREAK),
    "second of two": Case("broken-over-page", CARD.format("") + CARD.format(" class=x"), "the care card",
                          CARD.format("") + "<p class=x>x</p>" + CARD.format(""), BREAK),
    "heading alone": Case("broken-over-page", CARD.format("").replace("<ul>", "<ul class=x>"), "the care card",
                          f'<h3>Call us</h3><ul class="x"><li>Fever</li></ul>{CARD.format("")}', BREAK),
    "within a line": Case("broken-over-page", CARD.format("").replace("Bleeding", "Bleeding<br class=x> a lot"),
                          "the care card", CARD.format("").replace("Bleeding", "Bleeding<br>a lot"),
                          BREAK + "br.x { display: block; content: '' }"),
    "pair": Case("broken-over-page", PAIR.format(LIST, " class=x").replace('do-not" class=x', 'do-not x"'),
                 "the do and do-not pair", PAIR.format(LIST, ""), BREAK),
    "table": Case("broken-over-page", TABLE.format(" class=x"), "page 1: the table that begins “Choice”",
                  TABLE.format(""), BREAK),
    "numbers": Case("broken-over-page", CHANCES.format(" class=x"), "page 1: the comparison of numbers that begins",
                    CHANCES.format(""), BREAK),
    "unit": Case("broken-over-line", f'<p style="width: 20mm">Rest for some {FACT.format("24 hours")}</p>',
                 "page 1: “24 hours” does not stand within one line",
                 f'<p style="width: 20mm">Rest for some {FACT.format("24&nbsp;hours")}</p>'),
    "phone": Case("broken-over-line", f'<p style="width: 14mm">{FACT.format("555 0142")}</p>', "“555 0142”",
                  f'<p style="width: 14mm">{FACT.format("555&#8239;0142")}</p>'),
    "one of two": Case("broken-over-line",
                       f'<p>{FACT.format("2 days")}</p><p style="width: 12mm">{FACT.format("2 days")}</p>', "“2 days”",
                       f'<p>{FACT.format("2 days")}</p><p>{FACT.format("2 days")}</p>'),
    "longer number": Case("broken-over-line",
                          f'<p>12 days</p><p style="width: 12mm">{FACT.format("2 days")}</p>', "“2 days”",
                          f'<p>12 days</p><p style="width: 30mm">{FACT.format("2 days")}</p>'),
    "phone behind an address": Case("broken-over-line",
                                    f'<p style="width: 64mm">See example.org/24/ {FACT.format("555 0142")}</p>',
                                    "“555 0142”", f'<p>See example.org/24/ {FACT.format("555 0142")}</p>'),
    "grey": Case("low-contrast", '<p style="color: #777">Faint</p>', "“Faint” has a contrast of",
                 '<p style="color: #585858">Faint</p>'),
    "in grey only": Case("low-contrast", '<p style="color: #6c6c6c">Grey</p>', "“Grey” has a contrast of 4.2 to 1",
                         '<p style="color: #646464">Grey</p>'),
    "white on grey": Case("low-contrast", '<h1 style="background: #888; color: #fff">Title</h1>', "“Title”",
                          '<h1 style="background: #111; color: #fff">Title</h1>'),
    "half dark": Case("low-contrast",
                      '<p style="background: linear-gradient(to right, #111 20mm, #fff 20mm)">Half on black words</p>',
                      "“Half on black words” has a contrast of 1.0",
                      '<p style="background: linear-gradient(to right, #eee 20mm, #fff 20mm)">Half on black words</p>'),
    "white on white": Case("low-contrast", '<p>x</p><p style="color: #fff">Ghost</p>', "“Ghost” has a contrast of 1.0",
                           '<p>x</p><p style="background: #000; color: #fff">Ghost</p>'),
    "see-through": Case("low-contrast", '<p style="color: rgb(0 0 0 / 30%)">Ghost</p>', "“Ghost”",
                        '<p style="color: rgb(0 0 0 / 90%)">Ghost</p>'),
    "blank": Case("blank-page", '<p>x</p><div class="x"></div><p class="x">x</p>', "page 2 is blank",
                  '<p>x</p><div class="x"><p>y</p></div><p class="x">x</p>', BREAK),
    "only margins": Case("blank-page", '<p>x</p><div class="x"></div>', "page 2 is blank", '<p>x</p><p class="x">y</p>',
                         BREAK + '@page { @bottom-left { content: "Page 2"; vertical-align: top } }'),
    "nearly blank": Case("blank-page", '<h1>Title</h1><p class="x">First</p>', "page 1 is blank but for its head",
                         '<h1>Title</h1><p style="margin-top: 70mm">Second</p><p class="x">First</p>',
                         ".x { break-before: page }"),
    "columns that begin overleaf": Case(
        "blank-page", '<h1>Title</h1><div class="x"><p style="height: 235mm">First</p><p>Second</p></div>',
        "page 1 is blank but for its head", '<h1>Title</h1><div class="x"><p>First</p><p>Second</p></div>',
        ".x { columns: 2; column-fill: auto } p { break-inside: avoid }"),
    "tails": Case("overlapping", '<p>Arrive early</p><p class="x"></p>', "“Arrive early” has something drawn over it",
                  '<p>Arrive late</p><p class="x"></p>',
                  ".x { background: #fff; height: 8mm; margin-top: -1.4mm; position: relative }"),
    "tails of white letters": Case(
        "overlapping", '<h1>Early</h1><p class="x"></p>', "“Early” has something drawn over it",
        '<h1>Late</h1><p class="x"></p>',
        "h1 { background: #000; color: #fff } "
        ".x { background: #000; height: 8mm; margin-top: -2.6mm; position: relative }"),
    "tails under a field": Case(
        "overlapping", f'<p>Many happy days</p><form>{FIELD.format("background: #fff")}</form>',
        "“Many happy days” has something drawn over it",
        f'<p>Many happy days</p><form>{FIELD.format("background: none")}</form>',
        FIELDS + "form { margin-top: -1.5mm } input { border: 0; height: 7mm; margin: 0; vertical-align: top }"),
    "replacement": Case("not-readable", "<p>What\ufffd</p>", "“What\ufffd” has a letter without meaning",
                        "<p>What?</p>"),
}  # fmt: skip


@pytest.fixture(scope="module")
def printer(tmp_path_factory: pytest.TempPathFactory) -> Printer:
    """With nothing of the leaflets' own looks but the fonts."""
    root = tmp_path_factory.mktemp("preflight")
    styles = root / "leaflets/styles"
    styles.mkdir(parents=True)
    (styles / "leaflet.css").write_text("", "utf-8")
    shutil.copytree(ROOT / "tests/miniature/docs/content/sample-scan/pictures", root / "pictures")
    return Printer(root)


def printed(printer: Printer, body: str, style: str = "") -> tuple[bytes, Expected]:
    html = PAGE.format(style=PLAIN + style, body=body)
    return printer.print(html, printer.root).data, expected(html)


@pytest.mark.parametrize("name", CASES)
def test_a_defect_is_found(printer: Printer, name: str) -> None:
    case = CASES[name]
    found = findings(*printed(printer, case.bad, case.style), 10)
    assert [each.code for each in found] == [case.code], found
    assert case.says in found[0].message, found
    assert found[0].message.startswith("page ") and found[0].hint


@pytest.mark.parametrize("name", CASES)
def test_what_is_nearly_a_defect_is_not(printer: Printer, name: str) -> None:
    case = CASES[name]
    assert findings(*printed(printer, case.good, case.style), 10) == []


def test_every_defect_of_a_leaflet_is_told_and_the_worst_of_a_kind(printer: Printer) -> None:
    small = "".join(f'<p style="font-size: {size}pt">Size {size}</p>' for size in (9, 7, 8))
    body = f'{small}<p style="color: #999">Faint</p><p style="margin-left: -19mm">Edge</p>'
    found = findings(*printed(printer, f'{body}<div style="break-before: page">{body}</div>', LOW), 10)
    assert [each.code for each in found] == ["too-small", "off-the-page", "low-contrast"] * 2
    assert "page 1: “Size 7” is printed in 7.0 points, and 2 more on this page" in found[0].message
    assert all(each.message.startswith("page 2: ") for each in found[3:])


def test_a_card_that_stands_too_far_back(printer: Printer) -> None:
    """Somebody in need looks at the first side."""
    data, must = printed(printer, f"<p>x</p><div class=x>{CARD.format('')}</div>", BREAK)
    (card,) = must.wholes
    late, in_time = (findings(data, replace(must, cards=(ExpectedCard(card, side, HERE),)), 10) for side in (1, 2))
    assert [(each.code, each.place) for each in late] == [("late-card", HERE)] and in_time == []
    assert late[0].message == "the card \u201cCall us\u201d stands on side 2, not 1 or before"


def test_a_side_before_a_section_that_begins_a_side_may_end_early(printer: Printer) -> None:
    data, must = printed(printer, "<p>x</p><h2 class=x>The  day</h2>", ".x { break-before: page }")
    early = findings(data, replace(must, new_sides=("The night",)), 10)
    assert [each.message for each in early] == ["page 1 is blank but for its head"]
    assert findings(data, replace(must, new_sides=("The day",)), 10) == []


def test_every_leaflet_is_held_to_where_its_cards_may_stand() -> None:
    for sheet in real("Letter"):
        asked = PROJECT.leaflets[sheet.key.leaflet].card_sides.get(sheet.key.size, {})
        assert sorted(card.last_side for card in sheet.expected.cards) == sorted(asked.values()), sheet.file
        assert {card.place.path for card in sheet.expected.cards} <= {f"leaflets/{sheet.key.leaflet}.yaml"}
        assert all(card.card in sheet.expected.wholes for card in sheet.expected.cards)


def test_a_page_without_any_content_is_blank(printer: Printer) -> None:
    data, must = printed(printer, "<p>x</p>", LOW)
    with pikepdf.open(BytesIO(data)) as document:
        document.add_blank_page()
        (found,) = findings(saved(document), must, 10)
    assert (found.code, found.message) == ("blank-page", "page 2 is blank")


@pytest.mark.parametrize("to", ["e000", "fffd", "0000", "0041", ""])
def test_a_letter_without_meaning(printer: Printer, to: str) -> None:
    """Such as a ligature whose meaning got lost: the page looks right, and a screen reader says nothing."""
    data, must = printed(printer, "<p>Quiet</p>")
    with pikepdf.open(BytesIO(data)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Stream) and b"beginbfchar" in item.read_bytes():
                item.write(item.read_bytes().replace(b"0051", to.encode()))
        codes = {each.code for each in findings(saved(document), must, 10)}
    assert codes == ({"lost-words"} if to in ("0000", "0041", "") else {"lost-words", "not-readable"})


def saved(document: pikepdf.Pdf) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("body", "smallest"),
    [
        ("<p>x</p>", 14),
        ('<p>x<sub style="font-size: 7.5pt">2</sub></p>', 7.5),
        ('<p>x</p><div style="break-before: page; font-size: 9pt">y</div>', 9),
        ('<form><label for="a">a</label><input id="a" name="a" style="height: 13.5pt"></form>', 10),
        ('<form><label for="a">a</label><input id="a" name="a" type="checkbox" style="font-size: 2pt"></form>', 14),
    ],
)
def test_smallest_glyph(printer: Printer, body: str, smallest: float) -> None:
    assert smallest_glyph(printed(printer, body, "input { display: inline-block }")[0]) == smallest


SIZES = '<h1 style="font-size: 30pt">A heading</h1>{}'


@pytest.mark.parametrize(
    ("body", "usual"),
    [
        (SIZES.format("<p>Many words of the usual size</p>"), 14),
        (SIZES.format("<p>Many words of</p><p style='font-size: 12pt'>another size</p>"), 14),
        (SIZES.format("<p>A few</p><p style='font-size: 12pt'>But more words than these are smaller</p>"), 12),
        (SIZES.format("<div style='transform: scale(.9)'><p>Many words of the usual size</p></div>"), 12.6),
        ('<img src="pictures/one.svg" alt="x">', 0),
    ],
    ids=["usual", "less than half", "more than half", "shrunk", "no letters"],
)
def test_usual_size(printer: Printer, body: str, usual: float) -> None:
    data, must = printed(printer, body)
    assert usual_size(data) == usual
    told = [found.message for found in findings(data, must, 0, 14) if found.code == "too-small"]
    assert told == ([f"half of its letters are printed in {usual:.1f} points or less"] if 0 < usual < 14 else [])


@pytest.mark.parametrize(
    ("words", "text", "count"),
    [
        ("2 hours", "in 2\xa0hours or 2 \n hours", 2),
        ("2 hours", "12 hours, 1.2 hours, 1-2 hours, 1/2 hours", 0),
        ("2 hours", "within 3. 2 hours", 1),
        ("555-0142", "5550142, 555-01423, 1555-0142, 555-0142.5", 0),
        ("555-0142", "example.org/24/ 555-0142", 1),
        ("555-0142", "room 4 - 555-0142", 1),
        ("lie flat", "lie\nflat", 1),
        ("12", "1 2", 0),
        ("1 2", "12", 0),
    ],
)
def test_words_are_counted_whatever_the_white_space(words: str, text: str, count: int) -> None:
    assert times(plain(words), plain(text)) == count
