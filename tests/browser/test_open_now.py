"""Which number answers now: by the clinic's clocks, wherever the reader's device is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from large import large
from playwright.sync_api import Browser, Page, expect

from .pages import CLINIC, DIALS, HOME, PHONES, PROCEDURES, helps

HELP = helps(PROCEDURES[0])
PLAN = f"{PROCEDURES[0]}/plan.html"
DAY, NIGHT, WEEKEND = datetime(2026, 12, 1, 10), datetime(2026, 12, 1, 2), datetime(2026, 12, 5, 12)
PHONE = (390, 844)
BROKEN = """(nodes) => nodes.filter(node => node.getClientRects().length > 1).map(node => node.textContent)"""


@contextmanager
def opened(
    browser: Browser,
    url: str,
    now: datetime = DAY,
    size: tuple[int, int] = PHONE,
    zone: str = "Asia/Tokyo",
    **more: bool,
) -> Iterator[Page]:
    """A page on a device in another time zone, while the clinic's clocks show `now`."""
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, timezone_id=zone, **more)  # type: ignore[arg-type]
    page = context.new_page()
    page.clock.install(time=now.replace(tzinfo=ZoneInfo(CLINIC["time_zone"])))
    page.goto(url)
    yield page
    context.close()


# (top, height) of each; both are 0 of what is not shown.
BOXES = "found => found.map(each => each.getBoundingClientRect()).map(box => [box.top, box.height])"


def bar(page: Page) -> list[tuple[str, str]]:
    """What the foot bar dials, and says, in order."""
    links = page.locator(".help-bar a:visible").all()
    return [(link.get_attribute("href") or "", " ".join(link.inner_text().split())) for link in links]


def card(page: Page, level: str) -> tuple[str, list[str], str]:
    """The heading of a card, what its numbers say, and which of them comes first."""
    found = page.locator(f"#level-{level}")
    calls = [" ".join(each.split()) for each in found.locator(".calls a").all_inner_texts()]
    return found.locator("h2").inner_text(), calls, found.locator(".calls a").first.get_attribute("href") or ""


@pytest.mark.parametrize(
    ("now", "id", "says"),
    [(DAY, "day", "Open until 5 pm"), (NIGHT, "night", "At night, open now"), (WEEKEND, "night", "At night, open now")],
    ids=["day", "night", "weekend"],
)
def test_the_foot_bar_has_911_and_the_number_that_answers(
    browser: Browser, address: str, now: datetime, id: str, says: str
) -> None:
    with opened(browser, address + PLAN, now) as page:
        emergency, call, help = bar(page)
        assert emergency == ("tel:911", "Emergency 911")
        assert call == (f"tel:{DIALS[id]}", f"{says} {PHONES[id]['number']}")
        assert help[1] == "Get help"
        page.goto(address + HELP)
        assert bar(page) == [emergency, call], "who is there need not be led there"


@pytest.mark.parametrize("size", [(320, 700), *large([(360, 740), PHONE]), (1280, 900)])
def test_numbers_never_break(browser: Browser, address: str, size: tuple[int, int]) -> None:
    with opened(browser, address, NIGHT, size) as page:
        for path in (HELP, PLAN, HOME):
            page.goto(address + path)
            numbers = page.locator(".help-bar [dir=ltr]:visible, .calls strong, .unwell .fact")
            assert numbers.evaluate_all(BROKEN) == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert len({round(top) for top, _ in page.locator(".help-bar a:visible").evaluate_all(BOXES)}) <= 2
            links = page.locator(".help-bar a:visible, .calls a, .levels a, .unwell a")
            assert all(height >= 44 for _, height in links.evaluate_all(BOXES))


def test_the_cards_say_whom_to_call_now(browser: Browser, address: str) -> None:
    day, night = (PHONES[id]["number"] for id in ("day", "night"))
    with opened(browser, address + HELP, DAY) as page:
        action, calls, first = card(page, "same-day")
        assert action == "Call us today for any of these"
        assert calls == [f"Call {day} Open now, until 5 pm", f"Call {night} At night: nights and weekends"]
        assert first == f"tel:{DIALS['day']}"
        assert card(page, "office-hours")[1] == [f"Call {day} Open now, until 5 pm"]
        assert card(page, "emergency")[:2] == ("Call 911 now for any of these", ["Call 911"])
    with opened(browser, address + HELP, NIGHT) as page:
        action, calls, first = card(page, "same-day")
        assert action == "Call us now, also at night, for any of these"
        assert calls[0] == f"Call {night} Open now, until 8 am" and first == f"tel:{DIALS['night']}"
        assert card(page, "office-hours")[1] == [f"Call {day} Opens Tuesday at 8 am"]


def test_words_change_in_place_at_the_hour(browser: Browser, address: str) -> None:
    with opened(browser, address + HELP, datetime(2026, 12, 1, 7, 59)) as page:
        assert card(page, "same-day")[0] == "Call us now, also after hours, for any of these"
        page.clock.fast_forward("02:00")
        expect(page.locator("#level-same-day h2")).to_have_text("Call us today for any of these")
        assert card(page, "same-day")[2] == f"tel:{DIALS['day']}" == bar(page)[1][0]
        assert page.locator("#level-same-day, .help-bar").locator("[aria-live], [role=status]").count() == 0


def test_without_scripts_both_numbers_stand_there_and_no_now(browser: Browser, address: str) -> None:
    with opened(browser, address + HELP, NIGHT, java_script_enabled=False) as page:
        action, calls, _ = card(page, "same-day")
        assert action == "Call us the same day for any of these"
        assert [call.partition(": ")[2] for call in calls] == ["Monday to Friday, 8 am to 5 pm", "nights and weekends"]
        assert card(page, "office-hours")[0] == "Call us in office hours"
        assert [says.split()[0] for _, says in bar(page)] == ["By", "Get"]
        assert "open now" not in page.locator("body").inner_text().lower()


def test_a_browser_that_does_not_know_the_zone_says_no_now(browser: Browser, address: str) -> None:
    with opened(browser, address + HELP, NIGHT) as page:
        page.route(
            f"**/{HELP}", lambda route: route.fulfill(body=route.fetch().text().replace(CLINIC["time_zone"], "No/Zone"))
        )
        page.reload()
        assert card(page, "same-day")[0] == "Call us the same day for any of these"


def test_help_begins_with_signs(browser: Browser, address: str) -> None:
    with opened(browser, address + HELP) as page:
        assert [heading for heading in page.locator("h1, h2").all_inner_texts() if "get help" in heading.lower()] == [
            "Get help"
        ]
        assert page.locator(".levels a").all_inner_texts() == ["Emergency", "Same day", "Other"]
        sign = page.locator("#level-emergency .signs li").first
        expect(sign).to_be_in_viewport()
        assert (sign.get_attribute("id") or "").startswith("sign-")
        for link in page.locator(".levels a").all():
            link.click()
            expect(page.locator(link.get_attribute("href") or "").locator("h2")).to_be_in_viewport()
        assert page.locator(".not-sure").inner_text() == (
            "Could it be an emergency? Call 911. Not sure about the rest? Call us. You are not bothering us."
        )
