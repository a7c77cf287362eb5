"""`leaflets new`: the whole folder of a procedure that builds, or one clear line and nothing."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import bless
import pytest
from commands import TODAY, digests, with_looks
from signing import run

from build_tools import checks, pipeline
from build_tools.checks.gaps import gaps
from build_tools.content import reader as source

CONTENT = "docs/content"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return with_looks(bless.miniature(tmp_path))


def test_it_builds_at_once_and_check_lists_what_is_to_be_written(project: Path) -> None:
    before = digests(project)
    made = run(project, "new", "hip-scan", "--date", "2026-11-21")
    assert made.exit_code == 0, made.output
    assert made.output.startswith(f"{project}/{CONTENT}/hip-scan: 15 files.")
    after = digests(project)
    assert {path for path in after if path not in before} == {
        path.relative_to(project).as_posix() for path in (project / CONTENT / "hip-scan").rglob("*.yaml")
    }
    assert {path: after[path] for path in before} == before
    read, unreadable = source.read(project)
    assert (unreadable, checks.run(read)) == ((), ())
    output = pipeline.build(project, None, print, TODAY)
    pages = {page.path for page in output.pages if page.path.startswith("hip-scan/")}
    assert pages == {f"hip-scan/{page.id}.md" for page in read.site.pages} | {"hip-scan/index.md"}
    told = json.loads(run(project, "check", "--format", "json").output)
    assert len(told) == len(list(gaps(read))) == 11 and {each["code"] for each in told} == {"not-written"}
    assert all(each["path"].startswith(f"{CONTENT}/hip-scan/") and each["hint"] for each in told)
    assert run(project, "sections").output.count("(not written yet)") == 6


def test_the_same_day_gives_the_same_files(project: Path) -> None:
    for id in ("hip-scan", "leg-scan"):
        assert run(project, "new", id, "--title", f"Scan of {id}", "--date", "2026-11-21").exit_code == 0
    one, other = (digests(project / CONTENT / id) for id in ("hip-scan", "leg-scan"))
    assert {path for path in one if one[path] != other[path]} == {"procedure.yaml"}


def test_the_title_is_the_user_s_or_comes_from_the_id(project: Path) -> None:
    run(project, "new", "hip-scan")
    run(project, "new", "leg-scan", "--title", "MRI of the leg")
    infos = [each.info for each in source.read(project)[0].procedures]
    assert [(info.title, info.name) for info in infos if info.title != "Sample scan"] == [
        ("Hip scan", "hip scan"), ("MRI of the leg", "MRI of the leg"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("id", "told"),
    [
        ("Hip scan", "cannot be the name of a folder"),
        ("hip_scan", "cannot be the name of a folder"),
        ("../hip-scan", "cannot be the name of a folder"),
        ("", "cannot be the name of a folder"),
        ("hip--scan", "cannot be the name of a folder"),
        ("h" * 200, "cannot be the name of a folder"),
        *[(id, "is a folder of the site itself") for id in ("assets", "search", "leaflets", "clinic", "tiles", "api")],
        *[(id, "is a folder of the site itself") for id in ("c", "desk", "locale", "templates")],
        ("es", "too short"),
        ("sample-scan", "is there already"),
    ],
)
def test_an_id_that_cannot_be(project: Path, id: str, told: str) -> None:
    before = digests(project)
    made = run(project, "new", "--", id)
    assert made.exit_code == 1 and told in made.output and len(made.output.splitlines()) == 1
    assert digests(project) == before


@pytest.mark.parametrize("there", ["file", "empty folder", "link to nowhere"])
def test_nothing_is_overwritten(project: Path, there: str) -> None:
    place = project / CONTENT / "hip-scan"
    if there == "file":
        place.write_text("mine")
    elif there == "empty folder":
        place.mkdir()
    else:
        place.symlink_to(project / "nowhere")
    made = run(project, "new", "hip-scan")
    assert made.exit_code == 1 and "is there already" in made.output
    assert list(place.parent.glob(".new-*")) == [] and not (project / "nowhere").exists()
    assert place.is_symlink() or place.is_file() or list(place.iterdir()) == []


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("", "the title is empty"),
        ("Hip\nscan", "cannot be printed"),
        ("Hip <b>scan</b>", "html-in-text"),
        ("Hip {scan}", "unknown-fact"),
        ("Hip scan in 3 steps", "typed-number"),
        ("A New Scan Of The Hip", "heading-case"),
        ("sample scan", "same-description"),
        ("Sample scan", "same-description"),
    ],
)
def test_a_title_that_would_be_a_problem(project: Path, title: str, told: str) -> None:
    before = digests(project)
    made = run(project, "new", "hip-scan", "--title", title)
    assert made.exit_code == 1 and told in made.output and ".new-" not in made.output
    assert digests(project) == before and list((project / CONTENT).glob(".*")) == []


def test_files_that_it_needs_and_that_cannot_be_read(project: Path) -> None:
    (project / "docs/site.yaml").write_text("\tx")
    made = run(project, "new", "hip-scan")
    assert made.exit_code == 1 and "docs/site.yaml:1:1: tab" in made.output
    assert not (project / CONTENT / "hip-scan").exists()


def test_problems_that_were_there_before_do_not_matter(project: Path) -> None:
    (project / CONTENT / "sample-scan/topics/results.yaml").write_text("\tx")
    made = run(project, "new", "hip-scan")
    assert made.exit_code == 0, made.output


def test_a_folder_that_cannot_be_written(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "rename", full)
    made = run(project, "new", "hip-scan")
    assert made.exit_code == 1 and made.output.endswith("cannot write: No space left on device\n")
    assert list((project / CONTENT).glob(".*")) == [] and not (project / CONTENT / "hip-scan").exists()


# --- names that the site needs for itself ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["assets", "search", "leaflets", "templates", "es"])
def test_a_folder_made_by_hand_gets_the_same_answer(project: Path, name: str) -> None:
    shutil.copytree(project / CONTENT / "sample-scan", project / CONTENT / name)
    _, problems = source.read(project)
    assert [(each.place.path, each.code) for each in problems] == [(f"{CONTENT}/{name}", "bad-name")]


def _folders(site: Path) -> Iterator[str]:
    yield from (path.name for path in site.iterdir() if path.is_dir())


def test_every_folder_of_the_built_site_is_kept_from_procedures(built_site: Path) -> None:
    read, _ = source.read(bless.ROOT)
    others = set(_folders(built_site)) - {procedure.id for procedure in read.procedures}
    assert "assets" in others and all(source.taken(bless.ROOT, name) for name in others)
