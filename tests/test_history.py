"""Records that Git knows and that are gone: told, whoever took them away and however; with the real Git."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import bless
import pytest
from signing import CONTENT, DURING, WHO, list_signers, run, sign, state

from build_tools.records import version_control
from build_tools.records.registers import read_register

FOLDER = f"{CONTENT}/sign-offs"
NAMES = {"GIT_AUTHOR_NAME": "Ada Example", "GIT_AUTHOR_EMAIL": "ada@example.org"}


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Git knows nothing of who runs the tests."""
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_COMMITTER_NAME": "x"}
    for name, value in {**NAMES, **alone, "GIT_COMMITTER_EMAIL": "x@example.org"}.items():
        monkeypatch.setenv(name, value)


def git(project: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", project, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, f"git {' '.join(arguments)}: {done.stdout}{done.stderr}"
    return done.stdout


def commit(project: Path) -> None:
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--allow-empty", "-m", "All")


def withdraw(project: Path) -> None:
    asked = ("withdraw", "sample-scan", *WHO, "--yes", "--date", DURING, "--reason", "The dose is wrong.")
    assert run(project, *asked).exit_code == 0


@pytest.fixture(scope="module")
def withdrawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Signed and withdrawn; nothing is committed yet."""
    project = list_signers(bless.miniature(tmp_path_factory.mktemp("history")))
    sign(project)
    withdraw(project)
    return project


@pytest.fixture
def project(withdrawn: Path, tmp_path: Path) -> Path:
    """The same below the top of a repository, and committed."""
    top = tmp_path / "repository"
    project = Path(shutil.copytree(withdrawn, top / "guides"))
    git(top, "init", "--quiet", "--initial-branch=main")
    commit(project)
    return project


def withdrawal(project: Path) -> Path:
    (entry,) = read_register(project, "sample-scan").withdrawals("en")
    return project / FOLDER / entry.file_name


def test_what_is_whole_is_no_problem(project: Path) -> None:
    assert run(project, "check").output == "no problems found\n"
    assert version_control.lost(project, [FOLDER]) == {}


def by_hand(project: Path) -> None:
    withdrawal(project).unlink()


def the_folder(project: Path) -> None:
    shutil.rmtree(project / FOLDER)


def in_the_index(project: Path) -> None:
    git(project, "rm", "--quiet", str(withdrawal(project)))


def in_a_commit(project: Path) -> None:
    by_hand(project)
    commit(project)


def in_a_commit_long_ago(project: Path) -> None:
    in_a_commit(project)
    for _ in range(3):
        commit(project)


def renamed(project: Path) -> None:
    git(project, "mv", str(withdrawal(project)), str(project / "docs/withdrawal.json"))
    commit(project)


def by_a_merge(project: Path) -> None:
    """`git merge -s ours`: the other branch counts as merged, and nothing of it is there."""
    git(project, "branch", "other")
    git(project, "checkout", "--quiet", "-b", "before", "HEAD")
    file = withdrawal(project)
    git(project, "checkout", "--quiet", "--orphan", "new")
    file.unlink()
    commit(project)
    git(project, "merge", "--quiet", "--allow-unrelated-histories", "-s", "ours", "--no-edit", "other")


GONE: list[Callable[[Path], None]] = [
    by_hand, the_folder, in_the_index, in_a_commit, in_a_commit_long_ago, renamed, by_a_merge
]  # fmt: skip


@pytest.mark.parametrize("take_away", GONE)
def test_a_deleted_withdrawal_is_told(project: Path, take_away: Callable[[Path], None]) -> None:
    """It must not make words good again in silence."""
    name = withdrawal(project).name
    take_away(project)
    for command in (("check",), ("status",), ("changes",)):
        result = run(project, *command)
        told = f"{FOLDER}/{name}:1:1: sealed-missing this sign-off stands in the history of Git, and is not here"
        assert result.exit_code == 1 and told in result.output
    refused = run(project, "sign-off", "sample-scan", *WHO, "--yes", "--date", DURING)
    assert refused.exit_code == 1 and "sealed-missing" in refused.output


@pytest.mark.parametrize("take_away", [by_hand, in_a_commit, in_a_commit_long_ago])
def test_the_message_says_how_to_get_it_back(project: Path, take_away: Callable[[Path], None]) -> None:
    take_away(project)
    (line,) = [line for line in run(project, "check").output.splitlines() if "git checkout" in line]
    commands = [part.partition("git checkout ")[2] for part in line.split(";") if "git checkout" in part]
    subprocess.run(f"git checkout {commands[0]} || git checkout {commands[1]}", cwd=project, shell=True, check=True)
    assert run(project, "check").output == "no problems found\n" and state(project).state == "withdrawn"


def test_an_older_copy_of_the_folder(project: Path, tmp_path: Path) -> None:
    shutil.copytree(project / FOLDER, tmp_path / "older")
    sign(project, on=DURING)
    commit(project)
    shutil.rmtree(project / FOLDER)
    shutil.copytree(tmp_path / "older", project / FOLDER)
    assert "sealed-missing this sign-off stands in the history" in run(project, "check").output


def test_a_deleted_release(project: Path) -> None:
    assert run(project, "release", "--draft", "--date", DURING).exit_code == 0
    commit(project)
    shutil.rmtree(project / "leaflets/released")
    assert run(project, "check").output.count("sealed-missing this release stands in the history of Git") == 2


def test_other_files_may_go(project: Path) -> None:
    (project / FOLDER / "notes.txt").write_text("x")
    (project / FOLDER / "2027-01-01-en-00000000.json").write_text("{}")
    commit(project)
    (project / FOLDER / "notes.txt").unlink()
    (project / FOLDER / "2027-01-01-en-00000000.json").unlink()
    assert run(project, "check").output == "no problems found\n"


def test_a_procedure_may_go(project: Path) -> None:
    shutil.copytree(project / CONTENT, project / "docs/content/other-scan")
    commit(project)
    shutil.rmtree(project / "docs/content/other-scan")
    commit(project)
    assert run(project, "check").output == "no problems found\n"


def no_repository(project: Path) -> None:
    shutil.rmtree(project.parent / ".git")


def no_commit(project: Path) -> None:
    no_repository(project)
    git(project.parent, "init", "--quiet")


def no_git(project: Path) -> None:
    os.environ["PATH"] = ""


@pytest.mark.parametrize("change", [no_repository, no_commit, no_git])
def test_without_git_nothing_is_known(
    project: Path, change: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", os.environ["PATH"])
    change(project)
    shutil.rmtree(project / FOLDER)
    assert run(project, "check").output == "no problems found\n"


def test_a_hook_of_another_repository_changes_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    by_hand(project)
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    assert "sealed-missing" in run(project, "check").output


# --- the author ------------------------------------------------------------------------------------------------------


def test_the_author_that_git_names_is_kept(project: Path) -> None:
    sign(project, on=DURING)
    assert [entry.author for entry in read_register(project, "sample-scan").entries] == [
        None, None, "Ada Example <ada@example.org>"
    ]  # fmt: skip
    told = run(project, "status", "--date", DURING).output
    assert "entered, as Git says, by:\n  Nobody Real (invented): Ada Example <ada@example.org>" in told
    withdraw(project)
    assert read_register(project, "sample-scan").entries[-1].author == "Ada Example <ada@example.org>"


def test_there_need_not_be_an_author(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GIT_AUTHOR_NAME")
    monkeypatch.delenv("GIT_AUTHOR_EMAIL")
    git(project, "config", "user.useConfigOnly", "true")
    sign(project, on=DURING)
    assert read_register(project, "sample-scan").entries[-1].author is None
