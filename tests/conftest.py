"""What several tests share: the real project, built once, and copies of it to spoil."""

from __future__ import annotations

import fcntl
import gc
import os
from pathlib import Path

import pytest
from commands import ROOT, copy_project, hand_over_leaflets, mkdocs_build

FIRST = {"test_settings_on_paper", "test_press", "test_workers"}


def pytest_configure(config: pytest.Config) -> None:
    """Workers take modules in the order of collection: what takes long, such as the browser, comes first.

    By the number of tests in a module, as pytest-xdist would order them, a few long tests come last, and one worker
    ends minutes before the other.
    """
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


@pytest.hookimpl(tryfirst=True)  # before cases are picked by their marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """First of all what needs no site, so that no worker need wait while another one builds it.

    And what copies its own process: copies of one that has run for long, and grown, take several times as long.
    """
    items.sort(key=lambda item: item.path.stem not in FIRST)
    for item in items:
        if any(mark.args[0](item.callspec.params) for mark in item.iter_markers("large_where")):  # type: ignore[attr-defined]
            item.add_marker("large")


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real project, as `mkdocs build` makes it: once, also when several workers run tests."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # that of the whole run
    site, done = folder / "built-site", folder / "built-site-done"
    with (folder / "built-site-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            built = mkdocs_build(ROOT, site)
            assert built.returncode == 0, built.stderr
            done.touch()
    return site


@pytest.fixture
def project_copy(tmp_path: Path) -> Path:
    """A copy of the real project, without its site, to change at will."""
    return copy_project(tmp_path / "project")


@pytest.fixture
def printed_project(built_site: Path, project_copy: Path) -> Path:
    """The same with its leaflets printed already, for tests that are not about printing."""
    hand_over_leaflets(project_copy)
    return project_copy


def pytest_collection_finish() -> None:
    """What was collected stays to the end: exclude it from garbage collection."""
    gc.collect()
    gc.freeze()
