"""What a user is told: one form, sorted, each once."""

from __future__ import annotations

import pytest

from build_tools.problems import Place, Problem, ProblemsFound, report

FIRST = Problem(Place("a.yaml", 2, 3), "tab", "a tab", "indent with spaces")
LATER = Problem(Place("a.yaml", 10, 1), "alias", "no aliases")


def test_a_problem_is_two_lines() -> None:
    assert str(FIRST) == "a.yaml:2:3: tab a tab\n    indent with spaces"
    assert str(LATER) == "a.yaml:10:1: alias no aliases"


@pytest.mark.parametrize(
    ("problems", "last_line"),
    [([], "0 problems found"), ([FIRST], "1 problem found"), ([FIRST, LATER], "2 problems found")],
)
def test_a_report_ends_with_the_number(problems: list[Problem], last_line: str) -> None:
    assert report(problems).splitlines()[-1] == last_line


def test_problems_come_sorted_by_line_and_each_once() -> None:
    """Line 10 comes after line 2."""
    assert ProblemsFound([LATER, FIRST, LATER]).problems == (FIRST, LATER)


def test_as_data() -> None:
    assert FIRST.as_dict() == {
        "path": "a.yaml", "line": 2, "column": 3, "code": "tab", "message": "a tab", "hint": "indent with spaces",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("one\ntwo\r\u2028three", "one\\ntwo\\r\\u2028three"),
        ("\x1b[31m\u202e\udcff", "\\x1b[31m\\u202e\\udcff"),
        ("20\u00a0minutes, \u00e9\U0001f600", "20\u00a0minutes, \u00e9\U0001f600"),
        ("x" * 5000, "x" * 700 + " ..."),
    ],
)
def test_whatever_was_typed_can_be_read_and_written(typed: str, shown: str) -> None:
    problem = Problem(Place(typed, 1, 1), "key", typed, typed)
    assert str(problem) == f"{shown}:1:1: key {shown}\n    {shown}"
    assert set(problem.as_dict().values()) == {shown, "key", 1}
    str(problem).encode()
