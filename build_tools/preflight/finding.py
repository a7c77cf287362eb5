"""What the gate says of a leaflet that is not fit to be printed."""

from __future__ import annotations

from typing import NamedTuple

from build_tools.problems import Place


class Finding(NamedTuple):
    """One defect of a finished PDF."""

    code: str
    """The problem's code, such as too-small."""
    message: str
    """What is wrong and on which page, such as "page 2: ..."."""
    hint: str
    """What to do."""
    place: Place | None = None
    """Where the words stand in the source; None: the whole leaflet."""


def and_more(count: int) -> str:
    """The end of a message that tells the worst of `count` places."""
    return f", and {count - 1} more on this page" if count > 1 else ""
