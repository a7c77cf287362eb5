"""The pages for edition codes in a browser: typing a code, over http and from a folder, with scripts and without."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from commands import mkdocs_build, run
from playwright.sync_api import Browser, Page, expect
from test_site_folder import TOPIC, change, whole_project

from .conftest import NARROW, Scheme, Tab, large_where, tabs
from .pages import CLINIC, DIALS
from .test_accessibility import LOOKS, must_be_clean
from .test_valid_html import found as invalid

INDEX = "c/index.html"
CODES_IN_LIST = "[...document.querySelectorAll('#check-code li > a')].map(link => link.textContent)"
LOOK_ALIKE = str.maketrans("2568", "ZSGB")
WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in "-23456789FHKMPRWX"}
ARABIC = {ord("0") + digit: 0x0660 + digit for digit in range(10)}
DAY_PHONE = DIALS["day"]


@pytest.fixture(params=["http", "file"])
def start(request: pytest.FixtureRequest) -> str:
    """Where the site stands, with a slash at the end."""
    if request.param == "file":
        return f"{request.getfixturevalue('built_site').as_uri()}/"
    return str(request.getfixturevalue("address"))


@pytest.fixture
def opened(same_tab: Tab, start: str) -> Tab:
    same_tab.resize(NARROW)
    same_tab.visit(start + INDEX)
    return same_tab


def _codes(page: Page) -> list[str]:
    codes: list[str] = page.evaluate(CODES_IN_LIST)
    assert codes, "the site has no codes to look up"
    return codes


def _look_up(page: Page, typed: str) -> None:
    page.get_by_label("Type the code").fill(typed)
    page.keyboard.press("Enter")


WAYS: dict[str, Callable[[str], str]] = {
    "as printed": lambda code: code,
    "small": lambda code: code.lower().replace("-", " "),
    "in one": lambda code: f"  {code.replace('-', '')} ",
    "letters like digits": lambda code: code.translate(LOOK_ALIKE),
    "address": lambda code: f"{CLINIC['website']}/c/{code}.html",
    "dash": lambda code: code.replace("-", "\N{EN DASH}"),
    "letter by letter": lambda code: " ".join(code),
    "foot": lambda code: f"Code {code} \N{MIDDLE DOT} Review by May 1, 2027 \N{MIDDLE DOT} Page 1 of 2",
    "with its word": lambda code: f"code: {code.lower().replace('-', '')}",
    "address with more": lambda code: f"{CLINIC['website']}/c/{code}.html?x=1",
    "wide letters": lambda code: code.translate(WIDE),
    "Arabic digits": lambda code: code.translate(ARABIC),
}
# Each over http; from a folder, where the page does the same, some each time and all in `make test-all`.
FROM_A_FOLDER = [WAYS["as printed"], WAYS["foot"], "XXX-222", "hello"]


@large_where(lambda case: case["start"] == "file" and case["way"] not in FROM_A_FOLDER)
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_typed_code_leads_to_its_page(opened: Tab, start: str, way: Callable[[str], str]) -> None:
    code = _codes(opened.page)[0]
    _look_up(opened.page, way(code))
    opened.page.wait_for_url(f"{start}c/{code}.html")
    expect(opened.page.locator("h1")).to_contain_text(code)
    expect(opened.page.locator(".verdict")).to_be_in_viewport()
    assert not opened.strangers(start) and not opened.errors


@large_where(lambda case: case["start"] == "file" and case["typed"] not in FROM_A_FOLDER)
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("XXX-222", "This code was never released here: XXX-222"),
        ("xxx 222", "This code was never released here: XXX-222"),
        ("hello", "This cannot be a code: hello"),
        ("K7M", "This cannot be a code: K7M"),
        ("K7M-4PXX", "This cannot be a code: K7M-4PXX"),
        ("K7M-4P0", "This cannot be a code: K7M-4P0"),
        ("<img src=x onerror=alert(1)>", "This cannot be a code: <img src=x onerror=alert(1)>"),
    ],
)
def test_a_code_that_is_not_there(opened: Tab, start: str, typed: str, words: str) -> None:
    assert "XXX-222" not in _codes(opened.page)
    _look_up(opened.page, typed)
    answer = opened.page.get_by_role("status")
    expect(answer).to_contain_text(words)
    expect(answer.locator(f"a[href='tel:{DAY_PHONE}']")).to_be_visible()
    assert urldefrag(opened.page.url).url == start + INDEX


def test_several_codes_are_a_choice(opened: Tab, start: str) -> None:
    one, other = _codes(opened.page)[:2]
    _look_up(opened.page, f"{one}, {other}")
    answer = opened.page.get_by_role("status")
    expect(answer).to_contain_text(f"There is more than one code in this: {one}, {other}")
    answer.get_by_role("link", name=other).click()
    opened.page.wait_for_url(f"{start}c/{other}.html")


def test_the_print_desk_leads_to_the_page_of_a_code(opened: Tab, start: str) -> None:
    code = _codes(opened.page)[0]
    for typed, address in ((f"Code {code}", f"{start}c/{code}.html"), ("hello", start + INDEX)):
        opened.visit(f"{start}desk.html")
        opened.page.get_by_label("Look up a code on a sheet").fill(typed)
        opened.page.keyboard.press("Enter")
        opened.page.wait_for_url(address)
    expect(opened.page.get_by_role("status")).to_contain_text("This cannot be a code: hello")
    assert not opened.strangers(start) and not opened.errors


def test_a_second_try_replaces_the_answer(opened: Tab) -> None:
    _look_up(opened.page, "hello")
    _look_up(opened.page, "XXX-222")
    expect(opened.page.get_by_role("status")).to_contain_text("never released")
    expect(opened.page.get_by_role("status")).not_to_contain_text("cannot be a code")


def test_nothing_is_kept_or_sent(opened: Tab, start: str) -> None:
    opened.page.wait_for_load_state("networkidle")
    before = len(opened.requests)
    _look_up(opened.page, "XXX-222")
    expect(opened.page.get_by_role("status")).to_contain_text("never released")
    assert len(opened.requests) == before
    assert not [text for text in opened.page.evaluate("Object.values(localStorage)") if "XXX" in text]
    assert opened.page.context.cookies() == []


def test_with_the_keyboard_alone(opened: Tab, start: str) -> None:
    code = _codes(opened.page)[-1]
    for _ in range(30):
        opened.page.keyboard.press("Tab")
        if opened.page.evaluate("document.activeElement.id") == "code":
            break
    opened.page.keyboard.type(code)
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_url(f"{start}c/{code}.html")


def test_without_scripts_the_codes_stand_in_a_list(browser: Browser, start: str, built_site: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(start + INDEX)
        expect(page.get_by_label("Type the code")).to_be_hidden()
        links = page.locator("#check-code li a")
        pages = {file.stem for file in (built_site / "c").glob("*.html")} - {"index"}
        assert {link.inner_text() for link in links.all()} == pages != set()
        expect(links.first).to_be_visible()
        links.first.click()
        expect(page.locator(".verdict")).to_be_visible()


def test_every_code_has_one_verdict(tab: Tab, address: str) -> None:
    tab.page.goto(address + INDEX)
    for code in _codes(tab.page):
        tab.page.goto(f"{address}c/{code}.html")
        expect(tab.page.locator(".verdict")).to_have_count(1)
        for link in tab.page.locator("article a[href$='.pdf']").all():
            assert tab.page.request.get(link.evaluate("link => link.href")).ok


@pytest.mark.parametrize(("path", "is_told"), [("c/XXX-222.html", True), ("c/xxx-222", True), ("nowhere.html", False)])
def test_an_address_of_a_code_that_is_not_there(tab: Tab, address: str, path: str, is_told: bool) -> None:
    tab.page.goto(address + path)
    lost = tab.page.locator("#lost-code")
    expect(lost).to_be_visible() if is_told else expect(lost).to_be_hidden()
    if is_told:
        expect(lost).to_contain_text("This code was never released here")
        expect(lost.locator(f"a[href='tel:{DAY_PHONE}']")).to_be_visible()
        lost.get_by_role("link", name="Look up another code").click()
        tab.page.wait_for_url(address + INDEX)


# --- every standing that a sheet can have -----------------------------------------------------------------------------

MESSAGE = "    card: {say: Bring this card., sources: [practice]}\n"
WORDS = ("inside of your", "parts in your", "parts of your")


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a clinic that has released twice, gave up a leaflet, and has written new words since."""
    project = whole_project(tmp_path_factory.mktemp("released"))
    card, other = project / "leaflets/card.yaml", project / "leaflets/other.yaml"
    other.write_text(card.read_text("utf-8").replace("order: 1", "order: 2"), "utf-8")
    messages = project / "docs/content/sample-scan/procedure.yaml"
    before = messages.read_text("utf-8")
    messages.write_text(before.replace(MESSAGE, MESSAGE + MESSAGE.replace("card:", "other:")), "utf-8")
    for old, new in pairwise(WORDS):
        done = run("build_tools", "release", "--draft", cwd=project)
        assert done.returncode == 0, done.stdout + done.stderr
        other.unlink(missing_ok=True)
        messages.write_text(before, "utf-8")
        change(project, TOPIC, old, new)
    done = mkdocs_build(project, project / "site", PRINT_LEAFLETS="false")
    assert done.returncode == 0, done.stderr
    return project / "site"


