"""The reports as text, as HTML and as JSON: what people read, by a template.

The HTML is one file without scripts that asks for nothing from anywhere; the text is 80 to 120 characters wide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from textwrap import fill
from typing import Literal

from build_tools.checks.reading import FRAGMENT
from build_tools.columns import as_json
from build_tools.content.model import Project
from build_tools.exports.reports import reading_tables
from build_tools.exports.reports.criteria import instruments
from build_tools.exports.reports.reading import NOTES, ReadingReport
from build_tools.exports.reports.self_check import SelfCheck
from build_tools.templates import environment

Form = Literal["text", "html", "json"]
TEMPLATES = Path(__file__).parent / "templates"
WORST = 20  # statements in a text that is not to tell all


def reading(project: Project, report: ReadingReport, day: date, form: Form, is_whole: bool = False) -> str:
    """The report on reading ease. `is_whole`: the text has every statement, not only the hardest."""
    if form == "json":
        return as_json({"date": day.isoformat(), "notes": NOTES, **reading_tables.as_data(report)})
    return filled_in(
        f"reading.{form}",
        title="How easy it is to read",
        clinic=project.clinic.name,
        procedures=", ".join(procedure.info.title for procedure in report.procedures),
        day=day,
        report=report,
        notes=NOTES,
        tables=reading_tables,
        shown=report.statements if is_whole else report.statements[:WORST],
        is_whole=is_whole,
        fragment=FRAGMENT,
    )


def self_check(project: Project, found: Sequence[SelfCheck], day: date, form: Form) -> str:
    """The self-check. It has no total, for the reason that its notes give."""
    asked = instruments()
    if form == "json":
        told = {"date": day.isoformat(), "notes": asked.notes, "informed_by": asked.instruments}
        return as_json({**told, "procedures": list(map(asdict, found))})
    return filled_in(
        f"self-check.{form}",
        title="Self-check",
        clinic=project.clinic.name,
        procedures=", ".join(check.title for check in found),
        day=day,
        checks=found,
        asked=asked,
    )


def filled_in(template: str, **values: object) -> str:
    """A report by its template."""
    return environment(TEMPLATES).get_template(template).render(**values, filled=_filled)


def _filled(words: str, width: int, first: str = "", rest: str = "", *, breaks_on_hyphens: bool = True) -> str:
    """A paragraph of a text."""
    return fill(words, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=breaks_on_hyphens)
