"""The commands of `leaflets`, a module for each kind of work, and what they share."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from build_tools import clock
from build_tools.content.reader import time_zone
from build_tools.problems import ProblemsFound, report


class Group(click.Group):
    """What cannot be read or written ends any command with one line and status 1; also its own answer."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """See click."""
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            try:
                sys.stdout.flush()
            except OSError:  # Python tries once more at its end
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            what = error.filename2 or error.filename or "the answer"
            raise SystemExit(f"{what}: cannot be read or written: {error.strerror or error}") from None


@contextmanager
def problems_told() -> Iterator[None]:
    """A user's mistake ends with the list of problems and status 1."""
    try:
        yield
    except ProblemsFound as found:
        raise SystemExit(report(found.problems)) from None


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """What cannot be written ends with the reason."""
    try:
        yield
    except OSError as error:
        raise SystemExit(f"{path}: cannot write: {error.strerror}") from None


def _day_so_far(context: click.Context, option: click.Parameter, named: datetime | None) -> date:
    """The same for what is recorded: of a day that has not come there is nothing to record."""
    day, now = _day(context, option, named), _day(context, option, None)
    if day > now:
        raise SystemExit(f"--date {day} is a day to come; today is {now}")
    return day


def _day(context: click.Context, _option: click.Parameter, named: datetime | None) -> date:
    """The day that the user named; else that on the clinic's clocks."""
    with problems_told():
        day = named.date() if named else clock.today(time_zone(context.obj))
        if not named and clock.other_day():
            told(OTHER_DAY.format(day=day, variable=clock.VARIABLE))
        return day


OTHER_DAY = "counted for {day}, as {variable} says, and not for today"
OUT = click.Path(file_okay=False, path_type=Path)
OUT_FILE = click.Path(dir_okay=False, path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])
ON_DAY_SO_FAR = click.option("--date", "day", type=DAY, callback=_day_so_far, help="Instead of today; none to come.")
ON_DAY = click.option("--date", "day", type=DAY, callback=_day, help="Instead of today.")


def told(progress: str) -> None:
    """What is going on, beside the command's own answer."""
    click.echo(progress, err=True)
