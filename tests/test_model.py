"""What content is: shapes that are refused, and what stands on a page and on a leaflet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from build_tools.content import model
from build_tools.content.model import (
    Block,
    BlockKind,
    Clinic,
    Coverage,
    Disagreements,
    Fact,
    Facts,
    Leaflet,
    Page,
    Procedure,
    ProcedureInfo,
    Topic,
    YamlParagraph,
)
from build_tools.content.texts import texts_in

SAID = {"say": "Words.", "sources": ["one"]}
RANGE = {"what": "how long", "unit": "hour", "low": 1, "high": 2, "sources": ["one"]}
PEOPLE = {"what": "people", "unit": "people", "value": 44, "of": 100, "sources": ["one"]}
TOPIC = Topic.model_validate(
    {
        "title": "Topic",
        "blocks": [
            {"kind": "paragraph", "heading": "Heading", "sentences": [SAID]},
            {"kind": "list", "intro": SAID, "items": [SAID, SAID]},
            {"kind": "checklist", "detail": True, "items": [SAID]},
        ],
    }
)


@pytest.mark.parametrize(
    ("fact", "change", "says"),
    [
        pytest.param(RANGE, {"value": 1}, "either `value`, or `low` and `high`", id="value and range"),
        pytest.param(RANGE, {"high": None}, "either `value`, or `low` and `high`", id="half a range"),
        pytest.param(RANGE, {"low": 2}, "`low` must be smaller", id="empty range"),
        pytest.param(RANGE, {"low": 3}, "`low` must be smaller", id="range upside down"),
        pytest.param(PEOPLE, {"set_by": "clinic"}, "gives `low` and `high`", id="clinic without range"),
        pytest.param(PEOPLE, {"of": None}, "goes with `of`", id="people out of nothing"),
        pytest.param(PEOPLE, {"of": 0}, "goes with `of`", id="people out of none"),
        pytest.param(RANGE, {"of": 5}, "no other unit does", id="hours out of"),
        pytest.param(PEOPLE, {"value": 101}, "more people than", id="too many people"),
    ],
)
def test_a_fact_of_no_shape(fact: dict[str, Any], change: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        Fact.model_validate({**fact, **change})


@pytest.mark.parametrize(
    "fact",
    [
        RANGE,
        PEOPLE,
        {**RANGE, "set_by": "clinic"},
        {**RANGE, "low": 0},
        {**PEOPLE, "value": 0},
        {**PEOPLE, "value": 100},
    ],
    ids=["range", "people", "clinic", "from zero", "nobody", "everybody"],
)
def test_a_fact_that_is_right(fact: dict[str, Any]) -> None:
    assert Fact.model_validate(fact)


@pytest.mark.parametrize(
    "row", [{"fact": "x"}, {"fact": "x", "topics": ["a"], "left_out": "why"}], ids=["neither", "both"]
)
def test_a_fact_of_a_document_is_said_or_left_out(row: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="either `topics`"):
        Coverage.model_validate(row)


def test_each_kind_of_block_is_named_once() -> None:
    """`holds` and `shows` name every kind there is, but for gaps: nobody asks for one, and all leaflets show it."""
    kinds = {kind for block in get_args(get_args(Block)[0]) for kind in get_args(block.model_fields["kind"].annotation)}
    assert kinds - {"gap"} == set(get_args(BlockKind))


def test_statements_in_reading_order() -> None:
    words = {
        "kind": "comparison",
        "columns": ["a", "b"],
        "rows": [{"label": "x", "cells": [{**SAID, "say": "1"}, {**SAID, "say": "2"}]}],
    }
    topic = Topic.model_validate({"title": "T", "blocks": [words, {"kind": "paragraph", "sentences": [SAID]}]})
    assert [statement.say for statement in topic.statements()] == ["1", "2", "Words."]
    labels = [(text.field, text.words) for text in texts_in(topic.blocks[0]) if not text.is_statement]
    assert labels == [("columns", "a"), ("columns", "b"), ("label", "x")]


def test_nothing_changes_after_reading() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        TOPIC.title = "Other"  # type: ignore[misc]


def procedure() -> Procedure:
    info = ProcedureInfo.model_validate(
        {"name": "x", "title": "X", "summary": SAID, "written": date(2026, 1, 1), "review": date(2027, 1, 1)}
    )
    empty = Disagreements(disagreements=()), model.Coverages(documents={})
    return Procedure("x", info, Facts(facts={}), {"topic": TOPIC}, frozenset(), *empty, {})


def leaflet(**section: Any) -> Leaflet:
    required = {"topic": "topic"}
    return Leaflet.model_validate(
        {
            "title": "L", "purpose": "P", "order": 1, "sides": {"standard": 2}, "grade": 6,
            "sections": [{"topic": "topic", **section}, {"topic": "lost"}], "required": [required],
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("section", "kinds"),
    [({}, ["paragraph", "list"]), ({"shows": ["list", "checklist"]}, ["list"]), ({"shows": ["steps"]}, [])],
    ids=["all but details", "some kinds, never details", "none"],
)
def test_what_a_leaflet_shows(section: dict[str, Any], kinds: list[str]) -> None:
    (shown,) = model.shown_on_leaflet(procedure(), leaflet(**section), "standard")
    assert (shown.id, [block.kind for block in shown.blocks]) == ("topic", kinds)


FIGURE = {"kind": "figure", "picture": "x.svg", "alt": "X", "caption": SAID}


@pytest.mark.parametrize(
    ("figure", "sizes"),
    [
        ({}, ["standard", "large"]),
        ({"sizes": ["large"]}, ["large"]),
        ({"sizes": ["large", "standard"]}, ["standard", "large"]),
        ({"detail": True}, []),
        ({"detail": True, "sizes": ["large"]}, []),
    ],
    ids=["all", "one", "each by name", "none", "a detail above all"],
)
def test_a_picture_stands_where_a_size_has_room(figure: dict[str, Any], sizes: list[str]) -> None:
    topic = Topic.model_validate({"title": "T", "blocks": [{**FIGURE, **figure}]})
    of = replace(procedure(), topics={"topic": topic})
    shown = {size: model.shown_on_leaflet(of, leaflet(), size) for size in ("standard", "large")}
    assert [size for size, (section,) in shown.items() if section.blocks] == sizes
    assert model.shown_on_page(of, Page(id="p", title="P", description="D", topics=("topic",)))[0].blocks


@pytest.mark.parametrize("block", [{**FIGURE, "sizes": []}, {"kind": "list", "items": [SAID], "sizes": ["large"]}])
def test_no_size_at_all_and_no_words_for_some_sizes(block: dict[str, Any]) -> None:
    """Sizes differ in pictures, never in words."""
    with pytest.raises(ValidationError, match="sizes"):
        Topic.model_validate({"title": "T", "blocks": [block]})


def test_a_page_shows_details_too_and_skips_lost_topics() -> None:
    page = Page(id="p", title="P", description="D", topics=("lost", "topic"))
    (shown,) = model.shown_on_page(procedure(), page)
    assert [block.kind for block in shown.blocks] == ["paragraph", "list", "checklist"]
    assert isinstance(shown.blocks[0], YamlParagraph)


def test_a_page_has_no_lines_to_write_on_and_no_topic_of_nothing_else() -> None:
    write_in = {"kind": "write_in", "fields": [{"label": "Date"}]}
    topics = {"only": [write_in], "some": [{"kind": "list", "items": [SAID]}, write_in]}
    made = {id: Topic.model_validate({"title": "T", "blocks": blocks}) for id, blocks in topics.items()}
    of, page = replace(procedure(), topics=made), Page(id="p", title="P", description="D", topics=tuple(made))
    found = [(shown.id, [block.kind for block in shown.blocks]) for shown in model.shown_on_page(of, page)]
    assert found == [("some", ["list"])]


@pytest.mark.parametrize(
    ("number", "is_right"),
    [
        ("911", True), ("555-0142", True), ("+1 (555) 555-0142", True), ("ask us", False), ("5", True),
        ("555-0142\n", False), ("1" * 41, False), ("555;ext=1", False), ("01632 960 001 ext 2345", True),
        ("01632 960001 x2345", True), ("(((555-0142", False), ("555-0142 or 555-0199", False), ("1-800-FLOWERS", False),
    ],
)  # fmt: skip
def test_phone_numbers(number: str, is_right: bool) -> None:
    phone = {"id": "day", "name": "By day", "number": number, "hours": "always"}
    assert _is_right(model.Phone, phone) is is_right


@pytest.mark.parametrize(
    ("website", "is_right"),
    [
        ("https://example.org", True), ("https://example.org/a/b-c.html", True), ("http://example.org", False),
        ("javascript:alert", False), ("https://example.org/?q=1", False), ("https://ex ample.org", False),
        (f"https://example.org/{'a' * 300}", False),
    ],
)  # fmt: skip
def test_websites(website: str, is_right: bool) -> None:
    clinic = {
        "name": "C", "sample": True, "address": "A", "website": website, "country": "US", "paper": "A4",
        "locale": "en_US",
        "phones": [{"id": id, "name": id, "number": "911", "hours": "always"} for id in ("day", "night", "emergency")],
        "time_zone": "UTC", "paid_by": "P",
    }  # fmt: skip
    assert _is_right(Clinic, clinic) is is_right


def _is_right(record: type[model.Record], data: dict[str, Any]) -> bool:
    try:
        record.model_validate(data)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("end", ["\n", "\n\n", " \r\n ", "\u2028", "\x85", "\n \n===\n"])
def test_words_stand_on_one_line(end: str) -> None:
    """A title of two lines would be a title and a paragraph."""
    words = Topic.model_validate({**TOPIC.model_dump(), "title": f"One{end}two", "search_terms": [f"a{end}b"]})
    between = " === " if "===" in end else " "
    assert (words.title, words.search_terms) == (f"One{between}two", (f"a{between}b",))


@pytest.mark.parametrize("field", ["title", "search_terms"])
def test_words_have_an_end(field: str) -> None:
    words = {"title": "x" * 1001} if field == "title" else {"search_terms": ["x" * 61]}
    with pytest.raises(ValidationError, match="at most"):
        Topic.model_validate({**TOPIC.model_dump(), **words})
