"""The steps of the personal plan: which there are, in which order, and what the page says of them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import bless
import pytest
from commands import ROOT
from printable import jobs
from pydantic import ValidationError
from web_pages import html

from build_tools import pipeline
from build_tools.content.model import Page, Procedure, Project, Statement, Timing
from build_tools.guide import blocks, build, plan
from build_tools.guide.records import Line
from build_tools.languages import catalog as language
from build_tools.languages.catalog import Catalog
from build_tools.problems import Place

CLINIC = "docs/content/clinic.yaml"
STEPS = "docs/content/sample-scan/topics/timed-steps.yaml"
SETTING = "    lie_still: {value: 2, owner: Scan team, source: Sample rule, expires: 2027-11-01}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return bless.miniature(tmp_path)


@pytest.fixture(scope="module")
def real() -> tuple[Project, Catalog]:
    return pipeline.whole_source(ROOT)[:2]


def change(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text("utf-8")
    assert text.count(old) == 1
    (root / file).write_text(text.replace(old, new), "utf-8")


def plan_of(project: Project, catalog: Catalog) -> list[blocks.Moment]:
    """The moments of the page, in order; none where it has no plan."""
    return [each for tool in _tools(project, catalog) for each in tool.blocks if isinstance(each, blocks.Moment)]


def minutes_of(project: Project, catalog: Catalog) -> str:
    """How long the procedure takes, as the scripts are told."""
    (tool,) = _tools(project, catalog)
    return tool.data["minutes"]


def _tools(project: Project, catalog: Catalog) -> list[blocks.Tool]:
    guide = build.of(project, project.procedures[0], catalog)
    surface = plan.plan(project, project.procedures[0], guide, plan_page(project))
    return [block for section in surface.sections for block in section.blocks if isinstance(block, blocks.Tool)]


def steps_of(project: Project, catalog: Catalog) -> list[Line]:
    """Every step, as it stands in the plan."""
    return [step for moment in plan_of(project, catalog) for part in moment.parts for step in part.steps]


def plan_page(project: Project) -> Page:
    (page,) = (page for page in project.site.pages if page.built == "plan")
    return page


def text_of(project: Project, catalog: Catalog) -> str:
    return html(project, catalog)[f"{project.procedures[0].id}/plan.html"]


# --- the model -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"means": "by"},
        {"before": "fast", "after": "fast", "means": "by"},
        {"before": "fast", "day": "the_day", "means": "by"},
        {"before": "fast"},
        {"after": "fast"},
        {"day": "the_day", "means": "by"},
        {"day": "some_day"},
        {"before": "fast", "means": "later"},
        {"day": "soon", "remind": True},
        {"before": "fast", "means": "by", "remind": "yes"},
        {"before": "fast", "means": "from"},
        {"before": "fast", "means": "by", "ends": "drink"},
        {"before": "fast", "means": "until", "ends": "procedure"},
        {"after": "fast", "means": "from", "ends": "procedure"},
        {"day": "the_day", "ends": "procedure"},
    ],
)
def test_a_timing_is_exactly_one_moment(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Timing.model_validate(wrong)


@pytest.mark.parametrize(
    "right",
    [
        {"day": "the_day", "remind": True},
        {"before": "fast", "means": "by"},
        {"after": "fast", "means": "until"},
        {"after": "fast", "means": "from"},
        {"after": "fast", "means": "from", "ends": "drink"},
        {"before": "fast", "means": "from", "ends": "drink"},
        {"before": "fast", "means": "from", "ends": "procedure"},
    ],
)
def test_a_timing(right: dict[str, object]) -> None:
    assert Timing.model_validate(right).model_dump(exclude_defaults=True) == right


# --- the order -------------------------------------------------------------------------------------------------------


def test_moments_of_the_miniature(root: Path) -> None:
    read = pipeline.whole_source(root)[:2]
    found = plan_of(*read)
    assert [(moment.id, sum(len(part.steps) for part in moment.parts)) for moment in found] == [
        ("soon", 1), ("before-unset", 1), ("the_day", 1), ("after-lie_still-until", 1), ("after-weak_arm-until", 1),
    ]  # fmt: skip
    assert minutes_of(*read) == "30"  # the longest that the scan takes


def test_a_setting_gives_a_moment_its_amount(root: Path) -> None:
    change(root, CLINIC, SETTING, SETTING + SETTING.replace("lie_still: {value: 2", "be_early: {value: 20"))
    moments = {moment.id: moment for moment in plan_of(*pipeline.whole_source(root)[:2])}
    early = moments["before-be_early-by"]
    assert (early.when.side, early.counted["amount"], early.when.remind) == ("before", "20", True)
    assert early.when.amount and early.when.amount.unit == "minute"
    assert "before-unset" not in moments


def test_what_the_clinic_has_not_set_has_no_amount(root: Path) -> None:
    change(root, CLINIC, SETTING, "    {}\n")
    found = plan_of(*pipeline.whole_source(root)[:2])
    unset = [moment.id for moment in found if not moment.when.amount and not moment.when.day]
    assert unset == ["before-unset", "after-unset"]
    text = text_of(*pipeline.whole_source(root)[:2])
    assert text.count("<h2>Your team will tell you when</h2>") == 2
    assert "Drink a lot until your team says it is enough." in text and "Come early. Ask us how early." in text
    assert "2 hours" not in text and 'data-unit="hour"' not in text and 'data-unit="minute"' not in text


@pytest.mark.parametrize(("is_set", "end"), [(True, "20"), (False, None)])
def test_what_ends_at_a_time_that_nobody_has_set_has_no_end(root: Path, is_set: bool, end: str | None) -> None:
    """Scripts are told that it ends, and not when: they must not say that it holds."""
    if is_set:
        change(root, CLINIC, SETTING, SETTING + SETTING.replace("lie_still: {value: 2", "be_early: {value: 20"))
    change(root, STEPS, "Wear loose clothes.", "Wear loose clothes for {weak_arm}.")
    change(root, STEPS, "{day: the_day}", "{before: weak_arm, means: from, ends: be_early}")
    read = pipeline.whole_source(root)[:2]
    (moment,) = (each for each in plan_of(*read) if each.when.means == "from")
    assert (moment.id, moment.counted["amount"]) == ("before-weak_arm-from-to-be_early", "2")
    assert moment.counted.get("end-amount") == end
    assert moment.when.text.replace("\N{NO-BREAK SPACE}", " ") == (
        "From 2 days to 20 minutes before the procedure" if is_set else "From 2 days before the procedure on"
    )
    assert 'data-ends="step"' in text_of(*read)
    assert ('data-end-amount="20" data-end-unit="minute"' in text_of(*read)) == is_set


def test_a_range_counts_at_its_safe_end(root: Path) -> None:
    change(root, STEPS, "Wear loose clothes.", "Wear loose clothes for {scan_time}.")
    change(root, STEPS, "{day: the_day}", "{before: scan_time, means: by}")
    (moment,) = (
        moment
        for moment in plan_of(*pipeline.whole_source(root)[:2])
        if moment.when.side == "before" and moment.when.amount
    )
    assert moment.counted["amount"] == "30"


def test_without_its_length_nothing_counts_from_the_end(root: Path) -> None:
    project, catalog = pipeline.whole_source(root)[:2]
    info = project.procedures[0].info.model_copy(update={"lasts": None})
    procedure = replace(project.procedures[0], info=info)
    changed = replace(project, procedures=(procedure,))
    assert minutes_of(changed, catalog) == ""
    assert {each.id for each in plan_of(changed, catalog) if each.when.side == "after"} == {"after-unset"}


def test_the_same_words_twice_have_two_names() -> None:
    project, catalog = pipeline.whole_source(ROOT / "tests/miniature")[:2]
    (step,) = (step for step in steps_of(project, catalog) if "loose" in step.text)
    topic = project.procedures[0].topics["timed-steps"]
    (statement,) = (each for each in topic.statements() if "loose" in each.say)
    block = topic.blocks[0].model_copy(update={"items": (statement, statement.model_copy())})
    twice = topic.model_copy(update={"blocks": (block,)})
    procedure = replace(project.procedures[0], topics={"timed-steps": twice})
    names = [each.key for each in steps_of(replace(project, procedures=(procedure,)), catalog)]
    assert names == [step.key, f"{step.key}-2"]


# --- nothing is lost -------------------------------------------------------------------------------------------------


def planned(procedure: Procedure, topics: list[str]) -> list[Statement]:
    """The steps of topics; a strip of clocks stands on paper alone, and says what other steps say."""
    found = (block for id in topics for block in procedure.topics[id].blocks if block.kind != "times")
    return [each for block in found for each in block.statements() if each.plan]


def test_the_hours_of_a_strip_are_those_of_steps(real: tuple[Project, Catalog]) -> None:
    """So that nothing is lost that stands there: before the procedure each is a step, after it one tells who helps."""
    procedure = real[0].procedures[0]
    steps = {step.plan for step in planned(procedure, list(plan_page(real[0]).gathers)) if step.plan}
    counted = {(plan.before, plan.means) for plan in steps if plan.before} | {(procedure.info.home, "from")}
    strips = [block for topic in procedure.topics.values() for block in topic.blocks if block.kind == "times"]
    hours = [item.plan for block in strips for item in block.items if item.plan]
    assert len(hours) == 4
    assert [hour for hour in hours if (hour.before or hour.after, hour.means) not in counted] == []
    shown = {step.place for step in steps_of(*real)}
    assert not shown & {item.place("say") for block in strips for item in block.items}


def test_every_step_of_the_preparation_leaflet_is_in_the_plan(real: tuple[Project, Catalog]) -> None:
    project, catalog = real
    procedure = project.procedures[0]
    shown = {step.place for step in steps_of(project, catalog)}
    on_paper = [
        item
        for section in project.leaflets["preparation"].sections
        for block in procedure.topics[section.topic].blocks
        if block.kind == "checklist" or (block.kind == "list" and section.topic == "tell-us")
        if not block.detail
        for item in block.items
    ]
    assert len(on_paper) >= 20
    assert [item.say for item in on_paper if not {item.place("say"), item.place("unset")} & shown] == []


def test_every_step_stands_once_on_the_page_with_its_own_box(real: tuple[Project, Catalog]) -> None:
    project, catalog = real
    text = text_of(project, catalog)
    steps = steps_of(project, catalog)
    assert len(steps) == len(planned(project.procedures[0], list(plan_page(project).gathers)))
    for step in steps:
        boxes = int(step.when is not None and step.when.asks)
        assert text.count(f'<input type="checkbox" id="step-{step.key}"') == boxes
        assert text.count(f'<label class="plan-step" for="step-{step.key}">') == boxes
    told = [step.text for step in steps if step.when and not step.when.asks]
    assert any(words.startswith("Pain may ease") for words in told), "nothing to do, and nothing to tick"
    assert text.count('<li class="plan-told">') == len(told)


def test_every_clinic_time_of_aftercare_is_counted(real: tuple[Project, Catalog]) -> None:
    """Each time that a clinic may set and the plan's topics say is the measure of some step."""
    project, _ = real
    procedure = project.procedures[0]
    steps = planned(procedure, list(plan_page(project).gathers))
    counted = {step.plan.before or step.plan.after for step in steps if step.plan}
    times = {id for id, fact in procedure.facts.facts.items() if fact.set_by == "clinic" and fact.unit in plan.MINUTES}
    assert times - counted == {"lie_flat"}  # in the hospital, where others watch the clock


