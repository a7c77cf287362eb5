"""YAML text -> plain data and the place of every value. PyYAML does the reading; what could harm is refused first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from yaml.constructor import SafeConstructor
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from build_tools.problems import Place, Problem, ProblemsFound

LARGEST_FILE = 200_000  # bytes; the longest file has about 20,000, and much larger ones would take minutes to check
DEEPEST = 24  # levels; a topic needs 8
# libyaml reads ten times faster; the pure reader serves where it is not built in.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# All that YAML itself refuses, and the marks that turn the direction of text around unseen.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
PLAIN_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")  # YAML 1.1 reads 010 as 8, and 1:30 as 90
Path = tuple[str | int, ...]
# What YAML says of the commonest slips, in an author's words.
IN_WORDS = {
    "quoted scalar": "a quotation mark that is never closed",
    "mapping values are not allowed": "a colon and a space within words, or a line too far to the right",
    "flow ": "a bracket or brace that is never closed",
    "block ": "a line too far to the left or to the right",
}


class Mapped(dict[str, Any]):
    """Keys and values that know where in which file they stand."""

    def __init__(self, places: Mapping[Path, Place], at: Path) -> None:
        super().__init__()
        self.places, self.at = places, at


def parse(raw: bytes, path: str) -> Document:
    """Read one file's bytes. Raises ProblemsFound, with every duplicate key or the first syntax error."""
    text = decode(raw, path)
    try:
        problems = list(_refused_events(text, path))
        if problems:
            raise ProblemsFound(problems)
        root = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        raise ProblemsFound([_syntax_problem(error, text, path)]) from None
    if root is None:
        raise ProblemsFound.one(Place(path), "empty-file", "the file is empty", "write its content, or delete it")
    document = Document(root, path)
    if document.problems:
        raise ProblemsFound(document.problems)
    return document


def decode(raw: bytes, path: str, most: int = LARGEST_FILE) -> str:
    """The text of a file. Raises ProblemsFound, at the character, for what is too large, not UTF-8 or unseen."""
    if len(raw) > most:
        hint = "split it into smaller topics"
        raise ProblemsFound.one(Place(path), "file-too-large", f"more than {most:,} bytes", hint)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        hint = "save the file as UTF-8 in your editor"
        raise ProblemsFound.one(_place(path, before), "not-utf-8", "a byte that is not UTF-8 text", hint) from None
    unseen = UNSEEN.search(text)
    if unseen:
        raise ProblemsFound([_unseen(_place(path, text[: unseen.start()]), unseen.group())])
    return text


def _refused_events(text: str, path: str) -> Iterator[Problem]:
    """Aliases (they can grow without bound), tags (they can name code) and bottomless nesting."""
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            message = "anchors (&) and aliases (*) are not allowed"
            yield Problem(_mark(path, event.start_mark), "alias", message, "write the words out, or put them in quotes")
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            message = f"the tag `{tag}` is not allowed"
            yield Problem(_mark(path, event.start_mark), "tag", message, "put the words in quotes")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            message = f"more than {DEEPEST} levels of nesting"
            yield Problem(_mark(path, event.start_mark), "nesting", message, "check the brackets and the indentation")
            return


class OddNumber:
    """What YAML takes for another number than people do; it is neither a number nor words."""


class Document:
    """The data of one file; `values` and `keys` give places by path, such as ('blocks', 0, 'kind').

    `typed` gives what the author typed for each single value: YAML reads `no` as false and 0112 as 74.
    """

    def __init__(self, root: Node, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.typed: dict[Path, str] = {}
        self.values: dict[Path, Place] = {}
        self.keys: dict[Path, Place] = {}
        self._scalars = SafeConstructor()
        self.data = self._build(root, ())

    def _build(self, node: Node, at: Path) -> Any:
        self.values[at] = _mark(self.path, node.start_mark)
        if isinstance(node, MappingNode):
            return self._mapping(node, at)
        if isinstance(node, SequenceNode):
            return [self._build(item, (*at, index)) for index, item in enumerate(node.value)]
        self.typed[at] = node.value
        return self._scalar(node)

    def _mapping(self, node: MappingNode, at: Path) -> Mapped:
        data = Mapped(self.values, at)
        for key_node, value_node in node.value:
            place = _mark(self.path, key_node.start_mark)
            if not isinstance(key_node, ScalarNode):
                self.problems.append(Problem(place, "key", "a key must be one word", "write `key: value`"))
                continue
            key = key_node.value
            self._refuse_unseen(key_node)
            if key in data:
                first = self.keys[(*at, key)].line
                message = f"the key `{key}` is here already, at line {first}"
                self.problems.append(Problem(place, "duplicate-key", message, "keep one of the two"))
            self.keys[(*at, key)] = place
            data[key] = self._build(value_node, (*at, key))
        return data

    def _refuse_unseen(self, node: Node) -> None:
        """Quoted words may write a character as an escape, such as "\\u202E", which the text as a whole hides."""
        unseen = UNSEEN.search(node.value)
        if unseen:
            self.problems.append(_unseen(_mark(self.path, node.start_mark), unseen.group()))

    def _scalar(self, node: Node) -> Any:
        self._refuse_unseen(node)
        try:
            value = self._scalars.construct_object(node)
            return OddNumber() if type(value) is int and not PLAIN_INT.fullmatch(node.value) else value
        except (ValueError, OverflowError, yaml.YAMLError):
            message = f"`{str(node.value)[:40]}` is not a date or number that exists"
            place = _mark(self.path, node.start_mark)
            self.problems.append(Problem(place, "wrong-type", message, "correct it, or put it in quotes"))
            return str(node.value)


def _unseen(place: Place, character: str) -> Problem:
    message = f"an invisible control character (U+{ord(character):04X})"
    hint = "delete the word in which it hides, and type it anew"
    return Problem(place, "control-character", message, hint)


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, path: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = _mark(path, mark) if mark else Place(path)
    lines = text.splitlines()
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    said = " ".join(filter(None, [error.problem, error.context])) or "this is not YAML"
    plain = next((words for part, words in IN_WORDS.items() if part in said), "")
    message = f"{plain} ({said})" if plain else said
    if "\t" in line:
        return Problem(place._replace(column=line.index("\t") + 1), "tab", "a tab", "indent with spaces")
    hint = "check the indentation, and put words that hold `: ` or ` #` or begin with a mark in quotes"
    return Problem(place, "yaml", message, hint)


def _mark(path: str, mark: Any) -> Place:
    return Place(path, mark.line + 1, mark.column + 1)


def _place(path: str, before: str) -> Place:
    """The place right after the text `before`."""
    return Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
