"""The one way in which pages and leaflets use Jinja: all is escaped, nothing undefined, and words pass the catalog."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


@lru_cache
def environment(folder: Path) -> Environment:
    """Templates of a folder. Words in them stand as `{{ t("...") }}`, with `t` a catalog's `text`."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
