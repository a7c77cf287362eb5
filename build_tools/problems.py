"""What a user is told when something is wrong: where, what, and what to write instead."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

LONGEST = 700  # characters of a message, a hint or a path
UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # Unicode's names for what steers, is half a character, or ends a line


class Place(NamedTuple):
    """A point in a source file; `path` is relative to the project, lines and columns count from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake at one place, with the way to mend it."""

    place: Place
    code: str
    message: str
    hint: str = ""

    def __post_init__(self) -> None:
        """Whatever an author typed, or a file is called: a problem can be read, and written anywhere."""
        object.__setattr__(self, "place", self.place._replace(path=_readable(self.place.path)))
        object.__setattr__(self, "message", _readable(self.message))
        object.__setattr__(self, "hint", _readable(self.hint))

    def __str__(self) -> str:
        where = f"{self.place.path}:{self.place.line}:{self.place.column}"
        return f"{where}: {self.code} {self.message}" + (f"\n    {self.hint}" if self.hint else "")

    def as_dict(self) -> dict[str, str | int]:
        """The same for editors and CI (`leaflets check --format json`)."""
        return {**self.place._asdict(), "code": self.code, "message": self.message, "hint": self.hint}


def _readable(words: str) -> str:
    """On one line, without half characters and signs that steer a screen, and not without end."""
    if not words.isprintable():
        words = "".join(map(_shown, words))
    return words if len(words) <= LONGEST else f"{words[:LONGEST]} ..."


def _shown(sign: str) -> str:
    return sign.encode("unicode_escape").decode() if unicodedata.category(sign) in UNSEEN else sign


class ProblemsFound(Exception):
    """Raised where work cannot go on; carries every problem found so far, sorted, each once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(report(self.problems))

    def __reduce__(self) -> tuple[type[ProblemsFound], tuple[tuple[Problem, ...]]]:
        """So that a process can hand it to another one."""
        return ProblemsFound, (self.problems,)

    @classmethod
    def one(cls, place: Place, code: str, message: str, hint: str) -> ProblemsFound:
        """A single problem that stops the reading of a file."""
        return cls([Problem(place, code, message, hint)])


@contextmanager
def gathered(problems: list[Problem]) -> Iterator[None]:
    """What is found within joins the problems, and the work behind it goes on."""
    try:
        yield
    except ProblemsFound as found:
        problems += found.problems


def report(problems: Iterable[Problem]) -> str:
    """The one printed form of a list of problems, ending with their number."""
    lines = [str(problem) for problem in problems]
    count = f"{len(lines)} problem{'s' if len(lines) != 1 else ''} found"
    return "\n".join([*lines, count])
