"""The text of the ledger file, to and fro, with every damage found at its line.

Each line seals its own content, so a change by hand is found where it was made. The last line counts and seals all
lines, so one that is missing or moved is found, and a file that was cut short.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError

from build_tools.edition import code
from build_tools.ledger import PATH, Entry, Ledger, Sheet, seal, seal_of_all
from build_tools.problems import Place, Problem, ProblemsFound

CONFLICT = re.compile(r"([<|>]{7})( .*)?|={7}")
END = {"entries", "seal"}
RESTORE = f"nobody edits the ledger by hand; take it back from version control: git checkout -- {PATH}"
MERGE = "run `leaflets release --merge`, which keeps the entries of both sides"


class _Line(NamedTuple):
    place: Place
    data: dict[str, Any]


def text(ledger: Ledger) -> str:
    """A line for each entry, and the last one."""
    lines = [entry.model_dump(mode="json") for entry in ledger.entries]
    end = {"entries": len(lines), "seal": seal_of_all(entry.seal for entry in ledger.entries)}
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in [*lines, end])


def parse(text: str) -> Ledger:
    """The ledger of a file's text. Raises ProblemsFound with all that is wrong."""
    rows = text.removesuffix("\n").split("\n")
    conflict = next((number for number, row in enumerate(rows, start=1) if CONFLICT.fullmatch(row.rstrip())), None)
    if conflict:
        raise ProblemsFound.one(Place(PATH, conflict), "merge", "the marks of a merge that is not finished", MERGE)
    problems: list[Problem] = []
    lines = [line for number, row in enumerate(rows, start=1) if (line := _line(Place(PATH, number), row, problems))]
    is_whole = bool(lines) and lines[-1].place.line == len(rows) and lines[-1].data.keys() == END
    end = lines.pop() if is_whole else None
    entries = [(line.place, entry) for line in lines if (entry := _entry(line, problems))]
    problems += _among(entries)
    problems += _end(end, lines, len(rows))
    if problems:
        raise ProblemsFound(problems)
    return Ledger(tuple(entry for _, entry in entries))


def sides(text: str) -> tuple[str, str] | None:
    """What both sides of an unfinished merge had; None where there are no marks of one."""
    ours: list[str] = []
    theirs: list[str] = []
    now: tuple[list[str], ...] = (ours, theirs)
    found = False
    for row in text.splitlines(keepends=True):
        mark = row[:7] if CONFLICT.fullmatch(row.rstrip()) else ""
        found = found or bool(mark)
        now = {"<<<<<<<": (ours,), "|||||||": (), "=======": (theirs,), ">>>>>>>": (ours, theirs)}.get(mark, now)
        for side in now if not mark else ():
            side.append(row)
    return ("".join(ours), "".join(theirs)) if found else None


# --- one line --------------------------------------------------------------------------------------------------------


def _line(place: Place, row: str, problems: list[Problem]) -> _Line | None:
    try:
        data = json.loads(row, object_pairs_hook=_once, parse_constant=_refused)
        if isinstance(data, dict):
            json.dumps(data, ensure_ascii=False).encode()
            return _Line(place, data)
        message = "not an entry in braces"
    except json.JSONDecodeError as error:
        place, message = place._replace(column=error.colno), "broken JSON"
    except (ValueError, RecursionError) as error:  # half a character; a number or nesting beyond all bounds
        message = str(error) if type(error) is ValueError else "broken JSON"
    problems.append(Problem(place, "ledger-line", message, RESTORE))
    return None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        raise ValueError("a key that is here twice")
    return data


def _refused(constant: str) -> None:
    raise ValueError(f"`{constant}` is not a value")


def _entry(line: _Line, problems: list[Problem]) -> Entry | None:
    try:
        entry = Entry.model_validate(line.data)
    except ValidationError as error:
        problems += [_wrong(line, details) for details in error.errors(include_url=False)]
        return None
    if seal(line.data) != line.data.get("seal"):
        message = f"the entry of {entry.code} was edited by hand"
        problems.append(Problem(line.place, "ledger-edited", message, RESTORE))
    elif code(entry.digest) != entry.code:
        message = f"the digest here belongs to the code {code(entry.digest)}, not {entry.code}"
        problems.append(Problem(line.place, "ledger-edited", message, RESTORE))
    return entry


def _wrong(line: _Line, error: Any) -> Problem:
    """What pydantic found, in words."""
    if line.data.keys() == END:
        return Problem(line.place, "ledger-end", "more lines stand after the last one, which counts them", RESTORE)
    key = ".".join(map(str, error["loc"]))
    if error["type"] == "extra_forbidden":
        return Problem(line.place, "unknown-key", f"the key `{key}` is not known here", RESTORE)
    if error["type"] == "missing":
        return Problem(line.place, "missing-key", f"the key `{key}` is missing here", RESTORE)
    shown = str(error["input"])[:40]
    return Problem(line.place, "wrong-value", f"`{shown}` is not possible for `{key}`", RESTORE)


# --- all lines together ----------------------------------------------------------------------------------------------


def _among(entries: Iterable[tuple[Place, Entry]]) -> Iterator[Problem]:
    digests: dict[str, str] = {}
    current: dict[Sheet, str] = {}
    day = None
    for place, entry in entries:
        if digests.setdefault(entry.code, entry.digest) != entry.digest:
            yield Problem(place, "same-code", f"the code {entry.code} stands for another text above", RESTORE)
        elif current.get(entry.sheet) == entry.code:
            yield Problem(place, "same-code", f"the code {entry.code} was current already", RESTORE)
        if day and entry.released < day:
            yield Problem(place, "release-date", f"{entry.released} is before {day}, the date above", RESTORE)
        current[entry.sheet], day = entry.code, max(entry.released, day or entry.released)


def _end(end: _Line | None, lines: list[_Line], rows: int) -> Iterator[Problem]:
    if end is None:
        yield Problem(Place(PATH, rows), "ledger-end", "the file ends too early; its last lines are missing", RESTORE)
    elif end.data["entries"] != rows - 1:
        message = f"{rows - 1} entries are here, and the last line counts {end.data['entries']}"
        yield Problem(end.place, "ledger-end", message, RESTORE)
    elif len(lines) == rows - 1 and end.data["seal"] != seal_of_all(str(line.data.get("seal")) for line in lines):
        message = "an entry was moved, or another one put in its place"
        yield Problem(end.place, "ledger-end", message, RESTORE)
