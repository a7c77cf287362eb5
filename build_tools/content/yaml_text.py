"""YAML text -> plain data and the place of every value. PyYAML does the reading; what could harm is refused first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from yaml.constructor import SafeConstructor
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from build_tools.content import letters, text_file
from build_tools.problems import Place, Problem, ProblemsFound

DEEPEST = 24  # levels; a topic needs 8
# libyaml reads ten times faster; the pure reader serves where it is not built in.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What stands behind words without quotes, or alone on the next line that is not empty.
COMMENT = re.compile(r"[ \t]*(?P<line_end>\n(?:[ \t]*\n)*(?P<indent> *))?(?P<comment>#[^\n]*)")
STRING, NULL = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"
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
    text = text_file.decode(raw, path)
    try:
        problems = list(_refused_events(text, path))
        if problems:
            raise ProblemsFound(problems)
        root = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        raise ProblemsFound([_syntax_problem(error, text, path)]) from None
    if root is None:
        raise ProblemsFound.one(Place(path), "empty-file", "the file is empty", "write its content, or delete it")
    document = Document(root, path, text)
    if document.problems:
        raise ProblemsFound(document.problems)
    return document


def _refused_events(text: str, path: str) -> Iterator[Problem]:
    """Aliases (they can grow without bound), tags (they can name code) and bottomless nesting."""
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            message = "anchors (&) and aliases (*) are not allowed"
            yield Problem(_mark(path, event.start_mark), "alias", message, "write the words out, or put them in quotes")
        tag = getattr(event, "tag", None)
        if tag is not None:
            message = f"the tag `{tag}` is not allowed"
            yield Problem(_mark(path, event.start_mark), "tag", message, "put the words in quotes")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            message = f"more than {DEEPEST} levels of nesting"
            yield Problem(_mark(path, event.start_mark), "nesting", message, "check the brackets and the indentation")
            return


class OddNumber:
    """What YAML takes for another number than people do; it is neither a number nor words. 22:00 is a time of day."""

    def __init__(self, typed: str) -> None:
        self.typed = typed


class Document:
    """The data of one file; `values` and `keys` give places by path, such as ('blocks', 0, 'kind').

    `typed` gives what the author typed for each single value: YAML reads `no` as false and 0112 as 74.
    """

    def __init__(self, root: Node, path: str, text: str) -> None:
        self.path, self.text = path, text
        self.problems: list[Problem] = []
        self.typed: dict[Path, str] = {}
        self.values: dict[Path, Place] = {}
        self.keys: dict[Path, Place] = {}
        self._scalars = SafeConstructor()
        self.data = self._build(root, (), -1)

    def _build(self, node: Node, at: Path, left: int) -> Any:
        """`left`: the column of what it belongs to; words that go on stand further to the right."""
        self.values[at] = _mark(self.path, node.start_mark)
        if isinstance(node, MappingNode):
            return self._mapping(node, at)
        if isinstance(node, SequenceNode):
            column = -1 if node.flow_style else node.start_mark.column
            return [self._build(item, (*at, index), column) for index, item in enumerate(node.value)]
        self.typed[at] = node.value
        self._refuse_comment(node, left)
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
            data[key] = self._build(value_node, (*at, key), -1 if node.flow_style else key_node.start_mark.column)
        return data

    def _refuse_unseen(self, node: Node) -> None:
        """Quoted words may write a character as an escape, such as "\\u202E", which the text as a whole hides."""
        found = letters.unseen(node.value)
        self.problems += [text_file.unseen(_mark(self.path, node.start_mark), what) for _, what in found]

    def _refuse_comment(self, node: Any, left: int) -> None:
        """Words without quotes end at a space and a hash sign, on their last line or where the next would go on.

        Behind a number or a date no words can stand, so that there it is a comment indeed.
        """
        if node.style or node.tag not in (STRING, NULL):
            return
        comment, is_empty = COMMENT.match(self.text, node.end_mark.index), node.tag == NULL
        if comment and (not comment["line_end"] or (len(comment["indent"]) > left and not is_empty)):
            place = text_file.place(self.path, self.text[: comment.start("comment")])
            message = f"YAML takes `{comment['comment'][:60]}` for a comment, and nobody would read it"
            hint = "put the whole value in quotes; a comment goes on a line of its own, as far left as the key"
            self.problems.append(Problem(place, "hash-sign", message, hint))

    def _scalar(self, node: Node) -> Any:
        self._refuse_unseen(node)
        try:
            value = self._scalars.construct_object(node)
            is_odd = type(value) is int and not PLAIN_INT.fullmatch(node.value)
            return OddNumber(node.value) if is_odd else value
        except (ValueError, OverflowError, yaml.YAMLError):
            message = f"`{str(node.value)[:40]}` is not a date or number that exists"
            place = _mark(self.path, node.start_mark)
            self.problems.append(Problem(place, "wrong-type", message, "correct it, or put it in quotes"))
            return str(node.value)


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
