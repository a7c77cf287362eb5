"""What other systems read: true to its schemas, to the files of the site and to the ledger, and nobody's secret."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import bless
import jsonschema
import pikepdf
import pytest
from commands import TODAY
from html_reader import tree
from projects import REAL as PROJECT
from signing import as_signed

from build_tools import pipeline
from build_tools.exports import api
from build_tools.exports.api import index, printed
from build_tools.exports.api.record import json_bytes
from build_tools.output import Output
from build_tools.records import ledger, snapshot

Json = dict[str, Any]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """The miniature with a second procedure; its leaflets are empty files."""
    built = pipeline.build(bless.two_procedures(tmp_path_factory.mktemp("api")), None, lambda message: None, TODAY)
    return replace(built, leaflets=tuple(map(bless.unprinted, built.jobs)))


@pytest.fixture(scope="module")
def site(built_site: Path) -> dict[str, Json]:
    """The data of the real site, by path."""
    files = (path for path in (built_site / "api").rglob("*") if path.is_file())
    return {path.relative_to(built_site).as_posix(): json.loads(path.read_bytes()) for path in files}


def read(output: Output) -> dict[str, Json]:
    return {path: json.loads(data) for path, data in api.files(output).items()}


def documents(files: dict[str, Json]) -> Iterator[tuple[str, Json]]:
    """Those with a schema of ours."""
    return ((path, data) for path, data in files.items() if "/schema/" not in path and "/fhir/" not in path)


def validator(files: dict[str, Json], data: Json) -> jsonschema.Draft202012Validator:
    """As a stranger finds it: by the address that the document names."""
    (schema,) = (each for path, each in files.items() if each.get("$id") == data["$schema"])
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


# --- schemas ---------------------------------------------------------------------------------------------------------


def test_every_document_fits_its_schema(site: dict[str, Json], small: Output) -> None:
    for files in (site, read(small), read(replace(small, leaflets=(), packs=()))):
        for path, data in documents(files):
            assert list(validator(files, data).iter_errors(data)) == [], path
            assert data["$schema"].startswith("https://")


def paths_in(value: object, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every mapping in a document, one for each shape of mapping."""
    if isinstance(value, dict):
        yield at
        for key, item in value.items():
            yield from paths_in(item, (*at, key))
    elif isinstance(value, list) and value:
        yield from paths_in(value[0], (*at, 0))


def spoiled(data: Json, at: tuple[str | int, ...], spoil: Callable[[Json], object]) -> Json:
    copy = json.loads(json.dumps(data))
    inside = copy
    for step in at:
        inside = inside[step]
    spoil(inside)
    return copy  # type: ignore[no-any-return]


def test_a_schema_notices_what_is_missing_and_what_is_unknown(small: Output) -> None:
    files = read(small)
    tried = 0
    for path, data in documents(files):
        check = validator(files, data)
        free = {("schemas",), *(("leaflets", 0, "sizes") for _ in [path] if "content" in path)}  # any id is a key
        for at in set(paths_in(data)) - free:
            for spoil in (lambda mapping: mapping.update(surprise=1), lambda mapping: mapping.popitem()):
                assert not check.is_valid(spoiled(data, at, spoil)), (path, at)
                tried += 1
    assert tried > 60


def test_every_key_is_explained_or_speaks_for_itself(site: dict[str, Json]) -> None:
    for name in index.DOCUMENTS:
        schema = site[f"api/schema/{name}.json"]
        assert schema["description"] and all(each.get("description") for each in schema["$defs"].values())


# --- the index -------------------------------------------------------------------------------------------------------


def test_the_index_names_every_file_and_no_other(site: dict[str, Json], small: Output) -> None:
    for files in (site, read(small)):
        start = files[index.PATH]["website"].rstrip("/") + "/"
        named = {path for path in walk(files[index.PATH], "path") if path.startswith("api/")}
        single = {path for path in files if "/DocumentReference/" in path}
        assert named | single | {index.PATH} == set(files)
        assert len(single) == len(files[printed.PATH]["leaflets"])
        for _, data in documents(files):
            assert {each for each in walk(data, "address") if not each.startswith(start)} == set()


