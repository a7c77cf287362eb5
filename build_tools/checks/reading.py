"""Rules on how easy a whole page or leaflet is to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.checks import walk
from build_tools.checks.measure import Measure, measure, sentences_in, words_in
from build_tools.checks.walk import Surface
from build_tools.content.model import ChanceRow, Leaflet, Project, Shown, Statement
from build_tools.guide import prose
from build_tools.problems import Place, Problem

Sentences = list[tuple[Place, str]]
WORST = 3
FRAGMENT = 5  # words; the score of a shorter sentence says nothing


def texts(shown: Iterable[Shown], voice: prose.Prose) -> Sentences:
    """The sentences that stand in some topics, as the reader reads them. Titles, headings and labels do not count."""
    found: Sentences = []
    for id, _, blocks in shown:
        for block in blocks:
            for statement in block.statements():
                place, words = read(statement, voice, id)
                found += [(place, sentence) for sentence in sentences_in(words)]
    return found


def read(statement: Statement, voice: prose.Prose, topic: str) -> tuple[Place, str]:
    """A statement as the reader reads it, with the place of the words that hold for this clinic."""
    if isinstance(statement, ChanceRow) and statement.fact in voice.procedure.facts.facts:
        here, there = f"{voice.value(statement.fact)} ", f". {voice.value(statement.fact, 'rest')} "
        words = here + walk.plain(voice, statement.say, topic) + there + walk.plain(voice, statement.otherwise, topic)
        return statement.place("say"), words
    known = all(id in voice.procedure.facts.facts for id in prose.facts_in(statement.say))
    if known and statement.unset and voice.is_unset(statement):
        return statement.place("unset"), walk.plain(voice, statement.unset, topic)
    return statement.place("say"), walk.plain(voice, statement.say, topic)


def measured(project: Project) -> Iterator[tuple[Surface, Sentences, Measure]]:
    """Every page and leaflet with its sentences and their measure."""
    voices = {procedure.id: walk.voice(project, procedure) for procedure in project.procedures}
    for surface in walk.surfaces(project):
        sentences = texts(surface.shown, voices[surface.procedure.id])
        yield surface, sentences, measure(sentence for _, sentence in sentences)


def highest_grade(project: Project, surface: Surface) -> float:
    """The limit of a page or leaflet."""
    return surface.record.grade if isinstance(surface.record, Leaflet) else project.site.grade


def reading_grade(project: Project) -> Iterator[Problem]:
    """A page or leaflet is no harder than its reading grade (Flesch-Kincaid): `grade` in site.yaml or the leaflet."""
    for surface, sentences, counts in measured(project):
        limit = highest_grade(project, surface)
        if counts.grade > limit:
            message = f"{_name(surface)} reads at grade {counts.grade:.2f}; at most {limit:g}"
            yield Problem(surface.record.place(), "reading-grade", message, _worst(sentences))


def reading_ease(project: Project) -> Iterator[Problem]:
    """A page or leaflet has at least the reading ease (Flesch) of style.yaml."""
    limit = project.style.limits.reading_ease
    for surface, sentences, counts in measured(project):
        if counts.ease < limit:
            message = f"{_name(surface)} has reading ease {counts.ease:.1f}; at least {limit}"
            yield Problem(surface.record.place(), "reading-ease", message, _worst(sentences))


def mean_sentence(project: Project) -> Iterator[Problem]:
    """The sentences of a page or leaflet are short on average; the limit stands in style.yaml."""
    limit = project.style.limits.mean_sentence_words
    for surface, sentences, counts in measured(project):
        if counts.mean > limit:
            message = f"{_name(surface)} has {counts.mean:.1f} words in a sentence on average; at most {limit}"
            yield Problem(surface.record.place(), "mean-sentence", message, _worst(sentences))


def _name(surface: Surface) -> str:
    return f"the {surface.kind} `{surface.id}` of {surface.procedure.id}"


def _worst(sentences: Sentences) -> str:
    """The sentences to mend first."""
    long = [(place, sentence) for place, sentence in sentences if words_in(sentence) >= FRAGMENT]
    hardest = sorted(long or sentences, key=lambda found: (-measure([found[1]]).grade, found))[:WORST]
    return "make these easier first: " + "; ".join(
        f"{place.path}:{place.line} {sentence}" for place, sentence in hardest
    )
