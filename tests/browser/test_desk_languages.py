"""The print desk of a site that was built in several languages, of which some lack words: what staff then give out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import bless
import pytest
from commands import ROOT, mkdocs_build
from editing import change
from playwright.sync_api import Browser, Locator, expect
from test_desk_dates import EVENING, not_on_paper, with_times
from translating import translate_all

from build_tools.languages.translations import INTERFACE

from .conftest import Tab, served, tabs
from .test_accessibility import must_be_clean
from .test_desk import COUNT_PRINTS, VIEWER, arrow_to, printed
from .test_desk_dates import loaded, paper_of, squeezed, type_in
from .test_plan import NOW

RINGS, SOUP = "Take off your rings.", "Eat some soup."
INTERPRETER = {
    "en": ["leaflets/languages.pdf"],
    "es": ["leaflets/languages.pdf", "leaflets/interpreter-es.pdf"],
    "ar": ["leaflets/languages.pdf", "leaflets/interpreter-ar.pdf"],
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """In Spanish one of two leaflets is ready, and the plan is not; in Arabic nothing but the tool's own words."""
    folder = tmp_path_factory.mktemp("desk-languages")
    project = with_times(folder)
    bless.second_leaflet(project, "other")
    change(project, "leaflets/other.yaml", "  - topic: getting-ready\n", "")
    change(project, "leaflets/other.yaml", "title: Your {procedure}", "title: Other sheet")
    steps = not_on_paper(SOUP, "day: rest_of_day")
    change(project, "docs/content/sample-scan/topics/timed-steps.yaml", EVENING, EVENING + steps)
    change(project, "docs/content/clinic.yaml", "locale: en_US", "locale: en_US\nlanguages: [en, es, ar]")
    translate_all(project, "es", {("leaflets", "Other sheet"): "Otra hoja"}, marks="«{}»", without=[RINGS, SOUP])
    translate_all(project, "ar", marks="«{}»", only=INTERFACE)
    shutil.copy(ROOT / "mkdocs.yml", project)
    built = mkdocs_build(project, folder / "site", LEAFLETS_DATE="2026-12-01")
    assert built.returncode == 0, built.stderr
    return folder / "site"


