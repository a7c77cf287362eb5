"""The report on reading ease: the counts of the rules, the hardest first, in three forms."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import bless
import pytest
from click.testing import CliRunner, Result
from editing import change

from build_tools import pipeline
from build_tools.__main__ import main
from build_tools.checks.measure import measure
from build_tools.content import reader as source
from build_tools.content.model import YamlChanceRow
from build_tools.content.statements import sentences_in
from build_tools.exports.reports import reading
from build_tools.exports.reports.reading import ReadingReport
from build_tools.problems import ProblemsFound

TOPICS = "docs/content/sample-scan/topics"
DAY = date(2026, 11, 21)
FIGURES = """\
figures:
  - what: Two invented pages on sample scans
    grade: 9.5
    up_to: 11
    ease: 40
    sentence_words: 17
    counted: Invented for a test.
    source: Nobody.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return bless.miniature(tmp_path)


def report(project: Path) -> ReadingReport:
    read, unreadable = source.read(project)
    assert not unreadable
    return reading.report(read)


def run(project: Path, *arguments: object) -> Result:
    line = ["--project", str(project), "reading", "--date", DAY.isoformat(), *map(str, arguments)]
    result = CliRunner().invoke(main, line)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def data(project: Path, *arguments: object) -> Any:
    return json.loads(run(project, "--format", "json", *arguments).output)


def test_a_statement_is_told_once_with_its_place_and_all_it_stands_on(project: Path) -> None:
    (row,) = [row for row in report(project).statements if row.words == "It takes 20 to 30 minutes."]
    assert (row.place.path, row.place.line) == (f"{TOPICS}/key-points.yaml", 8)
    assert row.stands_on == ("page overview", "leaflet card")
    assert row.counts == measure(["It takes 20 to 30 minutes."])


def test_every_statement_that_a_reader_meets_is_there_once(project: Path) -> None:
    """At its `say`, or at its `unset` while the clinic has not set the number; and the other frame of a chance."""
    read, _ = source.read(project)
    places = [row.place for row in report(project).statements]
    statements = [each for topic in read.procedures[0].topics.values() for each in sentences_in(topic)]
    for statement in statements:
        assert sum(place in (statement.place("say"), statement.place("unset")) for place in places) == 1
    others = [each.place("otherwise") for each in statements if isinstance(each, YamlChanceRow)]
    assert [places.count(place) for place in others] == [1, 1]
    assert len(places) == len(statements) + len(others) > 30


def test_a_step_stands_on_the_plan_too(project: Path) -> None:
    rows = [row for row in report(project).statements if row.place.path.endswith("timed-steps.yaml")]
    assert rows and any("page plan" in row.stands_on for row in rows)
    assert any("page plan" not in row.stands_on for row in rows), "what is no step is not on the plan"


def test_the_hardest_come_first_and_fragments_last(project: Path) -> None:
    rows = report(project).statements
    scored = [row.counts.grade for row in rows if not row.is_fragment]
    assert scored == sorted(scored, reverse=True)
    assert [row.is_fragment for row in rows] == sorted(row.is_fragment for row in rows)
    assert rows[-1].is_fragment and rows[-1].counts.words < 5
    grades = [row.counts.grade for row in report(project).surfaces]
    assert len(grades) > 4 and grades == sorted(grades, reverse=True)


@pytest.mark.parametrize(
    ("file", "old", "new", "name", "field"),
    [
        ("docs/site.yaml", "grade: 6.5", "grade: 1.0", "page overview", "grade"),
        ("leaflets/card.yaml", "grade: 6.5", "grade: 0.1", "leaflet card", "grade"),
        ("docs/content/style.yaml", "reading_ease: 75", "reading_ease: 120", "leaflet card", "ease"),
        ("docs/content/style.yaml", "mean_sentence_words: 12", "mean_sentence_words: 3", "page overview", "mean"),
        ("docs/content/style.yaml", "\n  sentence_words: 20", "\n  sentence_words: 6", "page overview", "longest"),
    ],
)
def test_a_limit_that_is_not_kept(project: Path, file: str, old: str, new: str, name: str, field: str) -> None:
    """The report is there for those who mend it, so a broken rule does not stop it."""
    before = {row.name: row for row in report(project).surfaces}[name]
    change(project, file, old, new)
    found = report(project)
    after = {row.name: row for row in found.surfaces}[name]
    assert before.is_kept and not after.is_kept
    kept = [each for each in ("grade", "ease", "mean", "longest") if getattr(after, each).is_kept]
    assert field not in kept and len(kept) == 3
    assert not found.surfaces[0].is_kept, "what breaks a limit comes first"
    assert any(line.strip().startswith("NO") for line in run(project).output.splitlines())
    assert "not kept" in run(project, "--format", "html").output


def test_a_statement_with_too_long_a_sentence_comes_first(project: Path) -> None:
    change(project, f"{TOPICS}/get-help.yaml", "Chest pain", "A " * 20 + "pain")
    first, second = report(project).statements[:2]
    assert (first.longest.value, first.longest.limit, first.longest.is_kept) == (21, 20, False)
    assert first.place.path == f"{TOPICS}/get-help.yaml" and second.longest.is_kept


