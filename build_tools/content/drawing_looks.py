"""What a drawing may say of its shapes: what paper shows as pages do, name by name, each with its values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from tinycss2.color3 import parse_color

from build_tools.content.drawing_values import COUNT, LENGTH, NUMBERS, PAIRS, PATH, SHARE, SIZE, TRANSFORM, VIEW

XLINK = "{http://www.w3.org/1999/xlink}"
OWN = "userSpaceOnUse"  # the units of the picture; other ones paper places wrong, or shows nothing
LINK = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)['\"]?\s*\)")
Rule = Callable[[str], object]
"""Whether a value is one that paper shows as pages do."""


def _one_of(*words: str) -> Rule:
    return frozenset(words).__contains__


def _color(value: str) -> bool:
    return parse_color(value) is not None


def _paint(value: str) -> bool:
    return value == "none" or _color(value) or _link(value)


def _link(value: str) -> bool:
    return value == "none" or LINK.fullmatch(value) is not None


def _each(names: str, rule: Rule) -> dict[str, Rule]:
    return dict.fromkeys(names.split(), rule)


LOOKS: dict[str, Rule] = {
    **_each("fill", _paint),
    **_each("stroke", lambda value: value == "none" or _color(value)),
    **_each("color stop-color", _color),
    **_each("opacity fill-opacity stroke-opacity stop-opacity", SHARE),
    **_each("clip-path", _link),
    **_each("fill-rule", _one_of("nonzero", "evenodd")),
    **_each("stroke-width", SIZE),
    **_each("stroke-miterlimit", COUNT),
    **_each("stroke-dashoffset", LENGTH),
    **_each("stroke-dasharray", lambda value: value == "none" or NUMBERS(value)),
    **_each("stroke-linecap", _one_of("butt", "round", "square")),
    **_each("stroke-linejoin", _one_of("miter", "round", "bevel")),
}
"""How shapes look: what may stand as an attribute, and in `style`."""
SHAPES: dict[str, Rule] = {
    **_each("x y x1 y1 x2 y2 cx cy fx fy", LENGTH),
    **_each("r width height", SIZE),
    **_each("rx ry", lambda value: SIZE(value) and "%" not in value),
    **_each("offset", SHARE),
    **_each("d", PATH),
    **_each("points", PAIRS),
    **_each("transform", TRANSFORM),
    **_each("viewBox", VIEW),
    **_each("gradientUnits clipPathUnits", _one_of(OWN)),
    **_each("spreadMethod", _one_of("pad")),
    **_each("preserveAspectRatio", _one_of("xMidYMid", "xMidYMid meet")),
    **_each("id", lambda value: value and not re.search(r"[\s'\")]", value)),
    **_each("href", lambda value: value.startswith("#")),
}
"""What shapes are: attributes."""
USUAL: dict[str, Rule] = {
    **_each("paint-order mix-blend-mode", _one_of("normal")),
    **_each("vector-effect filter mask marker-start marker-mid marker-end", _one_of("none")),
    **_each("clip-rule", _one_of("nonzero")),
    **_each("isolation shape-rendering", _one_of("auto")),
    **_each("color-interpolation", _one_of("sRGB")),
    **_each("display", _one_of("inline", "block")),
    **_each("visibility overflow", _one_of("visible")),
}
"""Looks that drawing programs write down although they change nothing."""
NOT_SEEN = re.compile(
    r"class|role|version|baseProfile|lang|focusable|enable-background|(aria|data|font|-inkscape)-.*|font"
)


class Trait(NamedTuple):
    """An attribute of a shape, or a look from its `style`, in the form in which it goes out."""

    name: str
    value: str
    rule: Rule | None
    """None: nobody knows it."""
    is_drawn: bool


def traits(attributes: Mapping[str, str]) -> Iterator[Trait]:
    """What SVG's own attributes say; looks from `style` come last, for they win."""
    for name, value in attributes.items():
        if name == "style":
            continue
        if not name.startswith("{") or name == f"{XLINK}href":
            yield _trait(name.removeprefix(XLINK), value.strip(), {**SHAPES, **LOOKS})
    for declaration in filter(str.strip, attributes.get("style", "").split(";")):
        name, _, value = declaration.partition(":")
        yield _trait(name.strip(), value.strip(), LOOKS)


def _trait(name: str, value: str, drawn: dict[str, Rule]) -> Trait:
    if name in drawn:
        return Trait(name, value, drawn[name], True)
    return Trait(name, value, bool if NOT_SEEN.fullmatch(name) else USUAL.get(name), False)
