"""Only who is listed can sign, as many as must, on days that have come; what is forged is read by the same rules."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import bless
import pytest
from commands import with_looks
from editing import change
from signing import CLOCK, CONTENT, DURING, SIGNED, WHO, list_signers, run, sign, state, translate

from build_tools import pipeline
from build_tools.problems import ProblemsFound
from build_tools.records import ledger, sealed_folder
from build_tools.records.registers import read_register
from build_tools.records.sealed import sealed
from build_tools.records.sign_off import SignOff, folder

CLINIC = "docs/content/clinic.yaml"
FOLDER = folder("sample-scan")
A, B = ("--name", "A"), ("--name", "B")
NOBODY = "{name: Nobody Real (invented), role: Test reader, email: nobody@example.org}"


@pytest.fixture(scope="module")
def unsigned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return list_signers(bless.miniature(tmp_path_factory.mktemp("signers")))


@pytest.fixture
def project(unsigned: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(unsigned, tmp_path / "project"))


def entries(project: Path) -> tuple[SignOff, ...]:
    return read_register(project, "sample-scan").entries


def forge(project: Path, **new: Any) -> SignOff:
    """A sign-off that no command wrote, with a seal that fits."""
    last = entries(project)[-1]
    forged = sealed(last.model_copy(update=new), entries(project))
    sealed_folder.add(project, FOLDER, [forged])
    return forged


def signs(project: Path, who: tuple[str, str], *arguments: object, on: date = SIGNED) -> str:
    return run(project, "sign-off", "sample-scan", *who, "--yes", "--date", on, *arguments).output


# --- who -------------------------------------------------------------------------------------------------------------


def test_nobody_can_sign_where_nobody_is_listed(tmp_path: Path) -> None:
    project = bless.miniature(tmp_path)
    output = signs(project, WHO)
    assert f"{CLINIC}:1:1: not-a-signer" in output and "listed in clinic.yaml: nobody" in output
    assert not (project / FOLDER.path).exists()


@pytest.mark.parametrize(
    ("only", "locale", "told"),
    [
        ("procedures: [sample-scan]", "en_US", ""),
        ("procedures: [other-scan]", "en_US", "is no signer of `sample-scan` in the language en"),
        ("languages: [en]", "en_US", ""),
        ("languages: [es, en]", "es_US", ""),
        ("languages: [en]", "es_US", "is no signer of `sample-scan` in the language es"),
        ("until: 2027-01-10", "en_US", ""),
        ("until: 2027-01-09", "en_US", "could sign until 2027-01-09, and this is of 2027-01-10"),
    ],
)
def test_what_somebody_may_sign(tmp_path: Path, only: str, locale: str, told: str) -> None:
    project = list_signers(bless.two_procedures(tmp_path))
    translate(project, "Take off your rings.", "Quítese los anillos.")
    change(project, CLINIC, NOBODY, NOBODY.replace("}", f", {only}}}"))
    output = signs(project, WHO, "--locale", locale)
    assert (f"sign-off-refused Nobody Real (invented) {told}" in output) if told else "Signed. It holds" in output
    assert bool(entries(project)) == (not told)


def test_the_role_is_that_of_the_list(project: Path) -> None:
    signs(project, A)
    assert [(entry.name, entry.role) for entry in entries(project)] == [("A", "Test reader")]


def test_a_name_counts_however_its_accents_are_typed(project: Path) -> None:
    change(project, CLINIC, "name: A,", "name: Zoé Example,")
    assert "Signed." in signs(project, ("--name", "Zoe\u0301 Example"))
    assert entries(project)[0].name == "Zoé Example"


def test_a_forged_name_makes_a_draft(project: Path) -> None:
    sign(project)
    change(project, CLINIC, NOBODY, NOBODY.replace("Nobody Real (invented)", "Somebody Else"))
    found = state(project)
    (problem,) = found.problems
    assert (found.state, found.approval, problem.code) == ("refused", None, "sign-off-refused")
    assert problem.place == FOLDER.place(entries(project)[0])
    assert "refused: Nobody Real (invented) is no signer" in run(project, "status", "--date", DURING).output
    assert all("Draft" in job.html for job in pipeline.build(project, None, print, DURING).jobs)


def test_a_forged_sign_off_beside_a_good_one_changes_nothing(project: Path) -> None:
    sign(project)
    forge(project, name="Dr Forged", signed=DURING)
    found = state(project)
    assert found.approval and found.approval.who == "Nobody Real (invented), Test reader"


def test_what_somebody_signed_holds_after_they_leave(project: Path) -> None:
    sign(project)
    change(project, CLINIC, NOBODY, NOBODY.replace("}", ", until: 2027-01-10}"))
    assert state(project).state == "signed"
    forge(project, signed=DURING)
    assert state(project).state == "refused"


@pytest.mark.parametrize("name", ["=cmd()", "\u3164", "\u2800", "\u0301\u0301", "D\u200br", "<b>"])
def test_records_by_nobody_are_not_read(project: Path, name: str) -> None:
    sign(project)
    forged = forge(project, name=name)
    with pytest.raises(ProblemsFound) as found:
        state(project)
    assert [problem.code for problem in found.value.problems] == ["wrong-value"]
    assert found.value.problems[0].place.path.endswith(forged.file_name)


@pytest.mark.parametrize("reason", ["=1+1", "\u3164", "\u2800\u2800", "-x"])
def test_reasons_that_nobody_can_read(project: Path, reason: str) -> None:
    sign(project)
    asked = ("withdraw", "sample-scan", *WHO, "--yes", "--date", DURING)
    assert "cannot stand here" in run(project, *asked, f"--reason={reason}").output


def test_anybody_may_withdraw(project: Path) -> None:
    sign(project)
    asked = ("withdraw", "sample-scan", "--name", "Dr Else", "--reason", "The dose is wrong.", "--date", DURING)
    refused = run(project, *asked, "--yes")
    assert "not-a-signer" in refused.output and "--role" in refused.output
    assert run(project, *asked, "--yes", "--role", "Ward doctor").exit_code == 0
    assert state(project).state == "withdrawn"


# --- how many --------------------------------------------------------------------------------------------------------


@pytest.fixture
def two(project: Path) -> Path:
    """Where two must sign."""
    clinic = project / CLINIC
    clinic.write_text(clinic.read_text("utf-8") + "must_sign: 2\n", "utf-8")
    return project


def test_two_must_sign(two: Path) -> None:
    assert "Signed, by 1 of the 2 who must" in signs(two, A)
    assert "Signed, by 1 of the 2 who must" in signs(two, A), "twice the same person"
    (problem,) = state(two).problems
    assert problem.code == "not-signed" and "1 of 2 who must sign `sample-scan` have signed it" in problem.message
    assert "signed by A, Test reader: 1 of 2" in run(two, "status", "--date", DURING).output
    assert "Signed. It holds until 2027-03-01" in signs(two, B, "--until", "2027-03-01", on=DURING)
    approval = state(two).approval
    assert approval and approval.people == (("A", "Test reader"), ("B", "Test reader"))
    assert (approval.signed, approval.until, approval.confirms) == (DURING, date(2027, 3, 1), frozenset(["practice"]))
    assert state(two, date(2027, 3, 2)).state == "waiting", "one of the two has ended"
    output = pipeline.build(two, None, print, DURING)
    words = "Approved by A, Test reader; B, Test reader, on January 15, 2027."
    assert all(words in job.html for job in output.jobs)
    assert len(output.heads["sample-scan/overview.md"].data["reviewedBy"]) == 2


def test_both_sign_the_same_words(two: Path) -> None:
    signs(two, A)
    change(two, f"{CONTENT}/topics/getting-ready.yaml", "Take off your rings.", "Take off your coat.")
    signs(two, B)
    assert state(two).state == "waiting"
    signs(two, A, on=DURING)
    assert state(two).state == "signed"


def test_a_withdrawal_takes_back_all_of_them(two: Path) -> None:
    signs(two, A)
    signs(two, B)
    asked = ("withdraw", "sample-scan", *A, "--yes", "--reason", "The dose is wrong.", "--date", DURING)
    assert run(two, *asked).exit_code == 0
    signs(two, B, on=DURING)
    assert state(two).state == "waiting"
    signs(two, A, on=DURING)
    assert state(two).state == "signed"


# --- days ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["sign-off", "withdraw", "release"])
def test_nobody_records_on_a_day_to_come(project: Path, command: str) -> None:
    sign(project)
    day, more = date(CLOCK.year, 1, 2), ("sample-scan", *WHO) if command != "release" else ()
    reason = ("--reason", "Wrong.") if command == "withdraw" else ()
    result = run(project, command, *more, *reason, "--date", day)
    assert result.exit_code == 1 and f"--date {day} is a day to come; today is {CLOCK}" in result.output
    assert len(entries(project)) == 1


def test_nobody_signs_words_before_they_are_written(project: Path) -> None:
    assert "before the words were written" in signs(project, A, on=date(2026, 10, 31))
    assert "Signed." in signs(project, A, on=date(2026, 11, 1))


def test_nobody_signs_for_longer_than_until_the_review(project: Path) -> None:
    assert "to 2027-11-01, the last on which it can hold" in signs(project, A, "--until", "2099-01-01")


FORGED = [
    pytest.param({"signed": date(2030, 1, 1), "until": date(2030, 2, 1)}, "sealed-date", id="a day to come"),
    pytest.param({"until": date(2099, 1, 1)}, "sealed-edited no sign-off holds longer than 3 years", id="for 72 years"),
    pytest.param({"until": date(2030, 1, 11)}, "sealed-edited no sign-off holds longer", id="3 years and a day"),
    pytest.param(
        {"signed": date(2030, 1, 1), "until": date(2099, 1, 1), "name": "Dr Forged"}, "sealed-", id="all at once"
    ),
]


@pytest.mark.parametrize(("new", "told"), FORGED)
def test_forged_days_are_refused_when_they_are_read(project: Path, new: dict[str, Any], told: str) -> None:
    sign(project)
    forged = forge(project, **new)
    for command in (("check",), ("status",), ("changes",), ("release",)):
        result = run(project, *command)
        assert result.exit_code == 1 and f"{forged.file_name}:1:1: {told}" in result.output
    with pytest.raises(ProblemsFound):
        pipeline.build(project, None, print, DURING)


def test_a_forged_last_day_after_the_review_ends_at_the_review(project: Path) -> None:
    sign(project)
    forge(project, until=date(2029, 1, 1))
    assert state(project, date(2027, 11, 1)).state == "signed"
    assert state(project, date(2027, 11, 2)).state == "ended"


def test_a_forged_day_before_the_words_were_written(project: Path) -> None:
    sign(project)
    (file,) = (project / FOLDER.path).iterdir()
    forged = sealed(entries(project)[0].model_copy(update={"signed": date(2020, 1, 1), "until": date(2021, 1, 1)}))
    file.unlink()
    sealed_folder.add(project, FOLDER, [forged])
    assert "before the words were written" in state(project).problems[0].message


def test_a_release_of_a_day_to_come(project: Path) -> None:
    output = pipeline.build(project, None, print, DURING)
    sealed_folder.add(project, ledger.FOLDER, ledger.released(output.ledger, output.editions, DURING).releases)
    with pytest.raises(ProblemsFound, match="sealed-date this release is of 2027-01-15, and today is 2027-01-14"):
        pipeline.build(project, None, print, date(2027, 1, 14))
    pipeline.build(project, None, print, DURING)


# --- the signs that carry meaning ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("one", "other"), [("do.svg", "do-not.svg"), ("alarm.svg", "phone.svg")])
def test_signs_that_change_places_are_not_what_was_signed(project: Path, one: str, other: str) -> None:
    styles = with_looks(project) / "leaflets/styles"
    codes = [job.current.code for job in pipeline.build(project, None, print, DURING).jobs]
    sign(project)
    first, second = (styles / one).read_bytes(), (styles / other).read_bytes()
    (styles / one).write_bytes(second)
    (styles / other).write_bytes(first)
    found = state(project)
    assert found.state == "changed" and "Another picture" in found.problems[0].message
    assert [job.current.code for job in pipeline.build(project, None, print, DURING).jobs] != codes


def test_status_as_data_names_the_author(project: Path) -> None:
    sign(project)
    (row,) = json.loads(run(project, "status", "--format", "json", "--date", DURING).output)
    assert row["sign_off"]["author"] is None
