"""Templates of a project's own: one with a mistake is named with its line, by every command, and nothing goes out."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import bless
import pytest
from click.testing import CliRunner
from editing import change

from build_tools import templates
from build_tools.__main__ import main

KINDS, LEAFLET = "docs/templates/pages/kinds.html", "leaflets/templates/kinds.html"
LEAFLET_ITSELF = "leaflets/templates/leaflet.html"
PROBLEM = re.compile(r"^(?P<path>\S+):(?P<line>\d+):\d+: template (?P<message>.+)\n    \S.*$", re.MULTILINE)


def own(root: Path, name: str) -> Path:
    """A copy of the tool's template in the project."""
    folder, _, base = name.rpartition("/")
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(templates.folders(root, folder)[-1] / base, path)
    return path


def check(root: Path) -> str:
    return CliRunner().invoke(main, ["--project", str(root), "check"]).output


def told(output: str) -> list[tuple[str, int, str]]:
    return [(found["path"], int(found["line"]), found["message"]) for found in PROBLEM.finditer(output)]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return bless.miniature(tmp_path)


MISTAKES = [
    pytest.param("{% macro broken(block) %}", "Unexpected end of template", id="not closed"),
    pytest.param("{{ nobody_knows_this }}", "'nobody_knows_this' is undefined", id="unknown name"),
    pytest.param("{{ 'a' | shout }}", "No filter named 'shout'", id="unknown filter"),
    pytest.param("{% include 'gone.html' %}", "gone.html", id="missing template"),
    pytest.param("{% frobnicate %}", "unknown tag 'frobnicate'", id="unknown tag"),
    pytest.param("{{ 1 / 0 }}", "division by zero", id="not a mistake of the template's form"),
    pytest.param("{{ (1).nothing.more }}", "has no attribute 'nothing'", id="unknown attribute"),
]


def test_a_leaflet_of_which_the_print_desk_can_make_nothing(root: Path) -> None:
    topic = "docs/content/sample-scan/topics/getting-ready.yaml"
    strip = "- {say: Be here at, sources: [practice], plan: {before: be_early, means: by}}"
    change(root, topic, "blocks:\n", f"blocks:\n  - kind: times\n    items:\n      {strip}\n")
    change(root, LEAFLET_ITSELF, "html { font-size: {{ body }}pt }", "html { font-size: calc(1 * {{ body }}pt) }")
    ((name, _, message),) = told(check(root))
    assert name == LEAFLET_ITSELF and "html { font-size" in message


@pytest.mark.parametrize("name", ["docs/templates/pages/page.html", "leaflets/templates/leaflet.html"])
@pytest.mark.parametrize(("words", "message"), MISTAKES)
def test_a_mistake_is_named_with_its_line(root: Path, name: str, words: str, message: str) -> None:
    path = own(root, name)
    path.write_text(path.read_text("utf-8") + words + "\n", "utf-8")
    (found,) = told(check(root))
    assert found[0] == name and found[1] >= len(path.read_text("utf-8").splitlines()) - 1
    assert message in found[2]


def test_mistakes_of_pages_and_paper_are_told_at_once(root: Path) -> None:
    for name in ("docs/templates/pages/page.html", "leaflets/templates/leaflet.html"):
        path = own(root, name)
        path.write_text(path.read_text("utf-8") + "{{ nobody_knows_this }}\n", "utf-8")
    assert {path for path, _, _ in told(check(root))} == {
        "docs/templates/pages/page.html",
        "leaflets/templates/leaflet.html",
    }


def test_what_mkdocs_fills_in_is_read_too(root: Path) -> None:
    """All of it; what a name in it stands for only `mkdocs build` can tell."""
    for name in ("docs/templates/theme/main.html", "docs/templates/theme/partials/own.html"):
        template = own(root, name) if name.endswith("main.html") else root / name
        template.parent.mkdir(parents=True, exist_ok=True)
        with template.open("a") as more:
            more.write('{% include "partials/own.html" %}\n{% frobnicate %}')
    lines, why = len((root / "docs/templates/theme/main.html").read_text().splitlines()), "Encountered unknown tag"
    assert [(path, line) for path, line, message in told(check(root)) if why in message] == [
        ("docs/templates/theme/main.html", lines),
        ("docs/templates/theme/partials/own.html", 2),
    ]


@pytest.mark.parametrize("name", [KINDS, LEAFLET])
def test_a_kind_of_block_without_a_macro_stops_everything(root: Path, name: str) -> None:
    own(root, name)
    change(root, name, "{% macro steps(", "{% macro stairs(")
    ((where, _, message),) = told(check(root))
    assert where == name and "`steps`" in message


def test_printing_tells_the_same_and_gives_out_nothing(root: Path) -> None:
    path = own(root, LEAFLET)
    path.write_text(path.read_text("utf-8") + "{% frobnicate %}\n", "utf-8")
    done = CliRunner().invoke(main, ["--project", str(root), "build", str(root / "out")])
    assert done.exit_code == 1 and "Traceback" not in done.output
    assert f"{LEAFLET}:{len(path.read_text('utf-8').splitlines())}:1: template" in done.output
    assert not list(root.rglob("*.pdf"))
