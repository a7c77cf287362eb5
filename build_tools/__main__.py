"""The `leaflets` command. What each command does stands in `commands/`."""

from __future__ import annotations

from pathlib import Path

import click

from build_tools.commands import Group, approval, content, new, paper, reports, status, translate

ROOT = click.Path(exists=True, file_okay=False, path_type=Path)
COMMANDS = (
    new.new,
    approval.sign,
    approval.withdraw,
    approval.review,
    status.show_status,
    status.dates,
    content.check,
    content.show_sections,
    content.write_schema,
    paper.build,
    paper.offline,
    paper.release,
    paper.changes,
    paper.notice,
    paper.export,
    reports.show_reading,
    reports.self_check,
    translate.translate,
)


@click.group(cls=Group)
@click.option("--project", type=ROOT, default=".", help="The project's folder; this one if left out.")
@click.pass_context
def main(context: click.Context, project: Path) -> None:
    """Check, sign, print and release patients' leaflets."""
    context.obj = project


for command in COMMANDS:
    main.add_command(command)

if __name__ == "__main__":
    main()
