"""In which form pages are written: for our own site, or plain, for any engine (see export/)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jinja2 import Environment

from build_tools.guide.prose import Prose
from build_tools.templates import environment


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
    has_cards: bool
    """Whether explained words open cards, which stand once at the end of a page."""


WEB = Form("docs/templates/pages", environment, Prose, ".html", has_cards=True)
