"""Today is the date on the clinic's clocks, wherever the computer stands and whatever its build system sets."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from commands import ROOT
from editing import change
from test_site_folder import whole_project

from build_tools.clock import today
from build_tools.content.reader import time_zone
from build_tools.problems import ProblemsFound

AHEAD, BEHIND = "Pacific/Kiritimati", "Pacific/Pago_Pago"  # 25 hours apart: never on the same date
ASK = "import sys; from build_tools import clock; print(clock.today(sys.argv[1]))"


@pytest.fixture(autouse=True)
def _no_other_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEAFLETS_DATE", raising=False)


@pytest.mark.parametrize("computers", ["UTC", AHEAD, BEHIND])
def test_the_computers_own_zone_and_its_build_system_do_not_matter(computers: str) -> None:
    def asked(zone: str) -> date:
        ours = {"PYTHONPATH": str(ROOT), "TZ": computers, "SOURCE_DATE_EPOCH": "1"}
        command = [sys.executable, "-c", ASK, zone]
        done = subprocess.run(command, env=ours, capture_output=True, encoding="ascii", check=True)
        return date.fromisoformat(done.stdout.strip())

    assert asked(BEHIND) < asked(AHEAD)
    assert abs(asked("UTC") - datetime.now(UTC).date()).days <= 1  # midnight may come between


def test_a_zone_that_nobody_knows_is_told_elsewhere() -> None:
    assert abs(today("Europe/Nowhere") - today("UTC")).days <= 1


@pytest.mark.parametrize("day", ["tomorrow", "2027-02-30", "1800000000", "2027-1-1x", "27-01-01"])
def test_another_day_is_written_as_days_are(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.setenv("LEAFLETS_DATE", day)
    with pytest.raises(ProblemsFound, match="bad-day"):
        today("UTC")
    monkeypatch.setenv("LEAFLETS_DATE", "2027-12-01")
    assert today("UTC") == date(2027, 12, 1)


def test_the_zone_is_the_clinics(tmp_path: Path) -> None:
    project = whole_project(tmp_path)
    assert time_zone(project) == "America/New_York"
    change(project, "docs/content/clinic.yaml", "time_zone: ", "time-zone: ")
    assert time_zone(project) == "UTC"
