"""Model -> pages in Markdown. Pure: knows nothing of the engine that turns them into a site."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count

from build_tools.language import Catalog
from build_tools.model import Page, Procedure, Project, shown_on_page
from build_tools.press import PrintedLeaflet
from build_tools.prose import Prose
from build_tools.templates import environment


@dataclass(frozen=True)
class MarkdownPage:
    """A page of the site: where it lies, its name in the navigation, and its Markdown with front matter."""

    path: str
    title: str
    text: str


def home(project: Project, catalog: Catalog) -> MarkdownPage:
    """The first page: what do you need today?"""
    title = catalog.text(project.site.home.title, "site")
    proses = [_prose(project, procedure, catalog) for procedure in project.procedures]
    return MarkdownPage("index.md", title, _render(project, catalog, "home.md", title=title, proses=proses))


def pages(
    project: Project, procedure: Procedure, catalog: Catalog, printed: Iterable[PrintedLeaflet]
) -> tuple[MarkdownPage, ...]:
    """Every page of a procedure, in the order of docs/site.yaml."""
    ours = [leaflet for leaflet in printed if leaflet.procedure == procedure.id]
    return tuple(_page(project, procedure, page, catalog, ours) for page in project.site.pages)


def _page(
    project: Project, procedure: Procedure, page: Page, catalog: Catalog, printed: list[PrintedLeaflet]
) -> MarkdownPage:
    prose = _prose(project, procedure, catalog)
    title = prose.plain(page.title, "site")
    text = _render(
        project,
        catalog,
        f"{page.built or 'topics'}.md",
        title=title,
        page=page,
        prose=prose,
        procedure=procedure,
        topics=shown_on_page(procedure, page),
        printed={id: [each for each in printed if each.id == id] for id in project.leaflets},
        offered=[each for each in printed if each.id == page.leaflet],
        field_id=_numbered(),
    )
    return MarkdownPage(f"{procedure.id}/{page.id}.md", title, text)


def _render(project: Project, catalog: Catalog, template: str, **values: object) -> str:
    return (
        environment(project.root / "docs/templates/pages")
        .get_template(template)
        .render(t=catalog.text, catalog=catalog, project=project, clinic=project.clinic, **values)
    )


def _prose(project: Project, procedure: Procedure, catalog: Catalog) -> Prose:
    return Prose(procedure, project.clinic, project.glossary, catalog, page_link=lambda page: f"{page}.html")


def _numbered() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"field-{next(numbers)}"
