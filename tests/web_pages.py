"""The main parts of pages as HTML, by their address, for tests that look at words and markup."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools import website
from build_tools.content.model import Project
from build_tools.guide import build
from build_tools.guide.leaflet_file import LeafletFile
from build_tools.languages.catalog import Catalog
from build_tools.website import pages
from build_tools.website.site_page import SitePage


def made(project: Project, catalog: Catalog, printed: Sequence[LeafletFile] = ()) -> list[SitePage]:
    """The first page, and the pages of each procedure."""
    guides = build.guides(project, catalog)
    pairs = zip(project.procedures, guides, strict=True)
    of_procedures = (website.of_procedure(project, procedure, guide, printed) for procedure, guide in pairs)
    return [website.home(project, guides, printed), *(page for found in of_procedures for page in found)]


def html(project: Project, catalog: Catalog, printed: Sequence[LeafletFile] = ()) -> dict[str, str]:
    """The same as HTML."""
    return {page.address: pages.html(project, page) for page in made(project, catalog, printed)}
