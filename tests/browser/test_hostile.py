"""Content by an enemy: it runs nothing, reads no other file, and reaches nobody, neither at build nor at reading time.

The site is that of `hostile.py`: every word of content, clinic, glossary and translations, and every picture and
release, is as bad as the checks let it be. A listener must hear nothing while it is built, printed and read.
"""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import hostile
import pikepdf
import pytest
from commands import ROOT, run
from playwright.sync_api import Browser, BrowserContext, Dialog, Page
from test_site_folder import whole_project

from .search_box import ask
from .test_policy import TELL

# Python tells of each connection, each name that is looked up, and each file that is opened.
WATCH = """
import os, sys
outside, log = os.environ["OUTSIDE"], os.environ["WATCHED"]
def watch(event, told):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        heard = not (event == "socket.connect" and isinstance(told[1], (str, bytes)))  # its own processes, by a file
    else:
        heard = event == "open" and isinstance(told[0], str) and os.path.realpath(told[0]).startswith(outside)
    if heard:
        with open(log, "a") as written:
            written.write(f"{event} {told}\\n")
sys.addaudithook(watch)
"""
# A page that an enemy has got at: what runs, what could run, and what would fetch.
PARTS = """const parts = [document, ...[...document.querySelectorAll("script[type='text/html']")].map(
    data => document.createRange().createContextualFragment(data.textContent))];"""
ACTS = (
    f"at => {{ {PARTS} "
    + """
    return parts.flatMap(part => [...part.querySelectorAll("*")]).flatMap(element => [...element.attributes].filter(
        ({name, value}) => name.startsWith("on") || name === "srcdoc" || /^\\s*(javascript|data:text)/i.test(value)
            || (["href", "src", "action", "data", "poster", "style"].includes(name) && value.includes(at))
    ).map(({name, value}) => `${element.tagName} ${name}=${value}`))
}"""
)
STRANGE = (
    f"() => {{ {PARTS} "
    + """
    return parts.flatMap(part => [...part.querySelectorAll(
        ":is(script:not([src]), iframe, object, embed, base, meta, form[action], img[src='x'])"
    )]).filter(each => !each.isConnected || each.closest("article"))
        .filter(each => !["application/json", "text/html"].includes(each.type))
        .map(each => each.outerHTML.slice(0, 200))
}"""
)
OPEN_ALL = """() => {
    document.querySelectorAll("details").forEach(folded => folded.open = true)
    document.querySelectorAll("[popover]").forEach(card => { card.showPopover(); card.hidePopover() })
    const events = ["mouseover", "mouseenter", "focus", "click", "error", "load", "toggle"]
    document.querySelectorAll("article *, footer *").forEach(element => events.forEach(
        name => element.closest("a, button, form, input, label, summary") || element.dispatchEvent(new Event(name))))
    document.querySelectorAll("[tabindex], a, button, input").forEach(element => element.focus())
}"""
FOLDER = "/miniature/"  # where clinic.yaml says that the site lies: 404.html begins its links there
KINDS = {".svg", ".png", ".jpg"}
TYPED = ["pwned", "img", "onerror", "scan", hostile.HTML]


@dataclass
class Listener:
    """Who must hear nothing."""

    address: str
    heard: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    found = Listener("")

    class Hears(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.heard.append(self.path)
            self.send_response(200)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_POST = do_HEAD = do_OPTIONS = do_GET

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hears)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    found.address = f"http://127.0.0.1:{server.server_port}/"
    yield found
    server.shutdown()
    server.server_close()


@dataclass
class Built:
    """The hostile project, built and printed while it was watched."""

    project: Path
    watched: str
    """What it connected to, and opened of what lies beside the project."""

    @property
    def site(self) -> Path:
        return self.project / "site"


