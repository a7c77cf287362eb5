"""Values of styles in which a project is free. Text -> whether it hides nothing, whatever it is given to. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tinycss2.color3 import RGBA, parse_color

LEAST = 4.5  # to one, as WCAG has it
FAR = 7  # to one, from white or black: enough for what stands on the other side
LENGTH = re.compile(r"(\d*\.?\d+)(px|pt|rem|em|ch|%|)")
IN_PIXELS = {"px": 1.0, "pt": 4 / 3, "rem": 16.0, "em": 16.0, "ch": 8.0}
MOST_ROOM = 64  # pixels; more pushes words off a telephone
WIDEST = 8  # pixels of a line around something; a wider one lies over the words beside it
SMALLEST = 12  # pixels
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
        return False  # nothing that is reckoned, fetched, or set elsewhere
    if CORNERS.fullmatch(name) or ROOM.fullmatch(name):
        return _are_short(value, MOST_ROOM, "auto")
    if EDGES.fullmatch(name):
        return _are_short(value, WIDEST)
    if name == "font-size":
        return (_pixels(value, whole=16) or 0) >= SMALLEST
    if name == "line-height":
        return value == "normal" or bool(re.fullmatch(r"[1-2](\.\d+)?", value))
    if name == "letter-spacing":
        return value == "normal" or bool(re.fullmatch(r"0?\.[01]\d*em|0", value))
    if name == "font-weight":
        return bool(re.fullmatch(r"normal|bold|bolder|inherit|[3-9]00", value))
    if name == "font-family":
        return {font.strip(" \"'") for font in value.split(",")} <= FONTS
    return value in WORDS.get(name, ())


def _are_short(value: str, most: float, word: str = "") -> bool:
    """Whether no length in a value is longer than `most` pixels; `word`: the only one that may stand beside lengths."""
    for part in re.split(r"[\s,/]+", value):
        size = _pixels(part, whole=16)
        if size is None and not (part == word if word else NOT_A_NUMBER.fullmatch(part)):
            return False
        if size is not None and size > most:
            return False
    return True


def _pixels(length: str, whole: float = 0) -> float | None:
    """About how long it is; a share is one of `whole`. None for what is no length."""
    found = LENGTH.fullmatch(length)
    if not found or (not found[2] and float(found[1])):
        return None
    if found[2] == "%":
        return float(found[1]) / 100 * whole if whole else None
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
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: RGBA) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color[:3])
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)
