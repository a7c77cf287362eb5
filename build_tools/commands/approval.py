"""Who signed what: `sign-off` and `withdraw`."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import click

from build_tools import pipeline
from build_tools.commands import DAY, ON_DAY, problems_told
from build_tools.commands.status import catalog_of
from build_tools.content.model import Approval, Procedure, Project
from build_tools.guide import build
from build_tools.languages import catalog as language
from build_tools.languages.catalog import Catalog
from build_tools.languages.translations import FOLDER
from build_tools.problems import Problem, ProblemsFound
from build_tools.records import clinical, sealed_folder, sign_off
from build_tools.records import deadlines as due
from build_tools.records import status as statuses
from build_tools.records.sealed import too_early
from build_tools.records.sign_off import Register
from build_tools.records.signed_state import SignedState
from build_tools.records.status import Status

ROLE = click.option("--role", required=True, help="Such as: Consultant radiologist.")
YES = click.option("--yes", is_flag=True, help="Do not ask: the clinician has confirmed it already.")


@click.command("sign-off")
@click.argument("procedure")
@click.option("--name", required=True, help="The clinician who has read it all.")
@ROLE
@click.option("--until", type=DAY, help="The last day it holds; the day of review if left out.")
@click.option("--locale", help="The language that was read, such as es_US; the clinic's if left out.")
@YES
@ON_DAY
@click.pass_obj
def sign(
    root: Path, procedure: str, name: str, role: str, until: datetime | None, locale: str | None, yes: bool, day: date
) -> None:
    """Record that a clinician has read all of PROCEDURE as it is now, and approves it."""
    with problems_told():
        asked = _asked(root, procedure, locale, day)
        catalog, status = asked.catalog, asked.status
        if catalog.locale.language != language.SOURCE_LANGUAGE and not catalog.messages:
            raise SystemExit(f"nothing is translated yet: {FOLDER}/{catalog.locale.language} has no words")
        last_day = until.date() if until else asked.procedure.info.review
        _refuse(asked, name, role, last_day)
        click.echo(_asked_to_sign(status, name, role, last_day))
        if not yes and not click.confirm("Has this clinician read all of it, and approves it?"):
            raise SystemExit("not signed")
        approval = Approval(name, role, day, last_day, status.language, frozenset(status.unconfirmed))
        guide = build.of(asked.project, asked.procedure, catalog)
        read = clinical.read(asked.project, asked.procedure, guide)
        folder = sign_off.folder(asked.procedure.id)
        sealed_folder.add(root, folder, [sign_off.signed(asked.register, asked.procedure.id, approval, read)])
    click.echo(f"Signed. It holds until {last_day}, or until a word or number changes: {folder.path}/")


@click.command()
@click.argument("procedure")
@click.option("--name", required=True, help="The clinician who withdraws it.")
@ROLE
@click.option("--reason", required=True, help="What is wrong, for those who mend it.")
@click.option("--locale", help="The language, such as es_US; the clinic's if left out.")
@YES
@ON_DAY
@click.pass_obj
def withdraw(
    root: Path, procedure: str, name: str, role: str, reason: str, locale: str | None, yes: bool, day: date
) -> None:
    """Take back the sign-off of PROCEDURE because something is wrong: from the next build on it is a draft."""
    with problems_told():
        asked = _asked(root, procedure, locale, day)
        status, last = asked.status, asked.status.signed.last
        if not last or last.withdrawn:
            raise SystemExit(f"nothing to withdraw: no sign-off of `{asked.procedure.id}` holds in {status.language}")
        if asked.too_early:
            raise ProblemsFound(asked.too_early)
        _must_be_plain(sign_off.LONGEST_NAME, name, role)
        _must_be_plain(sign_off.LONGEST_REASON, reason)
        click.echo(f"{status.title}, {status.language}: to be withdrawn by {name}, {role}")
        click.echo("\n".join(_since(status.signed)))
        if not yes and not click.confirm("Does this clinician withdraw it?"):
            raise SystemExit("not withdrawn")
        new = sign_off.withdrawn(asked.register, last, (name, role), day, reason)
        sealed_folder.add(root, sign_off.folder(asked.procedure.id), [new])
    click.echo("Withdrawn. Build the site again now: pages and leaflets then say that they are drafts.")


class _Asked(NamedTuple):
    """The procedure and language that a command names."""

    project: Project
    procedure: Procedure
    register: Register
    catalog: Catalog
    status: Status

    @property
    def too_early(self) -> tuple[Problem, ...]:
        """Why nothing can be recorded on this day."""
        entries = self.register.of(self.status.language)
        return tuple(too_early(entries, self.status.today, sign_off.folder(self.procedure.id)))


def _asked(root: Path, id: str, locale: str | None, day: date) -> _Asked:
    source = pipeline.whole_source(root)
    known = {procedure.id: procedure for procedure in source.project.procedures}
    if id not in known:
        raise SystemExit(f"there is no procedure `{id}`; there are: {', '.join(known)}")
    catalog = catalog_of(source, locale)
    status = statuses.status(source.project, known[id], catalog, source.registers[id], day)
    return _Asked(source.project, known[id], source.registers[id], catalog, status)


def _refuse(asked: _Asked, name: str, role: str, last_day: date) -> None:
    """Raises ProblemsFound while something is not fit to be signed, and ends where the call itself is wrong."""
    _must_be_plain(sign_off.LONGEST_NAME, name, role)
    status, review = asked.status, asked.procedure.info.review
    if not status.today <= last_day <= review:
        raise SystemExit(f"--until must be a day from {status.today} to the day of review, {review}")
    overdue = tuple(each for each in status.due("overdue") if each.kind != "sign-off")
    problems = [*due.problems(overdue, status.today)[0], *status.gaps, *asked.too_early]
    if problems:
        raise ProblemsFound(problems)


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
