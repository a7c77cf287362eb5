"""Valid content, spoiled at random: as data, text, bytes, files, records and templates. Each edit is small.

An edit names places by any number, which is taken modulo what there is; so every edit fits every project.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from build_tools.records.snapshot import canonical

Data = Any
Trail = tuple[str | int, ...]

# What an author's value may turn into.
VALUES: list[Data] = [
    None, True, False, 0, 1, -1, 10**9, -(10**30), 0.5, float("nan"), float("inf"), "", " ", "\n\n", "x", "X" * 3000,
    "1", "no", [], {}, [[]], [None], {"": None}, {"say": "Rest.", "sources": ["practice"]}, date(2027, 2, 28), date.min,
    date.max, datetime(2027, 2, 28, 12), "2027-02-30", "en_XA", "xx_YY", "de_DE", "ar_EG", "UTC", "../../etc/passwd",
    "Take two tablets.", "Rest for an hour.", "{scan_time.number} days", "22:00",
    "{scan_time}", "{scan_time.rest}", "{no_such_fact}", "{phone_day}", "{procedure}", "{", "}", "{0}", "{{ 7 * 7 }}",
    "{% raw %}", "{: #x onclick=alert(1) }", "[dye](term:contrast)", "[here](page:get-help)", "[x](javascript:x())",
    "[x][y]", "![x](one.svg)", "<script>alert(1)</script>", "<!-- x", "&lt;b&gt;", "---", "# Title", "a: b", "* x *",
    "One line.\n\nAnother line.", "One\n===\nTwo", "> x", "- a\n- b",
    "`code`", "https://example.org/x", "\u202eabc", "a\u200bb", "e\u0301", "\u00a0", "\U0001f600", "\x00", "\x85",
    "\u2028", "\ufeff", "%s %d %(x)s", "\\1", "'\"", "Do not rest.", "A [radiologist](term:radiologist) rests.",
]  # fmt: skip
# What may slip into a text.
ODDITIES = [
    "\x00", "\x02wzxhzdk:0\x03", "\x1b[31m", "\ufeff", "\u202e", "\u2066", "\u200b", "\u200d", "\u00ad", "\u0301" * 20,
    "\ud800", "\ufffd", "\uffff", "\U0010ffff", "\r", "\r\n", "\x85", "\u2028", "\t", "\\", '"', "'", ": ", " #", "- ",
    "? ", "&a ", "*a ", "<<: *a", "!!python/object/apply:os.system ", "!!binary ", "!x ", "%YAML 9.9\n---\n", "---\n",
    "...\n", "\n---\n", "[", "]", "{", "}", "|\n", ">-\n", "@", "`", "%", "0x", "1e999", ".nan", "-.inf", "12:30:45",
    "[" * 60, "{a: " * 60, "- " * 60, "x" * 20_000, "[" * 20_000, "<" + "@" * 20_000, "*a" * 5000, "9" * 5000,
]  # fmt: skip
BYTES = [
    b"", b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"<svg",
    b"<script>alert(1)</script>", b"<!DOCTYPE svg [<!ENTITY a 'b'>]>", b"&a;", b'<use href="#a"/>', b"]]>",
    b"<![CDATA[", b' style="fill:url(http://127.0.0.1/)"', b' onload="x()"', b'viewBox="0 0 1e999 nan"', b"{", b"\n",
    b"msgid",    b'msgid "Do"\nmsgstr "<b>"\n', b'"seal": "0"', b'"follows": ["0"]', b"#, fuzzy\n",
]  # fmt: skip
# Numbers as people type them into words.
NUMBERS = [
    "two", "half a tablet", "twice a day", "a couple of", "five mg", "a fortnight", "midnight", "every other day",
    "both tablets", "\u00bd", "\u2165 hours", "x6", "tw\u043e", "24-hour", "dozens", "once daily", "a quarter",
    "the third day", "{scan_time} days", "day {lie_still.number}", "{lie_still.number} days", "one puff", "six h",
    "0112", "an hour", "{lie_still}h",
]  # fmt: skip
# What slips into a template.
JINJA = [
    "{{ nobody }}", "{{ block.nobody }}", "{{ 1 / 0 }}", "{% endif %}", "{% if x %}", "{% for a in 5 %}{% endfor %}",
    "{#", "{{", "%}", "{% include 'gone.html' %}", "{% macro x %}", "{% block content %}", "{{ words() }}",
    "{{ block }}", "{{ 'a' | shout }}", "<p>Words of nobody</p>", "<p hidden>", "</div>", "<!--", "<script>", "<s>",
    "<b class='on-paper'>", '<i style="opacity:0">', "{% raw %}", "{{ self }}", "{% set block = 3 %}",
    "{% extends 'x' %}", "{{ ''.__class__ }}", "{% set t = none %}",
]  # fmt: skip
DAYS = ["2026-12-31", "2027-01-10", "2027-01-11", "2030-01-01", "2099-01-01", "0001-01-01", "yesterday"]
LARGEST = 2_000_000  # bytes; edits that follow each other must not fill the disk


@dataclass(frozen=True)
class Edit:
    """One change of one file, or of one of those that fit a pattern; `at` and `to` are any numbers."""

    kind: str
    file: str
    at: int = 0
    to: int = 0

    def apply(self, project: Path) -> None:
        """Do it, or nothing where the file is no longer what it was."""
        path = project / self.file
        if "*" in self.file:
            found = sorted(project.glob(self.file)) or [path]
            path = found[(self.at + self.to) % len(found)]
        if os.path.lexists(path) and not path.is_symlink() and path.is_file() and path.stat().st_size < LARGEST:
            EDITS[self.kind](path, self.at, self.to)


# --- as data ---------------------------------------------------------------------------------------------------------


def _read(path: Path) -> Data:
    try:
        return yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, ValueError, RecursionError, TypeError):
        return None


def _write(path: Path, data: Data) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))


def trails(data: Data, at: Trail = (), around: tuple[int, ...] = ()) -> list[Trail]:
    """The way to each value in the data, but not to the whole; what an edit has put into itself is gone into once."""
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    if id(data) in around:
        return []
    inside = (*around, id(data))
    return [trail for step, value in steps for trail in [(*at, step), *trails(value, (*at, step), inside)]]


def _at(data: Data, trail: Trail) -> Data:
    for step in trail:
        data = data[step]
    return data


def _as_data(change: Callable[[Data, Trail, Trail, int], None]) -> Callable[[Path, int, int], None]:
    """A change of the container of one value; it gets the ways to two values, and a number to choose by."""

    def edit(path: Path, at: int, to: int) -> None:
        data = _read(path)
        found = trails(data)
        if found:
            change(data, found[at % len(found)], found[to % len(found)], to)
            _write(path, data)

    return edit


def _drop(data: Data, trail: Trail, other: Trail, to: int) -> None:
    del _at(data, trail[:-1])[trail[-1]]


def _set(data: Data, trail: Trail, other: Trail, to: int) -> None:
    _at(data, trail[:-1])[trail[-1]] = VALUES[to % len(VALUES)]


def _duplicate(data: Data, trail: Trail, other: Trail, to: int) -> None:
    box, key = _at(data, trail[:-1]), trail[-1]
    if isinstance(box, list):
        box.insert(int(key), box[int(key)])
    else:
        box[f"{key}2"] = box[key]


def _swap(data: Data, trail: Trail, other: Trail, to: int) -> None:
    """Two values; of two of which one holds the other, the inner one takes the place of both."""
    inner, outer = _at(data, trail), _at(data, other)
    _at(data, other[:-1])[other[-1]] = inner
    if trail[: len(other)] != other and other[: len(trail)] != trail:
        _at(data, trail[:-1])[trail[-1]] = outer


def _alike(data: Data, trail: Trail, other: Trail, to: int) -> None:
    """Two values of the same name, such as the words of two statements: much of what comes out is still valid."""
    alike = [each for each in trails(data) if each[-1] == trail[-1] and each[: len(trail)] != trail]
    alike = [each for each in alike if trail[: len(each)] != each]
    if alike:
        _swap(data, trail, alike[to % len(alike)], to)


def _move(data: Data, trail: Trail, other: Trail, to: int) -> None:
    """Up or down among its neighbours: of a list, the order of a mapping says nothing."""
    box, key = _at(data, trail[:-1]), trail[-1]
    if isinstance(box, list):
        box.insert(to % len(box), box.pop(int(key)))
    else:
        box.update({key: box.pop(key)})


def _rename(data: Data, trail: Trail, other: Trail, to: int) -> None:
    box, key = _at(data, trail[:-1]), trail[-1]
    if isinstance(box, dict):
        names = [str(step) for each in trails(data) for step in each if isinstance(step, str)]
        box[names[to % len(names)]] = box.pop(key)


def _wrap(data: Data, trail: Trail, other: Trail, to: int) -> None:
    box, key = _at(data, trail[:-1]), trail[-1]
    box[key] = [box[key]] if to % 2 else {"say": box[key]}


def _number(data: Data, trail: Trail, other: Trail, to: int) -> None:
    """A number among the words of the nearest text."""
    texts = [each for each in trails(data) if isinstance(_at(data, each), str) and " " in _at(data, each)]
    if texts:
        chosen = min(texts, key=lambda each: each < trail)
        words = _at(data, chosen).split(" ")
        words.insert(to % len(words), NUMBERS[to % len(NUMBERS)])
        _at(data, chosen[:-1])[chosen[-1]] = " ".join(words)


def _against(data: Data, trail: Trail, other: Trail, to: int) -> None:
    """Two numbers change places, or one of them becomes much more or less."""
    numbers = [each for each in trails(data) if type(_at(data, each)) is int]
    if numbers:
        one, two = numbers[to % len(numbers)], numbers[to // 7 % len(numbers)]
        first, second = _at(data, one), _at(data, two)
        _at(data, one[:-1])[one[-1]] = (second, first * 10, first // 3, second + 1)[to % 4]
        _at(data, two[:-1])[two[-1]] = first if to % 4 == 0 else _at(data, two)


# --- as text ---------------------------------------------------------------------------------------------------------


def _as_text(change: Callable[[list[str], int, int], None], unit: str) -> Callable[[Path, int, int], None]:
    """A change of the list of a file's lines or characters."""

    def edit(path: Path, at: int, to: int) -> None:
        text = path.read_bytes().decode("utf-8", "replace")
        parts = text.splitlines(keepends=True) if unit == "line" else list(text)
        if parts:
            change(parts, at % len(parts), to)
            path.write_bytes("".join(parts).encode("utf-8", "surrogatepass"))

    return edit


