"""The project's YAML files -> the model, or problems with file, line and column. The only module that reads content."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

from pydantic import ValidationError

from build_tools import model, yaml_text
from build_tools.model import Record
from build_tools.problems import Place, Problem, ProblemsFound

R = TypeVar("R", bound=Record)
CONTENT = "docs/content"
NOT_PROCEDURES = {"clinic", "locale"}
LEADS_OUT = "a link that leads out of the project"


class NotRead(Exception):
    """Somebody asked for the content of a file that could not be read; its problems are known already."""


class _Unread:
    """Stands in for a record whose file has problems, so that the checks of all other files still run."""

    def __getattr__(self, name: str) -> Any:
        raise NotRead(name)


class Reader:
    """Reads files below `root` and gathers the problems of all of them."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.problems: list[Problem] = []

    def record(self, path: str, kind: type[R]) -> R:
        """One file as one record; a stand-in when it has problems."""
        try:
            document = yaml_text.parse(self._bytes(path), path)
            return _record(kind, document, path)
        except ProblemsFound as found:
            self.problems += found.problems
            return cast(R, _Unread())

    def records(self, folder: str, kind: type[R]) -> tuple[dict[str, R], frozenset[str]]:
        """Every file of a folder by its name, and the names of those with problems."""
        found = sorted(path for path in (self.root / folder).glob("*.yaml") if not path.name.startswith("."))
        paths = [path for path in found if self._is_named_well(path)]
        files = {path.stem: self.record(f"{folder}/{path.name}", kind) for path in paths}
        unread = frozenset(name for name, record in files.items() if isinstance(record, _Unread))
        return {name: record for name, record in files.items() if name not in unread}, unread

    def procedure(self, folder: Path) -> model.Procedure:
        """One folder of docs/content."""
        path = f"{CONTENT}/{folder.name}"
        topics, unread = self.records(f"{path}/topics", model.Topic)
        return model.Procedure(
            id=folder.name,
            info=self.record(f"{path}/procedure.yaml", model.ProcedureInfo),
            facts=self.record(f"{path}/facts.yaml", model.Facts),
            topics=topics,
            unread_topics=unread,
            disagreements=self.record(f"{path}/disagreements.yaml", model.Disagreements),
            coverage=self.record(f"{path}/coverage.yaml", model.Coverages),
            pictures={file.name: file for file in self._listing(f"{path}/pictures", "*")},
        )

    def project(self) -> model.Project:
        """Everything."""
        leaflets, unread = self.records("leaflets", model.Leaflet)
        editions, unread_editions = self.records("leaflets/editions", model.Edition)
        if not editions and not unread_editions:
            self._missing("leaflets/editions", "no edition: a file such as standard.yaml is needed here")
        entries = self._listing(CONTENT, "*")
        folders = [entry for entry in entries if entry.is_dir() and entry.name not in NOT_PROCEDURES]
        folders = [folder for folder in folders if self._is_named_well(folder)]
        if not folders:
            self._missing(CONTENT, "no procedure: a folder with procedure.yaml is needed here")
        return model.Project(
            root=self.root,
            clinic=self.record(f"{CONTENT}/clinic.yaml", model.Clinic),
            sources=self.record(f"{CONTENT}/sources.yaml", model.Sources),
            glossary=self.record(f"{CONTENT}/glossary.yaml", model.Glossary),
            style=self.record(f"{CONTENT}/style.yaml", model.Style),
            site=self.record("docs/site.yaml", model.Site),
            leaflets=dict(sorted(leaflets.items(), key=lambda item: item[1].order)),
            unread_leaflets=unread,
            editions=dict(sorted(editions.items(), key=lambda item: item[1].order)),
            unread_editions=unread_editions,
            procedures=tuple(self.procedure(folder) for folder in folders),
            logos={file.name: file for file in self._listing(f"{CONTENT}/clinic", "*")},
        )

    def _listing(self, folder: str, pattern: str) -> list[Path]:
        """Files in a fixed order. A link that leads out of the project is a problem, not a file."""
        files = sorted(path for path in (self.root / folder).glob(pattern) if not path.name.startswith("."))
        outside = [path for path in files if not self._is_inside(path)]
        for path in outside:
            self._missing(path.relative_to(self.root).as_posix(), LEADS_OUT)
        return [path for path in files if path not in outside]

    def _is_inside(self, path: Path) -> bool:
        try:
            return path.resolve().is_relative_to(self.root)
        except (OSError, RuntimeError):  # a link that leads to itself
            return False

    def _is_named_well(self, path: Path) -> bool:
        """Names become ids and addresses, so they are as plain as ids."""
        if re.fullmatch(model.ID, path.stem if path.suffix == ".yaml" else path.name):
            return True
        place = Place(path.relative_to(self.root).as_posix())
        hint = "use small letters, digits and single hyphens, such as first-days.yaml"
        self.problems.append(Problem(place, "bad-name", f"`{path.name}` cannot be a name here", hint))
        return False

    def _bytes(self, path: str) -> bytes:
        file = self.root / path
        if not self._is_inside(file):
            raise ProblemsFound.one(Place(path), "missing-file", LEADS_OUT, "put the file itself there")
        if not file.is_file():
            raise ProblemsFound.one(Place(path), "missing-file", "there is no such file in the project", "create it")
        try:
            with file.open("rb") as stream:
                return stream.read(yaml_text.LARGEST_FILE + 1)
        except OSError as error:
            message, hint = f"cannot be read: {error.strerror}", "give yourself the right to read it"
            raise ProblemsFound.one(Place(path), "missing-file", message, hint) from None

    def _missing(self, path: str, message: str) -> None:
        self.problems.append(Problem(Place(path), "missing-file", message, "put the file itself there"))


