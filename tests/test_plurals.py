"""Messages in which a number stands: the forms of a catalog, each for its numbers, and mistakes in them."""

from __future__ import annotations

from pathlib import Path

import bless
import pytest
from babel import Locale
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po
from signing import run
from translating import finish

from build_tools.content import reader as source
from build_tools.languages import catalog as language
from build_tools.languages import plurals, readiness
from build_tools.languages.catalog import Catalog
from build_tools.languages.message_list import messages_of
from build_tools.messages import Counted
from build_tools.problems import Place, ProblemsFound
from build_tools.website.search_help import COUNTED

ANSWERS = COUNTED["answers"]
POLISH = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
ARABIC = "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;"


def catalog(root: Path, tag: str, rule: str, *forms: str, message: Counted = ANSWERS) -> Catalog:
    folder = root / "docs/content/locale" / tag
    folder.mkdir(parents=True, exist_ok=True)
    told = "".join(f'msgstr[{number}] "{words}"\n' for number, words in enumerate(forms))
    entry = f'msgid "{message.one}"\nmsgid_plural "{message.other}"\n{told}'
    header = f'msgid ""\nmsgstr "Plural-Forms: {rule}\\n"\n\n' if rule else ""
    (folder / "interface.po").write_text(header + entry, "utf-8")
    return language.catalog(root, tag.replace("-", "_"), Place("clinic.yaml"))


@pytest.mark.parametrize(
    ("tag", "rule", "forms", "said"),
    [
        (
            "pl", POLISH, ["{count} odpowiedź: {words}", "{count} odpowiedzi: {words}", "{count} odpowiedzi, {words}"],
            {1: 0, 2: 1, 5: 2, 12: 2, 22: 1, 0: 2},
        ),
        ("pl", POLISH, ["jedna: {words}", "{count} kilka {words}", "{count} wiele {words}"], {1: 0, 3: 1, 100: 2}),
        (
            "ar", ARABIC,
            ["لا {words}", "واحد {words}", "اثنان {words}", "{count} أ {words}", "{count} ب {words}",
             "{count} ج {words}"],
            {0: 0, 1: 1, 2: 2, 3: 3, 11: 4, 100: 5},
        ),
        ("hi", "nplurals=2; plural=(n > 1);", ["{count} उत्तर {words}", "{count} उत्तरों {words}"], {0: 0, 1: 0, 2: 1}),
        ("hi", "nplurals=2; plural=(n != 1);", ["{count} उत्तर {words}", "{count} उत्तरों {words}"], {1: 0, 2: 1}),
        ("zh-Hans", "nplurals=1; plural=0;", ["{words}: {count}个"], {0: 0, 1: 0, 2: 0}),
        ("vi", "nplurals=1; plural=0;", ["{count} cho {words}"], {0: 0, 1: 0, 2: 0}),
        ("es", "nplurals=2; plural=(n != 1);", ["{count} para {words}", "{count}: {words}"], {1: 0, 2: 1, 0: 1}),
        ("es", "", ["{count} para {words}", "{count}: {words}"], {1: 0, 2: 1}),
    ],
    ids=["pl", "pl without a number", "ar", "hi", "hi of other editors", "zh", "vi", "es", "no header"],
)  # fmt: skip
def test_each_number_gets_its_form(tmp_path: Path, tag: str, rule: str, forms: list[str], said: dict[int, int]) -> None:
    found = catalog(tmp_path, tag, rule, *forms)
    told = found.plurals(ANSWERS)
    for number, form in said.items():
        assert told.get(plurals.plural(found.locale, number), told["other"]) == forms[form], number


