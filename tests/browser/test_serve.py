"""`mkdocs serve` as an author has it: each saved file shows by itself, in the browser and on paper."""

from __future__ import annotations

import io
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from commands import hears_ctrl_c
from playwright.sync_api import Browser, Page, expect
from test_site_folder import whole_project

from .conftest import Tab
from .pages import ROOT

PATIENCE = 60.0  # seconds; a rebuild takes about one, but machines differ
TOPIC = "docs/content/sample-scan/topics/key-points.yaml"
PAGE = "sample-scan/overview.html"
PDF = "leaflets/sample-scan-card-standard-en.pdf"
LARGE = PDF.replace("-standard-", "-large-")
LEAFLET = "leaflets/card.yaml"
TITLE = "Key points"
GIVEN_UP = "The server will appear stuck"
NEW_WORDS = "Rest and play soft music."
NEVER_PRINTED = "Rest and read a good book."


@dataclass
class Desk:
    """A copy of the project with `mkdocs serve` running in it."""

    project: Path
    address: str
    server: subprocess.Popen[bytes]
    log: Path
    said_before: int = 0
    """Characters of the log from before this test."""

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")[self.said_before :]

    def save(self, path: str, text: str) -> None:
        (self.project / path).write_text(text, encoding="utf-8")

    def wait(self, what: str, is_so: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not is_so():
            assert self.server.poll() is None, f"mkdocs serve has stopped:\n{self.said()}"
            assert GIVEN_UP not in self.said(), f"mkdocs serve shows nothing any more:\n{self.said()}"
            assert time.monotonic() < end, f"waited for {what}; mkdocs serve said:\n{self.said()}"
            time.sleep(0.1)

    def wait_for_text(self, page: Page, words: str) -> None:
        """On the open page, without any reload of ours."""
        self.wait(f"{words!r} on {page.url}", lambda: words in _text(page))


def _text(page: Page) -> str:
    try:
        return page.inner_text("article", timeout=1000)
    except Exception:  # the page is just being loaded again
        return ""


def _get(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bytes(answer.read())
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return b""


def _answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
    return True


def _printed(url: str) -> str:
    """The words of a PDF, with single spaces; nothing while it is not there."""
    data = _get(url)
    if not data.startswith(b"%PDF"):
        return ""
    sides = pypdfium2.PdfDocument(io.BytesIO(data))
    return re.sub(r"\s+", " ", " ".join(side.get_textpage().get_text_bounded() for side in sides))


@contextmanager
def serving(project: Path, log: Path, *options: str) -> Iterator[Desk]:
    """`mkdocs serve` in a project, until the `with` ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", host, *options]
    with log.open("wb") as output:
        server = subprocess.Popen(
            command,
            cwd=project,
            env={**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=hears_ctrl_c,
        )
    try:
        desk = Desk(project, f"http://{host}/", server, log)
        desk.wait("an answer", lambda: _answers(desk.address))
        yield desk
    finally:
        if server.poll() is None:
            server.send_signal(signal.SIGINT)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


@pytest.fixture(scope="module")
def one_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """For all tests that begin and end with the project as it is; an author, too, goes on with the same server."""
    folder = tmp_path_factory.mktemp("serve")
    with serving(whole_project(folder), folder / "serve.log") as desk:
        yield desk


@pytest.fixture
def desk(one_desk: Desk) -> Desk:
    one_desk.said_before += len(one_desk.said())
    return one_desk


def _first_statement(text: str) -> str:
    """The words of the first statement of a topic that reads as it is typed."""
    found = re.search(r"(?m)^ *- say: ([^{}\n]+)$", text)
    assert found
    return found.group(1)


def _spoiled(text: str) -> tuple[str, str]:
    """The topic with a fact in it that does not exist, and the place where that is."""
    words = _first_statement(text)
    line = next(number for number, line in enumerate(text.splitlines(), 1) if f"say: {words}" in line)
    column = text.splitlines()[line - 1].index(words) + 1
    return text.replace(words, "Rest for {no_such_fact}.", 1), f"{TOPIC}:{line}:{column}"


def test_page_and_leaflet_follow_each_saved_file(desk: Desk, tab: Tab) -> None:
    """Edited, spoiled and repaired: the reader's page follows without a hand on it."""
    good = (desk.project / TOPIC).read_text(encoding="utf-8")
    old_words = _first_statement(good)
    tab.page.goto(desk.address + PAGE)
    expect(tab.page.locator("article")).to_contain_text(old_words)

    edited = good.replace(old_words, NEW_WORDS, 1)
    desk.save(TOPIC, edited)
    desk.wait_for_text(tab.page, NEW_WORDS)
    for pdf in (PDF, LARGE):
        desk.wait(f"the new words in {pdf}", lambda pdf=pdf: NEW_WORDS in _printed(desk.address + pdf))  # type: ignore[misc]

    spoiled, place = _spoiled(edited)
    desk.save(TOPIC, spoiled)
    desk.wait_for_text(tab.page, place)
    expect(tab.page.locator("article")).to_contain_text("unknown-fact")
    expect(tab.page.locator("article")).to_contain_text("no_such_fact")
    assert f"{place}: unknown-fact" in desk.said()
    assert tab.page.url == desk.address + PAGE

    desk.save(TOPIC, edited)
    desk.wait_for_text(tab.page, NEW_WORDS)
    assert place not in _text(tab.page)
    assert tab.page.url == desk.address + PAGE
    assert "Traceback" not in desk.said()


def test_mistakes_in_leaflets_are_shown_too(desk: Desk, tab: Tab) -> None:
    good = (desk.project / LEAFLET).read_text(encoding="utf-8")
    line = next(number for number, line in enumerate(good.splitlines(), 1) if line.startswith("sides:"))
    tab.page.goto(desk.address + PAGE)

    desk.save(LEAFLET, re.sub(r"(?m)^sides: .*", "sides: many", good))
    desk.wait_for_text(tab.page, f"{LEAFLET}:{line}:8")
    assert f"{LEAFLET}:{line}:8: wrong-type" in desk.said()

    desk.save(LEAFLET, good)
    desk.wait_for_text(tab.page, TITLE)
    desk.wait("the leaflet", lambda: bool(_printed(desk.address + PDF)))
    assert "Traceback" not in desk.said()


def test_every_mistake_is_shown_at_once(desk: Desk, tab: Tab) -> None:
    good = {path: (desk.project / path).read_text(encoding="utf-8") for path in (LEAFLET, TOPIC)}
    spoiled, place = _spoiled(good[TOPIC])
    tab.page.goto(desk.address + PAGE)
    desk.save(LEAFLET, "title: [\n")
    desk.save(TOPIC, spoiled)

    desk.wait_for_text(tab.page, place)
    expect(tab.page.locator("article")).to_contain_text(f"{LEAFLET}:")
    for path, text in good.items():
        desk.save(path, text)
    desk.wait_for_text(tab.page, _first_statement(good[TOPIC]))


def test_the_page_does_not_wait_for_the_leaflet(desk: Desk, tab: Tab) -> None:
    """New words are on the screen while the old ones are still on paper; then they are on paper, too."""
    good = (desk.project / TOPIC).read_text(encoding="utf-8")
    tab.page.goto(desk.address + PAGE)
    desk.save(TOPIC, good.replace(_first_statement(good), NEVER_PRINTED, 1))
    desk.wait_for_text(tab.page, NEVER_PRINTED)
    assert "leaflets are printed meanwhile" in desk.said()
    desk.wait("the new words on paper", lambda: NEVER_PRINTED in _printed(desk.address + PDF))

    desk.save(TOPIC, good)
    desk.wait_for_text(tab.page, _first_statement(good))
    desk.wait("the old words on paper", lambda: NEVER_PRINTED not in (_printed(desk.address + PDF) or NEVER_PRINTED))
    assert "Traceback" not in desk.said()


def test_what_does_not_fit_on_paper_is_told_when_it_was_printed(desk: Desk, tab: Tab) -> None:
    good = (desk.project / LEAFLET).read_text(encoding="utf-8")
    tab.page.goto(desk.address + PAGE)
    desk.save(LEAFLET, re.sub(r"standard: [0-9]+", "standard: 1", good))
    desk.wait_for_text(tab.page, "too-many-sides")
    desk.save(LEAFLET, good)
    desk.wait_for_text(tab.page, TITLE)
    desk.wait("the leaflet", lambda: bool(_printed(desk.address + PDF)))
    assert "Traceback" not in desk.said()


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_the_first_page_waits_for_no_leaflet(tmp_path: Path, tab: Tab) -> None:
    """Nothing was ever printed: the page says so, is made anew when all is there, and nobody touches it meanwhile."""
    with serving(whole_project(tmp_path), tmp_path / "serve.log") as desk:
        tab.page.goto(desk.address + PAGE)
        desk.wait_for_text(tab.page, "printed sides: 2")
        said = desk.said()
        assert re.findall("([0-9]+) leaflets are printed meanwhile", said) == ["2"]
        assert said.count("Building documentation...") == 2 and "Traceback" not in said
        assert _printed(desk.address + PDF) and _get(desk.address + "api/leaflets.json")
        assert "being printed" not in _get(desk.address + "desk.html").decode()
        workers = _children(desk.server.pid)
        assert workers, "they wait for the next change"
    assert not any(Path(f"/proc/{each}").exists() for each in workers)


def test_without_reloading_the_first_page_has_its_leaflets(tmp_path: Path) -> None:
    """Nothing would tell it afterwards."""
    with serving(whole_project(tmp_path), tmp_path / "serve.log", "--no-livereload") as desk:
        assert "printed sides: 2" in _get(desk.address + PAGE).decode()
        assert _printed(desk.address + PDF)


def _children(process: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def test_serve_starts_with_a_broken_project(tmp_path: Path, browser: Browser) -> None:
    """The problems stand at whatever page the author asks for, and that page comes when they are mended."""
    project = whole_project(tmp_path)
    good = (project / TOPIC).read_text(encoding="utf-8")
    spoiled, place = _spoiled(good)
    (project / TOPIC).write_text(spoiled, encoding="utf-8")
    with serving(project, tmp_path / "serve.log") as desk, browser.new_page() as home, browser.new_page() as other:
        pages = {"": (home, "Do you feel unwell?"), PAGE: (other, _first_statement(good))}
        for path, (page, _) in pages.items():
            page.goto(desk.address + path)
            desk.wait_for_text(page, place)
        assert f"{place}: unknown-fact" in desk.said()

        desk.save(TOPIC, good)
        for path, (page, wanted) in pages.items():
            desk.wait_for_text(page, wanted)
            assert page.url == desk.address + path
        desk.wait("the leaflet", lambda: bool(_printed(desk.address + PDF)))
        assert "Traceback" not in desk.said()
