"""The print desk in a browser: by keyboard, from a server and from a folder, until the print window opens.

What there is to choose is read from the page as it stands without scripts, so that every desk can be tried.
"""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pikepdf
import pypdfium2
import pytest
from commands import ROOT, mkdocs_build
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, Page, expect
from test_desk import PRINTED, RELEASED, SHEETS, WITH_ENGLISH, made_up

from build_tools import templates
from build_tools.guide import build
from build_tools.mkdocs_plugin import STYLES
from build_tools.website import desk, pages, policy

from .conftest import ARGUMENTS, Scheme, Tab, large_where, tabs
from .pages import FURTHER
from .test_accessibility import IS_DARK, LOOKS, SCHEMES, SIZES, _settled_focus, must_be_clean

DESK = "desk.html"
Key = tuple[str, str, str, str]
"""Language, size, procedure, leaflet: as the address keeps them."""

# Counts what a page prints: the PDF of a frame that is asked to print, or the page itself.
COUNT_PRINTS = """() => {
    window.printed = []
    window.print = () => printed.push(location.pathname.split("/").pop())
    const asked = frame => printed.push(frame.src.split("/").pop())
    const real = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, "contentWindow").get
    Object.defineProperty(HTMLIFrameElement.prototype, "contentWindow", {configurable: true, get() {
        return this.className === "print-frame" ? {print: () => asked(this)} : real.call(this)
    }})
    // In place of Chromium's own viewer, which no page can change: it answers that it is there, and prints.
    const create = document.createElement.bind(document)
    document.createElement = tag => {
        if (tag !== "embed") return create(tag)
        const viewer = create("div")
        viewer.postMessage = "viewerAnswers" in window ? viewerAnswers : (message => message.type === "print"
            ? asked(viewer) : window.postMessage({type: "documentLoaded"}, "*"))
        setTimeout(() => viewer.dispatchEvent(new Event("load")))
        return viewer
    }
}"""

ROWS = """rows => rows.map(row => ({
    key: ["language", "size", "procedure", "leaflet"].map(name => row.dataset[name]),
    picture: row.dataset.picture,
    file: row.querySelector("a[href$='.pdf']").getAttribute("href").split("/").pop(),
    cells: Object.fromEntries([...row.querySelectorAll("[data-cell]")].map(c => [c.dataset.cell, c.innerText.trim()])),
}))"""

VIEWER = ("chrome-extension://", "chrome://")  # the browser's own, which shows PDFs

# What the plugin gives the theme, for a site that is built without it.
ASSETS = f"extra_css: [{', '.join(f'assets/{name}.css' for name in STYLES)}]\n"
ASSETS += "extra_javascript: [assets/search.js, assets/site.js, assets/words.js, assets/page.js]\n"
HOOKS = """def on_env(env, config, files):
    style = next(file.src_uri for file in files if file.src_uri.startswith("assets/stylesheets/main."))
    env.globals.update(t=str, clinic=None, menus={}, menu_of=lambda menus, path: None)
    env.globals.update(language="en", direction="ltr", folder="", switch=[], theme_style=style, top="top-of-page")

def on_page_content(html, page, config, files):
    return open("desk.html", encoding="utf-8").read() if page.file.src_uri == "desk.md" else html
"""

KEPT = """async () => [localStorage.length, sessionStorage.length, document.cookie,
    (await indexedDB.databases()).length, (await caches.keys()).length]"""


class Row(NamedTuple):
    """A line of the desk's tables."""

    key: Key
    file: str
    picture: str
    cells: dict[str, str]

    @property
    def hash(self) -> str:
        return "#" + "/".join(self.key)


class Place(NamedTuple):
    """Where the desk lies, over http or in a folder."""

    start: str
    folder: Path

    @property
    def url(self) -> str:
        return self.start + DESK


