"""One patient's own dates at the print desk: typed, printed, and gone; the dates as Python's calendar has them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from commands import ROOT, mkdocs_build
from large import large
from playwright.sync_api import Browser, Page, Route, expect
from projects import REAL
from test_desk_dates import CELLS, with_times

from build_tools.preflight.reader import sheets
from build_tools.preflight.spoken import Heard

from . import plan_oracle as oracle
from .conftest import NARROW, WIDE, Scheme, Tab, large_where, served, tabs
from .test_accessibility import SCHEMES, must_be_clean
from .test_desk import KEPT
from .test_plan import NOW, clock, spaced
from .test_plan_dates import appointments

SMALLEST = REAL.sizes["standard"].smallest
LASTS = 30  # minutes, at most: the miniature's scan
ZONE = "America/New_York"
VISIT = ("2026-12-10", "09:30")
FAR, RECENT = ("2025-12-10", "09:30"), ("2026-11-20", "09:30")
# Midnight, clocks that go forward and back, the end of a year, a leap day.
VISITS = [
    VISIT, ("2026-12-10", "05:00"), ("2026-12-10", "06:00"), ("2026-12-10", "12:00"), ("2026-12-10", "12:01"),
    ("2027-01-01", "00:10"), ("2027-03-14", "07:30"),
    ("2027-11-07", "07:15"), ("2027-11-07", "01:30"), ("2028-02-29", "23:50"),
]  # fmt: skip
TYPE = """([date, time]) => {
    for (const [name, value] of Object.entries({date, time})) {
        const field = document.getElementById(`plan-${name}`)
        field.value = value
        field.dispatchEvent(new Event("input", {bubbles: true}))
    }
}"""
# What stands in each cell of the strip: its time, its day, and in which night that is.
STRIP = """() => [...document.querySelector(".dated-preview").shadowRoot.querySelectorAll("ul.times li")].map(cell =>
    [...cell.querySelectorAll(".due")].map(each => each.textContent))"""
WORDS = """what => {
    const node = document.querySelector(`.${what}`).shadowRoot.querySelector(".paper").cloneNode(true)
    for (const each of node.querySelectorAll(".due")) each.remove()
    return node.textContent.split(/\\s+/).join(" ")
}"""
BLANK = """([dates, size]) => {
    const held = document.createElement("div")
    held.innerHTML = window.datedSheets[dates]
    return held.querySelector(`.sheet[data-size="${size}"] .paper`).textContent.split(/\\s+/).join(" ")
}"""
# What hangs out of its cell of the strip, to either side.
OUTSIDE = """() => {
    const {shadowRoot} = document.querySelector(".dated-preview")
    return [...shadowRoot.querySelectorAll("ul.times li")].flatMap(cell => {
    const box = cell.getBoundingClientRect()
    const range = document.createRange()
    return [...cell.querySelectorAll(".due, label")].filter(each => {
        range.selectNodeContents(each)
        const {left, right} = range.getBoundingClientRect()
        return left < box.left || right > box.right
    }).map(each => each.textContent)
})}"""
PRINTS = "window.printed = 0; window.print = () => printed++"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the miniature project with a strip of times."""
    folder = tmp_path_factory.mktemp("dated")
    project = with_times(folder)
    shutil.copy(ROOT / "mkdocs.yml", project)
    built = mkdocs_build(project, folder / "site", LEAFLETS_DATE="2026-12-01")
    assert built.returncode == 0, built.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def start(site: Path) -> Iterator[str]:
    with served(site, "/") as address:
        yield address


@pytest.fixture(params=["http", "file"])
def anywhere(request: pytest.FixtureRequest, site: Path, start: str) -> str:
    return start if request.param == "http" else f"{site.as_uri()}/"


@contextmanager
def opened(browser: Browser, start: str, zone: str = ZONE, **more: Any) -> Iterator[Tab]:
    """The desk where the clock stands still, at a clinic in a zone; `printed` counts."""
    with tabs(browser, timed=True, **{"timezone_id": zone, **more}) as open_tab:
        tab = open_tab()
        tab.page.clock.set_fixed_time(NOW)
        tab.page.add_init_script(PRINTS)
        if zone != ZONE:
            for file in ("**/desk.html", "**/desk/*.js"):
                tab.page.route(file, lambda route: _elsewhere(route, zone))
        tab.page.goto(f"{start}desk.html")
        yield tab


def _elsewhere(route: Route, zone: str) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace(ZONE, zone))


def type_in(page: Page, visit: tuple[str, str] = VISIT) -> None:
    page.evaluate(TYPE, visit)


def loaded(page: Page) -> None:
    """The first sheet with dates is there."""
    expect(page.locator(".dated-preview .yours")).to_be_attached()


