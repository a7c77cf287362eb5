"""Nothing runs into the foot of a side, however much stands on the side and however long the foot is."""

from __future__ import annotations

import re
from dataclasses import replace

import bless
import pytest
from translating import said

from build_tools import pipeline
from build_tools.content.model import Paper, Project
from build_tools.guide import build
from build_tools.guide import leaflet as guide_leaflet
from build_tools.languages.catalog import Catalog
from build_tools.preflight.paper import PaperPage
from build_tools.preflight.reader import sheets
from build_tools.preflight.spoken import heard
from build_tools.printing import leaflet
from build_tools.printing.pdf import Printer

FULL = "Words that fill one side after the other, with nothing between. " * 25
LONG = "Unbreakable" * 150
ABOUT = "Code {code} \N{MIDDLE DOT} Review by {date} \N{MIDDLE DOT} Page {page} of {pages}"
FEET = [ABOUT, *(ABOUT.replace("Review", "x" * length) for length in (14, 22, 45))]
WEBSITES = ["https://a.example", f"https://{'long' * 14}.example", f"https://{'long' * 40}.example"]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Catalog]:
    return pipeline.whole_source(bless.miniature(tmp_path_factory.mktemp("foot")))[:2]


@pytest.mark.parametrize("website", WEBSITES)
@pytest.mark.parametrize("size", ["standard", "large"])
@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_nothing_runs_into_the_foot(read: tuple[Project, Catalog], paper: Paper, size: str, website: str) -> None:
    project, catalog = read
    project = replace(project, clinic=project.clinic.model_copy(update={"website": website}))
    printer = Printer(project.root)
    for about in FEET:
        changed = replace(catalog, messages=said({("interface", ABOUT): about}))
        html = full(project, changed, paper, size)
        data = printer.print(html, project.root).data
        for sheet in sheets(data, heard(data)):
            assert lowest(sheet) >= highest_of_foot(sheet), (sheet.number, about)


def full(project: Project, catalog: Catalog, paper: Paper, size: str) -> str:
    """A leaflet whose sides are full of words to the last line."""
    (procedure,) = project.procedures
    guide = build.of(project, procedure, catalog)
    surface = guide_leaflet.leaflet(project, procedure, guide, "card", size)
    html = leaflet.html(project, guide, surface, paper, "FHK-MPR")
    words = f'<p style="orphans: 1; widows: 1; overflow-wrap: anywhere">{FULL}{LONG}</p>'
    return re.sub("<main>.*</main>", f"<main>{words}</main>", html, flags=re.DOTALL)


def lowest(sheet: PaperPage) -> float:
    return min(run.box.bottom for run in sheet.runs if run.mark >= 0)


def highest_of_foot(sheet: PaperPage) -> float:
    half = sheet.box.height / 2
    return max(run.box.top for run in sheet.runs if run.mark < 0 and run.box.top < half)


PHONES = "".join(f"<li><strong>kept {number}</strong> <span class='when'>kept</span></li>" for number in range(3))


def test_phones_stand_on_one_side(read: tuple[Project, Catalog]) -> None:
    project, _ = read
    printer = Printer(project.root)
    phones = f'<div class="block contacts"><ul class="contacts">{PHONES}</ul></div>'
    page = '<html lang="en"><title>x</title><body class="columns-of-lists-1">{}{}</body></html>'
    for height in range(205, 260, 2):
        html = page.format(f'<p style="height: {height}mm">Filler</p>', phones)
        data = printer.print(html, project.root).data
        pages = sheets(data, heard(data))
        assert sum(any("kept" in run.words for run in sheet.runs) for sheet in pages) == 1, height
