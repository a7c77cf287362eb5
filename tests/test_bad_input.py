"""What goes wrong in the hands of a user, by cases: the files in `bad_input/` hold the edit and the problems it brings.

Every one goes through the command line, and must end with places and hints, never with a traceback.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml_data
from click.testing import CliRunner, Result
from commands import ROOT, digests, run
from editing import apply

from build_tools.__main__ import main

HERE = Path(__file__).parent
CASES = {path.stem: yaml_data.read(path) for path in sorted((HERE / "bad_input").glob("*.yaml"))}
PROBLEM = re.compile(r"(?P<where>[^\n]*?:\d+:\d+: [a-z0-9-]+) [^\n]+\n    (?P<hint>[^\n]+)\n")
TOPIC = "docs/content/sample-scan/topics/key-points.yaml"


def each_case() -> Iterator[Any]:
    for kind, cases in CASES.items():
        yield from (pytest.param(case, id=f"{kind}: {case['name']}") for case in cases)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The miniature, with things beside it that no project may reach."""
    outside = tmp_path / "outside"
    shutil.copytree(HERE / "miniature/docs/content/sample-scan", outside)
    return Path(shutil.copytree(HERE / "miniature", tmp_path / "project"))


def check(project: Path) -> Result:
    return CliRunner().invoke(main, ["--project", str(project), "check"])


def places(output: str) -> list[str]:
    """The problems as the cases write them. Anything else in the output is a mistake of the program."""
    found = list(PROBLEM.finditer(output))
    count = f"{len(found)} problem{'s' if len(found) != 1 else ''} found\n"
    assert PROBLEM.sub("", output) == count, output
    return [match["where"] for match in found]


@pytest.mark.parametrize("case", list(each_case()))
def test_case(project: Path, case: dict[str, Any]) -> None:
    for edit in case.get("edits", [case]):
        apply(project, edit)
    result = check(project)
    assert isinstance(result.exception, SystemExit) and result.exit_code == 1, result.exception
    found = places(result.output)
    assert found == case["expect"] if "expect" in case else set(case["among"]) <= set(found), result.output
    assert all(words in result.output for words in case.get("says", [])), result.output
    assert len(result.output) < 1_000 * len(found), "a message that nobody can read"


ALL_AT_ONCE = [
    {"file": "docs/content/clinic.yaml", "replace": "  - {id: day,", "with": "  - {ids: day,"},
    {"file": "docs/content/glossary.yaml", "write": ""},
    {"file": "docs/content/style.yaml", "bytes": "limits: \xff"},
    {"file": "docs/content/sources.yaml", "append": "  practice: {}\n"},
    {"file": "docs/content/sample-scan/facts.yaml", "replace": "value: 3", "with": "value: three"},
    {"file": "docs/content/sample-scan/procedure.yaml", "replace": "2027-11-01", "with": "2027-02-30"},
    {"file": "docs/content/sample-scan/disagreements.yaml", "append": "  - [\n"},
    {"file": "docs/content/sample-scan/pictures/one.svg", "write": "GIF89a"},
    {"file": "docs/content/sample-scan/topics/afterwards.yaml", "link": "../../../../../outside/topics/words.yaml"},
    {"file": "docs/content/sample-scan/topics/results.yaml", "write": "\ttitle: x"},
    {"file": "docs/content/sample-scan/topics/what-it-is.yaml", "replace": "one.svg", "with": "/etc/passwd"},
    {"file": TOPIC, "replace": "You go home", "with": "<script>go</script> home"},
    {"file": "leaflets/card.yaml", "replace": "topic: words", "with": "topic: nothing"},
]
ALL_EXPECTED = [
    "docs/content/clinic.yaml:10:5: missing-key",
    "docs/content/clinic.yaml:10:6: unknown-key",
    "docs/content/glossary.yaml:1:1: empty-file",
    "docs/content/sample-scan/disagreements.yaml:10:1: yaml",
    "docs/content/sample-scan/facts.yaml:23:12: wrong-type",
    "docs/content/sample-scan/pictures/one.svg:1:1: unsafe-picture",
    "docs/content/sample-scan/procedure.yaml:7:9: wrong-type",
    "docs/content/sample-scan/topics/afterwards.yaml:1:1: missing-file",
    f"{TOPIC}:10:14: html-in-text",
    "docs/content/sample-scan/topics/results.yaml:1:1: tab",
    "docs/content/sample-scan/topics/what-it-is.yaml:5:14: unknown-picture",
    "docs/content/sources.yaml:19:3: duplicate-key",
    "docs/content/style.yaml:1:9: not-utf-8",
    "leaflets/card.yaml:13:12: unknown-topic",
]


def test_all_mistakes_of_all_files_are_told_in_one_go(project: Path) -> None:
    for edit in ALL_AT_ONCE:
        apply(project, edit)
    assert places(check(project).output) == ALL_EXPECTED


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ({"file": TOPIC, "write": "title: [\n"}, f"{TOPIC}:2:1: yaml"),
        ({"file": TOPIC, "bytes": "title: \xff"}, f"{TOPIC}:1:8: not-utf-8"),
        ({"file": TOPIC, "write": "[", "times": 5000}, f"{TOPIC}:1:25: nesting"),
        ({"file": "docs/content/clinic.yaml", "delete": True}, "docs/content/clinic.yaml:1:1: missing-file"),
    ],
    ids=["syntax", "bytes", "nesting", "no clinic"],
)
def test_the_real_command(project: Path, edit: dict[str, Any], expected: str) -> None:
    apply(project, edit)
    done = run("build_tools", "--project", project, "check", cwd=ROOT)
    assert (done.returncode, done.stderr) == (1, "")
    assert expected in places(done.stdout)


@pytest.fixture
def whole_project(project: Path) -> Path:
    """The miniature with all that `mkdocs build` needs."""
    shutil.copy(ROOT / "mkdocs.yml", project)
    return project


def test_after_a_bad_edit_the_old_site_stays_as_it_was(whole_project: Path) -> None:
    good = run("mkdocs", "build", cwd=whole_project)
    assert good.returncode == 0, good.stderr
    before = digests(whole_project / "site")
    assert {"index.html", "leaflets/sample-scan-card-standard-en.pdf", "sample-scan/overview.html"} <= set(before)
    for edit in ALL_AT_ONCE:
        apply(whole_project, edit)
    bad = run("mkdocs", "build", cwd=whole_project)
    assert bad.returncode == 1
    assert digests(whole_project / "site") == before
    output = bad.stdout + bad.stderr
    assert "Traceback" not in output
    assert [match["where"] for match in PROBLEM.finditer(output)] == ALL_EXPECTED
    assert f"{len(ALL_EXPECTED)} problems found" in output
