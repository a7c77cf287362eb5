"""Packs: which there are, what is in them, and when they are bound anew."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import bless
import pikepdf
import pytest

from build_tools import pipeline
from build_tools.content.model import Project
from build_tools.languages.catalog import Catalog
from build_tools.printing import bindery, pack, proof, versions
from build_tools.printing.bindery import Pack
from build_tools.printing.cache import FOLDER
from build_tools.printing.pdf import Printer
from build_tools.printing.press import Press, PrintedLeaflet
from build_tools.printing.sheets import Proof, Sheet, sheets
from build_tools.problems import ProblemsFound

SIDES = {"card": 1, "after": 3}


class Printed:
    """A project with two leaflets, plain ones that are quickly printed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.project, self.catalog = pipeline.checked(root)
        self.leaflets = Press(root, 1).print_all(self.project, sheets(self.project, self.catalog, "Letter"))

    def packs(self, catalog: Catalog | None = None, leaflets: tuple[PrintedLeaflet, ...] | None = None) -> list[Pack]:
        return list(bindery.packs(self.project, catalog or self.catalog, leaflets or self.leaflets))


def plain(sheet: Sheet, printer: Printer) -> Proof:
    sides = SIDES[sheet.current.leaflet]
    parts = "".join(f'<p style="break-after: page">{sheet.file}</p>' for _ in range(sides - 1))
    html = f'<html lang="en"><title>{sheet.file}</title><body><h1>{sheet.file}</h1>{parts}<p>end</p></body></html>'
    printed = printer.print(html, sheet.pictures)
    return Proof(printed.data, printed.sides, b"", ())


@pytest.fixture
def printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Printed:
    root = bless.miniature(tmp_path)
    card = (root / "leaflets/card.yaml").read_text("utf-8")
    (root / "leaflets/after.yaml").write_text(card.replace("order: 1", "order: 2"), "utf-8")
    monkeypatch.setattr(proof, "proof", plain)
    return Printed(root)


def test_one_for_each_size(printed: Printed) -> None:
    found = printed.packs()
    assert [(each.file, each.size, each.language, each.paper, each.procedure) for each in found] == [
        (f"sample-scan-pack-{size}-en.pdf", size, "en", "Letter", "sample-scan") for size in ("standard", "large")
    ]
    assert found[0].parts == ("sample-scan-card-standard-en.pdf", "sample-scan-after-standard-en.pdf")


def test_its_sides_are_those_that_come_out_of_the_printer(printed: Printed) -> None:
    for each in printed.packs():
        with pikepdf.open(BytesIO(each.data)) as document:
            assert each.sides == len(document.pages) == 5  # 1, an empty one, 3
            assert str(document.docinfo["/Title"]) == "Sample scan: all leaflets"
            assert str(document.Root.Lang) == "en-US"


def test_each_procedure_has_its_own(printed: Printed) -> None:
    other = tuple(leaflet._replace(procedure="other") for leaflet in printed.leaflets)
    (first,) = printed.project.procedures
    second = first.__class__(**{**vars(first), "id": "other"})
    project = Project(**{**vars(printed.project), "procedures": (first, second)})
    found = list(bindery.packs(project, printed.catalog, (*printed.leaflets, *other)))
    assert [each.file.split("-pack-")[0] for each in found] == ["sample-scan", "sample-scan", "other", "other"]


def test_without_leaflets_there_are_no_packs(printed: Printed) -> None:
    assert list(bindery.packs(printed.project, printed.catalog, ())) == []


# --- bound anew, or kept ---------------------------------------------------------------------------------------------


@pytest.fixture
def bound(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the packs that are bound."""
    titles: list[str] = []
    really = pack.bound

    def counted(leaflets: list[bytes], title: str, language: str) -> bytes:
        titles.append(title)
        return really(leaflets, title, language)

    monkeypatch.setattr(pack, "bound", counted)
    return titles


def test_the_same_leaflets_are_bound_once(printed: Printed, bound: list[str]) -> None:
    assert printed.packs() == printed.packs() == Printed(printed.root).packs()
    assert len(bound) == 2


def test_only_the_pack_of_another_leaflet_is_bound_again(printed: Printed, bound: list[str]) -> None:
    before = printed.packs()
    first, *others = printed.leaflets
    after = printed.packs(leaflets=(first._replace(data=printed.leaflets[1].data), *others))
    assert len(bound) == 3
    assert after[0] != before[0] and after[1] == before[1]


@pytest.mark.parametrize("change", ["title", "language", "program"])
def test_whatever_else_goes_into_it_binds_it_again(
    printed: Printed, bound: list[str], monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    printed.packs()
    messages = {("interface", "{procedure}: all leaflets"): "All for the {procedure}"}
    catalog = printed.catalog
    if change == "title":
        catalog = Catalog(**{**vars(catalog), "messages": messages})
    elif change == "language":
        monkeypatch.setattr(Catalog, "html_language", "de")
    else:
        monkeypatch.setattr(versions, "digest", lambda: "other")
    found = printed.packs(catalog)
    assert len(bound) == 4
    assert all((b"All for the Sample scan" in each.data) == (change == "title") for each in found)


def test_damaged_packs_are_bound_again(printed: Printed, bound: list[str]) -> None:
    before = printed.packs()
    for path in (printed.root / FOLDER).iterdir():
        path.write_bytes(path.read_bytes()[:-50])
    assert printed.packs() == before
    assert len(bound) == 4


def test_a_full_disk_stops_no_pack(printed: Printed, bound: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        without = printed.packs()
    assert without == printed.packs()
    assert len(bound) == 4


def test_a_thing_of_another_kind_on_the_shelf(printed: Printed, bound: list[str]) -> None:
    before = printed.packs()
    shelf = Press(printed.root).shelf
    for path in shelf.folder.iterdir():
        shelf.put(path.stem, {"something": b"else"})
    assert printed.packs() == before


@pytest.mark.parametrize("spoil", [lambda given: given[:1], lambda given: given[::-1]], ids=["lost", "turned"])
def test_a_pack_that_does_not_say_all_does_not_go_out(
    printed: Printed, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[list[bytes]], list[bytes]]
) -> None:
    bound = pack.bound
    monkeypatch.setattr(pack, "bound", lambda leaflets, *more: bound(spoil(leaflets), *more))
    with pytest.raises(ProblemsFound) as found:
        printed.packs()
    (problem,) = found.value.problems
    assert problem.code == "lost-words" and "sample-scan-pack-standard-en.pdf" in problem.message
    monkeypatch.undo()
    assert len(printed.packs()) == 2, "nothing wrong was kept"
