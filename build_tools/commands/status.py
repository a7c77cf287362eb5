"""How everything stands, and what is due when: `status` and `dates`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from build_tools import pipeline, website
from build_tools.columns import as_json
from build_tools.commands import ON_DAY, OUT_FILE, problems_told, writing
from build_tools.content.model import Procedure, Project
from build_tools.files import write_whole
from build_tools.guide import build, ready
from build_tools.guide.ready import Readiness
from build_tools.guide.records import MessageId
from build_tools.languages import catalog as language
from build_tools.languages import readiness
from build_tools.languages.catalog import Catalog
from build_tools.languages.message_list import CLINICIANS, FILES, messages_of
from build_tools.languages.translations import FOLDER
from build_tools.pipeline import CheckedSource
from build_tools.problems import Place
from build_tools.records import calendar_file, status_text
from build_tools.records import status as statuses
from build_tools.records.deadlines import Due
from build_tools.records.sign_off import Register
from build_tools.records.status import Status, Translated


@click.command("status")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--owner", help="Only what belongs to this team; a part of its name is enough.")
@ON_DAY
@click.pass_obj
def show_status(root: Path, form: str, owner: str | None, day: date) -> None:
    """Show for each procedure and language: signed, changed since, due, unconfirmed sources, unset settings."""
    with problems_told():
        found = list(_all(pipeline.whole_source(root, day), day))
    if owner is not None:
        click.echo(_owned(found, owner, form))
    elif form == "json":
        click.echo(as_json([statuses.as_dict(each) for each in found]))
    else:
        click.echo(status_text.table(found))


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json", "ics"]), default="text", help="ics: for calendars")
@click.option("--out", type=OUT_FILE, help="Write a file instead.")
@ON_DAY
@click.pass_obj
def dates(root: Path, form: str, out: Path | None, day: date) -> None:
    """List every day by which somebody must look again, for whoever keeps the calendar."""
    with problems_told():
        found = sorted({due for each in _all(pipeline.whole_source(root, day), day) for due in each.dues})
        text = _dates(found, form, day)
    if not out:
        click.echo(text, nl=not text.endswith("\n"))
        return
    with writing(out):
        write_whole(out, text.encode())


def _dates(found: list[Due], form: str, now: date) -> str:
    if form == "ics":
        return calendar_file.calendar(found, now).decode()
    if form == "json":
        return as_json([statuses.due_dict(each, now) for each in found])
    return status_text.dates_table(found, now)


def _owned(found: list[Status], owner: str, form: str) -> str:
    if form == "text":
        return status_text.owned_table(found, owner)
    settings, others = statuses.owned(found, owner)
    dues = [statuses.due_dict(each, found[0].today) for each in others]
    return as_json({"settings": [statuses.setting_dict(row) for row in settings], "dues": dues})


# --- every procedure in every language -------------------------------------------------------------------------------


def _all(source: CheckedSource, now: date) -> Iterator[Status]:
    for procedure in source.project.procedures:
        register = source.registers[procedure.id]
        for locale in _locales(source, register):
            catalog = catalog_of(source, locale)
            found = statuses.status(source.project, procedure, catalog, register, now)
            is_source = catalog.tag == language.SOURCE_LANGUAGE
            yield found if is_source else replace(found, translation=_translated(source.project, procedure, catalog))


def _translated(project: Project, procedure: Procedure, catalog: Catalog) -> Translated:
    """Counted as translators count it; of leaflets and pages, what would go out."""
    guide, messages = build.of(project, procedure, catalog), messages_of(project)
    own = [each for each in messages.values() if each.procedure in ("", procedure.id) and each.catalog != CLINICIANS]
    entries = [catalog.messages.get(each.id) for each in own]
    finished = sum(bool(entry and entry.words) for entry in entries)
    guesses = sum(bool(entry and entry.is_guess) for entry in entries)
    found = ready.of_guide(project, guide)
    everywhere = Counter(f"{each.catalog}.po" for each in readiness.unfinished(catalog, own))
    first = {**everywhere, **_by_topic(found.help)}
    offered = not first
    pages = {page.surface.id: page for page in website.of_procedure(project, procedure, guide, ())}
    sizes = {id: [size for size in project.sizes if (id, size) not in found.leaflets] for id in project.leaflets}
    return Translated(
        finished,
        guesses,
        len(own) - finished - guesses,
        project.translation(catalog.tag).checked_by or "",
        offered,
        {id: there if offered else [] for id, there in sizes.items()},
        {id: offered and not ready.missing(guide, page.surface) for id, page in pages.items()},
        first,
        {id: left for id in project.leaflets if (left := _by_topic(_lacked(found, id)))},
    )


def _lacked(found: Readiness, leaflet: str) -> list[MessageId]:
    """What is missing of a leaflet in any size, each once."""
    return [*dict.fromkeys(id for (name, _), lack in found.leaflets.items() if name == leaflet for id in lack.missing)]


def _by_topic(missing: Iterable[MessageId]) -> dict[str, int]:
    """How many messages of each topic; what stands on every page is counted by its catalog."""
    shared = {context for name in readiness.EVERYWHERE for context in FILES[name]}
    return dict(Counter(context for context, _ in missing if context not in shared))


def _locales(source: CheckedSource, register: Register) -> list[str]:
    """The clinic's own, and every other language in which there are translations or was a sign-off."""
    own = source.project.clinic.locale
    translated = language.translated(source.project.root)
    others = sorted({*translated, *register.languages} - {language.tag(own)})
    return [own, *(language.local(own, other) for other in others)]


def catalog_of(source: CheckedSource, locale: str | None) -> Catalog:
    """The words of a language; the clinic's own if none is named."""
    clinic = source.project.clinic
    folder = Place(f"{FOLDER}/{(locale or '').partition('_')[0]}")
    return language.of_project(source.project, locale or clinic.locale, folder if locale else clinic.place("locale"))
