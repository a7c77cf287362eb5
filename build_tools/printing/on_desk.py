"""A leaflet for a browser to print: the same words in the same looks, with a place for the date of each step. Pure.

It is what WeasyPrint gets, without what browsers do not know. Scripts of the print desk fill in one patient's dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

import tinycss2

from build_tools import templates
from build_tools.content.model import Paper, Project
from build_tools.guide.records import Guide, Surface
from build_tools.guide.timing import counted
from build_tools.printing import leaflet
from build_tools.problems import Place, ProblemsFound

HEAD = re.compile(r"<style>(.*?)</style>", re.DOTALL)
SIZE = re.compile(r"\bhtml \{ font-size: ([\d.]+)pt \}")
BODY = re.compile(r'<body class="([^"]*)">(.*)</body>', re.DOTALL)
# A page's policy lets no element have a style of its own, but a script may give it one.
STYLE = re.compile(r'(<[^<>]*?) style="')
FORM = re.compile(r"</?form>\n?")
REM = re.compile(r"(?<![\w.-])(-?[\d.]+)rem\b")
ROOTS = {"html": ":host", "body": ".paper"}
STYLES, TEMPLATE = "leaflets/styles", "leaflets/templates/leaflet.html"


class OnDesk(NamedTuple):
    """What stands on the paper, as a part of a page in the site's first folder, without the foot of each side."""

    html: str
    body: str
    """Points; the size of its text."""
    style: str
    """What is its own, beside the style sheet of all."""
    scan: str
    """The code to scan, as an address of a picture, where it stands at the foot of the side and not among the words."""


def of(project: Project, guide: Guide, surface: Surface, paper: Paper, code: str) -> OnDesk:
    """A leaflet for a browser. Raises ProblemsFound for a template of leaflets that this cannot be made of."""
    whole = leaflet.html(project, guide, surface, paper, code, counted=counted)
    head, size, body = (part.search(whole) for part in (HEAD, SIZE, BODY))
    if not (head and size and body):
        message = "a leaflet needs a style with `html { font-size: ...pt }`, and a body with a class"
        raise ProblemsFound.one(Place(TEMPLATE), "template", message, templates.MEND)
    classes, inside = body.groups()
    inside = STYLE.sub(r'\1 data-style="', FORM.sub("", inside))
    inside = inside.replace('src="pictures/', f'src="{guide.procedure}/pictures/').replace('src="../', 'src="')
    shown = f'<div class="paper {classes}" lang="{guide.html_language}" dir="{guide.direction}">{inside}</div>'
    scan = "" if 'class="qr"' in inside else leaflet.qr_code(leaflet.code_address(project.clinic, code))
    return OnDesk(shown, size[1], in_shadow(SIZE.sub("", head[1])), scan)


def styles(project: Project) -> dict[str, bytes]:
    """The style sheet of leaflets for a shadow tree, and its pictures, by name."""
    files = templates.files(project.root, STYLES)
    found = {name: path.read_bytes() for name, path in files.items()}
    return found | {name: in_shadow(data.decode()).encode() for name, data in found.items() if name.endswith(".css")}


def in_shadow(sheet: str) -> str:
    """A style sheet of leaflets, for a part of a page: sizes follow `--rem`, and the page's own margins stay."""
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    kept = (rule for rule in rules if not (rule.type == "at-rule" and rule.lower_at_keyword == "page"))
    text = "\n".join(_rule(rule) for rule in kept if rule.type != "error")  # which browsers leave out too
    return REM.sub(r"calc(\1 * var(--rem))", text)


def _rule(rule: Any) -> str:
    if rule.type == "qualified-rule":
        return f"{_selectors(rule.prelude)}{{{tinycss2.serialize(rule.content)}}}"
    return str(rule.serialize())


def _selectors(prelude: Iterable[Any]) -> str:
    """With what stands for a document's root and body, where they are named and no class is so called."""
    found, before = "", ""
    for token in prelude:
        is_name = token.type == "ident" and before not in (".", ":")
        found += ROOTS.get(token.value, token.serialize()) if is_name else token.serialize()
        before = token.value if token.type == "literal" else ""
    return found
