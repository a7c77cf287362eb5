"""Names of people and roles: letters that are seen, so that nobody signs under a name that no reader can tell."""

from __future__ import annotations

from backrefs import bre

from build_tools.content.letters import unseen

NAME = bre.compile(r"\p{L}[\p{L}\p{M}\p{Nd} .,'\u2019\u2010()/&-]*")


def name(words: str) -> str:
    """The name itself. Raises ValueError where it holds what is not seen, or what programs take for a command."""
    if not NAME.fullmatch(words) or any(unseen(words)):
        raise ValueError("a name has letters that are seen, and begins with one")
    return words


def reason(words: str) -> str:
    """A sentence itself. Raises ValueError where nobody could read it, or a spreadsheet would take it for a formula."""
    if any(unseen(words)) or not words[:1].isalnum():
        raise ValueError("a reason begins with a letter or number that is seen")
    return words
