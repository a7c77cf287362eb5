"""What is kept counts only while every program, library and package of fonts is the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import bless
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


CHANGES = {
    "version": ("weasyprint-70.0", "weasyprint-70.1", True),
    "more": ("", "zopfli-1.0", True),
    "fewer": ("pypdfium2-5.0", "", True),
    "spelled with capitals": ("", "Brotli-1.2.1", True),
    "nothing that prints": ("", "requests-2.0", False),
    "a font of another script": ("", "fontpkg_noto_sans_arabic-2.12", True),
    "another of that": ("mkdocs-1.6.1", "mkdocs-1.6.2", False),
}


@pytest.mark.parametrize(("old", "new", "prints"), CHANGES.values(), ids=CHANGES)
def test_another_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, prints: bool) -> None:
    for name in ("weasyprint-70.0", "pypdfium2-5.0", "mkdocs-1.6.1"):
        (tmp_path / f"{name}.dist-info").mkdir()
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    before = now()
    if old:
        (tmp_path / f"{old}.dist-info").rmdir()
    if new:
        (tmp_path / f"{new}.dist-info").mkdir()
    assert (now() != before) == prints


def test_what_prints_is_among_the_packages() -> None:
    for name in ("weasyprint-", "fontpkg_noto_sans-", "uharfbuzz-"):
        assert any(line.startswith(name) for line in versions._packages()), name
    assert sys.version in next(versions._packages())


# What makes the HTML of a leaflet, or reads the program's own data; the HTML is part of what is kept.
BEFORE = {"jinja2", "markupsafe", "pydantic", "pydantic_core", "annotated_types", "typing_inspection"}
BEFORE |= {"typing_extensions", "pyyaml", "markdown_it_py", "mdurl", "phonenumbers", "segno", "patient_leaflets"}
BEFORE |= {"tzdata", "pycparser", "setuptools"}  # of the calendar; run when a package is built
LOADED = """
import sys
from importlib.metadata import packages_distributions
from pathlib import Path
import bless
from build_tools.printing.workers import work
leaflets, packs = bless.orders(Path(sys.argv[1]))
work(packs[0], *(work(job).data for job in packs[0].parts))
brought = packages_distributions()
print(*{name for module in list(sys.modules) for name in brought.get(module.partition(".")[0], [])})
"""


def test_every_package_that_printing_loads_counts(tmp_path: Path) -> None:
    path = os.pathsep.join(map(str, (ROOT, ROOT / "tests")))
    command = [sys.executable, "-c", LOADED, str(bless.miniature(tmp_path))]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=True)
    loaded = {name.replace("-", "_").lower() for name in done.stdout.split()}
    assert "weasyprint" in loaded and loaded - BEFORE <= versions.PACKAGES


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
