"""Packs: which there are, what is in them, and when they are bound anew."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import bless
import pikepdf
import pytest
from babel import Locale
from printable import jobs, packs
from translating import said, told_as

from build_tools import pipeline
from build_tools.guide import build
from build_tools.guide.leaflet_file import LeafletFile
from build_tools.languages.catalog import Catalog
from build_tools.languages.message_list import messages_of
from build_tools.preflight.expected import Expected, ExpectedLine
from build_tools.printing import pack, proof, versions
from build_tools.printing.cache import FOLDER
from build_tools.printing.jobs import Printed, PrintJob
from build_tools.printing.jobs import jobs as printing_jobs
from build_tools.printing.jobs import packs as orders
from build_tools.printing.press import Press
from build_tools.problems import Place, ProblemsFound

SIDES = {"card": 1, "after": 3}


class Bench:
    """A project with two leaflets, plain ones that are quickly printed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.project, self.catalog = pipeline.whole_source(root)[:2]

    def packs(self, catalog: Catalog | None = None, longer: str = "") -> tuple[LeafletFile, ...]:
        """`longer`: a file that has one side more."""
        plain = tuple(plainly(job, job.file == longer) for job in jobs(self.project, self.catalog, "Letter"))
        press = Press(self.root, bless.in_this_process)
        printing = press.start(plain, packs(self.project, catalog or self.catalog, plain), lambda message: None)
        printing.finish()
        return printing.packs


def plainly(job: PrintJob, is_longer: bool) -> PrintJob:
    """The same with its name on each side, and nothing else."""
    sides = SIDES[job.key.leaflet] + is_longer
    breaks = f'<p style="break-after: page">{job.file}</p>' * (sides - 1)
    html = f'<html lang="en"><title>{job.file}</title><body><h1>{job.file}</h1>{breaks}<p>end</p></body></html>'
    lines = tuple(ExpectedLine(text, Place("leaflets/card.yaml")) for text in (*[job.file] * sides, "end"))
    return replace(job, html=html, expected=Expected(lines), most_sides=9)


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    root = bless.miniature(tmp_path)
    bless.second_leaflet(root, "after")

    def unchecked(job: PrintJob) -> Printed:
        printed = proof.printer(job.root, job.styles).print(job.html, job.pictures)
        return Printed(printed.data, printed.sides)

    monkeypatch.setattr(proof, "proof", unchecked)
    return Bench(root)


def test_one_for_each_size(bench: Bench) -> None:
    found = bench.packs()
    assert [(each.file, each.key) for each in found] == [
        (f"sample-scan-pack-{size}-en.pdf", ("sample-scan", "pack", "en", size, "Letter", False))
        for size in ("standard", "large")
    ]
    assert [part.file for part in found[0].parts] == [
        "sample-scan-card-standard-en.pdf",
        "sample-scan-after-standard-en.pdf",
    ]
    assert all(each.data and each.sides for each in found[0].parts) and found[0].picture == found[0].parts[0].picture
    assert found[0].codes == tuple(part.code for part in found[0].parts) and all(found[0].codes)


def test_its_sides_are_those_that_come_out_of_the_printer(bench: Bench) -> None:
    for each in bench.packs():
        with pikepdf.open(BytesIO(each.data)) as document:
            assert each.sides == len(document.pages) == 5  # 1, an empty one, 3
            assert each.sheets == 3
            assert str(document.docinfo["/Title"]) == "Sample scan: all leaflets"
            assert str(document.Root.Lang) == "en-US"


def test_each_procedure_has_its_own(bench: Bench) -> None:
    (first,) = bench.project.procedures
    project = replace(bench.project, procedures=(first, replace(first, id="other")))
    found = packs(project, bench.catalog, jobs(project, bench.catalog, "Letter"))
    assert [each.key.file.split("-pack-")[0] for each in found] == ["sample-scan", "sample-scan", "other", "other"]


def test_without_leaflets_there_are_no_packs(bench: Bench) -> None:
    assert packs(bench.project, bench.catalog, ()) == ()


# --- a leaflet of another language with its English behind it ---------------------------------------------------------


