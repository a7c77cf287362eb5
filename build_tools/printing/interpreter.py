"""The clinic's sheets for who speaks another language, as jobs: printed and looked at as every leaflet is. Pure.

They carry no edition code: nothing in them is clinical. The one thing that can change is a phone number, and they say
until when it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import ceil
from typing import Any

from build_tools.content import font
from build_tools.content.model import Paper, Project
from build_tools.guide import interpreter
from build_tools.guide.leaflet_file import LeafletKey
from build_tools.guide.records import Guide, Surface
from build_tools.guide.resolver import words
from build_tools.languages.catalog import Catalog, scripts
from build_tools.printing import leaflet
from build_tools.printing.jobs import PrintJob, sheet
from build_tools.records import notices

FEW = 4  # languages that have room on a side in large letters
MANY = 10  # in the letters of the smallest size, in two columns


def jobs(project: Project, staff: Guide, catalogs: Iterable[Catalog], paper: Paper) -> tuple[PrintJob, ...]:
    """The sheet to point on, and one for each language; none where there is no further language.

    `catalogs`: of each further language in which the tool's own words are translated, in the clinic's order.
    """
    others = [interpreter.speaking(staff, catalog) for catalog in catalogs]
    if not others:
        return ()
    return (_point(project, staff, others, paper), *(_free(project, staff, guide, paper) for guide in others))


def _point(project: Project, staff: Guide, others: Sequence[Guide], paper: Paper) -> PrintJob:
    large, *smaller = _sizes(project)
    size = large if len(others) <= FEW or not smaller else smaller[-1]
    unchecked = [guide.language for guide in others if not guide.resolver.catalog.is_checked]
    catalog = staff.resolver.catalog
    names = catalog.listed(map(catalog.language_name, unchecked))
    told = [staff.frame("Machine translation, not checked: {languages}.", languages=names)] if unchecked else []
    surface = replace(interpreter.point(staff, others, size), notices=(*told, *notices.sample(staff)))
    tongues = {guide.language: {"guide": guide, "fonts": _fonts(guide)} for guide in others}
    return _job(project, staff, surface, paper, ceil(len(others) / MANY), template="languages", tongues=tongues)


def _fonts(guide: Guide) -> tuple[str, ...]:
    """The families of its letters: on one sheet, Chinese and Japanese have fonts of their own for the same letters."""
    written = scripts(guide.resolver.catalog.code)
    return tuple(each.family for each in (font.NOTO_SANS, *font.of(written)))


def _free(project: Project, staff: Guide, guide: Guide, paper: Paper) -> PrintJob:
    surface = interpreter.free(staff, guide, _sizes(project)[0])
    title = staff.frame(interpreter.TITLES[surface.id]).text
    name = staff.resolver.catalog.language_name(guide.language)
    which = interpreter.in_language(staff, words(f"{name}: {title}"))
    told = (which, *notices.unchecked(guide), *notices.sample(guide))
    return _job(project, guide, replace(surface, notices=told), paper, 1)


def _sizes(project: Project) -> list[str]:
    """The sizes of print, that of the largest letters first."""
    return sorted(project.sizes, key=lambda id: -project.sizes[id].body)


def _job(project: Project, guide: Guide, told: Surface, paper: Paper, most_sides: int, **more: Any) -> PrintJob:
    language = "" if told.id == interpreter.POINT else guide.language
    key = LeafletKey("", told.id, language, "", paper)
    return sheet(
        project,
        guide,
        told,
        key,
        leaflet.in_one_line(tuple(_foot(guide)), project.sizes[told.size]),
        leaflet.head_lines(project, guide, told, ""),
        most_sides=most_sides,
        columns=project.sizes[told.size].columns,
        written=guide.resolver.procedure.info.written,
        qr_at="",
        **more,
    )


def _foot(guide: Guide) -> Iterator[str]:
    """Whose it is, and until when."""
    yield guide.resolver.catalog.left_to_right(guide.resolver.clinic.website.removeprefix("https://"))
    if until := interpreter.good_until(guide):
        yield until.text
