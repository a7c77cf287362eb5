"""Rules on `asked`, the words that patients type to find a topic or page."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import walk
from build_tools.content.model import Page, Project, Topic, has_gap
from build_tools.problems import Place, Problem

HINT = "write down what patients type, such as [can I eat, fever]"


def topics_asked(project: Project) -> Iterator[Problem]:
    """Every topic that a search may find says what patients type to find it."""
    searched = {id for page in project.site.pages if page.search for id in page.topics}
    for _, id, topic in walk.topics(project):
        if id in searched and topic.asked is None and not has_gap(topic.blocks):
            message = f"the topic `{id}` has no `asked`: patients' own words may not find it"
            yield Problem(topic.place(), "not-asked", message, f"{HINT}, or [] if it only repeats other topics")


def pages_asked(project: Project) -> Iterator[Problem]:
    """So does every page without topics; those of a page with topics stand in its topics."""
    for page in project.site.pages:
        if page.search and not page.topics and not page.asked:
            message = f"the page `{page.id}` has no `asked`: patients' own words may not find it"
            yield Problem(page.place(), "not-asked", message, f"{HINT}, or `search: false` if patients do not need it")


def asked_once(project: Project) -> Iterator[Problem]:
    """Nothing stands twice in one list."""
    records: list[Topic | Page] = [topic for _, _, topic in walk.topics(project)]
    for record in (*records, *project.site.pages):
        first: dict[str, Place] = {}
        for index, words in enumerate(record.asked or ()):
            place, same = record.place("asked", index), words.casefold()
            if same in first:
                message = f"`{words}` is asked here already, at line {first[same].line}"
                yield Problem(place, "twice", message, "keep one of the two")
            first.setdefault(same, place)
