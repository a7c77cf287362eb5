"""How search engines and those who share a page see it: names, descriptions, addresses, languages. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from build_tools.content.model import Page, Procedure, Project, gathered_by, shown_on_page
from build_tools.guide.prose import Prose
from build_tools.languages.catalog import Catalog
from build_tools.records import notices
from build_tools.records.notices import Dated
from build_tools.website import linked_data

HOME = "index.md"
ANY_LANGUAGE = "x-default"  # for readers whose language is not there
FOR_SYSTEMS = "api"  # a folder of data, which no patient is to find


class Language(NamedTuple):
    """A language of the site: its code, such as `es`, and the folder of its pages, such as `es/`."""

    code: str
    folder: str


@dataclass(frozen=True)
class Head:
    """What stands in a page's head, in words for people. Pages without one are not for search engines."""

    title: str
    description: str
    address: str
    languages: Mapping[str, str]
    """The same page in each language, by `hreflang`."""
    data: Mapping[str, Any]
    """For schema.org, see linked_data.py."""
    written: date
    review: date
    """The day by which somebody must have read the page again."""
    dated: tuple[Dated, ...] = ()
    """What else on the page holds only until a day."""
    today: date | None = None
    """The day of the build."""


def start(project: Project) -> str:
    """The address of the site, with a slash at the end."""
    return project.clinic.website.rstrip("/") + "/"


def languages(catalog: Catalog) -> tuple[Language, ...]:
    """The languages in which this site is built; the first one is for everybody whose own is not there."""
    return (Language(catalog.locale.language, ""),)


def of_pages(project: Project, catalog: Catalog) -> dict[str, Head]:
    """The heads of the pages for patients, by the page's path, such as index.md."""
    pages = [(procedure, page) for procedure in project.procedures for page in project.site.pages]
    found = {f"{procedure.id}/{page.id}.md": _head(project, catalog, procedure, page) for procedure, page in pages}
    several = project.procedures if len(project.procedures) > 1 else ()
    starts = {f"{procedure.id}/{HOME}": _start(project, catalog, procedure) for procedure in several}
    return {HOME: _home(project, catalog), **starts, **found}


def description(prose: Prose, page: Page) -> str:
    """What a page is about, for those who see only this: it names the procedure."""
    return f"{prose.plain(prose.procedure.info.title, 'procedure')}. {prose.plain(page.description, 'site')}"


def home_description(project: Project, catalog: Catalog) -> str:
    """What the site is about."""
    names = ", ".join(catalog.text(procedure.info.title, "procedure") for procedure in project.procedures)
    return f"{names}. {catalog.text(project.site.home.description, 'site')}"


def _head(project: Project, catalog: Catalog, procedure: Procedure, page: Page) -> Head:
    prose = Prose(procedure, project.clinic, project.glossary, catalog)
    name = f"{prose.plain(page.title, 'site')} | {prose.plain(procedure.info.title, 'procedure')}"
    path = f"{procedure.id}/{page.id}.html"
    head = _made(project, catalog, name, description(prose, page), path, [procedure])
    sections = gathered_by(procedure, page) or shown_on_page(procedure, page)
    return replace(head, dated=tuple(notices.dated(project, prose, sections)))


def _home(project: Project, catalog: Catalog) -> Head:
    titles = [catalog.text(procedure.info.title, "procedure") for procedure in project.procedures]
    name = titles[0] if len(titles) == 1 else catalog.text(project.site.home.title, "site")
    return _made(project, catalog, name, home_description(project, catalog), "", project.procedures)


def _start(project: Project, catalog: Catalog, procedure: Procedure) -> Head:
    title = catalog.text(procedure.info.title, "procedure")
    about = f"{title}. {catalog.text(project.site.home.description, 'site')}"
    return _made(project, catalog, title, about, f"{procedure.id}/index.html", [procedure])


def _made(
    project: Project, catalog: Catalog, name: str, description: str, path: str, about: Iterable[Procedure]
) -> Head:
    procedures = tuple(about)
    address = start(project) + path
    return Head(
        title=f"{name} | {project.clinic.name}",
        description=description,
        address=address,
        languages=_alternates(start(project), path, languages(catalog)),
        data=linked_data.page(project, catalog, name, description, address, procedures),
        written=max(procedure.info.written for procedure in procedures),
        review=min(procedure.review_by for procedure in procedures),
        today=procedures[0].standing.today,
    )


def _alternates(start: str, path: str, present: Iterable[Language]) -> dict[str, str]:
    addresses = {language.code: f"{start}{language.folder}{path}" for language in present}
    return {**addresses, ANY_LANGUAGE: next(iter(addresses.values()))}


def files(project: Project, heads: Iterable[Head]) -> dict[str, bytes]:
    """What search engines ask for, by path; `heads` are those of all pages for patients."""
    begins = start(project)
    robots = f"User-agent: *\nAllow: /\nDisallow: {urlsplit(begins).path}{FOR_SYSTEMS}/\nSitemap: {begins}sitemap.xml\n"
    return {"robots.txt": robots.encode(), "sitemap.xml": "\n".join(_sitemap(heads)).encode()}


def _sitemap(heads: Iterable[Head]) -> Iterator[str]:
    """Each page that is for patients; the day is that on which its words were written, not built."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">'
    for head in heads:
        yield f"<url><loc>{escape(head.address)}</loc><lastmod>{head.written.isoformat()}</lastmod>"
        for code, address in head.languages.items():
            yield f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(address)}/>'
        yield "</url>"
    yield "</urlset>\n"
