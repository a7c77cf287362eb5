"""The sheets to print: which there are, what stands on them, and which code they carry."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import bless
import pytest
from editing import change, own
from printable import jobs

from build_tools import pipeline
from build_tools.content.model import Paper
from build_tools.printing.jobs import PrintJob

CONTENT = "docs/content/sample-scan"
MEANINGS = {"a dye that shows on pictures", "a doctor who reads pictures"}
STANDARD, LARGE = "sample-scan-card-standard-en.pdf", "sample-scan-card-large-en.pdf"
CODE = re.compile(r"[2-9A-Z]{3}-[2-9A-Z]{3}")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return bless.miniature(tmp_path)


def of(root: Path, paper: Paper = "Letter") -> dict[str, PrintJob]:
    project, catalog = pipeline.whole_source(root)[:2]
    return {sheet.file: sheet for sheet in jobs(project, catalog, paper)}


def test_one_for_each_leaflet_and_size_the_leaflets_of_a_pack_together(project: Path) -> None:
    bless.second_leaflet(project, "after")
    assert list(of(project)) == [
        f"sample-scan-{leaflet}-{size}-en.pdf" for size in ("standard", "large") for leaflet in ("card", "after")
    ]


def test_another_procedure_has_its_own(project: Path) -> None:
    first, catalog = pipeline.whole_source(project)[:2]
    other = replace(first.procedures[0], id="other")
    found = jobs(replace(first, procedures=(*first.procedures, other)), catalog, "A4")
    assert [sheet.current.procedure for sheet in found] == ["sample-scan", "sample-scan", "other", "other"]
    assert len({sheet.current.code for sheet in found}) == 4
    assert found[-1].pictures == project / "docs/content/other"


def test_adding_a_size_is_a_file_and_a_limit(project: Path) -> None:
    pocket = (project / "leaflets/sizes/standard.yaml").read_text("utf-8")
    text = pocket.replace("order: 1", "order: 3").replace("name: Standard", "name: Pocket").replace("14", "11")
    (project / "leaflets/sizes/pocket.yaml").write_text(text, "utf-8")
    change(project, "leaflets/card.yaml", "large: 4", "large: 4, pocket: 1")
    found = of(project)["sample-scan-card-pocket-en.pdf"]
    assert (found.most_sides, found.smallest) == (1, 10)
    assert "html { font-size: 11.0pt }" in found.html


def test_what_a_size_brings(project: Path) -> None:
    found = of(project)
    assert [(sheet.smallest, sheet.most_sides) for sheet in found.values()] == [(10, 2), (16, 4)]
    assert [found[file].place.line for file in found] == [4, 4]
    assert found[STANDARD].place.path == "leaflets/card.yaml"
    assert "html { font-size: 14.0pt }" in found[STANDARD].html
    assert "html { font-size: 20.0pt }" in found[LARGE].html
    *standard, last = found[STANDARD].current.said.sections
    assert last.heading == "Words explained"  # again: each stands explained in its place, also in large print
    assert tuple(standard) == found[LARGE].current.said.sections


def test_each_sheet_carries_its_own_code(project: Path) -> None:
    found = of(project)
    codes = {file: sheet.current.code for file, sheet in found.items()}
    assert len(set(codes.values())) == 2 and all(CODE.fullmatch(code) for code in codes.values())
    for file, sheet in found.items():
        assert f'Code <span dir="ltr">{codes[file]}</span>' in sheet.html
        (foot,) = re.findall(r"@bottom-left \{ content: (.*) \}", sheet.html)
        assert codes[file] in foot
        (other,) = {*codes.values()} - {codes[file]}
        assert other not in sheet.html


SAYS_SOMETHING_ELSE = [
    pytest.param(f"{CONTENT}/topics/key-points.yaml", "inside of your", "parts of your", id="statement"),
    pytest.param(f"{CONTENT}/topics/what-it-is.yaml", "a flat table", "a bed", id="words for a picture"),
    pytest.param(f"{CONTENT}/pictures/one.svg", "</svg>", "<circle r='1'/></svg>", id="picture"),
    pytest.param(f"{CONTENT}/facts.yaml", "high: 30", "high: 35", id="fact"),
    pytest.param("docs/content/clinic.yaml", "555-0142", "555-0143", id="phone"),
    pytest.param("docs/content/clinic.yaml", 'to: "17:00"', 'to: "18:00"', id="hours"),
    pytest.param("docs/content/clinic.yaml", "value: 2", "value: 3", id="limit of the clinic"),
    pytest.param("docs/content/clinic.yaml", "example.org", "example.net", id="address to look at"),
    pytest.param(f"{CONTENT}/procedure.yaml", "Bring this card.", "Take this card with you.", id="message"),
]
SAYS_THE_SAME = [
    pytest.param(f"{CONTENT}/procedure.yaml", "review: 2027-11-01", "review: 2027-10-01", id="review"),
    pytest.param(f"{CONTENT}/topics/key-points.yaml", "at most in", "in", id="only on the site"),
    pytest.param("docs/content/clinic.yaml", "paper: Letter", "paper: A4", id="paper"),
    pytest.param("docs/content/clinic.yaml", "owner: Scan team", "owner: Team", id="owner of a limit"),
    pytest.param("leaflets/styles/leaflet.css", "\n", "\n\n", id="style"),
    pytest.param("leaflets/card.yaml", "large: 4", "large: 5", id="limit of sides"),
    pytest.param("leaflets/sizes/large.yaml", "body: 20", "body: 21", id="size"),
    pytest.param("leaflets/card.yaml", "What to know, what", "Know what", id="purpose, which lists of leaflets tell"),
    pytest.param(f"{CONTENT}/procedure.yaml", "Read this first.", "Read it first.", id="message of a page"),
    pytest.param("docs/site.yaml", "What do you need today", "What do you want today", id="words of the site"),
]


def codes_before_and_after(project: Path, file: str, old: str, new: str) -> tuple[list[str], list[str]]:
    before = [sheet.current.code for sheet in of(project).values()]
    text = own(project, file).read_text("utf-8")
    assert old in text
    (project / file).write_text(text.replace(old, new, 1), "utf-8")
    return before, [sheet.current.code for sheet in of(project).values()]


@pytest.mark.parametrize(("file", "old", "new"), SAYS_SOMETHING_ELSE)
def test_a_leaflet_that_says_something_else_has_another_code(project: Path, file: str, old: str, new: str) -> None:
    before, after = codes_before_and_after(project, file, old, new)
    assert not set(before) & set(after)


def test_a_clinic_that_is_no_sample_any_more_has_other_codes(project: Path) -> None:
    clinic = project / "docs/content/clinic.yaml"
    real = {"example.org": "clinic.example-hospital.org", "555-01": "555-02", "Sample rule": "Handbook"}
    text = clinic.read_text("utf-8")
    for sample, ours in real.items():
        text = text.replace(sample, ours)
    clinic.write_text(text, "utf-8")
    before, after = codes_before_and_after(project, "docs/content/clinic.yaml", "sample: true", "sample: false")
    assert not set(before) & set(after)


@pytest.mark.parametrize(("file", "old", "new"), SAYS_THE_SAME)
def test_a_leaflet_that_says_the_same_keeps_its_code(project: Path, file: str, old: str, new: str) -> None:
    before, after = codes_before_and_after(project, file, old, new)
    assert before == after


def test_paper_changes_the_sheet_but_not_its_code(project: Path) -> None:
    letter, a4 = of(project, "Letter")[LARGE], of(project, "A4")[LARGE]
    assert letter.current == a4.current
    assert letter.digest != a4.digest
    assert (letter.key.paper, a4.key.paper) == ("Letter", "A4")


def test_a_picture_that_the_leaflet_does_not_show_has_no_part_in_its_code(project: Path) -> None:
    before = of(project)[LARGE].current.code
    shutil.copy(project / CONTENT / "pictures/one.svg", project / CONTENT / "pictures/two.svg")
    change(project, f"{CONTENT}/topics/what-it-is.yaml", "blocks:\n", BLOCKS)
    assert of(project)[LARGE].current.code == before
    with (project / CONTENT / "pictures/two.svg").open("a") as picture:
        picture.write("<!-- another -->")
    assert of(project)[LARGE].current.code == before


def test_a_picture_that_one_size_shows_has_no_part_in_the_codes_of_others(project: Path) -> None:
    before = {file: sheet.current for file, sheet in of(project).items()}
    shutil.copy(project / CONTENT / "pictures/one.svg", project / CONTENT / "pictures/two.svg")
    limited = BLOCKS.replace("detail: true", "sizes: [large]")
    change(project, f"{CONTENT}/topics/what-it-is.yaml", "blocks:\n", limited)
    first = {file: sheet.current for file, sheet in of(project).items()}
    assert first[STANDARD] == before[STANDARD]
    assert first[LARGE].code != before[LARGE].code
    lines = [line for section in first[LARGE].said.sections for line in section.lines]
    assert lines.count("Only on the site.") == 2, "in the place of the picture, and as its caption"
    with (project / CONTENT / "pictures/two.svg").open("a") as picture:
        picture.write("<!-- another -->")
    again = {file: sheet.current for file, sheet in of(project).items()}
    assert again[STANDARD] == before[STANDARD]
    assert again[LARGE].code not in (before[LARGE].code, first[LARGE].code)


BLOCKS = """blocks:
  - kind: figure
    detail: true
    picture: two.svg
    alt: Only on the site.
    caption:
      say: Only on the site.
      sources: [page-one]
"""


def test_what_must_be_read_back_comes_from_the_tree(project: Path) -> None:
    found = of(project)[STANDARD].expected
    texts = {line.text for line in found.lines}
    assert {"(217) 555-0142", "(217) 555-0199", "911", "Monday to Friday, 8 am to 5 pm"} <= texts
    assert {"20 to 30 minutes", "2 hours"} <= set(found.joined)
    standard, large = (sorted(line.text for line in of(project)[file].expected.lines) for file in (STANDARD, LARGE))
    explained = [text for text in standard if text not in large and "Code" not in text]
    assert {text.partition(":")[0] for text in explained} <= {"Words explained", "contrast", "radiologist", *MEANINGS}
    assert [text for text in large if text not in standard and "Code" not in text] == []
