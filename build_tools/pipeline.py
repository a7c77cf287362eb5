"""The whole way from the source to pages and leaflets, without any site engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Protocol

from build_tools import checks, setup_check, website
from build_tools.checks.gaps import gaps
from build_tools.content import reader as source
from build_tools.content.model import Paper, Project
from build_tools.exports import api
from build_tools.guide.records import Guide
from build_tools.languages import catalog as language
from build_tools.languages.catalog import Catalog
from build_tools.printing import bindery
from build_tools.printing.bindery import OrderedPack, Pack
from build_tools.printing.pending import Awaited, Ordered, filled, ordered, sheets_of_paper
from build_tools.printing.press import PrintedLeaflet, Progress, Wait
from build_tools.printing.sheets import Sheet, sheets
from build_tools.problems import Place, Problem, ProblemsFound
from build_tools.records import deadlines as due
from build_tools.records import registers as records
from build_tools.records.ledger import Ledger, collisions
from build_tools.records.sign_off import Register
from build_tools.records.signed_state import SignedState, signed_state, with_standing
from build_tools.records.snapshot import Current
from build_tools.website import heads
from build_tools.website.heads import Head
from build_tools.website.site_page import SitePage

AnyLeaflet = Ordered | PrintedLeaflet


class AnyPress(Protocol):
    """What prints: at once, or while the author goes on."""

    def get_ready(self) -> None: ...

    def start(self, project: Project, sheets: Sequence[Sheet], progress: Progress) -> Wait: ...


@dataclass(frozen=True)
class Output:
    """Everything that one build gives out."""

    project: Project
    catalog: Catalog
    ledger: Ledger
    sheets: tuple[Sheet, ...]
    leaflets: tuple[PrintedLeaflet, ...]
    packs: tuple[Pack, ...]
    guides: tuple[Guide, ...]
    """What each procedure says."""
    pages: tuple[SitePage, ...]
    """Every page of the site; the first one stands first."""
    today: date
    signed: tuple[SignedState, ...]
    """How the sign-off of each procedure stands."""

    @property
    def drafts(self) -> tuple[Problem, ...]:
        """Why something must not go out as approved."""
        return (*(problem for state in self.signed for problem in state.problems), *gaps(self.project))

    @property
    def overdue(self) -> tuple[Problem, ...]:
        """What somebody was to look at by a day that is past."""
        return tuple(due.problems(due.all_dues(self.project), self.today)[0])

    @property
    def soon(self) -> tuple[Problem, ...]:
        """What somebody is to look at within 60 days."""
        return tuple(due.problems(due.all_dues(self.project), self.today)[1])

    @property
    def editions(self) -> tuple[Current, ...]:
        """What each leaflet says now, with its code."""
        return tuple(sheet.current for sheet in self.sheets)

    @cached_property
    def heads(self) -> dict[str, Head]:
        """The heads of the pages for patients, by the page's path."""
        return heads.of_pages(self.project, self.catalog)

    @property
    def files(self) -> dict[str, bytes]:
        """Every other file that the source brings to the site, by its path there."""
        return {**self.printed_files, **self.other_files}

    @property
    def printed_files(self) -> dict[str, bytes]:
        """What is there when all is printed: leaflets, packs, and what tells other systems of them."""
        pdfs: list[PrintedLeaflet | Pack] = [*self.leaflets, *self.packs]
        written = {f"leaflets/{each.file}": each.data for each in pdfs}
        written |= {f"leaflets/{leaflet.picture}": leaflet.first_page for leaflet in self.leaflets}
        return {**written, **api.files(self)}

    @property
    def other_files(self) -> dict[str, bytes]:
        """Pictures, and what search engines ask for."""
        written = {f"clinic/{name}": logo.read_bytes() for name, logo in self.project.logos.items()}
        written |= {f"doors/{name}": door.read_bytes() for name, door in self.project.doors.items()}
        for procedure in self.project.procedures:
            for name, picture in procedure.pictures.items():
                written[f"{procedure.id}/pictures/{name}"] = picture.read_bytes()
        return {**written, **heads.files(self.project, self.heads.values())}

    @property
    def printed_editions(self) -> list[Current]:
        """What each leaflet says now; without a file, where none was printed."""
        return _printed_editions(self.sheets, self.leaflets)

    @property
    def on_desk(self) -> list[OnDesk]:
        """What there is to print."""
        return on_desk(self.ledger, self.leaflets, self.packs)

    def filled(self, text: str) -> str:
        """A page that waited for the leaflets, with the numbers that are known now."""
        sides = {leaflet.file: leaflet.sides for leaflet in self.leaflets}
        return filled(text, sides | {pack.file: pack.sides for pack in self.packs})


class Started(NamedTuple):
    """A build whose leaflets are still printed."""

    output: Output
    """Without leaflets; where a page tells their sides, a mark waits for the number."""
    awaited: tuple[str, ...]
    """The paths of PDFs and pictures that pages lead to already."""
    wait: Wait

    def finish(self) -> Output:
        """Everything. Raises ProblemsFound for leaflets that did not come out right."""
        output = self.output
        leaflets = self.wait()
        packs = tuple(bindery.packs(output.project, output.catalog, leaflets))
        pages = site_pages(output.project, output.guides, output.ledger, output.sheets, leaflets, packs)
        return replace(output, leaflets=leaflets, packs=packs, pages=pages)


class Source(NamedTuple):
    """Everything that was read and checked."""

    project: Project
    catalog: Catalog
    ledger: Ledger
    registers: dict[str, Register]
    """The sign-offs, by procedure."""


