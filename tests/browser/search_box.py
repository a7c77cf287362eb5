"""The search box, as a reader uses it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

NOTHING = re.compile("we found nothing", re.IGNORECASE)
SOMETHING = re.compile("may answer you", re.IGNORECASE)
BUSY = re.compile("one moment", re.IGNORECASE)
# The theme empties its list and fills it in one go: when a mark that stood in it has gone, the new answers are there.
MARK = "() => document.querySelector('.md-search-result__list').append(document.createElement('hr'))"
IS_NEW = "() => !document.querySelector('.md-search-result__list hr')"
SHOWN = """() => new Promise((done, fail) => {
    const end = performance.now() + 20000
    const list = document.querySelector(".md-search-result__list")
    const id = link => link.hash.slice(1) || link.pathname.split("/").pop().replace(".html", "")
    const shown = item => {
        const links = [...item.querySelectorAll("a.md-search-result__link")].filter(link => link.checkVisibility())
        const sections = links.filter(link => link.hash)
        return (sections.length ? sections : links).map(id)
    }
    const look = () => !list.querySelector("hr") ? done([...list.children].flatMap(shown))
        : performance.now() < end ? requestAnimationFrame(look) : fail(Error("no new answers"))
    look()
})"""


def box(page: Page) -> Locator:
    """Where to type."""
    return page.locator(".md-search__input")


def comes_to_it(page: Page) -> None:
    """Go into the box, and wait until search is ready: it starts when a reader comes to it."""
    box(page).focus()
    expect(page.locator(".md-search-result__meta")).not_to_have_text(BUSY)


def ask(page: Page, words: str) -> list[Locator]:
    """Put words into the box; the answers in their order. The same words twice bring no new answers."""
    comes_to_it(page)
    page.evaluate(MARK)
    box(page).fill(words)
    page.wait_for_function(IS_NEW)
    return page.locator(".md-search-result__item").all()


def answer(page: Page, words: str) -> list[str]:
    """The ids of the sections that are shown, in order, and of pages that are shown without one. Quicker than `ask`."""
    comes_to_it(page)
    page.evaluate(MARK)
    box(page).fill(words)
    shown: list[str] = page.evaluate(SHOWN)
    return shown


def says_that_there_are_answers(page: Page) -> None:
    """Waits for it."""
    expect(page.locator(".md-search-result__meta")).to_have_text(SOMETHING)