@pytest.fixture
def whole_tab(whole_browser: Browser) -> Iterator[Tab]:
    """For what shows and prints PDF files."""
    with tabs(whole_browser) as open_tab:
        yield open_tab()


@pytest.fixture(scope="module")
def desk_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a desk of two languages, sizes, procedures and leaflets, and a language that is not ready."""
    folder = tmp_path_factory.mktemp("desk-site")
    project, catalog = made_up(folder)
    printed = [*PRINTED, *WITH_ENGLISH, *SHEETS]
    made = desk.page(project, build.guides(project, catalog), RELEASED, printed, waiting=["vi"])
    docs = folder / "tiny/docs"
    shutil.copytree(templates.OURS["docs/assets"], docs / "assets")
    theme = templates.OURS["docs/templates"] / "theme"
    shutil.copytree(theme, folder / "tiny/theme", ignore=shutil.ignore_patterns("404.html"))
    (docs / "index.md").write_text("# Home\n")
    (docs / made.path).write_text(f"---\ntitle: {made.title}\n---\n", "utf-8")
    (folder / "tiny/desk.html").write_text(pages.html(project, made), "utf-8")
    _leaflets(docs / "leaflets")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8").replace("strict: true", "")
    settings = re.sub(r"plugins:\n  - leaflets:\n(?: {6}.*\n)+", f"{ASSETS}plugins: []\n", settings)
    settings = settings.replace("  name: material\n", "  name: material\n  custom_dir: theme\n")
    settings = settings.replace("watch: [leaflets]", "hooks: [hooks.py]")
    (folder / "tiny/mkdocs.yml").write_text(settings)
    (folder / "tiny/hooks.py").write_text(HOOKS)
    built = mkdocs_build(folder / "tiny", folder / "site")
    assert built.returncode == 0, built.stderr
    for written in (folder / "site").rglob("*.html"):
        written.write_text(policy.with_policy(written.read_text("utf-8")), "utf-8")
    return folder / "site"


def _leaflets(folder: Path) -> None:
    folder.mkdir()
    for sheet in (*PRINTED, *WITH_ENGLISH, *SHEETS):
        pdf = pikepdf.new()
        for _ in range(sheet.sides or 0):
            pdf.add_blank_page(page_size=(612, 792))
        pdf.save(folder / sheet.file)
        picture = Image.new("L", (306, 396), 255)
        ImageDraw.Draw(picture).text((20, 20), sheet.file, fill=0)
        picture.save(folder / sheet.picture)


@pytest.fixture(scope="module")
def server(desk_site: Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            pass

    answers = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(desk_site)))
    threading.Thread(target=answers.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{answers.server_port}/"
    answers.shutdown()
    answers.server_close()


@pytest.fixture(scope="module", params=["http", pytest.param("file", marks=pytest.mark.large)])
def place(request: pytest.FixtureRequest, desk_site: Path) -> Place:
    return Place(_start(request, request.param, desk_site), desk_site)


@pytest.fixture(scope="module")
def folder(desk_site: Path) -> Place:
    """For what does not depend on where the desk lies."""
    return Place(f"{desk_site.as_uri()}/", desk_site)


def _start(request: pytest.FixtureRequest, scheme: Literal["http", "file"], site: Path) -> str:
    return f"{site.as_uri()}/" if scheme == "file" else str(request.getfixturevalue("server"))


@pytest.fixture(scope="module")
def everything(browser: Browser, folder: Place) -> list[Row]:
    """What the desk's tables hold for a browser without scripts."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(folder.url)
        found = page.locator(".codes tbody tr").evaluate_all(ROWS)
    return [Row(tuple(row["key"]), row["file"], row["picture"], row["cells"]) for row in found]


@pytest.fixture(scope="module")
def leaflets(everything: list[Row]) -> list[Row]:
    return [row for row in everything if row.key[3] != "pack"]


