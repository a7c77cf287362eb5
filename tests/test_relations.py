"""What the shipped facts.yaml says of two numbers, against what a clinic may set."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from commands import ROOT

from build_tools.checks.relations import relations_compare, relations_hold
from build_tools.content import reader

CLINIC = "docs/content/clinic.yaml"


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"fast_food": 2, "fast_drink": 8}, ["fast_drink"]),
        ({"fast_food": 2, "fast_drink": 2}, []),
        ({"shower_after": 12}, ["dressing_off"]),
        ({"shower_after": 48, "dressing_off": 72}, ["dressing_off"]),
        ({"shower_after": 72, "dressing_off": 72}, []),
        ({"arrive_early": 180}, []),
        ({"escort_stay": 12, "no_driving": 72}, []),
    ],
)
def test_settings_that_hang_together(tmp_path: Path, settings: dict[str, int], told: list[str]) -> None:
    for folder in ("docs", "leaflets"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    text = (tmp_path / CLINIC).read_text("utf-8")
    for id, value in settings.items():
        text, count = re.subn(rf"(?m)^(    {id}: {{value: )\d+", rf"\g<1>{value}", text)
        assert count == 1
    (tmp_path / CLINIC).write_text(text, "utf-8")
    project, unreadable = reader.read(tmp_path)
    assert [*unreadable, *relations_compare(project)] == []
    places = [problem.place for problem in relations_hold(project)]
    lines = text.splitlines()
    assert [lines[place.line - 1].split(":")[0].strip() for place in places] == told
    assert all(place.path == CLINIC for place in places)
