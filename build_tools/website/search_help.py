"""What the search says whatever the procedure: whom to call at each level and when, and its own words. Pure.

    {"day": "day", "many": ["Eating"], "words": {"none": "We found nothing for ..."}, "language": "en-US",
     "pause": " ",
     "counted": {"signs": {"one": "{count} danger sign for ...", "other": "{count} danger signs for ..."}},
     "phones": {"day": {"name": "By day", "shown": "(217) 555-0142", "dials": "+12175550142",
         "hours": "Monday, 8 am to 5 pm"}},
     "levels": [{"level": "same_day", "name": "Same day", "phones": ["day"], "today": "Call us today: {number}",
         "now": "Call us now: {number}", "any": "Call us the same day: {number}"}]}

While the phone `day` answers, `today` is said; while another one does, `now`; and `any` while nobody does, or where a
browser does not know the clinic's clocks; see open_now.py.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from build_tools.content.labels import LEVELS
from build_tools.content.model import Level, Phone, Project
from build_tools.guide.records import Guide
from build_tools.messages import Counted, messages

WORDS = messages({
    "row": "{sign}. {level}: {action}.",
    "card": "{level}: {action}. {signs}.",
    "listed": "{first}, {more}",
    "stops": "{first}. {more}",
    "so_far": "Found so far: {count}",
    "none": "We found nothing for “{words}”.",
    "open": "Open now",
    "unwell": "Do you feel unwell?",
    "emergency": "In an emergency, call {number}.",
    "not_sure": "Not sure? Call {number}. You are not bothering us.",
    "see_signs": "See the danger signs",
    "many": "Many people ask about",
    "hint": "Or try one plain word.",
})
COUNTED = {
    "signs": Counted("{count} danger sign for “{words}”", "{count} danger signs for “{words}”"),
    "answers": Counted("{count} answer for “{words}”", "{count} answers for “{words}”, the best first"),
}


def files(project: Project, guide: Guide, folder: str = "") -> dict[str, str]:
    """The script, by its path; `guide` tells the language, whose pages lie in `folder`."""
    told = json.dumps(_told(project, guide), ensure_ascii=False)
    return {f"search/{folder}_help.js": f"window.searchHelp = {told}\n"}


def _told(project: Project, guide: Guide) -> dict[str, Any]:
    clinic, text = project.clinic, guide.resolver.catalog.text
    return {
        "day": clinic.for_questions.id,
        "phones": {phone.id: _phone(guide, phone) for phone in clinic.phones if phone.help},
        "levels": [_level(project, text, level) for level in LEVELS],
        "many": [text(words, "site") for words in project.site.many_ask],
        "words": {name: text(words) for name, words in WORDS.items()},
        "language": guide.resolver.catalog.html_language,
        "pause": guide.resolver.catalog.pause,
        "counted": {name: guide.resolver.catalog.plurals(words) for name, words in COUNTED.items()},
    }


def _phone(guide: Guide, phone: Phone) -> dict[str, Any]:
    return {
        "name": guide.resolver.catalog.text(phone.name, "clinic"),
        "shown": phone.shown,
        "dials": phone.dials,
        "hours": guide.resolver.answers(phone).text,
    }


def _level(project: Project, text: Callable[[str], str], level: Level) -> dict[str, Any]:
    said = {each: text(getattr(LEVELS[level], each)) for each in ("name", "today", "now", "any")}
    return {"level": level, **said, "phones": [phone.id for phone in project.clinic.for_help(level)]}
