"""Numbers and names as translations bend them: the right plural, the right words, and mistakes at their place."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import bless
import pytest
import yaml
from babel import Locale
from html_reader import tree, words_in
from translating import said, translate_all

from build_tools import pipeline
from build_tools.content.model import Fact, Translation
from build_tools.languages import catalog as language
from build_tools.languages import plurals
from build_tools.languages.catalog import Catalog
from build_tools.problems import ProblemsFound
from build_tools.website import pages

TODAY = date(2027, 1, 15)
PROCEDURE = "sample-scan"
FORMS: dict[str, dict[str, Any]] = {
    "pl": {
        "after": {
            "day": {"one": "{count} dniu", "few": "{count} dniach", "many": "{count} dniach", "other": "{count} dnia"},
            "hour": {"one": "godzinie", "few": "{count} godzinach", "many": "{count} godzinach",
                     "other": "{count} godziny"},
        },
        "studies": {"number": {"one": "{count} badaniu", "few": "{count} badaniach", "many": "{count} badaniach",
                               "other": "{count} badania"}},
    },
    "ar": {"after": {"hour": {
        "zero": "أقل من ساعة", "one": "ساعة", "two": "ساعتين", "few": "{count} ساعات", "many": "{count} ساعة",
        "other": "{count} ساعة",
    }}},
    "hi": {"after": {"day": {"one": "{count} दिन", "other": "{count} दिनों"}}},
    "zh": {"after": {"day": {"other": "{count}天"}}},
}  # fmt: skip


def catalog(tag: str, messages: dict[tuple[str, str], str] | None = None) -> Catalog:
    return Catalog(tag, Locale.parse(tag), said(messages or {}), own=Translation(forms=FORMS[tag]))


def fact(unit: str, low: int, high: int | None = None) -> Fact:
    numbers: dict[str, Any] = {"value": low} if high is None else {"low": low, "high": high}
    return Fact.model_validate({"what": "x", "unit": unit, "sources": ["one"], **numbers})


@pytest.mark.parametrize(
    ("tag", "number", "name"),
    [
        ("pl", 1, "one"), ("pl", 2, "few"), ("pl", 5, "many"), ("pl", 22, "few"), ("pl", 12, "many"), ("pl", 0, "many"),
        ("pl", Decimal("1.5"), "other"),
        ("ar", 0, "zero"), ("ar", 1, "one"), ("ar", 2, "two"), ("ar", 3, "few"), ("ar", 11, "many"),
        ("ar", 100, "other"),
        ("hi", 0, "one"), ("hi", 1, "one"), ("hi", Decimal("0.5"), "one"), ("hi", 2, "other"), ("zh", 1, "other"),
        ("es", 1, "one"), ("es", 0, "other"), ("en", 1, "one"), ("ht", 1, "other"),
    ],
)  # fmt: skip
def test_the_plural_that_goes_with_a_number(tag: str, number: Decimal | int, name: str) -> None:
    assert plurals.plural(Locale.parse(tag), number) == name


@pytest.mark.parametrize(
    ("tag", "given", "form", "words"),
    [
        ("pl", fact("day", 1), "after", "1 dniu"),
        ("pl", fact("day", 2), "after", "2 dniach"),
        ("pl", fact("day", 5), "after", "5 dniach"),
        ("pl", fact("day", 1, 2), "after", "1 to 2 dniach"),
        ("pl", fact("day", 2), "", "2 dni"),
        ("pl", fact("number", 1), "studies", "1 badaniu"),
        ("pl", fact("number", 12), "studies", "12 badaniach"),
        ("pl", fact("hour", 1), "after", "godzinie"),
        ("pl", fact("hour", 0, 1), "after", "0 to 1 godziny"),  # words without a number cannot say a range
        ("ar", fact("hour", 0), "after", "أقل من ساعة"),
        ("ar", fact("hour", 1), "after", "ساعة"),
        ("ar", fact("hour", 2), "after", "ساعتين"),
        ("ar", fact("hour", 6), "after", "6 ساعات"),
        ("ar", fact("hour", 24), "after", "24 ساعة"),
        ("ar", fact("hour", 1, 2), "after", "1 to 2 ساعة"),
        ("ar", fact("hour", 2, 3), "after", "2 to 3 ساعات"),
        ("hi", fact("day", 1), "after", "1 दिन"),
        ("hi", fact("day", 2), "after", "2 दिनों"),
        ("zh", fact("day", 1, 2), "after", "1 to 2天"),
    ],
)
def test_a_number_in_a_form(tag: str, given: Fact, form: str, words: str) -> None:
    assert catalog(tag).fact(given, form) == words


def test_the_words_of_a_range_are_the_translator_s() -> None:
    polish = catalog("pl", {("interface", "{low} to {high}"): "{low} do {high}"})
    assert polish.fact(fact("day", 1, 2), "after") == "1 do 2 dniach"


# --- in a project ----------------------------------------------------------------------------------------------------

WEAK = "Your arm may be weak for {weak_arm}. In this time:"
DAYS = {"one": "{count} dnia", "few": "{count} dni", "many": "{count} dni", "other": "{count} dnia"}
MINUTES = {"one": "{count} minuty", "few": "{count} minut", "many": "{count} minut", "other": "{count} minuty"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = bless.miniature(tmp_path)
    clinic = root / "docs/content/clinic.yaml"
    clinic.write_text(clinic.read_text("utf-8").replace("locale: en_US", "locale: en_US\nlanguages: [en, pl]"), "utf-8")
    return root


def polish(root: Path, messages: dict[tuple[str, str], str], forms: object = None, names: object = None) -> list[str]:
    """The problems of a project with these words in Polish, as path:line:column: code message."""
    file = translate_all(root, "pl", messages)
    told = {"forms": forms or {}, "names": names or {}}
    (file.parent / "language.yaml").write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), "utf-8")
    try:
        pipeline.whole_source(root)
    except ProblemsFound as found:
        return [str(problem) for problem in found.problems]
    return []


def test_a_page_says_a_number_and_a_name_in_their_forms(project: Path) -> None:
    messages = {
        ("timed-steps", WEAK): "Ręka może być słaba w ciągu {weak_arm:within}.",
        ("interface", "Within {duration} after the procedure"): "W ciągu {duration:within} po badaniu",
    }
    every = {unit: dict.fromkeys(DAYS, f"{{count}} {unit}s") for unit in ("hour", "minute")}
    assert polish(project, messages, {"within": {**every, "day": DAYS}}, {PROCEDURE: {"of": "badania"}}) == []
    output = pipeline.build(project, None, lambda message: None, TODAY)
    shown = " ".join(words_in(tree(pages.html(output.project, page))) for page in output.pages if page.folder == "pl/")
    assert "Ręka może być słaba w ciągu 2 dni." in shown


WITHIN = {"within": {"day": DAYS}}


@pytest.mark.parametrize(
    ("asked", "forms", "told"),
    [
        ("{weak_arm:within}", WITHIN, ""),
        ("{weak_arm}", WITHIN, ""),
        ("{weak_arm:after}", WITHIN, "`{weak_arm:after}`: `day` has no form `after`"),
        ("{weak_arm:within}", {"within": {"minute": MINUTES}}, "`day` has no form `within`"),
        ("{weak_arm:within}", {}, "`day` has no form `within`"),
        ("{weak_arm.number}", WITHIN, "loses or adds a placeholder"),
        ("{weak_arm.number:within}", WITHIN, "loses or adds a placeholder"),
        ("{weak_arm:}", WITHIN, "loses or adds a placeholder"),
        ("{weak_arm:Within}", WITHIN, "loses or adds a placeholder"),
        ("{weak_arm:within} {weak_arm}", WITHIN, "loses or adds a placeholder"),
        ("{scan_time:within}", WITHIN, "loses or adds a placeholder"),
    ],
)
def test_what_a_translation_asks_for(project: Path, asked: str, forms: object, told: str) -> None:
    found = polish(project, {("timed-steps", WEAK): f"Słaba: {asked}"}, forms)
    assert (told in found[0] and len(found) == 1) if told else found == []
    lines = (project / "docs/content/locale/pl/all.po").read_text("utf-8").splitlines()
    at = lines.index(f"msgid {json.dumps(WEAK)}") + 1
    assert all(each.startswith(f"docs/content/locale/pl/all.po:{at}:1: ") for each in found)


@pytest.mark.parametrize(
    ("id", "words"),
    [
        (("interface", "Call {number}"), "Zadzwoń {number:within}"),
        (("interface", "Written on {date}."), "Napisano {date:within}"),
        (("interface", "{procedure}: all leaflets"), "{procedure:of}: wszystko"),
        (("key-points", "You have {most_scans} scans at most in one visit."), "Do {most_scans:within} badań"),
    ],
    ids=["a phone", "a date", "a title", "a number without words for it"],
)
def test_what_has_no_forms(project: Path, id: tuple[str, str], words: str) -> None:
    (found,) = polish(project, {id: words}, WITHIN, {PROCEDURE: {"of": "badania"}})
    assert "unknown-form" in found


def test_words_of_the_tool_need_a_form_for_each_unit_of_a_plan(project: Path) -> None:
    message = ("interface", "Within {duration} after the procedure")
    found = polish(project, {message: "W ciągu {duration:within} po badaniu"}, {"within": {"day": DAYS}})
    assert found and all("unknown-form `{duration:within}`: `" in each for each in found)
    assert not any("`day`" in each for each in found)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"few": None}, "lacks the plural `few`: numbers such as 2, 3, 4, 22"),
        ({"other": None}, "lacks the plural `other`"),
        ({"two": "{count} dni"}, "has no plural `two`"),
        ({"few": "dni"}, "does not hold `{count}` once"),
        ({"one": "dnia"}, ""),
        ({"few": "{count} {count} dni"}, "does not hold `{count}` once"),
        ({"few": "{count} dni {unit}"}, "holds a brace that is no placeholder"),
        ({"few": "{count} dni}"}, "holds a brace that is no placeholder"),
        ({"few": "{count} dni, czyli 48 godzin"}, "holds a number"),
        ({"few": "{count} dni, czyli ٤٨ godzin"}, "holds a number"),
        ({"few": "<b>{count} dni</b>"}, "holds HTML"),
        ({"few": "{count} дни"}, "not among the letters"),
        ({"dual": "{count} dni"}, "`dual` is not possible here"),
        ({"few": 2}, "`few` must be words"),
        ({"few": " "}, "`few` is empty"),
    ],
)
def test_mistakes_in_a_form(project: Path, change: dict[str, Any], told: str) -> None:
    by_plural = {name: words for name, words in {**DAYS, **change}.items() if words is not None}
    found = polish(project, {}, {"within": {"day": by_plural}})
    assert any(told in each for each in found) if told else found == []
    assert all(each.startswith("docs/content/locale/pl/language.yaml:") for each in found)
    name = next(iter(change))
    if told and change[name] is not None:
        lines = (project / "docs/content/locale/pl/language.yaml").read_text("utf-8").splitlines()
        assert lines[int(found[0].split(":")[1]) - 1].strip().startswith(f"{name}:")


@pytest.mark.parametrize("unit", ["people", "celsius", "time_of_day", "fortnight"])
def test_a_unit_without_words_has_no_forms(project: Path, unit: str) -> None:
    (found,) = polish(project, {}, {"within": {unit: DAYS}})
    assert f"`{unit}` is not possible here" in found


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ({PROCEDURE: {"of": "badania"}}, ""),
        ({"nothing": {"of": "badania"}}, "unknown-procedure there is no procedure `nothing`"),
        ({PROCEDURE: {"of": "badania {count}"}}, "a brace that is no placeholder"),
        ({PROCEDURE: {"of": "badania 2"}}, "a number"),
        ({PROCEDURE: {"Of": "badania"}}, "`Of` is not possible"),
    ],
)
def test_names_of_procedures(project: Path, names: object, told: str) -> None:
    found = polish(project, {}, None, names)
    assert (len(found) == 1 and told in found[0]) if told else found == []


def test_a_form_of_a_name(project: Path) -> None:
    topic = project / f"docs/content/{PROCEDURE}/topics/key-points.yaml"
    topic.write_text(
        topic.read_text("utf-8").replace("It takes {scan_time}.", "The {procedure} takes {scan_time}."), "utf-8"
    )
    message = ("key-points", "The {procedure} takes {scan_time}.")
    (found,) = polish(project, {message: "Czas {procedure:of}: {scan_time}."})
    assert f"`{{procedure:of}}`: the name of `{PROCEDURE}` has no form `of`" in found
    assert polish(project, {message: "Czas {procedure:of}: {scan_time}."}, None, {PROCEDURE: {"of": "badania"}}) == []
    output = pipeline.build(project, None, lambda message: None, TODAY)
    shown = " ".join(words_in(tree(pages.html(output.project, page))) for page in output.pages if page.folder == "pl/")
    assert "Czas badania: " in shown


def test_the_source_bends_nothing(project: Path) -> None:
    topic = project / f"docs/content/{PROCEDURE}/topics/key-points.yaml"
    topic.write_text(topic.read_text("utf-8").replace("It takes {scan_time}.", "It takes {scan_time:within}."), "utf-8")
    with pytest.raises(ProblemsFound) as found:
        pipeline.whole_source(project)
    assert [problem.code for problem in found.value.problems] == ["bad-fact-form"]


def test_a_language_file_that_cannot_be_read_brings_no_other_problem(project: Path) -> None:
    file = translate_all(project, "pl", {("timed-steps", WEAK): "Słaba: {weak_arm:within}."})
    (file.parent / "language.yaml").write_text("\tforms:", "utf-8")
    with pytest.raises(ProblemsFound) as found:
        pipeline.whole_source(project)
    assert [problem.code for problem in found.value.problems] == ["tab"]


def test_a_catalog_without_forms_is_as_before() -> None:
    assert language.english().fact(fact("day", 2)) == "2 days"