def _cut(parts: list[str], at: int, to: int) -> None:
    del parts[at : at + 1 + to % 3]


def _put(parts: list[str], at: int, to: int) -> None:
    parts.insert(at, ODDITIES[to % len(ODDITIES)])


def _over(parts: list[str], at: int, to: int) -> None:
    parts[at] = ODDITIES[to % len(ODDITIES)]


def _again(parts: list[str], at: int, to: int) -> None:
    parts[at:at] = [parts[at]] * (1, 2, 500)[to % 3]


def _exchange(parts: list[str], at: int, to: int) -> None:
    parts[at], parts[to % len(parts)] = parts[to % len(parts)], parts[at]


def _shift(parts: list[str], at: int, to: int) -> None:
    parts[at] = parts[at][1:] if to % 2 else " " * (1 + to % 5) + parts[at]


def _end_lines(parts: list[str], at: int, to: int) -> None:
    end = ("\r\n", "\r", "\u2028", "")[to % 4]
    parts[:] = [line.rstrip("\n") + end for line in parts]


# --- as bytes and as files -------------------------------------------------------------------------------------------


def _bytes(path: Path, at: int, to: int) -> None:
    raw = bytearray(path.read_bytes())
    place, piece = at % (len(raw) + 1), BYTES[to % len(BYTES)]
    if to % 3 == 0:
        raw[place : place + len(piece)] = piece
    elif to % 3 == 1:
        raw[place:place] = piece
    else:
        del raw[place:]
    path.write_bytes(bytes(raw))