def test_short_lines_stand_below_the_words_that_explain_them(real: tuple[Project, Catalog]) -> None:
    leads = {
        step.text: part.lead.text if part.lead else ""
        for moment in plan_of(*real)
        for part in moment.parts
        for step in part.steps
    }
    assert [text for text, lead in leads.items() if not lead and not text.endswith((".", "!", "?"))] == []
    assert leads["have heart failure or a pacemaker"] == "Call us now if you"
    assert {"Pack these things", "Calming medicine wears off slowly, so for 24 hours:"} <= set(leads.values())
    assert "555-0142" in next(lead for text, lead in leads.items() if "no better" in text)


def test_what_needs_no_lead_is_not_read_on_as_part_of_a_list_that_has_one(real: tuple[Project, Catalog]) -> None:
    """ "Do not stop any medicine" below "Call us soon if you have" would be one of the things that one may have."""
    for moment in plan_of(*real):
        has_lead = [part.lead is not None for part in moment.parts]
        assert has_lead == sorted(has_lead), moment.id


def test_steps_stand_under_the_day_on_which_they_fall(real: tuple[Project, Catalog]) -> None:
    """What is due long before does not stand under "In the week before", and no hour before under "The day before"."""
    moments = plan_of(*real)
    for moment in moments:
        if moment.when.day in ("week_before", "day_before", "the_day"):
            assert moment.when.fact is None and "amount" not in moment.counted
    ids = [moment.id for moment in moments]
    assert ids.index("before-blood_tests-from") < ids.index("week_before") < ids.index("day_before")
    assert ids.index("the_day") < ids.index("before-fast_food-by") < ids.index("before-fast_drink-by")


