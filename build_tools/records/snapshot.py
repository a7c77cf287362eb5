"""What a leaflet says, the digest of that, and the edition code on each of its pages.

The code comes from everything that a reader would read: the same words have the same code in every build, and other
words another one. How a leaflet is taken apart is therefore fixed: a change here or in `said.py` changes every code,
and then all paper in use counts as replaced.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict

from build_tools.problems import Place

# Sixteen signs that stay apart when they are read aloud, over the phone or in bad print. No 0/O and 1/I/L; of letters
# and digits that look alike (2/Z, 5/S, 6/G, 8/B) or sound alike (M/N, K/J, P/B/C/D/T/V) only one; no vowels and no Y,
# so that no word arises. They give 16^6 = 16,777,216 codes. Among 1,000 codes the chance that any two are equal is
# 2.9 %; that one new code equals one of 1,000, 1 in 16,777. `leaflets release` refuses such a code, so that no two
# sheets carry the same.
SIGNS = "23456789FHKMPRWX"
FROM_HEX = str.maketrans("0123456789abcdef", SIGNS)
CODE = re.compile(f"[{SIGNS}]{{3}}-[{SIGNS}]{{3}}")
TOKEN = re.compile(r"\{\{|\}\}|\{([a-z0-9_]+)((?:\.[0-9]+)?)\}")


class Plain(BaseModel):
    """A record that can be written as JSON and is checked when it is read."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Section(Plain):
    """What stands under one heading; with the id "" what belongs to no section."""

    id: str
    heading: str
    lines: tuple[str, ...]
    """As a reader reads them; `{lie_flat}` where a fact stands, and braces of the text doubled."""
    names: tuple[str, ...] = ()
    """What only a screen reader says: the names of fields and links."""
    pictures: tuple[str, ...] = ()
    """The sha256 of each picture."""


class Said(Plain):
    """Everything that one leaflet says."""

    title: str
    notices: tuple[str, ...]
    sections: tuple[Section, ...]
    facts: dict[str, str]
    """What stands for each fact. Where a leaflet shows a fact in several forms, the next ones are `id.2`, `id.3`."""

    def filled(self, line: str) -> str:
        """A line with the facts in it."""
        return TOKEN.sub(lambda token: self._value(token), line)

    def _value(self, token: re.Match[str]) -> str:
        if not token[1]:
            return token[0][0]
        return self.facts.get(token[1] + token[2], token[0])


class Current(NamedTuple):
    """A leaflet in one language and size as the source has it now."""

    procedure: str
    leaflet: str
    language: str
    size: str
    said: Said
    digest: str
    file: str
    """The name of its PDF in `site/leaflets/`."""
    place: Place
    """The leaflet's file in the source."""

    @property
    def code(self) -> str:
        """What stands on each of its pages."""
        return code(self.digest)


def canonical(data: Any) -> bytes:
    """Plain data as bytes that do not depend on the order of keys. Raises UnicodeEncodeError for half characters."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8")


def digest(said: Said, **identity: str) -> str:
    """The sha256, as 64 hex digits, of what a leaflet says and which one it is.

    `identity` is its procedure, leaflet, language and size.
    """
    return hashlib.sha256(canonical({"said": said.model_dump(), **identity})).hexdigest()


def code(digest: str) -> str:
    """The edition code of a digest, such as K7M-4PX.

    A group of three equal signs is passed over: it is easily misheard, and a group of letters may stand for something.
    """
    signs = digest.translate(FROM_HEX)
    groups = (signs[start : start + 6] for start in range(len(signs) - 5))
    six = next((six for six in groups if len(set(six[:3])) > 1 and len(set(six[3:])) > 1), signs[:6])
    return f"{six[:3]}-{six[3:]}"
