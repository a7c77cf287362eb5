"""The buttons to share and print a page: by keyboard, from a server and a folder, whatever the browser can do."""

from __future__ import annotations

from pathlib import Path

import pytest
from large import large
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import NARROW, WIDE, Tab
from .pages import CLINIC, HOME, PAGES, PageOfSite

PAGE = PAGES[0].path
ON_THE_WEB = CLINIC["website"].rstrip("/") + "/" + PAGE
SHARES = """navigator.share = async what => { window.shared = what }"""
REFUSES = """navigator.share = async () => { throw new DOMException("no", "%s") }"""
NO_SHARE = "delete Navigator.prototype.share"
COPIES = """Object.defineProperty(navigator, "clipboard",
    {value: {writeText: async text => { window.copied = text }}})"""
NO_COPY = """Object.defineProperty(navigator, "clipboard", {value: undefined})"""


def _open(page: Page, url: str, *prepared: str) -> Locator:
    """The button of a page."""
    for script in prepared:
        page.add_init_script(script)
    page.goto(url)
    return page.locator("[data-do=share]")


def _press(page: Page, url: str, *prepared: str) -> None:
    _open(page, url, *prepared).press("Enter")


def test_the_device_s_own_way_to_share(tab: Tab, address: str) -> None:
    """By keyboard alone, from the top of the page."""
    button = _open(tab.page, f"{address}{PAGE}?h=word#", SHARES, COPIES)
    tab.page.locator("h1").evaluate("title => { title.tabIndex = -1; title.focus() }")
    for _ in range(150):
        tab.page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            break
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_function("() => window.shared")
    shared = tab.page.evaluate("shared")

    assert shared["url"].rstrip("#") == address + PAGE
    assert shared["title"] == tab.page.title()
    assert tab.page.evaluate("window.copied === undefined")


def test_without_one_the_address_is_copied_and_that_is_said(tab: Tab, address: str) -> None:
    _press(tab.page, address + PAGE, NO_SHARE, COPIES)
    expect(tab.page.get_by_role("status").filter(has_text="is copied")).to_be_visible()
    assert tab.page.evaluate("copied") == address + PAGE


def test_where_nothing_can_be_copied_the_address_stands_there(tab: Tab, address: str) -> None:
    for size in (WIDE, NARROW):
        tab.resize(size)
        _press(tab.page, address + PAGE, NO_SHARE, NO_COPY)
        field = tab.page.get_by_label("Copy this address")
        expect(field).to_have_value(address + PAGE)
        expect(field).to_be_focused()
        assert tab.page.evaluate("document.activeElement.selectionEnd") == len(address + PAGE)
    assert not tab.errors


@pytest.mark.parametrize(("error", "is_copied"), [("AbortError", False), ("NotAllowedError", True)])
def test_a_reader_who_changes_their_mind_is_left_alone(tab: Tab, address: str, error: str, is_copied: bool) -> None:
    _press(tab.page, address + PAGE, REFUSES % error, COPIES)
    tab.page.wait_for_timeout(100)
    assert tab.page.evaluate("window.copied !== undefined") == is_copied
    assert not tab.errors


def test_from_a_folder_the_address_on_the_web_is_shared(tab: Tab, built_site: Path) -> None:
    """That of the folder leads nobody anywhere."""
    _press(tab.page, f"{built_site.as_uri()}/{PAGE}", NO_SHARE, COPIES)
    expect(tab.page.get_by_role("status").filter(has_text="is copied")).to_be_visible()
    assert tab.page.evaluate("copied") == ON_THE_WEB


def test_the_print_window_opens_by_keyboard(tab: Tab, address: str) -> None:
    tab.page.add_init_script("window.print = () => { window.printed = (window.printed ?? 0) + 1 }")
    tab.page.goto(address + PAGE)
    tab.page.get_by_role("button", name="Print this page").press("Enter")
    assert tab.page.evaluate("printed") == 1


@pytest.mark.parametrize("pages", [PAGES[:3], *large([PAGES[3:]])], ids=["first", "others"])
def test_every_page_for_patients_has_the_buttons_and_no_other(tab: Tab, address: str, pages: list[PageOfSite]) -> None:
    for path in (HOME, *(page.path for page in pages)):
        tab.page.goto(address + path)
        expect(tab.page.get_by_role("button", name="Share this page")).to_be_visible()
    for path in ("desk.html", "c/index.html"):
        tab.page.goto(address + path)
        expect(tab.page.locator(".share")).to_have_count(0)


def test_buttons_that_cannot_work_are_not_there(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + PAGE)
        expect(page.locator(".share")).to_be_hidden()


def test_paper_has_no_buttons(tab: Tab, address: str) -> None:
    tab.page.goto(address + PAGE)
    tab.page.emulate_media(media="print")
    expect(tab.page.locator(".share")).to_be_hidden()
