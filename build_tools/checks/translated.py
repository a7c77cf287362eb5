"""How easy a translation is to read: by the formula of its language, or by the length of its sentences.

The formulas of English are made for English, and tell nothing of another language.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from build_tools.checks import english
from build_tools.checks.measure import WITHOUT_SPACES, Measure
from build_tools.checks.reading import Sentences, measured
from build_tools.checks.views import View
from build_tools.content.model import Project
from build_tools.guide import walk
from build_tools.languages.catalog import Catalog
from build_tools.problems import Problem

EASE = {"es": 65.0}
"""Where a language has a formula: the least that a page may have. Spanish: INFLESZ, from 65 on "quite easy"."""
FIRST = 3


class Reading(NamedTuple):
    """A page or leaflet in another language."""

    view: View
    counts: Measure
    sentences: Sentences
    ease: float | None
    """By the formula of the language, if there is one."""

    @property
    def name(self) -> str:
        """Such as "the page `overview` of hip-scan"."""
        return f"the {self.view.kind} `{self.view.id}` of {self.view.procedure.id}"


def readings(project: Project, catalog: Catalog) -> Iterator[Reading]:
    """Every page and leaflet that tells anything in sentences."""
    told = english.readings(project, catalog)
    for view, sentences, counts in measured(project, told, catalog.tag):
        lines = walk.lines(told[view.procedure.id].sections(view.shown))
        if counts.words and not any(line.missing for line in lines):  # else it does not go out yet
            yield Reading(view, counts, sentences, counts.inflesz if catalog.tag in EASE else None)


def problems(project: Project, catalog: Catalog) -> Iterator[Problem]:
    """A page or leaflet is as easy as its language asks: INFLESZ in Spanish; the limits of language.yaml in any."""
    own = catalog.own
    if catalog.tag not in EASE and not own.mean_sentence and not own.longest_sentence:
        return
    for each in readings(project, catalog):
        place, name, counts = each.view.record.place(), f"{each.name} in {catalog.tag}", each.counts
        if each.ease is not None and each.ease < EASE[catalog.tag]:
            message = f"{name} has reading ease {each.ease:.1f} (INFLESZ); at least {EASE[catalog.tag]:g}"
            yield Problem(place, "reading-ease", message, _longest(each))
        if own.mean_sentence and counts.mean > own.mean_sentence:
            message = f"{name} has {counts.mean:.1f} {unit(catalog)} in a sentence on average"
            yield Problem(place, "mean-sentence", f"{message}; at most {own.mean_sentence}", _longest(each))
        if own.longest_sentence and counts.longest > own.longest_sentence:
            message = f"{name} has a sentence of {counts.longest} {unit(catalog)}; at most {own.longest_sentence}"
            yield Problem(place, "long-sentence", message, _longest(each))


def unit(catalog: Catalog) -> str:
    """What sentences are counted in."""
    return "signs" if catalog.tag.partition("-")[0] in WITHOUT_SPACES else "words"


def _longest(each: Reading) -> str:
    found = sorted(each.sentences, key=lambda told: (-len(told[1]), told))[:FIRST]
    return "make these easier first: " + "; ".join(f"{place.path}:{place.line} {said}" for place, said in found)
