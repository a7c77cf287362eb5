"""The `leaflets` command."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import click

from build_tools import ledger, pipeline, schema, sections, source
from build_tools.ledger import file as ledger_file
from build_tools.ledger import stock
from build_tools.model import Paper
from build_tools.press import Press, PrintedLeaflet
from build_tools.press.bindery import Pack
from build_tools.problems import Problem, ProblemsFound, report

ROOT = click.Path(exists=True, file_okay=False, path_type=Path)
OUT = click.Path(file_okay=False, path_type=Path)


@click.group()
@click.option("--project", type=ROOT, default=".", help="The project's folder; this one if left out.")
@click.pass_context
def main(context: click.Context, project: Path) -> None:
    """Check content, print leaflets, see which section stands where."""
    context.obj = project


@main.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="json: for editors and CI")
@click.pass_obj
def check(root: Path, form: str) -> None:
    """List every problem of every file. Nothing is printed or built."""
    try:
        pipeline.checked(root)
        problems: tuple[Problem, ...] = ()
    except ProblemsFound as found:
        problems = found.problems
    if form == "json":
        click.echo(json.dumps([problem.as_dict() for problem in problems], indent=2, ensure_ascii=False))
    else:
        click.echo(report(problems) if problems else "no problems found")
    sys.exit(1 if problems else 0)


@main.command()
@click.argument("folder", type=OUT)
@click.option("--paper", type=click.Choice(["Letter", "A4"]), help="Instead of the clinic's paper.")
@click.pass_obj
def build(root: Path, folder: Path, paper: Paper | None) -> None:
    """Print every leaflet and pack as a PDF into FOLDER."""
    with _problems_told():
        output = _built(root, paper)
    pdfs: list[PrintedLeaflet | Pack] = [*output.leaflets, *output.packs]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for printed in pdfs:
            _write_whole(folder / printed.file, printed.data)
    except OSError as error:
        raise SystemExit(f"{folder}: cannot write: {error.strerror}") from None
    click.echo(f"{len(output.leaflets)} leaflets and {len(output.packs)} packs printed into {folder}")


@main.command()
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day of the release; today if left out.")
@click.option("--merge", is_flag=True, help="Finish a Git merge in which both sides had released leaflets.")
@click.pass_obj
def release(root: Path, day: datetime | None, merge: bool) -> None:
    """Record the leaflets as they are now in leaflets/ledger.jsonl: from now on they may be handed out."""
    today = day.date() if day else date.today()
    with _problems_told():
        before = ledger_file.read_merge(root) if merge else ledger_file.read(root)
        if merge:
            ledger_file.replace(root, before)
        output = _built(root)
        after = ledger.released(before, output.editions, today)
        if after != before:
            ledger_file.write(root, after, before)
    click.echo(stock.release_text(output.project, output.catalog, before, after))


@main.command()
@click.pass_obj
def changes(root: Path) -> None:
    """Tell which codes are current, which stock to throw away, what changed, and what the next release would change."""
    with _problems_told():
        output = pipeline.build(root, None, _told)
    click.echo(stock.changes_text(output.project, output.catalog, output.ledger, output.editions))


@main.command("sections")
@click.pass_obj
def show_sections(root: Path) -> None:
    """Show which required section stands on which page and leaflet. MISSING ends with status 1."""
    project, unreadable = source.read(root)
    if unreadable:
        raise SystemExit(report(unreadable))
    found = sections.rows(project)
    click.echo(sections.table(found))
    sys.exit(0 if all(row.stands_on for row in found) else 1)


@main.command("schema")
@click.pass_obj
def write_schema(root: Path) -> None:
    """Write the JSON Schemas for editors anew, after a change of the model."""
    schema.write(root)
    click.echo(f"{len(schema.FILES)} schemas written into {schema.FOLDER}")


def _built(root: Path, paper: Paper | None = None) -> pipeline.Output:
    return pipeline.build(root, Press(root), _told, paper)


def _told(progress: str) -> None:
    click.echo(progress, err=True)


@contextmanager
def _problems_told() -> Iterator[None]:
    """A user's mistake ends with the list of problems and status 1."""
    try:
        yield
    except ProblemsFound as found:
        raise SystemExit(report(found.problems)) from None


def _write_whole(path: Path, data: bytes) -> None:
    """The whole file or none of it, whatever happens meanwhile."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


if __name__ == "__main__":
    main()
