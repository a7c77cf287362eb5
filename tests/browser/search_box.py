"""The search, as a reader uses it."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

ANSWERS = "[data-search-result]"
IS_OPEN = "document.querySelector('#search[open]')?.dataset.shown !== undefined"
# Those to what was typed, at once: as if the reader had pressed Enter, but for the keys.
ALL = """typed => new Promise((done, fail) => {
    const search = document.querySelector("#search")
    const end = performance.now() + 20000
    search.dataset.shown = "\\n"
    search.querySelector("input").value = typed
    search.querySelector("form").requestSubmit()
    const shown = () => {
        search.querySelector("input").focus()
        return [...search.querySelectorAll("[data-search-result]")].map(each => each.dataset.searchResult)
    }
    const look = () => search.dataset.shown === typed ? done(shown())
        : performance.now() < end ? requestAnimationFrame(look) : fail(Error("no new answers"))
    look()
})"""
CARDS = """() => [...document.querySelectorAll(".search-card")].map(card => ({
    level: card.dataset.danger,
    call: card.querySelector(".search-call").innerText.replace(/\\s+/g, " "),
    dials: card.querySelector(".search-call").getAttribute("href"),
    signs: [...card.querySelectorAll("li a > span")].map(sign => sign.innerText),
}))"""


def box(page: Page) -> Locator:
    """Where to type."""
    return page.locator("#search input")


def comes_to_it(page: Page) -> None:
    """Open the search, if it is not open, and wait until it is ready."""
    if page.evaluate(IS_OPEN):
        return
    if not box(page).is_visible():
        page.locator("header [data-opens-search]").click()
        expect(box(page)).to_be_focused()
    expect(page.locator("#search[data-shown]")).to_be_visible()


def ask(page: Page, words: str) -> list[Locator]:
    """Put words into the box; the signs of danger and the answers in their order."""
    locations(page, words)
    return page.locator(ANSWERS).all()


def locations(page: Page, words: str) -> list[str]:
    """Where they lie, in order, counted from the site's first folder."""
    comes_to_it(page)
    shown: list[str] = page.evaluate(ALL, words)
    return shown


def cards(page: Page, words: str) -> list[dict[str, Any]]:
    """The cards of danger: level, what to do, the number and the signs."""
    locations(page, words)
    found: list[dict[str, Any]] = page.evaluate(CARDS)
    return found


def found(page: Page, words: str) -> tuple[list[dict[str, Any]], list[str]]:
    """The cards of danger, and the ids as `answer` gives them."""
    places = locations(page, words)
    return page.evaluate(CARDS), _ids(places)


def opened_by(page: Page, row: Locator) -> Locator:
    """Presses an answer or a sign; the place that then is in sight."""
    place = row.get_attribute("data-search-result") or ""
    row.locator("a").click()
    found = page.locator(f"[id='{place.partition('#')[2]}']")
    expect(found).to_be_in_viewport()
    return found


def answer(page: Page, words: str) -> list[str]:
    """The ids of the sections that are shown, in order, and of pages that are shown without one; once for all signs."""
    return _ids(locations(page, words))


def _ids(places: list[str]) -> list[str]:
    places = [place.partition("#sign-")[0] for place in places]
    return list(dict.fromkeys(re.sub(r".*[#/]|\.html$", "", place) for place in places))


def says(page: Page, words: str | re.Pattern[str]) -> None:
    """Waits until the search says so. By what is seen: what it could say else stands hidden beside it."""
    expect(page.locator(".search-said")).to_contain_text(words, use_inner_text=True)
