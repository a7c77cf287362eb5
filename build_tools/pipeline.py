"""The whole way from the source to pages and leaflets, without any site engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from build_tools import checks, language, setup_check, source, website
from build_tools.edition import Current
from build_tools.language import Catalog
from build_tools.ledger import Ledger, collisions
from build_tools.ledger import file as ledger_file
from build_tools.model import Paper, Project
from build_tools.press import PrintedLeaflet, Progress, bindery
from build_tools.press.bindery import Pack
from build_tools.press.sheets import Sheet, sheets
from build_tools.problems import Place, Problem, ProblemsFound
from build_tools.website import MarkdownPage, code_pages, desk


class AnyPress(Protocol):
    """What prints: at once, or while the author goes on."""

    def print_all(
        self, project: Project, sheets: Sequence[Sheet], progress: Progress
    ) -> tuple[PrintedLeaflet, ...]: ...


@dataclass(frozen=True)
class Output:
    """Everything that one build gives out."""

    project: Project
    catalog: Catalog
    ledger: Ledger
    sheets: tuple[Sheet, ...]
    leaflets: tuple[PrintedLeaflet, ...]
    packs: tuple[Pack, ...]
    home: MarkdownPage
    pages: dict[str, tuple[MarkdownPage, ...]]
    """By procedure."""
    desk_pages: tuple[MarkdownPage, ...]
    """The print desk, and a page for each edition code."""

    @property
    def all_pages(self) -> tuple[MarkdownPage, ...]:
        """Every page of the site."""
        return (self.home, *(page for pages in self.pages.values() for page in pages), *self.desk_pages)

    @property
    def editions(self) -> tuple[Current, ...]:
        """What each leaflet says now, with its code."""
        return tuple(sheet.current for sheet in self.sheets)

    @property
    def files(self) -> dict[str, bytes]:
        """Every other file that the source brings to the site, by its path there."""
        pdfs: list[PrintedLeaflet | Pack] = [*self.leaflets, *self.packs]
        found = {f"leaflets/{each.file}": each.data for each in pdfs}
        found |= {f"leaflets/{leaflet.picture}": leaflet.first_page for leaflet in self.leaflets}
        found |= {f"clinic/{name}": logo.read_bytes() for name, logo in self.project.logos.items()}
        for procedure in self.project.procedures:
            for name, picture in procedure.pictures.items():
                found[f"{procedure.id}/pictures/{name}"] = picture.read_bytes()
        return found


class OnDesk(NamedTuple):
    """A leaflet or pack as the print desk shows it."""

    procedure: str
    id: str
    edition: str
    language: str
    paper: Paper
    file: str
    sides: int
    code: str
    is_released: bool
    picture: str
    parts: tuple[str, ...] = ()


def checked(root: Path) -> tuple[Project, Catalog]:
    """The project at `root`. Raises ProblemsFound with every problem of every file."""
    project, catalog, _ = _checked(root)
    return project, catalog


def _checked(root: Path) -> tuple[Project, Catalog, Ledger]:
    project, unreadable = source.read(root)
    problems = [*unreadable, *checks.run(project)]
    try:
        ledger = ledger_file.read(root)
    except ProblemsFound as found:
        problems += found.problems
    try:
        catalog = language.catalog(project.root, project.clinic.locale, project.clinic.place("locale"))
    except ProblemsFound as found:
        problems += found.problems
    except source.NotRead:
        pass
    if problems:
        raise ProblemsFound(problems)
    return project, catalog, ledger


def page_paths(root: Path) -> tuple[str, ...]:
    """Where pages lie, as far as a project with problems tells."""
    project, _ = source.read(root)
    try:
        pages = [page.id for page in project.site.pages]
    except source.NotRead:
        pages = []
    return ("index.md", *(f"{procedure.id}/{page}.md" for procedure in project.procedures for page in pages))


def build(root: Path, press: AnyPress | None, progress: Progress, paper: Paper | None = None) -> Output:
    """Check, print and write; without a press only the pages.

    Raises ProblemsFound, before anything is given out, when anything is wrong.
    """
    project, catalog, ledger = _checked(root)
    to_print = sheets(project, catalog, paper or project.clinic.paper)
    problems = [Problem(Place("Makefile"), "not-set-up", message) for message in setup_check.problems()]
    problems += collisions(ledger, [sheet.current for sheet in to_print])
    if problems:
        raise ProblemsFound(problems)
    leaflets = press.print_all(project, to_print, progress) if press else ()
    packs = tuple(bindery.packs(project, catalog, leaflets))
    return Output(
        project,
        catalog,
        ledger,
        to_print,
        leaflets,
        packs,
        website.home(project, catalog),
        {procedure.id: website.pages(project, procedure, catalog, leaflets) for procedure in project.procedures},
        _desk_pages(project, catalog, ledger, to_print, leaflets, packs),
    )


def _desk_pages(
    project: Project,
    catalog: Catalog,
    ledger: Ledger,
    to_print: Sequence[Sheet],
    leaflets: Sequence[PrintedLeaflet],
    packs: Sequence[Pack],
) -> tuple[MarkdownPage, ...]:
    on_desk = _on_desk(ledger, leaflets, packs)
    printed = {leaflet.file for leaflet in leaflets}  # nothing, where the pages are built alone
    current = [each.current if each.file in printed else each.current._replace(file="") for each in to_print]
    codes = code_pages.code_pages(project, catalog, ledger, current)
    return (desk.page(project, catalog, on_desk), *codes)


def _on_desk(ledger: Ledger, leaflets: Sequence[PrintedLeaflet], packs: Sequence[Pack]) -> list[OnDesk]:
    newest = {entry.code for entry in ledger.newest().values()}
    singles = {
        each.file: OnDesk(
            each.procedure, each.id, each.edition, each.language, each.paper, each.file, each.sides, each.code,
            each.code in newest, each.picture,
        )
        for each in leaflets
    }  # fmt: skip
    bound = (
        OnDesk(
            each.procedure, bindery.PACK, each.edition, each.language, each.paper, each.file, each.sides, "",
            all(singles[part].is_released for part in each.parts), singles[each.parts[0]].picture, each.parts,
        )
        for each in packs
    )  # fmt: skip
    return [*singles.values(), *bound]
