"""What axe-core and a keyboard find, on every page, light and dark, on a desk and on a phone."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
from large import large_but
from playwright.sync_api import Browser, Page, expect

from .conftest import NARROW, WIDE, Scheme, Tab, large_where, tabs
from .pages import FILES, FOR_STAFF, FRAMES, HOME, LOST, TOPIC_PAGES
from .search_box import ANSWERS, ask, box

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
PAGES = [*FILES, *FOR_STAFF, LOST]
ALIKE = {"the-day", "about", "disagreements"}  # all that stands there stands on other pages too
PRESSED = {"is-it-for-me", "plan", "words", "leaflets"}  # what can be pressed is different there
SCHEMES: list[Scheme] = ["light", "dark"]

RUN_AXE = """async () => (await axe.run({
    resultTypes: ["violations"],
    rules: {"label-content-name-mismatch": {enabled: true}},
})).violations.flatMap(rule => rule.nodes.map(
    node => [rule.impact, rule.id, String(node.target), node.html.slice(0, 200), node.failureSummary]))"""

# Whether the page is dark when it has to be, and light when not; a colour in a browser is always given as rgb.
IS_DARK = """dark => {
    const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[0-9.]+/g).map(Number);
    return (red + green + blue < 384) === dark;
}"""

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
        box: [box.left, box.top, box.right, box.bottom, innerWidth, innerHeight, scrollY],
    };
}"""


SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])


# Each color and each size each time; each color in each size in `make test-all`.
LOOKS = [
    pytest.param("light", WIDE, id="light-wide"),
    pytest.param("dark", NARROW, id="dark-narrow"),
    pytest.param("dark", WIDE, id="dark-wide", marks=pytest.mark.large),
    pytest.param("light", NARROW, id="light-narrow", marks=pytest.mark.large),
]


def _id(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".html")


@pytest.fixture(scope="module", params=large_but((path for path in PAGES if _id(path) not in ALIKE), PAGES))
def opened(request: pytest.FixtureRequest, same_tab: Tab, address: str) -> Tab:
    """Every page, once for both schemes and both sizes."""
    same_tab.page.goto(address + request.param)
    return same_tab


# What fades or slides in is looked at when it has arrived, not half seen through.
# The policy of the page keeps style elements out, but not style sheets that a script makes.
ADD_STYLE = """style => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets.push(sheet);
}"""
AT_REST = "*, *::before, *::after {transition: none !important; animation: none !important}"


