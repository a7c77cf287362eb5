"""A notice to hang up when paper must not be used any more: one side, printed and read back as every leaflet is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from build_tools.content.model import Project
from build_tools.guide import blocks, build
from build_tools.guide.leaflet_file import LeafletKey
from build_tools.guide.records import Guide, Section, Surface
from build_tools.guide.resolver import TOOL, strong, words
from build_tools.messages import messages
from build_tools.printing import leaflet
from build_tools.printing.jobs import PrintJob, sheet
from build_tools.printing.proof import proof
from build_tools.problems import Problem, ProblemsFound
from build_tools.records import notices
from build_tools.records.change_words import sheet as which_sheet
from build_tools.records.ledger import Release
from build_tools.records.snapshot import Current
from build_tools.records.standing import CodeState

NAME = "notice"


def printed(project: Project, guide: Guide, found: CodeState, today: date) -> bytes:
    """The notice as a PDF. `found`: what can be said of a code that was released and does not hold.

    Raises ProblemsFound where it does not come out right.
    """
    assert found.entry, "nobody hangs up a notice about what was never released"
    job = _job(project, guide, found, found.entry, today)
    done = proof(job)
    problems = [
        Problem(each.place or job.place, each.code, f"{NAME}: {each.message}", each.hint) for each in done.findings
    ]
    if done.sides > 1:
        hint = "undo the last change of leaflets/styles or leaflets/templates"
        problems.append(
            Problem(job.place, "too-many-sides", f"{NAME}: it takes {done.sides} sides, and 1 is the limit", hint)
        )
    if problems:
        raise ProblemsFound(problems)
    return done.data


def surface(project: Project, guide: Guide, found: CodeState, of: Release) -> Surface:
    """What it says: the code, which sheet that is, and what to do with it at the desk and at home."""
    told = tuple(_sections(guide, found))
    size = max(project.sizes, key=lambda id: project.sizes[id].body)
    which = which_sheet(of, project, guide.resolver.catalog)
    return Surface(
        kind="leaflet",
        id=NAME,
        size=size,
        title=replace(guide.frame("Do not use sheets with the code {code}", code=of.code), role="title"),
        lead=words(which),
        sections=told,
        notices=tuple(notices.sample(guide)),
    )


def _sections(guide: Guide, found: CodeState) -> Iterator[Section]:
    date = guide.resolver.catalog.date
    if found.standing == "taken-back" and found.taken_back:
        why = guide.frame("This sheet was taken back on {date}.", date=date(found.taken_back))
    elif found.standing == "replaced" and found.replaced_by:
        why = guide.frame("This sheet was replaced on {date}.", date=date(found.replaced_by.released))
    else:
        why = guide.frame("This leaflet is no longer made.")
    yield _section(guide, "why", messages("What happened"), blocks.Paragraph(sentences=(strong(why),), place=TOOL))
    at_desk = [
        guide.frame("Throw away every sheet with this code, also in drawers, folders and bags."),
        guide.frame("Do not print it again from a file or a bookmark. Print from the print desk."),
        guide.frame("The right sheet has the code {code}.", code=found.newest.code)
        if found.newest and found.now
        else guide.frame("There is no right sheet now. Ask who looks after the leaflets."),
    ]
    yield _section(guide, "desk", messages("At the front desk"), blocks.BulletList(items=tuple(at_desk), place=TOOL))
    call = guide.frame("Do you have this sheet? Do not follow it. Ask at the front desk, or call us:")
    phones = build.contacts(guide.resolver, guide.resolver.listed(None))
    yield _section(
        guide, "home", messages("If you are a patient"), blocks.Paragraph(sentences=(call,), place=TOOL),
        blocks.Contacts(phones=phones, place=TOOL),
    )  # fmt: skip


def _section(guide: Guide, id: str, title: str, *shown: blocks.Block) -> Section:
    return Section(id, replace(guide.frame(title), role="heading"), shown, TOOL)


def _foot(guide: Guide, today: date) -> tuple[str, str]:
    look = guide.frame("To look up a code: {address}", address=guide.resolver.clinic.short_address)
    return look.text, guide.frame("Printed on {date}", date=guide.resolver.catalog.date(today)).text


def _job(project: Project, guide: Guide, found: CodeState, of: Release, today: date) -> PrintJob:
    told, clinic = surface(project, guide, found, of), project.clinic
    key = LeafletKey(of.procedure, NAME, guide.language, told.size, clinic.paper)
    return sheet(
        project,
        guide,
        told,
        key,
        _foot(guide, today),
        leaflet.head_lines(project, guide, told, of.code),
        current=Current(*of.about, said=of.said, digest=of.digest, file=key.file, place=clinic.place()),
        columns=1,
        written=today,
        qr=leaflet.qr_code(leaflet.code_address(clinic, of.code)),
        qr_at="head",
    )
