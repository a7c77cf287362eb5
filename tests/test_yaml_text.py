"""YAML text to plain data with places. What is refused is in `bad_input/`."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.content import yaml_text
from build_tools.problems import Place, ProblemsFound

TEXT = b"""\
title: Words
blocks:
  - kind: list
    items: [one,
      "two: 2"]
"""


def test_every_value_and_key_has_its_place() -> None:
    document = yaml_text.parse(TEXT, "x.yaml")
    assert document.data == {"title": "Words", "blocks": [{"kind": "list", "items": ["one", "two: 2"]}]}
    assert document.values["blocks", 0, "items", 1] == Place("x.yaml", 5, 7)
    assert document.values["title",] == Place("x.yaml", 1, 8)
    assert document.keys["blocks", 0, "items"] == Place("x.yaml", 4, 5)
    assert document.values[()] == Place("x.yaml", 1, 1)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a", "a"), ("'no'", "no"), ("no", False), ("3", 3), ("2027-05-31", datetime.date(2027, 5, 31)),
        ("", None), ("|\n  a\n  b", "a\nb"), (">\n  a\n  b", "a b"), ("caf\u00e9 \u6f22", "caf\u00e9 \u6f22"),
    ],
)  # fmt: skip
def test_values(text: str, value: Any) -> None:
    assert yaml_text.parse(f"key: {text}".encode(), "x.yaml").data == {"key": value}


@pytest.mark.parametrize(
    "text",
    [
        "# first\na: b\n# then\nc: d", "a: 'b' # c", 'a: "b"\t# c', "a: 24 # hours", "a: 2027-05-31 # c",
        "a: true # c", "a: [b, c] # d", "a: # d\n  b: c", "a: # d\n  - b", "a: [b, # c\n  d]", "a:\n  # - b\nc: d",
        "a: b#c", "a: |\n  b # c", "a: >\n  b #2\n  #3", "a:\n  - b\n  # c\n  - d", "a:\n  b: c\n  # d\n  e: f",
        "a: b\n\n# c\nd: e", "a: b\n# c",
    ],
)  # fmt: skip
def test_comments_that_take_nothing_away(text: str) -> None:
    assert yaml_text.parse(text.encode(), "x.yaml").data


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: b #c", 1, 6), ("a:\n  - b # c\n  - d", 2, 7), ("a: [b #c\n  , d]", 1, 7),
        ("{a: b #c\n}", 1, 7), ("a: b\n  c\n  # d", 3, 3), ("a:\n  - b\n    # c\n  - d", 3, 5),
        ("a: b\n # c\nd: e", 2, 2),
        ("a: #c", 1, 4), ("a: b\n\n \n  # c\nd: e", 4, 3),
        ("a: [\n  b\n# c\n]", 3, 1), ("a: caf\u00e9 #c", 1, 9), ("a: \U0001f600 #c", 1, 6),
    ],
)  # fmt: skip
def test_words_behind_a_hash_sign(monkeypatch: pytest.MonkeyPatch, text: str, line: int, column: int) -> None:
    for loader in (yaml.CSafeLoader, yaml.SafeLoader):
        monkeypatch.setattr(yaml_text, "LOADER", loader)
        with pytest.raises(ProblemsFound) as found:
            yaml_text.parse(text.encode(), "x.yaml")
        (problem,) = found.value.problems
        assert (problem.place, problem.code) == (Place("x.yaml", line, column), "hash-sign")


@settings(max_examples=500, derandomize=True, database=None, deadline=None)
@given(st.text(st.sampled_from("ab1 #:-'\"[]{},&*!|>%@`?\t\n\u00e9"), max_size=30))
def test_words_are_read_whole_or_not_at_all(words: str) -> None:
    """Of words without quotes, on as many lines as they like, nothing gets lost but spaces."""
    typed = "a" + words.replace("\n", "\n  ")
    try:
        data = yaml_text.parse(f"say: {typed}\nnext: b\n".encode(), "x.yaml").data
    except ProblemsFound:
        return
    assert "".join(str(data["say"]).split()) == "".join(typed.split())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_editors_count_them(end: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        yaml_text.parse(f"a: b{end}# c{end}{end}a: d".encode(), "x.yaml")
    assert [problem.place for problem in found.value.problems] == [Place("x.yaml", 4, 1)]


@pytest.mark.parametrize(
    "raw", [b"\xef\xbb\xbftitle: x", b"title: x\r\n"], ids=["byte order mark", "line ends of Windows"]
)
def test_what_editors_of_windows_write(raw: bytes) -> None:
    assert yaml_text.parse(raw, "x.yaml").data == {"title": "x"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\nb: 4", [(3, 1, "duplicate-key"), (4, 1, "duplicate-key")]),
        ("a: 2027-02-30\nb: 2027-13-01", [(1, 4, "wrong-type"), (2, 4, "wrong-type")]),
        ("a: &x 1\nb: *x\nc: !t 1", [(1, 4, "alias"), (2, 4, "alias"), (3, 4, "tag")]),
    ],
    ids=["all duplicates", "all dates", "all aliases and tags"],
)
def test_problems(text: str, expected: list[tuple[int, int, str]]) -> None:
    with pytest.raises(ProblemsFound) as found:
        yaml_text.parse(text.encode(), "x.yaml")
    assert [(*problem.place[1:], problem.code) for problem in found.value.problems] == expected


@pytest.mark.parametrize("text", ["title: [", "a: \tb\n\tc: d", "'", "a: b: c", "%x", "@", "a: \x01", "!!set {a}"])
def test_the_reader_in_python_finds_the_same_as_that_in_c(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """libyaml is not built in everywhere."""
    codes = []
    for loader in (yaml.CSafeLoader, yaml.SafeLoader):
        monkeypatch.setattr(yaml_text, "LOADER", loader)
        with pytest.raises(ProblemsFound) as found:
            yaml_text.parse(text.encode(), "x.yaml")
        codes.append([problem.code for problem in found.value.problems])
    assert codes[0] == codes[1]
