"""Tree -> the files from which the print desk prints leaflets with one patient's own dates. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from build_tools.content.model import Project
from build_tools.guide import leaflet
from build_tools.guide.records import Guide
from build_tools.preflight import page_check
from build_tools.preflight.page_text import BEGIN, marked, page_text
from build_tools.printing import on_desk
from build_tools.printing.jobs import PrintJob
from build_tools.problems import Problem
from build_tools.website import dated
from build_tools.website.dated import DatedSheet


def files(project: Project, guides: Sequence[Guide], jobs: Iterable[PrintJob]) -> dict[str, bytes]:
    """A script for each procedure and language that has such a leaflet, and the style sheet of leaflets."""
    scripts = dict(_scripts(project, guides, jobs))
    if not scripts:
        return {}
    return scripts | {f"{dated.FOLDER}{name}": data for name, data in on_desk.styles(project).items()}


def problems(project: Project, guides: Sequence[Guide], jobs: Iterable[PrintJob], site: Path) -> Iterator[Problem]:
    """Each place where such a leaflet, as it stands in the folder `site`, says something else than the tree."""
    for guide, with_times in _dated(project, guides, jobs):
        address, place = dated.file(guide.procedure, guide.language), guide.title.place
        text = page_check.read_back(site, address, place)
        if isinstance(text, Problem):
            yield text
            continue
        sheets: list[str] = []
        with suppress(ValueError):  # of a broken file, in which no leaflet is found
            sheets = dated.html_of(text).split(BEGIN)[1:]
        if len(sheets) != len(with_times):
            message = f"{address}: {len(sheets)} leaflets stand there, and it must be {len(with_times)}"
            yield Problem(place, "lost-words", message, page_check.HINT)
        for job, sheet in zip(with_times, sheets, strict=False):
            said = page_text(f"{BEGIN}{sheet}").words
            yield from page_check.differences(f"{address}, {job.file}", place, said, job.expected.lines)


def _scripts(project: Project, guides: Sequence[Guide], jobs: Iterable[PrintJob]) -> Iterator[tuple[str, bytes]]:
    for guide, with_times in _dated(project, guides, jobs):
        sheets = [_sheet(project, guide, job) for job in with_times]
        yield dated.file(guide.procedure, guide.language), dated.script(project, guide, sheets).encode()


def _dated(
    project: Project, guides: Sequence[Guide], jobs: Iterable[PrintJob]
) -> Iterator[tuple[Guide, list[PrintJob]]]:
    """The leaflets that have times to fill in, by guide."""
    by_keys = {(guide.procedure, guide.language): guide for guide in guides}
    own = (job for job in jobs if (job.key.procedure, job.key.language) in by_keys)
    for keys, same in groupby(own, lambda job: (job.key.procedure, job.key.language)):
        guide = by_keys[keys]
        with_times = [job for job in same if dated.is_dated(project, guide, job.key.leaflet, job.key.size)]
        if with_times:
            yield guide, with_times


def _sheet(project: Project, guide: Guide, job: PrintJob) -> DatedSheet:
    """With the notices of the day, as on paper."""
    id, size = job.key.leaflet, job.key.size
    surface = leaflet.leaflet(project, guide.resolver.procedure, guide, id, size)
    surface = replace(surface, notices=job.notices)
    shown = on_desk.of(project, guide, surface, job.key.paper, job.current.code)
    code = guide.frame("Code {code}, with your dates", code=job.current.code)
    return DatedSheet(id, size, code, *shown._replace(html=marked(shown.html)))
