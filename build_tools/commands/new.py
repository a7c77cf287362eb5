"""A procedure begins: `new`."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from build_tools import checks
from build_tools.commands import ON_DAY, problems_told, writing
from build_tools.content import model, scaffold
from build_tools.content import reader as source
from build_tools.problems import Problem, report
from build_tools.work_folder import WorkFolder


@click.command()
@click.argument("id")
@click.option("--title", help="As it stands alone, such as: Hip scan. From the id if left out.")
@ON_DAY
@click.pass_obj
def new(root: Path, id: str, title: str | None, day: date) -> None:
    """Make the folder of a new procedure, which builds at once: what is still to be written is marked in it."""
    refused = _refused(root, id, title)
    if refused:
        raise SystemExit(refused)
    with problems_told():
        project, unreadable = source.read(root)
    try:
        files = scaffold.files(project, title or scaffold.title_of(id), day)
    except source.NotRead:
        raise SystemExit(report(unreadable)) from None
    with writing(_folder(root, id)):
        problems = _put(project, id, files)
    if problems:
        raise SystemExit(report(problems))
    click.echo(f"{_folder(root, id)}: {len(files)} files. `leaflets check` lists what is to be written in them.")
    click.echo("How to go on: docs/maintaining/add-a-procedure.md")


def _folder(root: Path, id: str) -> Path:
    return root / source.CONTENT / id


def _refused(root: Path, id: str, title: str | None) -> str:
    """Why this cannot be, in one line; nothing if it can."""
    if not re.fullmatch(model.ID, id) or len(id) > 100:
        return f"`{id}` cannot be the name of a folder: use small letters, digits and hyphens, such as hip-scan"
    if title is not None and not (title.strip() and title.isprintable()):
        return "the title is empty, or holds what cannot be printed"
    if os.path.lexists(_folder(root, id)):
        return f"{_folder(root, id)} is there already; choose another id"
    return source.taken(root, id)


def _put(project: model.Project, id: str, files: dict[str, str]) -> tuple[Problem, ...]:
    """Write the whole folder, or nothing: where it would bring problems, these are given back. Raises OSError."""
    content = project.root / source.CONTENT
    with WorkFolder(content, ".new-") as work:
        for path, text in files.items():
            (work / id / path).parent.mkdir(parents=True, exist_ok=True)
            (work / id / path).write_text(text, "utf-8")
        problems = _brought(project, work / id)
        if not problems:
            os.rename(work / id, content / id)
        return problems


def _brought(project: model.Project, folder: Path) -> tuple[Problem, ...]:
    """The problems that the project has only with this procedure, such as a title that is too long."""
    reader = source.Reader(project.root)
    added = reader.procedure(folder)
    after = replace(project, procedures=(*project.procedures, added))
    found = {*reader.problems, *checks.run(after)} - {*checks.run(project)}
    here, there = f"{folder.parent.name}/", ""
    return tuple(
        replace(each, place=each.place._replace(path=each.place.path.replace(here, there))) for each in sorted(found)
    )
