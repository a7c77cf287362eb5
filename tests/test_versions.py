"""What is kept counts only while every program, library and package of fonts is the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import ROOT

from build_tools.printing import versions


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    versions.digest.cache_clear()
    yield
    versions.digest.cache_clear()


def now() -> str:
    versions.digest.cache_clear()
    return versions.digest()


def test_it_is_the_same_as_long_as_nothing_changes() -> None:
    assert now() == now()
    assert len(now()) == 64 and set(now()) <= set("0123456789abcdef")


def test_another_process_has_the_same() -> None:
    command = [sys.executable, "-c", "from build_tools.printing import versions; print(versions.digest())"]
    done = subprocess.run(command, cwd="/", env=surroundings(ROOT), capture_output=True, text=True)
    assert done.stdout.strip() == now(), done.stderr


def surroundings(root: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(root), "PYTHONHASHSEED": "4711"}


@pytest.mark.parametrize("change", ["version", "more", "fewer"])
def test_another_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    for name in ("weasyprint-70.0", "pypdfium2-5.0"):
        (tmp_path / f"{name}.dist-info").mkdir()
    monkeypatch.setattr(sysconfig, "get_path", lambda _: str(tmp_path))
    before = now()
    if change == "version":
        (tmp_path / "weasyprint-70.0.dist-info").rename(tmp_path / "weasyprint-70.1.dist-info")
    elif change == "more":
        (tmp_path / "zopfli-1.0.dist-info").mkdir()
    else:
        (tmp_path / "pypdfium2-5.0.dist-info").rmdir()
    assert now() != before


def test_what_prints_is_among_the_packages() -> None:
    for name in ("weasyprint-", "fontpkg_noto_sans-", "uharfbuzz-"):
        assert any(line.startswith(name) for line in versions._packages()), name
    assert sys.version in next(versions._packages())


def test_another_library(monkeypatch: pytest.MonkeyPatch) -> None:
    before = now()
    assert len(list(versions._libraries())) == 2
    monkeypatch.setattr(versions, "library", lambda _: None)
    assert now() != before


@pytest.mark.parametrize("module", ["printing/leaflet.py", "preflight/words.py", "printing/pdf/tags.py", "new.py"])
def test_a_change_of_our_own_program(tmp_path: Path, module: str) -> None:
    shutil.copytree(ROOT / "build_tools", tmp_path / "build_tools", ignore=shutil.ignore_patterns("__pycache__"))
    before = _digest_in(tmp_path)
    with (tmp_path / "build_tools" / module).open("a") as file:
        file.write("# another program\n")
    assert _digest_in(tmp_path) != before


def _digest_in(root: Path) -> str:
    command = [
        sys.executable,
        "-c",
        "from build_tools.printing import versions; print(versions.digest(), versions.__file__)",
    ]
    done = subprocess.run(command, cwd=root, env=surroundings(root), capture_output=True, text=True, check=True)
    digest, file = done.stdout.split()
    assert Path(file).is_relative_to(root)
    return digest
