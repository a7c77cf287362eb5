"""Days by which somebody must look again: listed, warned of, marked."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path

import bless
import icalendar
import pytest
from editing import change
from html_reader import tree, words_in
from signing import CONTENT, run, sign, translate

from build_tools import pipeline
from build_tools.output import Output

CLINIC, SOURCES, INFO = "docs/content/clinic.yaml", "docs/content/sources.yaml", f"{CONTENT}/procedure.yaml"
SETTING, SOURCE, REVIEW = date(2027, 10, 1), date(2027, 9, 1), date(2027, 11, 1)
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The clinic's number expires first, then a source, then the review is due."""
    root = bless.miniature(tmp_path_factory.mktemp("due"))
    change(root, CLINIC, "expires: 2027-11-01", f"expires: {SETTING}")
    published = '    published: "2019"\n'
    change(root, SOURCES, published, f"{published}    expires: {SOURCE}\n    owner: Librarians\n")
    change(root, INFO, "review: 2027-11-01", f"review: {REVIEW}\nowner: Scan doctors")
    return root


def built(project: Path, today: date) -> Output:
    return pipeline.build(project, None, lambda message: None, today)


def test_all_days_in_order(project: Path) -> None:
    found = built(project, date(2027, 1, 1)).dues
    assert [(each.day, each.kind, each.id, each.owner) for each in found] == [
        (SOURCE, "source", "page-two", "Librarians"),
        (SETTING, "setting", "lie_still", "Scan team"),
        (REVIEW, "review", "sample-scan", "Scan doctors"),
    ]
    assert [(each.place.path, each.place.line) for each in found] == [(SOURCES, 10), (CLINIC, 16), (INFO, 7)]


@pytest.mark.parametrize(
    ("today", "overdue", "soon"),
    [
        (SOURCE - 61 * DAY, [], []),
        (SOURCE - 60 * DAY, [], ["page-two"]),
        (SOURCE, [], ["lie_still", "page-two"]),
        (SOURCE + DAY, ["page-two"], ["lie_still", "sample-scan"]),
        (SETTING, ["page-two"], ["lie_still", "sample-scan"]),
        (SETTING + DAY, ["lie_still", "page-two"], ["sample-scan"]),
        (REVIEW + DAY, ["lie_still", "page-two", "sample-scan"], []),
    ],
)
def test_sixty_days_before_and_the_day_after(project: Path, today: date, overdue: list[str], soon: list[str]) -> None:
    output = built(project, today)
    for problems, code, ids in ((output.overdue, "overdue", overdue), (output.soon, "due-soon", soon)):
        assert {problem.code for problem in problems} <= {code}
        assert sorted(problem.message.split("`")[1] for problem in problems) == ids
        assert all(problem.place.line > 1 and problem.hint for problem in problems)


def notices(project: Path, today: date) -> set[str]:
    """What the leaflets say of their state, after the code, of which each has its own."""
    sheets = (words_in(*tree(sheet.html).find_class("notice")) for sheet in built(project, today).jobs)
    return {re.sub(r"^Code [0-9A-Z]{3}-[0-9A-Z]{3}\. ", "", words) for words in sheets}


def test_paper_says_what_is_past(project: Path) -> None:
    (before,) = notices(project, SOURCE)
    (after,) = notices(project, REVIEW + DAY)
    draft = "Draft: not yet approved by a clinician. Sample: this clinic and its phone numbers are not real."
    assert before == draft
    assert after == (
        f"{draft} This leaflet was to be reviewed by November 1, 2027. Part of this was to be reviewed by September 1,"
        " 2027. To be reviewed by October 1, 2027: how long you lie still afterwards."
        " Ask us whether it still holds: (217) 555-0142."
    )


