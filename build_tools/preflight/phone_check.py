"""Whoever presses a number on a built page calls the one that stands there, and every page has the one by day."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from build_tools.content.model import PhoneId
from build_tools.guide.prose import Prose, dial
from build_tools.pipeline import Output
from build_tools.preflight import readback
from build_tools.preflight.readback import Critical
from build_tools.problems import Problem

LINK = re.compile(r'<a\b(?P<before>[^>]*)\bhref="tel:(?P<dials>[^"]*)"[^>]*>(?P<words>.*?)</a>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")
IN_BAR = 'class="call"'  # of docs/templates/theme/partials/header.html
LOST = "404.html"
HINT = "look at docs/templates: they hide or change numbers"


def problems(output: Output, site: Path) -> Iterator[Problem]:
    """Each number that is wrong or not there, on any page of the folder `site`."""
    starts = {page.path.replace(".md", ".html") for page in (output.home, *output.starts.values())} | {LOST}
    ours = {page.path.replace(".md", ".html") for page in output.all_pages} | {LOST}
    for page in filter(Path.is_file, sorted(site.rglob("*.html"))):
        path = page.relative_to(site).as_posix()
        text = page.read_text("utf-8", errors="replace")
        wrong = [*_links(output, text, path in ours), *(_lists(output, text, path) if path in starts else ())]
        for message in wrong:
            yield Problem(output.project.clinic.place("phones"), "lost-words", f"{path}: {message}", HINT)


def _links(output: Output, text: str, has_bar: bool) -> Iterator[str]:
    phones = output.project.clinic.phones
    numbers = [phones[id].number for id in get_args(PhoneId)]
    in_bar = False
    for link in LINK.finditer(text):
        words = " ".join(html.unescape(TAG.sub(" ", link["words"])).split())
        shown = [number for number in numbers if number in words and dial(number) == link["dials"]]
        if not shown:
            yield f"`{words}` dials `{link['dials']}`: that is no number of the clinic, or not the one that it shows"
        in_bar = in_bar or (IN_BAR in link["before"] and phones.day.number in shown)
    if has_bar and not in_bar:
        yield f"the number by day, `{phones.day.number}`, is not at the top of the page"


def _lists(output: Output, text: str, path: str) -> Iterator[str]:
    """The first pages name all three, each with when it serves."""
    t, project = output.catalog.text, output.project
    prose = Prose(project.procedures[0], project.clinic, project.glossary, output.catalog)
    names: dict[PhoneId, str] = {"emergency": t("Emergency"), "day": t("By day"), "night": t("At night")}
    expected = [Critical(id, _named(prose, id, name, path), 1) for id, name in names.items()]
    for lost in readback.missing(readback.page_text(text), expected):
        yield f"`{lost.words}` does not stand there"


def _named(prose: Prose, id: PhoneId, name: str, path: str) -> str:
    """As the page's template writes it."""
    if path == LOST:
        return f"{name}: {prose.clinic.phones[id].number}"
    return f"{name} {prose.plain(f'{{phone_{id}}}', 'facts')}"
