"""How far two colors stand apart, as WCAG counts it. Pure."""

from __future__ import annotations

from collections.abc import Iterable


def ratio(one: Iterable[float], other: Iterable[float]) -> float:
    """From 1 to 21; a color is red, green and blue, 0 to 1."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: Iterable[float]) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color)
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)
