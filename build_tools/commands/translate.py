"""Words for translators and back: `translate`."""

from __future__ import annotations

from pathlib import Path

import click

from build_tools.checks.english import readings
from build_tools.commands import problems_told, writing
from build_tools.content import reader as source
from build_tools.files import write_whole
from build_tools.languages import catalog as language
from build_tools.languages import catalog_files
from build_tools.languages.message_list import Message, messages_of
from build_tools.problems import Place, report


@click.command()
@click.argument("tag")
@click.option("--check", "is_check", is_flag=True, help="Write nothing; status 1 where a catalog is not up to date.")
@click.pass_obj
def translate(root: Path, tag: str, is_check: bool) -> None:
    """Write all words of the guide for the translators of TAG, such as es or zh-Hant, and keep what they have done."""
    with problems_told():
        if tag == language.SOURCE_LANGUAGE or not language.is_tag(tag):
            better = language.instead(tag) or "one such as es, vi or zh-Hant"
            raise SystemExit(f"{tag}: no language to translate into; write {better}")
        project, unreadable = source.read(root)
        if unreadable:
            raise SystemExit(report(unreadable))
        language.catalog(root, tag.replace("-", "_"), Place("clinic.yaml"))  # tells what is wrong with what is there
        english = readings(project)

        def shown(message: Message) -> str:
            each = english.get(message.procedure)
            return (each.text(message.english, message.context) or "") if each else ""

        own = project.translation(tag)
        bends = bool(own.forms or own.names)
        made = catalog_files.updated(root, tag, messages_of(project).values(), shown, bends)
    click.echo(catalog_files.counts(made))
    old = {root / path: data for path, (data, _) in made.items() if not _is_there(root / path, data)}
    if is_check:
        raise SystemExit(f"not up to date: run leaflets translate {tag}" if old else 0)
    for file, data in old.items():
        with writing(file):
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, data)


def _is_there(file: Path, data: bytes) -> bool:
    return file.is_file() and file.read_bytes() == data
