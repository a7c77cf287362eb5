"""Every required section, by name: it is written, it stands on the built page, and it stands in the printed leaflet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from as_read import page_sections, pattern, pdf_section, words_of
from projects import CATALOG
from projects import REAL as PROJECT
from prose import Prose

from build_tools.content.model import (
    Leaflet,
    Required,
    Shown,
    YamlDefinitions,
    YamlParagraph,
    shown_on_leaflet,
    shown_on_page,
)
from build_tools.content.statements import sentences_in
from build_tools.content.words import facts_in, terms_in

# What a guide owes its readers, whatever the lists in docs/site.yaml and leaflets/ say.
LEAST = {
    "site": {
        **{f"ask-{id}": {"answer"} for id in ("what", "help", "safe", "hurt", "else")},
        "key-points": {"key_points"}, "key-deciding": {"key_points"}, "key-getting-ready": {"key_points"},
        "key-the-day": {"key_points"}, "key-afterwards": {"key_points"},
        "what-it-is": {"figure"}, "who-it-can-help": set(), "who-may-not": set(),
        "benefits": {"chances"}, "risks": {"chances"}, "other-choices": {"comparison"}, "doing-nothing": set(),
        "how-sure": set(), "getting-ready": set(), "the-day": {"steps"}, "straight-after": set(), "going-home": set(),
        "recovery": set(), "what-is-normal": set(), "get-help": {"care_card"}, "bone-health": set(),
        "questions": set(), "week-before": set(), "day-before": set(), "driving-and-work": set(),
        "sedation-after": set(), "tell-us": {"list"}, "food-and-drink": {"checklist"}, "words": {"definitions"},
        "about": set(),
    },
    "preparation": {
        "appointment": {"times"}, "tell-us": {"list"}, "medicines": {"checklist"}, "food-and-drink": {"checklist"},
        "on-the-day": {"checklist"}, "what-to-bring": {"checklist"}, "getting-home": {"checklist"},
        "phone-numbers": {"contacts"},
    },
    "what-to-expect": {
        "ask-what": {"answer", "figure"}, "ask-help": {"answer", "chances"}, "ask-safe": {"answer"},
        "ask-hurt": {"answer"}, "ask-else": {"answer"}, "who-it-can-help": set(), "who-may-not": set(),
        "benefits": set(), "risks": set(), "other-choices": set(), "doing-nothing": set(), "how-sure": set(),
        "the-day": {"steps"}, "straight-after": set(), "questions": {"write_in"}, "about": set(),
    },
    "aftercare": {
        "get-help": {"care_card"}, "what-was-done": {"write_in"}, "what-is-normal": set(), "first-hours": set(),
        "first-days": {"do_and_do_not"}, "pain-and-medicines": set(), "needle-site": set(), "moving": set(),
        "follow-up": set(), "bone-health": set(),
    },
    "fridge": {"get-help": {"care_card"}, "day-by-day": set()},
}  # fmt: skip
# The numbers that each sheet of the real guide tells, in whichever of its sections.
TOLD = {
    "preparation": {"fast_food", "fast_drink", "arrive_early", "escort_stay", "home_after"},
    "what-to-expect": {
        "procedure_time", "lie_flat", "watch_after", "home_after", "vapour_days", "vapour_people", "sham_trials",
        "waiting_better", "problem_hopkins", "problem_register", "cement_leak", "infection",
    },
    "aftercare": {
        "back_to_normal", "bath_after", "bleeding_press", "dressing_off", "escort_stay", "fever_c", "follow_up",
        "lifting_limit", "lifting_time", "no_driving", "pain_check", "relief_soon", "shower_after", "sick_at_most",
        "work_after",
    },
    "fridge": {  # short, and without what can wait for office hours
        "bleeding_press", "dressing_off", "escort_stay", "fever_c", "follow_up", "shower_after", "sick_at_most",
        "work_after",
    },
}  # fmt: skip
LISTS = {"site": PROJECT.site.required, **{id: leaflet.required for id, leaflet in PROJECT.leaflets.items()}}


class Case(NamedTuple):
    """A section that the site or a leaflet must have."""

    procedure: str
    required_by: str
    required: Required


def cases(place: str, *, on_leaflets: bool = False) -> list[Any]:
    return [
        pytest.param(Case(procedure.id, by, required), id=f"{place}-{by}-{required.topic}")
        for procedure in PROJECT.procedures
        for by, entries in LISTS.items()
        for required in entries
        if not on_leaflets or _leaflets(by, required.topic)
    ]


def pdf(site: Path, procedure: str, leaflet: str, size: str) -> Path:
    return site / "leaflets" / f"{procedure}-{leaflet}-{size}-{CATALOG.locale.language}.pdf"


def _leaflets(by: str, topic: str) -> list[str]:
    """The leaflets where a section must stand: one has it in its own list, the site's may be on any."""
    if by != "site":
        return [by]
    return [id for id, leaflet in PROJECT.leaflets.items() if topic in {section.topic for section in leaflet.sections}]


def missing(
    text: str, shown: Shown, prose: Prose, leaflet: Leaflet | None = None, title: str | None = None,
    size: str = "standard",
) -> list[str]:  # fmt: skip
    """The patterns of words that a section should have, on a page or a leaflet, and has not."""
    expected = [pattern(shown.topic.title if title is None else title, prose, shown.id)]
    expected += [words for block in shown.blocks for words in words_of(block, prose, shown.id, leaflet, size)]
    return [words for words in expected if not re.search(words, text)]


def prose_of(procedure: str) -> Prose:
    (found,) = (each for each in PROJECT.procedures if each.id == procedure)
    return Prose(found, PROJECT.clinic, PROJECT.glossary, CATALOG)


