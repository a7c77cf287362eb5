"""The whole way from the source to pages and leaflets, without any site engine."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from build_tools import checks, setup_check, templates, website
from build_tools.content import reader as source
from build_tools.content.model import Paper, Project
from build_tools.exports import api, desk
from build_tools.guide.build import guides as build_guides
from build_tools.guide.leaflet_file import LeafletFile
from build_tools.languages import catalog as language
from build_tools.languages import readiness
from build_tools.languages.catalog import Catalog
from build_tools.languages.message_list import messages_of
from build_tools.languages.translations import FOLDER, INTERFACE
from build_tools.output import Output
from build_tools.printing import interpreter
from build_tools.printing.jobs import PrintJob, jobs, packs
from build_tools.printing.press import Press, Printing, Progress
from build_tools.problems import Place, Problem, ProblemsFound, gathered
from build_tools.records import registers as records
from build_tools.records.ledger import Ledger, collisions
from build_tools.records.sign_off import Register
from build_tools.records.signed_state import SignedState, signed_state
from build_tools.records.snapshot import Current
from build_tools.website import copies, search_index
from build_tools.website.pages import of_site
from build_tools.website.site_page import SitePage


class Started(NamedTuple):
    """A build whose leaflets may still be printed."""

    output: Output
    """As far as it is known; a page says of a leaflet without sides that it is being printed."""
    printing: Printing | None

    def page(self, page: SitePage) -> SitePage:
        """With the sides of the leaflets that the page tells of, which are waited for."""
        if not self.printing or not page.rewritten:
            return page
        self.printing.wait(PurePosixPath(page.path).parent.name)
        return page.rewritten(self.printing.files)

    def finish(self) -> Output:
        """With every leaflet and pack, and pages that tell their sides.

        Raises ProblemsFound for leaflets that did not come out right.
        """
        if not self.printing:
            return self.output
        self.printing.finish()
        printed = self.printing
        output = replace(self.output, leaflets=printed.leaflets, packs=printed.packs, sheets=printed.sheets)
        return output if self.output.is_printed else replace(output, pages=tuple(map(self.page, output.pages)))


class Source(NamedTuple):
    """Everything that was read and checked."""

    project: Project
    catalog: Catalog
    """Of the first language."""
    ledger: Ledger
    registers: dict[str, Register]
    """The sign-offs, by procedure."""
    others: tuple[Catalog, ...] = ()
    """Of each further language that is ready."""
    waiting: tuple[tuple[str, Problem], ...] = ()
    """The tag of each language that is not, with what is to be done."""
    speaking: tuple[Catalog, ...] = ()
    """Of each further language in which the tool's own words are translated, ready or not."""


def rehearsed(root: Path, today: date) -> Source:
    """Everything that was read, after pages and leaflets were made of it once, as HTML.

    Raises ProblemsFound with every problem of every file, also of templates.
    """
    found = whole_source(root, today)
    project, guides = found.project, build_guides(found.project, found.catalog)
    printed: tuple[LeafletFile, ...] = ()
    problems: list[Problem] = []
    with gathered(problems):
        to_print = jobs(project, guides, project.clinic.paper)
        printed = tuple(LeafletFile(job.key, job.current.code) for job in to_print)
        desk.files(project, guides, to_print, today)
    with gathered(problems):
        of_site(project, (*website.surfaces(project, guides, printed, found.ledger, ()), website.lost(project, guides)))
    with gathered(problems):
        templates.read(root, "docs/templates/theme")  # what MkDocs fills in
    if problems:
        raise ProblemsFound(problems)
    return found


def whole_source(root: Path, today: date | None = None) -> Source:
    """The project, the ledger and the sign-offs. Raises ProblemsFound with every problem of every file.

    Without `today` nobody asks whether the days of records have come.
    """
    project, unreadable = source.read(root)
    lost = records.lost(root)
    problems = [*unreadable, *checks.run(project)]
    registers = {}
    for procedure in project.procedures:
        with gathered(problems):
            registers[procedure.id] = records.read_register(root, procedure.id, today, lost)
    with gathered(problems):
        ledger = records.read_ledger(root, registers, today, lost)
    with gathered(problems), suppress(source.NotRead):  # which is told already
        catalog = language.catalog(project.root, project.clinic.locale, project.clinic.place("locale"))
        problems += readiness.problems(catalog, messages_of(project).values())
    others: list[Catalog] = []
    for tag in language.translated(root):
        with gathered(problems), suppress(source.NotRead):
            locale = language.local(project.clinic.locale, tag)
            others.append(language.catalog(root, locale, Place(f"{FOLDER}/{tag}")))
    if problems:
        raise ProblemsFound(problems)
    by_tag = {each.tag: each for each in others}
    ready, waiting = _ready(project, by_tag)
    return Source(project, catalog, ledger, registers, ready, waiting, _speaking(project, by_tag))


def _told_of(project: Project, catalog: Catalog) -> Catalog:
    """With whether somebody has checked it."""
    is_source = catalog.tag == language.SOURCE_LANGUAGE
    return replace(catalog, is_checked=is_source or bool(project.translation(catalog.tag).checked_by))


