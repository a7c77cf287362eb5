"""Every rule, by cases: a change of the miniature project and the problems that it brings; they are in `cases/`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib import import_module
from inspect import isfunction
from pathlib import Path
from typing import Any

import pytest
import yaml_data
from editing import apply, change
from problem_codes import shapes

from build_tools import checks
from build_tools.checks.gaps import gaps
from build_tools.content import reader as source
from build_tools.problems import Place, Problem

HERE = Path(__file__).parent
MINIATURE = HERE.parent / "miniature"
CASES = {path.stem: yaml_data.read(path) for path in sorted((HERE / "cases").glob("*.yaml"))}


def each_case() -> Iterator[Any]:
    for code, cases in CASES.items():
        yield from (pytest.param(case, id=f"{code}: {case['name']}") for case in cases)


def found(project: Path) -> list[Problem]:
    read, unreadable = source.read(project)
    return sorted((*unreadable, *checks.run(read), *gaps(read)))


def lines(problems: list[Problem]) -> list[str]:
    """As the cases write them: path:line:column: code."""
    return [f"{':'.join(map(str, problem.place))}: {problem.code}" for problem in problems]


def problems(project: Path) -> list[str]:
    return lines(found(project))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINIATURE, tmp_path / "project"))


@pytest.mark.parametrize("case", list(each_case()))
def test_case(project: Path, case: dict[str, Any]) -> None:
    for edit in case.get("edits", [case]):
        apply(project, edit)
    problems = found(project)
    assert lines(problems) == case["expect"]
    printed = "\n".join(map(str, problems))
    assert all(words in printed for words in case.get("says", [])), printed


def test_the_miniature_is_without_problems(project: Path) -> None:
    assert problems(project) == []


def _codes() -> set[str]:
    """Every code in the rules."""
    return {shape.code for shape in shapes() if shape.where.startswith("build_tools/checks/")}


def test_every_code_has_a_good_and_a_bad_case() -> None:
    assert set(CASES) == _codes()
    for code, cases in CASES.items():
        expected = [[line.rpartition(" ")[2] for line in case["expect"]] for case in cases]
        assert any(code in codes for codes in expected), f"{code} has no bad case"
        assert [] in expected, f"{code} has no good case"


def test_every_rule_says_what_it_is() -> None:
    for rule in (*checks.RULES, *checks.WORD_RULES):
        assert rule.__doc__ and rule.__doc__.splitlines()[0].endswith("."), rule


def test_every_generator_of_problems_is_run() -> None:
    """A rule that nobody runs would pass all of its project's mistakes.

    What is not written yet is told elsewhere; translations are asked when they are read.
    """
    paths = sorted(Path(checks.__file__).parent.glob("[!_]*.py"))
    modules = [import_module(f"{checks.__name__}.{path.stem}") for path in paths]
    functions = [value for module in modules for value in vars(module).values() if isfunction(value)]
    generators = {each for each in functions if each.__annotations__.get("return") == "Iterator[Problem]"}
    public = {each.__name__ for each in generators if not each.__name__.startswith("_")}
    assert public == {rule.__name__ for rule in (*checks.RULES, *checks.WORD_RULES)} | {"gaps", "problems"}


@pytest.mark.parametrize("file", sorted(path.relative_to(MINIATURE).as_posix() for path in MINIATURE.rglob("*.yaml")))
def test_a_file_that_cannot_be_read_brings_no_other_problem(project: Path, file: str) -> None:
    (project / file).write_text("\ttitle: x", "utf-8")
    assert problems(project) == [f"{file}:1:1: tab"]


def test_what_a_rule_found_before_it_met_an_unread_file_is_kept() -> None:
    first = Problem(Place("x.yaml"), "found", "first")

    def rule(project: object) -> Iterator[Problem]:
        yield first
        raise source.NotRead

    assert list(checks._found(rule(None))) == [first]


LONG = {
    "file": "docs/content/sample-scan/topics/key-points.yaml",
    "replace": "You go home on the same day.",
    "with": "You go home on the same day with a friend who can help you to go in and out of a car.",
}
LONG_FOUND = "docs/content/sample-scan/topics/key-points.yaml:10:14: long-sentence"
TOPICS = "docs/content/sample-scan/topics"
CONTACTS = "kind: contacts\n    phones: [day, nobody]"


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ({**LONG, "replace": "car", "with": "car {ago}"}, "topics/key-points.yaml:10:14: unknown-fact"),
        ({**LONG, "replace": "car", "with": "car {phone_x}"}, "topics/key-points.yaml:10:14: unknown-phone"),
        ({"file": f"{TOPICS}/get-help.yaml", "replace": "kind: contacts", "with": CONTACTS}, ": unknown-phone"),
        ({"file": f"{TOPICS}/results.yaml", "replace": "helped", "with": "hlped"}, "results.yaml:9:15: unknown-fact"),
        ({"file": f"{TOPICS}/timed-steps.yaml", "replace": "after: lie_still", "with": "after: x"}, ": unknown-fact"),
        ({"file": "docs/content/sample-scan/facts.yaml", "write": "\tx"}, "sample-scan/facts.yaml:1:1: tab"),
        ({"file": "docs/content/sample-scan/procedure.yaml", "write": "\tx"}, "sample-scan/procedure.yaml:1:1: tab"),
        ({"file": "docs/content/clinic.yaml", "write": "\tx"}, "docs/content/clinic.yaml:1:1: tab"),
        ({"file": "docs/content/glossary.yaml", "write": "\tx"}, "docs/content/glossary.yaml:1:1: tab"),
        ({"file": "docs/content/locale/en/x.po", "write": 'msgid "x"\nmsgstr "\n'}, "docs/content/locale/en/x.po:"),
    ],
    ids=["fact", "phone", "contacts", "chance", "time", "facts", "procedure", "clinic", "glossary", "catalog"],
)
def test_mistakes_of_words_are_told_whatever_is_wrong_with_the_source(
    project: Path, edit: dict[str, Any], expected: str
) -> None:
    apply(project, LONG)
    apply(project, edit)
    told = problems(project)
    assert any(expected in each for each in told), told
    assert (LONG_FOUND in told) == ("locale" not in edit["file"]), told


def test_the_grade_of_a_page_counts_what_is_written_in_vain(project: Path) -> None:
    """A name that nobody knows is a word."""
    change(project, "docs/site.yaml", "grade: 6.5", "grade: 1.0")
    apply(project, {**LONG, "with": "You go home {ago}."})
    told = problems(project)
    assert "docs/site.yaml:7:5: reading-grade" in told and any(each.endswith("unknown-fact") for each in told)
