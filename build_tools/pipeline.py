"""The whole way from the source to pages and leaflets, without any site engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from build_tools import checks, setup_check, templates, website
from build_tools.checks import translated
from build_tools.content import reader as source
from build_tools.content.model import Paper, Project
from build_tools.exports import api, desk
from build_tools.guide import ready
from build_tools.guide.build import guides as build_guides
from build_tools.guide.leaflet_file import LeafletFile
from build_tools.guide.ready import Readiness
from build_tools.guide.records import Guide
from build_tools.languages import catalog as language
from build_tools.languages import forms, own_words, readiness
from build_tools.languages.catalog import Catalog
from build_tools.languages.message_list import Messages, messages_of
from build_tools.languages.translations import FOLDER, INTERFACE
from build_tools.output import Output
from build_tools.printing import interpreter
from build_tools.printing.jobs import PrintJob, jobs, packs
from build_tools.printing.press import Press, Printing, Progress
from build_tools.problems import Place, Problem, ProblemsFound, gathered
from build_tools.records import registers as records
from build_tools.records.ledger import Ledger, collisions
from build_tools.records.sign_off import Register, how_to_sign
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


class CheckedSource(NamedTuple):
    """Everything that was read and checked."""

    project: Project
    catalog: Catalog
    """Of the first language."""
    ledger: Ledger
    registers: dict[str, Register]
    """The sign-offs, by procedure."""
    others: tuple[Catalog, ...] = ()
    """Of each further language of the clinic in which the words are finished that stand on every page."""
    waiting: tuple[tuple[str, Problem], ...] = ()
    """The tag of each further language in which they are not, with what is to be done first."""
    speaking: tuple[Catalog, ...] = ()
    """Of each further language in which the tool's own words are translated, whether or not it is offered."""


def rehearsed(root: Path, today: date) -> CheckedSource:
    """Everything that was read, after pages and leaflets were made of it once, as HTML.

    Raises ProblemsFound with every problem of every file, also of templates.
    """
    found = whole_source(root, today)
    project, guides = found.project, build_guides(found.project, found.catalog)
    printed: tuple[LeafletFile, ...] = ()
    problems: list[Problem] = []
    with gathered(problems):
        to_print = jobs(project, guides, project.clinic.paper, today)
        printed = tuple(LeafletFile(job.key, job.current.code) for job in to_print)
        desk.files(project, guides, to_print)
    with gathered(problems):
        of_site(project, (*website.surfaces(project, guides, printed, found.ledger, ()), website.lost(project, guides)))
    with gathered(problems):
        templates.read(root, "docs/templates/theme")  # what MkDocs fills in
    if problems:
        raise ProblemsFound(problems)
    return found


def whole_source(root: Path, today: date | None = None) -> CheckedSource:
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
    messages: Messages = {}
    with suppress(source.NotRead):
        messages = messages_of(project)
    with gathered(problems), suppress(source.NotRead):  # which is told already
        catalog = language.of_project(project, project.clinic.locale, project.clinic.place("locale"))
        problems += own_words.problems(catalog, project)
        problems += readiness.problems(catalog, messages.values())
        problems += () if unreadable else _in_vain(messages, catalog)
    others: list[Catalog] = []
    for tag in language.translated(root):
        with gathered(problems), suppress(source.NotRead):
            locale = language.local(project.clinic.locale, tag)
            others.append(language.of_project(project, locale, Place(f"{FOLDER}/{tag}")))
            problems += forms.problems(others[-1], project, messages.values())
            problems += () if unreadable else _in_vain(messages, others[-1])
    if problems:
        raise ProblemsFound(problems)
    by_tag = {each.tag: each for each in others}
    offered, waiting = _offered(project, by_tag, messages)
    problems += chain.from_iterable(translated.problems(project, each) for each in offered)
    if problems:
        raise ProblemsFound(problems)
    return CheckedSource(project, catalog, ledger, registers, offered, waiting, _speaking(project, by_tag, messages))


def _in_vain(messages: Messages, catalog: Catalog) -> Iterator[Problem]:
    return readiness.unknown(catalog, messages, {context for context, _ in messages})


def _offered(
    project: Project, catalogs: dict[str, Catalog], messages: Messages
) -> tuple[tuple[Catalog, ...], tuple[tuple[str, Problem], ...]]:
    """The further languages of the clinic: those that can be offered, and why the others can not."""
    offered: list[Catalog] = []
    waiting: list[tuple[str, Problem]] = []
    for tag in project.clinic.languages[1:]:
        catalog = catalogs.get(tag) or language.empty(project, tag)
        words = readiness.everywhere(catalog, messages.values())
        missing = [*own_words.problems(catalog, project), *words]
        waiting += ((tag, problem) for problem in missing[:1])
        offered += [] if missing else [catalog]
    return tuple(offered), tuple(waiting)


def _speaking(project: Project, catalogs: dict[str, Catalog], messages: Messages) -> tuple[Catalog, ...]:
    """The further languages of the clinic in which the tool's own words are translated, in its order."""
    own = [message for message in messages.values() if message.catalog == INTERFACE]
    listed = (catalogs[tag] for tag in project.clinic.languages[1:] if tag in catalogs)
    return tuple(
        catalog
        for catalog in listed
        if not any((*own_words.problems(catalog, project), *readiness.problems(catalog, own)))
    )


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


def build(
    root: Path, press: Press | None, progress: Progress, today: date, paper: Paper | None = None, drafts: bool = True
) -> Output:
    """Check, print and write; without a press only the pages.

    `today` decides which sign-offs still hold, and what is marked as overdue. Without `drafts`, no translation
    that nobody has signed goes out.

    Raises ProblemsFound, before anything is given out, when anything is wrong.
    """
    try:
        return start(root, press, progress, today, paper, drafts).finish()
    except BaseException:
        if press and not press.stays:
            press.close()  # its workers may be there already, and whoever waits for all processes would wait for ever
        raise


