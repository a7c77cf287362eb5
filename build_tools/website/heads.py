"""How search engines and those who share a page see it: names, descriptions, addresses, languages. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from build_tools.content.model import Clinic, HomePage, Page, Project, gathered_by, shown_on_page
from build_tools.guide import walk
from build_tools.guide.records import Guide
from build_tools.records import notices
from build_tools.records.notices import Dated
from build_tools.website import linked_data

HOME = "index.md"
ANY_LANGUAGE = "x-default"  # for readers whose language is not there
FOR_SYSTEMS = "api"  # a folder of data, which no patient is to find


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


def start(clinic: Clinic) -> str:
    """The address of the site, with a slash at the end."""
    return clinic.website.rstrip("/") + "/"


def of_pages(
    project: Project, editions: Sequence[Sequence[Guide]], not_ready: Collection[str] = ()
) -> dict[str, Head]:
    """The heads of the pages for patients, by the page's path, such as index.md.

    `editions`: the guides in each language; the first is for everybody whose own is not there. A page that is
    `not_ready`, by its path, has none, and no other language leads to it.
    """
    folders = {guides[0].language: f"{guides[0].language}/" if number else "" for number, guides in enumerate(editions)}
    made = {folders[guides[0].language]: _of_language(project, guides) for guides in editions}
    found = {}
    for folder, heads in made.items():
        for path, head in heads.items():
            if folder + path in not_ready:
                continue
            there = {
                tag: each for tag, each in folders.items() if path in made[each] and each + path not in not_ready
            }
            address = f"{start(project.clinic)}{folder}{head.address}"
            others = {tag: f"{start(project.clinic)}{each}{head.address}" for tag, each in there.items()}
            alternates = {**others, ANY_LANGUAGE: next(iter(others.values()))}
            data = {**head.data, "url": address}
            found[folder + path] = replace(head, address=address, languages=alternates, data=data)
    return found


def _of_language(project: Project, guides: Sequence[Guide]) -> dict[str, Head]:
    """With addresses that count from the folder of the language."""
    pages = [(guide, page) for guide in guides for page in project.site.pages]
    found = {f"{guide.procedure}/{page.id}.md": _page(project, guide, page) for guide, page in pages}
    starts = {f"{guide.procedure}/{HOME}": _start(project, guide) for guide in guides if len(project.procedures) > 1}
    return {HOME: _home(project, guides), **starts, **found}


def _page(project: Project, guide: Guide, page: Page) -> Head:
    title, about = _named(guide, page)
    of, procedure = guide.title.text, guide.resolver.procedure
    shown = walk.selected(guide.sections, gathered_by(procedure, page) or shown_on_page(procedure, page))
    dated = tuple(notices.dated(project, guide, shown))
    return _head([guide], f"{title} | {of}", _said(guide, of, about), f"{guide.procedure}/{page.id}.html", dated)


def _home(project: Project, guides: Sequence[Guide]) -> Head:
    title, about = _named(guides[0], project.site.home)
    names = [guide.title.text for guide in guides]
    listed = guides[0].resolver.catalog.listed(names)
    return _head(guides, names[0] if len(project.procedures) == 1 else title, _said(guides[0], listed, about), "")


def _start(project: Project, guide: Guide) -> Head:
    title, (_, about) = guide.title.text, _named(guide, project.site.home)
    return _head([guide], title, _said(guide, title, about), f"{guide.procedure}/index.html")


def _said(guide: Guide, title: str, about: str) -> str:
    return guide.resolver.catalog.stops((title, about))


def _named(guide: Guide, page: HomePage | Page) -> tuple[str, str]:
    """What a page is called, and what it is about."""
    title = guide.resolver.line(page.title, "site", page.place("title"))
    return title.text, guide.resolver.line(page.description, "site", page.place("description")).text


def _head(guides: Sequence[Guide], name: str, description: str, path: str, dated: tuple[Dated, ...] = ()) -> Head:
    return Head(
        title=f"{name} | {guides[0].resolver.clinic.name}",
        description=description,
        address=path,
        languages={},
        data=linked_data.page(guides, name, description, path),
        written=max(guide.resolver.procedure.info.written for guide in guides),
        review=min(guide.review_by for guide in guides),
        dated=dated,
    )


def files(clinic: Clinic, heads: Iterable[Head]) -> dict[str, bytes]:
    """What search engines ask for, by path; `heads` are those of all pages for patients."""
    begins = start(clinic)
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
