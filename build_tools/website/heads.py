"""How search engines and those who share a page see it: names, descriptions, addresses, languages. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from build_tools.content.model import Clinic, HomePage, Page, Project, gathered_by, shown_on_page
from build_tools.guide import walk
from build_tools.guide.records import Guide
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


def start(clinic: Clinic) -> str:
    """The address of the site, with a slash at the end."""
    return clinic.website.rstrip("/") + "/"


def languages(catalog: Catalog) -> tuple[Language, ...]:
    """The languages in which this site is built; the first one is for everybody whose own is not there."""
    return (Language(catalog.locale.language, ""),)


def of_pages(project: Project, guides: Sequence[Guide], today: date | None = None) -> dict[str, Head]:
    """The heads of the pages for patients, by the page's path, such as index.md; `today` is the day of the build."""
    pages = [(guide, page) for guide in guides for page in project.site.pages]
    found = {f"{guide.procedure}/{page.id}.md": _head(project, guide, page, today) for guide, page in pages}
    starts = {f"{guide.procedure}/{HOME}": _start(project, guide, today) for guide in guides if len(guides) > 1}
    return {HOME: _home(project, guides, today), **starts, **found}


def _head(project: Project, guide: Guide, page: Page, today: date | None) -> Head:
    title, about = _named(guide, page)
    of, path = guide.title.text, f"{guide.procedure}/{page.id}.html"
    head = _made(project, [guide], f"{title} | {of}", f"{of}. {about}", path, today)
    procedure = guide.resolver.procedure
    shown = walk.selected(guide.sections, gathered_by(procedure, page) or shown_on_page(procedure, page))
    return replace(head, dated=tuple(notices.dated(project, guide, shown)))


def _home(project: Project, guides: Sequence[Guide], today: date | None) -> Head:
    title, about = _named(guides[0], project.site.home)
    names = [guide.title.text for guide in guides]
    name = names[0] if len(names) == 1 else title
    return _made(project, guides, name, f"{', '.join(names)}. {about}", "", today)


def _start(project: Project, guide: Guide, today: date | None) -> Head:
    title, (_, about) = guide.title.text, _named(guide, project.site.home)
    return _made(project, [guide], title, f"{title}. {about}", f"{guide.procedure}/index.html", today)


def _named(guide: Guide, page: HomePage | Page) -> tuple[str, str]:
    """What a page is called, and what it is about."""
    title = guide.resolver.line(page.title, "site", page.place("title"))
    return title.text, guide.resolver.line(page.description, "site", page.place("description")).text


def _made(
    project: Project, guides: Sequence[Guide], name: str, description: str, path: str, today: date | None
) -> Head:
    address = start(project.clinic) + path
    return Head(
        title=f"{name} | {project.clinic.name}",
        description=description,
        address=address,
        languages=_alternates(start(project.clinic), path, languages(guides[0].resolver.catalog)),
        data=linked_data.page(guides, name, description, address),
        written=max(guide.resolver.procedure.info.written for guide in guides),
        review=min(guide.review_by for guide in guides),
        today=today,
    )


def _alternates(start: str, path: str, present: Iterable[Language]) -> dict[str, str]:
    addresses = {language.code: f"{start}{language.folder}{path}" for language in present}
    return {**addresses, ANY_LANGUAGE: next(iter(addresses.values()))}


def files(project: Project, heads: Iterable[Head]) -> dict[str, bytes]:
    """What search engines ask for, by path; `heads` are those of all pages for patients."""
    begins = start(project.clinic)
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
