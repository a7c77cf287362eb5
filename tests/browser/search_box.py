"""The search, as a reader uses it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

NOTHING = re.compile("we found nothing", re.IGNORECASE)
ANSWERS = "[data-search-result]"
# All answers are replaced in one go: when a mark that stood among them has gone, the new ones are there.
MARK = "() => document.querySelector('.search-answers').append(document.createElement('hr'))"
IS_NEW = "() => !document.querySelector('.search-answers hr')"
SHOWN = """() => new Promise((done, fail) => {
    const end = performance.now() + 20000
    const list = document.querySelector(".search-answers")
    const shown = () => [...list.querySelectorAll("[data-search-result]")].map(each => each.dataset.searchResult)
    const look = () => !list.querySelector("hr") ? done(shown())
        : performance.now() < end ? requestAnimationFrame(look) : fail(Error("no new answers"))
    look()
})"""


def box(page: Page) -> Locator:
    """Where to type."""
    return page.locator("#search input")


def comes_to_it(page: Page) -> None:
    """Open the search, if it is not open, and wait until it is ready."""
    if not box(page).is_visible():
        page.locator("header [data-opens-search]").click()
    expect(box(page)).to_be_focused()
    expect(page.locator("#search[data-now]:not([data-now='wait'])")).to_be_visible()


def ask(page: Page, words: str) -> list[Locator]:
    """Put words into the box; the answers in their order."""
    comes_to_it(page)
    page.evaluate(MARK)
    box(page).fill(words)
    page.wait_for_function(IS_NEW)
    return page.locator(ANSWERS).all()


def locations(page: Page, words: str) -> list[str]:
    """Where the answers lie, in order, counted from the site's first folder. Quicker than `ask`."""
    comes_to_it(page)
    page.evaluate(MARK)
    box(page).fill(words)
    shown: list[str] = page.evaluate(SHOWN)
    return shown


def answer(page: Page, words: str) -> list[str]:
    """The ids of the sections that are shown, in order, and of pages that are shown without one."""
    return [re.sub(r".*[#/]|\.html$", "", location) for location in locations(page, words)]


def says(page: Page, words: str | re.Pattern[str]) -> None:
    """Waits until the search says so. By what is seen: what it could say else stands hidden beside it."""
    expect(page.locator(".search-said")).to_contain_text(words, use_inner_text=True)
