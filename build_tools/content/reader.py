"""The project's YAML files -> the model, or problems with file, line and column. The only module that reads content."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

from pydantic import ValidationError

from build_tools import files
from build_tools.content import model, old_names, yaml_text
from build_tools.content.model import Record
from build_tools.problems import Place, Problem, ProblemsFound

R = TypeVar("R", bound=Record)
CONTENT = "docs/content"
NOT_PROCEDURES = {"clinic", "doors", "locale"}
SITE_FOLDERS = {"api", "assets", "c", "clinic", "doors", "leaflets", "search"}  # of the built site, beside procedures
SHORTEST_ID = 3  # shorter names are those of languages, which may have folders of their own


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
            document = yaml_text.parse(files.content(self.root, path, yaml_text.LARGEST_FILE), path)
            return _record(kind, document, path)
        except ProblemsFound as found:
            self.problems += found.problems
            return cast(R, _Unread())

    def _if_there(self, path: str, kind: type[R]) -> R:
        """A file that need not be there; an empty record when it is not."""
        file = self.root / path
        return self.record(path, kind) if file.exists() or file.is_symlink() else kind()

    def records(self, folder: str, kind: type[R]) -> tuple[dict[str, R], frozenset[str]]:
        """Every file of a folder by its name, and the names of those with problems."""
        found = sorted(path for path in (self.root / folder).glob("*.yaml") if not path.name.startswith("."))
        for path in sorted((self.root / folder).glob("[!.]*.yml")):
            place, hint = Place(f"{folder}/{path.name}"), f"name it {path.stem}.yaml"
            self.problems.append(Problem(place, "bad-name", f"`{path.name}` would not be read", hint))
        paths = [path for path in found if self._is_named_well(path)]
        records = {path.stem: self.record(f"{folder}/{path.name}", kind) for path in paths}
        unread = frozenset(name for name, record in records.items() if isinstance(record, _Unread))
        return {name: record for name, record in records.items() if name not in unread}, unread

    def procedure(self, folder: Path) -> model.Procedure:
        """One folder of docs/content; or elsewhere in the project, while it is made."""
        path = folder.relative_to(self.root).as_posix()
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
            reading=self._if_there(f"{path}/reading.yaml", model.ReadingFigures),
        )

    def project(self) -> model.Project:
        """Everything."""
        leaflets, unread = self.records("leaflets", model.Leaflet)
        sizes, unread_sizes = self.records(self._as_it_is_called("leaflets/sizes"), model.Size)
        if not sizes and not unread_sizes:
            hint = "write it as docs/maintaining/print-and-release.md shows"
            self._missing("leaflets/sizes", "no size: a file such as standard.yaml is needed here", hint)
        entries = self._listing(CONTENT, "*")
        folders = [entry for entry in entries if entry.is_dir() and entry.name not in NOT_PROCEDURES]
        folders = [folder for folder in folders if self._is_named_well(folder) and self._is_free(folder)]
        if not folders:
            hint = "make it as docs/maintaining/add-a-procedure.md shows"
            self._missing(CONTENT, "no procedure: a folder with procedure.yaml is needed here", hint)
        return model.Project(
            root=self.root,
            clinic=self.record(f"{CONTENT}/clinic.yaml", model.Clinic),
            sources=self.record(f"{CONTENT}/sources.yaml", model.Sources),
            glossary=self.record(f"{CONTENT}/glossary.yaml", model.Glossary),
            style=self.record(f"{CONTENT}/style.yaml", model.Style),
            site=self.record("docs/site.yaml", model.Site),
            leaflets=dict(sorted(leaflets.items(), key=lambda item: item[1].order)),
            unread_leaflets=unread,
            sizes=dict(sorted(sizes.items(), key=lambda item: item[1].order)),
            unread_sizes=unread_sizes,
            procedures=tuple(self.procedure(folder) for folder in folders),
            logos={file.name: file for file in self._listing(f"{CONTENT}/clinic", "*")},
            doors={file.name: file for file in self._listing(f"{CONTENT}/doors", "*")},
        )

    def _as_it_is_called(self, folder: str) -> str:
        """The folder; while it has an old name, that one, so that the checks of all else still run."""
        found = old_names.of_folder(self.root, folder)
        self.problems += [found[1]] if found else []
        return found[0] if found else folder

    def _listing(self, folder: str, pattern: str) -> list[Path]:
        """Files in a fixed order. A link that leads out of the project is a problem, not a file."""
        found = sorted(path for path in (self.root / folder).glob(pattern) if not path.name.startswith("."))
        outside = [path for path in found if not files.is_inside(self.root, path)]
        for path in outside:
            self._missing(path.relative_to(self.root).as_posix(), files.LEADS_OUT)
        return [path for path in found if path not in outside]

    def _is_named_well(self, path: Path) -> bool:
        """Names become ids and addresses, so they are as plain as ids."""
        if re.fullmatch(model.ID, path.stem if path.suffix == ".yaml" else path.name):
            return True
        place = Place(path.relative_to(self.root).as_posix())
        hint = "use small letters, digits and single hyphens, such as first-days.yaml"
        self.problems.append(Problem(place, "bad-name", f"`{path.name}` cannot be a name here", hint))
        return False

    def _is_free(self, folder: Path) -> bool:
        """The pages of a procedure get a folder of its name beside other folders of the site."""
        reason = taken(self.root, folder.name)
        if reason:
            place = Place(folder.relative_to(self.root).as_posix())
            self.problems.append(Problem(place, "bad-name", reason, "give the folder another name"))
        return not reason

    def _missing(self, path: str, message: str, hint: str = files.PUT_THERE) -> None:
        self.problems.append(Problem(Place(path), "missing-file", message, hint))


def taken(root: Path, id: str) -> str:
    """Why a procedure cannot have this id, though it is written as ids are; nothing if it can."""
    if id in NOT_PROCEDURES | SITE_FOLDERS or (root / "docs" / id).is_dir():
        return f"`{id}` is a folder of the site itself"
    if len(id) < SHORTEST_ID:
        return f"`{id}` is too short: names of one or two letters are kept for languages"
    return ""


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
        unknown = Problem(place, "unknown-key", f"the key `{name}` is not known here", hint)
        return old_names.of_key(record, name, place) or unknown
    if error["type"] == "missing":
        key = error["loc"][-1]
        return Problem(document.values[at], "missing-key", f"the key `{key}` is missing here", f"add `{key}: ...`")
    place = document.keys[at] if error["loc"][-1:] == ("[key]",) else document.values[at]
    if error["type"] == "union_tag_not_found":
        hint = "say what kind of block it is, such as `kind: paragraph`"
        return Problem(place, "missing-key", "the key `kind` is missing here", hint)
    message, hint = _in_words(error, name, document.typed.get(at), record)
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
    "finite": ("an ordinary number", "write a number such as 5.5, without quotes"),
    "float": ("a number", "write a number such as 5.5, without quotes"),
    "date": ("a date", "write a date such as 2027-05-31, without quotes"),
    "tuple": ("a list", "write each entry on a line of its own that begins with `- `"),
    "list": ("a list", "write each entry on a line of its own that begins with `- `"),
    "model": ("keys and values", "write `key: value` lines, indented"),
    "dict": ("keys and values", "write `key: value` lines, indented"),
}


# What to write where keys do not go together.
TOGETHER: dict[type[Record], str] = {
    model.Timing: "write it as `plan: {day: the_day}`, or as `plan: {before: fast_food, means: by}`",
    model.Fact: "write `value: 3`, or `low: 2` and `high: 3`; with `unit: people` also `of: 100`",
    model.Coverage: "write `topics: [what-it-is]`, or `left_out:` and the reason",
    model.ProcedureInfo: "write under `review` the day by which somebody must read it all again",
    model.Size: "make `body` larger, or `smallest` smaller",
}
BOUNDS = {"le": "at most", "lt": "less than", "ge": "at least", "gt": "more than"}


def _in_words(error: Any, name: str, typed: str | None, record: type[Record]) -> tuple[str, str]:
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
        return str(context["error"]), TOGETHER.get(record, "look it up in docs/maintaining/problems.md")
    if type_ == "string_pattern_mismatch":
        return f"{shown} is not possible for `{name}`", model.IN_WORDS.get(context["pattern"], error["msg"])
    if type_ == "string_too_long":
        return f"`{name}` is too long", f"write at most {context['max_length']} characters"
    if type_.startswith(("less_than", "greater_than")):
        bound = next(f"{words} {context[key]}" for key, words in BOUNDS.items() if key in context)
        return f"{shown} is not possible for `{name}`", f"write a number of {bound}"
    for start, (expected, hint) in EXPECTED.items():
        if type_.startswith(start):
            return f"`{name}` must be {expected}", old_names.LISTS_NOW.get((record, name), hint)
    return f"{shown} is not possible for `{name}`", str(error["msg"])
