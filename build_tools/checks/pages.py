"""Rules on pages: how they are found, and that topics side by side, such as benefits and risks, are told alike."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import walk
from build_tools.checks.english import Readings
from build_tools.checks.measure import words_in
from build_tools.checks.reading import sentences_of
from build_tools.content.model import Block, HomePage, Page, Procedure, Project, Shown, has_gap, shown_on_page
from build_tools.problems import Problem

HINT = "write down what patients type, such as [can I eat, fever]"
# Search engines cut a description off after about 160 characters; the procedure's title stands before it.
SHORTEST, LONGEST = 15, 130
MOST = 1.5  # times as many words as the other topic beside it
PARTS = ("chances", "what is short", "details")


def topics_with_search_terms(project: Project) -> Iterator[Problem]:
    """Every topic that a search may find says what patients type to find it."""
    searched = {id for page in project.site.pages if page.search for id in page.topics}
    for _, id, topic in walk.topics(project):
        if id in searched and topic.search_terms is None and not has_gap(topic.blocks):
            message = f"the topic `{id}` has no `search_terms`: patients' own words may not find it"
            yield Problem(topic.place(), "no-search-terms", message, f"{HINT}, or [] if it only repeats other topics")


def pages_with_search_terms(project: Project) -> Iterator[Problem]:
    """So does every page without topics; those of a page with topics stand in its topics."""
    for page in project.site.pages:
        if page.search and not page.topics and not page.search_terms:
            message = f"the page `{page.id}` has no `search_terms`: patients' own words may not find it"
            hint = f"{HINT}, or `search: false` if patients do not need it"
            yield Problem(page.place(), "no-search-terms", message, hint)


def fitting_descriptions(project: Project) -> Iterator[Problem]:
    """A page's `description` tells in 15 to 130 characters what the reader finds there."""
    pages: list[HomePage | Page] = [project.site.home, *project.site.pages]
    for page in pages:
        length = len(page.description)
        if not SHORTEST <= length <= LONGEST:
            message = f"the description has {length} characters"
            hint = f"say in {SHORTEST} to {LONGEST} characters what the reader finds on the page"
            yield Problem(page.place("description"), "bad-description", message, hint)


# --- side by side ----------------------------------------------------------------------------------------------------


def side_by_side(project: Project) -> Iterator[Problem]:
    """`side_by_side` names two topics of its page, one after the other."""
    for page in project.site.pages:
        if page.side_by_side and not _follow_each_other(page):
            hint = "name two that follow each other in `topics`, such as [benefits, risks]"
            yield Problem(page.place("side_by_side"), "side-by-side", "not two topics that follow each other", hint)


def _follow_each_other(page: Page) -> bool:
    places = [page.topics.index(id) for id in page.side_by_side if id in page.topics]
    return len(page.side_by_side) == len(places) == 2 and places[1] == places[0] + 1


def equal_order(project: Project) -> Iterator[Problem]:
    """Topics side by side begin with their pictures of chances, then what leaflets show too, then details."""
    for shown in (each for _, _, *pair in _pairs(project) for each in pair):
        parts = [_part(block) for block in shown.blocks]
        for block, part, before in zip(shown.blocks, parts, [0, *parts], strict=False):
            if part < before:
                message = f"{PARTS[part]} after {PARTS[before]}, in a topic that stands beside another"
                hint = f"put them in this order: {', '.join(PARTS)}"
                yield Problem(block.place(), "unequal-order", message, hint)
                break


def equal_kinds(project: Project) -> Iterator[Problem]:
    """Topics side by side hold the same kinds of blocks."""
    for _, _, *pair in _pairs(project):
        kinds = [{str(block.kind) for block in shown.blocks} for shown in pair]
        for shown, missing in zip(pair, (kinds[1] - kinds[0], kinds[0] - kinds[1]), strict=True):
            for kind in sorted(missing):
                message = f"`{shown.id}` has no {kind}, and the topic beside it has one"
                yield Problem(shown.topic.place(), "unequal-detail", message, "tell both with the same kinds of blocks")


def equal_detail(project: Project, english: Readings) -> Iterator[Problem]:
    """Of topics side by side, neither has half as many words again as the other."""
    for page, procedure, *pair in _pairs(project):
        read = {shown.id: sentences_of(english[procedure.id].sections([shown])) for shown in pair}
        counts = {id: sum(words_in(sentence) for _, sentence in sentences) for id, sentences in read.items()}
        if max(counts.values()) > MOST * min(counts.values()):
            told = ", ".join(f"`{id}` {count} words" for id, count in counts.items())
            hint = f"tell the shorter one in more detail, or the longer one in less: at most {MOST:g} times the words"
            yield Problem(page.place("side_by_side"), "unequal-detail", f"side by side in {procedure.id}: {told}", hint)


def _pairs(project: Project) -> Iterator[tuple[Page, Procedure, Shown, Shown]]:
    """Each two topics; not where another rule finds that they are no pair, or that one is not written yet."""
    for page in project.site.pages:
        for procedure in project.procedures:
            found = [shown for shown in shown_on_page(procedure, page) if shown.id in page.side_by_side]
            is_written = not any(has_gap(shown.blocks) for shown in found)
            if len(found) == 2 and is_written and _follow_each_other(page):
                yield page, procedure, found[0], found[1]


def _part(block: Block) -> int:
    """Which of PARTS a block belongs to."""
    return 2 if block.detail else int(block.kind != "chances")
