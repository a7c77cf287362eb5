"""How hard each page, leaflet and statement is to read: model -> rows, the hardest first. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from build_tools.checks import english, reading, views
from build_tools.checks.english import Readings
from build_tools.checks.measure import Measure, measure, sentences_in
from build_tools.checks.views import View
from build_tools.content.model import Procedure, Project, ReadingFigure, gathered_by
from build_tools.exports.reports.where import names
from build_tools.guide import walk
from build_tools.guide.records import Line
from build_tools.problems import Place

CLIPPED = 3.0
NOTES = (
    "Grade is the Flesch-Kincaid grade: years of school. Ease is the Flesch reading ease: 100 is very easy, "
    "0 very hard.",
    "Both formulas are made for English, and count the English text. Of a translation: --language.",
    "Titles, headings, labels and the meanings in brackets do not count, nor do pages that are made from data. "
    "Each item of a list counts as a sentence, also without a period; tools that run the items together find "
    "higher grades.",
    f"A page or leaflet below grade {CLIPPED:g} is marked as clipped: look whether its reasons were left out. It is "
    "never refused.",
    "The score of a short text says little, and of a few words nothing. Limits of grade and ease are for a whole "
    "page or leaflet; a single statement has a limit only for its longest sentence.",
    "A formula counts syllables and words. It does not know whether a text is clear, true or kind. No formula "
    "takes the place of trying the text with readers.",
)


class Bound(NamedTuple):
    """A count beside its limit."""

    value: float
    limit: float
    is_kept: bool


class SurfaceRow(NamedTuple):
    """A page or leaflet of one procedure."""

    procedure: str
    name: str
    """Such as "page overview", or "leaflet card (large)" where sizes have different words."""
    title: str
    place: Place
    counts: Measure
    grade: Bound
    ease: Bound
    mean: Bound
    """Words in a sentence, on average."""
    longest: Bound
    """Words in the longest sentence."""

    @property
    def is_kept(self) -> bool:
        """Whether it keeps all its limits."""
        return all(bound.is_kept for bound in (self.grade, self.ease, self.mean, self.longest))

    @property
    def is_clipped(self) -> bool:
        """Whether it is so easy that reasons may be missing."""
        return self.counts.grade < CLIPPED


class StatementRow(NamedTuple):
    """A statement of one procedure, once, wherever it stands."""

    procedure: str
    place: Place
    words: str
    stands_on: tuple[str, ...]
    counts: Measure
    longest: Bound

    @property
    def is_fragment(self) -> bool:
        """Whether it is too short for its score to say anything."""
        return self.counts.words < reading.FRAGMENT


class ReadingReport(NamedTuple):
    """The whole report; procedures in the order of their names, rows the hardest first."""

    procedures: tuple[Procedure, ...]
    surfaces: tuple[SurfaceRow, ...]
    statements: tuple[StatementRow, ...]

    def label(self, row: SurfaceRow) -> str:
        """The name of a page or leaflet; with its procedure where there are several."""
        return row.name if len(self.procedures) == 1 else f"{row.procedure}: {row.name}"

    def figures(self) -> Iterator[tuple[str, ReadingFigure]]:
        """The figures of other texts, each with the procedure that it belongs to."""
        for procedure in self.procedures:
            yield from ((procedure.id, figure) for figure in procedure.reading.figures)


def report(project: Project, procedure: str | None = None) -> ReadingReport:
    """The reading ease of everything, or of one procedure."""
    read = english.readings(project)
    procedures = tuple(each for each in project.procedures if procedure in (None, each.id))
    # A page of definitions has no sentences of its own.
    found = [(view, counts) for view, _, counts in reading.measured(project, read) if counts.words]
    surfaces = [_surface(project, read, view, counts) for view, counts in found if view.procedure in procedures]
    statements = [row for each in procedures for row in _statements(project, read, each)]
    return ReadingReport(
        procedures,
        tuple(sorted(surfaces, key=lambda row: (row.is_kept, -row.counts.grade, row.procedure, row.name))),
        tuple(sorted(statements, key=lambda row: (row.longest.is_kept, row.is_fragment, -row.counts.grade, row.place))),
    )


def _surface(project: Project, read: Readings, view: View, counts: Measure) -> SurfaceRow:
    limits, highest = project.style.limits, reading.highest_grade(project, view)
    (name,) = names(project, [view])
    return SurfaceRow(
        view.procedure.id,
        name,
        read[view.procedure.id].text(view.record.title) or "",
        view.record.place(),
        counts,
        Bound(counts.grade, highest, counts.grade <= highest),
        Bound(counts.ease, limits.reading_ease, counts.ease >= limits.reading_ease),
        Bound(counts.mean, limits.mean_sentence_words, counts.mean <= limits.mean_sentence_words),
        _longest(counts, limits.sentence_words),
    )


def _longest(counts: Measure, limit: int) -> Bound:
    return Bound(counts.longest, limit, counts.longest <= limit)


def _statements(project: Project, read: Readings, procedure: Procedure) -> Iterator[StatementRow]:
    limit = project.style.limits.sentence_words
    words: dict[Place, str] = {}
    stands_on: dict[Place, list[View]] = {}
    for view, line in _shown(project, read, procedure):
        words[line.place] = line.text
        stands_on.setdefault(line.place, []).append(view)
    for place, said in words.items():
        counts = measure(sentences_in(said))
        yield StatementRow(procedure.id, place, said, names(project, stands_on[place]), counts, _longest(counts, limit))


def _shown(project: Project, read: Readings, procedure: Procedure) -> Iterator[tuple[View, Line]]:
    """Every statement of every topic on every page and leaflet; on a plan page those that are steps."""
    said = read[procedure.id]
    for view in views.of_topics(project):
        if view.procedure is procedure:
            yield from ((view, line) for line in walk.statements(said.sections(view.shown)))
    for page in project.site.pages:
        plan = View("page", page.id, page, procedure, gathered_by(procedure, page))
        yield from ((plan, line) for line in walk.statements(said.sections(plan.shown)) if line.when)
