"""The rules of the content. Each is a generator of problems whose docstring says the rule in an author's words.

Rules of the source look at the model; rules of words at what readers are told, as the guide makes it in English. All
problems of both are told at once: what the source names in vain reads as it was typed (english.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from build_tools.checks import (
    asked,
    beside,
    descriptions,
    english,
    left_out,
    markup,
    numbers,
    origins,
    phones,
    pictures,
    plan,
    reading,
    references,
    required,
    settings,
    shapes,
    sizes,
    style,
    terms,
    unused,
)
from build_tools.checks.english import Readings
from build_tools.content.model import Project
from build_tools.content.reader import NotRead
from build_tools.problems import Problem, ProblemsFound

Rule = Callable[[Project], Iterator[Problem]]
WordRule = Callable[[Project, Readings], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    markup.html_in_text,
    markup.bad_link,
    markup.markdown,
    markup.bad_placeholder,
    numbers.typed_number,
    references.known_topics,
    references.known_facts,
    references.known_procedures,
    references.known_sources,
    references.known_terms,
    references.known_pages,
    references.known_leaflets,
    shapes.fact_forms,
    shapes.chances_are_people,
    shapes.one_denominator,
    shapes.comparison_shape,
    shapes.nothing_twice,
    shapes.files_differ,
    beside.topics_beside,
    beside.equal_order,
    beside.equal_kinds,
    asked.topics_asked,
    asked.pages_asked,
    asked.asked_once,
    unused.topics_on_pages,
    unused.facts_used,
    unused.sources_used,
    unused.terms_used,
    unused.pictures_used,
    phones.needed_phones,
    phones.phones_differ,
    phones.known_phones,
    required.site_sections,
    required.leaflet_sections,
    required.site_blocks,
    required.leaflet_blocks,
    required.sections_with_content,
    required.care_levels,
    required.help_page,
    required.key_points_first,
    left_out.left_out_sections,
    sizes.sides_of_sizes,
    sizes.sizes_named,
    sizes.known_sizes,
    sizes.detail_and_sizes,
    sizes.same_numbers,
    descriptions.fitting_descriptions,
    descriptions.descriptions_differ,
    descriptions.procedures_differ,
    settings.within_bounds,
    settings.only_settings,
    settings.still_to_decide,
    settings.still_sample,
    settings.unset_words,
    settings.unset_without_settings,
    settings.settings_in_statements,
    style.short_paragraphs,
    style.short_lists,
    style.plain_words,
    style.do_not_lines,
    style.no_shouting,
    terms.explained_terms,
    pictures.known_pictures,
    pictures.known_logo,
    pictures.known_doors,
    pictures.safe_pictures,
    origins.covered_facts_cited,
    origins.documents_covered,
    plan.known_time_zone,
    plan.gathered_topics,
    plan.time_facts,
    plan.lasting,
    plan.steps_planned,
    plan.plans_gathered,
)

WORD_RULES: tuple[WordRule, ...] = (
    style.short_sentences,
    style.short_headings,
    style.heading_case,
    reading.reading_grade,
    reading.reading_ease,
    reading.mean_sentence,
    beside.equal_detail,
)


def run(project: Project) -> tuple[Problem, ...]:
    """The problems that all rules find, sorted, each once."""
    found = {problem for rule in RULES for problem in _found(rule(project))}
    try:
        read = english.readings(project)
    except ProblemsFound as unreadable:
        return tuple(sorted(found.union(unreadable.problems)))
    return tuple(sorted(found.union(*(_found(rule(project, read)) for rule in WORD_RULES))))


def _found(problems: Iterator[Problem]) -> Iterator[Problem]:
    """What a rule finds until it asks for a file that could not be read; that file's own problems are known."""
    try:
        yield from problems
    except NotRead:
        return
