"""Rules on a project's own looks of pages: nothing in them shows, hides or adds words, or moves them elsewhere.

No browser looks at the pages of a build, so what a style does to words must be plain from the style itself. A project
is free in colors that can be read, in letters and in room. All else must stand in the tool's own sheets as it stands
in the project's, which may be copies of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import tinycss2

from build_tools import files, templates
from build_tools.checks.look_values import are_readable, is_free, stays_light_or_dark
from build_tools.content.model import Project
from build_tools.problems import Place, Problem

GROUPS = {"media", "supports"}
HINT = "take it out; free are colors that can be read, letters and room, and whatever the tool's own sheets say"
COLORS = ("color", "background", "background-color")
NO_PAGES = ("content", "templates", "maintaining")
OF_THE_WHOLE_PAGE = re.compile(r"(html|:root|body)\b[^\s>+~]*$")


class Declaration(NamedTuple):
    """One declaration, with all that it depends on, as plain text."""

    around: tuple[str, ...]
    """The groups and selectors in which it stands, the outermost first."""
    name: str
    value: str


class Found(NamedTuple):
    """A declaration in a sheet; without a value, a rule that cannot be judged."""

    look: Declaration
    line: int
    column: int
    beside: dict[str, str]
    """All declarations of its rule."""


def looks_of_pages(project: Project) -> Iterator[Problem]:
    """A project's own style sheet for pages hides, adds and moves no words, and keeps them readable."""
    for path in readable(project, "docs", ".css"):
        if path.split("/")[1] in NO_PAGES:
            continue
        for found in _looks((project.root / path).read_bytes()):
            why = _mistake(found)
            if why:
                said = f"{found.look.name}: {found.look.value}".removeprefix(": ")
                place = Place(path, found.line, found.column)
                yield Problem(place, "unsafe-style", f"`{said[:60]}`: {why}", HINT)


def whole_sheets(project: Project) -> Iterator[Problem]:
    """A style sheet that stands in the place of one of the tool's keeps all of it in which no project is free."""
    for path in readable(project, "docs/assets", ".css"):
        ours = templates.OURS["docs/assets"] / path.removeprefix("docs/assets/")
        if ours.is_file():
            kept = {_must_stay(found.look) for found in _looks((project.root / path).read_bytes())}
            must = (_must_stay(found.look) for found in _looks(ours.read_bytes()))
            lost = list(dict.fromkeys(look for look in must if look and look not in kept))
            if lost:
                said = f"{' '.join(lost[0].around)} {{ {lost[0].name}: {lost[0].value} }}"
                message = f"{len(lost)} things that the tool's own sheet says are not here, such as `{said[:80]}`"
                hint = "begin with a copy of the tool's sheet, or give yours another name"
                yield Problem(Place(path), "unsafe-style", message, hint)


def _must_stay(look: Declaration) -> Declaration | None:
    """What must stay of it as it is: nothing of colors and what else is free, of a name that it is set."""
    if look.name in COLORS or (is_free(look.name, look.value) and not _sizes_all(look)):
        return None
    return look._replace(value="") if look.name.startswith("--") else look


def _sizes_all(look: Declaration) -> bool:
    """Whether other sizes of letters follow it."""
    return look.name == "font-size" and any(map(OF_THE_WHOLE_PAGE.search, look.around[-1].split(",")))


def readable(project: Project, folder: str, ending: str) -> Iterator[str]:
    return (path for path, wrong in files.below(project.root, folder) if path.endswith(ending) and not wrong)


def _mistake(found: Found) -> str:
    look = found.look
    if look in _ours() or (is_free(look.name, look.value) and not _sizes_all(look)):
        return ""
    if not look.name:
        return "no rule that can be judged"
    if look.name in COLORS:
        return "" if are_readable(found.beside) else "a rule sets both, and they stand out from each other by 4.5 to 1"
    if look.name.startswith("--"):
        same = [ours.value for ours in _ours() if (ours.around, ours.name) == (look.around, look.name)]
        if not same:
            return "the tool's own sheets set no such name at this selector"
        is_sound = stays_light_or_dark(look.value, same[-1])
        return "" if is_sound else "what is dark must stay dark there, and what is light must stay light"
    return "it may hide, add or move words"


@cache
def _ours() -> dict[Declaration, None]:
    sheets = sorted(Path(templates.OURS["docs/assets"]).glob("*.css"))
    return dict.fromkeys(found.look for sheet in sheets for found in _looks(sheet.read_bytes()))


@lru_cache(maxsize=64)
def _looks(content: bytes) -> tuple[Found, ...]:
    """All that a sheet declares; kept, since a project's sheet is often a copy of the tool's."""
    rules = tinycss2.parse_stylesheet(content.decode("utf-8-sig"), skip_comments=True, skip_whitespace=True)
    return tuple(_in_rules(rules, ()))


def _is_utf_8(rule: Any) -> bool:
    return rule.type == "at-rule" and rule.lower_at_keyword == "charset" and _plain(rule.prelude).lower() == '"utf-8"'


def _in_rules(rules: list[Any], around: tuple[str, ...]) -> Iterator[Found]:
    for rule in rules:
        if rule.type == "qualified-rule":
            yield from _in_block(rule, (*around, _plain(rule.prelude)))
        elif rule.type == "at-rule" and rule.lower_at_keyword in GROUPS and rule.content is not None:
            group = f"@{rule.lower_at_keyword} {_plain(rule.prelude)}"
            yield from _in_rules(tinycss2.parse_rule_list(rule.content, True, True), (*around, group))
        elif not _is_utf_8(rule):
            yield _unjudged(rule, around)


def _in_block(rule: Any, around: tuple[str, ...]) -> Iterator[Found]:
    parts = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    said = [part for part in parts if part.type == "declaration"]
    beside = {part.lower_name: _plain(part.value) for part in said}
    for part in parts:
        if part.type == "declaration":
            name = part.name if part.name.startswith("--") else part.lower_name
            value = _plain(part.value) + (" !important" if part.important else "")
            yield Found(Declaration(around, name, value), part.source_line, part.source_column, beside)
        else:
            yield from _in_rules([part], around)


def _unjudged(rule: Any, around: tuple[str, ...]) -> Found:
    words = rule.message if rule.type == "error" else _plain(tinycss2.parse_component_value_list(rule.serialize()))
    return Found(Declaration(around, "", words), rule.source_line, rule.source_column, {})


def _plain(tokens: Any) -> str:
    """CSS as one line; comments in it do not count."""
    return " ".join(tinycss2.serialize([token for token in tokens if token.type != "comment"]).split())
