"""The house: one word for one thing."""

import ast
from collections import Counter
from pathlib import Path

PROGRAM = Path(__file__).parents[1] / "build_tools"


def test_class_names_are_unique_across_the_program() -> None:
    nodes = (node for file in PROGRAM.rglob("*.py") for node in ast.walk(ast.parse(file.read_text("utf-8"))))
    names = Counter(node.name for node in nodes if isinstance(node, ast.ClassDef))
    assert len(names) > 150
    assert [name for name, count in names.items() if count > 1] == []