@pytest.fixture(scope="module")
def counting(whole_browser: Browser) -> Iterator[Tab]:
    """A tab for all tests that print; `printed` in its pages counts."""
    with tabs(whole_browser) as open_tab:
        tab = open_tab()
        tab.page.add_init_script(f"({COUNT_PRINTS})()")
        yield tab


@pytest.fixture
def counted(counting: Tab, place: Place) -> Tab:
    """A desk that was just opened."""
    counting.page.goto("about:blank")
    counting.errors.clear()
    counting.page.goto(place.url)
    return counting


@pytest.fixture
def quick(counted: Tab) -> Iterator[Tab]:
    """The same for who prints a lot: in the frame that is to print lies no PDF, whose viewer takes its time to come."""
    counted.page.route("**/*.pdf", lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
    yield counted
    counted.page.unroute_all()


def printed(page: Page, count: int = 1, wait: bool = True) -> list[str]:
    """The files that were sent to print, once there are so many of them; `wait`: and when no more can come."""
    page.wait_for_function("count => printed.length >= count", arg=count)
    page.wait_for_timeout(200 if wait else 0)  # that nothing is printed twice
    files: list[str] = page.evaluate("printed")
    return files


def arrow_to(page: Page, group: str, value: str) -> None:
    """By Tab to the group and by arrows to the card, as hands do it."""
    page.locator("h1").evaluate("title => { title.tabIndex = -1; title.focus() }")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == group:
            break
    for _ in range(10):
        if page.evaluate("document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowDown")
    pytest.fail(f"no key leads to {group} {value}")


def test_one_key_prints_the_first_leaflet(counted: Tab, leaflets: list[Row]) -> None:
    expect(counted.page.locator("[data-choice=leaflet] input:checked")).to_be_focused()
    counted.page.keyboard.press("Enter")

    assert printed(counted.page) == [leaflets[0].file]


def test_two_keys_print_another_leaflet_of_the_same_kind(counted: Tab, leaflets: list[Row]) -> None:
    alike = [row for row in leaflets if row.key[:3] == leaflets[0].key[:3]]
    for key in ("ArrowDown", "Enter"):
        counted.page.keyboard.press(key)

    assert printed(counted.page) == [alike[1].file]


@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.large)], ids=["every third", "every"])
def test_every_leaflet_by_keys_alone(quick: Tab, leaflets: list[Row], step: int) -> None:
    page, leaflets = quick.page, leaflets[::step]
    for number, row in enumerate(leaflets, start=1):
        for group, value in zip(("language", "size", "procedure", "leaflet"), row.key, strict=True):
            if page.locator(f"input[name='{group}']:visible").count():
                arrow_to(page, group, value)
        assert page.evaluate("location.hash") in (row.hash, "" if number == 1 else row.hash)
        page.keyboard.press("Enter")
        assert printed(page, number, wait=False)[number - 1] == row.file
    assert printed(page, len(leaflets)) == [row.file for row in leaflets]
    assert not quick.errors


def test_every_leaflet_of_a_procedure_in_three_clicks(quick: Tab, leaflets: list[Row]) -> None:
    page = quick.page
    ours = [row for row in leaflets if row.key[2] == leaflets[0].key[2]]
    for number, row in enumerate(ours, start=1):
        page.locator(f"label:has([name=language][value='{row.key[0]}'])").click()
        page.locator(f"label:has([name=size][value='{row.key[1]}'])").click()
        page.locator(f".card:has([value='{row.key[3]}']) .quick").click()
        assert printed(page, number, wait=False)[number - 1] == row.file
    assert printed(page, len(ours)) == [row.file for row in ours]


