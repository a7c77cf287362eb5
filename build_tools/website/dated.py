"""Leaflets with one patient's own dates: what the print desk reads for them. Pure.

There is a file for each procedure and language. It is a script, not JSON, because pages in a folder may run scripts of
that folder but read no other file. It holds HTML with all but the dates: the leaflets that have a strip of times, and
the calendar of the first days where the plan is wholly translated. The desk fetches it when somebody types an
appointment; dates never leave the page.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.content.model import Fact, Project
from build_tools.guide import blocks, build, leaflet, plan, ready
from build_tools.guide.page import untitled
from build_tools.guide.ready import Lack
from build_tools.guide.records import Guide, Line
from build_tools.records import notices
from build_tools.website import pages
from build_tools.website.site_page import SitePage, surface

FOLDER = "desk/"  # of the site
CALENDAR = Fact(what="how long the calendar is", unit="day", value=30, sources=("none",))


@dataclass(frozen=True)
class DatedSheet:
    """A leaflet in one size, as a browser prints it."""

    leaflet: str
    size: str
    code: Line
    html: str
    body: str
    """Points; the size of its text."""
    style: str
    """What is its own, beside the style sheet of leaflets."""
    scan: str
    """The code to scan, where it is to stand at the foot."""


def file(procedure: str, language: str) -> str:
    """Where the site has what belongs to a procedure in a language."""
    return f"{FOLDER}{procedure}-{language}.js"


def is_dated(project: Project, guide: Guide, id: str, size: str) -> bool:
    """Whether a leaflet has times to fill in, and all that may be said of them is translated."""
    has_times = leaflet.has_times(project, guide.resolver.procedure, guide, id, size)
    return has_times and not ready.missing(
        guide, surface("evenings", guide.title, untitled(*_evenings(project, guide)))
    )


def lack(project: Project, guide: Guide) -> Lack | None:
    """Why there is no calendar in the language: it is a part of the plan, which is shown whole or not at all."""
    page = project.site.page_built("plan")
    if not (page and _after(project, guide)):
        return None
    return ready.lack(guide, plan.plan(project, guide.resolver.procedure, guide, page))


def script(project: Project, guide: Guide, sheets: Sequence[DatedSheet]) -> str:
    """The file of a procedure. Raises ProblemsFound for a mistake in a template."""
    more = _around(guide) | {"sheets": sheets, "evenings": _evenings(project, guide)}
    html = pages.html(project, _calendar(project, guide), template="dates", more=more)
    return f"(window.datedSheets ??= {{}})[{json.dumps(file(guide.procedure, guide.language))}] = {json.dumps(html)}\n"


def html_of(script: str) -> str:
    """What such a file holds. Raises ValueError for one that is broken."""
    return str(json.loads(script.partition("] = ")[2]))


def _calendar(project: Project, guide: Guide) -> SitePage:
    """What the plan says of the time after the procedure."""
    title = guide.frame("{procedure}: your first {duration}", procedure=guide.title, duration=CALENDAR)
    steps = () if lack(project, guide) else _after(project, guide)
    shown = surface("calendar", title, untitled(*steps))
    return SitePage("desk.md", shown, guide, "", is_searched=False)


def _after(project: Project, guide: Guide) -> tuple[blocks.Moment, ...]:
    page = project.site.page_built("plan")
    return plan.after(guide.resolver.procedure, guide, page) if page else ()


def _evenings(project: Project, guide: Guide) -> tuple[blocks.Moment, ...]:
    page = project.site.page_built("plan")
    return plan.evenings(guide.resolver.procedure, guide, page) if page else ()


def _around(guide: Guide) -> dict[str, object]:
    """What stands around the dates."""
    told: tuple[Line, ...] = notices.on_page([guide], guide).lines
    return {
        "data": plan.clocks(guide) | {"first": str(guide.resolver.catalog.first_week_day), "days": str(CALENDAR.value)},
        "notices": told,
        "about": tuple(filter(None, (guide.frame(plan.FIRST_OF_ALL), plan.lasting(guide)))),
        "phones": build.contacts(guide.resolver, guide.resolver.clinic.emergency_first()),
        "review": guide.frame("Review by {date}", date=guide.resolver.catalog.date(guide.review_by)),
        "check": leaflet.still_right(guide),
    }
