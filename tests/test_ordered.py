"""Pages are made while leaflets are printed, and get to know afterwards what only the paper tells."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pypdfium2
import pytest

from build_tools.printing.pending import MARK, Awaited, Ordered, filled, picture, sheets_of_paper
from build_tools.website.site_folder import add

TEXTS = {".html", ".json", ".js", ".xml", ".txt"}
FILE = "sample-scan-card-standard-en.pdf"


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        (f"printed sides: {Awaited(FILE)}", "printed sides: 5"),
        (f"{Awaited(FILE)} {sheets_of_paper(Awaited(FILE))}", "5 3"),
        (f"{Awaited('other.pdf')}", "@@sides other.pdf@@"),
        ("write to me@@sides now@@", "write to me@@sides now@@"),
        ("", ""),
    ],
    ids=["sides", "sheets", "another file", "words of an author", "nothing"],
)
def test_numbers_take_the_place_of_their_marks(text: str, becomes: str) -> None:
    assert filled(text, {FILE: 5}) == becomes


@pytest.mark.parametrize(("sides", "sheets"), [(1, 1), (2, 1), (3, 2), (8, 4)])
def test_sheets_printed_on_both_sides(sides: int, sheets: int) -> None:
    assert sheets_of_paper(sides) == sheets
    assert filled(str(sheets_of_paper(Awaited(FILE))), {FILE: sides}) == str(sheets)


def test_an_ordered_leaflet_knows_all_but_its_sides() -> None:
    leaflet = Ordered("sample-scan", "card", "standard", "en", "A4", FILE, "FHK-MPR")
    assert leaflet.picture == picture(FILE) == "sample-scan-card-standard-en.png"
    assert filled(f"{leaflet.sides}", {FILE: 2}) == "2"


def test_a_site_gets_its_files_and_numbers(tmp_path: Path) -> None:
    (tmp_path / "scan").mkdir()
    (tmp_path / "search").mkdir()
    (tmp_path / "scan/leaflets.html").write_text(f"<p>{Awaited(FILE)}</p>", "utf-8")
    (tmp_path / "search/search_index.json").write_text(json.dumps({"text": str(Awaited(FILE))}), "utf-8")
    add(tmp_path, {f"leaflets/{FILE}": b"%PDF-"}, lambda text: filled(text, {FILE: 4}))
    assert (tmp_path / "leaflets" / FILE).read_bytes() == b"%PDF-"
    assert (tmp_path / "scan/leaflets.html").read_text("utf-8") == "<p>4</p>"
    assert json.loads((tmp_path / "search/search_index.json").read_text("utf-8")) == {"text": "4"}


def test_the_built_site_tells_the_sides_that_its_leaflets_have(built_site: Path) -> None:
    told = 0
    for file in built_site.rglob("*"):
        assert file.suffix not in TEXTS or not MARK.search(file.read_text("utf-8")), file
    for page in built_site.rglob("*.html"):
        text = page.read_text("utf-8")
        for file, sides in re.findall(r'leaflets/([\w-]+\.pdf)"[^>]*>.*?printed sides: (\d+)', text):
            with pypdfium2.PdfDocument(built_site / "leaflets" / file) as leaflet:
                assert len(leaflet) == int(sides), page
            told += 1
    assert told > 6
