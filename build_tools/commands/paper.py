"""What is printed and handed out: `build`, `offline`, `export`, `release`, `changes`."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from build_tools import pipeline
from build_tools.commands import ON_DAY, ON_DAY_SO_FAR, OUT, OUT_FILE, problems_told, told, writing
from build_tools.content.model import Paper
from build_tools.exports import offline as usb_stick
from build_tools.exports import plain
from build_tools.exports.plain import folder as plain_folder
from build_tools.files import is_in_source, write_all, write_whole
from build_tools.output import Output
from build_tools.printing.press import Press
from build_tools.printing.workers import starting
from build_tools.problems import Problem, ProblemsFound
from build_tools.records import ledger, sealed_folder, stock
from build_tools.records.standing import STANDINGS, CodeStanding, state
from build_tools.records.typed_code import codes_in

NO_LONGER: set[CodeStanding] = {"taken-back", "replaced", "withdrawn"}


@click.command()
@click.argument("folder", type=OUT)
@click.option("--paper", type=click.Choice(["Letter", "A4"]), help="Instead of the clinic's paper.")
@ON_DAY
@click.pass_obj
def build(root: Path, folder: Path, paper: Paper | None, day: date) -> None:
    """Print every leaflet, pack and sheet of the clinic as a PDF into FOLDER."""
    if is_in_source(root, folder):
        raise SystemExit(f"{folder}: this lies inside the source; name a folder elsewhere")
    with problems_told():
        output = pipeline.build(root, Press(root), told, day, paper)
    with writing(folder):
        write_all(folder, {each.file: each.data for each in (*output.leaflets, *output.packs, *output.sheets)})
    click.echo(f"{len(output.leaflets)} leaflets and {len(output.packs)} packs printed into {folder}")


@click.command()
@click.option("--site", type=OUT, help="Where the site was built; the project's `site` if left out.")
@click.option("--out", type=OUT_FILE, default="patient-leaflets.zip")
@ON_DAY
@click.pass_obj
def offline(root: Path, site: Path | None, out: Path, day: date) -> None:
    """Put the whole site and its leaflets into one zip, for a USB stick or a computer without internet."""
    built = site or root / "site"
    if Path(os.path.realpath(out)).is_relative_to(os.path.realpath(built)):
        raise SystemExit(f"{out}: this lies inside the site, which would pack itself; name a place elsewhere")
    try:
        with problems_told():
            output = _as_built(root, built, day)
        for each in output.told:
            told(each)
        write_whole(out, usb_stick.zipped(output, built))
    except OSError as error:
        raise SystemExit(f"{error.filename or out}: {error.strerror}") from None
    click.echo(f"{out}: unpack it anywhere and open {usb_stick.FOLDER}/START-HERE.html")


def _as_built(root: Path, site: Path, day: date) -> Output:
    """What a site holds: everything, or what strict mode lets out: no translation that nobody has signed.

    Raises ProblemsFound for one that holds neither.
    """
    found: list[list[Problem]] = []
    for drafts in (True, False):
        output = pipeline.build(root, None, told, day, drafts=drafts)
        found.append(usb_stick.problems(output, site))
        if not found[-1]:
            return output
    fewest: list[Problem] = min(found, key=len)
    raise ProblemsFound(fewest)


@click.command()
@click.option("--markdown", "folder", type=OUT, required=True, help="The folder for the pages; a new or empty one.")
@ON_DAY
@click.pass_obj
def export(root: Path, folder: Path, day: date) -> None:
    """Write everything as plain pages, pictures and PDFs, for any site engine or a text editor."""
    try:
        if objection := plain_folder.objection(folder, root):
            raise SystemExit(f"{folder}: {objection}")
        with problems_told():
            output = pipeline.build(root, Press(root), told, day)
        plain_folder.write(folder, plain.files(output))
    except OSError as error:
        raise SystemExit(f"{error.filename or folder}: cannot write: {error.strerror}") from None
    click.echo(f"{len(output.pages)} pages and {len(output.leaflets)} leaflets written into {folder}")


@click.command()
@click.option("--draft", is_flag=True, help="Also what no clinician has signed; these leaflets say Draft.")
@ON_DAY_SO_FAR
@click.pass_obj
def release(root: Path, draft: bool, day: date) -> None:
    """Record the leaflets as they are now in leaflets/released/: from now on they may be handed out."""
    with problems_told():
        output = pipeline.build(root, Press(root), told, day, drafts=draft)
        _refuse(output, draft)
        for problem in output.waiting:
            told(str(problem))
        after = ledger.released(output.ledger, output.editions, day)
        new = after.since(output.ledger)
        if new:
            sealed_folder.add(root, ledger.FOLDER, new)
    click.echo(stock.release_text(output.project, output.catalog, output.ledger, after, output.editions))


@click.command()
@click.argument("typed", nargs=-1, metavar="[CODE]...")
@ON_DAY
@click.pass_obj
def changes(root: Path, typed: tuple[str, ...], day: date) -> None:
    """Tell which codes are current, which stock to throw away, what changed, and what the next release would change.

    Of all leaflets; or of those that have a CODE, as it stands on paper.
    """
    codes = _codes(typed) if typed else ()
    with problems_told():
        output = pipeline.build(root, None, told, day)
    given = (output.project, output.catalog, output.ledger, output.editions)
    click.echo(stock.codes_text(*given, codes) if codes else stock.changes_text(*given))


@click.command()
@click.argument("typed", nargs=-1, required=True, metavar="CODE")
@click.option("--out", type=OUT_FILE, help="The file; notice-CODE.pdf if left out.")
@ON_DAY
@click.pass_obj
def notice(root: Path, typed: tuple[str, ...], out: Path | None, day: date) -> None:
    """Print a notice, one side, to hang up when sheets with this CODE must not be used any more."""
    with problems_told():
        with starting():
            from build_tools.printing.notice import printed  # only here: it imports WeasyPrint
        output = pipeline.build(root, None, told, day)
        states = {code: state(output.ledger, code, output.editions) for code in _codes(typed)}
        bad = {code: found for code, found in states.items() if found.standing in NO_LONGER}
        if len(bad) != 1:
            lines = (f"{code}: {STANDINGS[found.standing]}" for code, found in states.items())
            raise SystemExit(
                "\n".join([*lines, "a notice is about one code, of sheets that must not be used any more"])
            )
        ((code, found),) = bad.items()
        own = (guide for guide in output.guides if found.entry and guide.procedure == found.entry.procedure)
        data = printed(output.project, next(own, output.guides[0]), found, day)
    out = out or Path(f"notice-{code}.pdf")
    with writing(out):
        write_whole(out, data)
    click.echo(f"{out}: hang it up where sheets with the code {code} were handed out")


def _codes(typed: tuple[str, ...]) -> tuple[str, ...]:
    found = codes_in(" ".join(typed))
    if not found:
        raise SystemExit(f"`{' '.join(typed)[:80]}` cannot be a code: it has two groups of three, such as K7M-4PX")
    return found


def _refuse(output: Output, draft: bool) -> None:
    """Leaflets that nobody may hand out as they are do not become current."""
    problems = [*output.overdue, *output.must_have, *(() if draft else output.drafts)]
    if problems:
        raise ProblemsFound(problems)