def test_the_whole_pack_of_what_is_chosen(quick: Tab, everything: list[Row]) -> None:
    page = quick.page
    packs = [row for row in everything if row.key[3] == "pack"]
    assert packs
    for number, pack in enumerate(packs, start=1):
        page.goto(f"{page.url.partition('#')[0]}#{'/'.join(pack.key[:3])}")
        expect(page.locator(".pack")).to_contain_text(pack.cells["state"])
        expect(page.locator(".pack [data-pack=sheets]")).to_have_text(pack.cells["sheets"])
        page.locator(".pack").press("Enter")
        assert printed(page, number, wait=False)[number - 1] == pack.file
    assert printed(page, len(packs)) == [pack.file for pack in packs]


def test_a_translated_leaflet_with_its_english_behind_it(quick: Tab, everything: list[Row]) -> None:
    page, rows = quick.page, {row.file: row for row in everything}
    button = page.locator("button.with-english")
    expect(button).to_be_hidden()
    for number, bound in enumerate(WITH_ENGLISH, start=1):
        spanish, english = (rows[part.file] for part in bound.parts)
        page.goto(f"{page.url.partition('#')[0]}{spanish.hash}")
        expect(button.locator("[data-english=sheets]")).to_have_text("3")
        expect(button).to_contain_text(english.cells["code"])
        button.press("Enter")
        assert printed(page, number, wait=False)[number - 1] == bound.file
        line = page.locator(".record [data-line]")
        expect(line).to_contain_text(f"Spanish, {spanish.cells['size']}, {spanish.cells['code']} with the English ")
        expect(line).to_contain_text(english.cells["code"])
        is_released = RELEASED.issuperset(bound.codes)
        expect(line).to_contain_text(re.compile(r", released$" if is_released else r", NOT RELEASED$"))
    assert len({RELEASED.issuperset(bound.codes) for bound in WITH_ENGLISH}) == 2


def test_a_language_that_is_not_ready_can_be_pointed_to(counted: Tab, leaflets: list[Row]) -> None:
    """It leads to the English sheet and an interpreter, and the address keeps it."""
    page, note = counted.page, counted.page.locator(".not-ready")
    expect(note).to_be_hidden()
    arrow_to(page, "language", "vi")
    expect(note).to_have_text("Tiếng Việt (Vietnamese): not ready. Give the sheet in English, and call an interpreter.")
    sheets = page.locator(".sheets a:visible")
    assert [sheet.get_attribute("href") for sheet in sheets.all()] == [
        "leaflets/languages.pdf",
        "leaflets/interpreter-vi.pdf",
    ]
    arrow_to(page, "leaflet", leaflets[0].key[3])
    expect(page.locator("[name=language][value=vi]")).to_be_checked()
    assert page.url.endswith(f"#vi/{'/'.join(leaflets[0].key[1:])}")
    page.reload()
    expect(note).to_be_visible()
    page.keyboard.press("Enter")
    assert printed(page) == [leaflets[0].file]
    page.locator("label:has([value=es])").click()
    expect(note).to_be_hidden()
    assert sheets.nth(1).get_attribute("href") == "leaflets/interpreter-es.pdf"
    assert not counted.errors


def test_what_is_chosen_is_shown(same_tab: Tab, place: Place, leaflets: list[Row]) -> None:
    tab = same_tab
    tab.requests.clear()
    for row in leaflets:
        tab.page.goto(place.url + row.hash)
        chosen = tab.page.locator(".chosen")
        for name in ("leaflet", "size", "code", "state", "sides", "sheets", "single"):
            expect(chosen.locator(f"[data-fill={name}]")).to_have_text(row.cells[name])
        expect(tab.page.locator("a.open")).to_have_attribute("href", re.compile(f"/{row.file}$"))
        assert (place.folder / "leaflets" / row.file).is_file()
        picture = chosen.locator("img")
        expect(picture).to_have_attribute("src", row.picture)
        assert row.cells["leaflet"] in (picture.get_attribute("alt") or "")
        tab.page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=picture.element_handle())
        radios = tab.page.locator(".desk :checked")
        checked = dict(radios.evaluate_all("all => all.map(each => [each.name, each.value])"))
        assert tuple(checked[name] for name in ("language", "size", "procedure", "leaflet")) == row.key
    assert not tab.strangers(place.start) and not tab.errors


