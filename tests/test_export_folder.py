"""Where the plain pages are written: whole or not at all, and never over something else."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import bless
import pytest
from click.testing import CliRunner, Result
from commands import ROOT

from build_tools.__main__ import main
from build_tools.exports.plain.folder import LIST, listed, objection, write

FILES = {"mkdocs.yml": b"new", "docs/index.md": b"# New"}
OLD = {"mkdocs.yml": b"old", "docs/index.md": b"# Old", "docs/gone.md": b"# Gone"}


def exported_to(folder: Path, project: Path = ROOT) -> Result:
    result = CliRunner().invoke(main, ["--project", str(project), "export", "--markdown", str(folder)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """An older export."""
    write(tmp_path / "old", listed(OLD))
    return tmp_path / "old"


def read(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_older_export_is_replaced_whole(old: Path, tmp_path: Path) -> None:
    (old / ".git").mkdir()
    (old / ".git/history").write_text("kept")
    (old / "site").mkdir()
    (old / "site/index.html").write_text("built from it")
    assert objection(old, ROOT) is None
    write(old, listed(FILES))
    assert read(old) == {**listed(FILES), ".git/history": b"kept"}
    assert [entry.name for entry in tmp_path.iterdir()] == ["old"]


SPOILED: dict[str, tuple[Callable[[Path], object], str]] = {
    "another file": (lambda old: (old / "notes.txt").write_text("mine"), "notes.txt"),
    "another file inside": (lambda old: (old / "docs/mine.md").write_text("mine"), "docs/mine.md"),
    "a page changed by hand": (lambda old: (old / "docs/index.md").write_text("# Mine"), "docs/index.md"),
    "a link in the place of a page": (lambda old: _linked(old / "docs/index.md"), "docs/index.md"),
    "a link in the place of the site": (lambda old: (old / "site").symlink_to("/"), "site"),
    "a file named site": (lambda old: (old / "site").write_text("mine"), "site"),
    "no list": (lambda old: (old / LIST).unlink(), "docs"),
    "a broken list": (lambda old: (old / LIST).write_text("[{"), "docs"),
    "another's list": (lambda old: (old / LIST).write_text('{"sha256": {}}'), "docs"),
    "a list of nothing": (lambda old: (old / LIST).write_text("7"), "docs"),
}


def _linked(path: Path) -> None:
    path.rename(path.parents[2] / "away")
    path.symlink_to(path.parents[2] / "away")


@pytest.mark.parametrize(("spoil", "named"), SPOILED.values(), ids=SPOILED)
def test_anything_else_stays(old: Path, spoil: Callable[[Path], object], named: str) -> None:
    spoil(old)
    before = read(old)
    result = exported_to(old)
    assert result.exit_code == 1
    assert len(result.output.splitlines()) == 1
    assert result.output.startswith(f"{old}: `{named}") and "name another folder" in result.output
    assert read(old) == before


def test_folders_in_which_nothing_is_lost(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "history").mkdir()
    (tmp_path / "history/.gitignore").write_text("site")
    assert [objection(tmp_path / name, ROOT) for name in ("empty", "history", "none", "not/yet")] == [None] * 4


@pytest.mark.parametrize("folder", ["docs", "docs/content/plain", "leaflets/plain", "tests"])
def test_the_source_is_no_place(folder: str) -> None:
    assert "inside the source" in str(objection(ROOT / folder, ROOT))


def test_a_link_to_itself_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    result = exported_to(tmp_path / "loop/x")
    assert result.exit_code in (1, 2) and "Traceback" not in result.output


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    result = exported_to(tmp_path / "file")
    assert (result.exit_code, len(result.output.splitlines())) == (2, 4)  # click says so itself
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    assert "not a folder" in str(objection(tmp_path / "nowhere", ROOT))


def test_all_or_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writing = Path.write_bytes

    def fails(path: Path, data: bytes) -> int:
        if path.name == "index.md":
            raise OSError(28, os.strerror(28), str(path))
        return writing(path, data)

    monkeypatch.setattr(Path, "write_bytes", fails)
    with pytest.raises(OSError, match="No space left"):
        write(old, listed(FILES))
    assert read(old) == listed(OLD)
    assert [entry.name for entry in old.parent.iterdir()] == ["old"]


def test_problems_in_the_source_write_nothing(tmp_path: Path) -> None:
    project = bless.miniature(tmp_path)
    (project / "docs/site.yaml").write_text("")
    result = exported_to(tmp_path / "out", project)
    assert result.exit_code == 1 and "docs/site.yaml:1:1: empty-file" in result.output
    assert not (tmp_path / "out").exists()
