"""A leaflet has the same lines, pages and bytes whatever fonts the machine has, and whatever it wants of fonts."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from commands import ROOT
from projects import MINIATURE
from read_aloud import collapsed, heard, meanings

from build_tools.checks import settings
from build_tools.content import font
from build_tools.printing.pdf import CannotPrint, Printer, libraries
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


# What is said in each script, and a name in Latin letters; Han characters that Chinese and Japanese write otherwise.
SCRIPTS = {
    "Arab": ("ar", "\u0644\u0627 \u0628\u0623\u0633"), "Beng": ("bn", "\u0995\u09cd\u09b7\u09a4\u09bf"),
    "Ethi": ("am", "\u12a5\u1263\u12ad\u12ce"), "Hans": ("zh-Hans", "\u76f4\u63a5"),
    "Hant": ("zh-Hant", "\u76f4\u63a5"), "Hebr": ("he", "\u05e9\u05dc\u05d5\u05dd"),
    "Jpan": ("ja", "\u76f4\u3059"), "Khmr": ("km", "\u1780\u17bb\u17c6"),
    "Kore": ("ko", "\ud55c\uad6d\u76f4"), "Laoo": ("lo", "\u0e99\u0ec9\u0eb3"),
    "Mymr": ("my", "\u1019\u103c\u1014\u103a"), "Taml": ("ta", "\u0b95\u0bcd\u0bb7"),
    "Telu": ("te", "\u0c15\u0c4d\u0c37"), "Thai": ("th", "\u0e19\u0e49\u0e33"),
}  # fmt: skip


@pytest.mark.parametrize("script", font.FONTS)
def test_other_scripts_come_from_their_package(printer: Printer, tmp_path: Path, script: str) -> None:
    """In two weights; digits and names from Noto Sans. And leaflets that are printed after them do not notice."""
    before, path = printer.print(PAGE.format(BODY), ROOT).data, tmp_path / "other.pdf"
    tag, words = SCRIPTS[script]
    page = PAGE.replace('"en"', f'"{tag}"').format(f"<p>{words} 24 MRI <b>{words} 24 MRI</b></p>")
    path.write_bytes(printer.print(page, ROOT).data)
    own, letters = font.FONTS[script].family.replace(" ", "-"), set(words) - {" "}
    assert letters_by_font(path) == {
        "Noto-Sans": set("24MRI"), "Noto-Sans-Bold": set("24MRI"), own: letters, f"{own}-Bold": letters,
    }  # fmt: skip
    assert collapsed(f"{words} 24 MRI {words} 24 MRI") == heard(path)
    assert printer.print(PAGE.format(BODY), ROOT).data == before


def test_devanagari_is_in_noto_sans_itself(printer: Printer, tmp_path: Path) -> None:
    path, words = tmp_path / "hindi.pdf", "\u0915\u094d\u0937\u0924\u093f \u0939\u093f\u0928\u094d\u0926\u0940"
    path.write_bytes(printer.print(PAGE.replace('"en"', '"hi"').format(f"<p>{words}</p>"), ROOT).data)
    assert set(letters_by_font(path)) == {"Noto-Sans"} and heard(path) == words


@pytest.mark.parametrize("script", font.FONTS)
def test_a_script_whose_font_is_not_installed(script: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its letters never come out as boxes, or in the font of another one."""
    monkeypatch.setattr("build_tools.printing.pdf.printer.is_installed", lambda wanted: False)
    tag, words = SCRIPTS[script]
    with pytest.raises(CannotPrint, match="letters that no font of leaflets has"):
        Printer(ROOT).print(PAGE.replace('"en"', f'"{tag}"').format(f"<p>{words}</p>"), ROOT)


@pytest.mark.parametrize("script", font.FONTS)
def test_a_language_whose_font_is_not_installed(script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(font, "is_installed", lambda wanted: wanted != font.FONTS[script])
    for named in ({"languages": ("en", SCRIPTS[script][0])}, {"locale": SCRIPTS[script][0].replace("-", "_")}):
        clinic = MINIATURE.clinic.model_copy(update=named)
        (problem,) = settings.letters(replace(MINIATURE, clinic=clinic))
        assert (problem.code, problem.place.path) == ("no-font", "docs/content/clinic.yaml")
        command = f".venv/bin/pip install --no-build-isolation -e '.[{font.FONTS[script].extra}]'"
        assert (problem.hint or "").endswith(f": {command}")


def letters_by_font(path: Path) -> dict[str, set[str]]:
    """Of each font in a PDF the letters that its glyphs mean."""
    with pikepdf.open(path) as document:
        found = [item for page in document.pages for item in page.Resources.Font.values() if "/ToUnicode" in item]
        letters = {str(item.BaseFont).partition("+")[2]: set("".join(meanings(item).values())) for item in found}
    return {name: set(filter(lambda each: each not in " \u00a0\uffff", each)) for name, each in letters.items()}


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
    with pytest.raises((KeyError, ValueError)):
        font_file(address)
