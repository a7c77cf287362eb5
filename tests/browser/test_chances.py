"""Chances as pictures of 100 people: what is drawn, named and said is what the source says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

import pytest
from PIL import Image, ImageOps
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import NARROW, WIDE, Tab, tabs
from .pages import CONTENT, TOPIC_PAGES, PageOfSite, _read

LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


class Chance(NamedTuple):
    """A row of chances, read from the source."""

    fact: dict[str, Any]
    say: str
    otherwise: str

    @property
    def bounds(self) -> tuple[int, int]:
        value = self.fact.get("value")
        return (self.fact["low"], self.fact["high"]) if value is None else (value, value)

    @property
    def people(self) -> str:
        return f"{_of_hundred(*self.bounds, self.fact['of'])} of 100 people"

    @property
    def others(self) -> str:
        low, high = self.bounds
        return _of_hundred(self.fact["of"] - high, self.fact["of"] - low, self.fact["of"])


def _range(low: int, high: int) -> str:
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _of_hundred(low: int, high: int, of: int) -> str:
    first, last = 100 * low / of, 100 * high / of
    if 0 < last < 1 or 99 < first < 100:
        return "fewer than 1" if last < 1 else "more than 99"
    return ("" if first.is_integer() and last.is_integer() else "about ") + _range(round(first), round(last))


def _begun(words: str) -> str:
    return words[0].upper() + words[1:]


def chances_of(page: PageOfSite) -> list[Chance]:
    facts = _read(CONTENT / page.procedure / "facts.yaml")["facts"]
    found = []
    for topic in page.topics:
        path = CONTENT / page.procedure / f"topics/{topic}.yaml"
        for block in _read(path)["blocks"] if path.exists() else ():
            for row in block["rows"] if block["kind"] == "chances" else ():
                found.append(Chance(facts[row["fact"]], LINK.sub(r"\1", row["say"]), row["otherwise"]))
    return found


PAGES = [page for page in TOPIC_PAGES if chances_of(page)]
SIDE_BY_SIDE = [page for page in TOPIC_PAGES if page.entry.get("side_by_side")]

# The people of a picture: [kind, column, row] of each; `people` is a row of ten.
DRAWN = """picture => [...picture.querySelectorAll("use")].flatMap(use => {
    const count = use.getAttribute("href").endsWith("people") ? 10 : 1;
    const [x, y] = ["x", "y"].map(name => Number(use.getAttribute(name) ?? 0));
    return Array.from({length: count}, (_, step) => [use.parentElement.getAttribute("class"), x / 10 + step, y / 11]);
})"""

SEEN = {"sure": "full", "unsure": "half"}

# The contrast of what people are drawn with, by kind, against what lies behind the picture.
CONTRAST = """picture => {
    const light = colour => {
        const parts = colour.match(/[0-9.]+/g).slice(0, 3).map(part => part / 255)
            .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    };
    let behind = picture;
    while (behind && getComputedStyle(behind).backgroundColor.match(/, 0\\)$/)) behind = behind.parentElement;
    const ground = light(behind ? getComputedStyle(behind).backgroundColor : "rgb(255, 255, 255)");
    return Object.fromEntries([...picture.querySelectorAll("g")].map(group => {
        const line = light(getComputedStyle(group).stroke);
        return [group.getAttribute("class"), (Math.max(line, ground) + 0.05) / (Math.min(line, ground) + 0.05)];
    }));
}"""

NOTHING_OVER_IT = """() => document.querySelectorAll("body *").forEach(element => {
    if (getComputedStyle(element).position.match(/fixed|sticky/)) element.style.display = "none";
})"""
# Above all else, and so large that each unit of a person has several pixels.
LARGE = """picture => Object.assign(picture.style, {
    background: "white", left: 0, maxWidth: "none", position: "fixed", top: 0, width: "600px", zIndex: 9,
})"""


@pytest.fixture(scope="module", params=PAGES, ids=lambda page: str(page.path))
def opened(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[tuple[Tab, list[Chance]]]:
    """Each page with chances, opened once."""
    page: PageOfSite = request.param
    with tabs(browser) as open_tab:
        tab = open_tab()
        tab.page.goto(address + page.path)
        yield tab, chances_of(page)


def pictures(page: Page) -> list[Locator]:
    return page.locator("article svg.people").all()


def test_every_chance_has_its_picture_with_the_same_numbers(opened: tuple[Tab, list[Chance]]) -> None:
    tab, chances = opened
    assert [picture.get_attribute("aria-label") for picture in pictures(tab.page)] == [
        f"{_begun(chance.people)} {chance.say}; {chance.others} {chance.otherwise}." for chance in chances
    ]
    for picture, chance in zip(pictures(tab.page), chances, strict=True):
        expect(tab.page.get_by_role("img", name=picture.get_attribute("aria-label") or "", exact=True)).to_be_visible()
        beside = re.sub(r" \([^)]*\)", "", " ".join(picture.locator("xpath=..").inner_text().split()))
        said = f"{_begun(chance.people)} {chance.say}. {_begun(chance.others)} {chance.otherwise}."
        assert re.sub(r" \([^)]*\)", "", said) in beside


def test_as_many_people_are_marked_as_the_source_says(opened: tuple[Tab, list[Chance]]) -> None:
    tab, chances = opened
    for picture, chance in zip(pictures(tab.page), chances, strict=True):
        drawn = picture.evaluate(DRAWN)
        assert sorted((row, column) for _, column, row in drawn) == [divmod(place, 10) for place in range(100)]
        marked = Counter(kind for kind, *_ in drawn)
        low, high = (100 * bound / chance.fact["of"] for bound in chance.bounds)
        if 0 < high < 1:
            assert marked == {"part": 1, "rest": 99}
        else:
            assert abs(marked["sure"] - low) <= 0.5 and abs(marked["sure"] + marked["unsure"] - high) <= 0.5


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_what_the_eye_sees_is_what_is_marked(opened: tuple[Tab, list[Chance]], direction: str) -> None:
    """In the middle of each person's body: full, half or empty, looked at in the picture itself, as it is read."""
    tab, _ = opened
    tab.page.evaluate(NOTHING_OVER_IT)
    tab.page.evaluate("direction => { document.documentElement.dir = direction }", direction)
    for picture in pictures(tab.page):
        marked = {(column, row): SEEN.get(kind, "empty") for kind, column, row in picture.evaluate(DRAWN)}
        picture.evaluate(LARGE)
        picture.scroll_into_view_if_needed()
        image = Image.open(BytesIO(picture.screenshot())).convert("L")
        picture.evaluate("picture => picture.removeAttribute('style')")
        read = ImageOps.mirror(image) if direction == "rtl" else image
        assert {(column, row): _seen(read, column, row) for column, row in marked} == marked
    tab.page.evaluate("document.documentElement.dir = 'ltr'")


