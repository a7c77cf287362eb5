"""What the whole way from YAML to pages and leaflets gives out, compared with files that somebody has read."""

from __future__ import annotations

import re
from pathlib import Path

import bless
import pytest
from editing import change

KEY_POINTS = "docs/content/sample-scan/topics/key-points.yaml"
PAGE = "sample-scan/{}.html"
CARDS = {f"leaflets/sample-scan-card-{size}-en.html" for size in ("standard", "large")}
EXPECTED = bless.expected()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return bless.miniature(tmp_path)


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return bless.rendered(bless.miniature(tmp_path_factory.mktemp("miniature")))


@pytest.mark.parametrize("file", sorted(EXPECTED))
def test_output_is_as_expected(rendered: dict[str, str], file: str) -> None:
    """Differs on purpose? Look at it, then `python tests/bless.py`."""
    assert rendered.get(file) == EXPECTED[file]


def test_there_is_nothing_else(rendered: dict[str, str]) -> None:
    assert set(rendered) == set(EXPECTED)


def test_bless_twice_is_bless_once(tmp_path: Path) -> None:
    bless.bless(tmp_path / "blessed")
    once = bless.expected(tmp_path / "blessed")
    (tmp_path / "blessed/old.html").write_text("no longer rendered")
    bless.bless(tmp_path / "blessed")
    assert once == bless.expected(tmp_path / "blessed") == EXPECTED


def test_expected_files_name_no_machine() -> None:
    paths = re.compile(r"/(?:home|tmp|root|Users|var|work)/|file:|[A-Z]:\\")
    assert [name for name, text in EXPECTED.items() if paths.search(text)] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "differ"),
    [
        pytest.param(KEY_POINTS, "the inside of your", "your", {PAGE.format("overview"), *CARDS}, id="statement"),
        pytest.param(KEY_POINTS, "scans at most in one", "scans in one", {PAGE.format("overview")}, id="detail"),
        pytest.param(
            "docs/content/sample-scan/topics/results.yaml", "You may know more.", "You may learn more.",
            {PAGE.format("results")}, id="only on the site",
        ),
        pytest.param(
            "docs/content/sample-scan/facts.yaml", "high: 30", "high: 40",
            {PAGE.format("overview"), PAGE.format("plan"), PAGE.format("disagreements"), *CARDS}, id="fact",
        ),
        pytest.param(
            "docs/content/sample-scan/topics/getting-ready.yaml", "blood thinner]", "warfarin, pills]", set(),
            id="what patients type",
        ),
        pytest.param(
            "docs/content/clinic.yaml", "lie_still: {value: 2", "lie_still: {value: 3",
            {PAGE.format("getting-ready"), PAGE.format("plan"), *CARDS}, id="setting of the clinic",
        ),
        pytest.param(
            "leaflets/card.yaml", "What to know, what to do", "What to know and do",
            {PAGE.format("leaflets"), PAGE.format("overview"), PAGE.format("getting-ready")},
            id="purpose of the leaflet",
        ),
        pytest.param(
            "docs/content/sample-scan/procedure.yaml", "Bring this card.", "Take it with you.", {*CARDS},
            id="message of the leaflet",
        ),
        pytest.param(
            "docs/content/sample-scan/procedure.yaml", "Read this first.", "Read it first.",
            {PAGE.format("overview")}, id="message of a page",
        ),
        pytest.param(
            "docs/content/sample-scan/topics/timed-steps.yaml", "It could slip.", "It could fall down.",
            {PAGE.format("getting-ready"), PAGE.format("plan")}, id="reason",
        ),
    ],
)  # fmt: skip
def test_a_change_shows_where_it_stands_and_nowhere_else(
    project: Path, rendered: dict[str, str], file: str, old: str, new: str, differ: set[str]
) -> None:
    change(project, file, old, new)
    changed = bless.rendered(project)
    assert {name for name in rendered if changed[name] != rendered[name]} == differ
