"""What may be published: `mkdocs build` marks what is not signed or overdue, and strict mode refuses it."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from click.testing import Result
from commands import run as run_module
from editing import change
from signing import CONTENT, run, sign
from test_site_folder import whole_project
from translating import translate_all

from build_tools import pipeline
from build_tools.records.ledger import Release

READY = f"{CONTENT}/topics/getting-ready.yaml"
EARLY, LATE = "2027-01-15", "2028-03-07"  # the second after the day of review


@pytest.fixture(scope="module")
def unsigned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return whole_project(tmp_path_factory.mktemp("strict"))


@pytest.fixture
def project(unsigned: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(unsigned, tmp_path / "project"))


def build(project: Path, *arguments: str, when: str = EARLY, **more: str) -> CompletedProcess[str]:
    surroundings = {"PRINT_LEAFLETS": "false", "LEAFLETS_DATE": when, **more}
    return run_module("mkdocs", "build", *arguments, cwd=project, **surroundings)


def page(project: Path) -> str:
    return (project / "site/sample-scan/plan.html").read_text("utf-8")


def test_a_draft_is_built_and_says_so_but_not_in_strict_mode(project: Path) -> None:
    refused = build(project, "--strict")
    assert refused.returncode == 1 and not (project / "site").exists()
    assert f"{CONTENT}/procedure.yaml:1:1: not-signed" in refused.stderr and "Traceback" not in refused.stderr
    built = build(project)
    assert built.returncode == 0 and "not-signed" in built.stderr
    assert "Draft: not yet approved by a clinician." in page(project)
    change(project, "mkdocs.yml", "  - leaflets:\n", "  - leaflets:\n      draft: allowed\n")
    assert build(project, "--strict").returncode == 0


def test_signed_content_is_published_until_it_changes_or_is_overdue(project: Path) -> None:
    sign(project)
    assert build(project, "--strict").returncode == 0
    good = page(project)
    assert "Approved by Nobody Real (invented), Test reader, on January 10, 2027." in good and "Draft" not in good
    late = build(project, "--strict", when=LATE)
    assert late.returncode == 1 and "sign-off-ended" in late.stderr
    assert "docs/content/clinic.yaml:16:75: overdue the review of `lie_still`" in late.stderr
    change(project, READY, "Take off your rings.", "Take off your coat.")
    changed = build(project, "--strict")
    assert changed.returncode == 1 and f"{READY}:15:14: changed-since-signed" in changed.stderr
    assert page(project) == good  # the last good site stays


def test_overdue_pages_are_marked_also_without_a_script(project: Path) -> None:
    assert build(project).returncode == 0
    assert page(project).count('class="review-due"') == page(project).count("data-review") == 2
    late = build(project, when=LATE)
    assert late.returncode == 0 and "overdue" in late.stderr
    assert page(project).count('class="review-due"') == 2 and "data-review" not in page(project)


def test_what_is_due_soon_is_told_and_stops_nothing(project: Path) -> None:
    sign(project)
    soon = build(project, "--strict", when="2027-09-03")
    assert soon.returncode == 0 and "due-soon the review of `sample-scan` is due on 2027-11-01" in soon.stderr


def test_a_warning_of_mkdocs_stops_the_build_in_any_mode(project: Path) -> None:
    assert build(project).returncode == 0
    good = page(project)
    change(project, READY, "Go to the front desk.", "Go to our desk.")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("extra_css: [assets/nowhere.css]\n")
    broken = build(project)
    assert broken.returncode == 1 and "the old site stays" in broken.stderr and page(project) == good


def test_a_day_that_is_none(project: Path) -> None:
    wrong = build(project, when="tomorrow")
    assert wrong.returncode == 1 and "bad-day LEAFLETS_DATE is `tomorrow`" in wrong.stderr


def test_what_makes_builds_reproducible_is_no_day(project: Path) -> None:
    """A build system that sets it must not silence what is overdue; another day than today is told."""
    late = run_module("mkdocs", "build", cwd=project, PRINT_LEAFLETS="false", LEAFLETS_DATE=LATE, SOURCE_DATE_EPOCH="0")
    assert late.returncode == 0 and "overdue" in late.stderr
    assert f"counted for {LATE}, as LEAFLETS_DATE says" in late.stderr


def test_drafts_are_released_only_when_somebody_says_so(project: Path) -> None:
    refused = run(project, "release", "--date", "2027-01-15")
    assert refused.exit_code == 1 and "not-signed" in refused.output and not (project / "leaflets/released").exists()
    assert run(project, "release", "--draft", "--date", "2027-01-10").exit_code == 0
    sign(project)
    assert run(project, "release", "--date", "2027-01-15").exit_code == 0
    overdue = run(project, "release", "--draft", "--date", "2028-03-01")
    assert overdue.exit_code == 1 and "overdue" in overdue.output


TRANSLATION = "docs/content/locale/es/language.yaml"


@pytest.fixture
def spanish(project: Path) -> Path:
    """English that is signed, and Spanish that is translated and checked."""
    change(project, "docs/content/clinic.yaml", "locale: en_US", "locale: en_US\nlanguages: [en, es]")
    translate_all(project, "es")
    (project / TRANSLATION).write_text("checked_by: Nobody Real (invented)\n", "utf-8")
    sign(project)
    return project


def released(project: Path, *arguments: str) -> Result:
    return run(project, "release", "--date", EARLY, *arguments)


def test_a_translation_that_is_not_signed_does_not_stop_the_english(spanish: Path) -> None:
    """It stays away, and is told."""
    built, result = build(spanish, "--strict"), released(spanish)
    assert built.returncode == 0 and "into es is not signed, and does not go out" in built.stderr, built.stderr
    assert page(spanish) and not (spanish / "site/es").exists()
    assert result.exit_code == 0 and "not-signed" in result.output
    assert not list((spanish / "leaflets/released").glob("*-es-*"))
    assert build(spanish).returncode == 0
    assert "Draft: not yet approved by a clinician." in (spanish / "site/es/sample-scan/plan.html").read_text("utf-8")


def test_a_signed_translation_goes_out_too(spanish: Path) -> None:
    sign(spanish, "--locale", "es_US")
    assert build(spanish, "--strict").returncode == 0 and released(spanish).exit_code == 0
    assert (spanish / "site/es/sample-scan/plan.html").exists()
    assert {entry.language for entry in ledger(spanish)} == {"en", "es"}


def test_what_a_clinic_must_have_stops_strict_mode_and_release(spanish: Path) -> None:
    change(spanish, "docs/content/clinic.yaml", "languages: [en, es]", "languages: [en, es]\nmust_have: {es: [card]}")
    refused, result = build(spanish, "--strict"), released(spanish)
    assert refused.returncode == 1 and "docs/content/clinic.yaml:9:18: must-have" in refused.stderr
    assert result.exit_code == 1 and "must-have" in result.output
    assert build(spanish).returncode == 0
    sign(spanish, "--locale", "es_US")
    assert build(spanish, "--strict").returncode == 0 and released(spanish).exit_code == 0


def test_what_must_be_there_must_be_translated_also_where_drafts_may_go_out(spanish: Path) -> None:
    change(spanish, "docs/content/clinic.yaml", "languages: [en, es]", "languages: [en, es]\nmust_have: {es: [card]}")
    change(spanish, "mkdocs.yml", "  - leaflets:\n", "  - leaflets:\n      draft: allowed\n")
    assert build(spanish, "--strict").returncode == 0
    translate_all(spanish, "es", without=["Take off your rings."])
    assert "must-have" in build(spanish, "--strict").stderr
    assert "must-have" in released(spanish, "--draft").output
    (spanish / TRANSLATION).write_text("not_printed: {card: [standard, large]}\n", "utf-8")
    translate_all(spanish, "es")
    assert "must-have" in build(spanish, "--strict").stderr


def on_a_stick(project: Path) -> tuple[set[str], str]:
    """What the zip holds of the site, and what is told beside it."""
    result = run(project, "offline", "--out", project / "stick.zip", "--date", EARLY)
    assert result.exit_code == 0, result.output
    with zipfile.ZipFile(project / "stick.zip") as archive:
        return {name.removeprefix("patient-leaflets/site/") for name in archive.namelist()}, result.output


def test_a_stick_holds_what_the_site_holds_and_tells_what_does_not_go_out(spanish: Path) -> None:
    """Of a site as strict mode builds it nothing that nobody has signed; of one for a look all, as drafts."""
    unsigned = "into es is not signed, and does not go out"
    assert build(spanish, "--strict", PRINT_LEAFLETS="true").returncode == 0
    strict, told = on_a_stick(spanish)
    assert "leaflets/sample-scan-card-standard-en.pdf" in strict and unsigned in told
    assert not [name for name in strict if name.startswith("es/") or name.endswith("-card-standard-es.pdf")]
    translate_all(spanish, "es", without=["Take off your rings."])
    assert build(spanish, PRINT_LEAFLETS="true").returncode == 0
    drafts, told = on_a_stick(spanish)
    assert "es/sample-scan/getting-ready.html" in drafts and "leaflets/interpreter-es.pdf" in drafts
    assert not [name for name in drafts if name.endswith("-card-standard-es.pdf")]
    assert "es is not ready: leaflets card; pages getting-ready" in told and unsigned not in told
    (spanish / "site/es/sample-scan/plan.html").unlink()
    result = run(spanish, "offline", "--out", spanish / "stick.zip", "--date", EARLY)
    assert result.exit_code == 1 and "not-finished" in result.output


def ledger(project: Path) -> tuple[Release, ...]:
    return pipeline.whole_source(project).ledger.releases