def _ready(
    project: Project, catalogs: dict[str, Catalog]
) -> tuple[tuple[Catalog, ...], tuple[tuple[str, Problem], ...]]:
    """The further languages of the clinic: those in which all is translated, and why the others are not ready."""
    ready: list[Catalog] = []
    waiting: list[tuple[str, Problem]] = []
    for tag in project.clinic.languages[1:]:
        catalog = catalogs.get(tag) or language.empty(project.clinic.locale, tag)
        missing = list(readiness.problems(catalog, messages_of(project).values()))
        waiting += ((tag, problem) for problem in missing)
        ready += [] if missing else [catalog]
    return tuple(ready), tuple(waiting)


def _speaking(project: Project, catalogs: dict[str, Catalog]) -> tuple[Catalog, ...]:
    """The further languages of the clinic in which the tool's own words are translated, in its order."""
    own = [message for message in messages_of(project).values() if message.catalog == INTERFACE]
    listed = (catalogs[tag] for tag in project.clinic.languages[1:] if tag in catalogs)
    return tuple(catalog for catalog in listed if not any(readiness.problems(catalog, own)))


def page_paths(root: Path) -> tuple[str, ...]:
    """Where pages lie, as far as a project with problems tells."""
    try:
        project, _ = source.read(root)
    except ProblemsFound:
        return ("index.md",)
    pages: list[str] = []
    with suppress(source.NotRead):
        pages = [page.id for page in project.site.pages]
    if len(project.procedures) > 1:
        pages.append("index")
    return ("index.md", *(f"{procedure.id}/{page}.md" for procedure in project.procedures for page in pages))


def build(root: Path, press: Press | None, progress: Progress, today: date, paper: Paper | None = None) -> Output:
    """Check, print and write; without a press only the pages.

    `today` decides which sign-offs still hold, and what is marked as overdue.

    Raises ProblemsFound, before anything is given out, when anything is wrong.
    """
    try:
        return start(root, press, progress, today, paper).finish()
    except BaseException:
        if press and not press.stays:
            press.close()  # its workers may be there already, and whoever waits for all processes would wait for ever
        raise


def start(root: Path, press: Press | None, progress: Progress, today: date, paper: Paper | None = None) -> Started:
    """The same for those who have something to do while leaflets are printed."""
    if press:
        press.get_ready()
    found = whole_source(root, today)
    project, ledger = found.project, found.ledger
    found = found._replace(
        catalog=_told_of(project, found.catalog),
        others=tuple(_told_of(project, each) for each in found.others),
        speaking=tuple(_told_of(project, each) for each in found.speaking),
    )
    signed = [signed_states(found, catalog, today) for catalog in (found.catalog, *found.others)]
    guides, *others = (
        build_guides(project, catalog, {state.procedure: state.approval for state in states})
        for catalog, states in zip((found.catalog, *found.others), signed, strict=True)
    )
    all_guides = [*guides, *chain.from_iterable(others)]
    to_print = jobs(project, all_guides, paper or project.clinic.paper, today)
    problems = [Problem(Place("Makefile"), "not-set-up", message) for message in setup_check.problems()]
    problems += collisions(ledger, [job.current for job in to_print])
    if problems:
        raise ProblemsFound(problems)
    sheets = interpreter.jobs(project, guides[0], found.speaking, paper or project.clinic.paper)
    printing = press.start((*to_print, *sheets), packs(all_guides, to_print), progress) if press else None
    leaflets, bound, for_all = (printing.leaflets, printing.packs, printing.sheets) if printing else ((), (), ())
    output = Output(
        project,
        ledger,
        to_print,
        leaflets,
        bound,
        guides,
        website.surfaces(
            project,
            guides,
            (*leaflets, *bound, *for_all),
            ledger,
            _printed_editions(to_print, leaflets),
            others,
            tuple(dict.fromkeys(tag for tag, _ in found.waiting)),
        ),
        today,
        tuple(chain.from_iterable(signed)),
        tuple(others),
        tuple(problem for _, problem in found.waiting),
        for_all,
    )
    return Started(output, printing)


def files(output: Output) -> dict[str, bytes]:
    """Every file beside the pages, by its path in the site; while leaflets are printed, without what tells of them.

    What is still printed has its place, so that an engine knows what pages lead to.
    """
    searched = search_index.files(output.project, (output.guides, *output.others), output.pages)
    of_leaflets = printed_files(output) if output.is_printed else output.pdfs
    texts = {path: text.encode() for path, text in searched.items()}
    dated = desk.files(output.project, output.guides, output.jobs, output.today)
    return {**of_leaflets, **output.other_files, **texts, **dated, **copies.files(output.today)}


def printed_files(output: Output) -> dict[str, bytes]:
    """What is there when all is printed: leaflets, packs, and what tells other systems of them."""
    return {**output.pdfs, **api.files(output)}


def signed_states(found: Source, catalog: Catalog, today: date) -> tuple[SignedState, ...]:
    """How each procedure's sign-off stands in the catalog's language."""
    project = found.project
    return tuple(signed_state(project, each, catalog, found.registers[each.id], today) for each in project.procedures)


def _printed_editions(to_print: Sequence[PrintJob], leaflets: Sequence[LeafletFile]) -> list[Current]:
    """What leaflets say; without a file, where the pages are built alone."""
    printed = {leaflet.file for leaflet in leaflets}
    return [each.current if each.file in printed else each.current._replace(file="") for each in to_print]
