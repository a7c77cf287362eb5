"""The square at the foot of each page, read from the paper by a reader of such codes that did not draw it."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from commands import ROOT, copy_project, run
from editing import change
from printable import jobs
from projects import REAL as PROJECT

from build_tools.languages import catalog as language
from build_tools.printing.leaflet import code_address

CATALOG = language.catalog(ROOT, PROJECT.clinic.locale, PROJECT.clinic.place("locale"))
CODES = {sheet.file: sheet.current.code for sheet in jobs(PROJECT, CATALOG, PROJECT.clinic.paper)}
SCANNED = 150 / 72  # pixels per point: a poor copy, half of what an office printer prints


def read(pdf: Path) -> list[str]:
    """What the codes on each page lead to; nothing for a page without one."""
    pages = (page.render(scale=SCANNED, grayscale=True).to_pil() for page in pypdfium2.PdfDocument(pdf))
    return [" ".join(code.text for code in zxingcpp.read_barcodes(page)) for page in pages]


@pytest.mark.parametrize("file", CODES)
def test_each_page_leads_to_the_page_of_its_code(built_site: Path, file: str) -> None:
    found = read(built_site / "leaflets" / file)
    assert set(found) == {code_address(PROJECT.clinic, CODES[file])}
    assert (built_site / "c" / found[0].rpartition("/")[2]).is_file()


@pytest.mark.slow
def test_a_long_address_can_be_read_too(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    website = "https://leaflets.royal-county-hospital.example.org/radiology"
    change(project, "docs/content/clinic.yaml", "https://example.org/leaflets", website)
    done = run("build_tools", "build", tmp_path / "out", cwd=project)
    # The foot of the page makes room for it.
    assert done.returncode == 0, done.stderr
    for pdf in sorted((tmp_path / "out").glob("*-aftercare-*.pdf")):
        assert all(address.startswith(website + "/c/") for address in read(pdf)), pdf.name
