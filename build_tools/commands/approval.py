"""Who signed what: `sign-off` and `withdraw`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

import click

from build_tools import pipeline
from build_tools.commands import DAY, ON_DAY, ON_DAY_SO_FAR, OUT_FILE, problems_told, writing
from build_tools.commands.status import catalog_of
from build_tools.content import names
from build_tools.content.model import Approval, Procedure, Project, Signer
from build_tools.content.procedure import LONGEST_TERM
from build_tools.exports.reports import review as reviews
from build_tools.files import write_whole
from build_tools.guide import build, ready
from build_tools.guide.records import Guide
from build_tools.languages import catalog as language
from build_tools.languages import readiness
from build_tools.languages.catalog import SOURCE_LANGUAGE, Catalog
from build_tools.languages.message_list import messages_of
from build_tools.languages.translations import FOLDER
from build_tools.problems import Place, ProblemsFound
from build_tools.records import clinical, deadlines, sealed_folder, sign_off, version_control
from build_tools.records import status as statuses
from build_tools.records.sign_off import Register, SignOff
from build_tools.records.signed_state import SignedState, english, signed_state
from build_tools.records.snapshot import Snapshot
from build_tools.records.status import Status

YES = click.option("--yes", is_flag=True, help="Do not ask: the clinician has confirmed it already.")


@click.command("sign-off")
@click.argument("procedure")
@click.option(
    "--name",
    prompt="The clinician who has read it all",
    help="The clinician who has read it all, as `signers` in clinic.yaml has it; asked for if left out.",
)
@click.option("--until", type=DAY, help="The last day it holds; the day of review if left out.")
@click.option("--language", "--locale", "typed", help="The language that was read, such as es; else the clinic's.")
@YES
@ON_DAY_SO_FAR
@click.pass_obj
def sign(
    root: Path, procedure: str, name: str, until: datetime | None, typed: str | None, yes: bool, day: date
) -> None:
    """Record that a clinician has read all of PROCEDURE as it is now, and approves it."""
    with problems_told():
        asked = _asked(root, procedure, typed, day)
        catalog, status = asked.catalog, asked.status
        _must_be_offered(asked)
        _must_be_checked(asked.project, catalog)
        last_day = until.date() if until else asked.last_day
        _refuse(asked, last_day)
        signer = _signer(asked, name)
        approval = Approval(signer.name, signer.role, day, last_day, status.language, frozenset(status.unconfirmed))
        guide = build.of(asked.project, asked.procedure, catalog)
        read = clinical.read(asked.project, asked.procedure, guide)
        author = version_control.author(root)
        entry = sign_off.signed(asked.register, asked.procedure.id, approval, read, author, _beside(asked))
        _must_be_allowed(asked, entry)
        click.echo("\n".join([_asked_to_sign(status, approval), *_not_finished(asked.project, guide)]))
        if not yes and not click.confirm("Has this clinician read all of it, and approves it?"):
            raise SystemExit("not signed")
        folder = sign_off.folder(asked.procedure.id)
        sealed_folder.add(root, folder, [entry])
        after = signed_state(asked.project, asked.procedure, catalog, Register((*asked.register.entries, entry)), day)
    if not after.approval:
        click.echo(f"Signed, by {len(after.holding)} of the {after.needed} who must: {folder.path}/")
        return
    click.echo(f"Signed. It holds until {last_day}, or until a word or number changes: {folder.path}/")


@click.command()
@click.argument("procedure")
@click.option("--language", "tag", required=True, help="The language of the translation, such as es.")
@click.option("--out", type=OUT_FILE, help="The file; review-PROCEDURE-LANGUAGE.html if left out.")
@ON_DAY
@click.pass_obj
def review(root: Path, procedure: str, tag: str, out: Path | None, day: date) -> None:
    """Write a sheet of PROCEDURE, English beside a translation, for who checks it and who signs it."""
    with problems_told():
        if tag not in language.translated(root) or tag == SOURCE_LANGUAGE:
            listed = ", ".join(each for each in language.translated(root) if each != SOURCE_LANGUAGE) or "none"
            raise SystemExit(f"{tag}: no language with translations; there are: {listed}")
        asked = _asked(root, procedure, tag, day)
        code = language.local(asked.project.clinic.locale, tag)
        catalog = language.catalog(root, code, Place(f"{FOLDER}/{tag}"))
        guide = build.of(asked.project, asked.procedure, catalog)
        text = reviews.sheet(asked.project, asked.procedure, english(asked.project, asked.procedure), guide, day)
    out = out or Path(f"review-{procedure}-{tag}.html")
    with writing(out):
        write_whole(out, text.encode())
    click.echo(f"{out} written")


@click.command()
@click.argument("procedure")
@click.option("--name", required=True, help="The clinician who withdraws it; it need not be a signer.")
@click.option("--role", help="Such as: Consultant radiologist; that of a signer is known.")
@click.option("--reason", required=True, help="What is wrong, for those who mend it.")
@click.option("--language", "--locale", "typed", help="The language, such as es; else the clinic's.")
@YES
@ON_DAY_SO_FAR
@click.pass_obj
def withdraw(
    root: Path, procedure: str, name: str, role: str | None, reason: str, typed: str | None, yes: bool, day: date
) -> None:
    """Take back the sign-off of PROCEDURE because something is wrong: from the next build on it is a draft."""
    with problems_told():
        asked = _asked(root, procedure, typed, day)
        status, last = asked.status, asked.status.signed.last
        if not last or last.withdrawn:
            raise SystemExit(f"nothing to withdraw: no sign-off of `{asked.procedure.id}` holds in {status.language}")
        _must_be_plain(names.name, sign_off.LONGEST_NAME, name)
        role = role or _signer(asked, name).role
        _must_be_plain(names.name, sign_off.LONGEST_NAME, role)
        _must_be_plain(names.reason, sign_off.LONGEST_REASON, reason)
        click.echo(f"{status.title}, {status.language}: to be withdrawn by {name}, {role}")
        click.echo("\n".join(_since(status.signed)))
        if not yes and not click.confirm("Does this clinician withdraw it?"):
            raise SystemExit("not withdrawn")
        new = sign_off.withdrawn(asked.register, last, (name, role), day, reason, version_control.author(root))
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
    def last_day(self) -> date:
        """On which words that are signed now can hold at the utmost."""
        return min(self.procedure.info.review, self.status.today + LONGEST_TERM)


def _beside(asked: _Asked) -> tuple[Snapshot, str] | None:
    """Of a translation the English of today, and who checked it."""
    checked_by = asked.project.translation(asked.catalog.tag).checked_by
    if asked.catalog.tag == SOURCE_LANGUAGE or not checked_by:
        return None
    return clinical.read(asked.project, asked.procedure, english(asked.project, asked.procedure)), checked_by


def _must_be_offered(asked: _Asked) -> None:
    """Raises ProblemsFound for a translation without the words of every page, or without those of the page for help.

    What else is not translated yet is not given out; when it is, all of it is signed anew.
    """
    messages, guide = messages_of(asked.project), build.of(asked.project, asked.procedure, asked.catalog)
    missing = list(readiness.everywhere(asked.catalog, messages.values()))
    lacks = [messages[id] for id in ready.of_guide(asked.project, guide).help]
    missing += [readiness.not_ready(asked.catalog, "the page for help is not ready", lacks)] if lacks else []
    if missing:
        raise ProblemsFound(missing)


def _must_be_checked(project: Project, catalog: Catalog) -> None:
    """Raises ProblemsFound for a translation that no translator has checked."""
    if catalog.tag != SOURCE_LANGUAGE and not project.translation(catalog.tag).checked_by:
        place = Place(f"{FOLDER}/{catalog.tag}/language.yaml")
        hint = "have a translator read all of it beside the English, then write `checked_by:` with their name"
        raise ProblemsFound.one(place, "not-checked", "no translator has checked this translation", hint)


def _asked(root: Path, id: str, typed: str | None, day: date) -> _Asked:
    source = pipeline.whole_source(root, day)
    known = {procedure.id: procedure for procedure in source.project.procedures}
    if id not in known:
        raise SystemExit(f"there is no procedure `{id}`; there are: {', '.join(known)}")
    catalog = catalog_of(source, typed and _locale(source.project.clinic.locale, typed))
    status = statuses.status(source.project, known[id], catalog, source.registers[id], day)
    return _Asked(source.project, known[id], source.registers[id], catalog, status)


def _locale(own: str, typed: str) -> str:
    """A language as people type it, such as es, es_US or es-MX, in the country of the clinic's `own` locale.

    What nobody knows stays as it is.
    """
    code = typed.replace("-", "_")
    tag = language.tag(code)
    if not language.is_known(code):
        return typed
    return own if tag == language.tag(own) else language.local(own, tag)


def _refuse(asked: _Asked, last_day: date) -> None:
    """Raises ProblemsFound while something is not fit to be signed, and ends where the call itself is wrong."""
    status = asked.status
    if not status.today <= last_day <= asked.last_day:
        raise SystemExit(
            f"--until must be a day from {status.today} to {asked.last_day}, the last on which it can hold"
        )
    overdue = tuple(each for each in status.due("overdue") if each.kind != "sign-off")
    problems = [*deadlines.problems(asked.project.clinic, overdue, status.today)[0], *status.gaps]
    if problems:
        raise ProblemsFound(problems)


def _signer(asked: _Asked, name: str) -> Signer:
    """What the clinic says of one of its signers. Raises ProblemsFound for anybody else."""
    clinic, wanted = asked.project.clinic, normalize("NFC", name.strip())
    found = next((signer for signer in clinic.signers if normalize("NFC", signer.name) == wanted), None)
    if not found:
        message = f"`{name[:80]}` is not listed as a signer"
        listed = ", ".join(each.name for each in clinic.signers) or "nobody"
        hint = f"listed in clinic.yaml: {listed}; to withdraw, anybody may, who says with --role what they are"
        raise ProblemsFound.one(clinic.place("signers"), "not-a-signer", message, hint)
    return found


def _must_be_allowed(asked: _Asked, entry: SignOff) -> None:
    why = sign_off.objection(entry, asked.project.clinic, asked.procedure.info)
    if why:
        hint = "have somebody sign who is listed under `signers` for this procedure and language"
        raise ProblemsFound.one(asked.project.clinic.place("signers"), "sign-off-refused", why, hint)


def _must_be_plain(rule: Callable[[str], str], most: int, words: str) -> None:
    try:
        is_plain = bool(re.match(sign_off.PLAIN, words)) and len(rule(words.strip())) <= most
    except ValueError:
        is_plain = False
    if not is_plain:
        shown = words[:80].encode("utf-8", "backslashreplace").decode()
        raise SystemExit(f"`{shown}` cannot stand here: write 1 to {most} letters, without brackets")


def _asked_to_sign(status: Status, approval: Approval) -> str:
    """What somebody is told who is about to sign."""
    lines = [f"{status.title}, {status.language}: {approval.who}, until {approval.until}"]
    lines += _since(status.signed)
    if status.unconfirmed:
        lines += ["Signing also confirms these sources:", *(f"  {id}" for id in status.unconfirmed)]
    if status.reasonless:
        told = (f"  {row.said}: {row.why_not}" for row in status.reasonless)
        lines += ["Steps that tell readers no reason, and why not:", *told]
    if status.unset:
        lines += ["Not set by the clinic; readers find a line to write on:", *(f"  {row.what}" for row in status.unset)]
    return "\n".join(lines)


def _not_finished(project: Project, guide: Guide) -> list[str]:
    """What of a translation does not go out yet."""
    waiting = dict.fromkeys(id for (id, _), lack in ready.of_guide(project, guide).leaflets.items() if lack.missing)
    told = "Leaflets that are not all translated. They do not go out; when they are finished, all of it is signed anew:"
    return [told, *(f"  {id}" for id in waiting)] if waiting else []


def _since(signed: SignedState) -> list[str]:
    if not signed.last:
        return ["Nobody has signed it before."]
    who_and_when = f"by {signed.last.name}, {signed.last.role}, on {signed.last.signed}"
    if signed.last.withdrawn:
        return [f"Withdrawn {who_and_when}: {signed.last.withdrawn}"]
    lines = [f"Last signed {who_and_when}."]
    changed = [f"  {str(problem).splitlines()[0]}" for problem in signed.changed]
    return [*lines, "Changed since:", *changed] if changed else [*lines, "Nothing has changed since."]