def expected(visit: tuple[str, str], zone: str) -> list[list[str]]:
    """What the strip must say."""
    found = oracle.instants(datetime.fromisoformat("T".join(visit)), zone)
    over = found[-1] + timedelta(minutes=LASTS)
    cells = []
    for id, unit, value, side, _, _ in CELLS:
        due = oracle.count(found[0] if side == "before" else over, -value if side == "before" else value, unit, zone)
        assert due.at
        is_night, eve = due.at.astimezone(ZoneInfo(zone)).time() <= time(6), due.day - timedelta(days=1)
        night = [f"in the night from {eve:%A} to {due.day:%A}"] if is_night else []
        evening = [f"So on {eve:%a, %b} {eve.day}: Eat before you go to bed."] if is_night and id == "fast" else []
        cells.append([clock(due.at, zone), f"{due.day:%a, %b} {due.day.day}", *night, *evening])
    return cells


def shown(page: Page) -> list[list[str]]:
    return [[spaced(each) for each in cell] for cell in page.evaluate(STRIP)]


# That a folder does as well is shown by the strip, and by what is kept; the rest of it in `make test-all`.
SERVER_ALONE = large_where(lambda case: case["anywhere"] == "file")


def test_the_strip_has_the_patient_s_dates_on_a_server_and_from_a_folder(browser: Browser, anywhere: str) -> None:
    with opened(browser, anywhere) as tab:
        for visit in VISITS:
            type_in(tab.page, visit)
            loaded(tab.page)
            assert shown(tab.page) == expected(visit, ZONE), visit
        assert not tab.errors and not tab.strangers(anywhere)


@pytest.mark.parametrize("zone", [ZONE, *large(["Europe/London"]), "Australia/Lord_Howe"])
def test_any_appointment_has_the_dates_of_python_s_calendar(browser: Browser, start: str, zone: str) -> None:
    with opened(browser, start, zone) as tab:
        type_in(tab.page)
        loaded(tab.page)
        for visit in appointments(zone):
            type_in(tab.page, visit)
            found = oracle.instants(datetime.fromisoformat("T".join(visit)), zone)
            if found and found[0] > NOW:
                assert shown(tab.page) == expected(visit, zone), visit
            else:  # it is past, or clocks jump over it
                expect(tab.page.locator(".dated-preview")).to_be_hidden()
                told = [tab.page.locator(f"#plan-{name}-error").inner_text() for name in ("date", "time")]
                assert any(told), visit
        assert not tab.errors


@pytest.mark.parametrize("size", ["standard", "large"])
def test_each_date_stays_in_its_cell(browser: Browser, start: str, size: str) -> None:
    with opened(browser, start) as tab:
        tab.page.goto(f"{start}desk.html#en/{size}/sample-scan/card")
        for visit in (("2027-09-29", "12:30"), ("2027-12-10", "09:00"), ("2027-11-10", "23:45")):
            type_in(tab.page, visit)
            loaded(tab.page)
            assert tab.page.evaluate(OUTSIDE) == [], visit


def test_the_day_is_repeated_in_words_and_buttons_follow(browser: Browser, start: str) -> None:
    with opened(browser, start) as tab:
        page, button = tab.page, tab.page.locator(".desk .print")
        expect(button).to_have_text("Print", use_inner_text=True)
        expect(page.locator(".desk .blank, .desk .days")).to_have_count(2)
        expect(page.locator(".desk .blank")).to_be_hidden()
        page.locator("#plan-date").fill(VISIT[0])
        page.locator("#plan-time").fill(VISIT[1])
        expect(page.locator(".dates-said")).to_have_text("Thursday, December 10, 2026")
        expect(button).to_have_text("Print with dates", use_inner_text=True)
        expect(page.locator(".desk .blank")).to_be_visible()
        expect(page.locator(".desk .picture > img")).to_be_hidden()
        page.locator("#plan-date").fill("")
        expect(button).to_have_text("Print", use_inner_text=True)
        expect(page.locator(".desk .picture > img")).to_be_visible()


