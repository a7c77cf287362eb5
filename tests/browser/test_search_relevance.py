"""Patients' own words, typed into the search box: the section that answers stands among the first three answers.

queries.yaml holds the words, and says how those held back differ. `pytest -s` prints both figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml_data
from playwright.sync_api import Browser, Page
from projects import REAL as PROJECT

from .conftest import tabs
from .search_box import answer, cards
from .search_box import found as both

FIRST = 3
WITHIN_FIRST = {"tuned": 0.95, "held back": 0.95, "from others": 0.9}  # at least this share of each kind
DANGER = (
    "bleeding", "my back is bleeding", "bleeding from my back", "help", "help me", "chest hurts", "cannot breathe",
    "numb", "pins and needles", "leg is weak", "can't walk", "I can't stand up", "I fell after the procedure", 
    "I fainted", "stroke", "I wet myself", "poo", "hives", "itchy", "my face is swollen", "swelling", "I threw up",
    "fever at night", "still hurts after a week",
)  # fmt: skip
FROM_A_FOLDER = ("can I eat", "warfarin", "fever", "can I drive", "anasthesia")


class Query(NamedTuple):
    """What is typed, and the topics (or pages without topics) that answer it."""

    typed: str
    answers: frozenset[str]
    kind: str


class Found(NamedTuple):
    """A query and the ids of the sections that were shown, in order."""

    query: Query
    shown: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        return bool(self.query.answers & {*self.shown[:FIRST]})


def _queries() -> list[Query]:
    rows = yaml_data.read(Path(__file__).parent / "queries.yaml")
    return [Query(row["typed"], frozenset(row["answers"]), _kind(row)) for row in rows]


def _kind(row: dict[str, Any]) -> str:
    if row.get("from_others"):
        return "from others"
    return "held back" if row.get("held_back") else "tuned"


QUERIES = _queries()


def _search(page: Page, query: Query) -> Found:
    return Found(query, tuple(answer(page, query.typed)))


@pytest.fixture(scope="module")
def found(browser: Browser, address: str) -> Iterator[list[Found]]:
    """Every query typed into one page's search box."""
    with tabs(browser) as open_tab:
        page = open_tab().page
        page.goto(address)
        yield [_search(page, query) for query in QUERIES]


@pytest.mark.parametrize("kind", WITHIN_FIRST)
def test_answers_stand_among_the_first(found: list[Found], kind: str) -> None:
    asked = [each for each in found if each.query.kind == kind]
    good = [each for each in asked if each.is_good]
    print(f"\n{kind}: {len(good)} of {len(asked)} queries find their answer among the first {FIRST}")
    missed = [f"{each.query.typed}: {', '.join(each.shown) or 'nothing'}" for each in asked if not each.is_good]
    assert len(good) >= WITHIN_FIRST[kind] * len(asked), missed


def test_words_of_danger_lead_to_help(browser: Browser, address: str) -> None:
    """Every one of them: whoever types these must not have to look."""
    with tabs(browser) as open_tab:
        page = open_tab().page
        page.goto(address)
        shown = {typed: answer(page, typed)[:FIRST] for typed in DANGER}
    assert {typed: found for typed, found in shown.items() if "get-help" not in found} == {}


def test_there_are_enough_queries_and_every_third_is_held_back() -> None:
    ours = [query for query in QUERIES if query.kind != "from others"]
    assert len(ours) >= 75
    assert [query.kind == "held back" for query in ours] == [number % 3 == 2 for number in range(len(ours))]
    assert len({query.typed.casefold() for query in QUERIES}) == len(QUERIES)


def test_every_answer_is_there_to_be_found() -> None:
    searched = [page for page in PROJECT.site.pages if page.search]
    there = {id for page in searched for id in page.topics} | {page.id for page in searched if not page.topics}
    assert {id for query in QUERIES for id in query.answers} <= there


def test_the_same_answers_from_a_folder(browser: Browser, built_site: Path, found: list[Found]) -> None:
    on_the_web = {each.query.typed: each.shown for each in found}
    with tabs(browser) as open_tab:
        tab = open_tab()
        tab.page.goto((built_site / "index.html").as_uri())
        for typed in FROM_A_FOLDER:
            query = next(query for query in QUERIES if query.typed == typed)
            assert _search(tab.page, query).shown == on_the_web[typed]
        assert not tab.errors


# --- questions typed as patients would, each with its section or its level of help ------------------------------------

AS_TYPED: list[dict[str, Any]] = yaml_data.read(Path(__file__).parent / "questions.yaml")
RIGHT_FIRST, RIGHT_IN_THREE = 0.93, 0.98
SIGNS = [row for row in AS_TYPED if "level" in row]
SECTIONS = [row for row in AS_TYPED if "answers" in row]


@pytest.fixture(scope="module")
def opened(browser: Browser, address: str) -> Iterator[Page]:
    with tabs(browser) as open_tab:
        page = open_tab().page
        page.goto(address)
        yield page


@pytest.mark.parametrize("row", SIGNS, ids=lambda row: row["typed"])
def test_each_sign_shows_the_action_of_its_own_level_first(opened: Page, row: dict[str, Any]) -> None:
    levels = [card["level"] for card in cards(opened, row["typed"])]
    assert levels[:1] == [row["level"]], levels


@pytest.fixture(scope="module")
def shown(opened: Page) -> dict[str, Any]:
    """What each question found: (cards, sections)."""
    return {row["typed"]: both(opened, row["typed"]) for row in SECTIONS}


def test_questions_are_answered_first_by_the_right_section(shown: dict[str, Any]) -> None:
    first = [row for row in SECTIONS if set(row["answers"]) & set(shown[row["typed"]][1][:1])]
    three = [row for row in SECTIONS if set(row["answers"]) & set(shown[row["typed"]][1][:FIRST])]
    print(f"\nquestions: {len(first)} of {len(SECTIONS)} right first, {len(three)} among the first {FIRST}")
    missed = {row["typed"]: shown[row["typed"]][1] for row in SECTIONS if row not in first}
    assert len(first) >= RIGHT_FIRST * len(SECTIONS) and len(three) >= RIGHT_IN_THREE * len(SECTIONS), missed
    alarmed = [row["typed"] for row in SECTIONS if row.get("calm") and shown[row["typed"]][0]]
    assert alarmed == [], "a card of danger where none was asked for"


def test_what_readers_missed_is_found_each_time(shown: dict[str, Any]) -> None:
    wanted = [row for row in SECTIONS if row.get("must")]
    found = {row["typed"]: shown[row["typed"]][1][:FIRST] for row in wanted}
    missed = {row["typed"]: found[row["typed"]] for row in wanted if not {*row["answers"]} & {*found[row["typed"]]}}
    assert len(wanted) >= 40 and missed == {}


@pytest.mark.parametrize("row", [row for row in SECTIONS if "says" in row], ids=lambda row: row["typed"])
def test_the_first_excerpt_answers(opened: Page, row: dict[str, Any]) -> None:
    answer(opened, row["typed"])
    assert re.search(row["says"], opened.locator(".search-answer p").first.inner_text(), re.IGNORECASE)


def test_excerpts_are_whole_sentences(opened: Page) -> None:
    """Nothing is glued together: what is shown ends as its section's lines end."""
    answer(opened, "kyphoplasty")
    for told in opened.locator(".search-answer p").all_inner_texts():
        assert not re.search(r"[a-z][.:][A-Z]|[a-z][A-Z]", told), told
