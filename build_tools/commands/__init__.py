"""The commands of `leaflets`, a module for each kind of work, and what they share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import click

from build_tools.clock import today as the_day
from build_tools.problems import ProblemsFound, report

OUT = click.Path(file_okay=False, path_type=Path)
OUT_FILE = click.Path(dir_okay=False, path_type=Path)
ON_DAY = click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Instead of today.")


def today(day: datetime | None) -> date:
    """The day that the user named; else that of the build."""
    with problems_told():
        return day.date() if day else the_day()


def told(progress: str) -> None:
    """What is going on, beside the command's own answer."""
    click.echo(progress, err=True)


@contextmanager
def problems_told() -> Iterator[None]:
    """A user's mistake ends with the list of problems and status 1."""
    try:
        yield
    except ProblemsFound as found:
        raise SystemExit(report(found.problems)) from None
