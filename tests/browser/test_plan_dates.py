"""Page, paper and calendar file say the same of any appointment, in any zone, and what Python's calendar says.

A few dates in `make test`; PLAN_DATES sets how many there are in all, which `make test-all` makes five hundred.
"""

from __future__ import annotations

import os
import random
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from . import plan_oracle as oracle
from .test_plan import NOW, SHOWN, _must_hold_every_dated_step, expected, plan_tab, spaced
from .test_plan_parts import check_lines, events_of

ZONES = ("America/New_York", "Europe/London", "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns")
pytestmark = pytest.mark.numbers
IN_ALL = int(os.environ.get("PLAN_DATES", "25"))
ON_PAPER = 20  # one in so many is printed too, which takes as long as twenty that are not
# What would be saved is kept, without a file.
KEEP = "URL.createObjectURL = blob => { window.kept = blob.text(); return '#' }"
ASK = """async ([date, time]) => {
    const put = (name, value) => { document.getElementById(`plan-${name}`).value = value }
    put("date", date); put("time", time)
    document.querySelector(".plan-form [type=submit]").click()
    if (document.getElementById("plan-time-error").textContent) return null
    document.querySelector(".plan-save").click()
    return await window.kept
}"""


def appointments(zone: str) -> list[tuple[str, str]]:
    """Random ones of the years that the plan takes, at any minute, half of them near a day on which clocks change."""
    chance = random.Random(f"{zone} {IN_ALL}")
    minutes = range(-300 * 1440, 3 * 365 * 1440)
    start = datetime(2026, 12, 1)
    days = (start + timedelta(minutes=chance.choice(minutes)) for _ in range(IN_ALL // len(ZONES)))
    found = (_near_a_change(day, zone, chance) for day in days)
    return [(f"{day:%Y-%m-%d}", f"{day:%H:%M}") for day in found]


def _near_a_change(day: datetime, zone: str, chance: random.Random) -> datetime:
    """The same day, or one within a day of the next change of the clocks."""
    if chance.random() < 0.5:
        return day
    hours = (day.replace(minute=0) + timedelta(hours=count) for count in range(366 * 24))
    turns = (hour for hour in hours if len(oracle.instants(hour, zone)) != 1)
    turn = next(turns, day)
    return turn + timedelta(minutes=chance.randrange(-1440, 1440)) if turn.year < 2030 else day


@pytest.mark.parametrize("zone", ZONES)
def test_page_paper_and_calendar_agree(browser: Browser, address: str, tmp_path: Path, zone: str) -> None:
    def change(html: str) -> str:
        return html if zone == oracle.ZONE else html.replace(f'data-zone="{oracle.ZONE}"', f'data-zone="{zone}"')

    with plan_tab(browser, address, storage=KEEP, change=None if zone == oracle.ZONE else change) as tab:
        for number, visit in enumerate(appointments(zone)):
            text = tab.page.evaluate(ASK, visit)
            starts = oracle.instants(datetime.fromisoformat("T".join(visit)), zone)
            assert (text is None) == (not starts), visit
            if not starts:  # clocks jump over this time
                continue
            found = {tuple(map(spaced, each)) for each in tab.page.evaluate(SHOWN)}
            assert found == expected(visit, zone), visit
            check_lines(text.encode())
            _must_hold_every_dated_step(events_of(text.encode()), visit, zone)
            if number % ON_PAPER == 0:
                _must_be_on_paper(tab.page, found, tmp_path / "plan.pdf")
        assert tab.errors == []


def _must_be_on_paper(page: Page, found: set[tuple[Any, ...]], file: Path) -> None:
    page.pdf(path=file, format="Letter")
    with pypdfium2.PdfDocument(file) as document:
        text = re.sub(r"\W", "", "".join(side.get_textpage().get_text_bounded() for side in document))
    for day, label, words in found:
        for part in (day, label[1:], words):  # labels begin with a capital letter there
            assert re.sub(r"\W", "", part) in text, part


assert NOW.year == 2026  # the years of the appointments are counted from it
