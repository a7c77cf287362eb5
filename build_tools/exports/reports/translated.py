"""How easy the pages and leaflets of a translation are to read: rows, the hardest first. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from build_tools.checks.translated import EASE, Reading, readings, unit
from build_tools.columns import as_json
from build_tools.content.model import Project
from build_tools.exports.reports.where import names
from build_tools.languages.catalog import Catalog

NO_FORMULA = "There is no formula for this language here. What tells something is how long its sentences are."
FORMULA = "Ease is INFLESZ, made for Spanish: above 80 very easy, from {least:g} on easy enough; less is refused."
UNFINISHED = "What is not translated is counted as it stands, in English."


def text(project: Project, catalog: Catalog, day: date) -> str:
    """The report as people read it."""
    told = FORMULA.format(least=EASE[catalog.tag]) if catalog.tag in EASE else NO_FORMULA
    head = f"{'ease':>6} {'mean':>6} {'longest':>8} {unit(catalog):>6} {'sentences':>10}  page or leaflet"
    lines = [f"How easy it is to read in {catalog.language_name(catalog.tag)}, {day}", "", told, UNFINISHED, "", head]
    return "\n".join([*lines, *(_line(project, each) for each in _sorted(project, catalog))])


def json(project: Project, catalog: Catalog, day: date) -> str:
    """The same for programs."""
    rows = [_data(project, each) for each in _sorted(project, catalog)]
    counted = {"language": catalog.tag, "counted_in": unit(catalog), "least_ease": EASE.get(catalog.tag)}
    return as_json({"date": day.isoformat(), **counted, "surfaces": rows})


def _sorted(project: Project, catalog: Catalog) -> list[Reading]:
    return sorted(readings(project, catalog), key=lambda each: (each.ease or 0, -each.counts.mean, each.name))


def _line(project: Project, each: Reading) -> str:
    ease, counts = f"{each.ease:.1f}" if each.ease is not None else "-", each.counts
    numbers = f"{ease:>6} {counts.mean:>6.1f} {counts.longest:>8} {counts.words:>6} {counts.sentences:>10}"
    return f"{numbers}  {_label(project, each)}"


def _label(project: Project, each: Reading) -> str:
    (name,) = names(project, [each.view])
    return name if len(project.procedures) == 1 else f"{each.view.procedure.id}: {name}"


def _data(project: Project, each: Reading) -> dict[str, Any]:
    ease, counts = round(each.ease, 2) if each.ease is not None else None, each.counts
    named = {"procedure": each.view.procedure.id, "name": _label(project, each)}
    return {**named, "ease": ease, "mean": round(counts.mean, 2), "longest": counts.longest, "words": counts.words}