class OnDesk(NamedTuple):
    """A leaflet or pack as the print desk shows it."""

    procedure: str
    id: str
    size: str
    language: str
    paper: Paper
    file: str
    sides: int | Awaited
    code: str
    is_released: bool
    picture: str
    parts: tuple[str, ...] = ()

    @property
    def sheets(self) -> int | Awaited:
        """Of paper, when printed on both sides."""
        return sheets_of_paper(self.sides)


def checked(root: Path) -> tuple[Project, Catalog]:
    """The project at `root`. Raises ProblemsFound with every problem of every file."""
    found = whole_source(root)
    return found.project, found.catalog


def whole_source(root: Path) -> Source:
    """The project, the ledger and the sign-offs. Raises ProblemsFound with every problem of every file."""
    project, unreadable = source.read(root)
    problems = [*unreadable, *checks.run(project)]
    registers = {}
    for procedure in project.procedures:
        try:
            registers[procedure.id] = records.read_register(root, procedure.id)
        except ProblemsFound as found:
            problems += found.problems
    try:
        ledger = records.read_ledger(root, registers)
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
    return Source(project, catalog, ledger, registers)


def page_paths(root: Path) -> tuple[str, ...]:
    """Where pages lie, as far as a project with problems tells."""
    project, _ = source.read(root)
    try:
        pages = [page.id for page in project.site.pages]
    except source.NotRead:
        pages = []
    if len(project.procedures) > 1:
        pages.append("index")
    return ("index.md", *(f"{procedure.id}/{page}.md" for procedure in project.procedures for page in pages))


def build(root: Path, press: AnyPress | None, progress: Progress, today: date, paper: Paper | None = None) -> Output:
    """Check, print and write; without a press only the pages.

    `today` decides which sign-offs still hold, and what is marked as overdue.

    Raises ProblemsFound, before anything is given out, when anything is wrong.
    """
    return start(root, press, progress, today, paper).finish()


def start(root: Path, press: AnyPress | None, progress: Progress, today: date, paper: Paper | None = None) -> Started:
    """The same for those who have something to do while leaflets are printed."""
    if press:
        press.get_ready()
    found = whole_source(root)
    catalog, ledger = found.catalog, found.ledger
    signed = signed_states(found, catalog, today)
    project = _as_signed(found.project, signed, today)
    to_print = sheets(project, catalog, paper or project.clinic.paper)
    problems = [Problem(Place("Makefile"), "not-set-up", message) for message in setup_check.problems()]
    problems += collisions(ledger, [sheet.current for sheet in to_print])
    if problems:
        raise ProblemsFound(problems)
    wait: Wait = press.start(project, to_print, progress) if press else tuple
    leaflets = tuple(map(ordered, to_print)) if press else ()
    packs = tuple(bindery.ordered(leaflets))
    guides = website.guides(project, catalog)
    output = Output(
        project,
        catalog,
        ledger,
        to_print,
        (),
        (),
        guides,
        site_pages(project, guides, ledger, to_print, leaflets, packs),
        today,
        signed,
    )
    files = [name for leaflet in leaflets for name in (leaflet.file, leaflet.picture)] + [pack.file for pack in packs]
    return Started(output, tuple(f"leaflets/{file}" for file in files), wait)


def signed_states(found: Source, catalog: Catalog, today: date) -> tuple[SignedState, ...]:
    """How each procedure's sign-off stands in the catalog's language."""
    project = found.project
    return tuple(signed_state(project, each, catalog, found.registers[each.id], today) for each in project.procedures)


def _as_signed(project: Project, signed: Sequence[SignedState], today: date) -> Project:
    pairs = zip(project.procedures, signed, strict=True)
    return replace(project, procedures=tuple(with_standing(procedure, state, today) for procedure, state in pairs))


def site_pages(
    project: Project,
    guides: Sequence[Guide],
    ledger: Ledger,
    to_print: Sequence[Sheet],
    leaflets: Sequence[AnyLeaflet],
    packs: Sequence[OrderedPack | Pack],
) -> tuple[SitePage, ...]:
    """The surfaces of all pages; of leaflets that are still printed, a mark stands in the place of each number."""
    current = _printed_editions(to_print, leaflets)
    return website.surfaces(project, guides, leaflets, ledger, current, on_desk(ledger, leaflets, packs))


def _printed_editions(to_print: Sequence[Sheet], leaflets: Sequence[AnyLeaflet]) -> list[Current]:
    """What leaflets say; without a file, where the pages are built alone."""
    printed = {leaflet.file for leaflet in leaflets}
    return [each.current if each.file in printed else each.current._replace(file="") for each in to_print]


def on_desk(ledger: Ledger, leaflets: Sequence[AnyLeaflet], packs: Sequence[OrderedPack | Pack]) -> list[OnDesk]:
    """Leaflets and packs as the print desk shows them."""
    newest = {entry.code for entry in ledger.newest().values() if not ledger.taken_back(entry)}
    singles = {
        each.file: OnDesk(
            each.procedure, each.id, each.size, each.language, each.paper, each.file, each.sides, each.code,
            each.code in newest, each.picture,
        )
        for each in leaflets
    }  # fmt: skip
    bound = (
        OnDesk(
            each.procedure, bindery.PACK, each.size, each.language, each.paper, each.file, each.sides, "",
            all(singles[part].is_released for part in each.parts), singles[each.parts[0]].picture, each.parts,
        )
        for each in packs
    )  # fmt: skip
    return [*singles.values(), *bound]
