"""A leaflet has the same lines, pages and bytes whatever fonts the machine has, and whatever it wants of fonts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from commands import ROOT

from build_tools.printing.pdf import Printer, libraries
from build_tools.printing.pdf.fonts import FIELD_LETTERS, font_file

CONFIGURATION = '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>{}</fontconfig>'
EDIT = '<edit name="{}" mode="assign" binding="strong">{}</edit>'
BOLD = EDIT.format("embolden", "<bool>true</bool>")
RULES = EDIT.format("family", "<string>DejaVu Serif</string>") + EDIT.format("slant", "<const>italic</const>")
MACHINES = {
    "no fonts": "",
    "other fonts and rules": "<dir>/usr/share/fonts</dir>"
    f'<match target="pattern">{RULES}</match><match target="font">{BOLD}</match>',
}
BODY = (
    '<h1>Rest</h1><p>Affluent <b>waffles</b>, <i>slowly</i>: ½, “no”…</p><p style="font-weight: 600">¿Qué?</p>'
    '<form><label for="a">Name</label><input id="a" name="a" value="Müller"></form>'
)
PAGE = '<html lang="en"><head><title>x</title></head><body>{}</body></html>'
PRINT = f"""
import sys
from pathlib import Path
from build_tools.printing.pdf import Printer
root = Path({str(ROOT)!r})
sys.stdout.buffer.write(Printer(root).print({PAGE.format(BODY)!r}, root).data)
"""


@pytest.fixture(scope="module")
def printer() -> Printer:
    return Printer(ROOT)


@pytest.mark.parametrize("machine", MACHINES)
def test_the_fonts_of_the_machine_do_not_matter(printer: Printer, tmp_path: Path, machine: str) -> None:
    file = tmp_path / "fonts.conf"
    file.write_text(CONFIGURATION.format(MACHINES[machine]), "utf-8")
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "FONTCONFIG_FILE": str(file)}
    done = subprocess.run([sys.executable, "-c", PRINT], env=surroundings, capture_output=True, check=True)
    assert done.stderr == b""
    assert done.stdout == printer.print(PAGE.format(BODY), ROOT).data


def test_other_scripts_come_from_the_machine(printer: Printer, tmp_path: Path) -> None:
    """And leaflets that are printed after them do not notice."""
    before = printer.print(PAGE.format(BODY), ROOT).data
    path = tmp_path / "arabic.pdf"
    arabic = '<p lang="ar" style="font-family: Noto Sans Arabic">لا بأس</p>'
    path.write_bytes(printer.print(PAGE.format(arabic), ROOT).data)
    with pikepdf.open(path) as document:
        names = [str(item.FontName) for item in document.objects if "/FontName" in _keys(item)]
    assert any("Noto-Sans-Arabic" in name for name in names)
    assert printer.print(PAGE.format(BODY), ROOT).data == before


def _keys(item: pikepdf.Object) -> set[str]:
    return set(item.keys()) if isinstance(item, pikepdf.Dictionary) else set()


@pytest.mark.parametrize("before", [None, "/somewhere/fonts.conf"])
def test_other_programs_keep_their_fonts(monkeypatch: pytest.MonkeyPatch, before: str | None) -> None:
    monkeypatch.delenv(libraries.FONTCONFIG, raising=False)
    if before:
        monkeypatch.setenv(libraries.FONTCONFIG, before)
    with libraries.no_machine_fonts():
        assert os.environ[libraries.FONTCONFIG] == str(libraries.NO_FONTS)
    assert os.environ.get(libraries.FONTCONFIG) == before


def test_a_font_has_one_weight() -> None:
    """And is made alike each time."""
    regular, bold = font_file("font:noto-sans/400"), font_file("font:noto-sans/700")
    assert regular == font_file("font:noto-sans/400") != bold
    assert b"fvar" not in regular[:400] and b"fvar" not in bold[:400]


def test_fields_hold_what_is_typed_in_western_europe() -> None:
    assert set(map(ord, "Aaäéßñ€½“”\u2013")) <= FIELD_LETTERS
    assert len(font_file("font:noto-sans/400/field")) < 60_000


@pytest.mark.parametrize("address", ["font:no-such-font/400", "font:noto-sans/bold"])
def test_a_font_that_is_not_there(address: str) -> None:
    with pytest.raises((ImportError, ValueError)):
        font_file(address)
