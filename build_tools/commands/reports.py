"""Reports for those who keep the guide: `reading` and `self-check`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import get_args

import click

from build_tools.commands import ON_DAY, OUT_FILE, problems_told, writing
from build_tools.content import reader as source
from build_tools.content.model import Project
from build_tools.exports.reports import forms, reading, translated
from build_tools.exports.reports.forms import Form
from build_tools.exports.reports.self_check import self_check as answers
from build_tools.files import write_whole
from build_tools.languages import catalog as language
from build_tools.languages.catalog import Catalog
from build_tools.languages.translations import FOLDER
from build_tools.problems import Place, report

Command = Callable[..., None]


def _options(command: Command) -> Command:
    """What both reports are asked with."""
    form = click.option("--format", "form", type=click.Choice(get_args(Form)), default="text")
    out = click.option("--out", type=OUT_FILE, help="Into this file, instead of onto the screen.")
    procedure = click.option("--procedure", help="Only this one, by the name of its folder.")
    return form(out(procedure(ON_DAY(click.pass_obj(command)))))


@click.command("reading")
@_options
@click.option("--all", "is_whole", is_flag=True, help="As text: every statement, not only the hardest.")
@click.option("--language", "tag", help="Of a translation, such as es; as text or json.")
def show_reading(
    root: Path, form: Form, out: Path | None, procedure: str | None, day: date, is_whole: bool, tag: str | None
) -> None:
    """Tell how easy each page, leaflet and statement is to read, the hardest first."""
    project = _project(root, procedure)
    if tag and tag != language.SOURCE_LANGUAGE:
        catalog = _translation(project, tag)
        if procedure or is_whole or form == "html":
            raise click.UsageError("a translation is told whole, without --procedure and --all, as text or json")
        told = translated.json if form == "json" else translated.text
        _write(told(project, catalog, day), out)
        return
    _write(forms.reading(project, reading.report(project, procedure), day, form, is_whole), out)


@click.command("self-check")
@_options
def self_check(root: Path, form: Form, out: Path | None, procedure: str | None, day: date) -> None:
    """Ask of each guide what instruments for patient information ask: met, not met, or for a person to judge."""
    project = _project(root, procedure)
    _write(forms.self_check(project, answers(project, procedure), day, form), out)


def _project(root: Path, procedure: str | None) -> Project:
    """All that can be read; content that breaks a rule can be reported on, a file that cannot be read can not."""
    with problems_told():
        project, unreadable = source.read(root)
    if unreadable:
        raise SystemExit(report(unreadable))
    known = [each.id for each in project.procedures]
    if procedure is not None and procedure not in known:
        raise click.BadParameter(f"there is no procedure {procedure}; there is: {', '.join(known)}")
    return project


def _translation(project: Project, tag: str) -> Catalog:
    there = language.translated(project.root)
    if tag not in there:
        raise click.BadParameter(f"there are no translations into {tag}; there are: {', '.join(there) or 'none'}")
    with problems_told():
        return language.of_project(project, language.local(project.clinic.locale, tag), Place(f"{FOLDER}/{tag}"))


def _write(text: str, out: Path | None) -> None:
    if out is None:
        click.echo(text.rstrip("\n"))
        return
    with writing(out):
        write_whole(out, (text.rstrip("\n") + "\n").encode())
    click.echo(f"{out} written")
