"""No word reaches a reader past the catalog: in the pseudo-language every one of ours stands within marks.

What nobody translates is left out: names, addresses and numbers of the clinic, and how sources are called.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import marks
import pdfua
import pikepdf
import pypdfium2
import pytest
from as_read import pdf_tree, squeezed
from commands import ROOT, copy_project, mkdocs_build
from large import large_where
from marks import CLOSE, OPEN, Marked, any_of
from printable import jobs, largest
from projects import REAL
from read_aloud import collapsed, heard

from build_tools import templates
from build_tools.content import reader as source
from build_tools.languages import catalog as language
from build_tools.languages.catalog import PSEUDO
from build_tools.languages.pseudo import MIRRORED
from build_tools.printing.jobs import PrintJob
from build_tools.printing.workers import work
from build_tools.problems import Place
from build_tools.records.snapshot import CODE_SIGNS

SIDES, BODY, SMALLEST = 30, 13, 8  # marks take room
LIMITS = re.compile(r"\b(standard|large|emergency|same_day|office_hours): (\d+)")
PAGES = ["404", "index", *(f"{each.id}/{page.id}" for each in REAL.procedures for page in REAL.site.pages)]
PAGES += ["desk", "c/index"]
SHEETS = [f"{each.id}-{id}-{size}-en" for each in REAL.procedures for size in REAL.sizes for id in REAL.leaflets]
PACKS = [f"{each.id}-pack-{size}-en" for each in REAL.procedures for size in REAL.sizes]
CODE = f"[{CODE_SIGNS}]{{3}}-[{CODE_SIGNS}]{{3}}"
CSS_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
CSS_ESCAPE = re.compile(r"\\([0-9a-f]{1,6} |.)")


def _names() -> list[str]:
    clinic = REAL.clinic
    found = ["PDF", "Letter", "A4", clinic.name, clinic.address, clinic.website.removeprefix("https://")]
    found += [f"{clinic.website.removeprefix('https://')}/c"]
    for each in REAL.sources.sources.values():
        found += filter(None, (each.title, each.publisher, each.published, each.identifier))
    return found


ADDRESS = rf"{re.escape(REAL.clinic.website)}[a-z0-9./-]*"
NAMES = re.compile("|".join([CODE, ADDRESS, any_of(_names()).pattern]))
html_unmarked, unmarked = partial(marks.html_unmarked, names=NAMES), partial(marks.unmarked, names=NAMES)


class Edition(NamedTuple):
    """The project in the pseudo-language, its site, and what should be on the leaflets in it."""

    project: Path
    site: Path
    jobs: tuple[PrintJob, ...]


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    folder = tmp_path_factory.mktemp("pseudo")
    project = copy_project(folder / "project")
    _change(project / "docs/content/clinic.yaml", r"^locale: .*", f"locale: {PSEUDO}")
    for path in (project / "leaflets").glob("*.yaml"):
        _change(path, r"^sides: .*", f"sides: {dict.fromkeys(REAL.sizes, SIDES)}")
        text = re.sub(r"^body: .*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
        path.write_text(re.sub(r"(emergency|same_day|office_hours): \d+", rf"\1: {SIDES}", text), "utf-8")
    for path in (project / "leaflets/sizes").glob("*.yaml"):
        _change(path, r"^body: .*", f"body: {BODY}")
        _change(path, r"^smallest: .*", f"smallest: {SMALLEST}")
    build = mkdocs_build(project, folder / "site")
    assert build.returncode == 0, build.stderr
    content, _ = source.read(project)
    catalog = language.catalog(project, PSEUDO, Place(""))
    return Edition(project, folder / "site", jobs(content, catalog, content.clinic.paper))


def _change(path: Path, pattern: str, with_: str) -> None:
    text, times = re.subn(pattern, with_, path.read_text("utf-8"), flags=re.MULTILINE)
    assert times == 1
    path.write_text(text, "utf-8")


# --- the site --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_words_of_a_page(edition: Edition, page: str) -> None:
    text = (edition.site / f"{page}.html").read_text("utf-8")
    assert OPEN in text
    assert html_unmarked(text) == []


def test_words_of_the_pages_of_codes(edition: Edition) -> None:
    """Of those that this build prints, and of those released before."""
    codes = _codes(edition)
    assert len(codes) >= len(SHEETS)
    for code in codes:
        text = (edition.site / f"c/{code}.html").read_text("utf-8")
        assert OPEN in text
        assert html_unmarked(text) == [], code


def _codes(edition: Edition) -> set[str]:
    """Those of the sheets, and those in the ledger."""
    files = (edition.project / "leaflets/released").glob("*.json")
    released = {json.loads(file.read_text("utf-8"))["code"] for file in files}
    return {sheet.current.code for sheet in edition.jobs} | released


def test_there_are_no_other_pages(edition: Edition) -> None:
    built = {path.relative_to(edition.site).with_suffix("").as_posix() for path in edition.site.rglob("*.html")}
    assert built == {*PAGES, *(f"c/{code}" for code in _codes(edition))}


def test_words_that_the_search_finds(edition: Edition) -> None:
    found = [_data(file) for file in sorted((edition.site / "search").glob("*.js")) if file.name != "_help.js"]
    entries = [each for data in found for each in data["entries"]]
    assert len(entries) > len(PAGES)
    assert unmarked(entry["title"] for entry in entries) == []
    parts = [part for entry in entries for part in entry["parts"]]
    assert len(parts) > len(entries)
    assert unmarked(words for part in parts for words in (part.get("heading", ""), part.get("lead", ""))) == []
    assert unmarked(line["says"] for part in parts for line in part["lines"]) == []
    assert unmarked(words for data in found for words in data["tells"].values()) == []
    signs = [sign["says"] for data in found for sign in data["signs"]]
    assert len(signs) > 10 and unmarked(signs) == []


def test_words_of_the_search_itself(edition: Edition) -> None:
    told = _data(edition.site / "search/_help.js")
    counted = [words for forms in told["counted"].values() for words in forms.values()]
    assert counted and unmarked([*told["many"], *told["words"].values(), *counted]) == []
    assert unmarked(each[words] for each in told["levels"] for words in ("name", "today", "now", "any")) == []
    assert unmarked(each[words] for each in told["phones"].values() for words in ("name", "hours")) == []


def _data(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text("utf-8").split(" = ", 1)[1].rstrip(";\n"))
    return found


@pytest.mark.parametrize("sheet", ["docs/assets/site.css", "leaflets/styles/leaflet.css"])
def test_style_sheets_hold_no_words(sheet: str) -> None:
    contents = re.findall(r"content:\s*([^;}]*)", templates.file(ROOT, sheet).read_text("utf-8"))
    assert [words for words in _css_strings(contents) if any(map(str.isalpha, words))] == []


def _css_strings(values: Iterable[str]) -> Iterator[str]:
    for value in values:
        for string in CSS_STRING.findall(value):
            yield CSS_ESCAPE.sub(lambda escape: _css_char(escape.group(1)), string)


def _css_char(code: str) -> str:
    return chr(int(code, 16)) if code.endswith(" ") else code.replace("A", "\n")


# --- the leaflets ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sheet", SHEETS)
def test_words_of_a_leaflet_before_it_is_printed(edition: Edition, sheet: str) -> None:
    (text,) = (each.html for each in edition.jobs if each.file == f"{sheet}.pdf")
    assert html_unmarked(text) == []
    margins = re.findall(r"@(?:top|bottom)-\w+ { content: (\".*\") }", text)
    assert len(margins) == 3, "the title and whom to call at the head of each page but the first, and the foot"
    lines = [line for margin in margins for line in "".join(_css_strings([margin])).split("\n")]
    assert any("Still" in line for line in lines) and unmarked(lines) == []


@pytest.mark.parametrize("sheet", [*SHEETS, *PACKS])
def test_words_of_a_printed_leaflet(edition: Edition, sheet: str) -> None:
    """In the order of reading aloud, in which no mark is parted from its partner by a second column."""
    marked = Marked(NAMES)
    for _, text in pdf_tree(edition.site / f"leaflets/{sheet}.pdf"):
        marked.read(text)
    marked.end("the whole leaflet")
    assert marked.unmarked == []


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_foot_of_a_printed_leaflet(edition: Edition, sheet: str) -> None:
    (code,) = (each.current.code for each in edition.jobs if each.file == f"{sheet}.pdf")
    document = pypdfium2.PdfDocument(edition.site / f"leaflets/{sheet}.pdf")
    pages = [squeezed(page.get_textpage().get_text_range()) for page in document]
    website = squeezed(REAL.clinic.website.removeprefix("https://").rstrip("/"))
    for number, page in enumerate(pages, start=1):
        assert f"{OPEN}Stillright?{website}/c{CLOSE}" in page
        about = rf"{OPEN}Code{squeezed(code)}\W*Reviewby{OPEN}[^{CLOSE}]*{CLOSE}\W*Page{number}of{len(pages)}{CLOSE}"
        assert re.search(about, page), page[-300:]
    assert f"{OPEN}Code{squeezed(code)}.{CLOSE}" in pages[0]


@pytest.mark.parametrize("sheet", [*SHEETS, *PACKS])
def test_words_around_a_printed_leaflet(edition: Edition, sheet: str) -> None:
    """Bookmarks, the title, and what is read aloud for fields, links and pictures."""
    path = edition.site / f"leaflets/{sheet}.pdf"
    document = pypdfium2.PdfDocument(path)
    assert unmarked(str(entry.get_title()) for entry in document.get_toc()) == []
    with pikepdf.open(_without_unused(path)) as whole:
        assert unmarked([str(whole.docinfo["/Title"])]) == []
        records = [item for item in whole.objects if isinstance(item, pikepdf.Dictionary)]
        said = [str(item[key]) for item in records for key in ("/Alt", "/TU", "/Contents") if _is_text(item, key)]
    assert said
    assert unmarked(said) == []


def _without_unused(pdf: Path) -> BytesIO:
    """The PDF without objects that nothing in it leads to; nobody ever meets those."""
    used = BytesIO()
    with pikepdf.open(pdf) as document:
        document.save(used)
    return used


def _is_text(item: pikepdf.Dictionary, key: str) -> bool:
    return key in item and isinstance(item[key], pikepdf.String)


# --- longer, and from right to left ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def mirrored(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PrintJob]:
    """The leaflets in letters of their own size; they may take twice as many sides."""
    project = copy_project(tmp_path_factory.mktemp("mirrored") / "project")
    _change(project / "docs/content/clinic.yaml", r"^locale: .*", f"locale: {MIRRORED}")
    for path in (project / "leaflets").glob("*.yaml"):
        twice = LIMITS.sub(lambda limit: f"{limit[1]}: {2 * int(limit[2])}", path.read_text("utf-8"))
        path.write_text(twice, "utf-8")
    content, _ = source.read(project)
    catalog = language.catalog(project, MIRRORED, Place(""))
    return {job.file: job for job in jobs(content, catalog, content.clinic.paper)}


@large_where(lambda case: "-standard-" not in case["sheet"])
@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.java
def test_a_leaflet_from_right_to_left(mirrored: dict[str, PrintJob], tmp_path: Path, sheet: str) -> None:
    job = mirrored[f"{sheet}.pdf"]
    paper, file = work(job), tmp_path / job.file
    assert 'dir="rtl"' in job.html and paper.findings == () and paper.sides <= job.most_sides
    assert len(paper.data) <= largest(job.key.language)
    file.write_bytes(paper.data)
    assert pdfua.failures(file) == []
    assert heard(file) == collapsed(" ".join(line.text for line in job.expected.lines))


# --- the net itself --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"<p>{OPEN}Call <a>911</a> now{CLOSE}</p>", []),
        (f"<p>{OPEN}Rest {OPEN}2 hours{CLOSE}.{CLOSE} 12, 3</p>", []),
        (f"<p>{OPEN}Rest{CLOSE} now</p>", ["now"]),
        (f'<img alt="A spine"><p>{OPEN}Rest{CLOSE}</p>', ["A spine"]),
        (f"<p>{OPEN}Rest</p><p>now{CLOSE}</p>", ["<p> ends with +1 marks open", "<p> ends with -1 marks open"]),
        ("<script>let words</script><p>2027</p>", []),
        ("<title>Rest</title>", ["Rest"]),
    ],
)
def test_the_net_holds(text: str, found: list[str]) -> None:
    assert html_unmarked(text) == found