def start(
    root: Path, press: Press | None, progress: Progress, today: date, paper: Paper | None = None, drafts: bool = True
) -> Started:
    """The same for those who have something to do while leaflets are printed."""
    if press:
        press.get_ready()
    found = whole_source(root, today)
    project, ledger = found.project, found.ledger
    catalogs = (found.catalog, *found.others)
    signed = [signed_states(found, catalog, today) for catalog in catalogs]
    guides, *others = (
        build_guides(project, catalog, {state.procedure: state.approval for state in states})
        for catalog, states in zip(catalogs, signed, strict=True)
    )
    languages = [tuple(_readiness(project, guide, drafts) for guide in each) for each in others]
    offered = tuple(each for each in languages if any(translation.is_offered for translation in each))
    all_guides = [*guides, *(each.guide for same in offered for each in same if each.is_offered)]
    to_print = jobs(project, all_guides, paper or project.clinic.paper, today)
    problems = [Problem(Place("Makefile"), "not-set-up", message) for message in setup_check.problems()]
    problems += collisions(ledger, [job.current for job in to_print])
    if problems:
        raise ProblemsFound(problems)
    sheets = interpreter.jobs(project, guides[0], found.speaking, paper or project.clinic.paper)
    printing = press.start((*to_print, *sheets), packs(all_guides, to_print), progress) if press else None
    leaflets, bound, for_all = (printing.leaflets, printing.packs, printing.sheets) if printing else ((), (), ())
    tags = [*(tag for tag, _ in found.waiting), *(each[0].guide.language for each in languages if each not in offered)]
    now = _printed_editions(to_print, leaflets)
    pages = website.surfaces(project, guides, (*leaflets, *bound, *for_all), ledger, now, offered, tags)
    keys = {(guide.procedure, guide.language) for guide in all_guides}
    output = Output(
        project,
        ledger,
        to_print,
        leaflets,
        bound,
        guides,
        pages,
        today,
        tuple(state for state in chain.from_iterable(signed) if (state.procedure, state.language) in keys),
        offered,
        (*(problem for _, problem in found.waiting), *_waiting(project, languages, pages)),
        for_all,
    )
    return Started(output, printing)


def _readiness(project: Project, guide: Guide, drafts: bool) -> Readiness:
    found = ready.of_guide(project, guide)
    return replace(found, is_withheld=not drafts and not guide.approval)


def _unsigned(guide: Guide) -> Problem:
    """A draft stops nothing else: it does not go out itself."""
    message = f"the translation of `{guide.procedure}` into {guide.language} is not signed, and does not go out"
    hint = how_to_sign(guide.resolver.clinic, guide.procedure, guide.language)
    return Problem(Place(f"{FOLDER}/{guide.language}/{guide.procedure}.po"), "not-signed", message, hint)


def _waiting(
    project: Project, languages: Sequence[tuple[Readiness, ...]], pages: Sequence[SitePage]
) -> Iterator[Problem]:
    """By language, in one line, what is not given out."""
    messages = messages_of(project) if languages else {}
    for each in chain.from_iterable(languages):
        if each.is_withheld:
            yield _unsigned(each.guide)
    for same in languages:
        tag, catalog = same[0].guide.language, same[0].guide.resolver.catalog
        helpless = [each for each in same if each.help]
        leaflets = [(id, lack) for each in same for (id, _), lack in each.leaflets.items() if lack.missing]
        notices = [page for page in pages if page.missing and page.guide.language == tag]
        ids = [id for each in helpless for id in each.help] + [id for _, lack in leaflets for id in lack.missing]
        missing = dict.fromkeys((*ids, *(id for page in notices for id in page.missing or ())))
        if missing:
            told = {
                "procedures": [each.guide.procedure for each in helpless],
                "leaflets": [id for id, _ in leaflets],
                "pages": [page.surface.id for page in notices],
            }
            named = "; ".join(f"{what} {', '.join(dict.fromkeys(ids))}" for what, ids in told.items() if ids)
            yield readiness.not_ready(catalog, f"{tag} is not ready: {named}", [messages[id] for id in missing])


def files(output: Output) -> dict[str, bytes]:
    """Every file beside the pages, by its path in the site; while leaflets are printed, without what tells of them.

    What is still printed has its place, so that an engine knows what pages lead to.
    """
    searched = search_index.files(output.project, (output.guides, *output.others), output.pages)
    of_leaflets = printed_files(output) if output.is_printed else output.pdfs
    texts = {path: text.encode() for path, text in searched.items()}
    dated = desk.files(output.project, output.all_guides, output.jobs)
    return {**of_leaflets, **output.other_files, **texts, **dated, **copies.files(output.today)}


def printed_files(output: Output) -> dict[str, bytes]:
    """What is there when all is printed: leaflets, packs, and what tells other systems of them."""
    return {**output.pdfs, **api.files(output)}


def signed_states(found: CheckedSource, catalog: Catalog, today: date) -> tuple[SignedState, ...]:
    """How each procedure's sign-off stands in the catalog's language."""
    project = found.project
    return tuple(signed_state(project, each, catalog, found.registers[each.id], today) for each in project.procedures)


def _printed_editions(to_print: Sequence[PrintJob], leaflets: Sequence[LeafletFile]) -> list[Current]:
    """What leaflets say; without a file, where the pages are built alone."""
    printed = {leaflet.file for leaflet in leaflets}
    return [each.current if each.file in printed else each.current._replace(file="") for each in to_print]
