"""The self-check: how each question is answered, and that a change which spoils it shows with what is missing."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml_data
from click.testing import CliRunner, Result
from editing import apply, change
from html_reader import all_words, tree
from problem_codes import shapes
from pydantic import ValidationError

from build_tools import checks
from build_tools.__main__ import main
from build_tools.content import reader as source
from build_tools.content.model import Page, Project
from build_tools.content.words import RESERVED
from build_tools.exports.reports.criteria import Criterion, Sought, instruments
from build_tools.exports.reports.self_check import Assessed, self_check

HERE = Path(__file__).parent
ROOT = HERE.parent
DAY = date(2026, 11, 21)
COMPLETE = yaml_data.read(HERE / "self_check/complete.yaml")
CASES = yaml_data.read(HERE / "self_check/cases.yaml")
CRITERIA: dict[str, Criterion] = {each.id: each for group in instruments().groups for each in group.criteria}
SOUGHT = [(id, sought) for id, each in CRITERIA.items() for sought in (*each.section, *each.look_at)]
FOUND = [id for id, each in CRITERIA.items() if each.section]
RULED = [id for id, each in CRITERIA.items() if each.rule]
FOR_A_PERSON = [id for id, each in CRITERIA.items() if each.person]


def complete(folder: Path) -> Path:
    project = Path(shutil.copytree(HERE / "miniature", folder / "project"))
    for edit in COMPLETE:
        apply(project, edit)
    return project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return complete(tmp_path)


def read(project: Path) -> Project:
    found, unreadable = source.read(project)
    assert not unreadable, unreadable
    return found


def assessed(project: Path) -> dict[str, Assessed]:
    (found,) = self_check(read(project))
    return {each.id: each for each in found.items}


def each_case() -> Iterator[Any]:
    for id, cases in CASES.items():
        yield from (pytest.param(id, case, id=f"{id}-{number}") for number, case in enumerate(cases))


# --- what is asked ---------------------------------------------------------------------------------------------------


def test_every_question_is_answered_in_exactly_one_way() -> None:
    assert sorted((*FOUND, *RULED, *FOR_A_PERSON)) == sorted(CRITERIA)
    assert len(CRITERIA) == sum(len(group.criteria) for group in instruments().groups) >= 50, "each id once"
    assert all(each.asks.endswith(".") for each in CRITERIA.values())


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        ({}, "exactly one of"),
        ({"rule": ["do-not"], "person": "Is it so?"}, "exactly one of"),
        ({"rule": ["do-not"], "section": [{"topic": "risks"}]}, "exactly one of"),
        ({"rule": ["do-not"], "look_at": [{"topic": "risks"}]}, "goes with `person`"),
        ({"section": [{"topic": "risks", "kind": "chances"}]}, "Extra inputs"),
        ({"section": [{"holds": ["picture"]}]}, "Input should be"),
    ],
)
def test_a_question_that_nobody_could_answer(answer: dict[str, Any], wrong: str) -> None:
    with pytest.raises(ValidationError, match=wrong):
        Criterion.model_validate({"id": "one", "asks": "One.", "informed_by": ["EQIP"], **answer})


def test_every_question_names_instruments_and_every_instrument_asks() -> None:
    names = [name for each in CRITERIA.values() for name in each.informed_by]
    assert set(names) == set(instruments().instruments)
    assert all(len(set(each.informed_by)) == len(each.informed_by) for each in CRITERIA.values())
    assert all(name in instruments().notes[0] for name in instruments().instruments)


def test_every_rule_exists() -> None:
    codes = {shape.code for shape in shapes() if shape.where.startswith("build_tools/checks/")}
    assert {id: set(CRITERIA[id].rule) - codes for id in RULED} == {id: set() for id in RULED}


@pytest.mark.parametrize(("id", "sought"), SOUGHT)
def test_every_section_exists(id: str, sought: Sought) -> None:
    """In the project's own pages and leaflets; words and settings as far as they can be known."""
    project = read(ROOT)
    shown = {topic for page in project.site.pages for topic in page.topics}
    assert sought.topic is None or sought.topic in shown
    names = {*RESERVED, *(f"phone_{phone.id}" for phone in project.clinic.phones)}
    assert all(any(fnmatch(name, pattern) for name in names) for pattern in sought.says)
    Page.model_validate({"id": "one", "title": "One", "description": "One", **sought.page})
    assert bool(sought.page) != bool(sought.topic or sought.holds or sought.says)


# --- how it is answered ----------------------------------------------------------------------------------------------


def test_the_complete_guide_has_all_that_can_be_found(project: Path) -> None:
    assert checks.run(read(project)) == ()
    found = assessed(project)
    assert [id for id, each in found.items() if each.judgement == "not met"] == []
    assert {id for id, each in found.items() if each.judgement == "for a person"} == set(FOR_A_PERSON)


def test_what_is_found_names_its_places(project: Path) -> None:
    found = assessed(project)
    assert all(found[id].places for id in FOUND) and not any(found[id].places for id in RULED)
    for id, sought in SOUGHT:
        for place in found[id].places:
            lines = (project / place.path).read_text("utf-8").splitlines()
            assert 1 <= place.line <= len(lines) and place.stands_on, (id, sought)
    assert [(each.path, each.line, each.stands_on) for each in found["benefits"].places] == [
        ("docs/content/sample-scan/topics/benefits.yaml", 4, ("page results",))
    ]
    (paid,) = found["paid"].places
    assert paid.stands_on == ("page words", "leaflet card")
    (plan,) = found["dates"].places
    assert (plan.path, plan.shows, plan.stands_on) == ("docs/site.yaml", "Your own plan", ("page plan",))