def read(root: Path) -> tuple[model.Project, tuple[Problem, ...]]:
    """The project at `root`, as far as it can be read, and the problems of the files that cannot."""
    reader = Reader(root)
    project = reader.project()
    return project, tuple(reader.problems)


def _record(kind: type[R], document: yaml_text.Document, path: str) -> R:
    try:
        record = kind.model_validate(document.data)
    except ValidationError as error:
        errors = _without_echoes(error.errors())
        raise ProblemsFound(_problem(kind, document, details, path) for details in errors) from None
    _set_places(record, document.values, ())
    return record


def _set_places(value: object, places: Mapping[yaml_text.Path, Place], at: yaml_text.Path) -> None:
    """Tell every record where it and its fields stand."""
    if isinstance(value, Record):
        value._places = _OwnPlaces(places, at)
        for field in type(value).model_fields:
            _set_places(getattr(value, field), places, (*at, field))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _set_places(item, places, (*at, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            _set_places(item, places, (*at, key))


class _OwnPlaces(Mapping[yaml_text.Path, Place]):
    """The places of a file as one record in it sees them."""

    def __init__(self, places: Mapping[yaml_text.Path, Place], at: yaml_text.Path) -> None:
        self.places, self.at = places, at

    def __getitem__(self, field: yaml_text.Path) -> Place:
        return self.places[(*self.at, *field)]

    def __iter__(self) -> Iterator[yaml_text.Path]:
        return iter(path[len(self.at) :] for path in self.places if path[: len(self.at)] == self.at)

    def __len__(self) -> int:
        return sum(1 for _ in self)


# --- what pydantic says, in an author's words ------------------------------------------------------------------------


def _without_echoes(errors: list[Any]) -> list[Any]:
    """A list whose items are all wrong counts as too short as well; the author needs to hear only of the items."""
    locations = [error["loc"] for error in errors]
    below = {location[:length] for location in locations for length in range(len(location))}
    return [error for error in errors if error["type"] != "too_short" or error["loc"] not in below]


def _problem(kind: type[Record], document: yaml_text.Document, error: Any, path: str) -> Problem:
    """pydantic's location names union members too (`blocks.0.steps.items`), which the file does not have."""
    at, record = _locate(kind, document, error["loc"])
    name = next((str(step) for step in reversed(at) if isinstance(step, str)), path)
    if error["type"] == "extra_forbidden":
        place = document.keys[at]
        hint = _did_you_mean(name, list(record.model_fields))
        return Problem(place, "unknown-key", f"the key `{name}` is not known here", hint)
    if error["type"] == "missing":
        key = error["loc"][-1]
        return Problem(document.values[at], "missing-key", f"the key `{key}` is missing here", f"add `{key}: ...`")
    place = document.keys[at] if error["loc"][-1:] == ("[key]",) else document.values[at]
    if error["type"] == "union_tag_not_found":
        hint = "say what kind of block it is, such as `kind: paragraph`"
        return Problem(place, "missing-key", "the key `kind` is missing here", hint)
    message, hint = _in_words(error, name, document.typed.get(at))
    return Problem(place, "wrong-type" if "type" in error["type"] else "wrong-value", message, hint)


def _locate(
    kind: type[Record], document: yaml_text.Document, location: tuple[str | int, ...]
) -> tuple[yaml_text.Path, type[Record]]:
    """The path in the file, and the record class there."""
    at: yaml_text.Path = ()
    record, members = kind, {kind}
    for step in location:
        tagged = {member for member in members if step in get_args(_annotation(member, "kind"))}
        if tagged and len(members) > 1:
            members = tagged
        elif (*at, step) in document.values:
            at = (*at, step)
            if step in record.model_fields:
                members = set(_records_in(_annotation(record, str(step))))
        if len(members) == 1:
            (record,) = members
    return at, record


def _annotation(record: type[Record], field: str) -> Any:
    info = record.model_fields.get(field)
    return info.annotation if info else None


def _records_in(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for argument in get_args(annotation):
        yield from _records_in(argument)


def _did_you_mean(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean `{close[0]}`?" if close else f"known here: {', '.join(sorted(known))}"


# What pydantic calls a value's type, and what an author is told to write.
EXPECTED = {
    "bool": ("true or false", "write true or false, without quotes"),
    "int": ("a whole number", "write a number such as 24, without quotes"),
    "float": ("a number", "write a number such as 5.5, without quotes"),
    "date": ("a date", "write a date such as 2027-05-31, without quotes"),
    "tuple": ("a list", "write each entry on a line of its own that begins with `- `"),
    "list": ("a list", "write each entry on a line of its own that begins with `- `"),
    "model": ("keys and values", "write `key: value` lines, indented"),
    "dict": ("keys and values", "write `key: value` lines, indented"),
}


def _in_words(error: Any, name: str, typed: str | None) -> tuple[str, str]:
    """(what is wrong, what to write instead); `typed` is what the author wrote, where that is a single value."""
    type_, context = error["type"], error.get("ctx", {})
    shown = f"`{typed[:40]}`" if typed is not None else "this"
    if type_ == "string_type":
        return (
            f"`{name}` must be words",
            f'put it in quotes: "{typed[:40]}"' if typed else "write words after the colon",
        )
    if type_ in ("union_tag_invalid", "literal_error"):
        given = context.get("tag", typed)
        expected = context.get("expected", context.get("expected_tags", ""))
        return f"`{given}` is not possible here", _did_you_mean(str(given), re.findall(r"'([^']*)'", expected))
    if type_ in ("too_short", "string_too_short"):
        return f"`{name}` is empty", "fill it, or take out the key"
    if type_ == "value_error":
        return str(context["error"]), "see docs/maintaining/add-a-topic.md"
    if type_ == "string_pattern_mismatch":
        return f"{shown} is not possible for `{name}`", f"it must fit the pattern {context['pattern']}"
    if type_.startswith(("less_than", "greater_than", "string_too_long", "finite")):
        bounds = ", ".join(str(bound) for bound in context.values()) or "a finite number"
        return f"{shown} is not possible for `{name}`", f"the bound is {bounds}"
    for start, (expected, hint) in EXPECTED.items():
        if type_.startswith(start):
            return f"`{name}` must be {expected}", hint
    return f"{shown} is not possible for `{name}`", str(error["msg"])
