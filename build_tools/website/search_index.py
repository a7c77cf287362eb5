"""Pages -> what the site's search knows of them: an index for each procedure, and one of all their names. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_tools.content.model import Page, Project, shown_on_page
from build_tools.guide.records import Guide
from build_tools.guide.walk import spoken
from build_tools.website import search_help, search_signs
from build_tools.website.search_files import (
    NAMES,
    PAGES,
    SearchEntry,
    SearchIndex,
    SearchLine,
    SearchPart,
    SearchSign,
    index_files,
    lunr,
)
from build_tools.website.search_parts import parts
from build_tools.website.site_page import SitePage

HELP = "index.html#get-help"  # what all procedures share


def files(project: Project, editions: Sequence[Sequence[Guide]], pages: Iterable[SitePage]) -> dict[str, str]:
    """What the search reads, by path, with the engine that asks it; `editions` are the guides in each language."""
    shown = tuple(pages)
    made = {"assets/lunr.js": lunr(*(guides[0].language for guides in editions))}
    for number, guides in enumerate(editions):
        folder = f"{guides[0].language}/" if number else ""
        found = indexes(project, guides, [page for page in shown if page.folder == folder])
        made |= index_files({folder + id: index for id, index in found.items()})
        made |= search_help.files(project, guides[0], folder)
    return made


def indexes(project: Project, guides: Sequence[Guide], pages: Iterable[SitePage]) -> dict[str, SearchIndex]:
    """By procedure, and where there are several, by NAMES that of their first pages."""
    shown = {page.path.removeprefix(page.folder): page for page in pages}
    any_guide, is_one = guides[0], len(project.procedures) == 1
    folder = shown["index.md"].folder if "index.md" in shown else ""
    entries = {
        guide.procedure: (*_entries(guide, project.site.pages, shown), *(() if is_one else (_start(guide, folder),)))
        for guide in guides
    }
    signs = {guide.procedure: _signs(guide, project.site.pages, shown) for guide in guides}
    titles = {guide.procedure: "" if is_one else guide.title.text for guide in guides}
    if not is_one:
        of_all = ((titles[id], sign) for id, found in signs.items() for sign in found)
        signs[NAMES] = search_signs.shared(of_all, folder + HELP)
        starts = (_start(guide, folder) for guide in guides)
        entries[NAMES] = (*starts, *_help(project, any_guide, entries, folder))
        titles[NAMES] = any_guide.frame("Other procedures").text
    tells = {guide.procedure: search_signs.tells(guide.sections.values()) for guide in guides}
    stop_words = _words(any_guide, project.site.stop_words, "site")
    same = tuple(_words(any_guide, (each,), "site") for each in project.site.same_words)
    return {
        id: SearchIndex(titles[id], any_guide.language, stop_words, told, signs[id], tells.get(id, {}), same)
        for id, told in entries.items()
    }


def _signs(guide: Guide, pages: Iterable[Page], shown: Mapping[str, SitePage]) -> tuple[SearchSign, ...]:
    """Those on the pages that patients find, each where it stands first."""
    made = [shown[f"{guide.procedure}/{page.id}.md"] for page in pages]
    found = [sign for each in made if each.is_searched for sign in search_signs.of_page(each)]
    return tuple({(sign.level, sign.says): sign for sign in reversed(found)}.values())[::-1]


def _entries(guide: Guide, pages: Iterable[Page], shown: Mapping[str, SitePage]) -> Iterator[SearchEntry]:
    """The pages of a procedure that are for patients to find, each with the topics that it shows."""
    for page in pages:
        made = shown[f"{guide.procedure}/{page.id}.md"]
        if made.is_searched:
            yield _page(page, made)
            yield from _topics(page, made)


def _page(page: Page, made: SitePage) -> SearchEntry:
    """A page has its name and what it is about; what it says, its topics say."""
    search_terms = _words(made.guide, page.search_terms, "site")
    return SearchEntry(made.address, made.title, _page_about(page, made.guide), search_terms, PAGES)


def _topics(page: Page, made: SitePage) -> Iterator[SearchEntry]:
    sections = {section.id: section for section in made.surface.sections}
    for id, topic, _ in shown_on_page(made.guide.resolver.procedure, page):
        section = sections.get(id)
        if section and topic.search_terms != ():
            title = section.title or made.guide.sections[id].title  # on the page for help, signs stand below its own
            search_terms = _words(made.guide, topic.search_terms or (), id)
            told = parts(made.guide, section) or _page_about(page, made.guide)  # of signs alone
            yield SearchEntry(f"{made.address}#{id}", title.text if title else "", told, search_terms)


def _start(guide: Guide, folder: str) -> SearchEntry:
    """The first page of a procedure: who types its name looks for this."""
    title = guide.title.text
    about = _about(spoken(guide.summary) if guide.summary else "")
    return SearchEntry(f"{folder}{guide.procedure}/index.html", title, about, title)


def _page_about(page: Page, guide: Guide) -> tuple[SearchPart, ...]:
    return _about(guide.resolver.line(page.description, "site", page.place("description")).text)


def _about(words: str) -> tuple[SearchPart, ...]:
    return (SearchPart((SearchLine(words),)),) if words else ()


def _help(
    project: Project, guide: Guide, entries: Mapping[str, Iterable[SearchEntry]], folder: str
) -> Iterator[SearchEntry]:
    """Who asks for help finds it also before a procedure is chosen."""
    page = f"/{project.site.help_page}.html#"
    found = [each for told in entries.values() for each in told if page in each.location]
    if found:
        search_terms = dict.fromkeys(words for each in found for words in each.search_terms.split("; ") if words)
        told = dict.fromkeys(part for each in found for part in each.parts)
        yield SearchEntry(folder + HELP, guide.frame("Get help").text, tuple(told), "; ".join(search_terms))


def _words(guide: Guide, words: tuple[str, ...], context: str) -> str:
    """A list that is one message for translators."""
    return guide.resolver.catalog.text("; ".join(words), context) if words else ""