@pytest.mark.parametrize(
    ("tag", "rule", "forms", "told"),
    [
        ("pl", POLISH, ["{count} {words}", "{count} {words}", ""], "msgstr[2] is missing: this language has 3 forms"),
        ("pl", POLISH, ["{count} {words}", "{count} {words}"], "msgstr[2] is missing"),
        ("pl", POLISH, ["{count} {words}", "{count} {words}", "   "], "nothing that can be read"),
        ("pl", POLISH, ["{count} {words}", "{words}", "{count} {words}"], "a placeholder: without `{count}`"),
        ("pl", POLISH, ["{count}", "{count} {words}", "{count} {words}"], "loses or adds a placeholder"),
        ("pl", POLISH, ["{count} {words}", "{count} {words} 2", "{count} {words}"], "holds a number"),
        ("pl", POLISH, ["{count} {words}", "{count} {words}", "{count} {words} <b>"], "holds HTML"),
        ("pl", POLISH, ["{count} {words}", "{count} {words}", "{count} {words} д"], "not among the letters"),
        ("pl", "nplurals=2; plural=(n != 1);", ["{count} {words}", "{count} {words}"], "the rule for plurals"),
        ("pl", "nplurals=1; plural=0;", ["{count} {words}"], "the rule for plurals"),
        ("pl", "nplurals=3; plural=n;", ["{count} {words}"] * 3, "the rule for plurals"),
        ("pl", "nplurals=3; plural=1/n;", ["{count} {words}"] * 3, "the rule for plurals"),
        ("pl", "nplurals=3; plural=(((;", ["{count} {words}"] * 3, ""),
        ("pl", POLISH, ["{count} {words}"] * 4, "more translations than"),
        ("pl", "nplurals=INTEGER; plural=EXPRESSION;", ["{count} {words}"] * 3, "the rule for plurals"),
        ("hi", "nplurals=2; plural=(n > 1);", ["{words}", "{count} {words}"], "loses or adds a placeholder"),
    ],
)
def test_mistakes(tmp_path: Path, tag: str, rule: str, forms: list[str], told: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        catalog(tmp_path, tag, rule, *forms)
    assert any(told in str(problem) for problem in found.value.problems), found.value
    assert {problem.place.path for problem in found.value.problems} == {f"docs/content/locale/{tag}/interface.po"}
    assert {problem.code for problem in found.value.problems} <= {"bad-translation", "foreign-letter"}


def test_each_form_forbids(tmp_path: Path) -> None:
    message = Counted("Do not take {count} tablet.", "Do not take {count} tablets.")
    with pytest.raises(ProblemsFound) as found:
        catalog(tmp_path, "pl", POLISH, "Nie {count}.", "Weź {count}.", "Nie bierz {count}.", message=message)
    (problem,) = found.value.problems
    assert problem.code == "lost-not" and "Weź" in problem.message and problem.place.line == 4


def test_what_is_not_begun_is_english_and_not_finished(tmp_path: Path) -> None:
    root = bless.miniature(tmp_path)
    found = catalog(root, "pl", POLISH, "", "", "")
    assert found.plurals(ANSWERS) == {"one": ANSWERS.one, "other": ANSWERS.other}
    assert language.english().plurals(ANSWERS)["one"] == "{count} answer for “{words}”"
    message = next(each for each in messages_of(source.read(root)[0]).values() if each.one == ANSWERS.one)
    assert list(readiness.problems(found, [message]))


def test_an_entry_without_plurals_is_not_finished(tmp_path: Path) -> None:
    """As a catalog of an older version has it: one form for all numbers."""
    root = bless.miniature(tmp_path)
    catalog(root, "pl", POLISH, "", "", "")
    file = root / "docs/content/locale/pl/interface.po"
    file.write_text(f'msgid "{ANSWERS.other}"\nmsgstr "{{count}} {{words}}"\n', "utf-8")
    message = next(each for each in messages_of(source.read(root)[0]).values() if each.one == ANSWERS.one)
    assert list(readiness.problems(language.catalog(root, "pl", Place("")), [message]))


@pytest.mark.parametrize("tag", ["pl", "ar", "hi", "zh-Hans", "es", "vi"])
def test_translators_get_as_many_forms_as_their_language_has(tmp_path: Path, tag: str) -> None:
    root = bless.miniature(tmp_path)
    assert run(root, "translate", tag).exit_code == 0
    file = root / "docs/content/locale" / tag / "interface.po"
    rule = get_plural(tag.replace("-", "_"))
    assert f"Plural-Forms: nplurals={rule.num_plurals};" in file.read_text("utf-8")
    with file.open("rb") as stream:
        (entry,) = (each for each in read_po(stream) if each.id == tuple(ANSWERS))
    assert len(entry.string or ()) == rule.num_plurals and not any(entry.string or ())
    finish(root, tag)
    run(root, "translate", tag)
    assert run(root, "translate", tag, "--check").exit_code == 0
    words = language.catalog(root, tag.replace("-", "_"), Place("")).plurals(ANSWERS)
    assert set(words) >= {name for name, each in plurals.numbers(Locale.parse(tag, sep="-")).items() if each}
