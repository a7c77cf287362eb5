"""Rules on ids: whatever a file names has to be there."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from zoneinfo import available_timezones

from build_tools.checks import walk
from build_tools.content.model import (
    Coverage,
    Disagreement,
    Procedure,
    Project,
    Record,
    Translation,
    YamlChanceRow,
    YamlContacts,
    YamlFigure,
    cited_in,
)
from build_tools.content.record import records_in
from build_tools.content.texts import all_texts, own_voice
from build_tools.content.words import facts_in, parse, phones_in, terms_in
from build_tools.problems import Place, Problem

Named = Iterator[tuple[Place, str]]


def did_you_mean(id: str, known: Collection[str], where: str) -> str:
    """A hint: the nearest known id, or where to write a new one."""
    close = difflib.get_close_matches(id, sorted(known), n=1)
    return f"did you mean `{close[0]}`?" if close else f"write it in {where}, or name one that is there"


def _unknown(
    named: Iterable[tuple[Place, str]], known: Collection[str], code: str, what: str, where: str
) -> Iterator[Problem]:
    for place, id in named:
        if id not in known:
            yield Problem(place, code, f"there is no {what} `{id}`", did_you_mean(id, known, where))


def known_topics(project: Project) -> Iterator[Problem]:
    """Every topic that a page, a leaflet, a disagreement or a coverage row names has a file."""
    everywhere = walk.topic_ids(project)
    yield from _unknown(_shared_topics(project), everywhere, "unknown-topic", "topic", "a procedure's topics folder")
    for procedure in project.procedures:
        own = {*procedure.topics, *procedure.unread_topics}
        for place, id in _own_topics(procedure):
            if id not in own:
                hint = did_you_mean(id, own, f"docs/content/{procedure.id}/topics")
                yield Problem(place, "unknown-topic", f"{procedure.id} has no topic `{id}`", hint)


def _shared_topics(project: Project) -> Named:
    """Those of pages and leaflets, but not the required ones: another rule names them, with the file to write."""
    required = {entry.topic for leaflet in project.leaflets.values() for entry in leaflet.required}
    if isinstance(project.site, Record):
        required |= {entry.topic for entry in project.site.required}
    for leaflet in project.leaflets.values():
        sections = (section for section in leaflet.sections if section.topic not in required)
        yield from ((section.place("topic"), section.topic) for section in sections)
    for page in project.site.pages:
        yield from ((page.place("topics", index), id) for index, id in enumerate(page.topics) if id not in required)
        yield from ((page.place("gathers", index), id) for index, id in enumerate(page.gathers))


def boxes_before(project: Project) -> Iterator[Problem]:
    """`within` names a topic that stands before it on the same leaflet."""
    for leaflet in project.leaflets.values():
        topics = [section.topic for section in leaflet.sections]
        for number, section in enumerate(leaflet.sections):
            named = [(section.place("within"), section.within)] if section.within else []
            yield from _unknown(named, topics[:number], "unknown-topic", "topic before this one called", "this leaflet")


def _own_topics(procedure: Procedure) -> Named:
    for row in (*records_in(procedure.coverage), *records_in(procedure.disagreements)):
        if isinstance(row, (Coverage, Disagreement)):
            yield from ((row.place("topics", index), id) for index, id in enumerate(row.topics))


def known_facts(project: Project) -> Iterator[Problem]:
    """Every fact that words, chances, plans, relations or the clinic's settings name stands in facts.yaml."""
    for place, procedure, id in _named_facts(project):
        if procedure is None:
            message = f"the fact `{id}` cannot stand in words that all procedures share"
            yield Problem(place, "unknown-fact", message, "use words without a number")
        elif isinstance(procedure.facts, Record):
            where = f"docs/content/{procedure.id}/facts.yaml"
            yield from _unknown([(place, id)], procedure.facts.facts, "unknown-fact", "fact", where)


def _named_facts(project: Project) -> Iterator[tuple[Place, Procedure | None, str]]:
    for text in own_voice(project):
        yield from ((text.place, text.procedure, id) for id in facts_in(text.words))
    for procedure, _, _, statement in walk.statements(project):
        if isinstance(statement, YamlChanceRow):
            yield statement.place("fact"), procedure, statement.fact
    yield from ((place, procedure, id) for procedure, _, place, id in (*walk.timed(project), *walk.ended(project)))
    for procedure in project.procedures:
        if isinstance(procedure.info, Record):
            named = [(name, getattr(procedure.info, name)) for name in ("lasts", "home")]
            yield from ((procedure.info.place(name), procedure, id) for name, id in named if id)
        for relation in procedure.facts.relations if isinstance(procedure.facts, Record) else ():
            for field in ("smaller", "larger", *(["difference"] if relation.difference else [])):
                yield relation.place(field), procedure, getattr(relation, field)
    clinic = project.clinic
    for procedure in project.procedures:
        ours, to_decide = clinic.settings.get(procedure.id, {}), clinic.to_decide.get(procedure.id, {})
        yield from ((setting.place(), procedure, id) for id, setting in ours.items())
        yield from ((clinic.place("to_decide", procedure.id, id), procedure, id) for id in to_decide)


