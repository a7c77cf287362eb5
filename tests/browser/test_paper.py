"""A page printed from the browser: its words and numbers, and nothing to press."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from .conftest import Scheme, tabs
from .pages import CLINIC, ON_PATH_TOPICS, PHONES, PageOfSite

# Whether all words are dark on white, whatever the reader's system is.
IS_DARK_ON_WHITE = """() => {
    const light = color => { const [r, g, b] = color.match(/[0-9.]+/g).map(Number); return (r + g + b) / 3 };
    const all = [...document.querySelectorAll("article :is(h1, h2, p, li, summary)")];
    const words = all.filter(e => e.checkVisibility());
    return light(getComputedStyle(document.body).backgroundColor) > 250
        && words.filter(e => !e.closest(".emergency, .do, .do-not")).every(e => light(getComputedStyle(e).color) < 130);
}"""


def printed(browser: Browser, url: str, path: Path, scheme: Scheme) -> tuple[str, bool, list[str]]:
    """The words on paper; whether they are dark on white; which parts of the screen's frame are left."""
    with tabs(browser) as open_tab:
        page = open_tab(scheme=scheme).page
        page.goto(url, wait_until="networkidle")
        page.pdf(path=path, format="Letter")
        page.emulate_media(media="print", color_scheme=scheme)
        frame = "header, .ways, .help-bar, .foot, .onward, .offer, .share, .contents, .on-this-page, .origins > *"
        left = page.locator(frame).evaluate_all("found => found.filter(e => e.checkVisibility()).map(e => e.className)")
        is_dark: bool = page.evaluate(IS_DARK_ON_WHITE)
    words = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, encoding="utf-8", check=True)
    return " ".join(words.stdout.split()), is_dark, left


@pytest.mark.parametrize(
    ("page", "scheme"),
    [
        *((page, "light") for page in (ON_PATH_TOPICS[1], ON_PATH_TOPICS[-1])),
        *(pytest.param(page, "light", marks=pytest.mark.large) for page in (ON_PATH_TOPICS[0], *ON_PATH_TOPICS[2:-1])),
        (ON_PATH_TOPICS[0], "dark"),
        *(pytest.param(page, "dark", marks=pytest.mark.large) for page in ON_PATH_TOPICS[1:]),
    ],
    ids=lambda each: getattr(each, "path", each),
)
def test_paper_has_the_words_and_no_menus(
    browser: Browser, address: str, tmp_path: Path, page: PageOfSite, scheme: Scheme
) -> None:
    path = page.path
    words, is_dark_on_white, left = printed(browser, address + path, tmp_path / "page.pdf", scheme)

    assert left == []
    assert is_dark_on_white
    assert page.entry["title"] in words
    for phone in PHONES.values():
        assert phone["number"] in words
    assert f"{CLINIC['website'].rstrip('/')}/{path}" in words.replace(" ", "")
    assert "Draft: not yet approved" in words and "Review by" in words
    for button in ("Share this page", "Print this page", "(PDF)", "On this page", "Back to the top", "Search"):
        assert button not in words


def test_what_is_folded_away_is_printed_too(browser: Browser, address: str, tmp_path: Path) -> None:
    path = next(page.path for page in ON_PATH_TOPICS if page.entry["id"] == "getting-ready")
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address + path)
        folded = page.locator("details.more summary, details.more li:first-child").all_text_contents()
    words, _, _ = printed(browser, address + path, tmp_path / "page.pdf", "light")

    squeezed = "".join(words.split())
    assert folded and [each for each in folded if "".join(each.split()) not in squeezed] == []
