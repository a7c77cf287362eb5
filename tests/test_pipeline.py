"""The whole way, without a site engine."""

from __future__ import annotations

from pathlib import Path

import bless
import pytest

from build_tools import pipeline, setup_check
from build_tools.press import Press
from build_tools.problems import ProblemsFound


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return bless.miniature(tmp_path)


def codes(root: Path) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        pipeline.build(root, Press(), lambda message: pytest.fail(f"something was printed: {message}"))
    return [problem.code for problem in found.value.problems]


def test_an_edition(project: Path) -> None:
    told: list[str] = []
    edition = pipeline.build(project, Press(), told.append, "A4")
    (card,) = edition.leaflets
    assert (card.file, card.paper, card.sides) == ("sample-scan-card.pdf", "A4", 2)
    assert card.data.startswith(b"%PDF-") and len(told) == 1
    assert edition.home.path == "index.md"
    assert edition.pages["sample-scan"][0].path == "sample-scan/overview.md"
    assert "PDF, A4, printed sides: 2" in "".join(page.text for page in edition.pages["sample-scan"])


def test_problems_of_reading_of_rules_and_of_the_locale_come_together(project: Path) -> None:
    clinic = project / "docs/content/clinic.yaml"
    clinic.write_text(clinic.read_text().replace("en_US", "qq_QQ"))
    (project / "docs/content/glossary.yaml").write_text("")
    topic = project / "docs/content/sample-scan/topics/get-help.yaml"
    topic.write_text(topic.read_text().replace("Chest pain", "<b>Chest pain"))
    assert codes(project) == ["unknown-locale", "empty-file", "html-in-text"]


def test_what_the_system_lacks_is_told_before_anything_is_printed(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup_check, "problems", lambda: ["Pango is missing.", "A font is missing."])
    assert codes(project) == ["not-set-up", "not-set-up"]
