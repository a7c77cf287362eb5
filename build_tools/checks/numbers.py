"""The rule on numbers: they are facts, written once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.content.model import Project
from build_tools.content.texts import bare, own_voice
from build_tools.problems import Problem

WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|dozen)"
)
UNIT = (
    r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|pounds?|kilograms?|percent|people|persons?|men"
    r"|women|patients|times)"
)
HALF = rf"half (?:of )?(?:an? |the |all )?(?:the )?{UNIT}"
# A digit after a letter or hyphen is part of a name, such as B12.
TYPED = re.compile(rf"(?<![\w-])\d[\d.,]*|\b(?:{WORD}[ -])+{UNIT}\b|\b{HALF}\b|%", re.IGNORECASE)


def typed_number(project: Project) -> Iterator[Problem]:
    """Numbers are not typed, neither as digits nor as words with a unit. Each is a fact, and words name it."""
    for text in own_voice(project):
        found = TYPED.search(bare(text.words))
        if found:
            message = f"a number is typed here: `{found.group()}`"
            hint = "write it once in the procedure's facts.yaml and name it here, such as {lie_flat}"
            yield Problem(text.place, "typed-number", message, hint)