def must_be_clean(page: Page) -> None:
    """Fails with all that axe finds on an open page."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(ADD_STYLE, AT_REST)
        page.evaluate(AXE)
    found: list[list[Any]] = page.evaluate(RUN_AXE)
    lines = [f"{impact} {rule}: {target}\n{html}\n{why}" for impact, rule, target, html, why in found]
    if lines:
        pytest.fail("\n\n".join(lines), pytrace=False)


# Each page in one of two looks, light on a desk or dark on a phone; in all of them in `make test-all`.
@large_where(lambda case: PAGES.index(case["opened"]) % 2 != (case["scheme"] == "dark"))
@pytest.mark.parametrize(("scheme", "size"), LOOKS)
def test_axe_finds_nothing(opened: Tab, scheme: Scheme, size: tuple[int, int]) -> None:
    """For readers with a light and a dark system; a page follows when the system changes, as the next test tells."""
    opened.page.emulate_media(color_scheme=scheme)
    opened.resize(size)
    opened.page.wait_for_function(IS_DARK, arg=scheme == "dark")

    must_be_clean(opened.page)


def test_look_is_that_of_the_reader_s_system(tab: Tab, address: str) -> None:
    """Also when the system changes at dusk, on an open page and on the next visit."""
    tab.page.goto(address)
    for scheme in (*SCHEMES, *SCHEMES):
        tab.page.emulate_media(color_scheme=scheme)
        tab.page.wait_for_function(IS_DARK, arg=scheme == "dark")
        tab.page.reload()
        tab.page.wait_for_function(IS_DARK, arg=scheme == "dark")


@large_where(lambda case: case["scheme"] == "light")
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_what_opens(browser: Browser, address: str, scheme: Scheme) -> None:
    """The search results, the menu of a phone, the folded lists."""
    with tabs(browser) as open_tab:
        page = open_tab(size=NARROW, scheme=scheme).page
        page.goto(address + TOPIC_PAGES[0].path)
        for folded in page.locator("article details").all():
            folded.evaluate("folded => folded.open = true")
        must_be_clean(page)
        page.locator("header .search-button").click()
        box(page).press_sequentially("pain")
        page.locator(ANSWERS).first.wait_for()
        must_be_clean(page)
        ask(page, "xylophonequark")
        must_be_clean(page)
        page.keyboard.press("Escape")
        page.locator("header button[aria-controls]").click()
        page.locator("#menu a:visible").first.wait_for()
        must_be_clean(page)


def _settled_focus(tab: Tab) -> dict[str, Any]:
    """Where the focus is, once the page has scrolled there; at most five seconds later."""
    for _ in range(100):
        focus: dict[str, Any] = tab.page.evaluate(FOCUS)
        if focus["atEnd"] or (focus["seen"] and focus["marked"]):
            break
        tab.page.wait_for_timeout(50)
    return focus


# Pages with other things to press, each in one of the sizes; all in each in `make test-all`.
IN_TURN = [
    pytest.param(path, size, id=f"{path}-{name}", marks=[pytest.mark.large] if (number + turn) % 2 or is_large else [])
    for number, path in enumerate(PAGES)
    for is_large in [path not in FRAMES and _id(path) not in PRESSED]
    for turn, (name, size) in enumerate({"wide": WIDE, "narrow": NARROW}.items())
]


@pytest.mark.parametrize(("path", "size"), IN_TURN)
def test_keyboard_never_stops_out_of_sight(same_tab: Tab, address: str, path: str, size: tuple[int, int]) -> None:
    same_tab.resize(size)
    same_tab.page.goto("about:blank")  # a page opened once more scrolls to where it was, maybe after the first keys
    same_tab.page.goto(address + path)
    unseen: list[dict[str, Any]] = []
    for _ in range(400):
        same_tab.page.keyboard.press("Tab")
        focus = _settled_focus(same_tab)
        if focus["atEnd"]:
            break
        if not (focus["seen"] and focus["marked"]):
            unseen.append(focus)
    else:
        pytest.fail("the end of the page is never reached")

    assert not unseen


LEAVE_SEARCH = """() => {
    document.getElementById("search").close();
    document.querySelector(".foot a").focus();
}"""


def test_where_the_keyboard_comes_to_after_the_search_is_in_sight(tab: Tab, address: str) -> None:
    tab.resize(NARROW)
    tab.page.goto(address + TOPIC_PAGES[0].path)
    tab.page.locator("header .search-button").press("Enter")
    expect(box(tab.page)).to_be_focused()
    tab.page.evaluate(LEAVE_SEARCH)  # at once, as a quick hand does
    expect(tab.page.locator(".foot a").first).to_be_in_viewport()


def test_an_answer_on_the_same_page_is_shown(tab: Tab, address: str) -> None:
    """The reader has come by the same words before, so that the page is not loaded again."""
    page = next(page for page in TOPIC_PAGES if "needle-site" in page.topics)
    tab.resize(NARROW)
    tab.page.goto(f"{address}{page.path}?h=shower")
    ask(tab.page, "shower")
    tab.page.locator(f"{ANSWERS} a[href*='#needle-site']").first.click()
    expect(box(tab.page)).to_be_hidden()
    expect(tab.page.locator("h2[id='needle-site']")).to_be_in_viewport()


@SIZES
def test_the_page_does_not_move_for_the_bar_that_stays_on_the_screen(
    tab: Tab, address: str, size: tuple[int, int]
) -> None:
    tab.resize(size)
    tab.page.goto(address + TOPIC_PAGES[0].path)
    tab.page.evaluate("scrollTo({top: 1500, behavior: 'instant'})")
    for link in tab.page.locator(".help-bar a").all():
        link.evaluate("link => link.focus()")
        assert tab.page.evaluate("scrollY") == 1500


@large_where(lambda case: (case["path"] == HOME) != (case["size"] == NARROW))
@SIZES
@pytest.mark.parametrize("path", [HOME, TOPIC_PAGES[0].path])
def test_first_key_leads_past_the_menu(tab: Tab, address: str, path: str, size: tuple[int, int]) -> None:
    tab.resize(size)
    tab.page.goto(address + path)
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate("document.activeElement.textContent.trim()") == "Skip to content"
    tab.page.keyboard.press("Enter")
    tab.page.keyboard.press("Tab")
    assert not tab.page.evaluate("!!document.activeElement.closest('header, #menu')")


def test_menu_of_a_phone_opens_by_keyboard(tab: Tab, address: str) -> None:
    tab.resize(NARROW)
    tab.page.goto(address + TOPIC_PAGES[0].path)
    for _ in range(12):
        tab.page.keyboard.press("Tab")
        if tab.page.evaluate("!!document.activeElement.closest('[aria-controls=menu]')"):
            break
    tab.page.keyboard.press("Enter")

    expect(tab.page.locator("#menu a[href]").first).to_be_in_viewport()
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate("!!document.activeElement.closest('#menu')")
    tab.page.keyboard.press("Escape")
    expect(tab.page.locator("#menu")).to_be_hidden()
    expect(tab.page.locator("[aria-controls=menu]")).to_be_focused()
