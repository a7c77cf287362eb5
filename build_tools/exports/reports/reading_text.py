"""The report on reading ease for a terminal, 80 to 120 characters wide, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import fill
from typing import Any

from build_tools.content.model import ReadingFigure
from build_tools.exports.reports.reading import NOTES, Bound, ReadingReport, StatementRow, SurfaceRow

WIDTH = 100
WORST = 20
SURFACES = ("kept", "grade", "limit", "ease", "limit", "mean", "limit", "longest", "limit", "words", "sentences")
STATEMENTS = ("grade", "ease", "mean", "longest", "limit", "words", "sentences")


def text(report: ReadingReport, day: date, is_whole: bool) -> str:
    """The report; of the statements the hardest, or all of them."""
    shown = report.statements if is_whole else report.statements[:WORST]
    count = f"{len(shown)} of {len(report.statements)} statements, the hardest first"
    return "\n".join(
        [
            f"How easy it is to read, {day}",
            *("", *(fill(note, WIDTH, initial_indent="- ", subsequent_indent="  ") for note in NOTES)),
            *("", "Pages and leaflets, the hardest first. Mean and longest: words in a sentence.", ""),
            *_table(SURFACES, "page or leaflet", [(_cells(row), report.label(row)) for row in report.surfaces]),
            *("", "Other texts, to compare with", "", *_figures(report)),
            *("", count if is_whole else f"{count} (--all: all of them)", ""),
            *_statements(shown),
        ]
    )


def grade_range(report: ReadingReport, kind: str) -> str:
    """From which grade to which the pages or the leaflets of the report reach."""
    grades = sorted(row.counts.grade for row in report.surfaces if row.name.startswith(kind))
    return f"{grades[0]:.1f} to {grades[-1]:.1f}" if grades else "none"


def grades(figure: ReadingFigure) -> str:
    """The grades of other texts."""
    return f"{figure.grade:g} to {figure.up_to:g}" if figure.up_to else f"{figure.grade:g}"


def as_data(report: ReadingReport, day: date) -> dict[str, Any]:
    """The report for programs."""
    return {
        "date": day.isoformat(),
        "notes": list(NOTES),
        "surfaces": [_surface_data(row) for row in report.surfaces],
        "other_texts": [{"procedure": id, **figure.model_dump()} for id, figure in report.figures()],
        "statements": [_statement_data(row) for row in report.statements],
    }


def _cells(row: SurfaceRow) -> tuple[str, ...]:
    bounds = ((row.grade, ".2f"), (row.ease, ".1f"), (row.mean, ".1f"), (row.longest, "g"))
    told = [cell for bound, form in bounds for cell in (f"{bound.value:{form}}", f"{bound.limit:g}")]
    return ("yes" if row.is_kept else "NO", *told, str(row.counts.words), str(row.counts.sentences))


def _statements(rows: Sequence[StatementRow]) -> Iterator[str]:
    places = [f"{row.place.path}:{row.place.line}" for row in rows]
    head, *lines = _table(
        STATEMENTS, "place", [(_statement_cells(row), place) for row, place in zip(rows, places, strict=True)]
    )
    yield head
    for row, line in zip(rows, lines, strict=True):
        yield line
        yield fill(row.words, WIDTH, initial_indent="    ", subsequent_indent="    ")
        yield fill(", ".join(row.stands_on), WIDTH, initial_indent="    on: ", subsequent_indent="    ")


def _statement_cells(row: StatementRow) -> tuple[str, ...]:
    scores = ("-", "-") if row.is_fragment else (f"{row.counts.grade:.1f}", f"{row.counts.ease:.1f}")
    counts = (row.longest.value, row.longest.limit, row.counts.words, row.counts.sentences)
    return (*scores, f"{row.counts.mean:.1f}", *(f"{count:g}" for count in counts))


def _table(head: Sequence[str], last: str, rows: Sequence[tuple[Sequence[str], str]]) -> Iterator[str]:
    """Numbers to the right, and a last column of words."""
    cells = [(head, last), *rows]
    widths = [max(len(numbers[column]) for numbers, _ in cells) for column in range(len(head))]
    for numbers, words in cells:
        yield "  ".join([*(cell.rjust(width) for cell, width in zip(numbers, widths, strict=True)), words])


def _figures(report: ReadingReport) -> Iterator[str]:
    pages, leaflets = (grade_range(report, kind) for kind in ("page", "leaflet"))
    yield f"grade {pages}: the pages of this report; its leaflets {leaflets}"
    for _, figure in report.figures():
        more = [f"ease {figure.ease}"] if figure.ease else []
        more += [f"{figure.sentence_words} words in a sentence"] if figure.sentence_words else []
        yield fill(", ".join([f"grade {grades(figure)}", *more]) + f": {figure.what}", WIDTH, subsequent_indent="    ")
        yield fill(f"{figure.counted} {figure.source}", WIDTH, initial_indent="    ", subsequent_indent="    ")


def _bound_data(bound: Bound) -> dict[str, float | bool]:
    return {"value": round(bound.value, 2), "limit": bound.limit, "kept": bound.is_kept}


def _surface_data(row: SurfaceRow) -> dict[str, Any]:
    bounds = {"grade": row.grade, "ease": row.ease, "mean": row.mean, "longest": row.longest}
    return {
        "procedure": row.procedure,
        "name": row.name,
        "title": row.title,
        **row.place._asdict(),
        "words": row.counts.words,
        "sentences": row.counts.sentences,
        **{name: _bound_data(bound) for name, bound in bounds.items()},
    }


def _statement_data(row: StatementRow) -> dict[str, Any]:
    return {
        "procedure": row.procedure,
        **row.place._asdict(),
        "says": row.words,
        "stands_on": list(row.stands_on),
        "fragment": row.is_fragment,
        "grade": round(row.counts.grade, 2),
        "ease": round(row.counts.ease, 2),
        "mean": round(row.counts.mean, 2),
        "words": row.counts.words,
        "sentences": row.counts.sentences,
        "longest": _bound_data(row.longest),
    }
