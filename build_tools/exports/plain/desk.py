"""Model and what was printed -> the print desk: the page from which the front desk prints. Pure.

Its tables hold everything: they are the page without JavaScript, the list that hangs on the wall when the page is
printed, and where docs/assets/desk.js finds what there is to choose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Protocol

from build_tools.content.model import Procedure, Project
from build_tools.exports.plain.form import Form
from build_tools.exports.plain.pages import MarkdownPage
from build_tools.guide.prose import Prose
from build_tools.languages.catalog import Catalog
from build_tools.printing.pending import Awaited, sheets_of_paper
from build_tools.templates import folders

PACK = "pack"
FOLDER = "leaflets"  # beside the page


class PrintedSheet(Protocol):
    """What the desk asks of a printed leaflet or pack; files lie in `site/leaflets/`."""

    @property
    def procedure(self) -> str: ...
    @property
    def id(self) -> str:
        """A leaflet's id, or "pack"."""

    @property
    def size(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def paper(self) -> str: ...
    @property
    def file(self) -> str: ...
    @property
    def sides(self) -> int | Awaited: ...
    @property
    def code(self) -> str:
        """Nothing for a pack: each leaflet in it has its own."""

    @property
    def is_released(self) -> bool: ...
    @property
    def picture(self) -> str:
        """The file of the first page's picture."""

    @property
    def parts(self) -> tuple[str, ...]:
        """The files in a pack; none for a leaflet."""


@dataclass(frozen=True)
class Row:
    """A line of the desk's tables, in words that the desk reads."""

    sheet: PrintedSheet
    title: str
    procedure: str
    size: str
    codes: tuple[str, ...]

    @property
    def is_pack(self) -> bool:
        """Whether it is not a leaflet but all of them in one file."""
        return self.sheet.id == PACK

    @property
    def sheets(self) -> int | Awaited:
        """Sheets of paper when printed on both sides."""
        return sheets_of_paper(self.sheet.sides)


@dataclass(frozen=True)
class LanguageTable:
    """What there is in one language; `own_name` is how those who read it call it."""

    code: str
    own_name: str
    name: str
    rows: tuple[Row, ...]


def page(project: Project, catalog: Catalog, printed: Sequence[PrintedSheet], form: Form) -> MarkdownPage:
    """The print desk, with everything that was printed in every language, in whatever order it comes."""
    title = catalog.text("Print desk")
    text = (
        form.environment(*folders(project.root, form.templates))
        .get_template("desk.md")
        .render(
            t=catalog.text,
            title=title,
            folder=FOLDER,
            tables=_tables(project, catalog, printed),
            is_all_released=all(sheet.is_released for sheet in printed),
            reviews=_reviews(project, catalog),
            zone=project.clinic.time_zone,
            date=catalog.date,
            has_procedures=len({sheet.procedure for sheet in printed}) > 1,
            address=f"{project.clinic.website.removeprefix('https://').rstrip('/')}/c",
        )
    )
    return MarkdownPage("desk.md", title, text)


def _reviews(project: Project, catalog: Catalog) -> list[tuple[str, date]]:
    """(title, day of review) of each procedure; the page itself looks whether that day is over."""
    return [(catalog.text(each.info.title, "procedure"), each.review_by) for each in project.procedures]


def _tables(project: Project, catalog: Catalog, printed: Sequence[PrintedSheet]) -> list[LanguageTable]:
    """The desk's own language first: most people who come read it."""
    codes = {sheet.file: sheet.code for sheet in printed}
    procedures = {procedure.id: procedure for procedure in project.procedures}
    places = [list(procedures), list(project.sizes), [*project.leaflets, PACK]]

    def order(sheet: PrintedSheet) -> tuple[object, ...]:
        keys = (sheet.procedure, sheet.size, sheet.id)
        is_foreign = sheet.language != catalog.locale.language
        return is_foreign, sheet.language, *(place.index(key) for place, key in zip(places, keys, strict=True))

    def row(sheet: PrintedSheet) -> Row:
        return _row(project, catalog, procedures[sheet.procedure], sheet, codes)

    return [
        LanguageTable(code, catalog.own_name(code), catalog.language_name(code), tuple(map(row, sheets)))
        for code, sheets in groupby(sorted(printed, key=order), key=lambda sheet: sheet.language)
    ]


def _row(project: Project, catalog: Catalog, procedure: Procedure, sheet: PrintedSheet, codes: dict[str, str]) -> Row:
    prose = Prose(procedure, project.clinic, project.glossary, catalog)
    if sheet.id == PACK:
        title = catalog.text("Whole pack, leaflets in it: {count}").format(count=len(sheet.parts))
        sheet_codes = tuple(codes[part] for part in sheet.parts)
    else:
        title = prose.plain(project.leaflets[sheet.id].title, "leaflets")
        sheet_codes = (sheet.code,)
    size = catalog.text(project.sizes[sheet.size].name, "sizes")
    return Row(sheet, title, prose.plain(procedure.info.title, "procedure"), size, sheet_codes)
