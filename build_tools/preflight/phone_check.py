"""Whoever presses a number on a built page calls the one that stands there; every page has the one for questions."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Set
from pathlib import Path

from build_tools.content.model import Clinic
from build_tools.languages.catalog import Catalog
from build_tools.problems import Problem

LINK = re.compile(r'<a\b(?P<before>[^>]*)\bhref="tel:(?P<dials>[^"]*)"[^>]*>(?P<words>.*?)</a>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")
BAR = "data-bar"  # of the link at the top of every page
LOST = "404.html"
HINT = "look at docs/templates: they hide or change numbers"


def problems(clinic: Clinic, catalog: Catalog, pages: Set[str], site: Path) -> Iterator[Problem]:
    """Each number that is wrong or not there, on any page of the folder `site`; `pages` are the addresses of ours."""
    for page in filter(Path.is_file, sorted(site.rglob("*.html"))):
        path = page.relative_to(site).as_posix()
        text = page.read_text("utf-8", errors="replace")
        wrong = [*_links(clinic, text, path in pages or path == LOST)]
        wrong += _lost(clinic, catalog, text) if path == LOST else []
        for message in wrong:
            yield Problem(clinic.place("phones"), "lost-words", f"{path}: {message}", HINT)


def _links(clinic: Clinic, text: str, has_bar: bool) -> Iterator[str]:
    first = clinic.for_questions
    in_bar = False
    for link in LINK.finditer(text):
        words = _words(link["words"])
        shown = [phone for phone in clinic.phones if phone.shown in words and phone.dials == link["dials"]]
        if not shown:
            yield f"`{words}` dials `{link['dials']}`: that is no number of the clinic, or not the one that it shows"
        in_bar = in_bar or (BAR in link["before"] and first in shown)
    if has_bar and not in_bar:
        yield f"`{first.name}`, `{first.shown}`, is not at the top of the page"


def _lost(clinic: Clinic, catalog: Catalog, text: str) -> Iterator[str]:
    """The page for lost addresses gives every number with its name."""
    words = _words(text)
    for phone in clinic.phones:
        named = f"{catalog.text(phone.name, 'clinic')}: {phone.shown}"
        if named not in words:
            yield f"`{named}` does not stand there"


def _words(html_text: str) -> str:
    return " ".join(html.unescape(TAG.sub(" ", html_text)).split())
