"""The words as data: all of them, in order, with their numbers, and every id leads somewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any, get_args

import pytest
from as_read import labels
from commands import ROOT, TODAY
from projects import CATALOG
from projects import REAL as PROJECT
from prose import Prose

from build_tools import pipeline
from build_tools.content.model import BlockKind, Sentence, YamlChanceRow, gathered_by, shown_on_leaflet, shown_on_page
from build_tools.content.statements import sentences_in
from build_tools.exports.api import content
from build_tools.exports.api.content.said import ApiLine
from build_tools.exports.api.record import json_of
from build_tools.guide import build, walk
from build_tools.languages import catalog as language
from build_tools.output import Output
from build_tools.problems import Place

Json = dict[str, Any]
PROCEDURE = PROJECT.procedures[0]
PROSE = Prose(PROCEDURE, PROJECT.clinic, PROJECT.glossary, CATALOG)


@cache
def output() -> Output:
    """What a build without leaflets gives out."""
    return pipeline.build(ROOT, None, lambda message: None, TODAY)


def read(output: Output) -> Json:
    return json.loads(json_of(content.document(output.project, output.guides[0])))  # type: ignore[no-any-return]


@cache
def data() -> Json:
    return read(output())


@cache
def topics() -> dict[str, Json]:
    return {topic["id"]: topic for topic in data()["topics"]}


def statements(value: object) -> Iterator[Json]:
    """Every statement in the data, in order; of a chance the two parts."""
    if isinstance(value, dict):
        if "to_write_on" in value:
            yield value
        for key, item in value.items():
            if key != "short":  # signs once more, in few words
                yield from statements(item)
    elif isinstance(value, list):
        for item in value:
            yield from statements(item)


def expected(statement: Sentence, topic: str) -> list[str]:
    """A statement's words; of a chance those of both frames."""
    parts = [statement.say, statement.otherwise] if isinstance(statement, YamlChanceRow) else [PROSE.chosen(statement)]
    return [PROSE.plain(words, topic) for words in parts]


@pytest.mark.parametrize("id", sorted(PROCEDURE.topics))
def test_each_topic_says_what_it_says(id: str) -> None:
    topic = PROCEDURE.topics[id]
    assert topics()[id]["title"] == PROSE.plain(topic.title, id)
    said = list(statements(topics()[id]))
    assert [each["text"] for each in said] == [words for each in sentences_in(topic) for words in expected(each, id)]
    assert [block["kind"] for block in topics()[id]["blocks"]] == [block.kind for block in topic.blocks]
    for block, told in zip(topic.blocks, topics()[id]["blocks"], strict=True):
        strings = json.dumps(told, ensure_ascii=False)
        assert [each for each in labels(block) if json.dumps(PROSE.plain(each.words, id))[1:-1] not in strings] == []
    sources = [set(each.sources) for each in sentences_in(topic)]
    assert {source for each in said for source in each["sources"]} == set().union(*sources)


def test_every_kind_of_block_is_there() -> None:
    assert {block["kind"] for topic in data()["topics"] for block in topic["blocks"]} == set(get_args(BlockKind))


def test_numbers_stand_beside_the_words_that_use_them() -> None:
    facts = {fact["id"]: fact for fact in data()["facts"]}
    assert list(facts) == list(PROCEDURE.facts.facts)
    used = [(each, fact) for each in statements(data()["topics"]) for fact in each["facts"]]
    assert len(used) > 50
    for statement, fact in used:
        assert fact["text"] in statement["text"]
        if fact["form"] != "rest":
            assert all(fact[key] == facts[fact["id"]][key] for key in ("unit", "value", "low", "high", "of"))
        is_as_counted = fact["of"] in (None, 100) or fact["form"] in ("number", "counted")
        known = (fact["value"], fact["low"], fact["high"]) if is_as_counted else ()
        assert [number for number in known if number is not None and str(number) not in fact["text"]] == []


def test_a_chance_and_its_other_side_make_everybody() -> None:
    rows = [
        row for topic in data()["topics"] for block in topic["blocks"] for row in block.get("rows", []) if "did" in row
    ]
    assert len(rows) > 5
    for row in rows:
        one, other = row["counted"], row["others"]
        pairs = [("value", "value")] if one["value"] is not None else [("low", "high"), ("high", "low")]
        assert all(one[here] + other[there] == one["of"] == other["of"] for here, there in pairs)
        counted = one["text"][0].upper() + one["text"][1:]
        assert row["text"] == f"{counted} {row['did']['text']}; {other['text']} {row['did_not']['text']}."


