"""When somebody answers: hours are data, and every word about them is made of it, in each language."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from babel import Locale
from projects import MINIATURE

from build_tools.content.clinic import Clinic
from build_tools.content.hours import ALWAYS, DAY, WEEK, Hours, stretches, week
from build_tools.content.model import Project
from build_tools.guide import build
from build_tools.guide.records import Guide
from build_tools.languages.catalog import Catalog
from build_tools.languages.hours import in_words

OFFICE = [{"days": "mon-fri", "from": "08:00", "to": "17:00"}]
OUTSIDE = [{"from": "17:00", "to": "08:00"}, {"days": "sat, sun"}]
NOT_EARLY_ON_MONDAY = [{"days": "mon-fri", "from": "17:00", "to": "08:00"}, {"days": "sat, sun"}]
LUNCH = [{"days": "mon, wed", "from": "8:30", "to": "12:00"}, {"days": "mon, wed", "from": "13:00", "to": "24:00"}]
DAY_LINE = {"id": "day", "name": "By day", "number": "(217) 555-0142", "help": ["same_day", "office_hours"]}
NIGHT_LINE = {"id": "night", "name": "At night", "number": "(217) 555-0199", "help": ["same_day"]}
EMERGENCY = {"id": "emergency", "name": "Emergency", "number": "911", "hours": "always", "help": ["emergency"]}
HEBREW = Catalog("he_IL", Locale.parse("he_IL"))


def hours(given: list[dict[str, str]]) -> tuple[Hours, ...]:
    return tuple(map(Hours.model_validate, given))


@pytest.mark.parametrize(
    ("given", "locale", "words"),
    [
        ([{}], "en_US", "at any time"),
        ([{"days": "mon-sun", "from": "00:00", "to": "24:00"}], "en_US", "at any time"),
        ([{"from": "08:00", "to": "20:00"}, {"from": "20:00", "to": "08:00"}], "en_US", "at any time"),
        (OFFICE, "en_US", "Monday to Friday, 8 am to 5 pm"),
        (OFFICE, "en_GB", "Monday to Friday, 08:00 to 17:00"),
        (OUTSIDE, "en_US", "nights and weekends"),
        (NOT_EARLY_ON_MONDAY, "en_US", "Monday to Friday, 5 pm to 8 am; Saturday and Sunday"),
        ([{"from": "20:00", "to": "08:00"}], "en_US", "nights"),
        ([{"from": "08:00", "to": "20:00"}], "en_US", "every day, 8 am to 8 pm"),
        ([{"days": "fri-mon"}], "en_US", "Friday to Monday"),
        (LUNCH, "en_US", "Monday and Wednesday, 8:30 am to noon and 1 pm to midnight"),
        (OFFICE, "he_IL", "יום שני to יום שישי, 8:00 to 17:00"),
        (OUTSIDE, "he_IL", "every day, 17:00 to 8:00; יום שבת ויום ראשון"),
    ],
)
def test_hours_in_words(given: list[dict[str, str]], locale: str, words: str) -> None:
    assert in_words(Catalog(locale, Locale.parse(locale)), hours(given)) == words


def test_a_week_as_minutes() -> None:
    assert week(hours(OFFICE)).bit_count() == 5 * 9 * 60
    assert week(hours(OFFICE)) | week(hours(OUTSIDE)) == ALWAYS and not week(hours(OFFICE)) & week(hours(OUTSIDE))
    missing = ALWAYS & ~(week(hours(OFFICE)) | week(hours(NOT_EARLY_ON_MONDAY)))
    assert missing == (1 << 8 * 60) - 1, "Monday until 8 in the morning"
    over_the_end = week(hours([{"days": "sun", "from": "23:00", "to": "1:00"}]))
    assert over_the_end == (1 << 60) - 1 | (1 << WEEK) - (1 << WEEK - 60)
    assert week(hours([{"days": "tue"}])) == ((1 << DAY) - 1) << DAY


def test_minutes_that_follow_each_other_are_one_stretch() -> None:
    assert list(stretches(ALWAYS)) == [(0, WEEK)]
    weekend = week(hours([{"days": "sat, sun"}, {"days": "mon", "from": "08:00", "to": "12:00"}]))
    assert list(stretches(weekend)) == [(8 * 60, 12 * 60), (5 * DAY, WEEK)]
    assert list(stretches(0)) == []


def clinic(*phones: dict[str, Any]) -> Clinic:
    data = {key: getattr(MINIATURE.clinic, key) for key in type(MINIATURE.clinic).model_fields if key != "phones"}
    return Clinic.model_validate({**data, "phones": [*phones, EMERGENCY]})


def guide(*phones: dict[str, Any], catalog: Catalog | None = None) -> Guide:
    project: Project = replace(MINIATURE, clinic=clinic(*phones))
    return build.of(project, project.procedures[0], catalog or Catalog("en_US", Locale.parse("en_US")))


ONE_LINE = {**DAY_LINE, "hours": "always"}
DAY_AND_NIGHT = {**DAY_LINE, "hours": OFFICE}, {**NIGHT_LINE, "hours": OUTSIDE}


@pytest.mark.parametrize(
    ("phones", "words"),
    [
        ([ONE_LINE], "(217) 555-0142"),
        (DAY_AND_NIGHT, "(217) 555-0142, nights and weekends (217) 555-0199"),
        ([{**DAY_LINE, "hours": OFFICE}], "(217) 555-0142 (Monday to Friday, 8 am to 5 pm)"),
        (
            [{**DAY_LINE, "hours": OFFICE}, {**NIGHT_LINE, "hours": [{"days": "sat"}]}],
            "(217) 555-0142 (Monday to Friday, 8 am to 5 pm); (217) 555-0199 (Saturday)",
        ),
        ([ONE_LINE, {**NIGHT_LINE, "hours": OUTSIDE}], "(217) 555-0142"),
        ([{**NIGHT_LINE, "hours": OUTSIDE, "help": []}, ONE_LINE], "(217) 555-0142"),
    ],
)
def test_the_help_card_says_what_is_true(phones: list[dict[str, Any]], words: str) -> None:
    resolver = guide(*phones).resolver
    assert build.care_level(resolver, "same_day").text == f"Call us the same day: {words}"
    assert build.care_level(resolver, "office_hours").text == "Call us in office hours: (217) 555-0142"
    assert build.care_level(resolver, "emergency").text == "Emergency: call 911 now"


def test_numbers_keep_their_order_where_only_text_can_stand() -> None:
    resolver = guide(ONE_LINE, catalog=HEBREW).resolver
    isolated = "\N{LEFT-TO-RIGHT ISOLATE}(217) 555-0142\N{POP DIRECTIONAL ISOLATE}"
    assert resolver.plain(resolver.called("same_day")) == isolated
    assert resolver.questions.name == f"Call {isolated}"
    english = guide(ONE_LINE).resolver
    assert english.plain(english.called("same_day")) == "(217) 555-0142"


@pytest.mark.parametrize(("address", "direction"), [("1 Example Street", "ltr"), ("רחוב 1", "rtl"), ("1", "ltr")])
def test_an_address_runs_as_its_own_letters(address: str, direction: str) -> None:
    assert MINIATURE.clinic.model_copy(update={"address": address}).address_direction == direction
