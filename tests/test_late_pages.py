"""Pages are made while leaflets are printed; those that tell how many sides a leaflet has are written last."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

import bless
import pypdfium2
import pytest
from html_reader import tree, words_in
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from test_site_folder import whole_project

from build_tools import mkdocs_plugin
from build_tools.preflight import Finding
from build_tools.printing import proof
from build_tools.printing.jobs import Printed, PrintJob
from build_tools.printing.press import Press

PATIENCE = 20.0  # seconds
LATE = {"desk.html", *(f"sample-scan/{page}.html" for page in ("overview", "getting-ready", "leaflets"))}


class Printer:
    """Prints nothing until all pages are written that need not wait; then each leaflet has 2 sides."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.seen: set[str] = set()
        """The pages that were there before."""
        self.findings: tuple[Finding, ...] = ()

    def proof(self, job: PrintJob) -> Printed:
        end = time.monotonic() + PATIENCE
        while not {"index.html", "sample-scan/sources.html", "c/index.html"} <= self.pages():
            assert time.monotonic() < end, "no page is written before leaflets are printed"
            time.sleep(0.01)
        self.seen = self.seen or self.pages()
        return Printed(b"%PDF", 2, b"PNG", self.findings)

    def pages(self) -> set[str]:
        found = (page for folder in self.project.glob(".site-in-work-*") for page in folder.rglob("*.html"))
        return {page.relative_to(next(iter(self.project.glob(".site-in-work-*")))).as_posix() for page in found}


@pytest.fixture
def printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Printer:
    found = Printer(whole_project(tmp_path))
    monkeypatch.setattr(mkdocs_plugin, "Press", partial(Press, make_workers=bless.in_this_process))
    monkeypatch.setattr(proof, "proof", found.proof)
    monkeypatch.setattr(proof, "pack_proof", lambda *_: Printed(b"%PDF", 7))
    monkeypatch.setenv("PRINT_LEAFLETS", "true")
    return found


def build_site(printer: Printer) -> dict[str, str]:
    """Each page by its path."""
    build(load_config(str(printer.project / "mkdocs.yml")))
    site = printer.project / "site"
    return {page.relative_to(site).as_posix(): page.read_text("utf-8") for page in site.rglob("*.html")}


def test_pages_that_tell_sides_are_written_last(printer: Printer) -> None:
    pages = build_site(printer)
    assert set(pages) >= LATE and printer.seen.isdisjoint(LATE)
    assert len(printer.seen) > 5 and printer.seen < set(pages)
    for path in LATE - {"desk.html"}:
        assert "Letter, printed sides: 2" in pages[path] and "Large print" in pages[path]
    cells = tree(pages["desk.html"]).xpath("//*[@data-cell='sides' or @data-cell='sheets']")
    assert [words_in(cell) for cell in cells] == ["2", "1", "7", "4"] * 2
    assert not any("being printed" in page for page in pages.values())
    index = (printer.project / "site/search/sample-scan.js").read_text("utf-8")
    assert "sample-scan/overview.html#" in index, "the search knows what stands on them"


def test_they_are_the_same_when_all_was_printed_before(printer: Printer) -> None:
    assert build_site(printer) == build_site(printer)


def test_what_is_wrong_with_leaflets_is_told_alone(printer: Printer, caplog: pytest.LogCaptureFixture) -> None:
    """And not as a mistake of the page that waited for them."""
    printer.findings = (Finding("off-the-page", "page 1: too wide", "mend it"),)
    with pytest.raises(Abort):
        build_site(printer)
    assert "leaflets/card.yaml:4:8: off-the-page sample-scan-card-large-en.pdf: page 1: too wide" in caplog.text
    assert "Error building page" not in caplog.text
    assert not (printer.project / "site").exists()


def test_the_built_site_tells_the_sides_that_its_leaflets_have(built_site: Path) -> None:
    told = 0
    for page in built_site.rglob("*.html"):
        text = page.read_text("utf-8")
        assert "being printed" not in text
        for link in tree(text).xpath("//a[contains(@href, 'leaflets/')][contains(., 'printed sides: ')]"):
            with pypdfium2.PdfDocument(page.parent / link.get("href")) as leaflet:
                assert words_in(link).endswith(f"printed sides: {len(leaflet)}"), page
            told += 1
    assert told > 6
