"""The search in further languages, as readers type: with accents and without, in other letters and without spaces."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from commands import copy_project, mkdocs_build
from playwright.sync_api import Browser
from translating import finish, speaks

from .conftest import served, tabs
from .pages import HOME
from .search_box import cards

QUERIES: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_name("further_queries.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("further")
    project = copy_project(folder / "project")
    speaks(project, *QUERIES)
    finish(project, "es")
    built = mkdocs_build(project, folder / "site", PRINT_LEAFLETS="false")
    assert built.returncode == 0, built.stderr
    with served(folder / "site") as address:
        yield address


@pytest.mark.parametrize("tag", QUERIES)
def test_a_symptom_finds_what_to_do(browser: Browser, start: str, tag: str) -> None:
    assert len(QUERIES[tag]) >= 20
    with tabs(browser) as open_tab:
        page = open_tab().page
        page.goto(f"{start}{tag}/{HOME}")
        found = {typed: [card["level"] for card in cards(page, typed)][:1] for typed in QUERIES[tag]}
    assert found == {typed: [level] for typed, level in QUERIES[tag].items()}