# --- the page --------------------------------------------------------------------------------------------------------


def test_the_page_says_when_in_words(real: tuple[Project, Catalog]) -> None:
    titles = re.findall("<h2>(.*?)</h2>", text_of(*real).replace("\N{NO-BREAK SPACE}", " "))
    assert [title for title in titles if "hour" in title or "minute" in title] == [
        "The evening before, if 6 hours before the procedure is in the night",
        "At the latest 6 hours before the procedure",
        "From 6 hours to 2 hours before the procedure",
        "At the latest 2 hours before the procedure",
        "At the latest 15 minutes before the procedure",
        "Until 24 hours after the procedure",
        "From 24 hours after the procedure on",
    ]
    assert titles[0] == "As soon as you can"
    assert titles.index("In the week before") < titles.index("The day before") < titles.index("On the day")
    assert titles.index("On the day") < titles.index("For the rest of the day")


def test_every_word_of_the_plan_passes_the_catalog(root: Path) -> None:
    project, _ = pipeline.whole_source(root)[:2]
    pseudo = language.catalog(root, language.PSEUDO, Place("test"))
    text = text_of(project, pseudo)
    visible = re.sub(r"<[^>]+>", " ", text)
    while (inner := re.sub(r"⁅[^⁅⁆]*⁆", " ", visible)) != visible:
        visible = inner
    assert re.findall(r"[A-Za-z]{3,}", visible.replace(project.clinic.name, " ")) == []


