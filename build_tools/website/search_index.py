"""Makes the engine's search index fit for patients: index in, index out. Pure, but it knows the shape the engine reads.

The index is a mapping with `config` and `docs`. Each of `docs` has a `location` (an address such as
`procedure/page.html#topic`), and a `title` and a `text` in HTML. docs/assets/search.js reads what is added here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, NamedTuple

from build_tools.content.model import Page, Project, shown_on_page
from build_tools.guide.prose import Prose
from build_tools.languages.catalog import Catalog

# How much a word counts by where it stands. By the theme's own numbers one word of a title outweighs a whole answer.
FIELDS = {"title": {"boost": 3.0}, "asked": {"boost": 4.0}, "text": {"boost": 1.0}}
PAGES = 0.3  # the theme itself lifts pages above their sections, where the answers stand
BETWEEN_WORDS = r"[\s\-.,:;!?¡¿()\[\]/\"'“”„\u2018\u2019«»،؛؟、。]+"


class Spot(NamedTuple):
    """A page or section that patients look for. A page has its own name and text here: what it says, sections say."""

    asked: str
    """What they type to find it."""
    title: str = ""
    text: str = ""
    boost: float = 1


def for_patients(index: Mapping[str, Any], project: Project, catalog: Catalog) -> dict[str, Any]:
    """The index with those pages and sections alone, and with what a search passes over."""
    spots = dict(_spots(project, catalog))
    docs = [_entry(entry, spots[entry["location"]]) for entry in index["docs"] if entry["location"] in spots]
    config = index["config"] | {
        "separator": f"{index['config']['separator']}|{BETWEEN_WORDS}",
        "pipeline": ["stemmer"],  # "driving" finds "drive"
        "fields": FIELDS,
        "pass_over": _words(catalog, project.site.pass_over, "site"),
        "procedures": _titles(project, catalog) if len(project.procedures) > 1 else {},
    }
    return {"config": config, "docs": docs}


def _titles(project: Project, catalog: Catalog) -> dict[str, str]:
    """By procedure, whose id is the folder of its pages."""
    return {procedure.id: catalog.text(procedure.info.title, "procedure") for procedure in project.procedures}


def _entry(entry: Mapping[str, Any], spot: Spot) -> dict[str, str | float]:
    title, text = spot.title or entry["title"], spot.text or entry["text"]
    return {"location": entry["location"], "title": title, "text": text, "asked": spot.asked, "boost": spot.boost}


def _spots(project: Project, catalog: Catalog) -> Iterator[tuple[str, Spot]]:
    """Each spot by its address."""
    for procedure in project.procedures:
        prose = Prose(procedure, project.clinic, project.glossary, catalog)
        for page in project.site.pages:
            if page.search:
                address = f"{procedure.id}/{page.id}.html"
                yield address, _page(page, prose, len(project.procedures) > 1)
                for id, topic, _ in shown_on_page(procedure, page):
                    if topic.asked != ():
                        yield f"{address}#{id}", Spot(_words(catalog, topic.asked or (), id))
        if len(project.procedures) > 1:
            yield f"{procedure.id}/index.html", _start(prose)


def _start(prose: Prose) -> Spot:
    """The first page of a procedure: who types its name looks for this."""
    info = prose.procedure.info
    title = prose.plain(info.title, "procedure")
    about = prose.plain(prose.chosen(info.summary), "procedure") if info.summary else ""
    return Spot(title, escape(title, quote=False), f"<p>{escape(about, quote=False)}</p>")


def _page(page: Page, prose: Prose, is_one_of_several: bool) -> Spot:
    title, text = prose.plain(page.title, "site"), prose.plain(page.description, "site")
    if is_one_of_several:
        title = f"{prose.plain(prose.procedure.info.title, 'procedure')}: {title}"
    asked = _words(prose.catalog, page.asked, "site")
    return Spot(asked, escape(title, quote=False), f"<p>{escape(text, quote=False)}</p>", PAGES)


def _words(catalog: Catalog, words: tuple[str, ...], context: str) -> str:
    """A list that is one message for translators."""
    return catalog.text("; ".join(words), context) if words else ""
