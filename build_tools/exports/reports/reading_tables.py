"""The rows of the report on reading ease as columns of text, and as data for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from build_tools.content.model import ReadingFigure
from build_tools.exports.reports.reading import Bound, ReadingReport, StatementRow, SurfaceRow

SURFACES = ("kept", "grade", "limit", "ease", "limit", "mean", "limit", "longest", "limit", "words", "sentences")
STATEMENTS = ("grade", "ease", "mean", "longest", "limit", "words", "sentences")


def surfaces(report: ReadingReport) -> Iterator[str]:
    """The lines of the table of pages and leaflets; its head first."""
    return _table(SURFACES, "page or leaflet", [(_surface(row), report.label(row)) for row in report.surfaces])


def statements(rows: Sequence[StatementRow]) -> Iterator[str]:
    """The same of statements; what each says stands below its line."""
    return _table(STATEMENTS, "place", [(_statement(row), f"{row.place.path}:{row.place.line}") for row in rows])


def grade_range(report: ReadingReport, kind: str) -> str:
    """From which grade to which the pages or the leaflets of the report reach."""
    grades = sorted(row.counts.grade for row in report.surfaces if row.name.startswith(kind))
    return f"{grades[0]:.1f} to {grades[-1]:.1f}" if grades else "none"


def grades(figure: ReadingFigure) -> str:
    """The grades of other texts."""
    return f"{figure.grade:g} to {figure.up_to:g}" if figure.up_to else f"{figure.grade:g}"


def as_data(report: ReadingReport) -> dict[str, Any]:
    """The rows for programs."""
    return {
        "surfaces": [_surface_data(row) for row in report.surfaces],
        "other_texts": [{"procedure": id, **figure.model_dump()} for id, figure in report.figures()],
        "statements": [_statement_data(row) for row in report.statements],
    }


def _surface(row: SurfaceRow) -> tuple[str, ...]:
    bounds = ((row.grade, ".2f"), (row.ease, ".1f"), (row.mean, ".1f"), (row.longest, "g"))
    told = [cell for bound, form in bounds for cell in (f"{bound.value:{form}}", f"{bound.limit:g}")]
    kept = f"{'yes' if row.is_kept else 'NO'}{', clipped' if row.is_clipped else ''}"
    return (kept, *told, str(row.counts.words), str(row.counts.sentences))


def _statement(row: StatementRow) -> tuple[str, ...]:
    scores = ("-", "-") if row.is_fragment else (f"{row.counts.grade:.1f}", f"{row.counts.ease:.1f}")
    counts = (row.longest.value, row.longest.limit, row.counts.words, row.counts.sentences)
    return (*scores, f"{row.counts.mean:.1f}", *(f"{count:g}" for count in counts))


def _table(head: Sequence[str], last: str, rows: Sequence[tuple[Sequence[str], str]]) -> Iterator[str]:
    """Numbers to the right, and a last column of words."""
    cells = [(head, last), *rows]
    widths = [max(len(numbers[column]) for numbers, _ in cells) for column in range(len(head))]
    for numbers, words in cells:
        yield "  ".join([*(cell.rjust(width) for cell, width in zip(numbers, widths, strict=True)), words])


def _surface_data(row: SurfaceRow) -> dict[str, Any]:
    bounds = {"grade": row.grade, "ease": row.ease, "mean": row.mean, "longest": row.longest}
    named = {"procedure": row.procedure, "name": row.name, "title": row.title, **row.place._asdict()}
    counts = {"words": row.counts.words, "sentences": row.counts.sentences, "clipped": row.is_clipped}
    return {**named, **counts, **{name: _bound_data(bound) for name, bound in bounds.items()}}


def _statement_data(row: StatementRow) -> dict[str, Any]:
    named = {"procedure": row.procedure, **row.place._asdict(), "says": row.words, "stands_on": row.stands_on}
    scores = {name: round(getattr(row.counts, name), 2) for name in ("grade", "ease", "mean")}
    counts = {"words": row.counts.words, "sentences": row.counts.sentences}
    return {**named, "fragment": row.is_fragment, **scores, **counts, "longest": _bound_data(row.longest)}


def _bound_data(bound: Bound) -> dict[str, float | bool]:
    return {"value": round(bound.value, 2), "limit": bound.limit, "kept": bound.is_kept}
