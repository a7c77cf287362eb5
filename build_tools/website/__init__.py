"""Guide -> the surfaces of all pages of the site. Pure: knows nothing of the engine that makes a site of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from build_tools.content.model import Page, Procedure, Project
from build_tools.guide import build, evidence, first_pages, offers, plan
from build_tools.guide import page as topics
from build_tools.guide.offers import Printed
from build_tools.guide.records import Guide, Surface
from build_tools.languages.catalog import Catalog
from build_tools.records.ledger import Ledger
from build_tools.records.snapshot import Current
from build_tools.website import code_pages, desk
from build_tools.website.desk import PrintedSheet
from build_tools.website.site_page import SitePage


def guides(project: Project, catalog: Catalog) -> tuple[Guide, ...]:
    """What all procedures say, as it is signed today."""
    return tuple(build.of(project, each, catalog, each.standing.approval) for each in project.procedures)


def surfaces(
    project: Project,
    guides: Sequence[Guide],
    leaflets: Sequence[Printed],
    ledger: Ledger,
    editions: Iterable[Current],
    on_desk: Sequence[PrintedSheet],
) -> tuple[SitePage, ...]:
    """Every page: the first one, those of each procedure in the order of docs/site.yaml, the desk, the codes.

    `leaflets` are offered on pages, `on_desk` are leaflets and packs, `editions` what leaflets say now. Where the
    number of their sides is not a number yet, its text stands in the pages.
    """
    of_procedures = (
        page
        for procedure, guide in zip(project.procedures, guides, strict=True)
        for page in of_procedure(project, procedure, guide, leaflets)
    )
    codes = code_pages.code_pages(project, guides, ledger, editions)
    return (home(project, guides), *of_procedures, desk.page(project, guides, on_desk), *codes)


def home(project: Project, guides: Sequence[Guide]) -> SitePage:
    """The first page."""
    return SitePage("index.md", first_pages.home(project, guides), guides[0], _about_site(project, guides[0]))


def lost(project: Project, guides: Sequence[Guide]) -> SitePage:
    """What stands under an address that leads nowhere."""
    return SitePage("404.md", first_pages.lost(project, guides), guides[0], "", is_searched=False)


def of_procedure(
    project: Project, procedure: Procedure, guide: Guide, leaflets: Sequence[Printed]
) -> Iterator[SitePage]:
    """The pages of a procedure; where there are several, its own first page is the first of them."""
    help, name = f"{procedure.id}/{project.site.help_page}.html", guide.title.text
    if len(project.procedures) > 1:
        surface = first_pages.start(project, guide)
        yield SitePage(f"{procedure.id}/index.md", surface, guide, _about_site(project, guide), help)
    for page in project.site.pages:
        surface = _surface(project, procedure, guide, page, leaflets)
        about, eyebrow = surface.lead.text if surface.lead else "", name if name != surface.title.text else ""
        yield SitePage(f"{procedure.id}/{page.id}.md", surface, guide, about, help, eyebrow, page.search)


def _surface(project: Project, procedure: Procedure, guide: Guide, page: Page, leaflets: Sequence[Printed]) -> Surface:
    if page.built == "sources":
        return evidence.sources(project, procedure, guide, page)
    if page.built == "disagreements":
        return evidence.disagreements(project, procedure, guide, page)
    if page.built == "leaflets":
        return offers.all_leaflets(project, procedure, guide, page, leaflets)
    make = plan.plan if page.built == "plan" else topics.page
    return make(project, procedure, guide, page, offers.of_page(project, procedure, guide, page, leaflets))


def _about_site(project: Project, guide: Guide) -> str:
    home = project.site.home
    return guide.resolver.line(home.description, "site", home.place("description")).text
