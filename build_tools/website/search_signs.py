"""Signs of danger as the search knows them: each one alone, at its own level, with the place where it stands. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from build_tools.content.labels import LEVELS
from build_tools.guide import blocks, walk
from build_tools.guide.records import Section
from build_tools.guide.walk import spoken
from build_tools.website.search_files import SearchSign
from build_tools.website.site_page import SitePage


def anchor(key: str) -> str:
    """The id of a sign on its page; see Line.key."""
    return f"sign-{key}"


def of_page(page: SitePage) -> Iterator[SearchSign]:
    """The signs that a page shows."""
    for card in _cards(page.surface.sections):
        for sign in card.signs:
            more = spoken(sign.why) if sign.why else ""
            yield SearchSign(f"{page.address}#{anchor(sign.key)}", spoken(sign), card.level, more, sign.search_terms)


def tells(sections: Iterable[Section]) -> dict[str, str]:
    """By level, what to tell those who help."""
    return {card.level: spoken(card.tell) for card in _cards(sections) if card.tell and not card.tell.missing}


def _cards(sections: Iterable[Section]) -> Iterator[blocks.CareCard]:
    return walk.of_kind(tuple(sections), blocks.CareCard)


def shared(found: Iterable[tuple[str, SearchSign]], help: str) -> tuple[SearchSign, ...]:
    """Those of all procedures, each with its title, before one is chosen: what several say is said once.

    At the most urgent of their levels; it leads to `help`, which all share.
    """
    said: dict[str, SearchSign] = {}
    for title, sign in found:
        same = said.get(sign.says)
        if not same:
            said[sign.says] = replace(sign, of=title)
        else:
            level = min(same.level, sign.level, key=list(LEVELS).index)
            terms = filter(None, f"{same.search_terms}; {sign.search_terms}".split("; "))
            said[sign.says] = SearchSign(help, sign.says, level, same.more, "; ".join(dict.fromkeys(terms)))
    return tuple(said.values())