def test_every_id_leads_somewhere() -> None:
    known = {key: {each["id"] for each in data()[key]} for key in ("topics", "pages", "sources", "facts", "glossary")}
    leaflets = {each["id"] for each in data()["leaflets"]}
    said = list(statements(data()))
    assert len(said) > 300
    for key, place in (("facts", "facts"), ("terms", "glossary"), ("pages", "pages")):
        assert {each["id"] for statement in said for each in statement[key]} <= known[place]
    assert {source for each in said for source in each["sources"]} <= known["sources"]
    for page in data()["pages"]:
        assert {*page["topics"], *page["steps_of"]} <= known["topics"]
        assert page["leaflet"] is None or page["leaflet"] in leaflets
    for item in data()["disagreements"]:
        assert set(item["topics"]) <= known["topics"]
        assert {each["source"] for each in item["sources_say"]} <= known["sources"]


def test_pages_and_leaflets_show_what_they_show() -> None:
    for page, told in zip(PROJECT.site.pages, data()["pages"], strict=True):
        assert told["topics"] == [shown.id for shown in shown_on_page(PROCEDURE, page)]
        assert told["steps_of"] == [shown.id for shown in gathered_by(PROCEDURE, page)]
    for told in data()["leaflets"]:
        for size, sections in told["sizes"].items():
            shown = shown_on_leaflet(PROCEDURE, PROJECT.leaflets[told["id"]], size)
            assert [section["topic"] for section in sections] == [each.id for each in shown]
            for section, each in zip(sections, shown, strict=True):
                assert [each.topic.blocks[place] for place in section["blocks"]] == list(each.blocks)
    first = [id for page in data()["pages"] for id in page["topics"]][:5]
    assert [topic["id"] for topic in data()["topics"]][:5] == first


def test_the_plan_in_words() -> None:
    told = {(each["text"], each["when"]["text"]) for each in statements(data()["topics"]) if each["when"]}
    guide = next(each for each in output().guides if each.procedure == PROCEDURE.id)
    steps = {(line.text, line.when.text) for line in walk.lines(tuple(guide.sections.values())) if line.when}
    assert steps == told and len(steps) > 20


def test_whom_to_call() -> None:
    numbers = {phone["id"]: phone["number"] for phone in data()["clinic"]["phones"]}
    assert numbers == {phone.id: phone.number for phone in PROJECT.clinic.phones}
    assert next(iter(numbers)) == "emergency"
    assert [level["level"] for level in data()["care_levels"]] == ["emergency", "same_day", "office_hours"]
    for level in data()["care_levels"]:
        assert level["text"]["phones"] and all(numbers[id] in level["text"]["text"] for id in level["text"]["phones"])


def test_what_a_clinic_has_not_set_is_no_number() -> None:
    project = replace(PROJECT, clinic=PROJECT.clinic.model_copy(update={"settings": {}}))
    told = read(replace(output(), project=project, guides=build.guides(project, CATALOG)))
    unset = {fact["id"]: fact for fact in told["facts"] if fact["set_by_clinic"]}
    assert len(unset) > 5
    for fact in unset.values():
        assert [fact[key] for key in ("text", "value", "low", "high")] == [None] * 4
    said = list(statements(told))
    assert not {fact["id"] for each in said for fact in each["facts"]} & set(unset)
    before = sum(each["to_write_on"] for each in statements(data()))
    assert sum(each["to_write_on"] for each in said) > before


def test_every_word_is_in_the_language_of_the_reader() -> None:
    """The pseudo-language marks every word that passed the catalog; ids, names and numbers stay as they are."""
    catalog = language.catalog(ROOT, language.PSEUDO, Place(""))
    told = read(replace(output(), guides=build.guides(PROJECT, catalog)))
    said = list(statements(told))
    words = [each["text"] for each in said]
    words += [topic["title"] for topic in told["topics"]] + [term["word"] for term in told["glossary"]]
    words += [page["title"] for page in told["pages"]] + [each["question"] for each in told["disagreements"]]
    words += [each["when"]["text"] for each in said if each["when"]]
    words += [claim["text"] for topic in told["topics"] for each in topic["blocks"] for claim in each.get("claims", [])]
    assert len(words) > 400
    assert [each for each in words if not each.startswith("⁅")] == []


def test_the_example_of_the_guide_is_true_to_the_schema() -> None:
    guide = (ROOT / "docs/maintaining/other-systems.md").read_text("utf-8")
    example = json.loads(guide.partition("```json\n")[2].partition("```")[0])
    assert ApiLine.model_validate(example).model_dump(mode="json") == example
