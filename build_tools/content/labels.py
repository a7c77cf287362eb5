"""What the tool calls things for readers, in English; each passes the catalog where it is shown."""

from __future__ import annotations

from build_tools.content.record import Certainty, Level

# What to do at each level of getting help.
LEVELS: dict[Level, str] = {
    "emergency": "Emergency: call {numbers} now",
    "same_day": "Call us the same day: {numbers}",
    "office_hours": "Call us in office hours: {numbers}",
}
# The same where the numbers stand beside or below.
ALONE: dict[Level, str] = {"same_day": "Call us the same day", "office_hours": "Call us in office hours"}
# How sure we are of a claim, the surest first.
CERTAINTY: dict[Certainty, str] = {
    "fairly_sure": "We are fairly sure",
    "not_sure": "We are not sure",
    "not_known": "We do not know",
}