def _seen(image: Image.Image, column: int, row: int) -> str:
    """How the shoulders of a person are filled, left and right of the middle; a person has 10 by 11 units."""
    unit = image.width / 100

    def is_filled(x: float) -> bool:
        ground, here = (
            image.getpixel((int(unit * (10 * column + left)), int(unit * (11 * row + top))))
            for left, top in ((0.5, 1), (x, 7.2))  # above the foot, which alone is filled for a part of a person
        )
        return isinstance(ground, int) and isinstance(here, int) and abs(ground - here) > 40

    shoulders = is_filled(3.5), is_filled(6.5)
    return {(True, True): "full", (True, False): "half", (False, False): "empty"}.get(shoulders, "wrong")


def test_open_counts_are_told(opened: tuple[Tab, list[Chance]]) -> None:
    tab, chances = opened
    for picture, chance in zip(pictures(tab.page), chances, strict=True):
        note = " ".join(picture.locator("xpath=..").locator(".note").all_inner_texts())
        low, high = chance.bounds
        assert ("Half filled" in note) is (low != high)


@pytest.mark.parametrize("media", ["light", "dark", "forced", "print"])
def test_people_are_seen_on_every_ground(opened: tuple[Tab, list[Chance]], media: str) -> None:
    tab, _ = opened
    tab.page.emulate_media(
        media="print" if media == "print" else "screen",
        color_scheme="dark" if media in ("dark", "print") else "light",
        forced_colors="active" if media == "forced" else "none",
    )
    for picture in pictures(tab.page):
        contrasts = picture.evaluate(CONTRAST)
        assert contrasts and min(contrasts.values()) >= 3, contrasts
    tab.page.emulate_media(media="screen", color_scheme="light", forced_colors="none")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_chances_of_one_block_stand_next_to_each_other(opened: tuple[Tab, list[Chance]], size: tuple[int, int]) -> None:
    tab, _ = opened
    tab.resize(size)
    for block in tab.page.locator(".pictures").all():
        boxes = [picture.bounding_box() for picture in block.locator("svg.people").all()]
        first, second = [*boxes, None, None][:2]
        assert first and (second is None or (second["y"] == first["y"] and second["x"] > first["x"] + first["width"]))
    tab.resize(WIDE)


@pytest.mark.parametrize("page", SIDE_BY_SIDE, ids=lambda page: str(page.path))
def test_two_topics_stand_side_by_side_where_there_is_room(tab: Tab, address: str, page: PageOfSite) -> None:
    tab.page.goto(address + page.path)
    left, right = (tab.page.locator(f"h2#{topic}") for topic in page.entry["side_by_side"])
    for size, is_side_by_side in ((WIDE, True), (NARROW, False)):
        tab.resize(size)
        one, other = left.bounding_box(), right.bounding_box()
        assert one and other
        assert (one["y"] == other["y"] and one["x"] < other["x"]) is is_side_by_side
        assert is_side_by_side or (one["x"] == other["x"] and one["y"] < other["y"])
    links = tab.page.locator(".on-this-page a[href^='#']")
    names = links.evaluate_all("links => links.map(link => link.hash.slice(1))")
    assert not names or {*page.entry["side_by_side"]} <= {*names}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.path))
def test_pictures_need_no_scripts(browser: Browser, address: str, page: PageOfSite) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        opened = context.new_page()
        opened.goto(address + page.path)
        for picture in pictures(opened):
            expect(picture).to_be_visible()
