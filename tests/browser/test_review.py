"""A page whose review is due says so by itself: the browser's clock is set, nothing is built anew."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml_data
from large import large
from playwright.sync_api import Browser, Page, expect

from .conftest import Tab, tabs
from .pages import CLINIC, CONTENT, HOME, PAGES, PHONES, PROCEDURES

REVIEWS: dict[str, date] = {id: yaml_data.read(CONTENT / id / "procedure.yaml")["review"] for id in PROCEDURES}
ZONE = ZoneInfo(CLINIC["time_zone"])
PAGE = PAGES[0]
DUE = REVIEWS[PAGE.procedure]
DUE_WORDS = f"{DUE:%B} {DUE.day}, {DUE.year}"
DUE_NOTICE = ".review-due:has-text('This page was to be reviewed by')"
FIRST = [HOME, *(page.path for page in PAGES[:3])]
OTHERS = [page.path for page in PAGES[3:]]
EARLIEST = min(REVIEWS.values())


@pytest.fixture
def tab(timed_tab: Tab) -> Tab:
    """Here the clock is set before each page."""
    return timed_tab


def in_clinic(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment by the clinic's clocks."""
    return datetime.combine(day, time(hour, minute), ZONE).astimezone(UTC)


def open_on(page: Page, url: str, moment: datetime) -> None:
    page.clock.set_fixed_time(moment)
    page.goto(url)


@pytest.mark.parametrize("paths", [FIRST, *large([OTHERS])], ids=["first", "others"])
@pytest.mark.parametrize("scheme", ["http", *large(["file"])])
def test_a_page_past_its_review_says_so(
    tab: Tab, address: str, built_site: Path, scheme: str, paths: list[str]
) -> None:
    start = address if scheme == "http" else f"{built_site.as_uri()}/"
    after = in_clinic(max(REVIEWS.values()) + timedelta(days=1), 12)
    for path in paths:
        open_on(tab.page, start + path, after)
        notice = tab.page.locator(".review-due").first
        expect(notice).to_be_visible()
        expect(notice).to_contain_text("was to be reviewed by")
        expect(notice.locator("a[href^='tel:']")).to_have_text(PHONES["day"]["number"])
        assert tab.page.locator(".review-due[hidden]").count() == 0, "the clinic's own numbers are past their day too"
    assert not tab.errors


@pytest.mark.parametrize("place", ["Pacific/Kiritimati", *large(["Pacific/Pago_Pago"])])
def test_until_the_end_of_that_day_it_does_not(browser: Browser, address: str, place: str) -> None:
    """The day is that of the clinic, wherever the reader is."""
    moments = {
        in_clinic(DUE - timedelta(days=200), 12): False,
        in_clinic(DUE, 0, 1): False,
        in_clinic(DUE, 23, 58): False,
        in_clinic(DUE + timedelta(days=1), 0, 2): True,
        in_clinic(DUE + timedelta(days=4000), 12): True,
        datetime(1970, 1, 1, tzinfo=UTC): False,  # a device that has lost its clock
    }
    with tabs(browser, timed=True, timezone_id=place) as open_tab:
        page = open_tab().page
        for moment, is_due in moments.items():
            open_on(page, address + PAGE.path, moment)
            expect(page.locator(DUE_NOTICE)).to_be_visible(visible=is_due)


def test_a_page_that_stays_open_says_so_later(tab: Tab, address: str) -> None:
    open_on(tab.page, address + PAGE.path, in_clinic(DUE, 12))
    expect(tab.page.locator(DUE_NOTICE)).to_be_hidden()
    tab.page.clock.set_fixed_time(in_clinic(DUE + timedelta(days=1), 12))
    tab.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(tab.page.locator(DUE_NOTICE)).to_be_visible()
    expect(tab.page.locator(DUE_NOTICE)).to_contain_text(DUE_WORDS)


def test_every_page_tells_the_day_also_without_scripts(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        for each in PAGES[:3]:
            page.goto(address + each.path)
            expect(page.locator(".review-by")).to_contain_text(f"Review by {DUE_WORDS}")
            expect(page.locator(".review-due").first).to_be_hidden()


def test_the_front_desk_is_told(tab: Tab, address: str) -> None:
    open_on(tab.page, f"{address}desk.html", in_clinic(EARLIEST, 12))
    expect(tab.page.locator(".review-due").first).to_be_hidden()
    open_on(tab.page, f"{address}desk.html", in_clinic(max(REVIEWS.values()) + timedelta(days=1), 12))

    expect(tab.page.locator(".review-due")).to_have_count(len(REVIEWS))
    expect(tab.page.locator(".review-due").first).to_contain_text("Ask who looks after")


def test_a_sheet_past_its_review_says_so_at_its_code(tab: Tab, address: str, built_site: Path) -> None:
    current = [path for path in built_site.glob("c/*-*.html") if 'class="sheet current' in path.read_text("utf-8")]
    for path in current[:1]:
        open_on(tab.page, f"{address}c/{path.name}", in_clinic(max(REVIEWS.values()) + timedelta(days=1), 12))
        expect(tab.page.locator(".sheet .review-due")).to_be_visible()
