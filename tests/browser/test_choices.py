"""Choices compared: two side by side, which one picks; a card for each without scripts and on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import Tab, tabs
from .pages import PROCEDURES

PAGE = f"{PROCEDURES[0]}/is-it-for-me.html"
SHOWN = ".choices td:visible"


def choices(page: Page) -> list[str]:
    """The names of the choices in the visible cells of the first row, from left to right."""
    cells = page.locator(".choices tbody tr").first.locator("td:visible").all()
    placed = sorted(
        (box["x"], cell.get_attribute("data-choice") or "") for cell in cells if (box := cell.bounding_box())
    )
    return [name for _, name in placed]


def test_two_choices_stand_side_by_side(tab: Tab, address: str) -> None:
    tab.page.goto(address + PAGE)
    first, second = tab.page.locator(".picks select").all()
    names = first.locator("option").all_inner_texts()
    assert choices(tab.page) == [names[0], names[-1]]
    first.select_option(index=2)
    second.select_option(index=1)
    assert choices(tab.page) == [names[2], names[1]]
    taken = second.locator("option:checked").inner_text()
    assert first.locator("option[disabled]").all_inner_texts() == [taken], "nobody compares a choice with itself"
    before = tab.page.locator(SHOWN).first.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert before.strip('"') in (names[2], names[1]), "each cell says whose it is"
    assert not tab.errors


@pytest.mark.parametrize("width", [320, 360, 400])
def test_nothing_scrolls_sideways(browser: Browser, address: str, width: int) -> None:
    with tabs(browser) as open_tab:
        page = open_tab(size=(width, 800)).page
        page.goto(address + PAGE)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        wide = "found => found.filter(each => each.scrollWidth > each.clientWidth + 1).length"
        assert page.locator(".choices, .choices td:visible, .choices th:visible").evaluate_all(wide) == 0
        assert all((box := each.bounding_box()) and box["height"] >= 44 for each in page.locator(".picks select").all())


def test_without_scripts_each_choice_is_a_card(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto(address + PAGE)
        names = page.locator(".choices thead th:visible")
        count, rows = names.count(), page.locator(".choices tbody tr").count()
        assert count > 2 and page.locator(SHOWN).count() == count * rows
        tops = [box["y"] for each in names.all() if (box := each.bounding_box())]
        assert tops == sorted(tops)
        for number in range(count):  # the cells of a choice follow its name
            cells = page.locator(f".choices td:nth-of-type({number + 1})").all()
            places = [box["y"] for cell in cells if (box := cell.bounding_box())]
            end = tops[number + 1] if number + 1 < count else float("inf")
            assert places == sorted(places) and all(tops[number] < place < end for place in places)


def test_on_paper_each_choice_is_a_card(tab: Tab, address: str) -> None:
    tab.page.goto(address + PAGE)
    tab.page.emulate_media(media="print")
    assert tab.page.locator(".picks").is_hidden()
    assert tab.page.locator(SHOWN).count() == tab.page.locator(".choices td").count()


def test_questions_stand_on_top_and_each_leads_back(tab: Tab, address: str) -> None:
    tab.resize((390, 844))
    tab.page.goto(address + PAGE)
    links = tab.page.locator(".questions a").all()
    assert len(links) > 4 and tab.page.locator("article details.more[open]").count() == 0
    for link in links:
        box = link.bounding_box()
        assert box and box["height"] >= 54
        expect(tab.page.locator(f"h2{link.get_attribute('href')}")).to_be_visible()
    assert tab.page.locator(".back a").count() == len(links)
    tab.page.locator(".back a").last.click()
    expect(tab.page.locator(".questions h2")).to_be_in_viewport()
