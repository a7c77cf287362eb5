"""Rules on facts that hang together: what facts.yaml says of two of them holds for the numbers of the clinic too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from build_tools.content.model import Clock, Fact, Procedure, Project, Record, Relation
from build_tools.guide.plan import MINUTES
from build_tools.languages.catalog import bounds
from build_tools.problems import Place, Problem

GRAMS = {"pound": 453.592, "kilogram": 1000}
# By the unit of a fact: what is measured, and how much of it one is.
MEASURES = {unit: ("time", float(each)) for unit, each in MINUTES.items()}
MEASURES |= {unit: ("weight", float(each)) for unit, each in GRAMS.items()}


class Side(NamedTuple):
    """A fact of a relation with the bounds that hold: None while the clinic has them to set; and who set them where."""

    fact: Fact
    bounds: tuple[int, int] | None
    set_at: Place | None

    @property
    def measure(self) -> tuple[str, float]:
        """What it counts, and how much of that one is."""
        share = ("share of people", 1 / (self.fact.of or 1))
        return share if self.fact.unit == "people" else MEASURES.get(self.fact.unit, (self.fact.unit, 1.0))

    def __str__(self) -> str:
        low, high = self.bounds or (0, 0)
        if self.fact.unit == "time_of_day":
            low, high = Clock(low), Clock(high)
        return f"{low if low == high else f'{low} to {high}'} ({self.fact.unit})"


def relations_compare(project: Project) -> Iterator[Problem]:
    """A relation is between two facts that measure the same: times, weights, people, times of day or plain numbers."""
    for relation, smaller, larger in _relations(project):
        if relation.smaller == relation.larger or smaller.measure[0] != larger.measure[0]:
            units = f"{smaller.fact.unit} and {larger.fact.unit}"
            message = f"`{relation.smaller}` cannot be compared with `{relation.larger}`: {units}"
            yield Problem(relation.place("larger"), "bad-relation", message, "name two facts that measure the same")


def relations_hold(project: Project) -> Iterator[Problem]:
    """The facts of a relation have numbers that fit, as the sources give them and as the clinic sets them."""
    for relation, smaller, larger in _relations(project):
        if smaller.measure[0] == larger.measure[0] and _is_more(smaller, larger):
            place = smaller.set_at or larger.set_at or relation.place("smaller")
            message = f"`{relation.smaller}` is more than `{relation.larger}`: {smaller}, and {larger}"
            yield Problem(place, "broken-relation", message, f"correct one of the two: {relation.reason}")


def differences_hold(project: Project) -> Iterator[Problem]:
    """The fact that says by how much one of two is larger is their difference, in the same unit."""
    for procedure in project.procedures:
        for relation in procedure.facts.relations if isinstance(procedure.facts, Record) else ():
            names = (relation.smaller, relation.larger, relation.difference)
            if set(names) <= procedure.facts.facts.keys():
                smaller, larger, told = (procedure.facts.facts[str(id)] for id in names)
                if _said(told) != _difference(smaller, larger):
                    message = (
                        f"`{relation.difference}` is not what lies between `{relation.smaller}` and `{relation.larger}`"
                    )
                    hint = "write the difference of the two, in their unit and out of the same number"
                    yield Problem(relation.place("difference"), "broken-relation", message, hint)


def _said(fact: Fact) -> tuple[object, ...]:
    return fact.set_by, fact.unit, fact.of, *bounds(fact)


def _difference(smaller: Fact, larger: Fact) -> tuple[object, ...]:
    """What a fact says that lies between these two; nothing where they do not count the same, or one is a range."""
    set_by, unit, of, low, high = _said(larger)
    less = _said(smaller)
    if less[:3] != (set_by, unit, of) or low != high or less[3] != less[4]:
        return ()
    return set_by, unit, of, *[bounds(larger)[0] - bounds(smaller)[0]] * 2


def _relations(project: Project) -> Iterator[tuple[Relation, Side, Side]]:
    """Those whose facts exist; another rule reports unknown names."""
    for procedure in project.procedures:
        for relation in procedure.facts.relations if isinstance(procedure.facts, Record) else ():
            if {relation.smaller, relation.larger} <= procedure.facts.facts.keys():
                sides = [_side(project, procedure, id) for id in (relation.smaller, relation.larger)]
                yield relation, sides[0], sides[1]


def _side(project: Project, procedure: Procedure, id: str) -> Side:
    fact = procedure.facts.facts[id]
    if fact.set_by == "sources":
        return Side(fact, bounds(fact), None)
    setting = project.clinic.settings.get(procedure.id, {}).get(id)
    return Side(fact, (setting.value, setting.value), setting.place("value")) if setting else Side(fact, None, None)


def _is_more(smaller: Side, larger: Side) -> bool:
    """Whether the one can be more than the other, in minutes, grams and the like."""
    if not smaller.bounds or not larger.bounds:
        return False
    return smaller.bounds[1] * smaller.measure[1] > larger.bounds[0] * larger.measure[1]