def _flip(path: Path, at: int, to: int) -> None:
    raw = bytearray(path.read_bytes())
    if raw:
        raw[at % len(raw)] ^= 1 << to % 8
        path.write_bytes(bytes(raw))


def _take_away(path: Path, at: int, to: int) -> None:
    path.unlink() if to % 4 else shutil.rmtree(path.parent)


def _again_as(path: Path, at: int, to: int) -> None:
    """Under another name: one that is fine, or one that cannot be."""
    names = (
        "another",
        "Another",
        "a b",
        "-x",
        "é",
        ".hidden",
        "con",
        "a" * 200,
        "..x",
        "x;y",
        "2",
        "index",
        "a\nb",
        "\udcff",
    )
    other = path.with_name(names[to % len(names)] + path.suffix)
    if other != path:
        shutil.copy2(path, other)


def _in_place_of(path: Path, at: int, to: int) -> None:
    """Something that is no such file."""
    files = sorted(each for each in path.parents[1].rglob("*") if each.is_file())
    other = files[at % len(files)]
    content = other.read_bytes()
    path.unlink()
    kinds: list[Callable[[], Any]] = [
        lambda: path.mkdir(), lambda: path.symlink_to("/etc/passwd"), lambda: path.symlink_to(path.name),
        lambda: path.symlink_to(other), lambda: path.write_bytes(content), lambda: os.mkfifo(path),
        lambda: path.write_bytes(b""), lambda: path.symlink_to("/dev/zero"), lambda: shutil.copytree(path.parent, path),
    ]  # fmt: skip
    with suppress(shutil.Error):  # pipes, and links to themselves, that an edit before has made
        kinds[to % len(kinds)]()