def walk(value: object, key: str) -> Iterator[Any]:
    """Everything under a key, however deep."""
    if isinstance(value, dict):
        yield from (value[key] for _ in [0] if key in value)
        for item in value.values():
            yield from walk(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from walk(item, key)


def test_several_procedures(small: Output) -> None:
    files = read(small)
    assert [each["path"] for each in files[index.PATH]["content"]] == [
        f"api/content/{id}.en.json" for id in ("other-scan", "sample-scan")
    ]
    entries = files[printed.PATH]["leaflets"]
    assert {(each["procedure"]["id"], each["procedure"]["name"]) for each in entries} == {
        ("other-scan", "Other scan"), ("sample-scan", "Sample scan"),
    }  # fmt: skip
    assert len({each["path"] for each in entries}) == len(entries) == 4


# --- leaflets --------------------------------------------------------------------------------------------------------


def test_leaflets_are_the_files_of_the_site(built_site: Path, site: dict[str, Json]) -> None:
    leaflets, packs = site[printed.PATH]["leaflets"], site[printed.PATH]["packs"]
    for entry in [*leaflets, *packs]:
        data = (built_site / entry["path"]).read_bytes()
        assert (entry["bytes"], entry["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
        with pikepdf.open(built_site / entry["path"]) as pdf:
            assert len(pdf.pages) == entry["sides"]
        assert entry["address"] == f"{PROJECT.clinic.website}/{entry['path']}"
    papers = (built_site / "leaflets").glob(f"{PROJECT.procedures[0].id}-*.pdf")  # without those of the clinic
    files = {path.relative_to(built_site).as_posix() for path in papers}
    assert {entry["path"] for entry in [*leaflets, *packs]} == files
    languages, sizes = len(PROJECT.clinic.languages), len(PROJECT.sizes)
    with_english = sizes * len(PROJECT.leaflets) * (languages - 1)
    assert len(packs) == sizes * languages + with_english
    assert {part for pack in packs for part in pack["parts"]} == {entry["path"] for entry in leaflets}
    for entry in leaflets:
        assert snapshot.code(entry["digest"]) == entry["code"]
        assert (built_site / "c" / f"{entry['code']}.html").is_file() and entry["code_page"].endswith(
            f"/c/{entry['code']}.html"
        )
        assert (built_site / entry["picture"]["path"]).is_file()
        assert entry["status"] == "draft"


def test_whether_a_leaflet_may_be_handed_out(small: Output) -> None:
    def told(output: Output) -> set[tuple[str, str | None]]:
        return {(each["standing"], each["released"]) for each in read(output)[printed.PATH]["leaflets"]}

    assert told(small) == {("unreleased", None)}
    first = ledger.released(small.ledger, small.editions, date(2027, 1, 2))
    assert told(replace(small, ledger=first)) == {("current", "2027-01-02")}
    other = [now._replace(digest=hashlib.sha256(now.digest.encode()).hexdigest()) for now in small.editions]
    later = ledger.released(first, other, date(2027, 3, 4))
    assert told(replace(small, ledger=later)) == {("replaced", "2027-01-02")}
    changed = [replace(sheet, current=now) for sheet, now in zip(small.jobs, other, strict=True)]
    reworded = replace(small, jobs=tuple(changed), leaflets=tuple(map(bless.unprinted, changed)), ledger=first)
    assert told(reworded) == {("unreleased", None)}


@pytest.mark.parametrize("status", ["draft", "signed"])
def test_what_is_signed(small: Output, status: str) -> None:
    files = read(as_signed(small) if status == "signed" else small)
    for path in (printed.PATH, index.PATH, "api/content/sample-scan.en.json"):
        assert set(walk(files[path], "status")) == {status}


def test_without_leaflets_none_are_promised(small: Output) -> None:
    files = read(replace(small, leaflets=(), packs=()))
    assert (files[printed.PATH]["leaflets"], files[printed.PATH]["packs"]) == ([], [])
    assert not any(".pdf" in json.dumps(data) for path, data in files.items() if "/schema/" not in path)


# --- not for patients, nothing of persons, nothing that runs ---------------------------------------------------------


def test_patients_do_not_find_it(built_site: Path) -> None:
    assert "/api/" not in (built_site / "sitemap.xml").read_text("utf-8")
    assert not any('"location":"api/' in index.read_text("utf-8") for index in built_site.glob("search/*.js"))
    assert "Disallow: /leaflets/api/" in (built_site / "robots.txt").read_text("utf-8").splitlines()
    assert [page.name for page in built_site.rglob("*.html") if "api/" in "".join(tree(page).xpath("//a/@*"))] == []


def test_other_systems_find_it_from_each_page(built_site: Path, site: dict[str, Json]) -> None:
    link = "//link[@rel='alternate'][@type='application/json']/@href"
    for procedure in PROJECT.procedures:
        for page in PROJECT.site.pages:
            path = built_site / procedure.id / f"{page.id}.html"
            (found,) = tree(path).xpath(link)
            data = site[(path.parent / found).resolve().relative_to(built_site.resolve()).as_posix()]
            assert f"{procedure.id}/{page.id}.html" in {each["path"] for each in data["pages"]}
    assert tree(built_site / "index.html").xpath(link) == [index.PATH]
    assert tree(built_site / "desk.html").xpath(link) == []


def test_no_owners_and_no_patients(site: dict[str, Json]) -> None:
    text = json.dumps(site)
    owners = {setting.owner for settings in PROJECT.clinic.settings.values() for setting in settings.values()}
    assert owners and [owner for owner in owners if owner in text] == []
    keys = set(re.findall(r'"([a-zA-Z_]+)":', text))
    assert not keys & {"owner", "patient", "subject", "author", "authenticator"}


def test_hostile_words_stay_words(small: Output) -> None:
    evil = "</script><script>alert(1)</script>\u2028\"'\\"
    clinic = small.project.clinic.model_copy(update={"name": evil, "address": evil})
    files = api.files(replace(small, project=replace(small.project, clinic=clinic)))
    assert [path for path, data in files.items() if b"<" in data] == []
    assert json.loads(files[index.PATH])["clinic"] == evil
    assert all(re.fullmatch(r"api(/[A-Za-z0-9.-]+)+\.json", path) and ".." not in path for path in files)


def test_json_is_one_text_for_one_content(small: Output) -> None:
    assert api.files(small) == api.files(small)
    assert json_bytes({"a": "é<"}) == '{\n "a": "é\\u003c"\n}\n'.encode()
