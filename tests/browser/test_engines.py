"""The main paths of readers and of the front desk, in Firefox and WebKit."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import need
from engines import ENGINES, NEEDS
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.ui import WebDriverWait

from .conftest import served
from .pages import FILES, FOR_STAFF, HELP_PAGES, HOME, PHONES, PROCEDURES

pytestmark = pytest.mark.engines

# Stands before all that a page has, and keeps what goes wrong from then on.
WATCH = """
window.wrong = []
addEventListener("error", event => wrong.push(event.message ?? `no ${event.target.src ?? event.target.href}`), true)
addEventListener("unhandledrejection", event => wrong.push(String(event.reason)))
addEventListener("securitypolicyviolation", event => wrong.push(`${event.violatedDirective} ${event.blockedURI}`))
console.error = (...told) => wrong.push(told.join(" "))
"""
PLAN = f"{PROCEDURES[0]}/plan.html"
CODE = re.compile(r"c/(\w{3}-\w{3})\.html")


@pytest.fixture(scope="module", params=ENGINES)
def driver(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    need(NEEDS[request.param])
    with ENGINES[request.param](tmp_path_factory.mktemp(request.param)) as found:
        found.set_window_rect(0, 0, 1280, 900)
        yield found


@pytest.fixture(scope="module")
def start(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a copy of the site is served whose pages are watched."""
    site = shutil.copytree(built_site, tmp_path_factory.mktemp("watched") / "site")
    (site / "watch.js").write_text(WATCH)
    with served(site) as address:
        for page in site.rglob("*.html"):
            watched = page.read_text("utf-8").replace("<head>", f'<head><script src="{address}watch.js"></script>', 1)
            page.write_text(watched, "utf-8")
        yield address


def ask(driver: WebDriver, expression: str, *given: Any) -> Any:
    return driver.execute_script(f"return {expression}", *given)


def wait(driver: WebDriver, expression: str) -> Any:
    """What an expression is as soon as it is something."""
    return WebDriverWait(driver, 20, 0.05).until(lambda driver: ask(driver, expression), expression)


def click(driver: WebDriver, selector: str) -> None:
    """Brings it into view first: WebKit's driver presses only what it sees, and does not scroll to it at the desk.

    What was drawn anew meanwhile is looked for and pressed again.
    """

    def press(driver: WebDriver) -> bool:
        button = driver.find_element(By.CSS_SELECTOR, selector)
        driver.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", button)
        button.click()
        return True

    WebDriverWait(driver, 20, 0.05, ignored_exceptions=[StaleElementReferenceException]).until(press, selector)


def write(driver: WebDriver, selector: str, text: str) -> None:
    driver.find_element(By.CSS_SELECTOR, selector).send_keys(text)


def test_every_page_opens_and_nothing_is_wrong(driver: WebDriver, start: str) -> None:
    """Nothing is wrong with a field either before anybody has used it."""
    found = {}
    for path in (HOME, *FILES, *FOR_STAFF, "no-such-page.html"):
        driver.get(start + path)
        told = ask(driver, "[...wrong, ...[...document.querySelectorAll(':invalid')].map(each => each.outerHTML)]")
        seen = ask(driver, "document.querySelector('h1').getBoundingClientRect().height > 0")
        found[path] = told or ([] if seen else ["no title"])
    assert {path: told for path, told in found.items() if told} == {}


def test_search_opens_the_section_that_answers(driver: WebDriver, start: str) -> None:
    driver.get(start + HOME)
    click(driver, ".search-button")
    write(driver, "#search input", "shower")
    wait(driver, "document.querySelector('[data-search-result] a')")
    click(driver, "[data-search-result] a")
    wait(driver, "location.hash && document.readyState === 'complete'")
    top = "document.getElementById(location.hash.slice(1)).getBoundingClientRect().top"
    assert wait(driver, f"{top} >= 0 && {top} < innerHeight") and ask(driver, "wrong") == []


