"""The tool's own words, as they stand in its program and its templates: what translators of the interface get.

Found where the words are asked for, as xgettext does, and not in a run of the program, which never says everything. A
constant that is asked for elsewhere is marked; see build_tools/messages.py.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment, nodes

from build_tools.messages import Counted
from build_tools.problems import Place

PACKAGE = Path(__file__).parent.parent
# What takes a message as its first argument; `messages` marks one.
TAKES = {"text", "frame", "link", "t", "messages"}
COUNTED = "Counted"  # takes two: that of one, and that of other numbers


@cache
def interface() -> dict[str | Counted, tuple[Place, ...]]:
    """Every message of the tool, with the places in its program where it stands, such as build_tools/guide/plan.py."""
    found: dict[str | Counted, list[Place]] = {}
    for file in sorted(PACKAGE.rglob("*")):
        ways = {".py": _of_program, ".html": _of_template}
        for words, line in ways[file.suffix](file.read_text("utf-8")) if file.suffix in ways else ():
            found.setdefault(words, []).append(Place(f"{PACKAGE.name}/{file.relative_to(PACKAGE).as_posix()}", line))
    return {words: tuple(places) for words, places in found.items()}


def _of_program(text: str) -> Iterator[tuple[str | Counted, int]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and _name(node.func) == COUNTED:
            told = [words for argument in node.args for words in _constants(argument)]
            yield from [(Counted(*told), node.lineno)] if told else ()
        elif isinstance(node, ast.Call) and node.args and _name(node.func) in TAKES:
            yield from ((words, node.lineno) for words in _constants(node.args[0]))


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _constants(node: ast.AST) -> Iterator[str]:
    """The messages in an expression: of a choice both, of a mapping its values, of a record its fields."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value
    elif isinstance(node, (ast.IfExp, ast.Tuple, ast.Dict, ast.keyword)) or _is_record(node):
        skipped = getattr(node, "keys", None) or [getattr(node, "test", None)]
        for part in ast.iter_child_nodes(node):
            if part not in skipped:
                yield from _constants(part)


def _is_record(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and _name(node.func)[:1].isupper()


def _of_template(text: str) -> Iterator[tuple[str, int]]:
    for call in Environment(extensions=["jinja2.ext.do"]).parse(text).find_all(nodes.Call):
        name = getattr(call.node, "attr", getattr(call.node, "name", ""))
        if name in TAKES and call.args:
            for constant in (call.args[0], *call.args[0].find_all(nodes.Const)):
                if isinstance(constant, nodes.Const) and isinstance(constant.value, str):
                    yield constant.value, call.lineno
