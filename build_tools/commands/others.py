"""What is given to other systems: `export`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from build_tools import pipeline
from build_tools.commands import ON_DAY, OUT, problems_told, today, told
from build_tools.exports import plain
from build_tools.exports.plain import folder as plain_folder
from build_tools.printing.press import Press


@click.command()
@click.option("--markdown", "folder", type=OUT, required=True, help="The folder for the pages; a new or empty one.")
@ON_DAY
@click.pass_obj
def export(root: Path, folder: Path, day: datetime | None) -> None:
    """Write everything as plain pages, pictures and PDFs, for any site engine or a text editor."""
    try:
        if objection := plain_folder.objection(folder, root):
            raise SystemExit(f"{folder}: {objection}")
        with problems_told():
            output = pipeline.build(root, Press(root), told, today(day))
        plain_folder.write(folder, plain.files(output))
    except OSError as error:
        raise SystemExit(f"{error.filename or folder}: cannot write: {error.strerror}") from None
    click.echo(f"{len(output.pages)} pages and {len(output.leaflets)} leaflets written into {folder}")
