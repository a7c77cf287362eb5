"""Languages that nobody speaks, which show what no translator could reach, and what has no room. Pure.

`en_XA` puts every message into marks. `en_XB` does so too, writes it longer by a third and with accents, as many
languages are, and runs from right to left.
"""

from __future__ import annotations

import re

MARKED, MIRRORED = "en_XA", "en_XB"
MARKS = ("⁅", "⁆")
# What stays: placeholders, where a link leads, and addresses. Of the rest some letters grow, and with them each word.
PARTS = re.compile(r"\{[^{}]*\}|\]\([^()]*\)|\b[\w-]+\.[a-z][\w.-]*|[aeiounAEIOUN]")
ACCENTED = dict(zip("aeiounAEIOUN", "áéíóúñÁÉÍÓÚÑ", strict=True))


def longer(words: str) -> str:
    """The same words with these letters twice, the first with an accent: longer by a third, and still to be read."""
    return PARTS.sub(lambda part: ACCENTED.get(part[0], part[0]) + part[0].lower() * (part[0] in ACCENTED), words)
