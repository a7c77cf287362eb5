"""Words are whole in every program that reads PDFs: found by search, copied, read aloud."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from commands import ROOT
from engines import firefox
from html_reader import tree, without, words_in
from large import large
from pdf_readers import READERS, in_pdf_js, need_reader
from printable import packs, real
from projects import CATALOG
from projects import REAL as PROJECT
from selenium.webdriver.remote.webdriver import WebDriver
from test_pdf_tags import LANGUAGES, LONG, PAGE

from build_tools.printing.jobs import PrintJob
from build_tools.printing.pdf import Printer

JOBS = real(PROJECT.clinic.paper)
PACKS = {pack.key.file: pack.parts for pack in packs(PROJECT, CATALOG, JOBS)}
Words = Counter[str]
# Without what some programs set apart on purpose: small raised letters, and what stands behind a hyphen.
SIMPLE = LONG.replace('href="#x"', 'href="https://x.example"').replace(' id="x"', "").replace("Follow-up", "Next")
SENTENCES = SIMPLE.replace("<sup>3</sup>", "") + LANGUAGES["Spanish"][2] + LANGUAGES["Russian"][2]
NARROW = "".join(f'<div style="width: {width}mm">{SENTENCES}</div>' for width in range(30, 70))


@pytest.fixture(scope="module")
def on_paper(built_site: Path) -> dict[str, Words]:
    """Every word of a file, also the numbers of steps and the head and foot of each side; not the bullets."""
    found = {job.file: printed_words(job, built_site / "leaflets" / job.file) for job in JOBS}
    return found | {file: sum((found[job.file] for job in parts), Words()) for file, parts in PACKS.items()}


def printed_words(job: PrintJob, pdf: Path) -> Words:
    body = without(tree(job.html).find("body"), ".//img | .//textarea")
    found = Words(words_in(body).split())
    found.update(str(number) for steps in body.iter("ol") for number, _ in enumerate(steps, start=1))
    sides, foot = len(pypdfium2.PdfDocument(pdf)), " ".join(job.expected.foot)
    for side in range(1, sides + 1):
        running = job.expected.running if side > 1 else ()
        margins = " ".join((*running, foot.replace("{pages}", str(sides)).replace("{page}", str(side))))
        found.update(margins.split())
    return found


def words_of(text: str) -> Words:
    return Words(word for word in text.split() if word != "\N{BULLET}")


# Packs are bound from all leaflets, so who reads them reads those too; each by itself in `make test-all`.
@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("file", [*large(job.file for job in JOBS), *PACKS])
def test_words_are_whole_on_paper(built_site: Path, on_paper: dict[str, Words], file: str, name: str) -> None:
    need_reader(name)
    assert words_of(READERS[name](built_site / "leaflets" / file)) == on_paper[file]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    need_reader("firefox")
    with firefox(tmp_path_factory.mktemp("firefox")) as started:
        yield started


@pytest.mark.engines
@pytest.mark.parametrize("file", PACKS)
def test_words_are_whole_in_firefox(
    built_site: Path, on_paper: dict[str, Words], file: str, browser: WebDriver
) -> None:
    assert words_of(in_pdf_js(browser)(built_site / "leaflets" / file)) == on_paper[file]


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Words]:
    """Sentences in which much is joined, bold or linked, in lines of many widths."""
    path = tmp_path_factory.mktemp("narrow") / "narrow.pdf"
    html = PAGE.format(lang="en", dir="ltr", style="", body=NARROW)
    path.write_bytes(Printer(ROOT).print(html, ROOT).data)
    return path, Words(words_in(tree(NARROW)).split())


@pytest.mark.parametrize("name", READERS)
def test_words_are_whole_in_lines_of_any_width(narrow: tuple[Path, Words], name: str) -> None:
    need_reader(name)
    assert words_of(READERS[name](narrow[0])) == narrow[1]
