"""How every page is set: help one tap away and in nobody's way, key points first, room for great letters."""

from __future__ import annotations

import re
from typing import Any

import pytest
from large import large, large_but
from playwright.sync_api import Browser, Page, Playwright, expect

from .conftest import WITHOUT_WINDOWS, Tab, large_where, launched
from .pages import FILES, FOR_STAFF, FRAMES, HELP_PAGES, HOME, LOST, ON_PATH_TOPICS, PATH, PHONES, PageOfSite

PHONE, DESK, ZOOMED = (390, 760), (1280, 900), (320, 256)  # the last is a window of 1280 x 1024, four times as large
SIZES = {"phone": PHONE, "desk": DESK, "zoomed": ZOOMED}
ON_PATH = ON_PATH_TOPICS
HELP_PAGE = min(HELP_PAGES)

# Whether an element is on the screen and nothing lies on it, and how large it is to the finger.
REACH = """link => {
    const box = link.getBoundingClientRect(), [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const isInside = box.left >= 0 && box.top >= 0 && box.right <= innerWidth + 1 && box.bottom <= innerHeight + 1;
    return {free: isInside && link.contains(document.elementFromPoint(x, y)), width: box.width, height: box.height};
}"""

# The words of a page that lie below something else when the reader has come to its end.
LAST_WORDS_COVERED = """() => [...document.querySelectorAll(".foot a, .foot p")].slice(-3).filter(element => {
    const box = element.getBoundingClientRect();
    return !element.contains(document.elementFromPoint(box.x + 2, box.y + box.height / 2));
}).map(element => element.textContent)"""

# Where the focus lies under something that stays on the screen.
FOCUS_COVERED = """() => {
    const element = document.activeElement, box = element.getBoundingClientRect();
    const at = document.elementFromPoint(box.x + Math.min(box.width / 2, 20), box.y + box.height / 2);
    return element !== document.body && !!at && !element.contains(at) && !!at.closest(".ways, .help-bar")
        && !element.closest(".ways, .help-bar") ? element.outerHTML.slice(0, 120) : "";
}"""

