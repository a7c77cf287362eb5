"""What authors wrote for an older version of the tool, and how the same is called now."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from build_tools.content import model
from build_tools.problems import Place, Problem

SAME = "write `{new}` in its place; what it means has not changed"
HOURS = 'write `hours: always`, or days and times: `hours: [{days: mon-fri, from: "08:00", to: "17:00"}]`'
MESSAGES = "write `messages: {leaflets: {aftercare: {say: ..., sources: [...]}}}`, and `pages:` likewise"
# By the record in which the key stood, and the key: how it is called now, and what to write.
OLD_KEYS: dict[tuple[type[model.Record], str], tuple[str, str]] = {
    (model.YamlFigure, "editions"): ("sizes", SAME.format(new="sizes")),
    (model.Phone, "when"): ("hours", HOURS),
    (model.ProcedureInfo, "purposes"): ("messages", MESSAGES),
    (model.Topic, "asked"): ("search_terms", SAME.format(new="search_terms")),
    (model.Statement, "asked"): ("search_terms", SAME.format(new="search_terms")),
    (model.Page, "asked"): ("search_terms", SAME.format(new="search_terms")),
    (model.Page, "door"): ("tile", SAME.format(new="tile")),
    (model.Page, "beside"): ("side_by_side", SAME.format(new="side_by_side")),
    (model.Site, "pass_over"): ("stop_words", SAME.format(new="stop_words")),
}
# What was something else once and is a list now, by its record and key: how it is written.
LISTS_NOW: dict[tuple[type[model.Record], str], str] = {
    (model.Clinic, "phones"): "write each as `- {id: day, name: By day, number: (217) 555-0142, hours: always}`",
    (model.Phone, "hours"): HOURS,
}
OLD_FOLDERS = {"leaflets/sizes": "leaflets/editions", "docs/content/tiles": "docs/content/doors"}


def of_key(record: type[model.Record], key: str, place: Place) -> Problem | None:
    """The problem that names the new key; None for a key that never was one here."""
    found = _now(record, key)
    if not found:
        return None
    new, hint = found
    return Problem(place, "old-name", f"the key `{key}` is called `{new}` now", hint)


def is_old_for(record: type[model.Record], new: str, keys: Iterable[object]) -> bool:
    """Whether one of the keys is the old name of a key, which then is not missing."""
    return any(found[0] == new for key in keys if (found := _now(record, str(key))))


def _now(record: type[model.Record], key: str) -> tuple[str, str] | None:
    """How a key of a record, or of one that it is a kind of, is called now, and what to write."""
    return next((OLD_KEYS[kind, key] for kind in record.__mro__ if (kind, key) in OLD_KEYS), None)


def of_folder(root: Path, new: str) -> tuple[str, list[Problem]]:
    """What a folder is called; while that is its old name, with the problem that says so."""
    old = OLD_FOLDERS[new]
    if not (root / old).is_dir():
        return new, []
    hint = f"rename it: git mv {old} {new}"
    return old, [Problem(Place(old), "old-name", f"the folder `{old}` is called `{new}` now", hint)]
