"""What is measured, as lines of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import NamedTuple

from . import runs, serving
from .project import LEAFLET, PROCEDURE, edit


class Row(NamedTuple):
    """A line of the table; the goal is met where `measured` is not above it."""

    work: str
    measured: float
    goal: float
    details: str = ""


def built(folder: Path, repeat: int) -> Iterator[Row]:
    """Builds with everything, nothing and one statement changed since the last."""
    plain, site, clean, again = [], [], [], []
    for _ in range(repeat):  # by turns, so that what else the machine does meets all of them
        plain.append(runs.inside(folder, "plain"))
        clean.append(runs.build(folder, fresh=True))
        for _ in range(2):
            site.append(runs.site(folder))
            again.append(runs.build(folder))
    seconds, alone = median(run.seconds for run in again), median(run.seconds for run in site)
    printing = median(each["seconds"] for each in plain)
    yield _clean(clean, printing, alone)
    yield Row("nothing changed / site alone", seconds / alone, 1.15, f"{seconds:.2f} s, site alone {alone:.2f} s")
    yield from _by_processor(plain, site, clean, again)
    yield Row("nothing changed: leaflets printed", max(len(run.printed) for run in again), 0)
    edit(folder, 0)
    yield _edited(runs.build(folder).printed)


def _clean(clean: list[runs.Run], plain: float, site: float) -> Row:
    seconds = median(run.seconds for run in clean)
    details = f"{len(clean[0].printed)} leaflets: {seconds:.1f} s, site alone {site:.1f} s, plain {plain:.1f} s"
    return Row("(clean build - site alone) / plain WeasyPrint", (seconds - site) / plain, 0.55, details)


def _by_processor(
    plain: list[dict[str, float]], site: list[runs.Run], clean: list[runs.Run], again: list[runs.Run]
) -> Iterator[Row]:
    """The same by the time of processors, which tells more where the machine has other work: 2 of them share it."""
    alone = min(run.processor for run in site)
    printing = (min(run.processor for run in clean) - alone) / 2
    yield Row("the first by the processors' time", printing / min(each["processor"] for each in plain), 0.55)
    yield Row("the second by the processor's time", min(run.processor for run in again) / alone, 1.15)


def _edited(printed: list[str]) -> Row:
    """How many leaflets were printed for nothing, or were not although they show the statement."""
    expected = {f"{PROCEDURE}-{LEAFLET}-{size}-en.pdf" for size in ("standard", "large")}
    return Row("one statement edited: wrong leaflets", len(expected ^ set(printed)), 0, "printed " + " ".join(printed))


def served(folder: Path, edits: int) -> Iterator[Row]:
    """What an author waits for."""
    alone = median(wait.page for wait in serving.waits(folder, edits, leaflets=False))
    waits = serving.waits(folder, edits, leaflets=True)
    page, leaflet = median(wait.page for wait in waits), median(wait.leaflet for wait in waits)
    details = f"page {page:.2f} s, site alone {alone:.2f} s; the leaflet follows after {leaflet:.2f} s"
    yield Row("mkdocs serve: page after an edit / site alone", page / alone, 1.5, details)


def translated(folders: Mapping[int, Path], repeat: int) -> Iterator[Row]:
    """What a further language costs, as part of the first one, by the time of processors."""
    alone: dict[int, list[float]] = {number: [] for number in folders}
    clean: dict[int, list[float]] = {number: [] for number in folders}
    for _ in range(repeat):  # by turns
        for number, folder in folders.items():
            alone[number].append(runs.site(folder).processor)
            clean[number].append(runs.build(folder, fresh=True).processor)
    # Leaflets have more sides than the English ones, and come once more with the English behind them.
    for what, spent, goal in (("pages alone", alone, 0.4), ("with all leaflets", clean, 1.2)):
        found = {number: min(each) for number, each in spent.items()}
        details = ", ".join(f"{number} languages {seconds:.1f} s" for number, seconds in found.items())
        most = max(found)
        yield Row(f"a further language: {what}", (found[most] / found[1] - 1) / (most - 1), goal, details)


def grown(one: Path, many: Path, times: int, repeat: int) -> Iterator[Row]:
    """Each cost with so many times the content, against that with one time. What is needed once counts in both."""
    small, large = _costs(one, repeat), _costs(many, 1)
    names = ("site, ms per page", "ms per leaflet", "peak memory, MB", "peak memory of the site alone, MB")
    for name in names:
        details = f"{small[name]:.0f}, then {large[name]:.0f}"
        yield Row(f"{times} times the content: {name}", large[name] / small[name], 1.2, details)


def _costs(folder: Path, repeat: int) -> dict[str, float]:
    sites = [runs.site(folder) for _ in range(repeat)]
    alone = median(run.seconds for run in sites)
    clean = [runs.build(folder, fresh=True) for _ in range(repeat)]
    pages = sum(1 for _ in (folder / "site").rglob("*.html"))
    printing = median(run.seconds for run in clean) - alone
    return {
        "site, ms per page": 1000 * alone / pages,
        "ms per leaflet": 1000 * printing / len(clean[0].printed),
        "peak memory, MB": max(run.peak for run in clean),
        "peak memory of the site alone, MB": max(run.peak for run in sites),  # MkDocs keeps every page
    }