# WCAG 1.4.12: what readers may set for themselves.
SPACING = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`p { margin-bottom: 2em !important }
        * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }`);
    document.adoptedStyleSheets.push(sheet);
}"""

# Words that are cut off, or lie on others, because a box has no room for them.
CUT = """() => [...document.querySelectorAll("article *, header *, .ways *, .foot *")].filter(element => {
    const style = getComputedStyle(element);
    const holdsWords = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    return holdsWords && element.checkVisibility() && style.overflow === "hidden"
        && (element.scrollHeight > element.clientHeight + 2 || element.scrollWidth > element.clientWidth + 2);
}).map(element => element.outerHTML.slice(0, 120))"""


# The grounds of links, by whether they lead to the page that is open.
GROUNDS = """links => {
    const found = {true: [], false: []};
    for (const link of links) found[link.hasAttribute("aria-current")].push(getComputedStyle(link).backgroundColor);
    return [found.false, found.true];
}"""

# In how many rows elements stand: a row ends where the next element is below all of it.
ROWS = """found => {
    const boxes = found.map(each => each.getBoundingClientRect()).sort((one, other) => one.top - other.top);
    return boxes.filter((box, at) => at === 0 || box.top >= boxes[at - 1].bottom - 1).length;
}"""

# Links that dial and are too low for a finger; within a sentence they have the height of its lines.
SMALL = """() => [...document.querySelectorAll("a[href^='tel:']")].filter(link => {
    const place = link.closest(".contacts li") ?? link;  // there all of the card can be pressed
    return link.checkVisibility() && getComputedStyle(link).display !== "inline"
        && place.getBoundingClientRect().height < 44;
}).map(link => [link.outerHTML.slice(0, 80), link.getBoundingClientRect().height])"""

# The two rings around what has the focus, or around the card that holds it.
RING = """() => {
    const focused = document.activeElement;
    const rings = [focused, focused.closest(".card")].filter(Boolean).map(each => getComputedStyle(each));
    const style = rings.find(each => each.outlineStyle !== "none" && each.boxShadow !== "none") ?? rings[0];
    const spread = parseFloat(style.boxShadow.match(/[0-9.]+px/g)?.[3] ?? 0);
    const ring = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
    return {html: focused.outerHTML.slice(0, 120), colors: [style.outlineColor, style.boxShadow.split(")")[0]],
        widths: [ring, spread - ring]};
}"""


@pytest.fixture(scope="module", params=large_but(FRAMES, [*FILES, *FOR_STAFF, LOST]))
def opened(request: pytest.FixtureRequest, same_tab: Tab, address: str) -> Tab:
    """Every page, loaded once for all tests of this module."""
    same_tab.resize(PHONE)
    same_tab.page.goto(address + request.param)
    return same_tab


def _scroll(page: Page, share: float) -> None:
    page.evaluate("share => scrollTo({top: share * document.documentElement.scrollHeight, behavior: 'instant'})", share)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_help_is_one_tap_away_wherever_the_reader_is(opened: Tab, size: tuple[int, int]) -> None:
    opened.resize(size)
    is_there = size == PHONE and opened.page.url.endswith(HELP_PAGE)  # then 911 stands in its place
    help = opened.page.locator(".help-bar .emergency" if is_there else "a.get-help")
    for share in (0, 0.5, 1) if size != ZOOMED else (0,):
        _scroll(opened.page, share)
        reach = help.evaluate(REACH)
        assert reach["free"], f"get help cannot be pressed at {share}"
        assert reach["height"] >= 44 and reach["width"] >= 44


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_phone_is_one_tap_away_too(opened: Tab, size: tuple[int, int]) -> None:
    opened.resize(size)
    _scroll(opened.page, 0.5)
    link = opened.page.locator(".help-bar .call")

    assert link.evaluate(REACH)["free"]
    assert any(phone["number"] in link.inner_text() for phone in PHONES.values())


def test_help_covers_no_words_at_the_end(opened: Tab) -> None:
    opened.resize(PHONE)
    _scroll(opened.page, 1)

    assert opened.page.evaluate(LAST_WORDS_COVERED) == []


def test_a_window_as_low_as_with_great_zoom_keeps_its_room(opened: Tab) -> None:
    opened.resize(ZOOMED)
    _scroll(opened.page, 0.5)
    fixed = "found => found.filter(each => /fixed|sticky/.test(getComputedStyle(each).position)).length"

    assert opened.page.locator("header, .ways, .help-bar").evaluate_all(fixed) == 0
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= ZOOMED[0]


def test_wider_spacing_breaks_nothing(opened: Tab, address: str) -> None:
    opened.resize((320, 700))
    opened.page.evaluate(SPACING)

    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 320
    assert opened.page.evaluate(CUT) == []
    opened.page.evaluate("document.adoptedStyleSheets.pop()")


@large_where(lambda case: (case["size"] == PHONE) != (case["page"] == ON_PATH[0]))
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("page", [ON_PATH[0], ON_PATH[-1]], ids=lambda page: page.entry["id"])
def test_what_stays_on_the_screen_covers_no_focus(
    tab: Tab, address: str, page: PageOfSite, size: tuple[int, int]
) -> None:
    tab.resize(size)
    tab.page.goto(address + page.path)
    covered = []
    for key in ["Tab"] * 80 + ["Shift+Tab"] * 40:
        tab.page.keyboard.press(key)
        covered.append(tab.page.evaluate(FOCUS_COVERED))

    assert not any(covered)


@large_where(lambda case: case["page"] in ON_PATH[2:-1])  # one that begins with questions, one with key points, help
@pytest.mark.parametrize("page", ON_PATH, ids=lambda page: page.path)
def test_what_matters_most_comes_first(tab: Tab, address: str, page: PageOfSite) -> None:
    """Key points, or all questions, or the way to each level of help: on the first screen of a phone."""
    tab.resize(PHONE)
    tab.page.goto(address + page.path)
    is_help = page.path in HELP_PAGES
    is_of_questions = page.entry.get("questions") and not page.topics[0].startswith("key-")
    wanted = ".levels" if is_help else ".questions h2" if is_of_questions else f"#{page.topics[0]} + .key-points"

    expect(tab.page.locator(wanted).first).to_be_in_viewport()
    first = tab.page.locator("article h2").first
    assert is_help or first.get_attribute("id") == ("all-questions" if is_of_questions else page.topics[0])
    expect(first).to_be_in_viewport()
    # Nothing but the page's title and one line about it stands above.
    above = "first => [...document.querySelectorAll('article > *')].findIndex(each => each.contains(first))"
    assert tab.page.locator(wanted).first.evaluate(above) <= 4


def test_help_page_begins_with_the_emergency_number(tab: Tab, address: str) -> None:
    tab.resize(PHONE)
    for path in sorted(HELP_PAGES):
        tab.page.goto(address + path)
        link = tab.page.locator("article a[href^='tel:']").first
        expect(link).to_have_text(PHONES["emergency"]["number"])
        expect(link).to_be_in_viewport()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_contents_lead_to_each_section(tab: Tab, address: str, size: tuple[int, int]) -> None:
    page = max(ON_PATH, key=lambda page: len(page.topics))
    tab.resize(size)
    tab.page.goto(address + page.path)
    if size == PHONE:
        tab.page.locator(".contents summary").click()
    for topic in page.topics[-3:]:
        tab.page.locator(f".contents a[href='#{topic}']:visible, .on-this-page a[href='#{topic}']:visible").click()
        heading = tab.page.locator(f"h2[id='{topic}']")
        expect(heading).to_be_in_viewport()
        assert heading.evaluate(REACH)["free"], f"{topic} lies under what stays on the screen"


def test_what_is_folded_away_opens_and_is_found(tab: Tab, address: str) -> None:
    """By a press, by keyboard, and by search that leads to words inside."""
    page = next(page for page in ON_PATH if page.entry["id"] == "the-day")
    tab.page.goto(address + page.path)
    folded = tab.page.locator("details.more").nth(1)
    expect(folded.locator(".block").first).to_be_hidden()
    folded.locator("summary").click()
    expect(folded.locator(".block").first).to_be_visible()
    folded.locator("summary").press("Enter")
    expect(folded.locator(".block").first).to_be_hidden()
    tab.page.goto(f"{address}{page.path}?h=fluoroscope")
    expect(tab.page.locator("details.more mark").first).to_be_visible()


def test_what_is_folded_away_is_printed(tab: Tab, address: str) -> None:
    tab.page.goto(address + next(page for page in ON_PATH if page.entry["id"] == "the-day").path)
    folded = tab.page.locator("details.more")
    for event, opened in (("beforeprint", folded.count()), ("afterprint", 0)):
        tab.page.evaluate("event => dispatchEvent(new Event(event))", event)
        assert tab.page.locator("details.more[open]").count() == opened


def test_the_contents_beside_a_page_show_where_the_reader_is(tab: Tab, address: str) -> None:
    page = next(page for page in ON_PATH if page.entry["id"] == "afterwards")
    tab.page.goto(address + page.path)
    here = tab.page.locator(".on-this-page a[aria-current]")
    tab.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(here).to_have_attribute("href", f"#{page.topics[-1]}")
    tab.page.locator(f"h2[id='{page.topics[2]}']").evaluate("heading => heading.scrollIntoView()")
    expect(here).to_have_attribute("href", f"#{page.topics[2]}")


def test_without_scripts_the_menu_of_a_phone_lies_open(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 760}) as context:
        page = context.new_page()
        page.goto(address + next(each.path for each in ON_PATH if not each.entry.get("questions")))
        for each in PATH:
            if each.path not in HELP_PAGES:
                expect(page.locator(f"#menu a[href$='{each.entry['id']}.html']")).to_be_visible()
        page.locator("details.more summary").first.click()
        expect(page.locator("details.more .block").first).to_be_visible()


@pytest.mark.parametrize("features", [{"forced_colors": "active"}, {"contrast": "more"}], ids=["forced", "contrast"])
def test_readers_who_need_more_contrast_see_where_help_is(browser: Browser, address: str, features: Any) -> None:
    with browser.new_context(viewport={"width": 390, "height": 760}, **features) as context:
        page = context.new_page()
        page.goto(address + ON_PATH[0].path)
        border = page.locator("a.get-help").evaluate("link => getComputedStyle(link).borderTopStyle")
        assert border == "solid"
        expect(page.locator("a.get-help")).to_be_in_viewport()


def test_the_current_page_is_told_where_the_system_chooses_all_colors(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": DESK[0], "height": DESK[1]}, forced_colors="active") as context:
        page = context.new_page()
        page.goto(address + ON_PATH[0].path)
        others, current = page.locator("#menu a").evaluate_all(GROUNDS)
        assert len(current) == 1 and not set(current) & set(others)


@large_where(lambda case: case["width"] % 80)
@pytest.mark.parametrize("width", range(900, 1300, 20))
def test_the_menu_is_one_row_or_folded(same_tab: Tab, address: str, width: int) -> None:
    same_tab.resize((width, 800))
    same_tab.page.goto(address + ON_PATH[0].path)
    rows = same_tab.page.locator("#menu a:visible, .help-bar a:visible").evaluate_all(ROWS)
    folded = same_tab.page.locator("header button[aria-controls]").is_visible()
    assert folded or rows == 1


def test_numbers_to_call_are_large_enough_for_a_finger(opened: Tab) -> None:
    """WCAG 2.5.5: 44 pixels; but for those within a sentence."""
    opened.resize(PHONE)
    assert opened.page.evaluate(SMALL) == []


@pytest.mark.parametrize("step", [140, *large([60])])
@pytest.mark.parametrize("path", [HOME, HELP_PAGE])
def test_no_number_to_call_is_broken(same_tab: Tab, address: str, path: str, step: int) -> None:
    same_tab.page.goto(address + path)
    for width in range(320, 1300, step):
        same_tab.resize((width, 800))
        broken = same_tab.page.locator("a[href^='tel:'] .fact").evaluate_all(
            "found => found.filter(each => each.getClientRects().length > 1).map(each => each.textContent)"
        )
        assert broken == [], width


@large_where(lambda case: (case["path"] == HELP_PAGE) != (case["scheme"] == "light"))
@pytest.mark.parametrize("path", [HELP_PAGE, "desk.html"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_is_seen_on_every_ground(browser: Browser, address: str, path: str, scheme: Any) -> None:
    """Two rings next to each other, so far apart in brightness that one of them differs from whatever is behind."""
    with browser.new_context(color_scheme=scheme) as context:
        page = context.new_page()
        page.goto(address + path)
        for _ in range(25):
            page.keyboard.press("Tab")
            ring = page.evaluate(RING)
            colors = [[int(part) for part in re.findall(r"[0-9]+", color)[:3]] for color in ring["colors"]]
            lighter, darker = sorted(map(_luminance, colors), reverse=True)
            assert (lighter + 0.05) / (darker + 0.05) > 9, ring
            assert min(ring["widths"]) >= 3, ring


def _luminance(color: list[int]) -> float:
    """WCAG 2: how bright a color is, 0 to 1."""
    parts = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in (n / 255 for n in color))
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def test_nothing_moves_for_readers_who_want_it_still(browser: Browser, address: str) -> None:
    with browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(address + ON_PATH[0].path)
        lasts = "found => found.map(each => parseFloat(getComputedStyle(each).transitionDuration))"
        assert not any(page.locator("*").evaluate_all(lasts))


SPLIT_WORDS = """() => {
    const text = document.querySelector(".brand span").firstChild, range = document.createRange();
    return [...text.data.matchAll(/\\S+/g)].filter(word => {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        return range.getClientRects().length > 1;
    }).map(word => word[0]);
}"""


@large_where(lambda case: case["size"] == 24)
@pytest.mark.parametrize("size", [24, 32], ids=["150 %", "200 %"])
def test_readers_who_have_set_greater_letters(playwright: Playwright, address: str, size: int) -> None:
    """In the browser's own settings; the name of the clinic is not torn, and nothing scrolls sideways."""
    for chromium in launched(playwright, [f"--blink-settings=defaultFontSize={size}"], *WITHOUT_WINDOWS):
        page = chromium.new_context(viewport={"width": 390, "height": 844}).new_page()
        for path in (*FILES, *FOR_STAFF):
            page.goto(address + path)
            assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") > 1.2 * size
            assert page.evaluate(SPLIT_WORDS) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
