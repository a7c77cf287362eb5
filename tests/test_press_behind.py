"""Under `mkdocs serve` nobody waits for a leaflet that the page can do without for a moment."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import bless
import pytest

from build_tools import pipeline
from build_tools.preflight import Finding
from build_tools.printing.background import PressBehind
from build_tools.printing.press import Press
from build_tools.printing.sheets import Proof, Sheet, sheets
from build_tools.problems import ProblemsFound

PATIENCE = 20.0  # seconds
WORDS = "docs/content/sample-scan/topics/key-points.yaml"


class Printer:
    """Prints nothing, and only while it may; what it gives out holds the HTML."""

    def __init__(self) -> None:
        self.may_print = threading.Event()
        self.may_print.set()
        self.jobs: list[tuple[str, bool]] = []
        """File, and whether it was printed here, so that the author waited."""
        self.findings: tuple[Finding, ...] = ()

    def proof(self, sheet: Sheet) -> Proof:
        assert self.may_print.wait(PATIENCE)
        self.jobs.append((sheet.file, threading.current_thread() is threading.main_thread()))
        too_long = (Finding("too-many-sides", "it takes 2 sides", "shorten it"),) if sheet.most_sides < 2 else ()
        return Proof(sheet.html.encode(), 2, b"", self.findings + too_long)


class Desk:
    """A project that is being written, and its press."""

    def __init__(self, root: Path, printer: Printer) -> None:
        self.root, self.printer = root, printer
        self.is_done = threading.Event()
        self.press = PressBehind(root, self.is_done.set)
        self.told: list[str] = []

    def ask(self) -> str:
        """All leaflets as one text, as the site would get them now."""
        project, catalog = pipeline.checked(self.root)
        found = self.press.print_all(project, sheets(project, catalog, "A4"), self.told.append)
        return "".join(leaflet.data.decode() for leaflet in found)

    def write(self, old: str, new: str) -> None:
        text = (self.root / WORDS).read_text("utf-8")
        assert text.count(old) == 1
        (self.root / WORDS).write_text(text.replace(old, new), "utf-8")

    def wait(self) -> None:
        assert self.is_done.wait(PATIENCE)
        self.is_done.clear()


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Printer]:
    found = Printer()
    monkeypatch.setattr(Press, "_proofs", lambda _, sheets: ((sheet, found.proof(sheet)) for sheet in sheets))
    yield found
    found.may_print.set()


@pytest.fixture
def desk(tmp_path: Path, printer: Printer) -> Desk:
    """With everything printed once."""
    found = Desk(bless.miniature(tmp_path), printer)
    assert "inside of your" in found.ask()
    assert [here for _, here in printer.jobs] == [True, True], "there is nothing to show yet: the author waits"
    printer.jobs.clear()
    return found


def test_nothing_changed(desk: Desk, printer: Printer) -> None:
    assert "inside of your" in desk.ask()
    assert printer.jobs == [] and not desk.is_done.is_set()


def test_a_change_shows_last_times_leaflets_until_the_new_ones_are_there(desk: Desk, printer: Printer) -> None:
    printer.may_print.clear()
    desk.write("inside of your", "parts of your")
    assert "inside of your" in desk.ask()
    assert desk.told[-1] == "2 leaflets are printed meanwhile"
    printer.may_print.set()
    desk.wait()
    assert "parts of your" in desk.ask()
    assert [here for _, here in printer.jobs] == [False, False]


def test_what_is_changed_while_it_prints_comes_too(desk: Desk, printer: Printer) -> None:
    printer.may_print.clear()
    desk.write("inside of your", "parts of your")
    desk.ask()
    desk.write("parts of your", "pieces of your")
    assert "inside of your" in desk.ask()
    printer.may_print.set()
    desk.wait()
    assert "pieces of your" not in desk.ask(), "this is printed now"
    desk.wait()
    assert "pieces of your" in desk.ask()
    assert len(printer.jobs) == 4


def test_who_asks_the_moment_that_all_is_printed_is_heard(desk: Desk, printer: Printer) -> None:
    """MkDocs may build again before the thread that printed has ended."""
    answers: list[str] = []
    all_there = threading.Event()

    def done() -> None:
        answers.append(desk.ask())
        if "pieces of your" in answers[-1]:
            all_there.set()

    desk.press.done = done
    printer.may_print.clear()
    desk.write("inside of your", "parts of your")
    desk.ask()
    desk.write("parts of your", "pieces of your")
    printer.may_print.set()
    assert all_there.wait(PATIENCE), "the last words were never printed"


def test_a_change_taken_back_while_it_prints(desk: Desk, printer: Printer) -> None:
    printer.may_print.clear()
    desk.write("inside of your", "parts of your")
    desk.ask()
    desk.write("parts of your", "inside of your")
    assert "inside of your" in desk.ask()
    printer.may_print.set()
    desk.wait()
    assert "inside of your" in desk.ask()
    assert len(printer.jobs) == 2


def test_problems_are_told_when_they_are_known_and_go_when_they_are_mended(desk: Desk, printer: Printer) -> None:
    printer.findings = (Finding("off-the-page", "page 1: too wide", "mend it"),)
    desk.write("inside of your", "parts of your")
    assert "inside of your" in desk.ask()
    desk.wait()
    for _ in range(2):
        with pytest.raises(ProblemsFound, match="off-the-page") as found:
            desk.ask()
        assert len(found.value.problems) == 2
    printer.findings = ()
    desk.write("parts of your", "pieces of your")
    desk.ask()
    desk.wait()
    assert "pieces of your" in desk.ask()


def test_a_limit_of_sides_that_is_too_low_and_then_mended(desk: Desk, printer: Printer) -> None:
    card = desk.root / "leaflets/card.yaml"
    good = card.read_text("utf-8")
    card.write_text(good.replace("large: 4", "large: 1"), "utf-8")
    desk.ask()
    desk.wait()
    with pytest.raises(ProblemsFound, match="too-many-sides"):
        desk.ask()
    card.write_text(good, "utf-8")
    assert "inside of your" in desk.ask()


def test_a_new_leaflet_is_waited_for(desk: Desk, printer: Printer) -> None:
    card = (desk.root / "leaflets/card.yaml").read_text("utf-8")
    (desk.root / "leaflets/other.yaml").write_text(card.replace("order: 1", "order: 2"), "utf-8")
    desk.ask()
    assert [here for _, here in printer.jobs] == [True, True]
    assert {file for file, _ in printer.jobs} == {f"sample-scan-other-{size}-en.pdf" for size in ("standard", "large")}


def test_where_nothing_can_be_kept_the_author_waits_but_sees_the_new_words(tmp_path: Path, printer: Printer) -> None:
    root = bless.miniature(tmp_path)
    (root / ".cache").write_text("in the way")
    desk = Desk(root, printer)
    desk.ask()
    desk.write("inside of your", "parts of your")
    desk.ask()
    desk.wait()
    assert "parts of your" in desk.ask()
    assert "parts of your" in desk.ask()


def test_a_printer_that_breaks_down_stops_nothing_for_ever(
    desk: Desk, printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    with monkeypatch.context() as patch:
        patch.setattr(Press, "print_all", lambda *_: 1 / 0)
        desk.write("inside of your", "parts of your")
        desk.ask()
        desk.wait()
    assert "parts of your" in desk.ask()
