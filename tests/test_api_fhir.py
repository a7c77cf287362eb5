"""The leaflets as FHIR R4: held against the published structure, and what that does not say is checked by hand."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64decode
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from fhirclient.models.bundle import Bundle
from fhirclient.models.documentreference import DocumentReference
from fhirclient.models.fhirabstractbase import FHIRValidationError
from projects import REAL as PROJECT
from signing import as_signed
from test_api import small as small  # the fixture

from build_tools.exports import api
from build_tools.exports.api import fhir
from build_tools.guide.leaflet_file import LeafletKey
from build_tools.output import Output
from build_tools.records import ledger

Json = dict[str, Any]
# The value sets that FHIR 4.0.1 requires: DocumentReferenceStatus, CompositionStatus, NarrativeStatus, BundleType.
STATUS = {"current", "superseded", "entered-in-error"}
DOC_STATUS = {"preliminary", "final", "amended", "entered-in-error"}
NARRATIVE = {"generated", "extensions", "additional", "empty"}
# As the data types of FHIR 4.0.1 are defined.
ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")
INSTANT = re.compile(r"\d{4}-(0[1-9]|1[0-2])-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-](0\d|1[0-4]):[0-5]\d)")
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
# Elements about a patient or what happened to one.
NOTICES = {
    "en": ("Draft: not yet approved", "Sample: this clinic", "Not released: do not hand out"),
    "es": ("Traducción automática", "Borrador: aún sin", "Muestra: clínica", "Sin publicar: no la entregue"),
}
OF_PATIENTS = {"subject", "context", "encounter", "author", "authenticator"}


@pytest.fixture(scope="module")
def bundle(built_site: Path) -> Json:
    return json.loads((built_site / fhir.BUNDLE).read_bytes())  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def documents(bundle: Json) -> list[Json]:
    return [entry["resource"] for entry in bundle["entry"]]


def test_the_published_structure(bundle: Json, documents: list[Json]) -> None:
    """Names, types and how often each element may and must stand; the models are generated from FHIR 4.0.1."""
    assert Bundle(bundle).as_json() == bundle
    assert len(documents) == len(PROJECT.leaflets) * len(PROJECT.sizes) * len(PROJECT.clinic.languages)
    for document in documents:
        assert DocumentReference(document).as_json() == document


SPOILED: dict[str, Callable[[Json], object]] = {
    "no status": lambda document: document.pop("status"),
    "no content": lambda document: document.pop("content"),
    "no attachment": lambda document: document["content"][0].pop("attachment"),
    "content that is no list": lambda document: document.update(content=document["content"][0]),
    "an unknown element": lambda document: document.update(language_of_print="en"),
    "a size in words": lambda document: document["content"][0]["attachment"].update(size="large"),
    "a date that is none": lambda document: document.update(date="tomorrow"),
    "an identifier in words": lambda document: document.update(masterIdentifier="K7M-4PX"),
    "a type in words": lambda document: document.update(type="leaflet"),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_the_structure_notices_mistakes(documents: list[Json], spoil: Callable[[Json], object]) -> None:
    document = deepcopy(documents[0])
    spoil(document)
    with pytest.raises(FHIRValidationError):
        DocumentReference(document)


def test_what_the_structure_does_not_say(documents: list[Json]) -> None:
    for document in documents:
        assert document["resourceType"] == "DocumentReference" and ID.fullmatch(document["id"])
        assert document["status"] in STATUS and document["docStatus"] in DOC_STATUS
        assert INSTANT.fullmatch(document["date"])
        assert document["text"]["status"] in NARRATIVE
        div = ElementTree.fromstring(document["text"]["div"])
        assert div.tag == "{http://www.w3.org/1999/xhtml}div" and "".join(div.itertext()).strip()
        for identifier in (document["masterIdentifier"], *document["identifier"]):
            assert identifier["system"].startswith("https://") and identifier["value"]
        assert list(document["type"]) == ["text"] and [list(each) for each in document["category"]] == [["text"]]
        assert not OF_PATIENTS & set(document)
        assert (
            "[]" not in json.dumps(document) and "{}" not in json.dumps(document) and "null" not in json.dumps(document)
        )
    assert len({document["id"] for document in documents}) == len(documents)
    assert len({document["masterIdentifier"]["value"] for document in documents}) == len(documents)


def test_the_attachment_is_the_leaflet(built_site: Path, documents: list[Json]) -> None:
    for document in documents:
        (only,) = document["content"]
        attachment = only["attachment"]
        path = attachment["url"].removeprefix(f"{PROJECT.clinic.website}/")
        data = (built_site / path).read_bytes()
        assert data.startswith(b"%PDF-") and attachment["contentType"] == "application/pdf"
        assert attachment["size"] == len(data)
        assert b64decode(attachment["hash"]) == hashlib.sha1(data, usedforsecurity=False).digest()
        assert DATE.fullmatch(attachment["creation"])
        assert attachment["language"] == re.sub(".*-", "", document["id"]) and attachment["language"] in NOTICES
        assert path == f"leaflets/{document['id']}.pdf" and attachment["title"] in document["description"]


def test_the_bundle_and_the_single_files_are_the_same(built_site: Path, bundle: Json) -> None:
    assert (bundle["resourceType"], bundle["type"]) == ("Bundle", "collection") and ID.fullmatch(bundle["id"])
    base = f"{PROJECT.clinic.website}/api/fhir"
    for entry in bundle["entry"]:
        name = f"DocumentReference/{entry['resource']['id']}"
        assert entry["fullUrl"] == f"{base}/{name}"
        assert json.loads((built_site / f"api/fhir/{name}.json").read_bytes()) == entry["resource"]
    files = list((built_site / "api/fhir/DocumentReference").iterdir())
    assert len(files) == len(bundle["entry"])


def test_a_draft_says_so(documents: list[Json]) -> None:
    for document in documents:
        assert document["docStatus"] == "preliminary"
        for notice in NOTICES[document["content"][0]["attachment"]["language"]]:
            assert notice in document["description"] and notice in document["text"]["div"]


def test_final_is_what_is_signed_and_released(small: Output) -> None:
    released = replace(small, ledger=ledger.released(small.ledger, small.editions, date(2027, 1, 2)))

    def told(output: Output) -> set[tuple[str, str, bool]]:
        found = [json.loads(data) for path, data in api.files(output).items() if "/DocumentReference/" in path]
        return {(each["docStatus"], each["date"], "do not hand out" in each["description"]) for each in found}

    written = small.project.procedures[0].info.written.isoformat()
    assert told(released) == {("preliminary", "2027-01-02T00:00:00-05:00", False)}
    assert told(as_signed(released)) == {("final", "2027-01-02T00:00:00-05:00", False)}
    assert {(status, day[:10], warned) for status, day, warned in told(as_signed(small))} == {
        ("preliminary", written, True)
    }


def test_without_leaflets_the_bundle_has_no_entries(small: Output) -> None:
    files = api.files(replace(small, leaflets=(), packs=()))
    assert [path for path in files if "/fhir/" in path] == [fhir.BUNDLE]
    empty = json.loads(files[fhir.BUNDLE])
    assert "entry" not in empty and Bundle(empty).as_json() == empty


def test_a_long_name_has_a_short_id(small: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LeafletKey, "file", property(lambda key: f"{'long-' * 20}{key.size}-{key.procedure}.pdf"))
    files = api.files(small)
    found = [json.loads(data) for path, data in files.items() if "/DocumentReference/" in path]
    assert len(found) == len({each["id"] for each in found}) == 4
    assert all(ID.fullmatch(each["id"]) and DocumentReference(each) for each in found)
