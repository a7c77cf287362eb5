"""The reports as HTML: one file each, without scripts, that asks for nothing from anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from build_tools.checks.reading import FRAGMENT
from build_tools.content.model import Project
from build_tools.exports.reports import reading as reading_report
from build_tools.exports.reports.criteria import instruments
from build_tools.exports.reports.reading import ReadingReport
from build_tools.exports.reports.reading_text import grade_range, grades
from build_tools.exports.reports.self_check import SelfCheck
from build_tools.templates import environment

MOST = 6  # places in view; the others open
ON_PAPER = 60  # statements
TEMPLATES = Path(__file__).parent / "templates"


def reading(project: Project, report: ReadingReport, day: date) -> str:
    """The report on reading ease."""
    return _render(
        "reading.html",
        title="How easy it is to read",
        clinic=project.clinic.name,
        procedures=", ".join(procedure.info.title for procedure in report.procedures),
        day=day,
        report=report,
        notes=reading_report.NOTES,
        summary=_summary(report),
        grade_range=grade_range,
        grades=grades,
        fragment=FRAGMENT,
        most=ON_PAPER,
    )


def self_check(project: Project, found: Sequence[SelfCheck], day: date) -> str:
    """The self-check."""
    return _render(
        "self-check.html",
        title="Self-check",
        clinic=project.clinic.name,
        procedures=", ".join(check.title for check in found),
        day=day,
        checks=found,
        asked=instruments(),
        most=MOST,
    )


def _summary(report: ReadingReport) -> str:
    beyond = [report.label(row) for row in report.surfaces if not row.is_kept]
    if not beyond:
        return "Every page and every leaflet keeps its limits."
    return f"These do not keep their limits: {', '.join(beyond)}. All others do."


def _render(template: str, **values: object) -> str:
    return environment(TEMPLATES).get_template(template).render(**values)