@pytest.mark.parametrize(
    "hash", ["#", "#xx/yy", "#%", "#%E0%A4%A", "#es/large/no-such", "#__proto__/constructor", "#////"]
)
def test_an_address_that_nobody_wrote_shows_what_fits_best(
    same_tab: Tab, folder: Place, leaflets: list[Row], hash: str
) -> None:
    tab = same_tab
    tab.page.goto("about:blank")  # else only the end of the address would change, on an open desk
    tab.page.goto(folder.url + hash)
    wanted = hash[1:].split("/")[:2]
    best = [row for row in leaflets if list(row.key[:2]) == wanted] or leaflets

    expect(tab.page.locator("a.open")).to_have_attribute("href", re.compile(f"/{best[0].file}$"))
    assert not tab.errors


def test_another_bookmark_on_the_open_desk(tab: Tab, folder: Place, leaflets: list[Row]) -> None:
    for row in (leaflets[-1], leaflets[0]):
        tab.page.goto(folder.url + row.hash)
        expect(tab.page.locator("[data-fill=code]")).to_have_text(row.cells["code"])


def test_a_leaflet_that_is_missing_in_a_language_cannot_be_chosen(tab: Tab, folder: Place, leaflets: list[Row]) -> None:
    last = leaflets[-1]
    removes = f"document.querySelector('[href$=\"{last.file}\"]').closest('tr').remove()"
    tab.page.route(re.compile(r"desk\.js$"), lambda route: route.fulfill(body=f"{removes};{_script()}"))
    tab.page.goto(folder.url + last.hash)
    card = tab.page.locator(f"[name=leaflet][value='{last.key[3]}']")

    expect(card).to_be_disabled()
    expect(tab.page.locator("a.open")).not_to_have_attribute("href", re.compile(last.file))
    tab.page.locator(f"label:has([name=language][value='{leaflets[0].key[0]}'])").click()
    expect(card).to_be_enabled()


def _script() -> str:
    return templates.file(ROOT, "docs/assets/desk.js").read_text("utf-8")


def test_nothing_is_kept_and_nobody_else_is_asked(whole_tab: Tab, place: Place, leaflets: list[Row]) -> None:
    tab = whole_tab
    tab.page.add_init_script(f"({COUNT_PRINTS})()")
    tab.page.goto(place.url)
    tab.page.locator(f"label:has([name=language][value='{leaflets[-1].key[0]}'])").click()
    tab.page.keyboard.press("Enter")
    printed(tab.page)

    ours = [key for key in tab.page.evaluate("Object.keys(localStorage)") if "palette" not in key]
    kept = tab.page.evaluate(KEPT)
    assert not ours
    assert kept[1:] == [0, "", 0, 0]
    assert not [url for url in tab.strangers(place.start) if not url.startswith(VIEWER)]
    assert not [url for url in tab.requests if "?" in url]


# What the page meets in browsers other than Chromium, and in Chromium when PDFs are set to be downloaded.
NO_PRINTING = {
    "no viewer": "Object.defineProperty(navigator, 'pdfViewerEnabled', {value: false})",
    "silent viewer": "window.viewerAnswers = () => {}",
    "strict viewer": "window.viewerAnswers = null",
}
NO_FRAMES = {
    "silent viewer": "HTMLIFrameElement.prototype.addEventListener = () => {}",
    "strict viewer": """Object.defineProperty(HTMLIFrameElement.prototype, "contentWindow",
        {get() { throw Error("no") }})""",
}