@SERVER_ALONE
def test_what_is_printed_is_the_tree_s_words_with_the_dates(browser: Browser, anywhere: str, tmp_path: Path) -> None:
    with opened(browser, anywhere) as tab:
        page = tab.page
        for size in ("standard", "large"):
            page.goto(f"{anywhere}desk.html#en/{size}/sample-scan/card")
            type_in(page)
            loaded(page)
            page.locator(".desk .print").click()
            page.wait_for_function("printed > 0")
            blank = page.evaluate(BLANK, ["desk/sample-scan-en.js", size])
            assert page.evaluate(WORDS, "dated-preview") == page.evaluate(WORDS, "dated-paper") == blank
            text = paper_of(page, tmp_path / "sheet.pdf")
            for cell in expected(VISIT, ZONE):
                assert all(squeezed(words) in squeezed(text) for words in cell)
            assert squeezed("Your procedure: Thursday, December 10, 2026, 9:30 AM") in squeezed(text)
            code = page.locator(".desk [data-fill=code]").inner_text()
            assert squeezed(f"Code {code}, with your dates") in squeezed(text)
            assert squeezed("Draft: not yet approved by a clinician.") in squeezed(text)
            for other in ("Current codes", "Print desk", "Not stored"):
                assert squeezed(other) not in squeezed(text), "the desk itself is on the paper"
            page.goto("about:blank")
        assert not tab.errors


def paper_of(page: Page, file: Path, sides: int | None = None) -> str:
    page.pdf(path=file, format="Letter", prefer_css_page_size=True)
    with pypdfium2.PdfDocument(file) as document:
        assert sides in (None, len(document))
        return "\n".join(side.get_textpage().get_text_bounded() for side in document)


@pytest.mark.parametrize("button", ["print", "days"])
def test_the_real_sheet_and_calendar_take_one_side_in_letters_that_can_be_read(
    browser: Browser, address: str, tmp_path: Path, button: str
) -> None:
    with opened(browser, address) as tab:
        page = tab.page
        type_in(page)
        loaded(page)
        assert page.locator(".desk [data-fill=code]").inner_text()
        page.locator(f".desk .{button}").click()
        page.wait_for_function("printed > 0")
        text = squeezed(paper_of(page, tmp_path / "paper.pdf", sides=1))
        assert squeezed("Getting ready for your" if button == "print" else "your first 30 days") in text
    (side,) = sheets((tmp_path / "paper.pdf").read_bytes(), Heard())
    assert min(run.size for run in side.runs if run.words.strip()) >= SMALLEST - 0.05


def squeezed(text: str) -> str:
    return re.sub(r"[^\w]", "", text)


@SERVER_ALONE
def test_the_calendar_takes_one_side_and_marks_its_days(browser: Browser, anywhere: str, tmp_path: Path) -> None:
    with opened(browser, anywhere) as tab:
        page = tab.page
        for visit, first, last in ((VISIT, "Dec 10", "9 day 30"), (("2027-02-01", "08:00"), "Feb 1", "3 day 30")):
            type_in(page, visit)
            page.locator(".desk .days").click()
            page.wait_for_function("printed > 0")
            text = squeezed(paper_of(page, tmp_path / "calendar.pdf", sides=1))
            for words in ("your first 30 days", f"{first} day 0", last, "Do not lift heavy things.", "911"):
                assert squeezed(words) in text
        marked = page.locator(".dated-paper .marked").all_text_contents()
        assert [spaced(each) for each in marked] == ["Feb 1 day 0", "3 day 2"]
        assert not tab.errors


@pytest.mark.parametrize(
    ("visit", "field", "told"),
    [
        (("2026-12-10", ""), "time", "Type the time"),
        (("", "09:30"), "date", "Type the date"),
        (FAR, "date", "This time has passed"),
        (("2026-12-01", "09:59"), "date", "This time has passed"),
        (("2036-12-10", "09:30"), "date", "Look at the year again"),
        (("2027-03-14", "02:30"), "time", "the clocks go forward"),
    ],
)
def test_no_sheet_with_wrong_dates_is_printed(
    browser: Browser, start: str, visit: tuple[str, str], field: str, told: str
) -> None:
    with opened(browser, start) as tab:
        page = tab.page
        type_in(page)
        loaded(page)
        type_in(page, visit)
        page.keyboard.press("Enter")  # on the leaflet, where the desk opens
        expect(page.locator(f"#plan-{field}-error")).to_contain_text(told)
        expect(page.locator(f"#plan-{field}")).to_be_focused()
        expect(page.locator(".dated-preview")).to_be_hidden()
        expect(page.locator(".desk .blank")).to_be_hidden()
        assert page.evaluate("printed") == 0 and page.locator(".print-frame").count() == 0
        assert page.evaluate("document.querySelector('.dated-paper').shadowRoot.querySelector('.paper')") is None
        type_in(page)
        expect(page.locator(f"#plan-{field}-error")).to_be_empty()
        type_in(page, ("", ""))
        assert [each for each in page.locator(".desk .plan-error").all_inner_texts() if each] == []


