"""The `leaflets` command."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

import click

from build_tools import pipeline, schema, sections, source
from build_tools.model import Paper
from build_tools.press import Press
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
    """Print every leaflet as a PDF into FOLDER."""
    try:
        edition = pipeline.build(root, Press(), lambda message: click.echo(message, err=True), paper)
    except ProblemsFound as found:
        raise SystemExit(report(found.problems)) from None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for leaflet in edition.leaflets:
            _write_whole(folder / leaflet.file, leaflet.data)
    except OSError as error:
        raise SystemExit(f"{folder}: cannot write: {error.strerror}") from None
    click.echo(f"{len(edition.leaflets)} leaflets printed into {folder}")


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
