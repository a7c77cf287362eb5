"""What all documents of the interface share, and how they become JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from build_tools.content.model import Clinic
from build_tools.website import heads

FOLDER = heads.FOR_SYSTEMS


class ApiRecord(BaseModel):
    """A mapping in a document; every key is always there. The schema is made from these classes and docstrings.

    A record can be filled from one of the guide that has fields of the same names: lines become words, or statements.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, from_attributes=True, defer_build=True
    )


class Named(ApiRecord):
    """An id, which stays, and what readers call it, which may change."""

    id: str
    name: str


class ApiDocument(ApiRecord):
    """A whole file."""

    schema_address: str = Field(serialization_alias="$schema")
    """The address of the JSON Schema that this document keeps."""
    version: Literal[1] = 1
    """Of the interface: another number when a key goes or changes its meaning. Keys may be added at any time."""


class Located(ApiRecord):
    """A file of the site."""

    path: str
    """In the site's folder, such as leaflets/x.pdf."""
    address: str
    """On the clinic's website."""


def located(clinic: Clinic, path: str) -> Located:
    """Both names of a file."""
    return Located(path=path, address=heads.start(clinic) + path)


def schema_path(name: str) -> str:
    """Where the schema of a kind of document lies."""
    return f"{FOLDER}/schema/{name}.json"


def json_of(document: ApiDocument) -> bytes:
    """A document as a file."""
    return json_bytes(document.model_dump(mode="json", by_alias=True))


def json_bytes(data: Mapping[str, Any]) -> bytes:
    """Plain data as a file. It can stand inside a web page too: nothing in it begins a tag."""
    return (json.dumps(data, indent=1, ensure_ascii=False).replace("<", "\\u003c") + "\n").encode()
