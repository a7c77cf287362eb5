"""The files of a procedure that nobody has written yet."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest
import yaml
from projects import REAL as PROJECT

from build_tools.content import scaffold
from build_tools.content.model import BlockKind, Facts, Listed, ProcedureInfo, Project, Required, Topic
from build_tools.content.scaffold import examples, scalar
from build_tools.content.scaffold import topic as text
from build_tools.content.scaffold.wanted import REAL, Wanted, wanted
from build_tools.content.sections import title

(FIRST,) = PROJECT.procedures
DAY = date(2026, 11, 21)
FILES = scaffold.files(PROJECT, "Hip scan", DAY)
SECTIONS = {section.id: section for section in wanted(PROJECT)}
INDENT = r"\1"
REMARK = re.compile(r"^( *)# ?", re.MULTILINE)


def topic(id: str) -> Topic:
    return Topic.model_validate(yaml.safe_load(FILES[f"topics/{id}.yaml"]))


def info(files: dict[str, str]) -> ProcedureInfo:
    return ProcedureInfo.model_validate(yaml.safe_load(files["procedure.yaml"]))


def test_there_is_a_file_for_every_section_that_anything_names() -> None:
    named = {id for page in PROJECT.site.pages for id in (*page.topics, *page.gathers)}
    named |= {section.topic for leaflet in PROJECT.leaflets.values() for section in leaflet.sections}
    named |= {entry.topic for entry in PROJECT.site.required}
    named |= {entry.topic for leaflet in PROJECT.leaflets.values() for entry in leaflet.required}
    assert {path for path in FILES if path.startswith("topics/")} == {f"topics/{id}.yaml" for id in named}
    assert set(FILES) - {f"topics/{id}.yaml" for id in named} == {
        "procedure.yaml", "facts.yaml", "coverage.yaml", "disagreements.yaml",
    }  # fmt: skip


def test_each_is_a_gap_that_says_what_it_needs_but_for_what_is_no_procedure_s_own() -> None:
    for id, section in SECTIONS.items():
        kinds = [block.kind for block in topic(id).blocks]
        assert kinds == ([*section.holds] if section.is_real else ["gap"]), id
    assert {id for id, section in SECTIONS.items() if section.is_real} == {"phone-numbers", "words"}
    (gap,) = topic("benefits").blocks
    assert gap.kind == "gap" and gap.needs == "how many people it helped and how many not, with numbers (chances)"


def test_titles_are_those_of_the_other_procedure() -> None:
    for id in SECTIONS:
        assert topic(id).title == FIRST.topics[id].title


def test_titles_come_from_ids_where_nobody_has_the_section() -> None:
    assert title(PROJECT, "after-the-scan") == "After the scan"
    numbered = {"day": FIRST.topics["the-day"].model_copy(update={"title": "After {lie_flat}"})}
    assert title(replace(PROJECT, procedures=(replace(FIRST, topics=numbered),)), "day") == "Day"


def test_what_patients_type_is_taken_over_only_where_it_holds_for_all() -> None:
    assert topic("phone-numbers").search_terms == FIRST.topics["phone-numbers"].search_terms
    assert topic("key-the-day").search_terms == ()
    assert topic("what-it-is").search_terms is None and topic("bone-health").search_terms is None


def test_what_patients_type_is_read_back_as_it_was() -> None:
    """Also where a line ends at a word with a hyphen, or a word is longer than a line."""
    terms = (*(f"{'a' * length} follow-up" for length in range(1, 40)), "b" * 200)
    section = next(each for each in wanted(PROJECT) if each.search_terms)
    assert tuple(yaml.safe_load(text(section._replace(search_terms=terms), "source"))["search_terms"]) == terms


def test_sections_that_may_be_left_out_say_so_and_so_do_those_that_nobody_requires() -> None:
    optional = {id for id in SECTIONS if "`without`" in FILES[f"topics/{id}.yaml"]}
    assert optional == {"needle-site", "sedation-after", "bone-health"}
    assert all(f"#   {id}: " in FILES["procedure.yaml"] for id in optional)
    extra = PROJECT.site.pages[0].model_copy(update={"topics": ("extra",)})
    site = PROJECT.site.model_copy(update={"pages": (extra,)})
    assert "not required" in scaffold.files(replace(PROJECT, site=site), "x", DAY)["topics/extra.yaml"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Hip scan", "hip scan"),
        ("MRI of the hip", "MRI of the hip"),
        ("X-ray", "X-ray"),
        ("Yes", "yes"),
        ("Ä: b", "Ä: b"),
    ],
)
def test_the_name_stands_within_a_sentence(title: str, name: str) -> None:
    made = info(scaffold.files(PROJECT, title, DAY))
    assert (made.title, made.name) == (title, name)


@pytest.mark.parametrize(
    ("day", "review"), [(DAY, date(2027, 11, 21)), (date(2028, 2, 29), date(2029, 2, 28)), (date.max, date.max)]
)
def test_it_is_to_be_reviewed_a_year_later(day: date, review: date) -> None:
    made = info(scaffold.files(PROJECT, "Hip scan", day))
    assert (made.written, made.review) == (day, review)


# --- the remarks are right too: an author takes the signs # away -----------------------------------------------------


@pytest.mark.parametrize("kind", get_args(BlockKind))
@pytest.mark.parametrize("is_in_plan", [True, False])
def test_examples_are_blocks_of_their_kind(kind: BlockKind, is_in_plan: bool) -> None:
    blocks = yaml.safe_load(examples("practice", is_in_plan)[kind])
    found = Topic.model_validate({"title": "x", "blocks": blocks})
    assert {block.kind for block in found.blocks} == {kind}
    is_timed = kind == "times" or (is_in_plan and kind == "checklist")
    assert any(statement.plan for statement in found.statements()) == is_timed
    if kind in ("steps", "checklist", "do_and_do_not"):
        assert all(isinstance(block, Listed) and all(each.why for each in block.entries()) for block in found.blocks)
    assert set(examples("practice", is_in_plan)) == set(get_args(BlockKind))


@pytest.mark.parametrize("id", [id for id, section in SECTIONS.items() if not section.is_real])
def test_a_section_with_its_example_in_place_of_the_gap(id: str) -> None:
    without_gap = (
        line for line in FILES[f"topics/{id}.yaml"].splitlines() if not re.search("gap|needs:|Such as", line)
    )
    head, blocks = "\n".join(without_gap).split("blocks:")
    found = Topic.model_validate(yaml.safe_load(f"{head}blocks:{REMARK.sub(INDENT, blocks)}"))
    assert {block.kind for block in found.blocks} >= set(SECTIONS[id].holds)


def test_procedure_and_facts_with_their_remarks() -> None:
    lines = FILES["procedure.yaml"].splitlines()
    keys = ("# summary:", "# lasts:", "# messages:", "# without:", "#   ")
    whole = "\n".join(line.removeprefix("# ") if line.startswith(keys) else line for line in lines)
    found = ProcedureInfo.model_validate(yaml.safe_load(whole))
    assert found.summary and found.lasts and len(found.without) == 3
    assert set(found.messages.leaflets) == set(PROJECT.leaflets) and found.messages.pages
    facts = FILES["facts.yaml"].replace("facts: {}\n# In the place of {}:", "facts:")
    assert len(Facts.model_validate(yaml.safe_load(facts.replace("#   ", "  "))).facts) == 2


@pytest.mark.parametrize(
    "words", ["plain words", "a: b", "yes", "'quoted'", "# no remark", "{brace}", "- dash", "é 10"]
)
def test_words_are_read_back_as_they_were(words: str) -> None:
    assert yaml.safe_load(f"x: {scalar(words)}") == {"x": words}
    assert "\n" not in scalar(words * 50)


# --- other projects --------------------------------------------------------------------------------------------------


def test_the_first_procedure_of_all() -> None:
    """Nothing is there to look at: titles come from ids, and real are only the kinds that somebody requires."""
    none: Project = replace(PROJECT, procedures=())
    found = {section.id: section for section in wanted(none)}
    assert found["getting-home"].title == "Getting home"
    assert {id for id, section in found.items() if section.is_real} == {"phone-numbers", "words"}
    assert "search_terms" in text(found["words"], "practice")


def test_a_real_block_stands_beside_the_gap_for_the_rest() -> None:
    holds: tuple[BlockKind, ...] = ("care_card", "contacts")
    section = Wanted("get-help", "Get help", "warning signs", holds, None, (), False, True, False)
    found = Topic.model_validate(yaml.safe_load(text(section, "practice")))
    assert [block.kind for block in found.blocks] == ["gap", "contacts"]
    assert {*holds} & REAL == {"contacts"}


def test_each_list_must_let_a_section_be_left_out() -> None:
    strict = Required(topic="bone-health")
    site = PROJECT.site.model_copy(update={"required": (*PROJECT.site.required, strict)})
    found = {section.id: section for section in wanted(replace(PROJECT, site=site))}
    assert not found["bone-health"].may_be_left_out and found["sedation-after"].may_be_left_out