def test_a_date_and_a_time_make_a_plan(driver: WebDriver, start: str) -> None:
    driver.get(start + PLAN)
    box, legend = (
        ask(driver, f"document.querySelector('{each}').getBoundingClientRect()") for each in (".plan-box", "legend")
    )
    assert box["top"] <= legend["top"] and legend["bottom"] <= box["bottom"], "the legend stands out of its box"
    year = ask(driver, "new Date().getFullYear() + 1")
    for field, value in {"date": f"{year}-06-15", "time": "10:00"}.items():  # how one types them differs
        driver.execute_script(f"document.querySelector('#plan-{field}').value = '{value}'")
    click(driver, ".plan-form [type=submit]")
    assert wait(driver, "document.querySelectorAll('.plan-day').length") > 3
    assert f"{year}" in ask(driver, "document.querySelector('#plan-result').textContent")
    assert ask(driver, "wrong") == []


@pytest.mark.parametrize("button", [".open", ".print"])
def test_the_desk_opens_a_leaflet_or_prints_it(driver: WebDriver, start: str, button: str) -> None:
    """A tab opens in the press: later ones are kept from opening."""
    driver.get(f"{start}desk.html")
    here, before = driver.current_window_handle, {*driver.window_handles}
    click(driver, button)
    if button == ".print" and ask(driver, "document.querySelector('.print-frame') !== null"):
        assert wait(driver, "document.querySelector('.print-frame').isDone")
        told = ask(driver, "[...wrong, ...document.querySelectorAll('[data-tell]:not([hidden])')]")
        assert {*driver.window_handles} == before and told == []
        return
    (other,) = WebDriverWait(driver, 20, 0.05).until(lambda driver: {*driver.window_handles} - before)
    driver.switch_to.window(other)
    WebDriverWait(driver, 20, 0.05).until(lambda driver: driver.current_url.endswith(".pdf"))
    driver.close()
    driver.switch_to.window(here)
    assert ask(driver, "wrong") == []


def test_the_desk_puts_the_dates_of_an_appointment_on_paper(driver: WebDriver, start: str) -> None:
    driver.get(f"{start}desk.html")
    driver.execute_script("window.print = () => {}")  # a window that waits for somebody
    year = ask(driver, "new Date().getFullYear() + 1")
    for field, value in {"date": f"{year}-06-15", "time": "10:00"}.items():
        put = f"field = document.querySelector('#plan-{field}'); field.value = '{value}'"
        driver.execute_script(f"const {put}; field.dispatchEvent(new Event('input', {{bubbles: true}}))")
    filled = "document.querySelector('.dated-{}').shadowRoot?.querySelectorAll('.filled').length"
    assert wait(driver, filled.format("preview")) > 1
    for button, looks, told in ((".print", ".filled", "RELEASED"), (".days", ".marked", "30 days")):
        click(driver, f".desk {button}")
        assert wait(driver, f"document.querySelector('[data-line]').textContent.includes('{told}')")
        assert ask(driver, "document.querySelector('.dated-looks').media") == "print"
        assert ask(driver, f"document.querySelector('.dated-paper').shadowRoot.querySelectorAll('{looks}').length") > 1
    assert ask(driver, "wrong") == []


def test_get_help_has_every_number(driver: WebDriver, start: str) -> None:
    for page in HELP_PAGES:
        driver.get(start + page)
        shown = ask(
            driver,
            "[...document.querySelectorAll('article a[href^=\"tel:\"]')].filter(each => each.getClientRects().length)"
            ".map(each => each.innerText.replaceAll('\\u00a0', ' '))",
        )
        assert {phone["number"] for phone in PHONES.values()} <= {*shown}


def test_a_typed_code_finds_its_page(driver: WebDriver, start: str) -> None:
    driver.get(f"{start}c/index.html")
    code = CODE.search(ask(driver, "document.querySelector('.all-codes li a').href"))
    assert code
    write(driver, "#code", f"Code {code[1].lower()}")
    click(driver, "#check-code [type=submit]")
    wait(driver, "document.querySelector('.verdict')")
    assert driver.current_url == f"{start}c/{code[1]}.html" and ask(driver, "wrong") == []
