"""Model -> plain pages in Markdown. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.content import own, sections
from build_tools.content.labels import CERTAINTY, LEVELS
from build_tools.content.model import Page, Procedure, Project, purpose, shown_on_page
from build_tools.exports.plain import plan, words
from build_tools.exports.plain.form import Form
from build_tools.guide.prose import Prose
from build_tools.languages.catalog import Catalog
from build_tools.printing.leaflet_file import LeafletFile
from build_tools.templates import folders


@dataclass(frozen=True)
class MarkdownPage:
    """A page of the site: where it lies, its name in the navigation, and its Markdown with front matter."""

    path: str
    title: str
    text: str


def home(project: Project, catalog: Catalog, form: Form) -> MarkdownPage:
    """The first page: what do you need today? Where there are several procedures, one chooses one of them first."""
    title = catalog.text(project.site.home.title, "site")
    proses = [_prose(project, procedure, catalog, form, f"{procedure.id}/") for procedure in project.procedures]
    template = "home.md" if len(proses) == 1 else "choice.md"
    text = _render(project, catalog, form, template, title=title, prose=proses[0], proses=proses)
    return MarkdownPage("index.md", title, text)


def starts(project: Project, catalog: Catalog, form: Form) -> dict[str, MarkdownPage]:
    """The first page of each procedure, by its id, where there are several: one alone has the site's first page."""
    if len(project.procedures) == 1:
        return {}
    return {procedure.id: _start(project, procedure, catalog, form) for procedure in project.procedures}


def _start(project: Project, procedure: Procedure, catalog: Catalog, form: Form) -> MarkdownPage:
    prose = _prose(project, procedure, catalog, form)
    title = prose.plain(procedure.info.title, "procedure")
    return MarkdownPage(
        f"{procedure.id}/index.md", title, _render(project, catalog, form, "start.md", title=title, prose=prose)
    )


def pages(
    project: Project, procedure: Procedure, catalog: Catalog, printed: Iterable[LeafletFile], form: Form
) -> tuple[MarkdownPage, ...]:
    """Every page of a procedure, in the order of docs/site.yaml."""
    ours = [leaflet for leaflet in printed if leaflet.key.procedure == procedure.id]
    return tuple(_page(project, procedure, page, catalog, ours, form) for page in project.site.pages)


def _page(
    project: Project, procedure: Procedure, page: Page, catalog: Catalog, printed: list[LeafletFile], form: Form
) -> MarkdownPage:
    prose = _prose(project, procedure, catalog, form)
    title = prose.plain(page.title, "site")
    topics = shown_on_page(procedure, page)
    text = _render(
        project,
        catalog,
        form,
        f"{page.built or 'topics'}.md",
        title=title,
        page=page,
        prose=prose,
        procedure=procedure,
        topics=topics,
        words=words,
        own=own,
        title_of=sections.title,
        printed={id: [each for each in printed if each.key.leaflet == id] for id in project.leaflets},
        offered=[each for each in printed if each.key.leaflet == page.leaflet],
        purpose=lambda id: prose.plain(*purpose(project, procedure, project.leaflets[id])),
        confirmed=procedure.standing.approval.confirms if procedure.standing.approval else (),
        plan=plan.plan(page, project.site.pages, prose) if page.built == "plan" else None,
        in_words=plan.in_words,
    )
    return MarkdownPage(f"{procedure.id}/{page.id}.md", title, text)


def _render(project: Project, catalog: Catalog, form: Form, template: str, **values: object) -> str:
    known = {"t": catalog.text, "catalog": catalog, "project": project, "clinic": project.clinic}
    labels = {"levels": LEVELS, "certainty": CERTAINTY}
    environment = form.environment(*folders(project.root, form.templates))
    return environment.get_template(template).render(**known, **labels, **values)


def _prose(project: Project, procedure: Procedure, catalog: Catalog, form: Form, folder: str = "") -> Prose:
    """`folder`: where the procedure's pages lie, as seen from the page that uses these words."""

    def link(page: str) -> str:
        return f"{folder}{page}{form.ending}"

    return form.voice(procedure, project.clinic, project.glossary, catalog, page_link=link)