def _rights(path: Path, at: int, to: int) -> None:
    """Of a file or its folder; they count for everybody but the system's own user."""
    (path if to % 3 else path.parent).chmod((0, 0o111, 0o222, 0o444)[at % 4])


def _linked(path: Path, at: int, to: int) -> None:
    """A file or its folder lies elsewhere, and a link leads there, or to somewhere else."""
    real = path if to % 3 else path.parent
    moved = real.with_name(f"{real.name}-moved")
    if not os.path.lexists(moved):
        real.rename(moved)
        real.symlink_to((moved.name, moved.absolute(), real.name, "..", "/etc", "/proc/self")[at % 6])


# --- as records ------------------------------------------------------------------------------------------------------


def _as_record(how: str) -> Callable[[Path, int, int], None]:
    """What somebody may do to one of the files that nobody edits by hand."""

    def edit(path: Path, at: int, to: int) -> None:
        others = sorted(each for each in path.parent.glob("*.json") if each != path)
        other = others[to % len(others)] if others else path
        other_day = path.with_name(path.name.replace(path.name[:10], DAYS[to % len(DAYS)]))
        if how == "copy":
            other_day.write_bytes(path.read_bytes())
        elif how == "rename":
            path.rename(other_day)
        elif how == "exchange":
            mine, its = path.read_bytes(), other.read_bytes()
            path.write_bytes(its)
            other.write_bytes(mine)
        else:
            with suppress(ValueError, AttributeError, TypeError, KeyError):  # what is no record any more
                _rewrite(path, how, at, to, other)

    return edit


def _rewrite(path: Path, how: str, at: int, to: int, other: Path) -> None:
    """Its content changed; but for a plain edit the seal and the name of the file are made right again."""
    data = json.loads(path.read_bytes())
    if how == "branch":  # as if who wrote it had not known of the last one before
        data["follows"] = data["follows"][:-1]
    elif how == "forget":  # as if its day were that of another record
        day = next(name for name in ("signed", "released") if name in data)
        data[day] = json.loads(other.read_bytes())[day]
    else:
        keys = sorted(key for key in data if isinstance(data[key], str | None))
        data[keys[at % len(keys)]] = (*DAYS, None, "Dr Anybody", "en", "=cmd()", "\u200b")[to % (len(DAYS) + 5)]
    if how == "edit":
        path.write_text(json.dumps(data), "utf-8")
        return
    data["seal"] = hashlib.sha256(canonical({key: value for key, value in data.items() if key != "seal"})).hexdigest()
    path.unlink()
    day = data.get("signed") or data.get("released")
    label = path.name[11:].rpartition("-")[0]
    path.with_name(f"{day}-{label}-{data['seal'][:8]}.json").write_text(json.dumps(data), "utf-8")


def _put_code(parts: list[str], at: int, to: int) -> None:
    parts.insert(at, JINJA[to % len(JINJA)])


def _over_code(parts: list[str], at: int, to: int) -> None:
    parts[at] = JINJA[to % len(JINJA)] + "\n"


DATA: dict[str, Callable[[Path, int, int], None]] = {
    name: _as_data(change)
    for name, change in {
        "drop": _drop, "set": _set, "duplicate": _duplicate, "swap": _swap, "alike": _alike, "move": _move,
        "rename": _rename, "wrap": _wrap, "number": _number, "against": _against,
    }.items()
}  # fmt: skip
TEXT: dict[str, Callable[[Path, int, int], None]] = {
    f"{name} {unit}": _as_text(change, unit)
    for unit in ("line", "character")
    for name, change in {"cut": _cut, "put": _put, "over": _over, "again": _again, "exchange": _exchange}.items()
} | {"shift line": _as_text(_shift, "line"), "end lines": _as_text(_end_lines, "line")}
FILES: dict[str, Callable[[Path, int, int], None]] = {
    "take away": _take_away, "again as": _again_as, "in place of": _in_place_of, "rights": _rights,
    "linked": _linked,
}  # fmt: skip
RAW: dict[str, Callable[[Path, int, int], None]] = {"bytes": _bytes, "flip": _flip}
RECORDS: dict[str, Callable[[Path, int, int], None]] = {
    f"{change} record": _as_record(change)
    for change in ("copy", "rename", "edit", "forge", "exchange", "forget", "branch")
}
TEMPLATES: dict[str, Callable[[Path, int, int], None]] = {
    "put code": _as_text(_put_code, "line"), "over code": _as_text(_over_code, "line"),
    "cut code": _as_text(_cut, "line"),
}  # fmt: skip
EDITS = {**DATA, **TEXT, **RAW, **FILES, **RECORDS, **TEMPLATES}