def test_a_person_is_shown_where_to_look(project: Path) -> None:
    found = assessed(project)
    places = {id: [each.path for each in found[id].places] for id in FOR_A_PERSON}
    assert places["if-it-goes-wrong"] == ["docs/content/sample-scan/topics/risks.yaml"]
    assert len(places["of-whom"]) == 4, "every block of chances"
    assert places["readers"] == []


def test_every_question_that_a_computer_answers_has_a_case() -> None:
    assert set(CASES) == {*FOUND, *RULED}


@pytest.mark.parametrize(("id", "case"), list(each_case()))
def test_a_change_that_spoils_it(project: Path, id: str, case: dict[str, Any]) -> None:
    """Only this question, and those that say the same in other words, are no longer met."""
    for edit in case["edits"]:
        apply(project, edit)
    found = assessed(project)
    not_met = {id for id, each in found.items() if each.judgement == "not met"}
    assert not_met == {id, *case.get("also", [])}
    missing = "\n".join(found[id].missing)
    assert case["says"] in missing, missing


def test_a_section_that_is_left_out_is_not_met_with_the_reason(project: Path) -> None:
    (project / "docs/content/sample-scan/topics/risks.yaml").unlink()
    info = project / "docs/content/sample-scan/procedure.yaml"
    info.write_text(info.read_text("utf-8") + "without:\n  risks: Nobody has counted them.\n", "utf-8")
    risks = assessed(project)["risks"]
    assert (risks.judgement, risks.places) == ("not met", ())
    assert risks.missing == (
        "not on a page: `kind: chances` in the section `risks`; left out: Nobody has counted them.",
    )


def test_many_problems_are_told_in_short(project: Path) -> None:
    change(project, "docs/content/style.yaml", "\n  sentence_words: 20", "\n  sentence_words: 2")
    missing = assessed(project)["short-sentences"].missing
    assert len(missing) == 4 and re.fullmatch(r"and \d+ more: see `leaflets check`", missing[-1])


def test_another_procedure_is_judged_by_itself(project: Path) -> None:
    """What is wrong in one guide is not held against another."""
    content = project / "docs/content"
    shutil.copytree(content / "sample-scan", content / "other")
    (content / "other/topics/risks.yaml").unlink()
    change(content, "other/topics/moving.yaml", "Move as", "You should move as")
    other, sample = self_check(read(project))
    told = [[each.id for each in check.items if each.missing] for check in (other, sample)]
    assert told == [["risks", "everyday-words"], []]
    (alone,) = self_check(read(project), "other")
    assert alone == other


# --- how it is told --------------------------------------------------------------------------------------------------


def run(project: Path, *arguments: object) -> Result:
    line = ["--project", str(project), "self-check", "--date", DAY.isoformat(), *map(str, arguments)]
    result = CliRunner().invoke(main, line)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


FORMS = ("text", "html", "json")


@pytest.mark.parametrize("form", FORMS)
def test_it_is_no_rating_and_has_no_score(project: Path, form: str) -> None:
    (project / "docs/content/sample-scan/topics/moving.yaml").unlink()
    told = run(project, "--format", form)
    assert told.exit_code == 0
    words = " ".join(all_words(told.output) if form == "html" else told.output.split())
    assert "no rating by any of them, and no approval" in words and "There is no score" in words
    for name in instruments().instruments:
        assert name in words
    assert not re.search(r"\d ?%|\d+ items|\d+ (?:of|out of) \d+ (?:are|is|questions|met)", words, re.IGNORECASE)
    assert "not on a page: the section `moving`" in words


def test_as_text(project: Path) -> None:
    told = run(project).output
    assert max(map(len, told.splitlines())) <= 120
    for each in CRITERIA.values():
        assert each.asks.split()[-1] in told
    assert "2026-11-21" in told and told.count("    for a person  ") == len(FOR_A_PERSON)
    assert "by the rules of `leaflets check`: avoid-word, capital-letters" in told
    assert "Not met" not in told
    (project / "docs/content/sample-scan/topics/moving.yaml").unlink()
    assert "  Not met, see below: It tells what changes in daily life." in run(project).output


def test_as_json(project: Path) -> None:
    found = json.loads(run(project, "--format", "json").output)
    (procedure,) = found["procedures"]
    assert set(found) == {"date", "notes", "informed_by", "procedures"}
    items = {item["id"]: item for item in procedure["items"]}
    assert set(items) == set(CRITERIA) and items["risks"]["judgement"] == "met"
    assert items["risks"]["places"] == [
        {
            "path": "docs/content/sample-scan/topics/risks.yaml",
            "line": 4,
            "column": 5,
            "shows": "Risks",
            "stands_on": ["page results"],
        }
    ]
    assert items["everyday-words"]["rules"] == ["avoid-word", "capital-letters"]
    assert {id for id, item in items.items() if item["look_at"]} == set(FOR_A_PERSON)


def test_as_html(project: Path) -> None:
    change(project, "docs/content/sample-scan/topics/risks.yaml", "title: Risks", 'title: "<b>&"')
    page = run(project, "--format", "html").output
    assert "&lt;b&gt;&amp;" in page and "<b>" not in page and "<script" not in page
    assert not re.search(r"\b(?:src|action|style)=|url\(|@import|https?:", page)
    ids, links = tree(page).xpath("//@id"), tree(page).xpath("//@href[starts-with(., '#')]")
    assert {link[1:] for link in links} <= {*ids}
    assert "prefers-color-scheme: dark" in page and "@media print" in page
