"""Under `mkdocs serve` nobody waits for a leaflet that the page can do without for a moment."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

import bless
import pytest
from editing import change

from build_tools.guide.leaflet_file import LeafletFile
from build_tools.preflight import Finding
from build_tools.printing import proof
from build_tools.printing.background import BackgroundPress, Reload
from build_tools.printing.jobs import Printed, PrintJob
from build_tools.problems import ProblemsFound

PATIENCE = 20.0  # seconds
WORDS = "docs/content/sample-scan/topics/key-points.yaml"


class Printer:
    """Prints nothing, and only while it may; what it gives out holds the HTML."""

    def __init__(self) -> None:
        self.may_print = threading.Event()
        self.may_print.set()
        self.begun = threading.Event()
        self.files: list[str] = []
        self.findings: tuple[Finding, ...] = ()

    def proof(self, job: PrintJob) -> Printed:
        assert threading.current_thread() is not threading.main_thread(), "the author waits"
        self.begun.set()
        assert self.may_print.wait(PATIENCE)
        self.files.append(job.file)
        return Printed(job.html.encode(), 3 if "-large-" in job.file else 2, findings=self.findings)


class Author:
    """Writes a project, under `mkdocs serve`."""

    def __init__(self, root: Path, printer: Printer) -> None:
        self.root, self.printer = root, printer
        self.is_done = threading.Event()
        self.press = BackgroundPress(root, self.is_done.set, bless.in_this_process)
        self.told: list[str] = []

    def ask(self) -> str:
        """All leaflets as one text, as the site would get them now; of one that is printed "..." stands before it."""
        printing = self.press.start(*bless.orders(self.root), self.told.append)
        files = (*printing.leaflets, *printing.packs)
        if all(each.sides for each in files):
            printing.finish()
        return "".join(map(shown, printing.leaflets))

    def write(self, old: str, new: str) -> None:
        change(self.root, WORDS, old, new)

    def wait(self) -> None:
        assert self.is_done.wait(PATIENCE)
        self.is_done.clear()


def shown(leaflet: LeafletFile) -> str:
    return ("" if leaflet.sides else "...") + leaflet.data.decode()


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Printer]:
    found = Printer()
    monkeypatch.setattr(proof, "proof", found.proof)
    monkeypatch.setattr(proof, "pack_proof", lambda title, language, leaflets, expected: Printed(b"".join(leaflets), 4))
    yield found
    found.may_print.set()


@pytest.fixture
def author(tmp_path: Path, printer: Printer) -> Author:
    """With everything printed once."""
    found = Author(bless.miniature(tmp_path), printer)
    printer.may_print.clear()
    assert found.ask() == "......", "there is nothing to show yet, and nobody waits"
    printer.may_print.set()
    found.wait()
    text = found.ask()
    assert "inside of your" in text and not text.startswith("...")
    printer.files.clear()
    printer.begun.clear()
    return found


def test_nothing_changed(author: Author, printer: Printer) -> None:
    assert "inside of your" in author.ask()
    assert printer.files == [] and not author.is_done.is_set()


def test_a_change_shows_last_times_leaflets_until_the_new_ones_are_there(author: Author, printer: Printer) -> None:
    printer.may_print.clear()
    author.write("inside of your", "parts of your")
    before = author.ask()
    assert "inside of your" in before and before.startswith("...")
    assert author.told[-1] == "2 leaflets are printed meanwhile"
    assert author.ask() == before, "asked again, it is not printed twice"
    printer.may_print.set()
    author.wait()
    after = author.ask()
    assert "parts of your" in after and not after.startswith("...")
    assert len(printer.files) == 2


def test_what_is_changed_while_it_prints_comes_first(author: Author, printer: Printer) -> None:
    printer.may_print.clear()
    author.write("inside of your", "parts of your")
    author.ask()
    assert printer.begun.wait(PATIENCE)
    author.write("parts of your", "pieces of your")
    assert "inside of your" in author.ask()
    printer.may_print.set()
    author.wait()
    assert "pieces of your" in author.ask()
    assert len(printer.files) == 3, "what had not begun was given up"


def test_who_asks_the_moment_that_all_is_printed_is_heard(author: Author, printer: Printer) -> None:
    """MkDocs may build again before the thread that printed has ended."""
    answers: list[str] = []
    all_there = threading.Event()

    def done() -> None:
        answers.append(author.ask())
        if "pieces of your" in answers[-1]:
            all_there.set()

    author.press.done = done
    printer.may_print.clear()
    author.write("inside of your", "parts of your")
    author.ask()
    author.write("parts of your", "pieces of your")
    author.ask()
    printer.may_print.set()
    assert all_there.wait(PATIENCE), "the last words were never printed"


def test_a_change_taken_back_while_it_prints(author: Author, printer: Printer) -> None:
    printer.may_print.clear()
    author.write("inside of your", "parts of your")
    author.ask()
    author.write("parts of your", "inside of your")
    text = author.ask()
    assert "inside of your" in text and not text.startswith("..."), "they are there from last time"
    printer.may_print.set()
    assert author.ask() == text


def test_problems_are_told_when_they_are_known_and_go_when_they_are_mended(author: Author, printer: Printer) -> None:
    printer.findings = (Finding("off-the-page", "page 1: too wide", "mend it"),)
    author.write("inside of your", "parts of your")
    assert "inside of your" in author.ask()
    author.wait()
    for _ in range(2):
        with pytest.raises(ProblemsFound, match="off-the-page") as found:
            author.ask()
        assert len(found.value.problems) == 2
    printer.findings = ()
    author.write("parts of your", "pieces of your")
    author.ask()
    author.wait()
    assert "pieces of your" in author.ask()


def test_a_limit_of_sides_that_is_too_low_and_then_mended(author: Author, printer: Printer) -> None:
    card = author.root / "leaflets/card.yaml"
    good = card.read_text("utf-8")
    card.write_text(good.replace("large: 4", "large: 1"), "utf-8")
    author.ask()  # with less air it may fit
    author.wait()
    with pytest.raises(ProblemsFound, match="too-many-sides"):
        author.ask()
    card.write_text(good, "utf-8")
    assert "inside of your" in author.ask()
    assert len(printer.files) == 1, "what is printed is as long as it was"


def test_a_new_leaflet_is_empty_until_it_is_printed(author: Author, printer: Printer) -> None:
    bless.second_leaflet(author.root, "other")
    printer.may_print.clear()
    before = author.ask()
    assert before.count("...") == 2 and before.endswith("...")
    printer.may_print.set()
    author.wait()
    assert "..." not in author.ask()
    assert set(printer.files) == {f"sample-scan-other-{size}-en.pdf" for size in ("standard", "large")}


def test_where_nothing_can_be_kept_the_new_words_come_all_the_same(tmp_path: Path, printer: Printer) -> None:
    root = bless.miniature(tmp_path)
    (root / ".cache").write_text("in the way")
    author = Author(root, printer)
    author.ask()
    author.wait()
    author.write("inside of your", "parts of your")
    author.ask()
    author.wait()
    for _ in range(2):
        text = author.ask()
        assert "parts of your" in text and not text.startswith("...")
    assert len(printer.files) == 4


def test_workers_that_break_down_are_a_problem_until_the_next_change(author: Author, printer: Printer) -> None:
    broken: list[Executor] = []

    class Broken(ThreadPoolExecutor):
        def submit(self, *_: object, **__: object) -> Future[object]:  # type: ignore[override]
            broken.append(self)
            raise RuntimeError

    author.press.close()
    author.press.make_workers = Broken
    author.write("inside of your", "parts of your")
    author.ask()
    author.wait()
    for _ in range(2):
        with pytest.raises(ProblemsFound, match="press-stopped"):
            author.ask()
    assert len(broken) == 2, "one time for each leaflet, and not again and again"
    author.press.make_workers = bless.in_this_process
    author.write("parts of your", "pieces of your")
    author.ask()
    author.wait()
    assert "pieces of your" in author.ask()


def test_workers_stay_for_the_next_change(author: Author, printer: Printer) -> None:
    workers = author.press.workers
    author.write("inside of your", "parts of your")
    author.ask()
    author.wait()
    assert author.press.workers is workers
    author.press.get_ready()
    assert author.press.workers is workers


def test_who_watches_late_is_asked_again(tmp_path: Path) -> None:
    reload = Reload()
    asking = threading.Thread(target=reload.ask, daemon=True)
    asking.start()
    before = reload.stamp.stat().st_mtime_ns
    asking.join(0.3)
    assert reload.stamp.stat().st_mtime_ns == before, "nobody watches yet"
    reload.is_watched.set()
    asking.join(0.3)
    first = reload.stamp.stat().st_mtime_ns
    assert first > before
    asking.join(3)
    assert reload.stamp.stat().st_mtime_ns > first, "nobody has begun to build"
    reload.is_wanted = False
    asking.join(PATIENCE)
    assert not asking.is_alive()
