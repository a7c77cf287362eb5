"""Signs, chances and pictures on paper: they stand as the tree says, whatever a project's styles and templates do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from editing import change
from printable import jobs

from build_tools import pipeline, templates
from build_tools.printing.proof import proof

HERE = Path(__file__).parent
SHEET, KINDS = "leaflets/styles/leaflet.css", "leaflets/templates/kinds.html"
DO_NOT = 'url("do-not.svg")'


def told(tmp_path: Path, file: str, old: str, new: str) -> list[str]:
    """What is said of the signs of a leaflet that shows chances too, printed with a file of the project's own."""
    project = Path(shutil.copytree(HERE / "miniature", tmp_path / "project"))
    change(project, "leaflets/card.yaml", "  - topic: afterwards\n", "  - topic: afterwards\n  - topic: results\n")
    if file:
        folder, _, name = file.rpartition("/")
        (project / folder).mkdir()
        shutil.copy(templates.folders(project, folder)[-1] / name, project / file)
        text = (project / file).read_text("utf-8")
        assert old in text
        (project / file).write_text(text.replace(old, new), "utf-8")
    found, catalog = pipeline.whole_source(project)[:2]
    (sheet,) = (each for each in jobs(found, catalog, "Letter") if each.current.size == "standard")
    return [str(finding.place) + finding.message for finding in proof(sheet).findings if finding.code == "lost-sign"]


def test_the_tool_s_own_looks(tmp_path: Path) -> None:
    assert told(tmp_path, "", "", "") == []


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        pytest.param(SHEET, DO_NOT, "none", "“do-not.svg” are missing", id="no cross"),
        pytest.param(SHEET, DO_NOT, 'url("do.svg")', "it must be “do-not.svg”", id="a tick for a cross"),
        pytest.param(SHEET, ".pair {", "* { background: none !important } .pair {", "missing", id="overruled"),
        pytest.param(KINDS, "chart(row.amount)", "chart(block.rows[0].amount)", "it must be “21+0/100”", id="alike"),
        pytest.param(SHEET, ".pair {", "img { width: 3px } .pair {", "“one.svg” are missing", id="a picture too small"),
        pytest.param(SHEET, ".drawn { background:", ".drawn { display: none; background:", "“44+0/100", id="no people"),
    ],
)
def test_what_is_lost(tmp_path: Path, file: str, old: str, new: str, message: str) -> None:
    found = told(tmp_path, file, old, new)
    assert any(message in each for each in found), found
    assert all("docs/content/sample-scan" in each for each in found)
