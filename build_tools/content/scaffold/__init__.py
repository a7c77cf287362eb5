"""The files of a procedure that nobody has written yet: each section a gap that says what it must tell. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from build_tools.content.model import Project
from build_tools.content.scaffold import topic_file
from build_tools.content.scaffold.topic_file import scalar
from build_tools.content.scaffold.wanted import Wanted, wanted

FACTS = """\
# Every number of this guide, written once. Words name a fact by its id, such as {procedure_time}.
# `set_by: clinic`: each clinic sets it in docs/content/clinic.yaml, from `low` to `high`.
facts: {}
# In the place of {}:
#   procedure_time:
#     what: how long the procedure takes
#     unit: minute
#     low: 20
#     high: 40
#     sources: [SOURCE]
#   stay_after:
#     what: how long you stay with us afterwards
#     unit: minute
#     low: 15
#     high: 120
#     set_by: clinic
#     sources: [SOURCE]
"""
COVERAGE = """\
# Every fact of each source document (`kind: patient page` in docs/content/sources.yaml): where we say it, or why not.
documents: {}
# In the place of {}:
#   your-document:
#     - fact: You stay for a short time afterwards
#       topics: [straight-after]
#     - fact: The price of the procedure
#       left_out: Prices differ and change.
"""
DISAGREEMENTS = """\
# Questions to which the sources give different answers, what we print, and why. While there are none, it is this line:
disagreements: []
"""


def files(project: Project, title: str, day: date) -> dict[str, str]:
    """The text of each file by its path below the procedure's folder; written on `day`, to be reviewed a year later.

    Raises NotRead where a file that it needs could not be read.
    """
    sections = wanted(project)
    source = _any_source(project)
    written = {f"topics/{section.id}.yaml": topic_file.text(section, source) for section in sections}
    return {
        "procedure.yaml": "".join(f"{line}\n" for line in _procedure(project, title, day, sections, source)),
        "facts.yaml": FACTS.replace("SOURCE", source),
        "coverage.yaml": COVERAGE,
        "disagreements.yaml": DISAGREEMENTS,
        **written,
    }


def title_of(id: str) -> str:
    """An id as a title: two-words, Two words."""
    return id.replace("-", " ").capitalize()


def _any_source(project: Project) -> str:
    """One that examples may name: common practice, if there is such a source."""
    found = project.sources.sources
    return next((id for id, source in found.items() if source.kind == "common practice"), next(iter(found), "source"))


def _procedure(project: Project, title: str, day: date, sections: tuple[Wanted, ...], source: str) -> Iterator[str]:
    yield "# Lines that begin with # are for you; readers never see them. `leaflets check` lists what is to be written."
    yield "# How to go on: docs/maintaining/add-a-procedure.md"
    yield f"name: {scalar(_name(title))}  # as it stands within a sentence"
    yield f"title: {scalar(title)}"
    yield from ("# What it is, in one line:", "# summary:", "#   say: What is done, and what it is good for.")
    yield f"#   sources: [{source}]"
    yield f"written: {day}"
    yield f"review: {_a_year_later(day)}  # the day by which somebody must have read it all again"
    yield "# The fact that says how long it takes. The personal plan counts from it what comes afterwards:"
    yield "# lasts: procedure_time"
    yield "# What a leaflet is for, where you can tell it better than these words, which all procedures share:"
    yield "# purposes:"
    yield from (f"#   {id}: {scalar(leaflet.purpose)}" for id, leaflet in project.leaflets.items())
    optional = [section.id for section in sections if section.may_be_left_out]
    if optional:
        yield "# Sections that this procedure does not need, each with the reason; only these. Delete their files then:"
        yield "# without:"
        yield from (f"#   {id}: Why it is not needed." for id in optional)


def _name(title: str) -> str:
    """As it stands within a sentence: without the capital, but MRI keeps its own."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def _a_year_later(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=min(day.year + 1, date.max.year), day=28 if is_leap_day else day.day)
