"""A copy of the site on a stick, a mirror or a disk says after a while that it is old; the clinic's own never does."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from commands import TODAY
from playwright.sync_api import Page, Route, expect

from .conftest import Tab, large_where
from .pages import CLINIC, HOME, PAGES, PHONES, SITE

DAYS = SITE.get("copy_days", 90)
NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=ZoneInfo(CLINIC["time_zone"]))
OLD, YOUNG = (NOON + timedelta(days=days) for days in (DAYS + 1, DAYS))
PATHS = [HOME, PAGES[0].path, "desk.html", "c/index.html"]
COPIES = [("a folder", path) for path in PATHS] + [("a mirror", path) for path in [*PATHS, "no-such-page.html"]]
# Each page in one of the places; in `make test-all` in both.
ELSEWHERE = [("a folder", path) for path in PATHS[::2]] + [("a mirror", path) for path in PATHS[1::2]]


@pytest.fixture
def tab(timed_tab: Tab) -> Tab:
    """Here the clock is set before each page."""
    return timed_tab


def visit(page: Page, url: str, moment: datetime) -> None:
    page.clock.set_fixed_time(moment)
    page.goto(url)


@large_where(lambda case: (case["place"], case["path"]) in ELSEWHERE)
@pytest.mark.parametrize(("place", "path"), COPIES)
def test_an_old_copy_says_so_and_where_the_guide_is(
    tab: Tab, address: str, built_site: Path, place: str, path: str
) -> None:
    start = address if place == "a mirror" else f"{built_site.as_uri()}/"
    visit(tab.page, start + path, YOUNG)
    expect(tab.page.locator("h1")).to_be_visible()
    expect(tab.page.locator(".old-copy")).to_have_count(0)
    visit(tab.page, start + path, OLD)
    notice = tab.page.locator(".old-copy")
    expect(notice).to_be_visible()
    expect(notice).to_contain_text("This is an old copy of our guide. It may be wrong now.")
    assert notice.locator("a").first.get_attribute("href") == CLINIC["website"]
    expect(notice.locator("a[href^='tel:']")).to_have_text(PHONES["day"]["number"])
    assert not tab.errors


@pytest.mark.parametrize("www", ["", "www."])
def test_the_clinic_s_own_never_does(tab: Tab, built_site: Path, www: str) -> None:
    """Also where nothing was built for years; its review speaks for it then."""
    here = urlsplit(CLINIC["website"])

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path.removeprefix(here.path)
        route.fulfill(path=built_site / path.strip("/"))

    tab.page.route("**/*", answer)
    visit(tab.page, f"https://{www}{here.netloc}{here.path.rstrip('/')}/{PAGES[0].path}", OLD + timedelta(days=2000))
    expect(tab.page.locator(".review-due").first).to_be_visible()  # the script has run
    expect(tab.page.locator(".old-copy")).to_have_count(0)
