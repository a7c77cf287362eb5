"""Model and what was printed -> the print desk: the page from which the front desk prints. Pure.

Its tables hold everything: they are the page without JavaScript, the list that hangs on the wall when the page is
printed, and where docs/assets/desk.js finds what there is to choose.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from build_tools.content.model import Procedure, Project
from build_tools.exports.plain.form import Form
from build_tools.exports.plain.pages import MarkdownPage
from build_tools.guide.prose import Prose
from build_tools.languages.catalog import Catalog
from build_tools.printing.leaflet_file import PACK, LeafletFile
from build_tools.templates import folders

FOLDER = "leaflets"  # beside the page


@dataclass(frozen=True)
class Row:
    """A line of the desk's tables, in words that the desk reads."""

    file: LeafletFile
    title: str
    procedure: str
    size: str
    is_released: bool


@dataclass(frozen=True)
class LanguageTable:
    """What there is in one language; `own_name` is how those who read it call it."""

    code: str
    own_name: str
    name: str
    rows: tuple[Row, ...]


def page(
    project: Project, catalog: Catalog, released: Collection[str], printed: Sequence[LeafletFile], form: Form
) -> MarkdownPage:
    """The print desk, with everything that was printed in every language, in whatever order it comes.

    `released`: the codes of what may be handed out.
    """
    title = catalog.text("Print desk")
    tables = _tables(project, catalog, released, printed)
    text = (
        form.environment(*folders(project.root, form.templates))
        .get_template("desk.md")
        .render(
            t=catalog.text,
            title=title,
            folder=FOLDER,
            tables=tables,
            is_all_released=all(row.is_released for table in tables for row in table.rows),
            reviews=_reviews(project, catalog),
            zone=project.clinic.time_zone,
            date=catalog.date,
            has_procedures=len({each.key.procedure for each in printed}) > 1,
            address=f"{project.clinic.website.removeprefix('https://').rstrip('/')}/c",
        )
    )
    return MarkdownPage("desk.md", title, text)


def _reviews(project: Project, catalog: Catalog) -> list[tuple[str, date]]:
    """(title, day of review) of each procedure; the page itself looks whether that day is over."""
    return [(catalog.text(each.info.title, "procedure"), each.review_by) for each in project.procedures]


def _tables(
    project: Project, catalog: Catalog, released: Collection[str], printed: Sequence[LeafletFile]
) -> list[LanguageTable]:
    """The desk's own language first: most people who come read it."""
    procedures = {procedure.id: procedure for procedure in project.procedures}
    places = [list(procedures), list(project.sizes), [*project.leaflets, PACK]]

    def order(each: LeafletFile) -> tuple[object, ...]:
        keys = (each.key.procedure, each.key.size, each.key.leaflet)
        is_foreign = each.key.language != catalog.locale.language
        return is_foreign, each.key.language, *(place.index(key) for place, key in zip(places, keys, strict=True))

    def row(each: LeafletFile) -> Row:
        return _row(project, catalog, procedures[each.key.procedure], each, released)

    return [
        LanguageTable(code, catalog.own_name(code), catalog.language_name(code), tuple(map(row, files)))
        for code, files in groupby(sorted(printed, key=order), key=lambda each: each.key.language)
    ]


def _row(project: Project, catalog: Catalog, procedure: Procedure, file: LeafletFile, released: Collection[str]) -> Row:
    prose = Prose(procedure, project.clinic, project.glossary, catalog)
    if file.parts:
        title = catalog.text("Whole pack, leaflets in it: {count}").format(count=len(file.parts))
    else:
        title = prose.plain(project.leaflets[file.key.leaflet].title, "leaflets")
    size = catalog.text(project.sizes[file.key.size].name, "sizes")
    is_released = all(code in released for code in file.codes)
    return Row(file, title, prose.plain(procedure.info.title, "procedure"), size, is_released)
