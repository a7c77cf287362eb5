"""The same source gives the same bytes, wherever, whenever and by whom it is built."""

from __future__ import annotations

from pathlib import Path

from commands import LANGUAGES, copy_project, digests, mkdocs_build


def test_two_builds_are_the_same_to_the_byte(tmp_path: Path, built_site: Path) -> None:
    """The second prints all anew, and differs in all that must not matter: folder, hash seed, time zone, language."""
    project, site = copy_project(tmp_path / "project", LANGUAGES), tmp_path / "elsewhere/site"
    build = mkdocs_build(project, site, PYTHONHASHSEED="4711", TZ="Asia/Tokyo", LC_ALL="C.UTF-8", LANGUAGE="de")
    assert build.returncode == 0, build.stderr
    first, second = digests(built_site), digests(site)
    assert set(first) == set(second)
    assert [file for file in first if first[file] != second[file]] == []
