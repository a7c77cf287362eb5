"""What authors wrote for an older version of the tool, and how the same is called now."""

from __future__ import annotations

from pathlib import Path

from build_tools.content import model
from build_tools.problems import Place, Problem

# By the record in which the key stood, and the key.
OLD_KEYS: dict[tuple[type[model.Record], str], str] = {(model.Figure, "editions"): "sizes"}
# What was a mapping once and is a list now, by its record and key: how an entry is written.
LISTS_NOW: dict[tuple[type[model.Record], str], str] = {
    (model.Clinic, "phones"): 'write each phone as `- {id: day, name: By day, number: "555-0142", when: at any time}`'
}
OLD_FOLDERS = {"leaflets/sizes": "leaflets/editions"}


def of_key(record: type[model.Record], key: str, place: Place) -> Problem | None:
    """The problem that names the new key; None for a key that never was one here."""
    new = OLD_KEYS.get((record, key))
    if new is None:
        return None
    hint = f"write `{new}` in its place; what it means has not changed"
    return Problem(place, "old-name", f"the key `{key}` is called `{new}` now", hint)


def of_folder(root: Path, new: str) -> tuple[str, list[Problem]]:
    """What a folder is called; while that is its old name, with the problem that says so."""
    old = OLD_FOLDERS[new]
    if not (root / old).is_dir():
        return new, []
    hint = f"rename it: git mv {old} {new}"
    return old, [Problem(Place(old), "old-name", f"the folder `{old}` is called `{new}` now", hint)]