def test_a_procedure_without_steps_says_whom_to_ask(root: Path) -> None:
    project, catalog = pipeline.whole_source(root)[:2]
    topics = {id: topic for id, topic in project.procedures[0].topics.items() if id != "timed-steps"}
    text = text_of(replace(project, procedures=(replace(project.procedures[0], topics=topics),)), catalog)
    assert "We have no plan for this procedure yet." in text and "<form" not in text


def test_a_clinic_with_signs_in_its_name_breaks_nothing(root: Path) -> None:
    project, catalog = pipeline.whole_source(root)[:2]
    evil = '"><script>alert(1)</script>&'
    text = text_of(replace(project, clinic=project.clinic.model_copy(update={"name": evil, "address": evil})), catalog)
    assert "alert(1)" in text and "<script>alert" not in text


def test_the_plan_is_not_on_paper_and_changes_no_code(root: Path) -> None:
    def codes() -> list[str]:
        project, catalog = pipeline.whole_source(root)[:2]
        return [sheet.current.code for sheet in jobs(project, catalog, project.clinic.paper)]

    change(root, "leaflets/card.yaml", "  - topic: afterwards\n", "  - topic: afterwards\n  - topic: timed-steps\n")
    before = codes()
    change(root, STEPS, "{before: be_early, means: by, remind: true}", "{before: be_early, means: at}")
    change(root, STEPS, "{day: the_day}", "{day: day_before}")
    change(root, CLINIC, "America/New_York", "Asia/Kolkata")
    assert codes() == before
    change(root, STEPS, "Wear loose clothes.", "Wear warm clothes.")
    assert codes() != before
