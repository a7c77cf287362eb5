"""The JSON Schemas that let an editor complete and check YAML while an author types. Generated from the model."""

from __future__ import annotations

import json
from pathlib import Path

from build_tools.content import model
from build_tools.files import write_whole

FOLDER = Path("docs/maintaining/schema")
FILES: dict[str, type[model.Record]] = {
    "clinic": model.Clinic,
    "coverage": model.Coverages,
    "disagreements": model.Disagreements,
    "size": model.Size,
    "facts": model.Facts,
    "glossary": model.Glossary,
    "leaflet": model.Leaflet,
    "procedure": model.ProcedureInfo,
    "reading": model.ReadingFigures,
    "site": model.Site,
    "sources": model.Sources,
    "style": model.Style,
    "topic": model.Topic,
    "translation": model.Translation,
}


def schemas() -> dict[Path, str]:
    """The text of each schema file by its path below the project."""
    return {FOLDER / f"{name}.json": _text(record) for name, record in FILES.items()}


def write(root: Path) -> None:
    """Write them all; a test fails while they differ from the model."""
    for path, text in schemas().items():
        write_whole(root / path, text.encode())


def _text(record: type[model.Record]) -> str:
    return json.dumps(record.model_json_schema(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
