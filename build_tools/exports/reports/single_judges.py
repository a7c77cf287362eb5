"""Judges for one item each: guide -> answer. See `judges` for those that several items share."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.content.model import Claim, Fact, Figure, HowSure, Page, Source, Statement, shown_on_page
from build_tools.exports.reports.guide import Found, Guide, Spot
from build_tools.exports.reports.judges import Answer
from build_tools.guide import prose
from build_tools.guide.prose import PHONES

LARGE = 16  # points; what most guides to print for weak eyes ask for at least
DATED = ("trial", "review", "guideline")


def both_ways(guide: Guide) -> Answer:
    """Wherever people are counted, those who are left are counted too."""
    spots, missing = [], []
    for found, statement in guide.statements():
        counted = [id for id in prose.facts_in(statement.say) if _counts_people(guide, id)]
        alone = [id for id in counted if f"{{{id}.rest}}" not in statement.say]
        place = statement.place("say")
        if alone:
            missing.append(
                f"{place.path}:{place.line}: add the others, `{{{alone[0]}.rest}}`, or use a block `chances`"
            )
        elif counted:
            spots.append(guide.spot(found, place))
    spots += [guide.spot(found) for found in guide.of_kind("chances")]
    return Answer(tuple(spots), tuple(missing) or (() if spots else _no_numbers(guide)))


def _counts_people(guide: Guide, id: str) -> bool:
    fact: Fact | None = guide.procedure.facts.facts.get(id)
    return fact is not None and fact.unit == "people"


def _no_numbers(guide: Guide) -> tuple[str, ...]:
    return (f"no number of people is told: add a block `kind: chances` to a topic in {guide.folder}/topics",)


def side_by_side(guide: Guide) -> Answer:
    """A page shows two topics beside each other; rules of their own keep them alike."""
    pages = [page for page in guide.project.site.pages if _pair(guide, page)]
    spots = tuple(Spot(page.place("beside"), (f"page {page.id}",), " and ".join(page.beside)) for page in pages)
    missing = "no page shows benefits and risks side by side: add `beside: [...]` to a page in docs/site.yaml"
    return Answer(spots, () if spots else (missing,))


def _pair(guide: Guide, page: Page) -> bool:
    return len([shown for shown in shown_on_page(guide.procedure, page) if shown.id in page.beside]) == 2


def doing_nothing_counted(guide: Guide) -> Answer:
    """The section on doing nothing counts how people fared."""
    own = [(found, statement) for found, statement in guide.statements() if found.id == "doing-nothing"]
    counted = [(found, each) for found, each in own if _people_in(guide, each)]
    spots = tuple(guide.spot(found, each.place()) for found, each in counted)
    missing = f"it gives no number of people: add one to {guide.folder}/topics/doing-nothing.yaml"
    return Answer(spots, () if spots or not own else (missing,))


def _people_in(guide: Guide, statement: Statement) -> bool:
    ids = (*prose.facts_in(statement.say), getattr(statement, "fact", ""))
    return any(_counts_people(guide, id) for id in ids)


def doubt_told(guide: Guide) -> Answer:
    """Claims say how sure we are, and of some we are not."""
    claims = list(_claims(guide))
    spots = tuple(guide.spot(found, claim.place(), claim.level.replace("_", " ")) for found, claim in claims)
    if not claims:
        return Answer((), (f"nothing says how sure we are: add a block `kind: how_sure` in {guide.folder}/topics",))
    sure = all(claim.level == "fairly_sure" for _, claim in claims)
    file = claims[0][1].place().path
    return Answer(
        spots, (f"we seem sure of everything: say in {file} what is `not_sure` or `not_known`",) if sure else ()
    )


def _claims(guide: Guide) -> Iterator[tuple[Found, Claim]]:
    for found in guide.of_kind("how_sure"):
        assert isinstance(found.block, HowSure)
        yield from ((found, claim) for claim in found.block.claims)


def steps_dated(guide: Guide) -> Answer:
    """A page works out the reader's dates; rules of their own see that no step is lost."""
    pages = [page for page in guide.project.site.pages if page.built == "plan"]
    steps = [guide.spot(found, each.place("plan")) for found, each in guide.statements() if each.plan]
    if not pages:
        return Answer((), ("no page works out dates: add a page with `built: plan` to docs/site.yaml",))
    if not steps:
        return Answer((), (f"no step has a `plan`: add it to what the reader does, in {guide.folder}/topics",))
    return Answer((*(Spot(page.place(), (f"page {page.id}",), page.title) for page in pages), *steps))


