"""What stands at the address of a page that is not wholly translated: never half of it, but whom to ask. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from build_tools.guide import blocks
from build_tools.guide.build import contacts
from build_tools.guide.page import note, untitled
from build_tools.guide.records import Guide, MessageId, Section
from build_tools.guide.resolver import TOOL, words
from build_tools.languages.catalog import SOURCE_LANGUAGE, english
from build_tools.messages import messages
from build_tools.website.site_page import SitePage, surface

IN_ENGLISH = "Read this page in English"  # in English for every reader: who can read it can read the page
WHY = messages("We do not show a part of it: a sentence that is missing can do harm.")


def in_place_of(page: SitePage, missing: tuple[MessageId, ...], ready: Sequence[SitePage]) -> SitePage:
    """The notice at the address of a page that is not ready; `ready` are pages of its procedure that are."""
    guide = page.guide
    title = guide.frame("This page is not translated yet")
    sections = [_interpreter(guide), untitled(_in_english(page)), *([_others(guide, ready)] if ready else [])]
    return replace(
        page,
        surface=surface(page.surface.id, title, *sections, lead=guide.frame(WHY)),
        description=title.text,
        eyebrow="" if guide.title.missing else page.eyebrow,
        is_searched=False,
        missing=missing,
        rewritten=None,
    )


def _interpreter(guide: Guide) -> Section:
    """Whom to call, and what to say there in English."""
    resolver = guide.resolver
    asked = words(f"“{english().language_name(guide.language)}, please”", language=SOURCE_LANGUAGE)
    call = note(guide.frame("Call us. Say in English:"), asked)
    phones = contacts(resolver, resolver.clinic.emergency_first())
    return Section(
        "interpreter", guide.frame("Ask for an interpreter"), (call, blocks.Contacts(phones=phones, place=TOOL)), TOOL
    )


def _in_english(page: SitePage) -> blocks.Note:
    return note(words(IN_ENGLISH, kind="link", id=f"/{page.address}", language=SOURCE_LANGUAGE), look="in-english")


def _others(guide: Guide, ready: Sequence[SitePage]) -> Section:
    links = tuple(
        blocks.Link(words=replace(page.surface.title, role="frame"), address=page.address) for page in ready
    )
    shown = blocks.Links(look="help-links", links=links, place=TOOL)
    return Section("translated", guide.frame("These pages are translated"), (shown,), TOOL)
