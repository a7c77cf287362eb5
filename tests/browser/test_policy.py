"""What pages may load: nothing from elsewhere, nothing that is not ours, and not much. Over http and from a folder."""

from __future__ import annotations

import gzip
import http.server
import threading
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from large import large
from playwright.sync_api import Browser, BrowserContext, Page

from .conftest import Tab, large_where
from .pages import FILES, FRAMES, HOME, LOST, PAGES

# Bytes over the wire: all that a page asks for when it opens, packed, without pictures: the page, styles and scripts.
MOST = 50_000
AT_ONCE = 6  # pages that are opened together
PICTURES = {".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".ico"}

# The page tells in its console what its policy stopped.
TELL = """addEventListener("securitypolicyviolation", event =>
    console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`))"""


@dataclass
class Visit:
    """One page as it was opened: what its console said, and what it asked for."""

    start: str
    path: str
    said: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    @property
    def strangers(self) -> list[str]:
        """What did not come from the site itself."""
        ours = urlsplit(self.start)[:2]
        return [url for url in sorted(self.asked) if urlsplit(url)[:2] != ours and urlsplit(url).scheme != "data"]

    def bytes(self, site: Path) -> dict[str, int]:
        """By file, as a server sends it."""
        whole = (unquote(urlsplit(url)._replace(query="", fragment="").geturl()) for url in self.asked)
        inside = {url.removeprefix(self.start) for url in whole}
        files = {path if (site / path).is_file() else "404.html" for path in inside if not path.startswith("data:")}
        return {path: _packed(site / path) for path in sorted(files) if Path(path).suffix not in PICTURES}


def _packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), compresslevel=6, mtime=0))


def every_page(site: Path) -> list[str]:
    """Also those for the front desk."""
    codes = sorted(path.relative_to(site).as_posix() for path in site.glob("c/*.html"))
    return [*FILES, "desk.html", *codes[-2:]]


@pytest.fixture(scope="module", params=["some", *large(["others"])])
def visits(request: pytest.FixtureRequest, browser: Browser, address: str, built_site: Path) -> list[Visit]:
    """Pages by a reader who has never been here; from the folder those that test_site.py does not open.

    One of each kind, and the largest; every other one in `make test-all`.
    """
    folder = f"{built_site.as_uri()}/"
    pages = every_page(built_site)
    wanted = [(address, path) for path in [*pages, LOST]] + [(folder, path) for path in pages if path not in FILES]
    typical = {*FRAMES, *sorted(pages, key=lambda path: -_packed(built_site / path))[:2], *pages[-2:]}
    made = [Visit(start, path) for start, path in wanted if (path in typical) == (request.param == "some")]
    for first in range(0, len(made), AT_ONCE):
        _visit(browser, made[first : first + AT_ONCE])
    return made


def _visit(browser: Browser, visits: list[Visit]) -> None:
    """Several at once, in a new window: a page counts as at rest when half a second has passed."""
    with browser.new_context() as context:
        context.add_init_script(TELL)
        pages = [(visit, _opened(context, visit)) for visit in visits]
        for visit, page in pages:
            page.wait_for_load_state("networkidle")
            page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
            # That the page itself is not there is what is wanted when 404.html is looked at.
            visit.said[:] = [said for said in visit.said if not said.endswith(f"404 (Not Found) ({page.url})")]


def _opened(context: BrowserContext, visit: Visit) -> Page:
    page = context.new_page()
    page.on("request", lambda request: visit.asked.add(request.url))
    page.on("pageerror", lambda error: visit.said.append(str(error)))
    page.on("console", lambda told: visit.said.append(f"{told.text} ({told.location['url']})"))
    page.goto(visit.start + visit.path)
    return page


def test_no_page_says_anything_in_the_console(visits: list[Visit]) -> None:
    assert not {visit.start + visit.path: visit.said for visit in visits if visit.said}


def test_no_page_asks_another_host(visits: list[Visit]) -> None:
    assert not {visit.start + visit.path: visit.strangers for visit in visits if visit.strangers}


def test_no_page_is_heavy(visits: list[Visit], address: str, built_site: Path) -> None:
    """A reader's first page: nothing is there yet from another one."""
    files = {visit.path: visit.bytes(built_site) for visit in visits if visit.start == address}
    weights = {path: sum(each.values()) for path, each in files.items()}
    for path, weight in sorted(weights.items(), key=lambda item: -item[1]):
        print(f"{weight:7} {path}")
    assert len(weights) > 5
    needed = {"assets/style.css", "assets/search.js", "assets/page.js"}
    assert not [path for path, counted in files.items() if not needed <= set(counted)]
    assert max(weights.values()) <= MOST, files[max(weights, key=lambda path: weights[path])]


