"""The files of a procedure that nobody has written yet: each section a gap that says what it must tell. Pure."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import yaml

from build_tools.content.model import Project
from build_tools.content.scaffold.wanted import REAL, Wanted, wanted
from build_tools.templates import environment


def files(project: Project, title: str, day: date) -> dict[str, str]:
    """The text of each file by its path below the procedure's folder; written on `day`, to be reviewed a year later.

    Raises NotRead where a file that it needs could not be read.
    """
    sections = wanted(project)
    values = {
        "title": title,
        "name": _name(title),
        "day": day,
        "review": _a_year_later(day),
        "leaflets": project.leaflets,
        "pages": [page for page in project.site.pages if page.path and page.topics],
        "optional": [section.id for section in sections if section.may_be_left_out],
        "source": _any_source(project),
    }
    fixed = ("procedure.yaml", "facts.yaml", "coverage.yaml", "disagreements.yaml")
    topics = {f"topics/{section.id}.yaml": topic(section, _any_source(project)) for section in sections}
    return {name: _render(name, **values) for name in fixed} | topics


def topic(section: Wanted, source: str) -> str:
    """The file of a section; `source` is the id of one that examples may name."""
    missing = [kind for kind in section.holds if kind not in REAL]
    return _render(
        "topic.yaml",
        section=section,
        needs=f"{section.tells} ({', '.join(missing)})".replace("_", " ") if missing else section.tells,
        real=[kind for kind in section.holds if kind in REAL],
        missing=missing,
        examples=examples(source, section.is_in_plan),
    )


def examples(source: str, is_in_plan: bool) -> dict[str, str]:
    """By kind, the YAML of a block; in a topic whose steps the personal plan gathers, with a day for each step."""
    found: dict[str, str] = {}
    for block in re.split(r"\n(?=- )", _render("examples.yaml", source=source, is_in_plan=is_in_plan).strip()):
        kind = block.splitlines()[0].removeprefix("- kind: ")
        found[kind] = f"{found[kind]}\n{block}" if kind in found else block
    return found


def title_of(id: str) -> str:
    """An id as a title: two-words, Two words."""
    return id.replace("-", " ").capitalize()


def scalar(words: str) -> str:
    """Words as a YAML value on one line, in quotes where they need some."""
    return yaml.safe_dump([words], allow_unicode=True, width=1_000_000).removeprefix("- ").strip()


TEMPLATES = environment(Path(__file__).parent / "templates").overlay(autoescape=False)
TEMPLATES.filters["scalar"] = scalar


def _render(template: str, **values: object) -> str:
    return TEMPLATES.get_template(template).render(**values)


def _any_source(project: Project) -> str:
    """One that examples may name: common practice, if there is such a source."""
    found = project.sources.sources
    return next((id for id, source in found.items() if source.kind == "common practice"), next(iter(found), "source"))


def _name(title: str) -> str:
    """As it stands within a sentence: without the capital, but MRI keeps its own."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def _a_year_later(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=min(day.year + 1, date.max.year), day=28 if is_leap_day else day.day)
