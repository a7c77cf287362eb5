"""The style values that a project may set. Text -> whether the value can hide nothing on any element. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tinycss2.color3 import RGBA, parse_color

from build_tools.content.contrast import ratio

LEAST = 4.5  # to one, as WCAG has it
FAR = 7  # to one, from white or black: enough for what stands on the other side
LENGTH = re.compile(r"(\d*\.?\d+)(px|pt|rem|em|ch|)")
IN_PIXELS = {"px": 1.0, "pt": 4 / 3, "rem": 16.0, "em": 16.0, "ch": 8.0}
MOST_ROOM = 64  # pixels; more pushes words off a telephone
WIDEST = 8  # pixels of a line around something; a wider one lies over the words beside it
SMALLEST, LARGEST = 12, 48  # pixels of letters
FONTS = {
    "serif", "sans-serif", "system-ui", "ui-sans-serif", "ui-serif", "ui-rounded", "monospace", "inherit", "arial",
    "helvetica", "helvetica neue", "verdana", "tahoma", "trebuchet ms", "georgia", "times new roman", "segoe ui",
    "roboto", "noto sans", "noto serif", "open sans", "source sans 3", "lato", "inter", "calibri", "cambria",
    "atkinson hyperlegible",
}  # fmt: skip
"""Fonts that draw letters, and no signs in their place."""
WORDS = {
    "font-style": {"normal", "italic", "inherit"},
    "text-align": {"start", "left", "right", "end", "center", "justify", "inherit"},
    "text-decoration": {"none", "underline", "inherit"},
    "overflow-wrap": {"normal", "anywhere", "break-word"},
    "hyphens": {"none", "manual", "auto"},
    "cursor": {"auto", "default", "pointer", "text"},
    "break-inside": {"auto", "avoid"},
    "break-after": {"auto", "avoid"},
    "break-before": {"auto", "avoid"},
}
EDGES = re.compile(
    r"(border|outline)(-.*)?|box-shadow|accent-color|caret-color|text-decoration-(color|style|thickness)"
)
CORNERS = re.compile(r"border-(.*-)?radius")
NOT_A_NUMBER = re.compile(r"#?[a-z][a-z-]*|#[0-9a-f]+")
ROOM = re.compile(r"(margin|padding)(-(top|right|bottom|left|inline|block)(-start|-end)?)?|(row-|column-)?gap")


def is_free(name: str, value: str) -> bool:
    """Whether a declaration can hide nothing; `color` and backgrounds are for `are_readable`."""
    value = value.removesuffix(" !important").lower()
    value = re.sub(r"\b(rgb|rgba|hsl|hsla)\([^()]*\)", "black", value)
    if "(" in value:
        return False  # nothing that is computed, fetched, or set elsewhere
    if CORNERS.fullmatch(name) or ROOM.fullmatch(name):
        return all(part == "auto" or _is_short(part, MOST_ROOM) for part in re.split(r"[\s/]+", value))
    if EDGES.fullmatch(name):
        return all(NOT_A_NUMBER.fullmatch(part) or _is_short(part, WIDEST) for part in re.split(r"[\s,]+", value))
    if name == "font-size":  # not a part of what is around it: that of a part of a part would be small
        return not re.search(r"(?<!r)em$", value) and SMALLEST <= (_pixels(value) or 0) <= LARGEST
    if name == "line-height":
        return value == "normal" or bool(re.fullmatch(r"[1-2](\.\d+)?", value))
    if name == "letter-spacing":
        return value == "normal" or bool(re.fullmatch(r"0?\.[01]\d*em|0", value))
    if name == "font-weight":
        return bool(re.fullmatch(r"normal|bold|bolder|inherit|[3-9]00", value))
    if name == "font-family":
        return {font.strip(" \"'") for font in value.split(",")} <= FONTS
    return value in WORDS.get(name, ())


def _is_short(length: str, most: float) -> bool:
    pixels = _pixels(length)
    return pixels is not None and pixels <= most


def _pixels(length: str) -> float | None:
    """About how long it is; None for what is no length, or is a share of what nobody knows."""
    found = LENGTH.fullmatch(length)
    if not found or (not found[2] and float(found[1])):
        return None
    return float(found[1]) * IN_PIXELS.get(found[2], 0)


def are_readable(rule: Mapping[str, str]) -> bool:
    """Whether a rule sets both a color and what lies behind it, and they stand out from each other."""
    ground = rule.get("background-color") or rule.get("background", "")
    ink, paper = _color(rule.get("color", "")), _color(ground)
    return bool(ink and paper) and _contrast(ink, paper) >= LEAST


def stays_light_or_dark(value: str, before: str) -> bool:
    """Whether a color may stand for another one: letters on it, or it on its ground, can still be read."""
    new, old = _color(value), _color(before)
    if not new or not old:
        return False
    white_and_black = [RGBA(1, 1, 1, 1), RGBA(0, 0, 0, 1)]
    far = [(ground, _contrast(old, ground)) for ground in white_and_black if _contrast(old, ground) >= LEAST]
    return all(_contrast(new, ground) >= min(FAR, least) for ground, least in far)


def _color(value: str) -> RGBA | None:
    """A color that lets nothing through."""
    color = parse_color(value.removesuffix(" !important"))
    return color if isinstance(color, RGBA) and color.alpha == 1 else None


def _contrast(one: RGBA, other: RGBA) -> float:
    return ratio(one[:3], other[:3])
