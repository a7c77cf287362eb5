"""What axe-core and a keyboard find, on every page, light and dark, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from .conftest import NARROW, WIDE, Tab, tabs
from .pages import FILES, LOST, TOPIC_PAGES

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
PAGES = [*FILES, LOST]
LOOKS = [(scheme, size) for scheme in ("light", "dark") for size in (WIDE, NARROW)]

RUN_AXE = """async () => (await axe.run({resultTypes: ["violations"]})).violations.flatMap(rule => rule.nodes.map(
    node => [rule.impact, rule.id, String(node.target), node.html.slice(0, 200), node.failureSummary]))"""

# What has the focus, and whether a reader can see it and that it has it.
FOCUS = """() => {
    const element = document.activeElement, box = element.getBoundingClientRect(), style = getComputedStyle(element);
    const seen = box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth
        && box.bottom > 0 && box.top < innerHeight && element.checkVisibility({visibilityProperty: true});
    return {
        atEnd: element === document.body,
        seen: seen && !element.closest("[aria-hidden='true']"),
        marked: style.outlineStyle !== "none" || style.boxShadow !== "none",
        html: element.outerHTML.slice(0, 160),
        text: element.textContent.trim(),
    };
}"""


@pytest.fixture(scope="module", params=PAGES)
def opened(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Tab]:
    with tabs(browser) as open_tab:
        tab = open_tab()
        tab.page.goto(address + request.param)
        tab.page.evaluate(AXE)
        yield tab


def _violations(page: Page) -> str:
    found: list[list[Any]] = page.evaluate(RUN_AXE)
    return "\n\n".join(f"{impact} {rule}: {target}\n{html}\n{why}" for impact, rule, target, html, why in found)


@pytest.mark.parametrize(("scheme", "size"), LOOKS, ids=["light-wide", "light-narrow", "dark-wide", "dark-narrow"])
def test_axe_finds_nothing(opened: Tab, scheme: Any, size: tuple[int, int]) -> None:
    opened.page.emulate_media(color_scheme=scheme)
    opened.resize(size)
    wanted = "slate" if scheme == "dark" else "default"
    opened.page.wait_for_selector(f"body[data-md-color-scheme='{wanted}']")

    assert not _violations(opened.page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_opens(browser: Browser, address: str, scheme: Any) -> None:
    """The search results, the menu of a phone, the folded lists."""
    with tabs(browser) as open_tab:
        page = open_tab(size=NARROW, scheme=scheme).page
        page.goto(address + TOPIC_PAGES[0].path)
        page.evaluate(AXE)
        page.locator("details.origins summary").click()
        assert not _violations(page)
        page.locator("header label[for='__search']:visible").first.click()
        page.locator(".md-search__input").press_sequentially("pain")
        page.locator(".md-search-result__item").first.wait_for()
        assert not _violations(page)
        page.keyboard.press("Escape")
        page.locator("header label[for='__drawer']").click()
        page.locator(".md-nav--primary .md-nav__link:visible").first.wait_for()
        assert not _violations(page)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_keyboard_never_stops_out_of_sight(opened: Tab, size: tuple[int, int]) -> None:
    opened.resize(size)
    opened.page.reload()
    unseen: list[str] = []
    for _ in range(200):
        opened.page.keyboard.press("Tab")
        focus = opened.page.evaluate(FOCUS)
        if focus["atEnd"]:
            break
        if not (focus["seen"] and focus["marked"]):
            unseen.append(focus["html"])
    else:
        pytest.fail("the end of the page is never reached")

    assert not unseen


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_first_key_leads_past_the_menu(opened: Tab, size: tuple[int, int]) -> None:
    opened.resize(size)
    opened.page.reload()
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.textContent.trim()") == "Skip to content"
    opened.page.keyboard.press("Enter")
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate(
        "document.activeElement === document.body || !document.activeElement.closest('header, .md-sidebar')"
    )


def test_menu_of_a_phone_opens_by_keyboard(tab: Tab, address: str) -> None:
    tab.resize(NARROW)
    tab.page.goto(address + TOPIC_PAGES[0].path)
    link = tab.page.locator(".md-nav--primary > .md-nav__list > .md-nav__item > a.md-nav__link").first
    for _ in range(12):
        tab.page.keyboard.press("Tab")
        if tab.page.evaluate("!!document.activeElement.closest('[for=__drawer], #__drawer, [aria-controls]')"):
            tab.page.keyboard.press("Enter")
            tab.page.wait_for_timeout(200)
            break
    box = link.bounding_box()
    assert box and box["x"] >= 0, "no key opens the menu"