# --- while pages are used --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_nothing_is_stopped_and_nobody_asked_while_pages_are_used(
    tab: Tab, address: str, built_site: Path, scheme: str
) -> None:
    start = address if scheme == "http" else f"{built_site.as_uri()}/"
    tab.page.add_init_script(TELL)
    for path in (HOME, next(page.path for page in PAGES if page.entry.get("built") == "plan")):
        tab.page.goto(start + path)
        tab.page.keyboard.press("/")
        tab.page.keyboard.type("shower")
        tab.page.locator("[data-search-result]").first.wait_for()
        tab.page.keyboard.press("Escape")
        for box in tab.page.locator("article input:visible").all():
            box.fill("12/24/2031") if box.get_attribute("type") == "text" else None
            box.press("Enter")
    tab.page.goto(f"{start}c/index.html")
    tab.page.locator("#code").fill("never")
    tab.page.keyboard.press("Enter")

    assert not tab.errors
    assert not [url for url in tab.strangers(start) if not url.startswith("blob:")]


# --- that it holds ---------------------------------------------------------------------------------------------------


@dataclass
class Elsewhere:
    """Another host, that would give an answer to everybody."""

    address: str
    asked: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Elsewhere]:
    found = Elsewhere("")

    class Answers(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path.rstrip("?"))
            self.send_response(200)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_POST = do_GET

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    found.address = f"http://127.0.0.1:{server.server_port}/"
    yield found
    server.shutdown()
    server.server_close()


# Each way in which words that slipped into a page could act, or send something away.
TRY_ALL = """async elsewhere => {
    const put = (tag, values) => document.body.appendChild(Object.assign(document.createElement(tag), values));
    put("script", {textContent: "window.ran = true"});
    put("script", {src: `${elsewhere}script`});
    put("img", {src: `${elsewhere}picture`});
    put("iframe", {src: `${elsewhere}frame`});
    put("embed", {src: `${elsewhere}embed`});
    put("link", {rel: "stylesheet", href: `${elsewhere}style`});
    put("style", {textContent: "body { outline: 7px solid red }"});
    put("div", {innerHTML: "<b onclick='window.clicked = true'>press</b>"}).firstChild.click();
    put("base", {href: elsewhere});
    const form = put("form", {action: `${elsewhere}form`, target: "nowhere"});
    form.submit();
    navigator.sendBeacon(`${elsewhere}beacon`);
    await fetch(`${elsewhere}fetch`).catch(() => null);
    try { new Worker(URL.createObjectURL(new Blob(["fetch('" + elsewhere + "worker')"]))) } catch {}
    await new Promise(done => setTimeout(done, 500));
    return [
        window.ran && "a script", window.clicked && "an attribute",
        getComputedStyle(document.body).outlineWidth === "7px" && "a style", document.baseURI === elsewhere && "a base",
    ].filter(Boolean);
}"""


@large_where(lambda case: case["scheme"] == "file" and case["path"] != HOME)
@pytest.mark.parametrize("scheme", ["http", "file"])
@pytest.mark.parametrize("path", [HOME, "desk.html", "404.html"])
def test_words_that_slip_into_a_page_can_do_nothing(
    browser: Browser, address: str, built_site: Path, elsewhere: Elsewhere, scheme: str, path: str
) -> None:
    start = address if scheme == "http" else f"{built_site.as_uri()}/"
    assert _what_works(browser, start + path, elsewhere, bypass=False) == []


def test_without_a_policy_they_could(browser: Browser, address: str, elsewhere: Elsewhere) -> None:
    """That the test above can fail."""
    wanted = {"a script", "an attribute", "a style", "/script", "/picture", "/frame", "/style", "/form", "/fetch"}
    works = _what_works(browser, address + HOME, elsewhere, bypass=True, until=wanted)
    assert wanted <= set(works)


def _what_works(
    browser: Browser, url: str, elsewhere: Elsewhere, bypass: bool, until: Collection[str] = ()
) -> list[str]:
    """`until`: what takes its time to arrive, and is waited for."""
    elsewhere.asked.clear()
    with browser.new_context(bypass_csp=bypass) as context:
        page = context.new_page()
        page.goto(url)
        page.wait_for_load_state("networkidle")
        works: list[str] = page.evaluate(TRY_ALL, elsewhere.address)
        for _ in range(200):
            if set(until) <= {*works, *elsewhere.asked}:
                break
            page.wait_for_timeout(50)
    return works + elsewhere.asked
