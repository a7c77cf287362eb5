"""What is in the source, and what is wrong with it: `check`, `sections`, `schema`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from build_tools import clock, pipeline
from build_tools.checks.gaps import gaps
from build_tools.columns import as_json
from build_tools.commands import problems_told
from build_tools.content import reader as source
from build_tools.content import schema, sections
from build_tools.problems import Problem, ProblemsFound, gathered, report


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="json: for editors and CI")
@click.pass_obj
def check(root: Path, form: str) -> None:
    """List every problem of every file, and everything that is not written yet. Nothing is printed or built."""
    problems = _problems(root)
    if form == "json":
        click.echo(as_json([problem.as_dict() for problem in problems]))
    else:
        click.echo(report(problems) if problems else "no problems found")
    sys.exit(1 if problems else 0)


def _problems(root: Path) -> tuple[Problem, ...]:
    problems: list[Problem] = []
    try:
        today = clock.today(source.time_zone(root))
        problems += gaps(pipeline.rehearsed(root, today).project)
    except ProblemsFound as found:
        problems += found.problems
        with gathered(problems):
            problems += gaps(source.read(root)[0])
    return tuple(sorted(set(problems)))


@click.command("sections")
@click.pass_obj
def show_sections(root: Path) -> None:
    """Show which required section stands on which page and leaflet. MISSING ends with status 1."""
    with problems_told():
        project, unreadable = source.read(root)
    if unreadable:
        raise SystemExit(report(unreadable))
    found = sections.rows(project)
    click.echo(sections.table(found))
    sys.exit(1 if any(row.is_missing for row in found) else 0)


@click.command("schema")
@click.pass_obj
def write_schema(root: Path) -> None:
    """Write the JSON Schemas for editors anew, after a change of the model."""
    schema.write(root)
    click.echo(f"{len(schema.FILES)} schemas written into {schema.FOLDER}")
