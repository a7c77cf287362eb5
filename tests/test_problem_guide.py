"""The guide of problem codes: each code that the program can print, with an example of that very form and a cure."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from problem_codes import WILD, Program, Shape, Unknown, shapes

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs/maintaining/problems.md").read_text("utf-8")
ENTRY = re.compile(
    r"^### (?P<code>\S+)\n(?P<meaning>(?:\S.*\n)+)\n```text\n(?P<example>(?:.+\n)+?)```\n\nCure: (?P<cure>(?:\S.*\n)+)",
    re.MULTILINE,
)
PROBLEM = re.compile(
    r"(?P<path>[\w./ -]+):[1-9]\d*:[1-9]\d*: (?P<code>[a-z0-9-]+) (?P<message>.+)\n(?: {4}(?P<hint>.+)\n)?"
)
SHEET = re.compile(r"[a-z0-9-]+\.pdf: ")


class Entry(NamedTuple):
    """What the guide says of a code."""

    meaning: str
    example: str
    cure: str


ENTRIES = {found["code"]: Entry(found["meaning"], found["example"], found["cure"]) for found in ENTRY.finditer(GUIDE)}
STARTS = {"docs", "leaflets", "mkdocs.yml", "Makefile", "site", "the environment"}


def shapes_of_code(code: str) -> list[Shape]:
    return [shape for shape in shapes() if shape.code == code]


def fits(shape: Shape, message: str, hint: str | None) -> bool:
    """Whether one call of the program can print this."""
    sheet = SHEET.match(message) if shape.is_finding else None
    if shape.is_finding and not sheet:
        return False
    words = message[sheet.end() :] if sheet else message
    if (hint is None) != (shape.hint is None):
        return False
    return bool(re.fullmatch(shape.message, words) and re.fullmatch(shape.hint or "", hint or ""))


def telling(shapes: list[Shape]) -> list[Shape]:
    """Without those whose message may be anything, unless there are no others."""
    return [shape for shape in shapes if shape.message != WILD] or shapes


def test_every_code_is_in_the_guide() -> None:
    missing = {shape.code: shape.where for shape in shapes() if shape.code not in ENTRIES}
    assert not missing, "write an entry like the others in docs/maintaining/problems.md"


def test_the_guide_has_no_code_that_is_gone() -> None:
    assert sorted(ENTRIES.keys() - {shape.code for shape in shapes()}) == []


def test_every_heading_is_an_entry() -> None:
    """With a meaning, an example and a cure; in order within its group, so that it is found."""
    for group in re.split(r"^## ", GUIDE, flags=re.MULTILINE)[1:]:
        codes = re.findall(r"^### (\S+)$", group, re.MULTILINE)
        assert codes and set(codes) <= ENTRIES.keys(), group.splitlines()[0]
        assert codes == sorted(codes)
    assert len(re.findall(r"^### ", GUIDE, re.MULTILINE)) == len(ENTRIES)


@pytest.mark.parametrize("code", sorted(ENTRIES))
def test_the_example_could_be_printed(code: str) -> None:
    entry = ENTRIES[code]
    examples = list(PROBLEM.finditer(entry.example))
    assert examples and PROBLEM.sub("", entry.example) == "", "path:line:column: code message, and a hint below"
    for example in examples:
        assert example["code"] == code
        assert example["path"].split("/")[0] in STARTS
        assert any(fits(shape, example["message"], example["hint"]) for shape in telling(shapes_of_code(code))), (
            example.group()
        )


def test_the_first_example_of_the_guide_could_be_printed() -> None:
    (example,) = PROBLEM.finditer(GUIDE.partition("\n## ")[0])
    assert any(fits(shape, example["message"], example["hint"]) for shape in shapes_of_code(example["code"]))


@pytest.mark.parametrize("code", sorted(ENTRIES))
def test_the_cure_says_more_than_the_hint(code: str) -> None:
    cure = " ".join(ENTRIES[code].cure.split())
    assert cure.endswith(".") and cure[0].islower() and len(ENTRIES[code].meaning.split()) >= 5
    assert all(cure.rstrip(".") != example["hint"] for example in PROBLEM.finditer(ENTRIES[code].example))


def test_links_lead_somewhere() -> None:
    without_examples = re.sub(r"```text.*?```|`[^`]*`", "", GUIDE, flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)]+)\)", without_examples):
        file, _, anchor = target.partition("#")
        text = (ROOT / "docs/maintaining" / file).read_text("utf-8") if file else GUIDE
        headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
        assert not anchor or anchor in {heading.lower().replace(" ", "-") for heading in headings}, target


# --- the collector itself --------------------------------------------------------------------------------------------


def shapes_of(folder: Path, source: str) -> set[tuple[str, str, str | None]]:
    program = folder / "build_tools"
    program.mkdir()
    (program / "some.py").write_text(source)
    return {(shape.code, shape.message, shape.hint) for shape in Program(program).shapes()}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('Problem(p, "a", "m")', {("a", "m", None)}),
        ('Problem(p, "a", f"m {x}!", hint="h")', {("a", "m\\ .*!", "h")}),
        ('Problem(p, "a" if x else "b", "m", "h")', {("a", "m", "h"), ("b", "m", "h")}),
        ('ProblemsFound.one(p, "a", "m", "h")', {("a", "m", "h")}),
        ('def f(p):\n    code, m = "a", "m"\n    Problem(p, code, m)', {("a", "m", None)}),
        ('A = "a"\ndef f(p):\n    Problem(p, A, "m" + x)', {("a", "m.*", None)}),
        (
            'def f(p):\n    m = "one"\n    Problem(p, "a", m)\n    m = "two"\n    Problem(p, "b", m)',
            {("a", "one", None), ("b", "two", None)},
        ),
        (
            'def f(p):\n    if p:\n        m = "one"\n    else:\n        m = "two"\n    Problem(p, "a", m)',
            {("a", "one", None), ("a", "two", None)},
        ),
        (
            'def told(p, code, m):\n    Problem(p, code, m)\ntold(p, "a", "x")\ntold(p, code="b", m="y")',
            {("a", "x", None), ("b", "y", None)},
        ),
        (
            'def h(x):\n    return f"no {x}", "h"\ndef f(p):\n    m, h_ = h(p)\n    Problem(p, "a", m, h_)',
            {("a", "no\\ .*", "h")},
        ),
        ("Problem(p, finding.code, m)", set()),
    ],
)
def test_codes_and_shapes_are_read_from_the_source(
    tmp_path: Path, source: str, expected: set[tuple[str, str, str | None]]
) -> None:
    assert shapes_of(tmp_path, source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "Problem(p, code_of(x), 'm')",
        "Problem(p, f'a-{x}', 'm')",
        "Problem(*made)",
        "for code in codes:\n    Problem(p, code, 'm')",
        "def told(p, code):\n    Problem(p, code, 'm')\ntold(*made)",
        "def told(p, code):\n    Problem(p, code, 'm')",
    ],
)
def test_a_code_that_cannot_be_told_fails(tmp_path: Path, source: str) -> None:
    with pytest.raises(Unknown, match=r"build_tools/some\.py:\d"):
        shapes_of(tmp_path, source)
