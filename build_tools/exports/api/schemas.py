"""The JSON Schemas of the documents, made from their records, so that they cannot differ. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from build_tools.exports.api import content, index, printed
from build_tools.exports.api.record import Document, schema_path, where

if TYPE_CHECKING:
    from build_tools.output import Output

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DOCUMENTS: dict[str, type[Document]] = {
    index.NAME: index.Index,
    printed.NAME: printed.Leaflets,
    content.NAME: content.Content,
}


def documents(output: Output) -> dict[str, dict[str, Any]]:
    """Each schema by its path."""
    return {schema_path(name): _schema(output, name, record) for name, record in DOCUMENTS.items()}


def _schema(output: Output, name: str, record: type[Document]) -> dict[str, Any]:
    address = where(output.project, schema_path(name)).address
    return {"$schema": DIALECT, "$id": address, **record.model_json_schema(mode="serialization", by_alias=True)}
