"""Whoever presses a number on a built page calls the one that stands there, and every page has the one by day."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from build_tools.content.model import Phone
from build_tools.guide.prose import Prose, dial
from build_tools.pipeline import Output
from build_tools.preflight import readback
from build_tools.preflight.readback import Critical
from build_tools.problems import Problem

LINK = re.compile(r'<a\b(?P<before>[^>]*)\bhref="tel:(?P<dials>[^"]*)"[^>]*>(?P<words>.*?)</a>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")
IN_BAR = 'class="call"'  # of docs/templates/theme/partials/header.html
LOST = "404.html"
FIRST = {"home", "start"}  # surfaces
HINT = "look at docs/templates: they hide or change numbers"


def problems(output: Output, site: Path) -> Iterator[Problem]:
    """Each number that is wrong or not there, on any page of the folder `site`."""
    starts = {page.address for page in output.pages if page.surface.id in FIRST} | {LOST}
    ours = {page.address for page in output.pages} | {LOST}
    for page in filter(Path.is_file, sorted(site.rglob("*.html"))):
        path = page.relative_to(site).as_posix()
        text = page.read_text("utf-8", errors="replace")
        wrong = [*_links(output, text, path in ours), *(_lists(output, text, path) if path in starts else ())]
        for message in wrong:
            yield Problem(output.project.clinic.place("phones"), "lost-words", f"{path}: {message}", HINT)


def _links(output: Output, text: str, has_bar: bool) -> Iterator[str]:
    clinic = output.project.clinic
    numbers, by_day = [phone.number for phone in clinic.phones], clinic.phone("day").number
    in_bar = False
    for link in LINK.finditer(text):
        words = " ".join(html.unescape(TAG.sub(" ", link["words"])).split())
        shown = [number for number in numbers if number in words and dial(number) == link["dials"]]
        if not shown:
            yield f"`{words}` dials `{link['dials']}`: that is no number of the clinic, or not the one that it shows"
        in_bar = in_bar or (IN_BAR in link["before"] and by_day in shown)
    if has_bar and not in_bar:
        yield f"the number by day, `{by_day}`, is not at the top of the page"


def _lists(output: Output, text: str, path: str) -> Iterator[str]:
    """The first pages give every number with its name."""
    project = output.project
    prose = Prose(project.procedures[0], project.clinic, project.glossary, output.catalog)
    expected = [Critical(phone.id, _named(prose, phone, path), 1) for phone in project.clinic.phones]
    for lost in readback.missing(readback.page_text(text), expected):
        yield f"`{lost.words}` does not stand there"


def _named(prose: Prose, phone: Phone, path: str) -> str:
    """As the page's template writes it."""
    return f"{prose.catalog.text(phone.name, 'clinic')}{':' if path == LOST else ''} {phone.number}"
