"""The notice to hang up: one side that says which sheets must go, printed and read back as a leaflet is."""

from __future__ import annotations

import shutil
from pathlib import Path

import bless
import pytest
from click.testing import Result
from editing import change
from signing import CONTENT, DURING, SIGNED, WHO, run, sign

from build_tools import pipeline
from build_tools.preflight.spoken import heard

READY = f"{CONTENT}/topics/getting-ready.yaml"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = bless.miniature(tmp_path_factory.mktemp("notice"))
    sign(project)
    release(project)
    return project


@pytest.fixture
def project(released: Path, tmp_path: Path) -> Path:
    """A copy of it, to change at will."""
    return Path(shutil.copytree(released, tmp_path / "project"))


def release(project: Path) -> None:
    assert run(project, "release", "--date", SIGNED).exit_code == 0


def code(project: Path) -> str:
    return pipeline.whole_source(project).ledger.releases[0].code


def notice(project: Path, *typed: str) -> Result:
    return run(project, "notice", *typed, "--date", DURING, "--out", project / "notice.pdf")


def said(project: Path) -> str:
    found = heard((project / "notice.pdf").read_bytes())
    assert len(found.margins) == 1, "it has one side"
    assert "Printed on January 15, 2027" in found.margins[0]
    return " ".join(word for word, _ in found.words())


def withdraw(project: Path) -> None:
    asked = ("withdraw", "sample-scan", *WHO, "--reason", "The dose is wrong.", "--yes", "--date", DURING)
    assert run(project, *asked).exit_code == 0


def test_of_what_was_taken_back(project: Path) -> None:
    withdraw(project)
    result = notice(project, "Code", code(project).lower())
    assert result.exit_code == 0, result.output
    words = said(project)
    assert f"Do not use sheets with the code {code(project)}" in words
    assert "This sheet was taken back on January 15, 2027." in words and "There is no right sheet now." in words
    assert "555-0142" in words and "555-0199" in words and "Sample:" in words


def test_of_what_was_replaced(project: Path) -> None:
    old = code(project)
    change(project, READY, "Take off your rings.", "Take off your coat.")
    sign(project)
    release(project)
    assert notice(project, old).exit_code == 0
    newest = [each for each in pipeline.whole_source(project).ledger.releases if each.size == "large"]
    words = said(project)
    assert "This sheet was replaced on January 10, 2027." in words
    assert any(
        f"The right sheet has the code {each.code}." in words
        for each in pipeline.whole_source(project).ledger.releases[2:]
    )
    assert newest
    withdraw(project)
    assert notice(project, old).exit_code == 0 and "There is no right sheet now." in said(project)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("CURRENT", "current\na notice is about one code, of sheets that must not be used any more"),
        ("XXX-222", "XXX-222: this code was never released here"),
        ("hello", "`hello` cannot be a code"),
    ],
)
def test_there_is_no_notice_of_other_sheets(project: Path, typed: str, told: str) -> None:
    result = notice(project, typed.replace("CURRENT", code(project)))
    assert result.exit_code == 1 and told in result.output and not (project / "notice.pdf").exists()
