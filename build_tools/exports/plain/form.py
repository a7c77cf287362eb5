"""In which form pages are written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jinja2 import Environment

from build_tools.guide.prose import Prose


@dataclass(frozen=True)
class Form:
    """The templates of pages, and the voice that their words have."""

    templates: str
    """The folder of the templates, below the project."""
    environment: Callable[..., Environment]
    """Templates of a folder; it keeps content from being taken for markup."""
    voice: type[Prose]
    ending: str
    """Of the addresses by which pages link to each other."""