def watched_build(project: Path, folder: Path, **environment: str) -> tuple[int, str, str]:
    """(status, what it said, what it was seen to do) of `mkdocs build`."""
    (folder / "watch").mkdir(exist_ok=True)
    (folder / "watch/sitecustomize.py").write_text(WATCH)
    seen = {"OUTSIDE": str(folder / "outside"), "WATCHED": str(folder / "watched.txt"), **environment}
    done = run("mkdocs", "build", "-q", cwd=project, PYTHONPATH=f"{folder / 'watch'}:{ROOT}", **seen)
    watched = folder / "watched.txt"
    return done.returncode, done.stdout + done.stderr, watched.read_text() if watched.exists() else ""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, listener: Listener) -> Built:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "outside").mkdir()
    (folder / "outside/canary.txt").write_text(hostile.CANARY)
    project = hostile.make(whole_project(folder), listener.address)
    status, said, watched = watched_build(project, folder)
    assert status == 0, said
    return Built(project, watched)


# --- while it is built -----------------------------------------------------------------------------------------------


def test_the_build_reaches_nobody_and_reads_nothing_else(built: Built, listener: Listener) -> None:
    assert built.watched == ""
    assert listener.heard == []


def test_who_reaches_out_is_seen(tmp_path: Path) -> None:
    """That the test above can fail: a style sheet of the leaflets asks for something, and a link leads out."""
    project = whole_project(tmp_path)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/canary.txt").write_text(hostile.CANARY)
    hook = f"import socket\nopen({str(tmp_path / 'outside/canary.txt')!r})\nsocket.getaddrinfo('127.0.0.1', 9)\n"
    (project / "hook.py").write_text(hook)
    with (project / "mkdocs.yml").open("a") as settings:
        settings.write("hooks: [hook.py]\n")
    _, _, watched = watched_build(project, tmp_path, PRINT_LEAFLETS="false")
    assert "canary.txt" in watched and "getaddrinfo" in watched


def test_paper_holds_no_canary_and_does_nothing(built: Built, listener: Listener) -> None:
    printed = sorted((built.site / "leaflets").glob("*.pdf"))
    assert len(printed) >= 3
    for file in printed:
        with pikepdf.open(file) as pdf:
            acts = [f"{action.get('/S')} {action.get('/URI', '')}" for action in _actions(pdf)]
        assert not [act for act in acts if not re.match(r"/URI (tel:[+0-9]+|https://example\.org/)|/GoTo", act)]


def _actions(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary):
            acts = [item[key] for key in ("/A", "/AA", "/OpenAction") if isinstance(item.get(key), pikepdf.Dictionary)]
            yield from (act for act in acts if "/S" in act)
            assert "/JS" not in item and "/JavaScript" not in item and "/EmbeddedFiles" not in item


def test_no_file_of_the_site_holds_what_lies_outside(built: Built) -> None:
    assert not [
        file for file in built.site.rglob("*") if file.is_file() and hostile.CANARY.encode() in file.read_bytes()
    ]
    assert not [file for file in built.site.rglob("*") if file.is_symlink()]


def test_template_signs_are_only_signs(built: Built) -> None:
    """The release of an enemy holds some."""
    pages = [file.read_text("utf-8") for file in built.site.glob("c/*-*.html")]
    assert any("{{ 7 * 7 }}" in page for page in pages) and not any(">49<" in page for page in pages)


# --- while it is read ------------------------------------------------------------------------------------------------