def test_pages_carry_their_own_days(project: Path) -> None:
    heads = built(project, SOURCE).heads
    dated = {path: {each.day: each.words for each in head.dated} for path, head in heads.items()}
    words = "To be reviewed by October 1, 2027: how long you lie still afterwards."
    assert {path for path, days in dated.items() if SETTING in days} >= {"sample-scan/plan.md"}
    assert {days[SETTING] for days in dated.values() if SETTING in days} == {words}
    assert all(SETTING not in days for path, days in dated.items() if path.endswith(("index.md", "leaflets.md")))


def test_a_sign_off_ends(tmp_path: Path) -> None:
    project = bless.miniature(tmp_path)
    sign(project, "--until", "2027-06-01")
    found = {each.kind: each for each in built(project, date(2027, 5, 1)).dues}
    assert found["sign-off"].day == date(2027, 6, 1) and "Nobody Real" in found["sign-off"].owner


# --- `leaflets dates` ------------------------------------------------------------------------------------------------


def test_the_list_for_people(project: Path) -> None:
    lines = run(project, "dates", "--date", REVIEW).output.splitlines()
    assert [line.split()[0] for line in lines[1:]] == [str(SOURCE), str(SETTING), str(REVIEW)]
    assert [("OVERDUE" in line, "due soon" in line) for line in lines[1:]] == [
        (True, False),
        (True, False),
        (False, True),
    ]


def test_the_list_as_json(project: Path) -> None:
    rows = json.loads(run(project, "dates", "--format", "json", "--date", REVIEW).output)
    assert [(row["day"], row["kind"], row["state"], row["owner"]) for row in rows] == [
        ("2027-09-01", "source", "overdue", "Librarians"),
        ("2027-10-01", "setting", "overdue", "Scan team"),
        ("2027-11-01", "review", "soon", "Scan doctors"),
    ]


def test_the_list_as_a_calendar(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "sub/dates.ics"
    result = run(project, "dates", "--format", "ics", "--out", out, "--date", "2027-01-01")
    assert (result.exit_code, result.output) == (0, "")
    calendar = icalendar.Calendar.from_ical(out.read_bytes())
    events = list(calendar.walk("VEVENT"))
    assert [event.decoded("dtstart") for event in events] == [SOURCE, SETTING, REVIEW]
    assert len({str(event["uid"]) for event in events}) == 3
    assert all(event.walk("VALARM")[0].decoded("trigger") == timedelta(days=-60) for event in events)
    assert str(events[1]["summary"]) == "Clinic's own number: how long you lie still afterwards (sample-scan)"
    again = run(project, "dates", "--format", "ics", "--date", "2027-01-01").output
    assert again.splitlines() == out.read_text("utf-8").splitlines()


def test_each_language_has_a_day_of_its_own_in_a_calendar(tmp_path: Path) -> None:
    project = bless.miniature(tmp_path)
    translate(project, "Take off your rings.", "Quítese los anillos.")
    sign(project, "--until", "2027-06-01")
    sign(project, "--until", "2027-07-01", "--locale", "es_US")
    result = run(project, "dates", "--format", "ics", "--date", "2027-02-01")
    events = icalendar.Calendar.from_ical(result.output).walk("VEVENT")
    events = [event for event in events if "Sign-off" in str(event["summary"])]
    assert len({str(event["uid"]) for event in events}) == len(events) == 2


@pytest.mark.parametrize(("review", "today"), [("9999-12-31", "2027-01-01"), ("2027-01-20", "0001-01-10")])
def test_days_at_the_end_of_time(tmp_path: Path, review: str, today: str) -> None:
    project = bless.miniature(tmp_path)
    change(project, INFO, "review: 2027-11-01", f"review: {review}")
    change(project, INFO, "written: 2026-11-01", f"written: {review}")
    for form in ("ics", "text"):
        assert (
            review.replace("-", "" if form == "ics" else "-")
            in run(project, "dates", "--format", form, "--date", today).output
        )
    assert run(project, "status", "--date", today).exit_code == 0


def test_where_nothing_can_be_written(project: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run(project, "dates", "--out", tmp_path / "file/dates.txt")
    assert result.exit_code == 1 and "cannot write" in result.output
