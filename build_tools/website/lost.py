"""What stands on the page for lost addresses: the doors of the first page. Pure."""

from __future__ import annotations

from typing import NamedTuple

from build_tools.content.model import Project
from build_tools.guide.prose import Prose
from build_tools.languages.catalog import Catalog


class Door(NamedTuple):
    """A way on; `path` counts from the site's folder."""

    path: str
    title: str
    text: str
    is_help: bool
    picture: str | None
    """A file in the site's folder `doors`."""


def doors(project: Project, catalog: Catalog) -> list[Door]:
    """Those of the only procedure; where there are several, one to each, and one to help."""
    proses = [Prose(each, project.clinic, project.glossary, catalog) for each in project.procedures]
    if len(proses) == 1:
        return _doors(project, proses[0])
    help = Door("index.html#get-help", catalog.text("Get help now"), "", True, None)
    return [*(_to_procedure(prose) for prose in proses), help]


def _to_procedure(prose: Prose) -> Door:
    info = prose.procedure.info
    about = prose.plain(prose.chosen(info.summary), "procedure") if info.summary else ""
    return Door(f"{prose.procedure.id}/index.html", prose.plain(info.title, "procedure"), about, False, None)


def _doors(project: Project, prose: Prose) -> list[Door]:
    return [
        Door(
            f"{prose.procedure.id}/{page.id}.html",
            prose.plain(page.door.title, "site"),
            prose.plain(page.door.text, "site"),
            page.id == project.site.help_page,
            page.door.picture,
        )
        for page in project.site.pages
        if page.door
    ]
