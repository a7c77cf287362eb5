"""The real guide in English and Spanish, by one build: readers keep their language, their page and their dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import copy_project, mkdocs_build
from editing import change
from playwright.sync_api import Browser, expect
from translating import finish

from .conftest import NARROW, WIDE, served, tabs
from .pages import HOME, PROCEDURES, helps
from .search_box import ANSWERS, ask, cards
from .test_accessibility import must_be_clean
from .test_valid_html import found as invalid

(PROCEDURE,) = PROCEDURES
PAGE = f"{PROCEDURE}/afterwards.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Arabic is listed too, and not offered: none of it is translated."""
    folder = tmp_path_factory.mktemp("languages")
    project = copy_project(folder / "project")
    change(project, "docs/content/clinic.yaml", "locale: en_US", "locale: en_US\nlanguages: [en, es, ar]")
    finish(project, "es")
    built = mkdocs_build(project, folder / "site", PRINT_LEAFLETS="false")
    assert built.returncode == 0, built.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def start(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_reader_changes_the_language_of_the_page(browser: Browser, start: str, size: tuple[int, int]) -> None:
    """To the same page and back, by a link that is in sight, with the language's own name."""
    with tabs(browser) as open_tab:
        tab = open_tab(size=size)
        tab.visit(start + PAGE)
        spanish = tab.page.get_by_role("link", name="Español", exact=True)
        expect(spanish).to_be_in_viewport()
        assert spanish.get_attribute("lang") == spanish.get_attribute("hreflang") == "es-US"
        spanish.click()
        expect(tab.page).to_have_url(f"{start}es/{PAGE}")
        assert tab.page.evaluate("document.documentElement.lang") == "es"
        expect(tab.page.locator(".notices")).to_contain_text("Traducción automática, sin revisar.")
        must_be_clean(tab.page)
        tab.page.get_by_role("link", name="English", exact=True).click()
        expect(tab.page).to_have_url(start + PAGE)
        assert not tab.errors


def test_the_first_page_says_in_each_language_that_the_guide_is_in_it(browser: Browser, start: str) -> None:
    """To be seen by who reads no English; other pages name the language alone, and a language that waits nowhere."""
    with tabs(browser) as open_tab:
        page = open_tab().page
        page.goto(start + HOME)
        told = page.get_by_text("Esta guía está en español", exact=True)
        expect(told).to_be_in_viewport()
        link = page.locator(".switch a")
        expect(link).to_have_text("Español Esta guía está en español")
        assert link.get_attribute("lang") == link.get_attribute("hreflang") == "es-US"
        expect(page.locator("body")).not_to_contain_text("العربية")
        for other in (f"{start}{PAGE}", f"{start}es/{PAGE}"):
            page.goto(other)
            expect(page.locator(".switch")).to_contain_text("Español")
            expect(told).to_have_count(0)
        page.goto(start + HOME)
        told.click()
        expect(page).to_have_url(f"{start}es/{HOME}")
        expect(page.locator(".switch a")).to_have_text("English")
        expect(page.locator("body")).not_to_contain_text("This guide is in your language")


def test_all_ways_stay_in_the_language(browser: Browser, start: str) -> None:
    with tabs(browser) as open_tab:
        page = open_tab().page
        page.goto(f"{start}es/{HOME}")
        own = "links => links.map(link => link.href).filter(href => href.startsWith('http'))"
        for href in page.locator("header a, .ways a, article a, .foot a").evaluate_all(own):
            inside = href.removeprefix(start)
            is_shared = re.match(r"(c|leaflets)/|desk\.html|index\.html$", inside)  # the last is the way to English
            assert inside.startswith("es/") or is_shared, href
        page.locator("a.get-help").click()
        expect(page).to_have_url(f"{start}es/{helps(PROCEDURE)}")


@pytest.mark.parametrize(
    ("typed", "level"),
    [
        ("fiebre", "same_day"),
        ("no puedo respirar", "emergency"),
        ("me cai", "same_day"),
        ("dolor de pecho", "emergency"),
        ("no puedo orinar", "emergency"),
        ("pierna dormida", "emergency"),
        ("se me sale el pipi", "emergency"),
        ("escalofrios", "same_day"),
        ("derrame", "emergency"),
    ],
)
def test_search_says_what_to_do_in_spanish(browser: Browser, start: str, typed: str, level: str) -> None:
    """Typed with accents or without; the action and the number come first."""
    with tabs(browser) as open_tab:
        page = open_tab().page
        page.goto(f"{start}es/{HOME}")
        first = cards(page, typed)[0]
        assert first["level"] == level and re.search(r"Llame|Llámenos", first["call"])
        hrefs = page.locator(f"{ANSWERS} a[href], a{ANSWERS}").evaluate_all("links => links.map(link => link.href)")
        assert all("/es/" in href or href.startswith("tel:") for href in hrefs)


def test_english_searches_find_no_spanish(browser: Browser, start: str) -> None:
    with tabs(browser) as open_tab:
        page = open_tab().page
        page.goto(start + HOME)
        assert ask(page, "fiebre") == []
        assert ask(page, "fever") != []


def test_the_date_of_a_plan_is_kept_in_each_language(browser: Browser, start: str) -> None:
    with tabs(browser) as open_tab:
        page = open_tab().page
        page.goto(f"{start}{PROCEDURE}/plan.html")
        page.locator("input[type=date]").fill("2027-03-09")
        page.locator("input[type=time]").fill("09:00")
        page.locator("form button").first.click()
        expect(page.locator(".plan-result h2").first).to_be_visible()
        page.get_by_role("link", name="Español", exact=True).click()
        expect(page).to_have_url(f"{start}es/{PROCEDURE}/plan.html")
        expect(page.locator(".plan-result")).to_contain_text("9 de marzo")


@pytest.mark.java
def test_pages_are_valid_and_name_each_other(site: Path) -> None:
    assert invalid(site / "es") == []
    text = (site / "es" / PAGE).read_text("utf-8")
    assert re.search(rf'hreflang="en" href="https://[^"]+/{PAGE}"', text)
    assert re.search(rf'hreflang="es" href="https://[^"]+/es/{PAGE}"', text)
