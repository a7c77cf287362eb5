"""Prints the table: `python -m tests.benchmarks [--quick] [--fifty] [--repeat N]`."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from . import rows, runs
from .project import in_languages, project
from .rows import Row

LARGE = 8  # times the procedure: 48 leaflets


@click.command(help="How long the work takes, as ratios within this run.")
@click.option("--quick", is_flag=True, help="The real project only: one procedure.")
@click.option("--fifty", is_flag=True, help="Content 50 times instead of 10 times; takes many minutes.")
@click.option("--repeat", default=3, show_default=True, help="Each is measured so often; the median counts.")
def main(quick: bool, fifty: bool, repeat: int) -> None:
    """Measure, and print a line for each goal."""
    with tempfile.TemporaryDirectory() as scratch:
        one = project(Path(scratch, "one"), 1)
        _print_parts(one)
        _print_head("the real project")
        _print_rows([*rows.built(one, repeat), *rows.served(one, 2 * repeat)])
        _print_head("languages")
        tags = {1: (), 2: ("es",), 5: ("es", "ast", "ca", "gl")}
        folders = {number: in_languages(Path(scratch, f"in-{number}"), *each) for number, each in tags.items()}
        _print_rows(list(rows.translated(folders, repeat)))
        if not quick:
            _print_head(f"{LARGE} procedures")
            _print_rows(list(rows.built(project(Path(scratch, "large"), LARGE), repeat)))
            times = 50 if fifty else 10
            _print_head(f"{times} procedures against one")
            _print_rows(list(rows.grown(one, project(Path(scratch, "grown"), times), times, repeat)))


def _print_parts(folder: Path) -> None:
    runs.site(folder)  # compiles the modules
    found = runs.inside(folder, "parts")
    _print_head(f"where the time goes, {found.pop('leaflets'):.0f} leaflets in one process")
    for name, seconds in found.items():
        click.echo(f"{name:44} {seconds:7.3f} s of the processor")


def _print_head(name: str) -> None:
    click.echo(f"\n{name}\n{'-' * len(name)}")


def _print_rows(found: list[Row]) -> None:
    for row in found:
        verdict = "met" if row.measured <= row.goal else "NOT MET"
        click.echo(f"{row.work:46} {row.measured:5.2f}, goal {row.goal:4.2f}: {verdict:7}  {row.details}")


if __name__ == "__main__":
    main()