def known_procedures(project: Project) -> Iterator[Problem]:
    """The clinic's settings and signers, and translations, name procedures that have a folder."""
    clinic, known = project.clinic, [procedure.id for procedure in project.procedures]
    named = [(clinic.place("settings", name), name) for name in clinic.settings]
    named += [(clinic.place("to_decide", name), name) for name in clinic.to_decide]
    named += [(each.place("names", name), name) for each in project.translations.values() for name in each.names]
    for signer in clinic.signers:
        named += [(signer.place("procedures", index), id) for index, id in enumerate(signer.procedures)]
    yield from _unknown(named, known, "unknown-procedure", "procedure", "docs/content")


def known_sources(project: Project) -> Iterator[Problem]:
    """Every source that something cites stands in sources.yaml."""
    known = project.sources.sources
    yield from _unknown(cited(project), known, "unknown-source", "source", "docs/content/sources.yaml")


def cited(project: Project) -> Named:
    """Every place that names a source, as far as the files were read."""
    yield from cited_in(project.glossary)
    for procedure in project.procedures:
        for record in (procedure.info, procedure.facts, procedure.disagreements, *procedure.topics.values()):
            yield from cited_in(record)
        if isinstance(procedure.coverage, Record):
            yield from ((procedure.coverage.place("documents", id), id) for id in procedure.coverage.documents)


def known_terms(project: Project) -> Iterator[Problem]:
    """Every term that words mark stands in the glossary."""
    named = ((text.place, id) for text in all_texts(project) for id in terms_in(text.words))
    yield from _unknown(named, project.glossary.terms, "unknown-term", "term", "docs/content/glossary.yaml")


def known_pages(project: Project) -> Iterator[Problem]:
    """Every page that a link or `help_page` names, or for which a procedure has a message, stands in site.yaml."""
    site = project.site
    named = [(site.place("help_page"), site.help_page)]
    for text in all_texts(project):
        named += ((text.place, piece.target) for piece in parse(text.words) if piece.kind == "page")
    for procedure in project.procedures:
        named += ((procedure.info.messages.pages[id].place(), id) for id in procedure.info.messages.pages)
    yield from _unknown(named, {page.id for page in site.pages}, "unknown-page", "page", "docs/site.yaml")


def known_leaflets(project: Project) -> Iterator[Problem]:
    """Every leaflet that a page offers, or for which a procedure has a message, has a file."""
    known = {*project.leaflets, *project.unread_leaflets}
    yield from _unknown(_named_leaflets(project), known, "unknown-leaflet", "leaflet", "the leaflets folder")


def _named_leaflets(project: Project) -> Named:
    yield from ((page.place("leaflet"), page.leaflet) for page in project.site.pages if page.leaflet)
    for procedure in project.procedures:
        yield from ((message.place(), id) for id, message in procedure.info.messages.leaflets.items())
    for each in project.translations.values():
        for field in ("sides", "card_sides", "not_printed"):
            yield from ((each.place(field, id), id) for id in getattr(each, field))


def known_sizes(project: Project) -> Iterator[Problem]:
    """Every size that a picture, `card_sides` or `reasons` names is one in which leaflets are printed."""
    known = {*project.sizes, *project.unread_sizes}
    for leaflet in project.leaflets.values():
        sides = ((leaflet.place("card_sides", size), size) for size in leaflet.card_sides)
        yield from _unknown(sides, known, "unknown-size", "size", "leaflets/sizes")
        for each in leaflet.sections:
            named = ((each.place("reasons", index), size) for index, size in enumerate(each.reasons or ()))
            yield from _unknown(named, known, "unknown-size", "size", "leaflets/sizes")
    for translation in project.translations.values():
        yield from _unknown(_sizes(translation), known, "unknown-size", "size", "leaflets/sizes")
    for _, figure in walk.blocks(project, YamlFigure):
        named = ((figure.place("sizes", index), size) for index, size in enumerate(figure.sizes or ()))
        yield from _unknown(named, known, "unknown-size", "size", "leaflets/sizes")


def _sizes(translation: Translation) -> Named:
    """The sizes that a translation names, each in a leaflet."""
    for field, found in (("sides", translation.sides), ("card_sides", translation.card_sides)):
        yield from ((translation.place(field, id, size), size) for id, sizes in found.items() for size in sizes)
    for id, listed in translation.not_printed.items():
        yield from ((translation.place("not_printed", id, at), size) for at, size in enumerate(listed))


def known_phones(project: Project) -> Iterator[Problem]:
    """Every phone that words, a block of contacts or the clinic itself names stands in clinic.yaml."""
    known = {phone.id for phone in project.clinic.phones}
    named = [(text.place, id) for text in own_voice(project) for id in phones_in(text.words)]
    for _, block in walk.blocks(project, YamlContacts):
        named += ((block.place("phones", index), id) for index, id in enumerate(block.phones or ()))
    if project.clinic.interpreter:
        named.append((project.clinic.place("interpreter"), project.clinic.interpreter))
    yield from _unknown(named, known, "unknown-phone", "phone", "docs/content/clinic.yaml")


@cache
def _time_zones() -> set[str]:
    return available_timezones()  # looks through all files of the system's database


def known_time_zone(project: Project) -> Iterator[Problem]:
    """The clinic's time zone is one that clocks everywhere know, written as in the IANA list."""
    zone = (project.clinic.place("time_zone"), project.clinic.time_zone)
    yield from _unknown([zone], _time_zones(), "unknown-time-zone", "time zone", "the form America/New_York")
