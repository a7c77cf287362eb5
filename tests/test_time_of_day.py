"""A fact that is a time of day: one line of the clinic changes it wherever sentences say it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from commands import ROOT
from editing import change

from build_tools import checks
from build_tools.checks import english
from build_tools.content import reader
from build_tools.content.model import Fact
from build_tools.languages.catalog import catalog
from build_tools.problems import Place

FACT = """  last_food: {what: when you eat last, unit: time_of_day, low: 18:00, high: 24:00, set_by: clinic,
    sources: [practice]}
"""
SAID = "Nothing to eat after {last_food}."
STEP = f"{SAID}\n        unset: Nothing to eat late."


@pytest.mark.parametrize(
    ("setting", "shown"),
    [("24:00", "midnight"), ('"24:00"', "midnight"), ("22:00", "10:00 PM"), ("21:30", "9:30 PM")],
)
def test_a_setting_is_said_in_all_places(tmp_path: Path, setting: str, shown: str) -> None:
    project = Path(shutil.copytree(ROOT / "tests/miniature", tmp_path / "project"))
    with (project / "docs/content/sample-scan/facts.yaml").open("a", encoding="utf-8") as stream:
        stream.write(FACT)
    with (project / "docs/content/clinic.yaml").open("a", encoding="utf-8") as stream:
        stream.write(f"    last_food: {{value: {setting}, owner: Scan team, source: Rule, expires: 2027-11-01}}\n")
    topics = "docs/content/sample-scan/topics"
    change(project, f"{topics}/timed-steps.yaml", "Wear loose clothes.", STEP)
    change(project, f"{topics}/key-points.yaml", "You go home on the same day.", STEP)
    read, unreadable = reader.read(project)
    assert [*unreadable, *checks.run(read)] == []
    sections = english.readings(read)["sample-scan"].resolver
    assert sections.line(SAID, "", Place("")).text == f"Nothing to eat after {shown}."


@pytest.mark.parametrize(
    ("code", "time", "shown"),
    [
        ("en_US", "00:00", "midnight"),
        ("en_US", "12:00", "noon"),
        ("en_US", "12:30", "12:30 PM"),
        ("en_GB", "22:00", "22:00"),
        ("de_DE", "8:05", "08:05"),
        ("en_XA", "22:00", "⁅10:00 PM⁆"),
    ],
)
def test_a_time_is_written_as_in_its_country(tmp_path: Path, code: str, time: str, shown: str) -> None:
    fact = Fact.model_validate({"what": "x", "unit": "time_of_day", "value": time, "sources": ["x"]})
    words = catalog(tmp_path, code, Place("clinic.yaml"))
    assert (words.fact(fact), words.number(fact)) == (shown, shown)
