"""The text of the ledger file, to and fro: a sealed file whose entries fit together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.problems import Place, Problem, ProblemsFound
from build_tools.records import sealed_lines as lines
from build_tools.records.ledger import FORM, Entry, Ledger, Sheet
from build_tools.records.snapshot import code


def text(ledger: Ledger) -> str:
    """A line for each entry, and the last one."""
    return lines.text(ledger.entries)


def parse(text: str) -> Ledger:
    """The ledger of a file's text. Raises ProblemsFound with all that is wrong."""
    entries, problems = lines.parse(text, FORM, Entry)
    edited = {problem.place for problem in problems}
    problems += _codes(entry for entry in entries if entry[0] not in edited)
    problems += _among(entries)
    if problems:
        raise ProblemsFound(problems)
    return Ledger(tuple(entry for _, entry in entries))


def _codes(entries: Iterable[tuple[Place, Entry]]) -> Iterator[Problem]:
    for place, entry in entries:
        if code(entry.digest) != entry.code:
            message = f"the digest here belongs to the code {code(entry.digest)}, not {entry.code}"
            yield Problem(place, "sealed-edited", message, FORM.restore)


def _among(entries: Iterable[tuple[Place, Entry]]) -> Iterator[Problem]:
    digests: dict[str, str] = {}
    current: dict[Sheet, str] = {}
    day = None
    for place, entry in entries:
        if digests.setdefault(entry.code, entry.digest) != entry.digest:
            yield Problem(place, "same-code", f"the code {entry.code} stands for another text above", FORM.restore)
        elif current.get(entry.sheet) == entry.code:
            yield Problem(place, "same-code", f"the code {entry.code} was current already", FORM.restore)
        if day and entry.released < day:
            message = f"{entry.released} is before {day}, the date above"
            yield Problem(place, "release-date", message, FORM.restore)
        current[entry.sheet], day = entry.code, max(entry.released, day or entry.released)