def phones_on_leaflets(guide: Guide) -> Answer:
    """Every leaflet prints a phone number."""
    calls = [found for found in guide.blocks if found.block.kind == "contacts" or _has_phone(found)]
    leaflets = {surface.id for surface in guide.surfaces if surface.kind == "leaflet"}
    told = {surface.id for found in calls for surface in guide.shown_by(found) if surface.kind == "leaflet"}
    missing = (
        f"leaflets/{id}.yaml shows no phone number: name a topic with `kind: contacts` in its sections"
        for id in sorted(leaflets - told)
    )
    return Answer(tuple(guide.spot(found) for found in calls), tuple(missing))


def _has_phone(found: Found) -> bool:
    placeholders = (piece.target for each in found.block.statements() for piece in prose.parse(each.say))
    return any(target in PHONES for target in placeholders)


def pictures_told(guide: Guide) -> Answer:
    """Each picture has words for those who cannot see it, and they are not its caption again."""
    spots, missing = [], []
    for found in guide.of_kind("figure"):
        assert isinstance(found.block, Figure)
        alt, caption = found.block.alt, found.block.caption.say
        place = found.block.place("alt")
        if alt.casefold().strip(" .") == caption.casefold().strip(" ."):
            missing.append(f"{place.path}:{place.line}: `alt` repeats the caption: say what the picture shows")
        spots.append(guide.spot(found, place))
    return Answer(tuple(spots), tuple(missing) or (() if spots else ("there is no picture",)))


def large_print(guide: Guide) -> Answer:
    """Leaflets are printed in a size for weak eyes."""
    large = [size for size in guide.project.sizes.values() if size.body >= LARGE]
    spots = tuple(Spot(size.place("body"), (), f"{size.name}, {size.body:g} points") for size in large)
    missing = f"no size has {LARGE} points or more: add one in leaflets/sizes"
    return Answer(spots, () if spots else (missing,))


def sources_dated(guide: Guide) -> Answer:
    """Trials, reviews and guidelines that the guide cites have the date of their publication."""
    cited = [source for source in _cited(guide) if source.kind in DATED]
    missing = (
        f"{source.place().path}:{source.place().line}: add `published`, the year at least, to: {source.title}"
        for source in cited
        if not source.published
    )
    return Answer(tuple(_source(source) for source in cited if source.published), tuple(missing))


def sources_confirmed(guide: Guide) -> Answer:
    """Nobody has still to confirm a source that the guide cites."""
    cited = _cited(guide)
    missing = (
        f"{source.place('confirmed').path}:{source.place('confirmed').line}: a clinician has to confirm: {source.title}"
        for source in cited
        if not source.confirmed
    )
    return Answer(tuple(_source(source) for source in cited if source.confirmed), tuple(missing))


def _cited(guide: Guide) -> list[Source]:
    ids = {id for _, statement in guide.statements() for id in statement.sources}
    return [source for id, source in guide.project.sources.sources.items() if id in ids]


def _source(source: Source) -> Spot:
    return Spot(source.place(), (), source.title)


def review_to_come(guide: Guide) -> Answer:
    """The day of the next review is not past."""
    info = guide.procedure.info
    place = info.place("review")
    spot = Spot(place, (), f"review by {info.review}")
    missing = f"{place.path}:{place.line}: the review was due on {info.review}: read it all again and set a new day"
    return Answer((spot,), () if info.review >= guide.today else (missing,))


def clinic_named(guide: Guide) -> Answer:
    """A real clinic gives it out."""
    clinic = guide.project.clinic
    place = clinic.place("sample")
    missing = f"{place.path}:{place.line}: this is the invented sample clinic: put your own in its place"
    return Answer((Spot(clinic.place("name"), (), clinic.name),), (missing,) if clinic.sample else ())


def feedback_asked(guide: Guide) -> Answer:
    """The section on this information names a phone number or an address."""
    own = [found for found in guide.blocks if found.id == "about" and (_has_phone(found) or _has_address(found))]
    missing = f"add `{{phone_day}}` or `{{website}}` to {guide.folder}/topics/about.yaml"
    return Answer(tuple(guide.spot(found) for found in own), () if own else (missing,))


def _has_address(found: Found) -> bool:
    return any("{website}" in statement.say for statement in found.block.statements())
