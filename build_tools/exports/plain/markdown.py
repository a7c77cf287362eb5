"""Words, lists and tables as Markdown that any engine reads alike. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

SPACE = re.compile(r"\s+")
ALWAYS = re.compile(r"[\\`*_{}\[\]|]")
AT_THE_START = re.compile(r"^( ?)(?=[#>+-]|\d+[.)](?:\s|$))(\d*)")
TAG = re.compile(r"<(?=[A-Za-z/!?])")
ENTITY = re.compile(r"&(?=#?[A-Za-z0-9]+;)")
ITEM = re.compile(r"- |\d+\. ")
APART = "<!-- -->"  # between two lists, which else were one


def escaped(words: str) -> str:
    """Words that stand within a line and mean nothing but themselves: no Markdown, no HTML."""
    return TAG.sub("&lt;", ENTITY.sub("&amp;", ALWAYS.sub(r"\\\g<0>", SPACE.sub(" ", words))))


def line(words: str) -> str:
    """A whole line, which begins with no mark of a heading or list."""
    return AT_THE_START.sub(r"\1\2\\", words)


def stacked(parts: Iterable[str]) -> str:
    """Parts one below the other; those that are empty leave no room."""
    text = ""
    for part in filter(None, parts):
        are_lists = ITEM.match(text.rpartition("\n")[2].lstrip()) and ITEM.match(part)
        text += (f"\n\n{APART}\n\n" if are_lists else "\n\n" if text else "") + part
    return text


def listed(items: Iterable[str], mark: str = "- ") -> str:
    """A list: each item is a line."""
    return "\n".join(f"{mark}{item}" for item in items)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table; its first row is its head."""
    names = tuple(head)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (names, ["---"] * len(names), *rows))


def folded(summary: str, parts: Iterable[str]) -> str:
    """Folded away where an engine knows how; Markdown inside either way."""
    return stacked([f'<details markdown="1">\n<summary>{summary}</summary>', *parts, "</details>"])
