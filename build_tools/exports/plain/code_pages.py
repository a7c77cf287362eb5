"""Pages for edition codes: each tells whether a sheet with that code still holds, and one finds the others. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from build_tools.content.model import Project
from build_tools.exports.plain.form import Form
from build_tools.exports.plain.pages import MarkdownPage
from build_tools.languages.catalog import Catalog
from build_tools.records.change_words import fact_names, headline, sheet
from build_tools.records.changes import changes
from build_tools.records.ledger import Ledger, Release
from build_tools.records.snapshot import Current, Snapshot
from build_tools.records.standing import CodeState, state
from build_tools.templates import folders


class Told(NamedTuple):
    """A change as a page shows it."""

    headline: str
    old: str
    new: str


def code_pages(
    project: Project, catalog: Catalog, ledger: Ledger, editions: Iterable[Current], form: Form
) -> tuple[MarkdownPage, ...]:
    """The page where one types a code, and a page for every code released or printed by this build."""
    present = tuple(editions)
    codes = sorted({entry.code for entry in ledger.releases} | {now.code for now in present})
    states = {code: state(ledger, code, present) for code in codes}
    pages = (_page(project, catalog, code, found, form) for code, found in states.items())
    return (_index(project, catalog, states, form), *pages)


def _index(project: Project, catalog: Catalog, states: dict[str, CodeState], form: Form) -> MarkdownPage:
    title = catalog.text("Is my sheet still right?")
    sheets = [(code, _sheet(found), found.standing) for code, found in states.items()]
    listed = sorted(sheets, key=lambda item: (item[1].procedure, item[1].leaflet, item[1].language, item[1].size))
    text = _render(project, catalog, form, "codes.md", title=title, codes=listed)
    return MarkdownPage("c/index.md", title, text)


def _page(project: Project, catalog: Catalog, code: str, found: CodeState, form: Form) -> MarkdownPage:
    title = catalog.text("Sheet {code}").format(code=code)
    of = _sheet(found)
    procedure = next((procedure for procedure in project.procedures if procedure.id == of.procedure), None)
    text = _render(
        project,
        catalog,
        form,
        "code.md",
        title=title,
        code=code,
        state=found,
        of=of,
        help=f"{procedure.id}/{project.site.help_page}.html" if procedure else "index.html",
        review=procedure.review_by if procedure else None,
        zone=project.clinic.time_zone,
        replaced=_told(project, catalog, found.entry, found.newest),
        newer=_told(project, catalog, found.newest, found.now),
    )
    return MarkdownPage(f"c/{code}.md", title, text)


def _sheet(found: CodeState) -> Release | Current:
    of = found.entry or found.now
    assert of, "there is no page for a code that nobody knows"
    return of


def _told(project: Project, catalog: Catalog, old: Release | None, new: Release | Current | None) -> list[Told]:
    """What a reader of the old sheet must know; nothing where one of the two is not there."""
    if old is None or new is None or old.digest == new.digest:
        return []
    names = fact_names(project, old.procedure, catalog)
    return [
        Told(headline(change, catalog), change.old, change.new) for change in changes(_said(old), _said(new), names)
    ]


def _said(sheet: Release | Current) -> Snapshot:
    return sheet.said


def _render(project: Project, catalog: Catalog, form: Form, template: str, **values: object) -> str:
    # Only the clinic's numbers are told here, and they are the same for every procedure.
    prose = form.voice(project.procedures[0], project.clinic, project.glossary, catalog, page_link=lambda page: page)
    return (
        form.environment(*folders(project.root, form.templates))
        .get_template(template)
        .render(
            t=catalog.text,
            catalog=catalog,
            prose=prose,
            sheet=lambda of: sheet(of, project, catalog),
            **values,
        )
    )
