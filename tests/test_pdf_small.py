"""A PDF holds no more than what is seen and read: a phone loads it at once, in every script."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import uharfbuzz
from commands import ROOT
from pdfua import failures
from read_aloud import collapsed, heard

from build_tools.printing.pdf import Printer

DRAWS = {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}
HINTS = {"cvt ", "fpgm", "prep"}
PAGE = """<html lang="{}" dir="{}"><head><title>x</title><style>
body {{ font-family: "Noto Sans", "Noto Sans Arabic", "Noto Sans SC" }}</style></head>
<body><p>{}</p><form><label for="a">A</label><input id="a" name="a"></form></body></html>"""
WORDS = {
    "ar": ("rtl", "قد تشعر ببعض الألم في ظهرك، فاتصل بنا أيضًا إذا ارتفعت حرارتك"),
    "en": ("ltr", "You may feel some pain"),
    "vi": ("ltr", "Quý vị sẽ được gây tê tại chỗ"),
    "zh-Hans": ("ltr", "手术前请勿进食"),
}
FINER = re.compile(rb"\d*\.\d{4,}")
LARGEST_PEOPLE = 1500  # bytes


@pytest.fixture(scope="module", params=WORDS)
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("small") / f"{request.param}.pdf"
    page = PAGE.format(request.param, *WORDS[request.param])
    path.write_bytes(Printer(ROOT).print(page, ROOT).data)
    return path


def test_fonts_hold_what_draws(printed: Path) -> None:
    with pikepdf.open(printed) as document:
        files = {str(each.FontName): each.FontFile2.read_bytes() for each in _dictionaries(document, "/FontFile2")}
    assert files
    for name, file in files.items():
        tables = set(uharfbuzz.Face(uharfbuzz.Blob(file)).table_tags) - HINTS
        assert tables == DRAWS | ({"cmap"} if "Leaflet-Field" in name else set()), name


def test_glyphs_are_moved_by_whole_units(printed: Path) -> None:
    with pikepdf.open(printed) as document:
        (page,) = document.pages
        lines = page.Contents.read_bytes().split(b"\n")
    shown = [line for line in lines if line.endswith(b" TJ")]
    assert shown and not [line for line in shown if b"." in line or b"<>" in line]
    assert not [line for line in lines if FINER.search(line) and not line.endswith((b" cm", b" rg", b" RG"))]


def test_widths_that_go_without_saying_are_not_said(printed: Path) -> None:
    with pikepdf.open(printed) as document:
        said = [each.W for each in _dictionaries(document, "/W") if "/FontDescriptor" in each]
        assert said and [1000] not in [[int(width) for width in widths] for each in said for widths in list(each)[1::2]]


@pytest.mark.java
def test_it_reads_as_before(printed: Path) -> None:
    assert heard(printed) == collapsed(f"{WORDS[printed.stem][1]} A") and failures(printed) == []


def test_a_picture_of_100_people_is_small(built_site: Path) -> None:
    """Its rows stand in the same words, which a PDF packs as one."""
    for path in (built_site / "leaflets").glob("*-what-to-expect-*-en.pdf"):
        with pikepdf.open(path) as document:
            drawn = [item for item in document.objects if isinstance(item, pikepdf.Stream) and b"m\n1" in _data(item)]
            people = [item for item in drawn if _data(item).count(b"\nh\n") >= 200]
            assert people and max(len(item.read_raw_bytes()) for item in people) < LARGEST_PEOPLE


def _data(item: pikepdf.Stream) -> bytes:
    return item.read_bytes() if item.get("/Subtype") == "/Form" else b""


def _dictionaries(document: pikepdf.Pdf, key: str) -> list[Any]:
    return [item for item in document.objects if isinstance(item, pikepdf.Dictionary) and key in item]
