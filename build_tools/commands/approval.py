"""Who signed what, and what is due when: `sign-off`, `withdraw`, `status`, `dates`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import click

from build_tools import pipeline
from build_tools.commands import ON_DAY, OUT_FILE, problems_told, today
from build_tools.content.model import Approval, Procedure
from build_tools.files import write_out
from build_tools.guide import build
from build_tools.languages import catalog as language
from build_tools.languages.catalog import Catalog
from build_tools.pipeline import Source
from build_tools.problems import Place, Problem, ProblemsFound
from build_tools.records import calendar_file, clinical, sealed_folder, sign_off
from build_tools.records import deadlines as due
from build_tools.records import status as statuses
from build_tools.records.sealed import too_early
from build_tools.records.signed_state import SignedState, signed_state
from build_tools.records.status import Status

FORMAT = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")


@click.command("sign-off")
@click.argument("procedure")
@click.option("--name", required=True, help="The clinician who has read it all.")
@click.option("--role", required=True, help="Such as: Consultant radiologist.")
@click.option(
    "--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day it holds; the day of review if left out."
)
@click.option("--locale", help="The language that was read, such as es_US; the clinic's if left out.")
@click.option("--yes", is_flag=True, help="Do not ask: the clinician has confirmed it already.")
@ON_DAY
@click.pass_obj
def sign(
    root: Path, procedure: str, name: str, role: str, until: datetime | None, locale: str | None, yes: bool,
    day: datetime | None,
) -> None:  # fmt: skip
    """Record that a clinician has read all of PROCEDURE as it is now, and approves it."""
    with problems_told():
        source = pipeline.whole_source(root)
        found = _procedure(source, procedure)
        catalog = _catalog(source, locale)
        if catalog.locale.language != language.SOURCE_LANGUAGE and not catalog.messages:
            raise SystemExit(f"nothing is translated yet: {language.FOLDER}/{catalog.locale.language} has no words")
        status = _status(source, found, catalog, today(day))
        last_day = until.date() if until else found.info.review
        _refuse(source, status, found, (name, role), (today(day), last_day))
        click.echo(_asked_to_sign(status, name, role, last_day))
        if not yes and not click.confirm("Has this clinician read all of it, and approves it?"):
            raise SystemExit("not signed")
        approval = Approval(name, role, today(day), last_day, status.language, frozenset(status.unconfirmed))
        read = clinical.read(source.project, found, build.of(source.project, found, catalog))
        folder = sign_off.folder(found.id)
        sealed_folder.add(root, folder, [sign_off.signed(source.registers[found.id], found.id, approval, read)])
    click.echo(f"Signed. It holds until {last_day}, or until a word or number changes: {folder.path}/")


@click.command()
@click.argument("procedure")
@click.option("--name", required=True, help="The clinician who withdraws it.")
@click.option("--role", required=True, help="Such as: Consultant radiologist.")
@click.option("--reason", required=True, help="What is wrong, for those who mend it.")
@click.option("--locale", help="The language, such as es_US; the clinic's if left out.")
@click.option("--yes", is_flag=True, help="Do not ask: the clinician has confirmed it already.")
@ON_DAY
@click.pass_obj
def withdraw(
    root: Path, procedure: str, name: str, role: str, reason: str, locale: str | None, yes: bool, day: datetime | None
) -> None:
    """Take back the sign-off of PROCEDURE because something is wrong: from the next build on it is a draft."""
    with problems_told():
        source = pipeline.whole_source(root)
        found = _procedure(source, procedure)
        status = _status(source, found, _catalog(source, locale), today(day))
        last = status.signed.last
        if not last or last.withdrawn:
            raise SystemExit(f"nothing to withdraw: no sign-off of `{found.id}` holds in {status.language}")
        early = tuple(_too_early(source, status, today(day)))
        if early:
            raise ProblemsFound(early)
        _must_be_plain(sign_off.LONGEST_NAME, name, role)
        _must_be_plain(sign_off.LONGEST_REASON, reason)
        click.echo(f"{status.title}, {status.language}: to be withdrawn by {name}, {role}")
        click.echo("\n".join(_since(status.signed)))
        if not yes and not click.confirm("Does this clinician withdraw it?"):
            raise SystemExit("not withdrawn")
        new = sign_off.withdrawn(source.registers[found.id], last, (name, role), today(day), reason)
        sealed_folder.add(root, sign_off.folder(found.id), [new])
    click.echo("Withdrawn. Build the site again now: pages and leaflets then say that they are drafts.")


@click.command("status")
@FORMAT
@click.option("--owner", help="Only what belongs to this team; a part of its name is enough.")
@ON_DAY
@click.pass_obj
def show_status(root: Path, form: str, owner: str | None, day: datetime | None) -> None:
    """Show for each procedure and language: signed, changed since, due, unconfirmed sources, unset settings."""
    with problems_told():
        source = pipeline.whole_source(root)
        found = list(_all(source, today(day)))
    if owner is not None:
        click.echo(_owned(found, owner, form))
    elif form == "json":
        click.echo(_json([statuses.as_dict(each) for each in found]))
    else:
        click.echo(statuses.table(found))


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json", "ics"]), default="text", help="ics: for calendars")
@click.option("--out", type=OUT_FILE, help="Write a file instead.")
@ON_DAY
@click.pass_obj
def dates(root: Path, form: str, out: Path | None, day: datetime | None) -> None:
    """List every day by which somebody must look again, for whoever keeps the calendar."""
    with problems_told():
        source = pipeline.whole_source(root)
        now = today(day)
        found = sorted({due for each in _all(source, now) for due in each.dues})
        text = _dates(found, form, now)
    if not out:
        click.echo(text, nl=not text.endswith("\n"))
        return
    try:
        write_out(out, text.encode())
    except OSError as error:
        raise SystemExit(f"{out}: cannot write: {error.strerror}") from None


def _dates(found: list[due.Due], form: str, now: date) -> str:
    if form == "ics":
        return calendar_file.calendar(found, now).decode()
    if form == "json":
        return _json([statuses.due_dict(each, now) for each in found])
    return statuses.dates_table(found, now)


def _json(data: object) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False)


def _owned(found: list[Status], owner: str, form: str) -> str:
    if form == "text":
        return statuses.owned_table(found, owner)
    settings, others = statuses.owned(found, owner)
    dues = [statuses.due_dict(each, found[0].today) for each in others]
    return _json({"settings": [statuses.setting_dict(row) for row in settings], "dues": dues})


# --- every procedure in every language -------------------------------------------------------------------------------


def _all(source: Source, now: date) -> Iterator[Status]:
    for procedure in source.project.procedures:
        for locale in _locales(source, procedure):
            yield _status(source, procedure, _catalog(source, locale), now)


def _locales(source: Source, procedure: Procedure) -> list[str]:
    """The clinic's own, and every other language in which there are translations or was a sign-off."""
    own = source.project.clinic.locale
    translated = language.translated(source.project.root)
    others = sorted({*translated, *source.registers[procedure.id].languages} - {own.partition("_")[0]})
    return [own, *(_local(own, other) for other in others)]


