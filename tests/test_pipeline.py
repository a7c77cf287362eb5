"""The whole way, without a site engine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import bless
import pytest
from commands import TODAY
from test_desk import rows

from build_tools import pipeline, setup_check, website
from build_tools.exports import api
from build_tools.guide.leaflet_file import LeafletFile
from build_tools.output import Output
from build_tools.printing.press import Press
from build_tools.problems import ProblemsFound
from build_tools.records.ledger import Ledger, released
from build_tools.website.pages import html

# For search engines and for our own search; tests/test_api.py tells what is there for systems.
BESIDE = ["robots.txt", "sitemap.xml", "assets/built.js", "assets/lunr.js", "search/sample-scan.js", "search/_help.js"]
CARDS = ["sample-scan-card-standard-en.pdf", "sample-scan-card-large-en.pdf"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return bless.miniature(tmp_path)


def codes(root: Path) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        press = Press(root, bless.in_this_process)
        pipeline.build(root, press, lambda message: pytest.fail(f"something was printed: {message}"), TODAY)
    return [problem.code for problem in found.value.problems]


def test_everything_that_a_build_gives_out(project: Path) -> None:
    told: list[str] = []
    output = pipeline.build(project, Press(project, bless.in_this_process), told.append, TODAY, "A4")
    assert [(each.file, each.key.paper) for each in output.leaflets] == [(file, "A4") for file in CARDS]
    assert all(each.data.startswith(b"%PDF-") and each.first_page.startswith(b"\x89PNG") for each in output.leaflets)
    assert output.leaflets[0].sides == 2 and len(told) == 2
    assert [(each.file, each.parts[0].file) for each in output.packs] == [
        (file.replace("card", "pack"), file) for file in CARDS
    ]
    pages = {page.path: html(output.project, page) for page in output.pages}
    assert {"index.md", "sample-scan/overview.md", "desk.md", "c/index.md"} <= set(pages)
    assert {f"c/{each.code}.md" for each in output.leaflets} <= set(pages)
    assert "A4, printed sides: 2" in pages["sample-scan/leaflets.md"]
    assert all(file in pages["desk.md"] for file in (*CARDS, *(pack.file for pack in output.packs)))


def test_the_files_beside_the_pages(project: Path) -> None:
    output = pipeline.build(project, Press(project, bless.in_this_process), lambda message: None, TODAY)
    names = [f"leaflets/{file}" for file in CARDS]
    pictures = [name.replace(".pdf", ".png") for name in names]
    packs = [name.replace("card", "pack") for name in names]
    assert set(pipeline.files(output)) == {
        *names,
        *pictures,
        *packs,
        "sample-scan/pictures/one.svg",
        *BESIDE,
        *api.files(output),
    }
    assert pipeline.files(output)[names[1]] == output.leaflets[1].data
    assert pipeline.files(output)[pictures[1]] == output.leaflets[1].first_page


def test_without_a_press_there_are_the_pages_alone(project: Path) -> None:
    output = pipeline.build(project, None, lambda message: pytest.fail(f"something was printed: {message}"), TODAY)
    assert (output.leaflets, output.packs) == ((), ())
    assert set(pipeline.files(output)) == {"sample-scan/pictures/one.svg", *BESIDE, *api.files(output)}
    assert {f"c/{sheet.current.code}.md" for sheet in output.jobs} <= {page.path for page in output.pages}
    assert [page.path for page in output.pages if ".pdf" in html(output.project, page)] == []


def test_the_desk_tells_what_is_released(project: Path) -> None:
    output = pipeline.build(project, None, lambda message: None, TODAY)
    released_now = released(output.ledger, output.editions[:1], date(2026, 11, 21))
    card, other = (LeafletFile(job.key, job.current.code, 2) for job in output.jobs)
    packs = [LeafletFile(each.key._replace(leaflet="pack"), "", 2, parts=(each,)) for each in (card, other)]
    printed = (card, other, *packs, LeafletFile(card.key._replace(leaflet="pack", paper="A4"), parts=(card, other)))
    told = {file: "Released" in texts for file, (_, texts, _) in rows(_desk(output, released_now, printed[:4])).items()}
    assert told == {card.file: True, other.file: False, packs[0].file: True, packs[1].file: False}
    both = _desk(output, released_now, printed[4:])
    assert "Not released: do not hand out" in both, "one of its leaflets is not released"


def _desk(output: Output, ledger: Ledger, printed: Sequence[LeafletFile]) -> str:
    pages = website.surfaces(output.project, output.guides, printed, ledger, output.editions)
    return next(html(output.project, page) for page in pages if page.path == "desk.md")


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


def test_a_damaged_ledger_is_told_before_anything_is_printed(project: Path) -> None:
    (project / "leaflets/released").mkdir()
    (project / "leaflets/released/2027-01-01-K7M-4PX-12345678.json").write_text("<<<<<<< HEAD\n")
    assert codes(project)
