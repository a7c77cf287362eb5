"""What an SVG drawing may hold: shapes and their looks. Bytes -> mistakes, each with its line and column.

A list of what is allowed, for nobody can list all that runs or loads: a reader may also open the picture by itself, and
then it is a page of our site without any policy. And paper must show what pages show: of looks, too, only those are
allowed that the printer draws as browsers do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import lru_cache
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException

from build_tools.checks.drawing_size import DEEPEST, is_deep, too_much, used
from build_tools.content.drawing import NOT_DRAWN, SVG, Drawing, read
from build_tools.content.drawing_looks import Trait, traits

SHAPES = {
    "svg", "g", "defs", "use", "path", "rect", "circle", "ellipse", "line", "polyline",
    "polygon", "linearGradient", "radialGradient", "stop", "clipPath", 
}  # fmt: skip
REFUSED = {
    "script": "a script",
    "foreignObject": "foreign content",
    "text": "words, which nobody can translate; put them into the caption",
    "tspan": "words, which nobody can translate; put them into the caption",
    "image": "another picture",
    "style": "a style sheet; write the style on the shapes",
    "a": "a link",
    "animate": "an animation",
    "set": "an animation",
    "pattern": "a pattern, which paper draws in other places; draw each part of it",
    "mask": "a mask, which paper does not follow; cut shapes with `clipPath`, or draw what is left",
    "symbol": "a symbol, whose size paper takes otherwise; write a `g`",
    "marker": "a sign at the end of lines, which paper cannot draw everywhere; draw it as a shape",
}
VISIBLE = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
WHY = {
    "clip-rule": "paper knows `nonzero` only",
    "stroke": "no color that paper is sure to show; gradients are for fillings",
    "paint-order": "paper paints the line over the filling, always",
    "vector-effect": "on paper lines grow and shrink with the picture",
    "mix-blend-mode": "paper does not mix colors; draw the mixed color",
    "filter": "paper knows no filters; draw what they make",
    "display": "what nobody sees; take it out",
    "visibility": "what nobody sees; take it out",
    "gradientUnits": "some readers of PDF show no such gradient; only `userSpaceOnUse` is sure",
    "preserveAspectRatio": "paper and pages would stretch or cut it in different ways",
    "d": "no path: a letter such as M or L with its numbers, and again",
    "viewBox": "not four numbers, the last two above 0: left, top, width, height",
}
OUTSIDE = re.compile(r"url\((?!\s*['\"]?#)|@import|[a-z]+script:|data:|https?:|//|\\|image-set|-moz-", re.IGNORECASE)
PREAMBLE = re.compile(r"\s*<\?xml\s[^>]*?encoding\s*=\s*['\"](?!utf-8['\"])", re.IGNORECASE)
MOST_TOLD = 20  # of a picture; a program that writes one thing wrong writes it into every shape
Mistake = tuple[int, int, str]


@lru_cache(maxsize=1000)
def mistakes(content: bytes) -> tuple[Mistake, ...]:
    """(line, column, message) for all that is wrong with a drawing."""
    return tuple(_mistakes(content))


def _mistakes(content: bytes) -> Iterator[Mistake]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield 1, 1, "broken XML: it is not UTF-8"
        return
    if PREAMBLE.match(text):
        yield 1, 1, "an encoding that is not UTF-8"
    elif "<?" in text.replace("<?xml ", "", 1):
        yield 1, 1, "an instruction for other programs, such as a style sheet; write the style on the shapes"
    else:
        yield from _mistakes_in_xml(content)


def _mistakes_in_xml(content: bytes) -> Iterator[Mistake]:
    try:
        drawing = read(content)
    except DefusedXmlException:
        yield 1, 1, "a document type or entities"
    except ParseError as error:
        line, column = error.position
        yield line, column + 1, f"broken XML: {str(error).partition(':')[0]}"
    except (LookupError, ValueError):
        yield 1, 1, "broken XML: an encoding that nobody knows"
    else:
        yield from _drawing_mistakes(drawing)


def _drawing_mistakes(drawing: Drawing) -> Iterator[Mistake]:
    root = drawing.root
    if root.tag != f"{SVG}svg":
        yield 1, 1, "no `svg` at the start"
        return
    if is_deep(root):
        yield *drawing.places[root], f"more than {DEEPEST} groups within each other"
        return
    elements = list(_drawn_elements(root))
    ids = {element.get("id") for element in elements}
    found = [(root, message) for message in (*_root_mistakes(root), *too_much(root))]
    found += [(element, message) for element in elements for message in _element_mistakes(element, ids)]
    if not found and not any(element.tag.removeprefix(SVG) in VISIBLE for element in elements):
        found = [(root, "nothing is drawn")]
    yield from ((*drawing.places[element], message) for element, message in found[:MOST_TOLD])


def _drawn_elements(element: Element) -> Iterator[Element]:
    yield element
    for child in element:
        if child.tag not in {f"{SVG}{name}" for name in NOT_DRAWN}:
            yield from _drawn_elements(child)


def _root_mistakes(root: Element) -> Iterator[str]:
    if "viewBox" not in root.attrib:
        yield "no `viewBox`, so that it cannot grow with the page"
    if not len(root) or root[0].tag != f"{SVG}title" or not (root[0].text or "").strip():
        yield "no `<title>` as the first thing in it"


def _element_mistakes(element: Element, ids: Set[str | None]) -> Iterator[str]:
    name = element.tag.rpartition("}")[2]
    if name in REFUSED:
        yield f"`<{name}>`: {REFUSED[name]}"
    elif name not in SHAPES or element.tag != f"{SVG}{name}":
        yield f"`<{name[:40]}>`: not a shape"
    refused = set()
    for key, value in element.attrib.items():
        attribute = key.rpartition("}")[2]
        if attribute.lower().startswith("on"):
            yield f"`{attribute[:40]}`: a script"
        elif attribute == "base" or (attribute == "href" and not value.startswith("#")) or OUTSIDE.search(value):
            yield f"`{attribute[:40]}`: something from outside, `{value[:40]}`"
        else:
            continue
        refused.add(key)
    yield from (f"`#{id[:40]}`: nothing in it has this `id`" for id in used(element) if id not in ids)
    sound = {key: value for key, value in element.attrib.items() if key not in refused}
    yield from (_unlike(trait) for trait in traits(sound) if not (trait.rule and trait.rule(trait.value)))
    if name == "ellipse" and not element.keys() >= {"rx", "ry"}:
        yield "`<ellipse>` without `rx` or `ry`"
    if name.endswith("Gradient") and not {"gradientUnits", "href"} & {trait.name for trait in traits(sound)}:
        yield f"`<{name}>` without `gradientUnits`: {WHY['gradientUnits']}"


def _unlike(trait: Trait) -> str:
    why = WHY.get(
        trait.name, "paper may not show it as pages do" if trait.rule else "no look that paper is sure to show"
    )
    return f"`{trait.name[:40]}: {trait.value[:40]}`: {why}"
