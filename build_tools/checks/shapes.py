"""Rules on how things that are there fit together: forms of facts, chances, tables, sizes of print."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import walk
from build_tools.checks.references import did_you_mean
from build_tools.content.model import Fact, Project, YamlChances, YamlComparison, YamlFigure
from build_tools.content.texts import own_voice, texts_in
from build_tools.content.words import facts_in, is_fact, parse, phones_in
from build_tools.languages.catalog import bounds
from build_tools.problems import Problem

# A bar is 84 mm long in a column of A4, and a dot of an office printer is a twelfth of a millimetre (300 on an inch).
DOTS = 1_000
OF_PEOPLE = ("rest", "counted", "more")


def fact_forms(project: Project) -> Iterator[Problem]:
    """`{id.rest}`, `{id.counted}` and `{id.more}` are for facts that count people.

    Names that are no facts, such as `{clinic}`, have no form. Only a translation bends words, as in `{id:after}`.
    """
    for text in own_voice(project):
        for piece in parse(text.words):
            if piece.bent:
                message = f"`{piece.text}`: only a translation has forms such as :{piece.bent}"
                yield Problem(text.place, "bad-fact-form", message, f"write `{{{piece.target}}}`")
            elif piece.form and not is_fact(piece.target):
                hint = f"write `{{{piece.target}}}`"
                yield Problem(text.place, "bad-fact-form", f"`{piece.text}`: only facts have a .{piece.form}", hint)
            elif piece.form in OF_PEOPLE and text.procedure:
                fact = text.procedure.facts.facts.get(piece.target)
                if fact and fact.unit != "people":
                    message = f"`{piece.text}`: only facts with the unit `people` have a .{piece.form}"
                    yield Problem(text.place, "bad-fact-form", message, f"write `{{{piece.target}}}`")


def chances_are_people(project: Project) -> Iterator[Problem]:
    """A row of chances shows a fact with the unit `people`."""
    for procedure, block in walk.blocks(project, YamlChances):
        for row in block.rows:
            fact = procedure.facts.facts.get(row.fact)
            if fact and fact.unit != "people":
                message = f"the fact `{row.fact}` counts no people but has the unit `{fact.unit}`"
                hint = "name a fact with the unit `people`, or say it in a paragraph"
                yield Problem(row.place("fact"), "not-a-chance", message, hint)


def one_denominator(project: Project) -> Iterator[Problem]:
    """All rows of one block of chances count out of the same number of people."""
    for procedure, block in walk.blocks(project, YamlChances):
        facts = [(row, procedure.facts.facts.get(row.fact)) for row in block.rows]
        counted = [(row, fact) for row, fact in facts if fact and fact.of]
        for row, fact in counted:
            first = counted[0][1]
            if fact.of != first.of:
                message = f"out of {fact.of:,} people, where the first row is out of {first.of:,}"
                yield Problem(row.place("fact"), "one-denominator", message, _same_of(fact, first))


def chances_can_be_drawn(project: Project) -> Iterator[Problem]:
    """Those whom a chance counts, and those whom it does not, are nobody or so many that a printed dot shows them."""
    for procedure, block in walk.blocks(project, YamlChances):
        for row in block.rows:
            fact = procedure.facts.facts.get(row.fact)
            for part, of in _too_thin(fact) if fact else ():
                message = f"{part:,} of {of:,} people are less than a printed dot on a bar that is true to scale"
                yield Problem(row.place("fact"), "too-thin", message, "take the row out, and say it in a sentence")


def _too_thin(fact: Fact) -> Iterator[tuple[int, int]]:
    """Parts of all people for which there is no dot, each with the number of all."""
    of = fact.of or 1
    ends = [int(end) for end in bounds(fact)]
    yield from ((part, of) for part in dict.fromkeys((*ends, *(of - end for end in ends))) if 0 < part * DOTS < of)


def _same_of(fact: Fact, first: Fact) -> str:
    """How to go on: the number out of the same people, where it is a whole one."""
    given, of, wanted = bounds(fact), fact.of or 1, first.of or 1
    if any(number * wanted % of for number in given):
        return f"make two blocks, since {_shown(given)} of {of:,} is no whole number of {wanted:,}"
    same = tuple(number * wanted // of for number in given)
    return f"{_shown(given)} of {of:,} is {_shown(same)} of {wanted:,}: write it so in facts.yaml, or make two blocks"


def _shown(given: tuple[int, ...]) -> str:
    return " to ".join(f"{number:,}" for number in dict.fromkeys(given))


def comparison_shape(project: Project) -> Iterator[Problem]:
    """Each row of a comparison has one cell for each column."""
    for _, block in walk.blocks(project, YamlComparison):
        for row in block.rows:
            if len(row.cells) != len(block.columns):
                message = f"{len(row.cells)} cells for {len(block.columns)} columns"
                yield Problem(
                    row.place("cells"), "comparison-shape", message, "write one cell for each column, in order"
                )


def sides_of_sizes(project: Project) -> Iterator[Problem]:
    """Each leaflet says for every size how many sides it may have, and for nothing else."""
    known = {*project.sizes, *project.unread_sizes}
    for leaflet in project.leaflets.values():
        for size in sorted(known - set(leaflet.sides)):
            message, hint = f"no limit for the size `{size}`", f"add `{size}:` and the most sides it may have"
            yield Problem(leaflet.place("sides"), "sides-of-sizes", message, hint)
        for size in sorted(set(leaflet.sides) - known):
            message = f"there is no size `{size}`"
            hint = did_you_mean(size, known, "leaflets/sizes")
            yield Problem(leaflet.place("sides", size), "sides-of-sizes", message, hint)


def detail_and_sizes(project: Project) -> Iterator[Problem]:
    """A picture stands either on pages alone (`detail`), or also on the leaflets of the sizes that it names."""
    for _, figure in walk.blocks(project, YamlFigure):
        if figure.detail and figure.sizes:
            message = "`detail: true` leaves the picture out of every leaflet, and `sizes` shows it on some"
            yield Problem(figure.place("sizes"), "detail-and-sizes", message, "take out one of the two")


def same_numbers(project: Project) -> Iterator[Problem]:
    """A picture that some sizes leave out tells no number, of a fact or a phone; all readers need the numbers."""
    for procedure, figure in walk.blocks(project, YamlFigure):
        for text in texts_in(figure, procedure) if figure.sizes else ():
            for id in (*facts_in(text.words), *(f"phone_{phone}" for phone in phones_in(text.words))):
                message = f"`{{{id}}}` is told with a picture that not every size shows"
                hint = "tell the number in another block, or take out `sizes`"
                yield Problem(text.place, "number-in-some-sizes", message, hint)
