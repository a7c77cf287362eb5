"""Places to look at: guide -> spots. For a person who judges what no computer can, and to show what a judge found."""

from __future__ import annotations

import re

from build_tools.checks import reading
from build_tools.content.model import BlockKind, Chances, Figure
from build_tools.exports.reports.guide import Guide, Spot
from build_tools.exports.reports.judges import Look

# It finds many that are none and misses some: a place to begin reading, not a judgement.
PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:not\s+|\w+ly\s+)?(?:\w+ed|\w+en|done|put|told)\b", re.I)


def nothing(guide: Guide) -> tuple[Spot, ...]:
    """No place in the content shows it."""
    return ()


def purposes(guide: Guide) -> tuple[Spot, ...]:
    """The lines that say what a page or leaflet is for."""
    pages = [
        Spot(page.place("description"), (f"page {page.id}",), page.description) for page in guide.project.site.pages
    ]
    leaflets = guide.project.leaflets.items()
    return (*pages, *(Spot(leaflet.place("purpose"), (f"leaflet {id}",), leaflet.purpose) for id, leaflet in leaflets))


def page_order(guide: Guide) -> tuple[Spot, ...]:
    """The pages and leaflets, each with its sections in order."""
    surfaces = {f"{surface.kind} {surface.id}": surface for surface in guide.surfaces}
    titles = {name: ", ".join(each.topic.title for each in found.shown) for name, found in surfaces.items()}
    return tuple(Spot(found.record.place(), (name,), titles[name]) for name, found in surfaces.items())


def topics(*ids: str) -> Look:
    """Sections, as far as they are there."""
    return lambda guide: tuple(guide.section(id) for id in ids if id in guide.procedure.topics)


def blocks(*kinds: BlockKind) -> Look:
    """Every block of some kinds."""
    return lambda guide: tuple(guide.spot(found) for kind in kinds for found in guide.of_kind(kind))


def passive_sentences(guide: Guide) -> tuple[Spot, ...]:
    """Sentences that may tell what is done without saying who does it."""
    found = ((found, each) for found, each in guide.statements() if PASSIVE.search(each.say))
    return tuple(guide.spot(found, each.place("say"), each.say) for found, each in found)


def before_chances(guide: Guide) -> tuple[Spot, ...]:
    """The sentences before numbers of people."""
    chances = [(found, found.block) for found in guide.of_kind("chances")]
    introduced = [(found, block.intro) for found, block in chances if isinstance(block, Chances)]
    return tuple(guide.spot(found, intro.place("say"), intro.say) for found, intro in introduced)


def table_rows(guide: Guide) -> tuple[Spot, ...]:
    """What tables tell of each choice."""
    found = guide.of_kind("comparison")
    labels = {each: ", ".join(words for field, words in each.block.labels() if field == "rows") for each in found}
    return tuple(guide.spot(each, shows=labels[each]) for each in found)


def pictures(guide: Guide) -> tuple[Spot, ...]:
    """Every picture."""
    figures = [(found, found.block) for found in guide.of_kind("figure")]
    return tuple(guide.spot(found, shows=block.picture) for found, block in figures if isinstance(block, Figure))


def left_out(guide: Guide) -> tuple[Spot, ...]:
    """What the source documents say and we do not, and why."""
    rows = (row for rows in guide.procedure.coverage.documents.values() for row in rows)
    return tuple(Spot(row.place(), (), f"{row.fact} Left out: {row.left_out}") for row in rows if row.left_out)


def limits(*names: str) -> Look:
    """The limits of style.yaml that the rules of plain writing keep."""

    def look(guide: Guide) -> tuple[Spot, ...]:
        own = guide.project.style.limits
        told = ((name, f"{name.replace('_', ' ')}: {getattr(own, name)}") for name in names)
        return tuple(Spot(own.place(name), (), shows) for name, shows in told)

    return look


def grades(guide: Guide) -> tuple[Spot, ...]:
    """Every page and leaflet with its reading grade and ease."""
    found = [each for each in reading.measured(guide.project) if each[0].procedure is guide.procedure and each[2].words]
    return tuple(
        Spot(
            surface.record.place(),
            (f"{surface.kind} {surface.id}",),
            f"grade {counts.grade:.1f}, ease {counts.ease:.0f}",
        )
        for surface, _, counts in found
    )


def avoided_words(guide: Guide) -> tuple[Spot, ...]:
    """The list of words to avoid."""
    style = guide.project.style
    return (Spot(style.place("avoid"), (), f"{len(style.avoid)} words that rules keep out"),)


def numbers(guide: Guide) -> tuple[Spot, ...]:
    """Where each number stands once."""
    facts = guide.procedure.facts
    return (Spot(facts.place("facts"), (), f"{len(facts.facts)} numbers, each written once"),)


def cited_statements(guide: Guide) -> tuple[Spot, ...]:
    """All statements, each of which names its sources."""
    count = sum(1 for _ in guide.statements())
    return (Spot(guide.project.sources.place("sources"), (), f"{count} statements, each with its sources"),)
