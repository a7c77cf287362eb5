"""The table of required sections."""

from __future__ import annotations

from pathlib import Path

import bless
import pytest
from editing import change

from build_tools.content import reader as source
from build_tools.content import sections

TOPICS = "docs/content/sample-scan/topics"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return bless.miniature(tmp_path)


def table(root: Path) -> list[str]:
    return sections.table(sections.rows(source.read(root)[0])).splitlines()


def test_the_miniature(project: Path) -> None:
    assert table(project) == [
        "procedure    required by  section     stands on",
        "sample-scan  site         key-points  overview",
        "sample-scan  site         what-it-is  overview",
        "sample-scan  site         results     results",
        "sample-scan  site         get-help    get-help",
        "sample-scan  card         key-points  card",
        "sample-scan  card         get-help    card",
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "missing"),
    [
        (f"{TOPICS}/get-help.yaml", None, "", ["site", "card"]),
        ("leaflets/card.yaml", "  - topic: get-help\n  - topic: words", "  - topic: words", ["card"]),
        (
            "leaflets/card.yaml",
            "  - topic: get-help\n  - topic: words",
            "  - {topic: get-help, shows: [steps]}",
            ["card"],
        ),
        ("docs/site.yaml", "topics: [get-help]", "topics: []", ["site"]),
    ],
    ids=["no file", "not on the leaflet", "nothing of it on the leaflet", "on no page"],
)
def test_a_missing_section(project: Path, file: str, old: str | None, new: str, missing: list[str]) -> None:
    if old is None:
        (project / file).unlink()
    else:
        change(project, file, old, new)
    lines = [line.split() for line in table(project) if line.endswith("MISSING")]
    assert [(line[1], line[2]) for line in lines] == [(by, "get-help") for by in missing]


def test_a_section_that_one_size_lacks(project: Path) -> None:
    change(project, "leaflets/card.yaml", "shows: [paragraph, figure]", "shows: [figure]")
    with (project / "leaflets/card.yaml").open("a") as card:
        card.write("  - topic: what-it-is\n")
    assert table(project)[-1].split() == ["sample-scan", "card", "what-it-is", "card"]
    change(project, f"{TOPICS}/what-it-is.yaml", "  - kind: figure\n", "  - kind: figure\n    sizes: [large]\n")
    assert table(project)[-1].split() == ["sample-scan", "card", "what-it-is", "MISSING"]


def test_a_section_on_two_pages(project: Path) -> None:
    change(project, "docs/site.yaml", "topics: [words]", "topics: [words, results]")
    assert "sample-scan  site         results     results, words" in table(project)
