"""What the system must have, told in one line for each missing thing."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools import setup_check
from build_tools.setup_check import Need

ROOT = Path(__file__).parent.parent
THERE = Need("This", lambda: True, "this-deb", "this-rpm", "this-brew")
LOST = Need("That", lambda: False, "that-deb", "that-rpm", "that-brew")
MORE = Need("More", lambda: False, "more-deb", "more-rpm", "more-brew")
LINE = "That is missing. Debian: apt-get install that-deb; Fedora: dnf install that-rpm; macOS: brew install that-brew"


def test_here_everything_is_there() -> None:
    assert setup_check.problems() == []


@pytest.mark.parametrize(
    ("arguments", "printed", "status"),
    [
        ([], "", 0),
        (["site", "--debian"], "", 0),
        (["test"], f"{LINE}\n", 1),
        (["test", "--debian"], "that-deb\nmore-deb\n", 1),
    ],
)
def test_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], printed: str, status: int
) -> None:
    monkeypatch.setattr(setup_check, "SITE", (THERE,))
    monkeypatch.setattr(setup_check, "TEST", (THERE, LOST))
    monkeypatch.setattr(setup_check, "READERS", (THERE, MORE))
    assert setup_check.main(arguments) == status
    assert capsys.readouterr().out == printed


def test_what_printing_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup_check, "PRINTING", (LOST, THERE))
    assert setup_check.problems() == [LINE]


@pytest.mark.parametrize(("library", "there"), [("pango-1.0.0", True), ("no-such-library.0", False)])
def test_libraries(library: str, there: bool) -> None:
    assert setup_check._has_libraries("harfbuzz.0", library) is there


@pytest.mark.parametrize(("family", "there"), [("NotoSansArabic", True), ("NoSuchFont", False)])
def test_fonts(family: str, there: bool) -> None:
    assert setup_check._has_fonts("NotoSansHebrew", family) is there


def test_it_runs_before_any_package_is_there() -> None:
    tree = ast.parse(Path(setup_check.__file__).read_text("utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert {str(name).partition(".")[0] for name in imported} <= sys.stdlib_module_names
    command = [sys.executable, "-I", "-S", str(ROOT / "build_tools/setup_check.py"), "site"]
    assert subprocess.run(command, capture_output=True, text=True).stderr == ""