def test_nobody_is_told_off_who_is_still_typing(browser: Browser, start: str) -> None:
    with opened(browser, start) as tab:
        tab.page.locator("#plan-date").press_sequentially("12")
        expect(tab.page.locator("#plan-date-error")).to_be_empty()
        tab.page.locator("#plan-time").focus()
        expect(tab.page.locator("#plan-date-error")).to_be_empty()
        tab.page.locator("input[name=size]:checked").focus()
        expect(tab.page.locator("#plan-date-error")).to_contain_text("A part of the date is missing")


def test_who_goes_home_still_gets_the_calendar(browser: Browser, start: str) -> None:
    with opened(browser, start) as tab:
        for visit, is_offered in ((RECENT, True), (FAR, False)):
            type_in(tab.page, visit)
            expect(tab.page.locator(".desk .days")).to_be_visible(visible=is_offered)


def test_a_night_in_which_clocks_show_the_time_twice_is_told(browser: Browser, start: str) -> None:
    with opened(browser, start) as tab:
        type_in(tab.page, ("2027-11-07", "01:30"))
        expect(tab.page.locator(".dates-said")).to_contain_text("comes twice")


def test_nothing_is_kept_sent_or_put_into_the_address(browser: Browser, anywhere: str) -> None:
    with opened(browser, anywhere) as tab:
        page = tab.page
        type_in(page)
        loaded(page)
        page.locator(".desk .print").click()
        page.wait_for_function("printed > 0")
        assert page.evaluate(KEPT) == [0, 0, "", 0, 0]
        assert "2026" not in page.url and not tab.strangers(anywhere)
        assert not [url for url in tab.requests if "?" in url or "2026-12" in url]
        page.reload()
        assert [page.locator(f"#plan-{name}").input_value() for name in ("date", "time")] == ["", ""]
        expect(page.locator(".desk .print")).to_have_text("Print", use_inner_text=True)


def test_the_line_for_the_record_names_the_paper_and_nobody(browser: Browser, start: str) -> None:
    with opened(browser, start) as tab:
        page = tab.page
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        code = page.locator(".desk [data-fill=code]").inner_text()
        type_in(page)
        loaded(page)
        page.locator(".desk .print").click()
        record = page.locator(".desk .record")
        expect(record).to_contain_text("Printed at 10:00 AM. For the record:")
        line = f"2026-12-01 Your sample scan, English, Standard, {code} with dates, NOT RELEASED"
        expect(record.locator("[data-line]")).to_have_text(line)
        record.get_by_role("button").click()
        expect(record).to_contain_text("Copied.")
        assert page.evaluate("navigator.clipboard.readText()") == line
        page.locator("label:has([name=size][value=large])").click()
        expect(record.locator("[data-line]")).to_be_hidden()
        page.locator("#plan-time").press("Enter")
        expect(record.locator("[data-line]")).to_contain_text("Large print")
        page.locator(".desk h2[data-fill]").click()  # to leave the field is no choice
        expect(record.locator("[data-line]")).to_be_visible()
        type_in(page, ("2026-12-11", "09:30"))
        expect(record.locator("[data-line]")).to_be_hidden()
        assert page.evaluate("document.querySelector('.dated-looks').media") == "not all"


def test_a_blank_is_recorded_without_dates(browser: Browser, start: str) -> None:
    with opened(browser, start) as tab:
        page = tab.page
        page.evaluate("() => { window.open = () => null }")  # without windows, Chromium has no viewer to print from
        type_in(page)
        loaded(page)
        page.locator(".desk .blank").click()
        line = page.locator(".desk .record [data-line]")
        expect(line).to_contain_text("NOT RELEASED")
        assert "dates" not in line.inner_text()
        assert page.evaluate("document.querySelector('.dated-looks').media") == "not all"


def test_where_the_file_does_not_come_the_blank_is_left(browser: Browser, start: str) -> None:
    with opened(browser, start) as tab:
        tab.page.route("**/desk/*.js", lambda route: route.abort())
        type_in(tab.page)
        expect(tab.page.locator(".dates-said")).to_contain_text("Print the blank")
        expect(tab.page.locator(".desk .picture > img")).to_be_visible()


@large_where(lambda case: (case["scheme"], case["size"]) != ("dark", NARROW))
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    browser: Browser, start: str, scheme: Scheme, size: tuple[int, int]
) -> None:
    viewport = {"width": size[0], "height": size[1]}
    with opened(browser, start, color_scheme=scheme, viewport=viewport) as tab:
        type_in(tab.page)
        loaded(tab.page)
        tab.page.locator(".desk .print").click()
        must_be_clean(tab.page)
        assert tab.page.evaluate("document.documentElement.scrollWidth") <= size[0]
        type_in(tab.page, FAR)
        must_be_clean(tab.page)


assert datetime(2026, 12, 1, 15, tzinfo=UTC) == NOW  # what the appointments above are counted from