@pytest.mark.parametrize("why", NO_PRINTING)
def test_where_the_browser_does_not_let_us_the_leaflet_opens_and_says_what_to_press(
    tab: Tab, place: Place, leaflets: list[Row], why: str
) -> None:
    opens = "window.open = url => printed.push('tab ' + url.split('/').pop())"
    tab.page.add_init_script(f"{NO_PRINTING[why]}; ({COUNT_PRINTS})(); {opens}; {NO_FRAMES.get(why, '')}")
    tab.page.goto(place.url)
    tab.page.keyboard.press("Enter")

    assert printed(tab.page) == [f"tab {leaflets[0].file}"]
    expect(tab.page.get_by_text("press Ctrl + P there")).to_be_visible()


@contextmanager
def _real_windows(browser: Browser) -> Iterator[Browser]:
    """A browser with windows, drawn nowhere: without them Chromium has no print window."""
    program = browser.browser_type.launch(
        executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
        args=[*ARGUMENTS, "--ozone-platform=headless"],
        headless=False,
    )
    yield program
    program.close()


def _print_windows(context: BrowserContext) -> int:
    assert context.browser
    found = context.browser.new_browser_cdp_session().send("Target.getTargets")["targetInfos"]
    return sum(each["type"] == "page" and each["url"].startswith("chrome://print") for each in found)


def test_the_print_window_of_the_browser_really_opens(
    browser: Browser, place: Place, leaflets: list[Row], record_property: Callable[[str, object], None]
) -> None:
    """And how long that takes, from opening the page: the front desk has 20 seconds."""
    with _real_windows(browser) as real, real.new_context() as context:
        page = context.new_page()
        start = time.perf_counter()
        page.goto(place.url)
        ready = time.perf_counter() - start
        page.keyboard.press("Enter")
        while not _print_windows(context):
            assert time.perf_counter() - start < 20, "no print window within 20 seconds"
            time.sleep(0.02)
        seconds = time.perf_counter() - start
        frame = page.locator(".print-frame")
        assert frame.get_attribute("src") == f"{place.start}leaflets/{leaflets[0].file}"
    record_property("seconds", seconds)
    print(f"{place.start[:4]}: page ready after {ready:.2f} s, print window after {seconds:.2f} s")


@pytest.fixture(scope="module", params=["released", "not released"])
def used(request: pytest.FixtureRequest, whole_browser: Browser, folder: Place, leaflets: list[Row]) -> Iterator[Tab]:
    """A desk from which a leaflet was just printed."""
    unreleased = next((row for row in leaflets if "Not" in row.cells["state"]), leaflets[-1])
    with tabs(whole_browser) as open_tab:
        tab = open_tab()
        tab.page.add_init_script(f"({COUNT_PRINTS})()")
        tab.page.goto(folder.url + (leaflets[0] if request.param == "released" else unreleased).hash)
        tab.page.keyboard.press("Enter")
        printed(tab.page)
        yield tab


@large_where(lambda case: (case["used"] == "released") != (case["scheme"] == "light"))
@pytest.mark.parametrize(("scheme", "size"), LOOKS)
def test_axe_finds_nothing_on_the_desk(used: Tab, scheme: Scheme, size: tuple[int, int]) -> None:
    used.page.emulate_media(color_scheme=scheme)
    used.resize(size)
    used.page.wait_for_function(IS_DARK, arg=scheme == "dark")
    must_be_clean(used.page)


@SIZES
def test_focus_is_seen_everywhere_and_targets_are_large(tab: Tab, folder: Place, size: tuple[int, int]) -> None:
    tab.resize(size)
    tab.page.goto(folder.url)
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= size[0]
    small = tab.page.locator(".desk label, .desk button:visible, .desk a.open, .print-list").evaluate_all(
        "all => all.filter(each => each.checkVisibility() && Math.min(each.offsetHeight, each.offsetWidth) < 44).length"
    )
    assert small == 0
    tab.page.locator("h1").evaluate("title => { title.tabIndex = -1; title.focus() }")
    seen: list[dict[str, Any]] = []
    for _ in range(60):
        tab.page.keyboard.press("Tab")
        focus = _settled_focus(tab)
        seen.append(focus | {"isMarked": focus["marked"] or tab.page.evaluate(MARKED_CARD)})
        if focus["atEnd"] or "print-list" in focus["html"]:
            break
    assert len(seen) > 6
    assert [focus["html"] for focus in seen if not (focus["seen"] and focus["isMarked"])] == []


