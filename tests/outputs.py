"""Blocks of the tree as every output has them: the words of a web page, a leaflet, Markdown, the API and the rest."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape

from projects import MINIATURE
from pydantic import BaseModel, TypeAdapter

from build_tools.content.model import Project
from build_tools.exports.api.content.blocks import Block as ApiBlock
from build_tools.exports.plain.renderer import Renderer
from build_tools.guide import build, signs, walk
from build_tools.guide.blocks import Block
from build_tools.guide.records import Guide, Line, Section, Surface
from build_tools.languages import catalog as language
from build_tools.preflight import expected
from build_tools.printing import leaflet
from build_tools.problems import Place
from build_tools.records import clinical, snapshot
from build_tools.website import pages
from build_tools.website.site_page import SitePage

HERE = Place("somewhere.yaml")
DAY = date(2027, 1, 15)
PICTURES = {"one.svg": b"", "x": b""}
NOTHING = Line((), HERE)


def guide_of(project: Project = MINIATURE, code: str = "en_US") -> Guide:
    """What its first procedure says."""
    return build.of(project, project.procedures[0], language.catalog(project.root, code, Place("")))


GUIDE = guide_of()


def on_page(block: Block, project: Project = MINIATURE, guide: Guide = GUIDE) -> str:
    """HTML of a web page that has nothing but this block."""
    return pages.html(project, _page(block, guide)).partition("</h1>")[2].strip()


def on_paper(block: Block, project: Project = MINIATURE, guide: Guide = GUIDE) -> str:
    """The same of a leaflet."""
    html = leaflet.html(project, guide, _surface("leaflet", block), "Letter", "K7M-4PX")
    return html.partition("</h2>")[2].partition("</section>\n</main>")[0].strip()


def in_markdown(block: Block, project: Project = MINIATURE, guide: Guide = GUIDE) -> str:
    """The same as Markdown."""
    return Renderer(project, _page(block, guide), DAY).main()


def in_the_api(block: Block) -> str:
    """The record of a block, as JSON."""
    record = TypeAdapter[BaseModel](ApiBlock).validate_python(block, from_attributes=True, context=GUIDE)
    return record.model_dump_json()


def in_a_snapshot(block: Block) -> str:
    """What the edition code is made from."""
    taken = snapshot.of(_surface("leaflet", block), (), PICTURES, dict.fromkeys(signs.ALL, b""))
    return "\n".join(taken.filled(line) for section in taken.sections for line in section.lines)


def in_a_sign_off(block: Block) -> str:
    """What a clinician signs."""
    guide = replace(GUIDE, sections={"kinds": Section("kinds", None, (block,), HERE)})
    signed = clinical.signed(MINIATURE, MINIATURE.procedures[0], guide)
    section = next(each for each in signed.sections if each.id == "kinds")
    return "\n".join(map(walk.spoken, walk.lines(section)))


def as_expected(block: Block) -> str:
    """What the preflight looks for."""
    return "\n".join(line.text for line in expected.of_leaflet(_surface("leaflet", block), (), ()).lines)


OUTPUTS: dict[str, Callable[[Block], str]] = {
    "page": on_page, "leaflet": on_paper, "Markdown": in_markdown, "API": in_the_api, "snapshot": in_a_snapshot,
    "sign-off": in_a_sign_off, "expected text": as_expected,
}  # fmt: skip


def told(text: str) -> str:
    """The words of any output: without marks of HTML and Markdown; what stands for a picture counts."""
    alternatives = re.findall(r'\b(?:alt|aria-label)="([^"]*)"', text)
    shown = re.sub(r"<[^>]*>|\]\([^)]*\)|[\\\[]", "", text)
    return squeezed(unescape(" ".join([shown, *alternatives])))


def squeezed(words: str) -> str:
    """Without white space, and without asterisks."""
    return "".join(words.replace("*", "").split())


def _page(block: Block, guide: Guide) -> SitePage:
    return SitePage("sample-scan/overview.md", _surface("page", block), guide, "")


def _surface(kind: str, block: Block) -> Surface:
    section = Section("kinds", NOTHING, (block,), HERE) if kind == "leaflet" else Section("", None, (block,), HERE)
    return Surface(
        kind="leaflet" if kind == "leaflet" else "page",
        id="card",
        size="standard",
        title=NOTHING,
        lead=NOTHING if kind == "leaflet" else None,
        sections=(section,),
    )
