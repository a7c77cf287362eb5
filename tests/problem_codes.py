"""Every code of a problem that the program can print, with the shape of its message and hint, read from the source.

The source is parsed, not run. A code may stand in the call itself, in a choice (`a if b else c`), in a variable, or be
handed to a helper; then the helper's callers are looked at. Where that does not tell the code, `Unknown` is raised:
write it so that it can be told. Of a message or hint, what cannot be told may be anything.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import product
from pathlib import Path
from typing import NamedTuple

PROGRAM = Path(__file__).parent.parent / "build_tools"
MAKERS = {"Problem": 1, "ProblemsFound.one": 1, "Finding": 0}  # where the code stands; message and hint follow it
ANYTHING = "\0"  # what is only known when the program runs
WILD = ".*"


class Unknown(Exception):
    """Nobody can tell from the source which code this call gives."""


class Shape(NamedTuple):
    """What one call prints; message and hint as patterns, the hint None where there is none."""

    code: str
    message: str
    hint: str | None
    where: str
    is_finding: bool
    """Whether the press says it of a leaflet, with the name of its file before it."""


class Module:
    """A parsed file, with what stands around each node."""

    def __init__(self, path: Path, root: Path) -> None:
        self.file = path.relative_to(root).as_posix()
        self.name = self.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        self.tree = ast.parse(path.read_text("utf-8"))
        self.parents = {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}

    @cached_property
    def calls(self) -> list[ast.Call]:
        """Every call in it."""
        return [node for node in ast.walk(self.tree) if isinstance(node, ast.Call)]

    @cached_property
    def functions(self) -> dict[str, ast.FunctionDef]:
        """Every function by its name."""
        return {node.name: node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)}

    def function_around(self, node: ast.AST) -> ast.FunctionDef | None:
        """The function in which something stands."""
        around = self.parents.get(node)
        return around if around is None or isinstance(around, ast.FunctionDef) else self.function_around(around)


class Program:
    """All modules of a folder."""

    def __init__(self, folder: Path = PROGRAM) -> None:
        modules = (Module(path, folder.parent) for path in sorted(folder.rglob("*.py")))
        self.modules = {module.name: module for module in modules}

    def shapes(self) -> Iterator[Shape]:
        """One or more for each call that makes a problem."""
        for module in self.modules.values():
            for call in module.calls:
                if _called(call) in MAKERS:
                    yield from self._shapes(module, call)

    def _shapes(self, module: Module, call: ast.Call) -> Iterator[Shape]:
        where, first = f"{module.file}:{call.lineno}", MAKERS[_called(call)]
        given = _given(["place", "code", "message", "hint"][1 - first :], call)
        code, message, hint = given.get("code"), given.get("message"), given.get("hint")
        if code is None or message is None:
            raise Unknown(where)
        if (isinstance(code, ast.Attribute) and code.attr == "code") or where.startswith("build_tools/problems.py"):
            return  # handed on: from a finding that was made elsewhere, or from the callers of `one`
        for scene in self._scenes(module, call, [code, message, *([hint] if hint else [])]):
            for words in product(scene.texts(code), scene.texts(message), scene.texts(hint) if hint else [None]):
                if ANYTHING in words[0]:
                    raise Unknown(where)
                yield Shape(words[0], _pattern(words[1]), _pattern(words[2]) if words[2] else None, where, first == 0)

    def _scenes(self, module: Module, call: ast.Call, told: list[ast.expr]) -> Iterator[Scene]:
        """The call as it stands, or, where it tells an argument of the function around it, once for each caller."""
        function = module.function_around(call)
        names = [each.arg for each in function.args.args] if function else []
        is_handed_on = any(isinstance(each, ast.Name) and each.id in names for each in told)
        callers = [each for each in module.calls if function and _called(each).removeprefix("self.") == function.name]
        if not function or not is_handed_on or not callers:
            yield Scene(self, module, call)
            return
        for caller in callers:
            given = _given(names[1:] if names[0] == "self" else names, caller)
            for outer in self._scenes(module, caller, list(given.values())):
                yield Scene(self, module, call, given, outer)


@dataclass(frozen=True)
class Scene:
    """A place in a module: what the names there may stand for. `given` are the arguments, `outer` is the caller."""

    program: Program
    module: Module
    at: ast.AST
    given: Mapping[str, ast.expr] = field(default_factory=dict)
    outer: Scene | None = None

    def texts(self, node: ast.expr) -> list[str]:
        """All words that an expression may be, with ANYTHING where the program puts something in."""
        if isinstance(node, ast.Constant):
            return [str(node.value)]
        if isinstance(node, ast.IfExp):
            return [*self.texts(node.body), *self.texts(node.orelse)]
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return ["".join(pair) for pair in product(self.texts(node.left), self.texts(node.right))]
        if isinstance(node, ast.JoinedStr):
            return ["".join(parts) for parts in product(*(self.texts(part) for part in node.values))]
        if isinstance(node, ast.FormattedValue) and not node.format_spec:
            return self.texts(node.value)
        if isinstance(node, ast.Name):
            return list(dict.fromkeys(self._named(node.id))) or [ANYTHING]
        return [ANYTHING]

    def _named(self, name: str) -> list[str]:
        """What a name stands for: what is set above, an argument, a name of the module, or one that it imports."""
        found = self._set_above(name)
        if found:
            return [words for scene, node in found for words in scene.texts(node)]
        if name in self.given and self.outer:
            return self.outer.texts(self.given[name])
        function = self.module.function_around(self.at)
        if function and name in {each.arg for each in function.args.args}:
            return []
        at_top = [each for node in self.module.tree.body if isinstance(node, ast.Assign) for each in _set(node, name)]
        if at_top:
            return [words for at, node in at_top for words in Scene(self.program, self.module, at).texts(node)]
        imports = (node for node in self.module.tree.body if isinstance(node, ast.ImportFrom))
        source = next((node.module or "" for node in imports if any(each.name == name for each in node.names)), "")
        other = self.program.modules.get(source)
        return Scene(self.program, other, other.tree)._named(name) if other else []

    def _set_above(self, name: str) -> list[tuple[Scene, ast.expr]]:
        """What the statements before this one set the name to, the nearest ones first to be believed."""
        found: list[tuple[Scene, ast.expr]] = []
        node: ast.AST | None = self.at
        while node is not None and not isinstance(node, (ast.FunctionDef, ast.Module)):
            for before in reversed(self._statements_before(node)):
                found += [(replace(self, at=at), each) for at, each in _set(before, name)]
                found += self._returned(before, name)
                if found and not (isinstance(before, ast.If) and not before.orelse):
                    return found
            node = self.module.parents.get(node)
        return found

    def _statements_before(self, node: ast.AST) -> list[ast.stmt]:
        parent = self.module.parents.get(node)
        blocks = (value for _, value in ast.iter_fields(parent) if isinstance(value, list)) if parent else ()
        return next((block[: block.index(node)] for block in blocks if node in block), [])

    def _returned(self, statement: ast.stmt, name: str) -> list[tuple[Scene, ast.expr]]:
        """`message, hint = helper(...)`: what the helper returns in that place."""
        if not (isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call)):
            return []
        helper = self.module.functions.get(_called(statement.value))
        target = statement.targets[0]
        if helper is None or not isinstance(target, ast.Tuple):
            return []
        place = [getattr(each, "id", "") for each in target.elts].index(name) if name in ast.unparse(target) else -1
        returns = [node for node in ast.walk(helper) if isinstance(node, ast.Return) and place >= 0]
        tuples = [(node, node.value) for node in returns if isinstance(node.value, ast.Tuple)]
        return [(Scene(self.program, self.module, node), value.elts[place]) for node, value in tuples]


def _called(call: ast.Call) -> str:
    return ast.unparse(call.func)


def _given(names: list[str], call: ast.Call) -> dict[str, ast.expr]:
    """The arguments of a call by name, as far as they are written out."""
    plain = [each for each in call.args if not isinstance(each, ast.Starred)]
    return dict(zip(names, plain, strict=False)) | {each.arg: each.value for each in call.keywords if each.arg}


def _set(statement: ast.stmt, name: str) -> Iterator[tuple[ast.Assign, ast.expr]]:
    """The expressions that a statement, or one within it, sets a name to; with that statement."""
    for node in (each for each in ast.walk(statement) if isinstance(each, ast.Assign)):
        for target in node.targets:
            if isinstance(target, ast.Name) and target.id == name:
                yield node, node.value
            elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = zip(target.elts, node.value.elts, strict=True)
                yield from ((node, value) for each, value in pairs if isinstance(each, ast.Name) and each.id == name)


def _pattern(words: str) -> str:
    return re.escape(words).replace(re.escape(ANYTHING), WILD)


@cache
def shapes() -> tuple[Shape, ...]:
    """All that the program can print."""
    return tuple(Program().shapes())