# A radio button's focus is drawn around its whole card.
MARKED_CARD = "getComputedStyle(document.activeElement.closest('.card') ?? document.body).outlineStyle !== 'none'"


def test_the_page_stands_without_scripts(browser: Browser, folder: Place) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(folder.url)
        shown = page.locator(".codes").inner_text()
        links = page.locator(".codes a[href$='.pdf']").evaluate_all("all => all.map(a => a.getAttribute('href'))")

        assert page.locator("form.desk, .print-list:visible").count() == 0
        assert sorted(links) == sorted(f"leaflets/{sheet.file}" for sheet in (*PRINTED, *WITH_ENGLISH, *SHEETS))
        assert [sheet.code for sheet in PRINTED if sheet.code not in shown] == []
        expect(page.get_by_text("Open it, then press Ctrl + P")).to_be_visible()


# Words that are not black or nearly so.
FAINT = """codes => [...codes.querySelectorAll("*")].filter(each => each.checkVisibility()
    && Math.max(...getComputedStyle(each).color.match(/[0-9.]+/g).slice(0, 3).map(Number)) > 90)
    .map(each => each.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("scheme", SCHEMES)
def test_on_paper_the_page_is_one_list_of_codes(
    browser: Browser, folder: Place, leaflets: list[Row], scheme: Scheme, tmp_path: Path
) -> None:
    with tabs(browser) as open_tab:
        page = open_tab(scheme=scheme).page
        page.goto(folder.url)
        path = tmp_path / "list.pdf"
        page.pdf(path=path, format="Letter", print_background=False, prefer_css_page_size=True)
        page.emulate_media(media="print")
        faint = page.locator(".codes").evaluate(FAINT)
    with pypdfium2.PdfDocument(path) as pdf:
        assert len(pdf) == 1
        text = pdf[0].get_textpage().get_text_bounded()
    lines = " ".join(text.split())
    for code, rows in groupby(sorted(row.cells["code"] for row in leaflets)):
        assert lines.count(code) == len(list(rows))
    assert "Throw away every sheet" in lines and "/c" in lines
    for menu in ("Print desk", "Search", "Skip to content", "Get help", "Open", "Whole pack", "Made with"):
        assert menu not in lines
    assert faint == [], "the colors of a dark screen are on the paper"


def test_the_button_for_the_wall_prints_the_page(counted: Tab) -> None:
    counted.page.locator(".print-list").press("Enter")

    assert printed(counted.page) == [DESK]


def test_the_desk_of_the_real_site_prints_what_is_there(whole_tab: Tab, built_site: Path) -> None:
    tab = whole_tab
    tab.page.add_init_script(f"({COUNT_PRINTS})()")
    tab.page.goto(f"{built_site.as_uri()}/desk.html")
    rows = tab.page.locator(".codes tbody tr").evaluate_all(ROWS)
    leaflets = built_site / "leaflets"
    there = {file.name for file in leaflets.glob("*.pdf")}
    beside = {"languages.pdf", *(f"interpreter-{tag}.pdf" for tag in FURTHER)}
    beside |= {name for name in there if name.endswith("-english.pdf")}  # the desk takes them with the translation
    assert beside < there and {row["file"] for row in rows} == there - beside
    assert all((leaflets / Path(row["picture"]).name).is_file() for row in rows)
    tab.page.wait_for_function("() => [...document.images].some(picture => picture.naturalWidth > 300)")
    tab.page.keyboard.press("Enter")

    assert printed(tab.page) == [rows[0]["file"]]
    assert not tab.errors
