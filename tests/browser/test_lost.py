"""Addresses that lead nowhere: of any depth, in no language, with a wrong anchor; the reader still gets on."""

from __future__ import annotations

import re
from itertools import cycle
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from large import large
from playwright.sync_api import Browser, expect

from .conftest import NARROW, Tab, served
from .pages import FILES, HELP_PAGES, HOME, PHONES, PROCEDURES, SITE, TOPIC_PAGES
from .search_box import ANSWERS, box

NOWHERE = [
    "no-such-page.html",
    f"{PROCEDURES[0]}/no-such-page.html",
    "a/b/c/d/e/f.html",
    f"fr/{TOPIC_PAGES[0].path}",
    "xx/index.html",
    "no-such-folder/",
    "%E2%80%AE%3Cscript%3E.html?x=%22%3E",
]
ANCHORS = ["#no-such-section", "#", "#%", "#%E0%A4%A", "#__proto__", '#"><img src=x>', "#:~:text=x", "#search"]
NUMBERS = [phone["number"] for phone in PHONES.values()]


@pytest.mark.parametrize("path", NOWHERE)
def test_a_lost_reader_gets_on(same_tab: Tab, address: str, path: str) -> None:
    tab = same_tab
    tab.visit(address + path)
    expect(tab.page.get_by_role("heading", name="This page is not here")).to_be_visible()
    links = {urldefrag(link).url.removeprefix(address) for link in tab.page.locator("article a").evaluate_all(
        "links => links.map(link => link.href)")}  # fmt: skip
    tiles = {f"{id}/{page['id']}.html" for id in PROCEDURES for page in SITE["pages"] if "tile" in page}
    assert tiles | HELP_PAGES | {HOME} <= links
    for number in NUMBERS:
        expect(tab.page.locator("article").get_by_role("link", name=number).first).to_be_visible()
    assert not tab.errors and not tab.strangers(address)
    assert tab.page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgba(0, 0, 0, 0)", "no styles"


def test_a_lost_reader_can_search(tab: Tab, address: str) -> None:
    tab.resize(NARROW)
    tab.page.goto(address + NOWHERE[2])
    tab.page.get_by_role("button", name="Search this guide").press("Enter")
    expect(box(tab.page)).to_be_focused()
    tab.page.keyboard.type("shower")
    result = tab.page.locator(ANSWERS).first
    result.wait_for()
    result.click()
    tab.page.wait_for_url(lambda url: url.removeprefix(address).partition("?")[0].partition("#")[0] in FILES)
    assert not tab.errors


def test_the_first_key_leads_a_lost_reader_past_the_menu(tab: Tab, address: str) -> None:
    tab.page.goto(address + NOWHERE[0])
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate("document.activeElement.textContent.trim()") == "Skip to content"
    tab.page.keyboard.press("Enter")
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate("!!document.activeElement.closest('article')")


def test_a_lost_reader_without_scripts(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + NOWHERE[2])
        expect(page.locator("h1")).to_have_text("This page is not here")
        expect(page.get_by_role("button", name="Search this guide")).to_have_count(0)
        page.locator("article").get_by_role("link", name="Go to the first page").click()
        expect(page).to_have_url(address + HOME)


@pytest.mark.parametrize("folder", [*large(["/"]), "/somewhere/else/"])
def test_a_lost_reader_gets_on_where_the_site_lies_in_another_folder(tab: Tab, built_site: Path, folder: str) -> None:
    with served(built_site, folder) as start:
        tab.page.goto(start + NOWHERE[2])
        expect(tab.page.locator("body")).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
        expect(box(tab.page)).to_be_attached()
        tab.page.get_by_role("button", name="Search this guide").press("Enter")
        tab.page.keyboard.type("shower")
        expect(tab.page.locator(ANSWERS).first.locator("a")).to_have_attribute("href", re.compile(f"^{folder}"))
        tab.page.keyboard.press("Escape")
        tab.page.locator("article").get_by_role("link", name="Go to the first page").click()
        expect(tab.page).to_have_url(start + HOME)


def test_opened_from_a_folder_it_leads_home(tab: Tab, built_site: Path) -> None:
    tab.page.goto(f"{built_site.as_uri()}/404.html")
    tab.page.wait_for_url(f"{built_site.as_uri()}/{HOME}")


@pytest.mark.parametrize("turn", [0, *large([1])])
def test_a_wrong_anchor_shows_the_page(tab: Tab, address: str, built_site: Path, turn: int) -> None:
    """Each on the server or from the folder; the other way round in `make test-all`."""
    paths = cycle((HOME, TOPIC_PAGES[0].path, "desk.html", "c/index.html", TOPIC_PAGES[-1].path))
    starts = address, f"{built_site.as_uri()}/"
    for number, anchor in enumerate(ANCHORS, turn):
        tab.page.goto("about:blank")
        tab.page.goto(starts[number % 2] + next(paths) + anchor)
        expect(tab.page.locator("h1")).to_be_visible()
    assert not tab.errors


@pytest.mark.parametrize("code", ["ABC-DEF", "222-222", "no code at all"])
def test_a_wrong_code_gets_an_answer(same_tab: Tab, address: str, code: str) -> None:
    tab = same_tab
    tab.visit(f"{address}c/{code}.html")
    expect(tab.page.get_by_text("This code was never released here")).to_be_visible()
    expect(tab.page.get_by_role("link", name="Look up another code")).to_be_visible()
    assert not tab.errors
