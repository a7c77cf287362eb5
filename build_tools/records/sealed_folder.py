"""Folders of sealed records on the disk: every damage found at its file, and nothing ever half written."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from build_tools import files
from build_tools.problems import Place, Problem, ProblemsFound
from build_tools.records import version_control
from build_tools.records.sealed import RecordFolder, S, gone, in_order, to_come

NAME = re.compile(r"\d{4}-\d\d-\d\d-[\w-]+-[0-9a-f]{8}\.json", re.ASCII)
CONFLICT = re.compile(r"^([<|>]{7}( .*)?|={7})\r?$", re.MULTILINE)
LARGEST = 5_000_000  # bytes; a release of one leaflet takes 3,000 to 10,000
ENOUGH = 100  # mistakes; nobody reads more


def read(root: Path, folder: RecordFolder, kind: type[S], today: date | None = None) -> tuple[S, ...]:
    """Every record in order; none where there is no folder. Raises ProblemsFound with all that is wrong.

    Where `today` is not given, nobody asks whether the day of a record has come.
    """
    records, problems = [], [*_old(root, folder)]
    for name in _names(root, folder):
        try:
            records.append(_record(root, folder, name, kind))
        except ProblemsFound as found:
            problems += found.problems
        if len(problems) >= ENOUGH:
            break
    problems = problems or [*gone(records, folder), *(to_come(records, today, folder) if today else ())]
    if problems:
        raise ProblemsFound(problems)
    return in_order(records)


def lost(root: Path, folder: RecordFolder, kind: type[S], known: Mapping[str, str]) -> Iterator[tuple[Place, S]]:
    """Sound records of a folder that Git knows and that are not there, with their place; `known`: all it has lost."""
    for path, blob in known.items():
        where, _, name = path.rpartition("/")
        if where == folder.path:
            with suppress(ProblemsFound):  # what was never sound may go
                yield Place(path), _sound(version_control.content(root, blob), folder, name, kind)


def add(root: Path, folder: RecordFolder, records: Iterable[S]) -> None:
    """Write new records. What lies there stays as it is, so two who write at once lose nothing.

    Raises ProblemsFound where nothing can be written.
    """
    try:
        files.write_all(root / folder.path, {record.file_name: record.text.encode() for record in records})
    except OSError as error:
        message, hint = f"cannot be written: {error.strerror}", "make room and give yourself the right to write there"
        raise ProblemsFound.one(Place(folder.path), "cannot-write", message, hint) from None


def _old(root: Path, folder: RecordFolder) -> Iterator[Problem]:
    if os.path.lexists(root / folder.before):
        message = f"nobody reads this file any more: each {folder.kind} is a file of its own in {folder.path}/"
        yield Problem(Place(folder.before), "sealed-moved", message, "make them anew, and then delete this file")


def _names(root: Path, folder: RecordFolder) -> list[str]:
    """What is hidden is nobody's record: what a killed command left, or what a system keeps there."""
    path = root / folder.path
    if not os.path.lexists(path):
        return []
    if not files.is_inside(root, path):
        raise ProblemsFound.one(Place(folder.path), "missing-file", files.LEADS_OUT, files.PUT_THERE)
    try:
        return sorted(name for name in os.listdir(path) if not name.startswith("."))
    except OSError as error:
        message, hint = f"cannot be read: {error.strerror}", folder.restore(folder.path)
        raise ProblemsFound.one(Place(folder.path), "missing-file", message, hint) from None


def _record(root: Path, folder: RecordFolder, name: str, kind: type[S]) -> S:
    if not NAME.fullmatch(name):
        message, hint = f"no {folder.kind} has such a name", "move this elsewhere; only the program writes here"
        raise ProblemsFound.one(Place(f"{folder.path}/{name}"), "sealed-name", message, hint)
    return _sound(files.content(root, f"{folder.path}/{name}", LARGEST), folder, name, kind)


def _sound(raw: bytes, folder: RecordFolder, name: str, kind: type[S]) -> S:
    place = Place(f"{folder.path}/{name}")
    restore = folder.restore(place.path)
    text = _text(raw, place, restore)
    try:
        record = kind.model_validate_json(text)
    except ValidationError as error:
        raise ProblemsFound(_wrong(each, place, restore) for each in error.errors(include_input=False)) from None
    is_whole = record.seal == record.own_seal and "".join(text.split()) == "".join(record.text.split())
    flaw = record.misfit if is_whole else f"this {folder.kind} was edited by hand"
    if flaw:
        raise ProblemsFound.one(place, "sealed-edited", flaw, restore)
    if record.file_name != name:
        raise ProblemsFound.one(place, "sealed-name", f"by what it holds this is {record.file_name}", restore)
    return record


def _text(raw: bytes, place: Place, restore: str) -> str:
    if len(raw) > LARGEST:
        raise ProblemsFound.one(place, "file-too-large", f"more than {LARGEST:,} bytes", restore)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = place._replace(line=raw[: error.start].count(b"\n") + 1)
        raise ProblemsFound.one(place, "not-utf-8", "a byte that is not UTF-8 text", restore) from None
    marks = CONFLICT.search(text)
    if marks:
        place = place._replace(line=text[: marks.start()].count("\n") + 1)
        raise ProblemsFound.one(place, "merge", "the marks of a merge that is not finished", restore)
    return text


def _wrong(error: Any, place: Place, restore: str) -> Problem:
    """What pydantic found, in words."""
    key, at = ".".join(map(str, error["loc"])), re.search(r"line (\d+) column (\d+)$", error["msg"])
    if error["type"] == "json_invalid":
        line, column = map(int, at.groups()) if at else (1, 1)
        place = place._replace(line=line, column=max(column, 1))
        return Problem(place, "sealed-broken", "broken JSON", restore)
    if error["type"] == "extra_forbidden":
        return Problem(place, "unknown-key", f"the key `{key}` is not known here", restore)
    if error["type"] == "missing":
        return Problem(place, "missing-key", f"the key `{key}` is missing here", restore)
    return Problem(place, "wrong-value", f"what stands here is not possible for `{key or 'a record'}`", restore)
