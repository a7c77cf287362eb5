"""Whoever presses a number on a built page calls the one that stands there; every page has the one for questions."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Set
from pathlib import Path

from build_tools.content.model import Clinic
from build_tools.problems import Problem

LINK = re.compile(r'<a\b(?P<before>[^>]*)\bhref="tel:(?P<dials>[^"]*)"[^>]*>(?P<words>.*?)</a>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")
BAR = "data-bar"  # of the link at the top of every page
HINT = "look at docs/templates: they hide or change numbers"


def problems(clinic: Clinic, pages: Set[str], site: Path) -> Iterator[Problem]:
    """Each number that is wrong or not there, on any page of the folder `site`; `pages` are the addresses of ours."""
    for page in filter(Path.is_file, sorted(site.rglob("*.html"))):
        path = page.relative_to(site).as_posix()
        for message in _links(clinic, page.read_text("utf-8", errors="replace"), path in pages):
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


def _words(html_text: str) -> str:
    return " ".join(html.unescape(TAG.sub(" ", html_text)).split())
