"""What the tool calls things for readers, in English; each passes the catalog where it is shown."""

from __future__ import annotations

from typing import NamedTuple

from build_tools.content.record import Certainty, Level
from build_tools.messages import messages


class LevelWords(NamedTuple):
    """What a level of getting help is called, and what to do at it, as each place says it."""

    name: str
    """Above its signs in the search."""
    short: str
    """On the way to its card, where there is little room."""
    call: str
    """What to do, with whom to call."""
    alone: str
    """The same on paper, where the numbers stand below; nothing where they stand beside it."""
    always: str
    """The same where somebody answers at any time."""
    signs: str
    """What heads its signs on a page, at any time; open_now.py has what holds for an hour."""
    today: str
    """In the search, while the number for questions answers."""
    now: str
    """While only another one does."""
    any: str
    """While nobody does, or nobody knows."""


# The most urgent first.
LEVELS: dict[Level, LevelWords] = messages({
    "emergency": LevelWords(
        name="Emergency", short="Emergency", call="Emergency: call {numbers} now", alone="", always="",
        signs="Call {numbers} now for any of these",
        today="Call {number} now", now="Call {number} now", any="Call {number} now",
    ),
    "same_day": LevelWords(
        name="Same day", short="Same day", call="Call us the same day: {numbers}", alone="Call us the same day",
        always="Call today, day or night",
        signs="Call us the same day for any of these",
        today="Call us today: {number}", now="Call us now: {number}", any="Call us the same day: {number}",
    ),
    "office_hours": LevelWords(
        name="In office hours", short="Other", call="Call us in office hours: {numbers}",
        alone="Call us in office hours", always="Call us in office hours", signs="Call us in office hours",
        today="Call us: {number}", now="Call us: {number}", any="Call us in office hours: {number}",
    ),
})  # fmt: skip
# How sure we are of a claim, the surest first.
CERTAINTY: dict[Certainty, str] = messages({
    "fairly_sure": "We are fairly sure",
    "not_sure": "We are not sure",
    "not_known": "We do not know",
})
