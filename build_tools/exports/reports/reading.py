"""How hard each page, leaflet and statement is to read: model -> rows, the hardest first. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from build_tools.checks import reading, walk
from build_tools.checks.measure import Measure, measure, sentences_in
from build_tools.checks.walk import Surface
from build_tools.content.model import Procedure, Project, ReadingFigure, Statement, gathered_by
from build_tools.exports.reports.where import names
from build_tools.problems import Place

NOTES = (
    "Grade is the Flesch-Kincaid grade: years of school. Ease is the Flesch reading ease: 100 is very easy, "
    "0 very hard.",
    "Both formulas are made for English, and count the English text; translations are not counted.",
    "Titles, headings, labels and the meanings in brackets do not count, nor do pages that are made from data. "
    "Each item of a list counts as a sentence, also without a period; tools that run the items together find "
    "higher grades.",
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
    procedures = tuple(each for each in project.procedures if procedure in (None, each.id))
    surfaces = [_surface(project, surface, counts) for surface, counts in _measured(project, procedures)]
    statements = [row for each in procedures for row in _statements(project, each)]
    return ReadingReport(
        procedures,
        tuple(sorted(surfaces, key=lambda row: (row.is_kept, -row.counts.grade, row.procedure, row.name))),
        tuple(sorted(statements, key=lambda row: (row.longest.is_kept, row.is_fragment, -row.counts.grade, row.place))),
    )


def _measured(project: Project, procedures: tuple[Procedure, ...]) -> Iterator[tuple[Surface, Measure]]:
    """Every page and leaflet that has sentences; a page of definitions has none of its own."""
    for surface, _, counts in reading.measured(project):
        if surface.procedure in procedures and counts.words:
            yield surface, counts


def _surface(project: Project, surface: Surface, counts: Measure) -> SurfaceRow:
    limits, highest = project.style.limits, reading.highest_grade(project, surface)
    (name,) = names(project, [surface])
    return SurfaceRow(
        surface.procedure.id,
        name,
        walk.plain(walk.voice(project, surface.procedure), surface.record.title),
        surface.record.place(),
        counts,
        Bound(counts.grade, highest, counts.grade <= highest),
        Bound(counts.ease, limits.reading_ease, counts.ease >= limits.reading_ease),
        Bound(counts.mean, limits.mean_sentence_words, counts.mean <= limits.mean_sentence_words),
        _longest(counts, limits.sentence_words),
    )


def _longest(counts: Measure, limit: int) -> Bound:
    return Bound(counts.longest, limit, counts.longest <= limit)


def _statements(project: Project, procedure: Procedure) -> Iterator[StatementRow]:
    voice, limit = walk.voice(project, procedure), project.style.limits.sentence_words
    words: dict[Place, str] = {}
    surfaces: dict[Place, list[Surface]] = {}
    for surface, topic, statement in _shown(project, procedure):
        place, words[place] = reading.read(statement, voice, topic)
        surfaces.setdefault(place, []).append(surface)
    for place, said in words.items():
        counts = measure(sentences_in(said))
        stands_on = names(project, surfaces[place])
        yield StatementRow(procedure.id, place, said, stands_on, counts, _longest(counts, limit))


def _shown(project: Project, procedure: Procedure) -> Iterator[tuple[Surface, str, Statement]]:
    """Every statement of every topic on every page and leaflet; on a plan page those that are steps."""
    for surface in walk.surfaces(project):
        if surface.procedure is procedure:
            yield from ((surface, topic, statement) for topic, statement in _in(surface))
    for page in project.site.pages:
        plan = Surface("page", page.id, page, procedure, gathered_by(procedure, page))
        yield from ((plan, topic, statement) for topic, statement in _in(plan) if statement.plan)


def _in(surface: Surface) -> Iterator[tuple[str, Statement]]:
    for id, _, blocks in surface.shown:
        yield from ((id, statement) for block in blocks for statement in block.statements())
