"""A real browser and the real site. Nothing here reaches another host."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any, Literal, Protocol
from urllib.parse import urlsplit

import pytest
from large import large_where as large_where  # from here browser tests take it
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    ViewportSize,
    expect,
    sync_playwright,
)

from .pages import CLINIC

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--renderer-process-limit=1",  # a page that comes into a process that is there takes half of the time
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
FOLDER = f"/{urlsplit(CLINIC['website']).path.strip('/')}/".replace("//", "/")
WITH_WINDOWS = ("chromium", "chromium-browser", "google-chrome")
WITHOUT_WINDOWS = ("chromium-headless-shell", *WITH_WINDOWS)
FAILED = pytest.StashKey[bool]()
WIDE, NARROW = (1280, 900), (320, 700)
Scheme = Literal["light", "dark"]
WINDOWS: dict[tuple[Browser, bool, str], BrowserContext] = {}
expect.set_options(timeout=20_000)  # milliseconds; a busy machine draws late, but never wrong


@pytest.hookimpl(tryfirst=True)  # before cases are picked by their marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Answers as a web host does: the site lies in a folder, and a page that is not there is 404.html."""

    protocol_version = "HTTP/1.1"
    folder = FOLDER

    def translate_path(self, path: str) -> str:
        inside = path.removeprefix(self.folder)
        return super().translate_path(f"/{inside}" if inside != path else "/no-such-page")

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != HTTPStatus.NOT_FOUND:
            return super().send_error(code, message, explain)
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def address(built_site: Path) -> Iterator[str]:
    """Where the site is served, with a slash at the end."""
    with served(built_site) as start:
        yield start


@contextmanager
def served(site: Path, folder: str = FOLDER) -> Iterator[str]:
    """Serves a site where clinic.yaml says, or in another folder; gives its address, with a slash at the end."""
    handler = type("Handler", (_Handler,), {"folder": folder})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(site)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}{folder}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The same Chromium without its windows, where there is one: each page opens in a third of the time."""
    yield from launched(playwright, [], *WITHOUT_WINDOWS)


@pytest.fixture(scope="session")
def whole_browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium as readers have it, which also shows and prints PDF files."""
    yield from launched(playwright, [], *WITH_WINDOWS)


def launched(playwright: Playwright, more: list[str], *programs: str) -> Iterator[Browser]:
    """The first of the programs that is there; `more`: arguments for it."""
    program = next(filter(None, map(shutil.which, programs)), None)
    assert program, "no Chromium on this machine: `make test` installs it, or says how"
    chromium = playwright.chromium.launch(executable_path=program, args=[*ARGUMENTS, *more])
    yield chromium
    for key in [key for key in WINDOWS if key[0] == chromium]:
        del WINDOWS[key]
    chromium.close()


@dataclass
class Tab:
    """A page, and what went wrong on it so far."""

    page: Page
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", self._request)

    def strangers(self, start: str) -> list[str]:
        """Requests that did not go to the site itself."""
        ours = urlsplit(start)
        return [url for url in self.requests if urlsplit(url)[:2] != ours[:2] and urlsplit(url).scheme != "data"]

    def visit(self, url: str) -> None:
        """Open a page and forget the one before, until all is asked for."""
        self.errors.clear()
        self.requests.clear()
        self.page.goto(url)

    def resize(self, size: tuple[int, int]) -> None:
        self.page.set_viewport_size(_viewport(size))

    def _console(self, message: ConsoleMessage) -> None:
        # That the page itself is not there is what is wanted when 404.html is looked at.
        if message.type == "error" and message.location["url"] != self.page.url:
            self.errors.append(f"{message.text} ({message.location['url']})")

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)


class OpenTab(Protocol):
    """Opens a tab for a reader who has never been here."""

    def __call__(self, size: tuple[int, int] | None = None, scheme: Scheme | None = None) -> Tab: ...


@contextmanager
def tabs(browser: Browser, timed: bool = False, **options: Any) -> Iterator[OpenTab]:
    """Tabs that close with the `with`; `options` are those of their window.

    All with the same ones stand in one window that forgets between them: a new one takes twice as long. A clock that is
    set is the same for all tabs of a window, so `timed` is for who sets it before each page.
    """
    key = (browser, timed, repr(sorted(options.items())))
    if key not in WINDOWS:
        WINDOWS[key] = browser.new_context(**{"viewport": _viewport(WIDE), **options})
        WINDOWS[key].new_page()  # stays, and with it the process into which others come
    window = WINDOWS[key]
    others = {*window.pages}

    def open_one(size: tuple[int, int] | None = None, scheme: Scheme | None = None) -> Tab:
        page = window.new_page()
        _forget(window)
        assert timed or abs(page.evaluate("Date.now()") / 1000 - time.time()) < 60, "who sets the clock needs `timed`"
        if scheme:
            page.emulate_media(color_scheme=scheme)
        if size:
            page.set_viewport_size(_viewport(size))
        return Tab(page)

    yield open_one
    for page in {*window.pages} - others:
        page.close()


def _viewport(size: tuple[int, int]) -> ViewportSize:
    return {"width": size[0], "height": size[1]}


def _forget(window: BrowserContext) -> None:
    """All that pages have kept there."""
    window.clear_cookies()
    window.clear_permissions()
    session = window.new_cdp_session(window.pages[-1])
    session.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
    session.detach()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    with tabs(browser) as open_tab:
        yield open_tab()


@pytest.fixture
def timed_tab(browser: Browser) -> Iterator[Tab]:
    """For who sets its clock."""
    with tabs(browser, timed=True) as open_tab:
        yield open_tab()


@pytest.fixture(scope="module")
def same_tab(browser: Browser) -> Iterator[Tab]:
    """One tab for all tests of a module, which go from page to page in it: each new one takes half a second."""
    with tabs(browser) as open_tab:
        yield open_tab()


@pytest.fixture(autouse=True)
def picture_of_failure(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps what the browser showed when a test failed, in $BROWSER_PICTURES or in pytest's own folder."""
    # `tab` is asked for first where a test uses it, so that it is still open when this fixture ends.
    for name in {"tab", "timed_tab", "opened"} & set(request.fixturenames):
        request.getfixturevalue(name)
    yield
    if not request.node.stash.get(FAILED, False):
        return
    folder = Path(os.environ.get("BROWSER_PICTURES") or tmp_path_factory.getbasetemp() / "pictures")
    browser: Browser = request.getfixturevalue("browser")
    plain = "".join(letter if letter.isalnum() else "-" for letter in request.node.name)
    pages = [page for context in browser.contexts for page in context.pages if page.url != "about:blank"]
    for number, page in enumerate(pages):
        path = folder / f"{plain}-{number}.png"
        page.screenshot(path=path)
        print(f"picture of the failure: {path}")
