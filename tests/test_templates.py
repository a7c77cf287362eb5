"""The one way in which Jinja is used: everything escaped, nothing undefined, every string in the catalog."""

from __future__ import annotations

import re
from pathlib import Path

import jinja2
import pytest
from editing import own

from build_tools.templates import OURS, PACKAGE, environment, folders

FILES = sorted(path for name, folder in OURS.items() if name.endswith("templates") for path in folder.rglob("*.*"))
TEMPLATE = r"\{#.*?#\}|\{ #.*? \}|\{%.*?%\}|\{\{.*?\}\}"
CODE = re.compile(rf"{TEMPLATE}|<style>.*?</style>|<script.*?</script>|<[^>]*>", re.DOTALL)
SPOKEN = re.compile(r'\b(?:alt|title|placeholder|aria-label)="[^"{\'~]*[a-z][^"\'~]*"')


def render(folder: Path, template: str, **values: object) -> str:
    (folder / "x.html").write_text(template)
    return environment(folder).get_template("x.html").render(**values)


@pytest.mark.parametrize("words", ["<script>", '"', "'", "&"])
def test_everything_is_escaped(tmp_path: Path, words: str) -> None:
    shown = render(tmp_path, '{{ words }} <i title="{{ words }}">', words=words)
    assert words not in shown.replace('<i title="', "").replace('">', "").replace("&amp;", "").replace("&#", "")


def test_nothing_is_undefined(tmp_path: Path) -> None:
    with pytest.raises(jinja2.UndefinedError, match="nobody"):
        render(tmp_path, "{{ nobody }}")


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_words_stand_in_a_template_outside_the_catalog(file: Path) -> None:
    text = file.read_text("utf-8")
    assert re.findall(r"[A-Za-z]{3,}", CODE.sub(" ", text)) == []
    assert SPOKEN.findall(text) == []


def test_a_template_that_is_added_stands_before_the_tool_s_from_then_on(tmp_path: Path) -> None:
    found = environment(*folders(tmp_path, "docs/templates/pages"))
    ours = found.get_template("lines.html").filename
    copy = own(tmp_path, "docs/templates/pages/lines.html")
    assert found.get_template("lines.html").filename == str(copy) != ours
    copy.unlink()
    assert found.get_template("lines.html").filename == ours
