"""A picture as it goes out, of whatever kind; only of those that have passed the checks."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from build_tools.content import drawing, photograph

ENDINGS = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".heic", ".tif", ".tiff", ".bmp")
"""Of pictures, fit or not."""


def seen(path: Path) -> bytes:
    """What a reader can see of it; all else stays behind."""
    content = path.read_bytes()
    return drawing.seen(content) if path.suffix == ".svg" else photograph.seen(content)


def size(path: Path) -> tuple[float, float]:
    """Width and height in points (CSS pixels), where a page has room; of a drawing at least its shape."""
    if path.suffix == ".svg":
        return drawing.size(path.read_bytes())
    with Image.open(path) as image:
        return image.size