@pytest.mark.parametrize("case", cases("source"))
def test_it_is_written(case: Case) -> None:
    topic = prose_of(case.procedure).procedure.topics[case.required.topic]
    kinds = {block.kind for block in topic.blocks}
    assert any(statement.say for statement in topic.statements()) or kinds & {"write_in", "contacts", "definitions"}
    assert kinds >= set(case.required.holds)


@pytest.mark.parametrize("case", cases("html"))
def test_it_stands_on_a_page(built_site: Path, case: Case) -> None:
    prose = prose_of(case.procedure)
    topic = prose.procedure.topics[case.required.topic]
    pages = [(page, each) for page in PROJECT.site.pages for each in shown_on_page(prose.procedure, page)]
    found = [(page, shown) for page, shown in pages if shown.topic is topic]
    assert found or {block.kind for block in topic.blocks} == {"write_in"}
    for page, shown in found:
        text = page_sections(built_site / case.procedure / f"{page.id}.html")[shown.id]
        is_help = page.id == PROJECT.site.help_page and any(block.kind == "care_card" for block in shown.blocks)
        title = "" if is_help else shown.topic.title  # there signs stand below the title of the page
        assert missing(text, shown, prose, title=title) == []
        if any(isinstance(block, YamlDefinitions) for block in shown.blocks):
            assert undefined(text, set(PROJECT.glossary.terms), prose) == []


@pytest.mark.parametrize("size", PROJECT.sizes)
@pytest.mark.parametrize("case", cases("pdf", on_leaflets=True))
def test_it_stands_on_paper(built_site: Path, case: Case, size: str) -> None:
    prose = prose_of(case.procedure)
    for id in _leaflets(case.required_by, case.required.topic):
        sections = shown_on_leaflet(prose.procedure, PROJECT.leaflets[id], size)
        (shown,) = (each for each in sections if each.id == case.required.topic)
        file, leaflet = pdf(built_site, case.procedure, id, size), PROJECT.leaflets[id]
        strips = tuple(block for block in shown.blocks if isinstance(block, YamlParagraph) and block.level)
        assert missing(pdf_section(file, ""), shown._replace(blocks=strips), prose, leaflet, title="") == []
        inside = shown._replace(blocks=tuple(block for block in shown.blocks if block not in strips))
        text = pdf_section(file, prose.plain(shown.topic.title, shown.id))
        assert missing(text, inside, prose, leaflet, size=size) == []
        if any(isinstance(block, YamlDefinitions) for block in shown.blocks):
            assert undefined(text, marked(sections), prose) == []


def undefined(text: str, terms: set[str], prose: Prose) -> list[str]:
    """The terms whose word or meaning is not in the text."""
    assert terms
    found = {id: PROJECT.glossary.terms[id] for id in sorted(terms)}
    return [
        id
        for id, term in found.items()
        for words in (term.word, term.means)
        if not re.search(pattern(words, prose, "glossary"), text)
    ]


def marked(sections: tuple[Shown, ...]) -> set[str]:
    """The terms that the statements of a leaflet mark."""
    return set(_marked(sections))


def _marked(sections: tuple[Shown, ...]) -> Iterator[str]:
    for section in sections:
        for block in section.blocks:
            for statement in sentences_in(block):
                yield from terms_in(statement.say)


@pytest.mark.parametrize("by", LEAST)
def test_nobody_took_a_section_from_the_list(by: str) -> None:
    listed = {required.topic: set(required.holds) for required in LISTS[by]}
    lost = [topic for topic, holds in LEAST[by].items() if topic not in listed or not listed[topic] >= holds]
    assert lost == []


@pytest.mark.parametrize("size", PROJECT.sizes)
@pytest.mark.parametrize("id", TOLD)
def test_a_sheet_tells_its_numbers(id: str, size: str) -> None:
    procedure = PROJECT.procedures[0]
    shown = shown_on_leaflet(procedure, PROJECT.leaflets[id], size)
    said = [each for section in shown for block in section.blocks for each in sentences_in(block)]
    told = {fact for each in said for fact in facts_in(each.say)}
    plans = [each.plan for section in shown for block in section.blocks for each in block.statements() if each.plan]
    told |= {fact for plan in plans for fact in (plan.before, plan.after) if fact}
    assert TOLD[id] - told == set()


def test_short_answers_come_first_and_then_what_to_do_now() -> None:
    answers = ["ask-what", "ask-help", "ask-safe", "ask-hurt", "ask-else"]
    assert list(PROJECT.site.pages[0].topics[:6]) == [*answers, "key-points"]
    assert [section.topic for section in PROJECT.leaflets["what-to-expect"].sections[:5]] == [*answers]


def test_danger_signs_come_first_on_sheets_for_home() -> None:
    assert [PROJECT.leaflets[id].sections[0].topic for id in ("aftercare", "fridge")] == ["get-help", "get-help"]


@pytest.mark.parametrize("size", PROJECT.sizes)
def test_a_lost_word_is_noticed(built_site: Path, size: str) -> None:
    """The tests above see through a statement that is half there."""
    case = Case(PROJECT.procedures[0].id, "aftercare", LISTS["aftercare"][3])
    prose = prose_of(case.procedure)
    sections = shown_on_leaflet(prose.procedure, PROJECT.leaflets["aftercare"], size)
    (shown,) = (each for each in sections if each.id == case.required.topic)
    text = pdf_section(pdf(built_site, case.procedure, "aftercare", size), shown.topic.title)
    assert missing(text, shown, prose, PROJECT.leaflets["aftercare"]) == []
    assert missing(text[:-6], shown, prose, PROJECT.leaflets["aftercare"]) != []
    assert missing(text[:40] + text[46:], shown, prose, PROJECT.leaflets["aftercare"]) != []