@pytest.fixture(scope="module", params=["http", "file"])
def start(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    if request.param == "file":
        yield f"{site.as_uri()}/"
    else:
        with served(site, "/") as address:
            yield address


@pytest.fixture
def desk(whole_browser: Browser, start: str) -> Iterator[Tab]:
    """Just opened; `printed` counts. In the end nothing went wrong, and nobody else was asked."""
    with tabs(whole_browser, timed=True, timezone_id="America/New_York") as open_tab:
        tab = open_tab()
        tab.page.clock.set_fixed_time(NOW)
        tab.page.add_init_script(f"({COUNT_PRINTS})()")
        tab.page.goto(f"{start}desk.html")
        yield tab
        assert not tab.errors
        assert not [url for url in tab.strangers(start) if not url.startswith(VIEWER)]


def language(desk: Tab, tag: str) -> Locator:
    return desk.page.locator(f".languages .card:has([value='{tag}'])")


def leaflet(desk: Tab, id: str) -> Locator:
    return desk.page.locator(f".card:has([name=leaflet][value='{id}'])")


def must_show(desk: Tab, language: str, id: str, reader: str) -> None:
    """A leaflet in a language, and the way to an interpreter for who reads `reader`."""
    page = desk.page
    expect(page.locator(f"[name=language][value='{language}']")).to_be_checked()
    expect(page.locator("a.open")).to_have_attribute(
        "href", f"{base(desk)}leaflets/sample-scan-{id}-standard-{language}.pdf"
    )
    assert [link.get_attribute("href") for link in page.locator(".sheets a:visible").all()] == INTERPRETER[reader]
    expect(page.locator(".no-match")).to_contain_text("Get an interpreter: (217) 555-0142.")


def axe_finds_nothing(desk: Tab) -> None:
    must_be_clean(desk.page)
    desk.errors.clear()  # it asks for style sheets by itself, which the page's policy refuses


def base(desk: Tab) -> str:
    return desk.page.url.partition("desk.html")[0]


def test_a_language_is_a_button_in_its_own_name_and_what_is_printed_is_in_it(desk: Tab) -> None:
    names = desk.page.locator(".languages .card bdi").evaluate_all(
        "all => all.map(each => [each.lang, each.textContent])"
    )
    assert names == [["en", "English"], ["es", "Español"], ["ar", "العربية"]]
    must_show(desk, "en", "card", reader="en")
    language(desk, "es").click()
    must_show(desk, "es", "other", reader="es")
    expect(leaflet(desk, "other").locator("small bdi, small [lang]").first).to_have_text("Otra hoja")
    desk.page.keyboard.press("Enter")
    assert printed(desk.page) == ["sample-scan-other-standard-es.pdf"]
    arrow_to(desk.page, "language", "en")
    must_show(desk, "en", "other", reader="en")
    axe_finds_nothing(desk)


def test_in_place_of_a_leaflet_that_is_not_ready_stand_the_english_one_and_an_interpreter(
    desk: Tab, site: Path
) -> None:
    language(desk, "es").click()
    card = leaflet(desk, "card")
    expect(card).to_contain_text("Not ready in Spanish: 1 of ")
    expect(card.locator("input")).to_be_disabled()
    card.get_by_role("button", name="English and interpreter").press("Enter")
    must_show(desk, "en", "card", reader="es")
    for link in desk.page.locator(".sheets a:visible").all():
        assert (site / (link.get_attribute("href") or "")).read_bytes().startswith(b"%PDF")
    expect(card.locator("input")).to_be_focused()
    assert desk.page.evaluate("printed") == [], "nobody has said that it shall be printed"
    desk.page.keyboard.press("Enter")
    assert printed(desk.page) == ["sample-scan-card-standard-en.pdf"]
    expect(desk.page.locator(".record [data-line]")).to_contain_text(", English, Standard, ")
    leaflet(desk, "other").locator("label").click()
    must_show(desk, "en", "other", reader="en")


def test_a_language_of_which_there_is_nothing_leads_to_english_and_its_interpreter(desk: Tab) -> None:
    language(desk, "ar").click()
    expect(desk.page.locator(".interpreters > .not-ready")).to_contain_text("Give the sheet in English")
    assert [link.get_attribute("href") for link in desk.page.locator(".sheets a:visible").all()] == INTERPRETER["ar"]
    leaflet(desk, "other").locator(".quick").click()
    assert printed(desk.page) == ["sample-scan-other-standard-en.pdf"]


def test_a_calendar_that_is_not_ready_is_given_in_english_with_the_dates_that_are_typed(
    desk: Tab, tmp_path: Path
) -> None:
    page, lacks, days = desk.page, desk.page.locator(".lacks"), desk.page.locator(".desk .days")
    expect(lacks).to_be_hidden()
    language(desk, "es").click()
    type_in(page)
    loaded(page)
    expect(days).to_be_hidden()
    expect(lacks).to_contain_text("Print the calendar of 30 days. Not ready in Spanish: 1 of ")
    page.locator(".desk .print").click()
    assert printed(page) == ["desk.html"]
    text = paper_of(page, tmp_path / "sheet.pdf")
    assert squeezed("jue, 10 de dic") in squeezed(text) and SOUP not in text
    axe_finds_nothing(desk)
    lacks.get_by_role("button", name="English and interpreter").click()
    must_show(desk, "en", "other", reader="es")
    expect(lacks).to_be_hidden()
    days.click()
    assert printed(page, 2) == ["desk.html", "desk.html"]
    text = squeezed(paper_of(page, tmp_path / "calendar.pdf", sides=1))
    assert squeezed("your first 30 days") in text and squeezed(SOUP) in text and squeezed("Dec 10 day 0") in text
