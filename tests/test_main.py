"""The `leaflets` command."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

import bless
import pytest
from commands import ROOT
from signing import run

from build_tools.__main__ import COMMANDS, main
from build_tools.content import schema

TOPIC = "docs/content/sample-scan/topics/key-points.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return bless.miniature(tmp_path)


def test_check(project: Path) -> None:
    good = run(project, "check")
    assert (good.exit_code, good.output) == (0, "no problems found\n")
    (project / TOPIC).write_text("\ttitle: x")
    bad = run(project, "check")
    assert (bad.exit_code, bad.output) == (1, f"{TOPIC}:1:1: tab a tab\n    indent with spaces\n1 problem found\n")


def test_check_as_json(project: Path) -> None:
    good = run(project, "check", "--format", "json")
    assert (good.exit_code, json.loads(good.output)) == (0, [])
    (project / TOPIC).write_text("\ttitle: x")
    bad = run(project, "check", "--format", "json")
    told = {"path": TOPIC, "line": 1, "column": 1, "code": "tab", "message": "a tab", "hint": "indent with spaces"}
    assert (bad.exit_code, json.loads(bad.output)) == (1, [told])


def test_sections(project: Path) -> None:
    good = run(project, "sections")
    assert good.exit_code == 0 and "MISSING" not in good.output
    (project / TOPIC).unlink()
    missing = run(project, "sections")
    assert missing.exit_code == 1 and missing.output.count("MISSING") == 2
    (project / "docs/site.yaml").write_text("")
    unread = run(project, "sections")
    assert unread.exit_code == 1 and unread.output.startswith("docs/site.yaml:1:1: empty-file")


def test_build(project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "a/b"
    result = run(project, "build", folder, "--paper", "A4")
    assert result.exit_code == 0, result.output
    assert result.output.endswith(f"2 leaflets and 2 packs printed into {folder}\n")
    files = sorted(folder.iterdir())
    assert [file.name for file in files] == [
        f"sample-scan-{what}-{size}-en.pdf" for what in ("card", "pack") for size in ("large", "standard")
    ]
    assert all((file.read_bytes()[:5], file.stat().st_mode & 0o777) == (b"%PDF-", 0o644) for file in files)


def test_build_gives_out_nothing_while_there_are_problems(project: Path, tmp_path: Path) -> None:
    (project / TOPIC).write_text("\ttitle: x")
    result = run(project, "build", tmp_path / "out")
    assert result.exit_code == 1 and f"{TOPIC}:1:1: tab" in result.output
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written(project: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run(project, "build", tmp_path / "file/out")
    assert result.exit_code == 1
    assert result.output.splitlines()[-1] == f"{tmp_path}/file/out: cannot write: Not a directory"


@pytest.mark.parametrize("folder", ["leaflets", "docs/content/sample-scan/pictures"])
def test_leaflets_do_not_lie_among_the_source(project: Path, folder: str) -> None:
    before = sorted((project / folder).iterdir())
    result = run(project, "build", project / folder)
    assert result.exit_code == 1 and "inside the source" in result.output
    assert sorted((project / folder).iterdir()) == before


@pytest.mark.parametrize("command", ["new", "reading", "self-check", "status", "dates", "changes"])
def test_a_day_that_is_none(project: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEAFLETS_DATE", "abc")
    result = run(project, command, *(["hip-scan"] if command == "new" else []))
    assert isinstance(result.exception, SystemExit) and result.exit_code == 1, result.exception
    assert "bad-day" in result.output


ANSWERS = [[str(command.name), "--help"] for command in COMMANDS]
ANSWERS += [["check"], ["check", "--format", "json"], ["schema"], ["status"], ["dates"], ["sections"], ["reading"]]
ANSWERS += [["self-check"], ["changes"], ["new", "hip-scan"]]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="stands for a disk without room")
def test_an_answer_that_cannot_be_written_is_one_line_and_status_1(project: Path) -> None:
    for arguments in ANSWERS:
        with open("/dev/full", "w") as full, redirect_stdout(full), pytest.raises(SystemExit) as ended:
            main.main(["--project", str(project), *arguments], prog_name="leaflets")
        assert ended.value.code == "the answer: cannot be read or written: No space left on device", arguments
    command = [sys.executable, "-m", "build_tools", "--help"]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr


def test_a_file_that_cannot_be_written_is_one_line_too(project: Path) -> None:
    (project / "docs/maintaining").write_text("")
    result = run(project, "schema")
    told = "docs/maintaining/schema/clinic.json: cannot be read or written: Not a directory\n"
    assert result.exit_code == 1 and result.output.endswith(told)


def test_schema(project: Path) -> None:
    assert run(project, "schema").exit_code == 0
    assert {path.relative_to(project) for path in (project / schema.FOLDER).iterdir()} == set(schema.schemas())


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--format", "xml"],
        ["build"],
        ["build", "x", "--paper", "A5"],
        ["nothing"],
        ["--project", "/nowhere", "check"],
    ],
    ids=["format", "no folder", "paper", "command", "project"],
)
def test_a_wrong_command_gets_a_short_answer(project: Path, arguments: list[str]) -> None:
    result = run(project, *arguments)
    assert result.exit_code == 2 and "Error: " in result.output