def bilingual(bench: Bench, without: str = "") -> dict[str, LeafletFile]:
    """Those of the bench's leaflets in English and Spanish, by file; `without`: a leaflet that is not printed."""
    words = said({id: told_as(id[1], "es") for id in messages_of(bench.project)})
    spanish = replace(bench.catalog, code="es_US", locale=Locale.parse("es_US"), messages=words)
    guides = [guide for catalog in (bench.catalog, spanish) for guide in build.guides(bench.project, catalog)]
    all_jobs = printing_jobs(bench.project, guides, "Letter")
    plain = tuple(plainly(job, is_longer=False) for job in all_jobs if job.file != without)
    printing = Press(bench.root, bless.in_this_process).start(plain, orders(guides, plain), lambda message: None)
    printing.finish()
    return {each.file: each for each in printing.packs if each.key.with_english}


def test_each_translated_leaflet_has_its_english_behind_it(bench: Bench) -> None:
    found = bilingual(bench)
    assert set(found) == {
        f"sample-scan-{leaflet}-{size}-es-english.pdf" for leaflet in SIDES for size in ("standard", "large")
    }
    for each in found.values():
        spanish, english = each.parts
        assert english.key == spanish.key._replace(language="en") and each.codes == (spanish.code, english.code)
        with pikepdf.open(BytesIO(each.data)) as document:
            assert str(document.Root.Lang) == "es-US"
            assert "with the English" in str(document.docinfo["/Title"])
            count = SIDES[each.key.leaflet]
            assert each.sides == len(document.pages) == count + count % 2 + count, "English begins a new sheet"


@pytest.mark.parametrize("language", ["en", "es"])
def test_only_what_is_printed_in_both(bench: Bench, language: str) -> None:
    found = bilingual(bench, without=f"sample-scan-card-large-{language}.pdf")
    assert set(found) == {
        "sample-scan-card-standard-es-english.pdf",
        "sample-scan-after-standard-es-english.pdf",
        "sample-scan-after-large-es-english.pdf",
    }


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


def test_the_same_leaflets_are_bound_once(bench: Bench, bound: list[str]) -> None:
    assert bench.packs() == bench.packs() == Bench(bench.root).packs()
    assert len(bound) == 2


def test_only_the_pack_of_another_leaflet_is_bound_again(bench: Bench, bound: list[str]) -> None:
    before = bench.packs()
    after = bench.packs(longer="sample-scan-card-standard-en.pdf")
    assert len(bound) == 3
    assert after[0].data != before[0].data and after[1] == before[1]


@pytest.mark.parametrize("change", ["title", "language", "program"])
def test_whatever_else_goes_into_it_binds_it_again(
    bench: Bench, bound: list[str], monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    bench.packs()
    messages = {("interface", "{procedure}: all leaflets"): "All for the {procedure}"}
    catalog = bench.catalog
    if change == "title":
        catalog = replace(catalog, messages=said(messages))
    elif change == "language":
        monkeypatch.setattr(Catalog, "html_language", "de")
    else:
        monkeypatch.setattr(versions, "digest", lambda: "other")
    found = bench.packs(catalog)
    assert len(bound) == 4
    assert all((b"All for the Sample scan" in each.data) == (change == "title") for each in found)


def test_damaged_packs_are_bound_again(bench: Bench, bound: list[str]) -> None:
    before = bench.packs()
    for path in (bench.root / FOLDER).iterdir():
        path.write_bytes(path.read_bytes()[:-50])
    assert bench.packs() == before
    assert len(bound) == 4


def test_a_full_disk_stops_no_pack(bench: Bench, bound: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        without = bench.packs()
    assert without == bench.packs()
    assert len(bound) == 4


SPOILT: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "lost": lambda given: given[:1],
    "turned": lambda given: given[::-1],
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_pack_that_does_not_say_all_does_not_go_out(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[list[bytes]], list[bytes]]
) -> None:
    bound = pack.bound
    monkeypatch.setattr(pack, "bound", lambda leaflets, *more: bound(spoil(leaflets), *more))
    with pytest.raises(ProblemsFound) as found:
        bench.packs()
    assert {problem.code for problem in found.value.problems} == {"lost-words"}
    files = {problem.message.partition(":")[0] for problem in found.value.problems}
    assert files == {f"sample-scan-pack-{size}-en.pdf" for size in ("standard", "large")}


def test_leaflets_that_cannot_be_bound_are_a_problem(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks_off(*_: object) -> None:
        raise ValueError("for a reason")

    with monkeypatch.context() as patch, pytest.raises(ProblemsFound, match=r"cannot-print .*for a reason") as found:
        patch.setattr(pack, "bound", breaks_off)
        bench.packs()
    assert len(found.value.problems) == 2
    assert len(bench.packs()) == 2, "nothing wrong was kept"