@dataclass
class Reading:
    """A page as it was read: what it did, and what its console said."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    windows: list[str] = field(default_factory=list)

    def opens(self, dialog: Dialog) -> None:
        self.windows.append(dialog.message)
        dialog.dismiss()


@pytest.fixture(scope="module")
def start(built: Built) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            return super().translate_path(path.removeprefix(FOLDER.rstrip("/")))

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(built.site)))
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{FOLDER}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module", params=[pytest.param("with its policy", marks=pytest.mark.large), "without"])
def reading(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Reading]:
    """A tab in which nothing may happen; without the policy of pages too: words must be harmless by themselves."""
    with browser.new_context(bypass_csp=request.param == "without") as context:
        yield _reading(context)


def _reading(context: BrowserContext) -> Reading:
    context.add_init_script(f"window.pwned = () => console.error('it runs'); {TELL}")
    found = Reading(context.new_page())
    page = found.page
    page.on("console", lambda told: found.said.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: found.said.append(str(error)))
    page.on("request", lambda request: found.asked.append(request.url))
    page.on("dialog", found.opens)
    context.on("page", lambda other: found.windows.append(other.url))
    return found


@pytest.fixture(autouse=True)
def begin(request: pytest.FixtureRequest) -> None:
    """What one test finds is not found again by the next."""
    if "reading" in request.fixturenames:
        reading: Reading = request.getfixturevalue("reading")
        for each in (reading.said, reading.asked, reading.windows):
            each.clear()


def _is_harmless(reading: Reading, start: str, listener: Listener) -> None:
    assert reading.page.evaluate(ACTS, listener.address) == []
    assert reading.page.evaluate(STRANGE) == []
    assert reading.said == []
    assert reading.windows == []
    assert listener.heard == []
    strangers = [url for url in reading.asked if not url.startswith((start, "data:", "blob:"))]
    assert strangers == []


def test_every_page_is_harmless(reading: Reading, built: Built, start: str, listener: Listener) -> None:
    paths = sorted(file.relative_to(built.site).as_posix() for file in built.site.rglob("*.html"))
    assert len(paths) > 12
    for path in paths:
        reading.page.goto(start + path)
        assert "pwned()" in reading.page.content(), f"{path} tells nothing hostile"
        reading.page.evaluate(OPEN_ALL)
        _is_harmless(reading, start, listener)


def test_every_answer_of_the_search_is_harmless(reading: Reading, start: str, listener: Listener) -> None:
    reading.page.goto(start)
    reading.page.keyboard.press("/")
    for words in TYPED:
        ask(reading.page, words)
        _is_harmless(reading, start, listener)
    answers = ask(reading.page, "scan")
    assert "pwned()" in reading.page.locator(".search-answers").inner_text()
    answers[0].click()
    reading.page.wait_for_load_state("networkidle")
    _is_harmless(reading, start, listener)


def test_the_plan_the_desk_and_codes_are_harmless(reading: Reading, start: str, listener: Listener) -> None:
    page = reading.page
    page.goto(f"{start}sample-scan/plan.html")
    page.locator("#plan-date").fill(f"{date.today().year + 1}-05-06")
    page.locator("#plan-time").fill("10:30")
    page.locator(".plan-go button").click()
    page.locator(".plan-result").wait_for()
    page.evaluate(OPEN_ALL)
    _is_harmless(reading, start, listener)
    page.goto(f"{start}desk.html")
    for card in page.locator("form.desk label:visible").all():
        card.click()
        _is_harmless(reading, start, listener)
    for path in ("c/index.html", "desk.html", "index.html"):
        page.goto("about:blank")
        page.goto(f'{start}{path}?h="><img src=x onerror=pwned()>#"><img src=x onerror=pwned()>')
        _is_harmless(reading, start, listener)
    page.goto(f"{start}c/index.html")
    page.locator("#code").fill(hostile.HTML)
    page.keyboard.press("Enter")
    _is_harmless(reading, start, listener)


def test_a_picture_that_is_opened_alone_is_harmless(
    reading: Reading, built: Built, start: str, listener: Listener
) -> None:
    pictures = [file for file in built.site.rglob("*.*") if file.suffix in KINDS and "assets" not in file.parts]
    assert {file.suffix for file in pictures} == KINDS
    for picture in pictures:
        reading.page.goto(start + picture.relative_to(built.site).as_posix())
        _is_harmless(reading, start, listener)


def test_an_enemy_with_html_would_be_seen(browser: Browser, start: str, listener: Listener) -> None:
    """That the tests above can fail."""
    with browser.new_context(bypass_csp=True) as context:
        reading = _reading(context)
        reading.page.goto(start)
        puts = """html => {
            document.querySelector("article").innerHTML += html
            document.querySelector("article a[href^=java]").click()
        }"""
        reading.page.evaluate(puts, hostile.HTML)
        reading.page.evaluate("at => fetch(at + 'heard').catch(() => null)", listener.address)
        for _ in range(200):  # a request has to fail first
            if "it runs" in reading.said and "/heard" in listener.heard:
                break
            reading.page.wait_for_timeout(50)
        assert reading.page.evaluate(ACTS, listener.address) and reading.page.evaluate(STRANGE)
        assert "it runs" in reading.said and "/heard" in listener.heard
        assert [url for url in reading.asked if not url.startswith(start)]
    listener.heard.clear()
