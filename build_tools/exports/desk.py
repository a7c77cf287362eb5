"""Tree -> the files from which the print desk prints leaflets with one patient's own dates. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from build_tools.content.model import Project
from build_tools.guide import leaflet
from build_tools.guide.records import Guide
from build_tools.printing import on_desk
from build_tools.printing.jobs import PrintJob
from build_tools.records import notices
from build_tools.website import dated
from build_tools.website.dated import Sheet


def files(project: Project, guides: Sequence[Guide], jobs: Iterable[PrintJob], today: date) -> dict[str, bytes]:
    """A script for each procedure and language that has such a leaflet, and the style sheet of leaflets."""
    scripts = dict(_scripts(project, guides, jobs, today))
    if not scripts:
        return {}
    return scripts | {f"{dated.FOLDER}{name}": data for name, data in on_desk.styles(project).items()}


def _scripts(
    project: Project, guides: Sequence[Guide], jobs: Iterable[PrintJob], today: date
) -> Iterator[tuple[str, bytes]]:
    by_keys = {(guide.procedure, guide.language): guide for guide in guides}
    for keys, same in groupby(jobs, lambda job: (job.key.procedure, job.key.language)):
        guide = by_keys[keys]
        with_times = [job for job in same if dated.is_dated(project, guide, job.key.leaflet, job.key.size)]
        if with_times:
            sheets = [_sheet(project, guide, job, today) for job in with_times]
            yield dated.file(guide), dated.script(project, guide, sheets).encode()


def _sheet(project: Project, guide: Guide, job: PrintJob, today: date) -> Sheet:
    """With the notices of the day, as on paper."""
    id, size = job.key.leaflet, job.key.size
    surface = leaflet.leaflet(project, guide.resolver.procedure, guide, id, size)
    surface = replace(surface, notices=notices.on_leaflet(project, guide, surface, today))
    return Sheet(id, size, job.current.code, *on_desk.of(project, guide, surface, job.key.paper, job.current.code))
