"""Rules on how easy a whole page or leaflet is to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.checks import views
from build_tools.checks.english import Readings
from build_tools.checks.measure import ENGLISH, Measure, measure, sentences_in, words_in
from build_tools.checks.views import View
from build_tools.content.model import Leaflet, Project
from build_tools.guide import walk
from build_tools.guide.records import Section
from build_tools.problems import Place, Problem

Sentences = list[tuple[Place, str]]
WORST = 3
FRAGMENT = 5  # words; the score of a shorter sentence says nothing


def sentences_of(sections: Iterable[Section]) -> Sentences:
    """What readers are told in these sections. Titles, headings and labels do not count."""
    told = walk.statements(tuple(sections))
    return [(line.place, sentence) for line in told for sentence in sentences_in(line.text)]


def measured(
    project: Project, english: Readings, language: str = ENGLISH
) -> Iterator[tuple[View, Sentences, Measure]]:
    """Every page and leaflet with its sentences and their measure; of a translation, if these are its words."""
    for view in views.of_topics(project):
        sentences = sentences_of(english[view.procedure.id].sections(view.shown))
        yield view, sentences, measure((sentence for _, sentence in sentences), language)


def highest_grade(project: Project, view: View) -> float:
    """The limit of a page or leaflet."""
    return view.record.grade if isinstance(view.record, Leaflet) else project.site.grade


def reading_grade(project: Project, english: Readings) -> Iterator[Problem]:
    """A page or leaflet is no harder than its reading grade (Flesch-Kincaid): `grade` in site.yaml or the leaflet."""
    for view, sentences, counts in measured(project, english):
        limit = highest_grade(project, view)
        if counts.grade > limit:
            message = f"{_name(view)} reads at grade {counts.grade:.2f}; at most {limit:g}"
            yield Problem(view.record.place(), "reading-grade", message, _worst(sentences))


def reading_ease(project: Project, english: Readings) -> Iterator[Problem]:
    """A page or leaflet has at least the reading ease (Flesch) of style.yaml."""
    limit = project.style.limits.reading_ease
    for view, sentences, counts in measured(project, english):
        if counts.ease < limit:
            message = f"{_name(view)} has reading ease {counts.ease:.1f}; at least {limit}"
            yield Problem(view.record.place(), "reading-ease", message, _worst(sentences))


def mean_sentence(project: Project, english: Readings) -> Iterator[Problem]:
    """The sentences of a page or leaflet are short on average; the limit stands in style.yaml."""
    limit = project.style.limits.mean_sentence_words
    for view, sentences, counts in measured(project, english):
        if counts.mean > limit:
            message = f"{_name(view)} has {counts.mean:.1f} words in a sentence on average; at most {limit}"
            yield Problem(view.record.place(), "mean-sentence", message, _worst(sentences))


def _name(view: View) -> str:
    return f"the {view.kind} `{view.id}` of {view.procedure.id}"


def _worst(sentences: Sentences) -> str:
    """The sentences to mend first."""
    long = [(place, sentence) for place, sentence in sentences if words_in(sentence) >= FRAGMENT]
    hardest = sorted(long or sentences, key=lambda found: (-measure([found[1]]).grade, found))[:WORST]
    return "make these easier first: " + "; ".join(
        f"{place.path}:{place.line} {sentence}" for place, sentence in hardest
    )