def _local(own: str, other: str) -> str:
    """A language as the clinic's country writes its numbers and dates, where it is one of that country."""
    country = own.partition("_")[2]
    return f"{other}_{country}" if language.is_known(f"{other}_{country}") else other


def _catalog(source: Source, locale: str | None) -> Catalog:
    clinic, root = source.project.clinic, source.project.root
    folder = Place(f"{language.FOLDER}/{(locale or '').partition('_')[0]}")
    return language.catalog(root, locale or clinic.locale, folder if locale else clinic.place("locale"))


def _status(source: Source, procedure: Procedure, catalog: Catalog, now: date) -> Status:
    state = signed_state(source.project, procedure, catalog, source.registers[procedure.id], now)
    return statuses.status(source.project, procedure, catalog, state, now)


# --- signing ---------------------------------------------------------------------------------------------------------


def _procedure(source: Source, id: str) -> Procedure:
    known = {procedure.id: procedure for procedure in source.project.procedures}
    if id not in known:
        raise SystemExit(f"there is no procedure `{id}`; there are: {', '.join(known)}")
    return known[id]


def _refuse(
    source: Source, status: Status, procedure: Procedure, who: tuple[str, str], days: tuple[date, date]
) -> None:
    """Raises ProblemsFound while something is not fit to be signed, and ends where the call itself is wrong."""
    _must_be_plain(sign_off.LONGEST_NAME, *who)
    if not days[0] <= days[1] <= procedure.info.review:
        raise SystemExit(f"--until must be a day from {days[0]} to the day of review, {procedure.info.review}")
    overdue = [each for each in status.due("overdue") if each.kind != "sign-off"]
    problems: list[Problem] = [*due.problems(tuple(overdue), status.today)[0], *status.gaps]
    problems += _too_early(source, status, days[0])
    if problems:
        raise ProblemsFound(problems)


def _too_early(source: Source, status: Status, day: date) -> Iterator[Problem]:
    entries = source.registers[status.procedure].of(status.language)
    return too_early(entries, day, sign_off.folder(status.procedure))


def _must_be_plain(most: int, *all_words: str) -> None:
    for words in all_words:
        if not (re.match(sign_off.PLAIN, words) and words.isprintable() and 1 <= len(words.strip()) <= most):
            shown = words[:80].encode("utf-8", "backslashreplace").decode()
            raise SystemExit(f"`{shown}` cannot stand here: write 1 to {most} letters, without brackets")


def _asked_to_sign(status: Status, name: str, role: str, until: date) -> str:
    """What somebody is told who is about to sign."""
    lines = [f"{status.title}, {status.language}: {name}, {role}, until {until}"]
    lines += _since(status.signed)
    if status.unconfirmed:
        lines += ["Signing also confirms these sources:", *(f"  {id}" for id in status.unconfirmed)]
    if status.unset:
        lines += ["Not set by the clinic; readers find a line to write on:", *(f"  {row.what}" for row in status.unset)]
    return "\n".join(lines)


def _since(signed: SignedState) -> list[str]:
    if not signed.last:
        return ["Nobody has signed it before."]
    who_and_when = f"by {signed.last.name}, {signed.last.role}, on {signed.last.signed}"
    if signed.last.withdrawn:
        return [f"Withdrawn {who_and_when}: {signed.last.withdrawn}"]
    lines = [f"Last signed {who_and_when}."]
    changed = [f"  {str(problem).splitlines()[0]}" for problem in signed.changed]
    return [*lines, "Changed since:", *changed] if changed else [*lines, "Nothing has changed since."]