def test_sizes_with_other_words_have_rows_of_their_own(project: Path) -> None:
    change(project, f"{TOPICS}/what-it-is.yaml", "picture: one.svg", "picture: one.svg\n    sizes: [large]")
    found = {row.name: row for row in report(project).surfaces}
    large, standard = found["leaflet card (large)"], found["leaflet card (standard)"]
    assert large.counts.words == standard.counts.words + 5 and "leaflet card" not in found
    (caption,) = [row for row in report(project).statements if row.words == "You lie on your back."]
    assert caption.stands_on == ("page overview", "leaflet card (large)")


def test_the_clinics_own_numbers_are_read(project: Path) -> None:
    words = [row.words for row in report(project).statements if row.place.path.endswith("afterwards.yaml")]
    assert any("2 hours" in each for each in words) and not any("{" in each for each in words)


def test_as_text(project: Path) -> None:
    told = run(project).output
    assert max(map(len, told.splitlines())) <= 120
    assert "2026-11-21" in told and "made for English" in told and "trying the text with readers" in told
    assert "score of a short text says little" in " ".join(told.split())
    count = len(report(project).statements)
    assert f"20 of {count} statements" in told and told.count(f"{TOPICS}/") == 20
    assert run(project, "--all").output.count(f"{TOPICS}/") == count > 20


def test_figures_of_other_texts(project: Path) -> None:
    assert data(project)["other_texts"] == []
    (project / "docs/content/sample-scan/reading.yaml").write_text(FIGURES)
    (figure,) = data(project)["other_texts"]
    assert (figure["procedure"], figure["grade"], figure["up_to"]) == ("sample-scan", 9.5, 11)
    text, html = run(project).output, run(project, "--format", "html").output
    assert "grade 9.5 to 11, ease 40, 17 words in a sentence: Two invented pages" in text
    assert ">9.5 to 11</td>" in html and "Invented for a test. Nobody." in html


def test_a_mistake_in_the_figures_is_told_by_check_too(project: Path) -> None:
    (project / "docs/content/sample-scan/reading.yaml").write_text(FIGURES.replace("grade: 9.5", "grade: easy"))
    with pytest.raises(ProblemsFound) as found:
        pipeline.whole_source(project)[:2]
    assert [problem.code for problem in found.value.problems] == ["wrong-type"]
    told = run(project)
    assert told.exit_code == 1 and "reading.yaml:3:12: wrong-type" in told.output


def test_as_json(project: Path) -> None:
    found = data(project)
    card = next(row for row in found["surfaces"] if row["name"] == "leaflet card")
    row = next(row for row in report(project).surfaces if row.name == "leaflet card")
    assert (card["path"], card["words"]) == ("leaflets/card.yaml", row.counts.words)
    assert card["grade"] == {"value": round(row.counts.grade, 2), "limit": 6.5, "kept": True}
    assert len(found["statements"]) == len(report(project).statements)
    assert found["date"] == "2026-11-21"


def test_as_html(project: Path) -> None:
    """One file that asks for nothing, whatever stands in the content."""
    change(project, "docs/content/clinic.yaml", "name: Miniature Clinic", 'name: "<script>go()</script> & Sons"')
    page = run(project, "--format", "html").output
    assert "&lt;script&gt;go()&lt;/script&gt; &amp; Sons" in page and "<script" not in page
    assert not re.search(r"\b(?:src|href|action|style)=|url\(|@import|https?:", page)
    assert "default-src 'none'; style-src 'unsafe-inline'" in page
    for row in report(project).statements:
        assert f"{row.place.path}:{row.place.line}" in page
    assert "prefers-color-scheme: dark" in page and "@media print" in page


def test_into_a_file(project: Path, tmp_path: Path) -> None:
    file = tmp_path / "new/reading.html"
    assert run(project, "--format", "html", "--out", file).output == f"{file} written\n"
    assert file.read_text("utf-8") == run(project, "--format", "html").output
    (tmp_path / "taken").mkdir()
    assert run(project, "--out", tmp_path / "taken").exit_code == 2
    assert "cannot write" in run(project, "--out", file / "below").output


def test_one_procedure(tmp_path: Path) -> None:
    project = bless.two_procedures(tmp_path)
    assert {row["procedure"] for row in data(project)["surfaces"]} == {"other-scan", "sample-scan"}
    told = run(project).output
    assert "other-scan: page overview" in told and "sample-scan: leaflet card" in told
    only = data(project, "--procedure", "other-scan")["statements"]
    assert {row["procedure"] for row in only} == {"other-scan"}
    unknown = run(project, "--procedure", "c")
    assert unknown.exit_code == 2 and "there is no procedure c; there is: other-scan, sample-scan" in unknown.output


def test_a_file_that_cannot_be_read(project: Path) -> None:
    (project / TOPICS / "key-points.yaml").write_text("\ttitle: x")
    told = run(project)
    assert told.exit_code == 1 and f"{TOPICS}/key-points.yaml:1:1: tab" in told.output


def test_same_input_same_bytes(project: Path) -> None:
    for form in ("text", "html", "json"):
        assert run(project, "--format", form).output == run(project, "--format", form).output


def test_what_is_very_easy_is_marked_and_kept(project: Path) -> None:
    hard = "Altogether, everything necessary usually occupies approximately {scan_time}, including preparation."
    change(project, f"{TOPICS}/key-points.yaml", "It takes {scan_time}.", hard)
    rows = {row.name: row for row in report(project).surfaces}
    easy, other = rows["page get-help"], rows["page overview"]
    assert easy.is_clipped and easy.is_kept and not other.is_clipped
    assert any(line.strip().startswith("yes, clipped") for line in run(project).output.splitlines())
