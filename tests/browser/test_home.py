"""The first page: what do you need today?"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from .conftest import NARROW, WIDE, Tab, tabs
from .pages import CLINIC, HOME, HOURS, PAGES, PHONES, PROCEDURES, helps
from .search_box import ANSWERS, box

TILES = [page for page in PAGES if "tile" in page.entry]
SIZES = {"wide": WIDE, "phone": (390, 760), "narrow": NARROW}


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_every_door_is_there_and_easy_to_press(browser: Browser, address: str, size: tuple[int, int]) -> None:
    with tabs(browser) as open_tab:
        page = open_tab(size=size).page
        page.goto(address + HOME)
        for tile in TILES:
            link = page.locator(f".tiles a[href='{tile.path}']")
            expect(link).to_contain_text(tile.entry["tile"]["title"])
            expect(link).to_contain_text(tile.entry["tile"]["text"])
            box = link.bounding_box()
            assert box and box["height"] >= 60 and box["width"] >= 130
            assert link.evaluate("link => link.scrollWidth <= link.clientWidth + 1"), "words stand out of the tile"


def test_doors_ask_what_the_reader_needs_today(tab: Tab, address: str) -> None:
    tab.page.goto(address + HOME)
    expect(tab.page.locator("h1")).to_have_text("What do you need today?")
    assert {tile.entry["id"] for tile in TILES} >= {"getting-ready", "the-day", "afterwards", "get-help"}
    for procedure in PROCEDURES:
        tab.page.locator(f".tiles a[href='{helps(procedure)}']").click()
        expect(tab.page.locator("article a[href^='tel:']").first).to_be_in_viewport()
        tab.page.go_back()


def test_doors_show_their_drawings(tab: Tab, address: str) -> None:
    tab.page.goto(address + HOME)
    drawn = tab.page.locator(".tiles img").evaluate_all("found => found.filter(each => each.naturalWidth > 0).length")

    assert drawn == len([tile for tile in TILES if "picture" in tile.entry["tile"]]) > 0


def test_home_names_the_clinic_and_its_numbers(tab: Tab, address: str) -> None:
    tab.resize((390, 760))
    tab.page.goto(address + HOME)

    expect(tab.page.locator("header")).to_contain_text(CLINIC["name"])
    for phone in PHONES.values():  # each once, beside the bar at the foot
        links = tab.page.locator("article a[href^='tel:']:visible, footer a[href^='tel:']")
        expect(links.filter(has_text=phone["number"])).to_have_count(1)
        if phone["id"] != "emergency":
            expect(tab.page.locator("footer").get_by_text(HOURS[phone["id"]], exact=True)).to_be_visible()


def test_home_invites_to_search(tab: Tab, address: str) -> None:
    tab.resize((390, 760))
    tab.page.goto(address + HOME)
    tab.page.locator(".search-invitation").click()
    expect(box(tab.page)).to_be_focused()
    tab.page.keyboard.type("shower")
    expect(tab.page.locator(ANSWERS).first).to_be_visible()


def test_without_scripts_nothing_invites_to_what_does_not_work(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + HOME)
        expect(page.locator(".search-invitation")).to_be_hidden()
        expect(page.locator(".tiles a").first).to_be_visible()
