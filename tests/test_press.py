"""What is printed, and what is still good from last time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import bless
import pytest

from build_tools import pdf, pipeline
from build_tools.press import Press
from build_tools.problems import ProblemsFound

CONTENT = "docs/content/sample-scan"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return bless.miniature(tmp_path)


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The HTML of each leaflet that goes to the printer; nothing is printed."""
    sheets: list[str] = []

    def print_(self: pdf.Printer, html: str, folder: Path) -> pdf.Printed:
        sheets.append(html)
        return pdf.Printed(b"%PDF", 2)

    monkeypatch.setattr(pdf.Printer, "print", print_)
    yield sheets


def print_all(press: Press, root: Path) -> list[str]:
    """Print, and give the progress that was told."""
    told: list[str] = []
    content, catalog = pipeline.checked(root)
    press.print_all(content, catalog, content.clinic.paper, told.append)
    return told


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def test_an_unchanged_leaflet_is_not_printed_again(project: Path, printed: list[str]) -> None:
    press = Press()
    for _ in range(2):
        assert print_all(press, project) == ["leaflet 1 of 1: sample-scan-card.pdf, 2 sides"]
    assert len(printed) == 1


@pytest.mark.parametrize(
    ("file", "old", "new", "prints"),
    [
        pytest.param(f"{CONTENT}/topics/key-points.yaml", "inside of your", "parts of your", 2, id="statement"),
        pytest.param(f"{CONTENT}/topics/key-points.yaml", "at most in", "in", 1, id="statement of the site"),
        pytest.param(f"{CONTENT}/pictures/one.svg", "</svg>", "<circle r='1'/></svg>", 2, id="picture"),
        pytest.param(f"{CONTENT}/facts.yaml", "high: 30", "high: 35", 2, id="fact"),
        pytest.param("docs/content/clinic.yaml", "paper: Letter", "paper: A4", 2, id="paper"),
        pytest.param("leaflets/styles/leaflet.css", "The look of every", "The looks of every", 2, id="style"),
        pytest.param("docs/site.yaml", "Choose what fits", "Choose that which fits", 1, id="words of the site"),
    ],
)
def test_only_what_a_change_touches_is_printed_again(
    project: Path, printed: list[str], file: str, old: str, new: str, prints: int
) -> None:
    press = Press()
    print_all(press, project)
    replace(project / file, old, new)
    print_all(press, project)
    assert len(printed) == prints


def test_too_many_sides(project: Path, printed: list[str]) -> None:
    replace(project / "leaflets/card.yaml", "sides: 2", "sides: 1")
    with pytest.raises(
        ProblemsFound, match=r"leaflets/card\.yaml:4:8: too-many-sides .*takes 2 sides, and 1 is the limit"
    ):
        print_all(Press(), project)


def test_every_leaflet_that_cannot_be_printed_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def jammed(self: pdf.Printer, html: str, folder: Path) -> pdf.Printed:
        raise pdf.CannotPrint(["the first reason", "the second"])

    shutil.copy(project / "leaflets/card.yaml", project / "leaflets/other.yaml")
    monkeypatch.setattr(pdf.Printer, "print", jammed)
    with pytest.raises(ProblemsFound) as found:
        print_all(Press(), project)
    told = [(problem.place.path, problem.code, problem.message) for problem in found.value.problems]
    assert told == [
        (f"leaflets/{id}.yaml", "cannot-print", f"sample-scan-{id}.pdf: {reason}")
        for id in ("card", "other")
        for reason in ("the first reason", "the second")
    ]
    assert all(problem.hint for problem in found.value.problems)


def test_a_leaflet_that_could_not_be_printed_is_tried_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def jammed(self: pdf.Printer, html: str, folder: Path) -> pdf.Printed:
        raise pdf.CannotPrint(["a reason"])

    press = Press()
    with monkeypatch.context() as patch, pytest.raises(ProblemsFound):
        patch.setattr(pdf.Printer, "print", jammed)
        print_all(press, project)
    monkeypatch.setattr(pdf.Printer, "print", lambda *_: pdf.Printed(b"%PDF", 2))
    assert len(print_all(press, project)) == 1
