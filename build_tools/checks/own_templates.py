"""Rules on a project's own templates of pages: what stands in their tags shows, hides and moves no words.

The words of built pages are read back, but no browser looks at them: whether somebody sees a word depends on elements,
attributes and classes, of which the sheets of tool and theme hide some. So a project's template has those of the tool's
template of the same name, and others that are known to hide nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files as files_of
from itertools import chain
from pathlib import Path

from build_tools import templates
from build_tools.checks.looks import readable
from build_tools.content.model import Project
from build_tools.problems import Place, Problem

CODE = r"\{\{.*?\}\}|\{%.*?%\}"
QUOTED = rf"\"(?:{CODE}|[^\"])*+\"|'(?:{CODE}|[^'])*+'"
TAG = re.compile(rf"<(?P<name>[a-zA-Z][\w-]*)(?P<inside>(?:{QUOTED}|{CODE}|[^>\"'])*+)>", re.DOTALL)
PART = re.compile(rf"(?P<code>{CODE})|(?P<name>[^\s=\"'<>/{{}}%]+)(?:\s*=\s*(?P<value>{QUOTED}|[^\s>]+))?", re.DOTALL)
WORD = re.compile(rf"(?:{CODE}|[^\s\"'])++", re.DOTALL)
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
TAKEN = re.compile(r"(?:\.|\b(?=data-))(-?[A-Za-z_][\w-]*)")
FREE = {
    "<a>", "<abbr>", "<address>", "<article>", "<aside>", "<b>", "<br>", "<caption>", "<dd>", "<div>", "<dl>", "<dt>",
    "<em>", "<figcaption>", "<figure>", "<footer>", "<h1>", "<h2>", "<h3>", "<h4>", "<header>", "<hr>", "<i>", "<img>",
    "<li>", "<main>", "<nav>", "<ol>", "<p>", "<section>", "<span>", "<strong>", "<table>", "<tbody>", "<td>",
    "<tfoot>", "<th>", "<thead>", "<time>", "<tr>", "<ul>", "alt", "aria-label", "aria-labelledby", "colspan",
    "datetime", "href", "id", "lang", "rowspan", "scope", "src", "title",
}  # fmt: skip
STYLES = {"<style>", "style"}
MEND = "take it out, or give it a class of your own, and the class a look in docs/assets"


def plain_templates(project: Project) -> Iterator[Problem]:
    """A project's own template for pages has no styles, and no element, attribute or class that may hide words."""
    for path in readable(project, "docs/templates", ".html"):
        text = (project.root / path).read_text("utf-8", errors="replace")
        ours = templates.OURS["docs/templates"] / path.removeprefix("docs/templates/")
        known = _known(ours) if ours.is_file() else frozenset()
        for mark, at in _marks(text):
            if mark not in known and not _is_free(mark):
                line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
                why = "is a style that nobody checks" if mark in STYLES else "may hide or move words"
                message = f"`{mark}` {why}, and does not stand in the tool's own template"
                yield Problem(Place(path, line, column), "unsafe-style", message, MEND)


def _marks(text: str) -> Iterator[tuple[str, int]]:
    """What stands in the tags of a template, as `<p>`, `hidden`, `class on-paper` or code, and where."""
    for tag in TAG.finditer(COMMENT.sub(lambda comment: " " * len(comment.group()), text)):
        yield f"<{tag['name'].lower()}>", tag.start()
        for part in PART.finditer(tag["inside"]):
            at = tag.start("inside") + part.start()
            if part["name"] and part["name"].lower() == "class":
                yield from ((f"class {word.group()}", at) for word in WORD.finditer(part["value"] or ""))
            else:
                yield part["code"] or part["name"].lower(), at


@cache
def _known(template: Path) -> frozenset[str]:
    return frozenset(mark for mark, _ in _marks(template.read_text("utf-8")))


def _is_free(mark: str) -> bool:
    if mark.startswith(("class ", "data-")):
        return "{" not in mark and mark.removeprefix("class ") not in _taken()
    return mark in FREE or mark.startswith(("{% end", "{% else"))


@cache
def _taken() -> frozenset[str]:
    """Classes and `data-` of which the sheets of tool and theme, or the tool's templates, say something."""
    theme = Path(str(files_of("material"))) / "templates/assets/stylesheets"
    ours = (templates.OURS["docs/assets"].glob("*.css"), templates.OURS["docs/templates"].rglob("*.html"))
    texts = (file.read_text("utf-8") for file in chain(*ours, theme.glob("*.css")))
    return frozenset(name for text in texts for name in TAKEN.findall(_without_fields(text)))


def _without_fields(text: str) -> str:
    """In code a dot leads to a field, `{{ line.style }}`, not to a class."""
    return re.sub(CODE, lambda code: code.group().replace(".", " "), text)
