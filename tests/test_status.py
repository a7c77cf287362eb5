"""`leaflets status`: one look tells what is signed, what has changed, what is due and what is still open."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import bless
import pytest
from editing import change
from signing import CONTENT, DURING, WHO, run, sign
from translating import translate_all

from build_tools import pipeline

READY = f"{CONTENT}/topics/getting-ready.yaml"
CLINIC = "docs/content/clinic.yaml"
SOON = date(2027, 3, 1)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return bless.miniature(tmp_path)


def row(project: Path, today: date = DURING) -> list[str]:
    """The line of the one procedure, in columns."""
    lines = run(project, "status", "--date", today).output.splitlines()
    starts = [
        lines[0].index(name)
        for name in ("sign-off", "changes", "review by", "overdue", "due soon", "unconf", "unset", "unwritten")
    ]
    return [lines[1][start:end].strip() for start, end in zip(starts, [*starts[1:], None], strict=True)]


def test_from_never_signed_to_signed_to_changed_to_ended(project: Path) -> None:
    assert row(project) == ["never signed", "-", "2027-11-01", "0", "0", "1", "2", "0"]
    sign(project)
    who = "Nobody Real (invented), Test reader"
    assert row(project) == [f"signed by {who}, until 2027-11-01", "0", "2027-11-01", "0", "0", "0", "2", "0"]
    assert row(project, date(2027, 9, 15))[3:5] == ["0", "3"]
    assert row(project, date(2027, 12, 1)) == ["ended 2027-11-01", "0", "2027-11-01", "2", "0", "1", "2", "0"]
    change(project, READY, "Take off your rings.", "Take off your coat.")
    assert row(project) == [f"changed since 2027-01-10 ({who})", "1", "2027-11-01", "0", "0", "1", "2", "0"]
    told = run(project, "status", "--date", DURING).output
    assert f"changed since signed:\n  {READY}:15:14: changed-since-signed Other words" in told
    assert "sources to be confirmed:\n  practice\n" in told
    assert f"  no_driving: how long you do not drive, nobody has to decide it ({CONTENT}/facts.yaml:" in told


def test_a_translation_is_counted(project: Path) -> None:
    """By messages, leaflets and pages, with who has checked it."""
    translate_all(project, "es", without=["Take off your rings."])
    found = {row["language"]: row["translation"] for row in as_data(project)}
    assert found["en"] is None
    told = found["es"]
    assert (told["guesses"], told["missing"], told["is_offered"], told["checked_by"]) == (0, 1, True, "")
    assert told["leaflets"] == {"card": []} and [id for id, there in told["pages"].items() if not there] == [
        "getting-ready"
    ]
    shown = run(project, "status", "--date", DURING).output
    assert told["left"] == {"card": {"getting-ready": 1}} and told["first"] == {}
    assert "leaflet card: not ready; to translate: getting-ready (1)\n" in shown
    assert "pages that are not ready: getting-ready" in shown
    assert "machine-made: no translator has checked it" in shown
    translate_all(project, "es")
    (project / "docs/content/locale/es/language.yaml").write_text("checked_by: Nobody Real (invented)\n", "utf-8")
    told = {row["language"]: row["translation"] for row in as_data(project)}["es"]
    assert told["missing"] == 0 and told["leaflets"] == {"card": ["standard", "large"]} and all(told["pages"].values())
    assert "checked by Nobody Real (invented)" in run(project, "status", "--date", DURING).output
    translate_all(project, "es", without=["Chest pain"])
    told = {row["language"]: row["translation"] for row in as_data(project)}["es"]
    assert not told["is_offered"] and not any(told["leaflets"].values()) and not any(told["pages"].values())
    translate_all(project, "es", without=["Chest pain", "By day", "Close"])
    shown = run(project, "status", "--date", DURING).output
    assert "not offered; first translate what all pages need: clinic.po (1), interface.po (1), get-help (1)\n" in shown
    # What holds for every language is told once.
    assert shown.count("sources to be confirmed:\n") == shown.count("sources to be confirmed: as above\n") == 1


def as_data(project: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(project, "status", "--format", "json", "--date", DURING).output)
    return found


def test_a_sheet_to_check_a_translation_has_each_line_beside_its_english(project: Path) -> None:
    translate_all(project, "es", {("getting-ready", "Go to the front desk."): "Vaya a la recepción."},
                  without=["Take off your rings."])  # fmt: skip
    file = project / "sheet.html"
    result = run(project, "review", "sample-scan", "--language", "es", "--out", file, "--date", DURING)
    assert result.exit_code == 0, result.output
    rows = re.findall(r"<tr><td>(.*?)<br>.*?</td>\s*<td lang=.*?>(.*?)</td>", file.read_text("utf-8"), re.DOTALL)
    said = dict(rows)
    assert said["Go to the front desk."] == "Vaya a la recepción."
    assert "not translated" in said["Take off your rings."]
    # Left in English, perhaps by mistake.
    assert said["Bring your list of medicines."] == "Bring your list of medicines."
    assert "Not translated: 1." in file.read_text("utf-8") and ">Spanish</th>" in file.read_text("utf-8")
    wrong = run(project, "review", "sample-scan", "--language", "fr", "--date", DURING)
    assert wrong.exit_code == 1 and "there are: es" in wrong.output


def test_as_json(project: Path) -> None:
    (found,) = json.loads(run(project, "status", "--format", "json", "--date", DURING).output)
    assert (found["procedure"], found["language"], found["today"]) == ("sample-scan", "en", "2027-01-15")
    assert found["sign_off"] == {"state": "unsigned", "changed": []}
    assert found["unconfirmed_sources"] == ["practice"]
    settings = {each["id"]: each for each in found["settings"]}
    assert settings["no_driving"]["state"] == "unset" and settings["no_driving"]["expires"] is None
    assert (settings["lie_still"]["value"], settings["lie_still"]["owner"]) == ("2 hours", "Scan team")
    assert settings["lie_still"]["place"]["path"] == "docs/content/clinic.yaml"
    sign(project)
    (found,) = json.loads(run(project, "status", "--format", "json", "--date", DURING).output)
    assert found["sign_off"]["state"] == "signed" and len(found["sign_off"]["digest"]) == 64


@pytest.mark.parametrize("owner", ["scan", "TEAM", "Scan team"])
def test_what_belongs_to_an_owner(project: Path, owner: str) -> None:
    told = run(project, "status", "--owner", owner, "--date", DURING).output.splitlines()
    assert len(told) == 2 and told[1].split("  ")[0] == "lie_still" and "Sample rule" in told[1]
    data = json.loads(run(project, "status", "--owner", owner, "--format", "json", "--date", DURING).output)
    assert [each["id"] for each in data["settings"]] == ["lie_still"] and data["dues"] == []


def test_an_owner_of_nothing(project: Path) -> None:
    told = run(project, "status", "--owner", "kitchen", "--date", DURING)
    assert (told.exit_code, told.output) == (0, "nothing belongs to an owner whose name has `kitchen` in it\n")


def test_a_review_has_an_owner_too(project: Path) -> None:
    change(project, f"{CONTENT}/procedure.yaml", "review: 2027-11-01", "review: 2027-11-01\nowner: Scan doctors")
    told = run(project, "status", "--owner", "doctors", "--date", DURING).output
    assert told == f"2027-11-01  review sample-scan: Sample scan, Scan doctors ({CONTENT}/procedure.yaml:7)\n"


def test_problems_come_first(project: Path) -> None:
    (project / READY).write_text("\ttitle: x")
    told = run(project, "status")
    assert told.exit_code == 1 and f"{READY}:1:1: tab" in told.output


def test_what_is_not_written_yet(project: Path) -> None:
    assert run(project, "new", "hip-scan", "--date", DURING).exit_code == 0
    told = run(project, "status", "--date", DURING).output
    assert "not written yet:\n  docs/content/hip-scan/procedure.yaml:" in told
    first = json.loads(run(project, "status", "--format", "json", "--date", DURING).output)[0]
    assert {each["code"] for each in first["not_written"]} == {"not-written"}
    refused = run(project, "sign-off", "hip-scan", *WHO, "--yes", "--date", DURING)
    assert refused.exit_code == 1 and f"{len(first['not_written'])} problems found" in refused.output


def test_an_open_number_belongs_to_the_team_that_decides_it(project: Path) -> None:
    with (project / CLINIC).open("a", encoding="utf-8") as clinic:
        clinic.write("to_decide:\n  sample-scan:\n    no_driving: Scan doctors\n")
    told = run(project, "status", "--owner", "doctors", "--date", DURING).output.splitlines()
    assert len(told) == 2 and told[1].split()[:4] == ["no_driving", "unset", "Scan", "doctors"]
    assert "how long you do not drive, Scan doctors (" in run(project, "status", "--date", DURING).output


def test_phone_numbers_have_owners_and_days_too(project: Path) -> None:
    change(project, CLINIC, "help: [same_day]", f"help: [same_day], owner: Ward, source: List, expires: {SOON}")
    owned = json.loads(run(project, "status", "--owner", "ward", "--format", "json", "--date", DURING).output)
    (night,) = owned["settings"]
    shown = [night[key] for key in ("id", "value", "source", "state")]
    assert shown == ["phone_night", "(217) 555-0199", "List", "soon"]
    after = SOON + timedelta(days=1)
    told = run(project, "status", "--date", after).output
    assert f"{SOON}  setting phone_night: the phone number “At night”, Ward ({CLINIC}:11)" in told
    output = pipeline.build(project, None, print, after)
    assert [problem.message for problem in output.overdue] == [
        f"the review of `phone_night` was due on {SOON} (sample-scan)"
    ]
    assert all("the phone number “At night”" in sheet.html for sheet in output.jobs)


def test_a_number_that_is_set_and_nobody_is_told(project: Path) -> None:
    change(
        project,
        f"{CONTENT}/topics/afterwards.yaml",
        "still for {lie_still}.",
        "for {lie_still}, rest for {no_driving}.",
    )
    change(project, f"{CONTENT}/topics/timed-steps.yaml", "Drink a lot for {lie_still}.", "Rest.")
    told = run(project, "status")
    assert told.exit_code == 1 and "setting-not-told `lie_still` is set, but nobody is told it" in told.output
