"""The text of a sealed file, to and fro, with every damage found at its line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Generic, NamedTuple

from pydantic import ValidationError

from build_tools.problems import Place, Problem, ProblemsFound
from build_tools.records.sealed import Form, S, seal, seal_of_all

CONFLICT = re.compile(r"([<|>]{7})( .*)?|={7}")
END = {"entries", "seal"}
ENOUGH = 100  # mistakes; a file with so many is no ledger


class _Line(NamedTuple):
    place: Place
    data: dict[str, Any]


class Parsed(NamedTuple, Generic[S]):
    """The records of a file with their places, as far as they can be read, and all that is wrong with it."""

    records: list[tuple[Place, S]]
    problems: list[Problem]


def text(records: Iterable[S]) -> str:
    """A line for each record, and the last one."""
    lines = [_seal_last(record.model_dump(mode="json")) for record in records]
    end = {"entries": len(lines), "seal": seal_of_all(line["seal"] for line in lines)}
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in [*lines, end])


def parse(text: str, form: Form, kind: type[S]) -> Parsed[S]:
    """What a file's text holds. Raises ProblemsFound for the marks of a merge that is not finished."""
    rows = text.removesuffix("\n").split("\n")
    conflict = next((number for number, row in enumerate(rows, start=1) if CONFLICT.fullmatch(row.rstrip())), None)
    if conflict:
        message = "the marks of a merge that is not finished"
        raise ProblemsFound.one(Place(form.path, conflict), "merge", message, form.merge)
    problems: list[Problem] = []
    found = (_line(Place(form.path, number), row, form, problems) for number, row in enumerate(rows, start=1))
    lines = []
    for line in found:
        lines += [line] if line else []
        if len(problems) >= ENOUGH:
            return Parsed([], problems)  # nobody has read its end
    is_whole = bool(lines) and lines[-1].place.line == len(rows) and lines[-1].data.keys() == END
    end = lines.pop() if is_whole else None
    records = []
    for line in lines:
        record = _record(line, form, kind, problems) if len(problems) < ENOUGH else None
        records += [(line.place, record)] if record else []
    problems += _end(end, lines, len(rows), form)
    return Parsed(records, problems)


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


def _seal_last(line: dict[str, Any]) -> dict[str, Any]:
    return {**{key: value for key, value in line.items() if key != "seal"}, "seal": line["seal"]}


def _line(place: Place, row: str, form: Form, problems: list[Problem]) -> _Line | None:
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
    problems.append(Problem(place, "sealed-line", message, form.restore))
    return None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        raise ValueError("a key that is here twice")
    return data


def _refused(constant: str) -> None:
    raise ValueError(f"`{constant}` is not a value")


def _record(line: _Line, form: Form, kind: type[S], problems: list[Problem]) -> S | None:
    try:
        record = kind.model_validate(line.data)
    except ValidationError as error:
        problems += [_wrong(line, details, form) for details in error.errors(include_url=False)]
        return None
    if seal(line.data) != line.data.get("seal"):
        problems.append(Problem(line.place, "sealed-edited", "this entry was edited by hand", form.restore))
    return record


def _wrong(line: _Line, error: Any, form: Form) -> Problem:
    """What pydantic found, in words."""
    if line.data.keys() == END:
        return Problem(line.place, "sealed-end", "more lines stand after the last one, which counts them", form.restore)
    key = ".".join(map(str, error["loc"]))
    if error["type"] == "extra_forbidden":
        return Problem(line.place, "unknown-key", f"the key `{key}` is not known here", form.restore)
    if error["type"] == "missing":
        return Problem(line.place, "missing-key", f"the key `{key}` is missing here", form.restore)
    shown = str(error["input"])[:40]
    return Problem(line.place, "wrong-value", f"`{shown}` is not possible for `{key}`", form.restore)


def _end(end: _Line | None, lines: list[_Line], rows: int, form: Form) -> Iterator[Problem]:
    if end is None:
        message = "the file ends too early; its last lines are missing"
        yield Problem(Place(form.path, rows), "sealed-end", message, form.restore)
    elif end.data["entries"] != rows - 1:
        message = f"{rows - 1} entries are here, and the last line counts {end.data['entries']}"
        yield Problem(end.place, "sealed-end", message, form.restore)
    elif len(lines) == rows - 1 and end.data["seal"] != seal_of_all(str(line.data.get("seal")) for line in lines):
        message = "an entry was moved, or another one put in its place"
        yield Problem(end.place, "sealed-end", message, form.restore)
