"""The schemas for editors: fresh, true of every real file, and strict."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from build_tools.content import model, schema, yaml_text

ROOT = Path(__file__).parent.parent
KINDS = {
    "leaflets/*.yaml": "leaflet",
    "leaflets/sizes/*.yaml": "size",
    "docs/site.yaml": "site",
    "docs/content/*/topics/*.yaml": "topic",
    "docs/content/locale/*/language.yaml": "translation",
} | {
    f"docs/content/{folder}{name}.yaml": name
    for folder, names in (
        ("", ("clinic", "glossary", "sources", "style")),
        ("*/", ("coverage", "disagreements", "facts", "procedure", "reading")),
    )
    for name in names
}
SCHEMAS = schema.schemas()
FILES = [(path, kind) for pattern, kind in KINDS.items() for path in sorted(ROOT.glob(pattern))]


def plain(value: Any) -> Any:
    """As JSON has it: a date is a string."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def read(path: Path) -> Any:
    return plain(yaml_text.parse(path.read_bytes(), path.name).data)


@cache
def validator(kind: str) -> jsonschema.Draft202012Validator:
    text = SCHEMAS[schema.FOLDER / f"{kind}.json"]
    return jsonschema.Draft202012Validator(json.loads(text), format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("path", SCHEMAS, ids=str)
def test_the_file_is_fresh(path: Path) -> None:
    """Else run `leaflets schema`."""
    assert (ROOT / path).read_text("utf-8") == SCHEMAS[path]


def test_one_editor_finds_them_by_itself() -> None:
    """Visual Studio Code, by the settings that lie in the project."""
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    assert settings["yaml.schemas"] == {f"{schema.FOLDER}/{name}.json": pattern for pattern, name in KINDS.items()}


def test_no_other_file_lies_there() -> None:
    assert {path.relative_to(ROOT) for path in (ROOT / schema.FOLDER).iterdir()} == set(SCHEMAS)


def test_every_file_of_the_project_has_a_schema() -> None:
    yaml_files = {path for folder in ("docs", "leaflets") for path in (ROOT / folder).rglob("*.yaml")}
    assert {path for path, _ in FILES} == yaml_files
    assert {kind for _, kind in FILES} == set(schema.FILES)


@pytest.mark.parametrize(("path", "kind"), FILES, ids=[path.relative_to(ROOT).as_posix() for path, _ in FILES])
def test_every_real_file_fits_its_schema(path: Path, kind: str) -> None:
    validator(kind).validate(read(path))


@pytest.mark.parametrize("kind", sorted(schema.FILES))
def test_an_unknown_key_does_not_fit(kind: str) -> None:
    path = next(path for path, name in FILES if name == kind)
    errors = list(validator(kind).iter_errors({**read(path), "titel": "x"}))
    assert [error.validator for error in errors] == ["additionalProperties"]


def test_an_editor_says_what_to_write() -> None:
    """Every key of a topic's statement and block is described, or speaks for itself."""
    definitions = json.loads(SCHEMAS[schema.FOLDER / "topic.json"])["$defs"]
    assert definitions["Statement"]["properties"]["say"]["description"].startswith("The words.")
    assert [name for name, definition in definitions.items() if "description" not in definition] == []


def test_write(tmp_path: Path) -> None:
    schema.write(tmp_path)
    written = {path.relative_to(tmp_path): path.read_text("utf-8") for path in tmp_path.rglob("*.json")}
    assert written == SCHEMAS


def test_every_pattern_has_words_for_authors() -> None:
    """An author who breaks one is told what to write, and not a regular expression."""
    patterns = {pattern for text in SCHEMAS.values() for pattern in _patterns(json.loads(text))}
    assert patterns == set(model.IN_WORDS)


def _patterns(value: Any) -> Iterator[str]:
    if isinstance(value, dict) and isinstance(value.get("pattern"), str):
        yield value["pattern"]
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _patterns(each)
