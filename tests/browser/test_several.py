"""A site with several procedures: one chooses one's own, help is one tap away, and nothing of theirs mixes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from commands import mkdocs_build
from html_reader import tree
from playwright.sync_api import Browser, Page, expect
from several import SECOND, with_second

from .conftest import FOLDER, NARROW, WIDE, Scheme, Tab, large_where, served, tabs
from .pages import FURTHER, PHONES, PROCEDURES, SITE, helps
from .search_box import ANSWERS, answer, box, cards, locations, says
from .test_accessibility import LOOKS, must_be_clean
from .test_valid_html import found as invalid

(FIRST,) = PROCEDURES
BOTH = (SECOND, FIRST)
TITLES = {SECOND: "Knee injection", FIRST: "Vertebroplasty"}
TILES = [page for page in SITE["pages"] if "tile" in page]
NO_PROCEDURE = ("index.html", "desk.html", "c/index.html", "no-such-page.html")
SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("several")
    built = mkdocs_build(with_second(folder / "project"), folder / "site", PRINT_LEAFLETS="false")
    assert built.returncode == 0, built.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def start(site: Path) -> Iterator[str]:
    """Where this site is served, with a slash at the end."""
    with served(site) as address:
        yield address


@large_where(lambda case: case["size"] == WIDE)
@SIZES
def test_one_chooses_the_procedure_and_then_the_tile(browser: Browser, start: str, size: tuple[int, int]) -> None:
    with tabs(browser) as open_tab:
        page = open_tab(size=size).page
        page.goto(start)
        expect(page.locator("h1")).to_have_text("What do you need today?")
        cards = page.locator(".tiles a")
        assert cards.locator("strong").all_inner_texts() == [TITLES[id] for id in BOTH]
        expect(cards.last).to_be_in_viewport()
        cards.first.click()
        expect(page.locator("h1")).to_have_text(TITLES[SECOND])
        ways = page.locator(".tiles a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        assert ways == [f"{tile['id']}.html" for tile in TILES]
        page.wait_for_load_state("load")  # with all pictures
        drawn = page.locator(".tiles img").evaluate_all("found => found.filter(each => each.naturalWidth > 0).length")
        assert drawn == len(TILES)
        page.get_by_role("link", name="All procedures").click()
        expect(page).to_have_url(f"{start}index.html")


@large_where(lambda case: NO_PROCEDURE.index(case["path"]) % 2 != (case["size"] == NARROW))
@SIZES
@pytest.mark.parametrize("path", NO_PROCEDURE)
def test_help_is_one_tap_away_from_where_no_procedure_is(
    browser: Browser, start: str, path: str, size: tuple[int, int]
) -> None:
    with tabs(browser) as open_tab:
        page = open_tab(size=size).page
        page.goto(start + path)
        page.locator(".help-bar .get-help").click()
        page.wait_for_url(f"{start}index.html#get-help")
        expect(page.locator(".contacts a").filter(has_text=PHONES["emergency"]["number"])).to_be_in_viewport()
        links = page.locator(".help-links a")
        assert links.evaluate_all("links => links.map(link => link.getAttribute('href'))") == [helps(id) for id in BOTH]


@pytest.mark.parametrize("id", BOTH)
def test_each_page_belongs_to_its_procedure(tab: Tab, start: str, site: Path, id: str) -> None:
    other = next(each for each in BOTH if each != id)
    for entry in SITE["pages"]:
        path = f"{id}/{entry['id']}.html"
        page = tree(site / path)
        assert [each.text_content().strip() for part in page.find_class("eyebrow") for each in part.iter("a")] == [
            TITLES[id]
        ]
        links = {urljoin(path, str(link)) for link in page.xpath("//a/@href")}
        assert not [link for link in links if link.startswith(f"{other}/")]
        assert helps(id) in links
    tab.page.goto(start + path)
    expect(tab.page.locator(".eyebrow a")).to_have_text(TITLES[id])
    tab.page.locator(".eyebrow a").click()
    expect(tab.page).to_have_url(f"{start}{id}/index.html")
    assert not tab.errors


def test_a_code_leads_on_to_its_own_procedure(site: Path) -> None:
    codes = [page.name for page in (site / "c").glob("???-???.html")]
    seen = set()
    for code in codes:
        page = tree(site / "c" / code)
        (bar,) = page.find_class("help-bar")
        (link,) = bar.find_class("get-help")
        help = urljoin("c/", link.get("href"))
        folder = FURTHER.get(page.get("lang"), "")
        id = help.removeprefix(folder).partition("/")[0]
        assert help == folder + helps(id)
        assert folder or TITLES[id].lower() in page.find(".//article").text_content().lower()
        assert len(page.xpath(f"//*[@id='menu']//a[contains(@href, '/{folder}{id}/')]")) > 4
        seen.add((folder, id))
    assert seen == {*(("", id) for id in BOTH), *((folder, PROCEDURES[0]) for folder in FURTHER.values())}


# --- search ----------------------------------------------------------------------------------------------------------


def _folders(page: Page) -> list[str]:
    """The procedures of the answers, in the order in which they stand there."""
    links = page.locator(f"{ANSWERS} a").evaluate_all("links => links.map(link => link.pathname)")
    return [str(link).removeprefix(FOLDER).partition("/")[0] for link in links]


def _search(page: Page, typed: str) -> list[str]:
    answer(page, typed)
    return _folders(page)


@pytest.mark.parametrize("id", BOTH)
def test_the_reader_s_own_procedure_answers_first(tab: Tab, start: str, id: str) -> None:
    tab.page.goto(f"{start}{id}/overview.html")
    for typed in ("can I eat", "shower", "getting ready", "blood thinner", "drive", "chest pain"):
        folders = _search(tab.page, typed)
        assert folders[0] == id, typed
        assert folders == sorted(folders, key=lambda each: each != id), f"{typed}: answers of two procedures are mixed"


def test_every_answer_says_whose_it_is(tab: Tab, start: str) -> None:
    tab.page.goto(start)
    folders = _search(tab.page, "getting ready")
    assert set(folders) == set(BOTH) and folders in (
        sorted(folders), sorted(folders, reverse=True),
    ), "answers of two procedures are mixed"  # fmt: skip
    assert tab.page.locator(".search-group [data-search-result]").count() == len(folders)
    for group in tab.page.locator(".search-group").all():
        links = group.locator("a").evaluate_all("links => links.map(link => link.pathname.split('/').at(-2))")
        assert {group.locator("h3").inner_text()} == {TITLES[id] for id in links}


def test_who_names_another_procedure_finds_it(tab: Tab, start: str) -> None:
    tab.page.goto(f"{start}{FIRST}/overview.html")
    assert _search(tab.page, "knee injection")[0] == SECOND
    assert _search(tab.page, "knee injection shower")[0] == SECOND


def _with_many(tab: Tab, site: Path) -> None:
    """As if there were twenty more procedures."""
    text = (site / "search/_names.js").read_text("utf-8")
    start, told = text.split("] = ", 1)
    index = json.loads(told)
    more = {"search_terms": "", "boost": 1, "parts": []}
    index["entries"] += [{**more, "title": f"Other {n}", "location": f"other-{n}/index.html"} for n in range(20)]
    body = f"{start}] = {json.dumps(index)}"
    tab.page.route("**/search/_names.js", lambda route: route.fulfill(body=body, content_type="text/javascript"))


def test_of_many_procedures_one_is_chosen_first(tab: Tab, start: str, site: Path) -> None:
    _with_many(tab, site)
    tab.page.goto(start)
    assert len(locations(tab.page, "can I eat")) == 22
    says(tab.page, "Which procedure")
    assert not [url for url in tab.requests if url.endswith((f"{FIRST}.js", f"{SECOND}.js"))]
    tab.page.locator(f"[data-search-result='{SECOND}/index.html']").click()
    tab.page.wait_for_url(f"{start}{SECOND}/index.html?q=can+I+eat")
    expect(box(tab.page)).to_have_value("can I eat")
    expect(tab.page.locator("[data-search-result]").first).to_be_visible()
    assert set(_folders(tab.page)) == {SECOND}


def test_signs_of_danger_lead_to_help_before_one_has_chosen(tab: Tab, start: str, site: Path) -> None:
    _with_many(tab, site)
    tab.page.goto(start)
    (card,) = cards(tab.page, "coughing up blood")
    assert card["level"] == "emergency" and card["signs"] == ["Coughing up blood"], "what both say is said once"
    assert locations(tab.page, "coughing up blood")[0] == "index.html#get-help"


def test_a_sign_of_one_procedure_tells_whose_it_is_before_one_has_chosen(tab: Tab, start: str) -> None:
    tab.page.goto(start)
    locations(tab.page, "wiping feels different")
    row = tab.page.locator(".search-card li").first
    expect(row).to_contain_text(TITLES[FIRST])
    assert (row.get_attribute("data-search-result") or "").startswith(f"{helps(FIRST)}#sign-")


def test_other_procedures_are_fetched_when_they_are_named(tab: Tab, start: str) -> None:
    tab.page.goto(f"{start}{FIRST}/overview.html")
    answer(tab.page, "shower")
    assert not [url for url in tab.requests if url.endswith(f"{SECOND}.js")]
    assert f"{SECOND}/index.html" in locations(tab.page, "knee")


# --- the plan, looks -------------------------------------------------------------------------------------------------


def test_each_plan_remembers_its_own(tab: Tab, start: str) -> None:
    for id, day in zip(BOTH, ("2027-01-12", "2027-02-03"), strict=True):
        tab.page.goto(f"{start}{id}/plan.html")
        assert tab.page.locator("#plan-date").input_value() == ""
        tab.page.locator("#plan-date").fill(day)
        tab.page.locator("#plan-time").fill("09:00")
        tab.page.locator(".plan-go button").click()
        expect(tab.page.locator(".plan-result")).to_be_visible()
    tab.page.goto(f"{start}{SECOND}/plan.html")
    expect(tab.page.locator("#plan-date")).to_have_value("2027-01-12")
    tab.page.locator(".plan-clear button").click()
    tab.page.goto(f"{start}{FIRST}/plan.html")
    expect(tab.page.locator("#plan-date")).to_have_value("2027-02-03")


@large_where(lambda case: (case["path"] == "index.html") != (case["scheme"] == "light"))
@pytest.mark.parametrize(("scheme", "size"), LOOKS)
@pytest.mark.parametrize("path", ["index.html", f"{SECOND}/index.html", "no-such-page.html"])
def test_axe_finds_nothing_on_what_only_such_a_site_has(
    browser: Browser, start: str, path: str, scheme: Scheme, size: tuple[int, int]
) -> None:
    with tabs(browser) as open_tab:
        tab = open_tab(size=size, scheme=scheme)
        tab.page.goto(start + path)
        must_be_clean(tab.page)
        assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert not tab.errors and not tab.strangers(start)


@pytest.mark.java
def test_what_only_such_a_site_has_is_valid(site: Path, tmp_path: Path) -> None:
    for path in ("index.html", f"{SECOND}/index.html", "404.html"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes((site / path).read_bytes())
    assert invalid(tmp_path) == []
