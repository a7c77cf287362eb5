"""The self-check: each judged item is met in a complete small guide, and not met after a change that spoils it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from build_tools import checks
from build_tools.__main__ import main
from build_tools.content import reader as source
from build_tools.content.model import Project
from build_tools.exports.reports.items import GROUPS, INSTRUMENTS, Item
from build_tools.exports.reports.self_check import Checked, self_check

HERE = Path(__file__).parent
DAY = date(2026, 11, 21)
COMPLETE = yaml.safe_load((HERE / "self_check/complete.yaml").read_text("utf-8"))
CASES = yaml.safe_load((HERE / "self_check/cases.yaml").read_text("utf-8"))
ITEMS: dict[str, Item] = {item.id: item for group in GROUPS for item in group.items}
JUDGED = [id for id, item in ITEMS.items() if item.judge]


def change(project: Path, edit: dict[str, Any]) -> None:
    file = project / edit["file"]
    if edit.get("delete"):
        file.unlink()
    elif "write" in edit:
        file.write_text(edit["write"], "utf-8")
    else:
        before = file.read_text("utf-8")
        assert before.count(edit["replace"]) == 1, f"the text to replace must stand once in {file}"
        file.write_text(before.replace(edit["replace"], edit["with"]), "utf-8")


def complete(folder: Path) -> Path:
    project = Path(shutil.copytree(HERE / "miniature", folder / "project"))
    for edit in COMPLETE:
        change(project, edit)
    return project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return complete(tmp_path)


def read(project: Path) -> Project:
    found, unreadable = source.read(project)
    assert not unreadable, unreadable
    return found


def checked(project: Path, day: date = DAY) -> dict[str, Checked]:
    (found,) = self_check(read(project), day)
    return {each.item.id: each for _, items in found.groups for each in items}


def each_case() -> Iterator[Any]:
    for id, cases in CASES.items():
        yield from (pytest.param(id, case, id=f"{id}-{number}") for number, case in enumerate(cases))


def test_the_complete_guide_meets_every_judged_item(project: Path) -> None:
    assert checks.run(read(project)) == ()
    found = checked(project)
    assert {id for id, each in found.items() if each.judgement == "met"} == set(JUDGED)
    assert {id for id, each in found.items() if each.judgement == "for a person"} == set(ITEMS) - set(JUDGED)


def test_what_is_met_names_the_places_that_show_it(project: Path) -> None:
    found = checked(project)
    for id in JUDGED:
        assert found[id].spots, id
        for spot in found[id].spots:
            lines = (project / spot.place.path).read_text("utf-8").splitlines()
            assert 1 <= spot.place.line <= len(lines), id
    assert [(spot.place.path, spot.place.line, spot.stands_on) for spot in found["benefits"].spots] == [
        ("docs/content/sample-scan/topics/benefits.yaml", 4, ("page results",))
    ]
    (spot,) = found["paid"].spots
    assert spot.stands_on == ("page words", "leaflet card")


def test_every_judged_item_has_a_case() -> None:
    assert set(CASES) == set(JUDGED)


@pytest.mark.parametrize(("id", "case"), list(each_case()))
def test_a_change_that_spoils_it(project: Path, id: str, case: dict[str, Any]) -> None:
    """Only this item, and those that say the same in other words, are no longer met."""
    for edit in case["edits"]:
        change(project, edit)
    found = checked(project)
    not_met = {id for id, each in found.items() if each.judgement == "not met"}
    assert not_met == {id, *case.get("also", [])}
    missing = "\n".join(found[id].missing)
    assert case["says"] in missing, missing


def test_many_problems_are_told_in_short(project: Path) -> None:
    change(
        project,
        {"file": "docs/content/style.yaml", "replace": "\n  sentence_words: 20", "with": "\n  sentence_words: 2"},
    )
    missing = checked(project)["short-sentences"].missing
    assert len(missing) == 4 and re.fullmatch(r"and \d+ more: see `leaflets check`", missing[-1])


def test_another_procedure_is_judged_by_itself(project: Path) -> None:
    """What is wrong in one guide is not held against another."""
    content = project / "docs/content"
    shutil.copytree(content / "sample-scan", content / "other")
    (content / "other/topics/risks.yaml").unlink()
    moving = content / "other/topics/moving.yaml"
    moving.write_text(moving.read_text("utf-8").replace("Move as", "You should move as"), "utf-8")
    other, sample = self_check(read(project), DAY)
    told = [{each.item.id for _, items in check.groups for each in items if each.missing} for check in (other, sample)]
    assert told == [{"risks", "same-detail", "everyday-words"}, set()]
    (alone,) = self_check(read(project), DAY, "other")
    assert alone == other


def test_the_review_day_itself_is_not_past(project: Path) -> None:
    assert checked(project, date(2027, 11, 1))["review"].judgement == "met"
    assert checked(project, date(2027, 11, 2))["review"].judgement == "not met"


# --- what is asked ---------------------------------------------------------------------------------------------------


def test_the_items() -> None:
    assert 35 <= len(ITEMS) <= 55 and len(ITEMS) == sum(len(group.items) for group in GROUPS)
    assert {name for item in ITEMS.values() for name in item.like} == set(INSTRUMENTS)
    for item in ITEMS.values():
        assert item.asks.endswith(".") and item.like and len(set(item.like)) == len(item.like)
        assert bool(item.judge) != bool(item.look_at), item.id


def test_what_a_person_looks_at_exists(project: Path) -> None:
    spots = [spot for each in checked(project).values() if each.judgement == "for a person" for spot in each.spots]
    assert len(spots) > 20 and all((project / spot.place.path).is_file() for spot in spots)


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
    words = re.sub(r"<style>.*?</style>|<[^>]*>|\s+", " ", told.output, flags=re.DOTALL)
    assert "no rating by any of them, and no approval" in words and "There is no score" in words
    for name in INSTRUMENTS:
        assert name in words
    assert not re.search(r"\d ?%|\d+ items|\d+ (?:of|out of) \d+ (?:are|is|questions|met)", words, re.IGNORECASE)
    assert "there is no section `moving`" in words


def test_as_text(project: Path) -> None:
    told = run(project).output
    assert max(map(len, told.splitlines())) <= 120
    for item in ITEMS.values():
        assert item.asks.split()[-1] in told
    assert "2026-11-21" in told and told.count("    for a person  ") == len(ITEMS) - len(JUDGED)
    assert "Not met" not in told
    (project / "docs/content/sample-scan/topics/moving.yaml").unlink()
    assert "  Not met, see below: It tells what changes in daily life." in run(project).output


def test_as_json(project: Path) -> None:
    found = json.loads(run(project, "--format", "json").output)
    (procedure,) = found["procedures"]
    assert set(found) == {"date", "notes", "informed_by", "procedures"}
    items = {item["id"]: item for item in procedure["items"]}
    assert set(items) == set(ITEMS) and items["risks"]["judgement"] == "met"
    assert items["risks"]["places"][0]["stands_on"] == ["page results"]


def test_as_html(project: Path) -> None:
    change(
        project,
        {"file": "docs/content/sample-scan/topics/risks.yaml", "replace": "title: Risks", "with": 'title: "<b>&"'},
    )
    page = run(project, "--format", "html").output
    assert "&lt;b&gt;&amp;" in page and "<b>" not in page and "<script" not in page
    assert not re.search(r"\b(?:src|action|style)=|url\(|@import|https?:", page)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'id="([^"]+)"', page))
    assert "prefers-color-scheme: dark" in page and "@media print" in page