@pytest.fixture(scope="module")
def sheets(released: Path, browser: Browser) -> Iterator[dict[str, list[Page]]]:
    """A tab for every code, by how the sheet stands."""
    with tabs(browser) as open_tab:
        found: dict[str, list[Page]] = {}
        for file in sorted((released / "c").glob("???-???.html")):
            page = open_tab().page
            page.goto(file.as_uri())
            (standing,) = page.locator(".sheet").evaluate_all("found => found.map(each => each.classList[1])")
            found.setdefault(standing, []).append(page)
        yield found


def test_there_is_a_sheet_of_every_standing(sheets: dict[str, list[Page]]) -> None:
    assert {standing: len(pages) for standing, pages in sheets.items()} == {
        "current": 2, "replaced": 2, "unreleased": 2, "withdrawn": 2,
    }  # fmt: skip
    assert all("The words on this site are newer" in page.inner_text("article") for page in sheets["current"])
    assert all("What changed since this sheet" in page.inner_text("article") for page in sheets["replaced"])


@large_where(lambda case: (case["standing"] in ("current", "replaced")) != (case["scheme"] == "light"))
@pytest.mark.parametrize(("scheme", "size"), LOOKS)
@pytest.mark.parametrize("standing", ["current", "replaced", "unreleased", "withdrawn"])
def test_axe_finds_nothing_on_any_of_them(
    sheets: dict[str, list[Page]], standing: str, scheme: Scheme, size: tuple[int, int]
) -> None:
    page = sheets[standing][0]
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    must_be_clean(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_they_are_valid(released: Path) -> None:
    assert invalid(released / "c") == []
