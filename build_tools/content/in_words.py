"""A file's data -> a record of the model; what pydantic refuses becomes problems in an author's words, with places."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from build_tools.content import old_names
from build_tools.content.record import IN_WORDS, Record
from build_tools.content.yaml_text import Document, Path
from build_tools.problems import Problem, ProblemsFound

R = TypeVar("R", bound=Record)
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
GROUPED = re.compile(r"[0-9]{1,3}([^0-9a-zA-Z][0-9]{3})+")  # 1,500
BOUNDS = {"le": "at most", "lt": "less than", "ge": "at least", "gt": "more than"}


def record(kind: type[R], document: Document, path: str) -> R:
    """One file as one record. Raises ProblemsFound, with all that is wrong in it."""
    kinds: dict[Path, type[Record]] = {(): kind}
    try:
        return kind.model_validate(document.data, context=kinds)
    except ValidationError as error:
        found = [(_without_tags(each["loc"], kinds), each) for each in error.errors()]
    below = {at[:length] for at, _ in found for length in range(len(at))}
    # A list whose items are all wrong counts as too short as well; the author needs to hear only of the items.
    told = [(at, each) for at, each in found if each["type"] != "too_short" or at not in below]
    told = [(at, each) for at, each in told if not _has_an_old_name(at, each, kinds, document)]
    raise ProblemsFound(_problem(at, each, kinds, document, path) for at, each in told)


def _has_an_old_name(at: Path, error: Any, kinds: Mapping[Path, type[Record]], document: Document) -> bool:
    """Whether a key that is missing stands there under its old name, of which the author hears."""
    if error["type"] != "missing" or at[:-1] not in kinds:
        return False
    keys = [key[-1] for key in document.keys if key[:-1] == at[:-1]]
    return old_names.is_old_for(kinds[at[:-1]], str(at[-1]), keys)


def _without_tags(location: Path, kinds: Mapping[Path, type[Record]]) -> Path:
    """pydantic names the kind of a block too (`blocks.0.steps.items`), which is no key of the file."""
    at: Path = ()
    for before, step in zip((None, *location), location, strict=False):
        if not (isinstance(before, int) and "kind" in kinds[at].model_fields):
            at = (*at, step)
    return at


def _problem(location: Path, error: Any, kinds: Mapping[Path, type[Record]], document: Document, path: str) -> Problem:
    type_ = error["type"]
    if type_ == "missing":
        message, hint = f"the key `{location[-1]}` is missing here", f"add `{location[-1]}: ...`"
        return Problem(document.values[location[:-1]], "missing-key", message, hint)
    is_key = location[-1:] == ("[key]",)
    at = location[:-1] if is_key else location
    kind = next(kinds[at[:length]] for length in range(len(at), -1, -1) if at[:length] in kinds)
    name = next((step for step in reversed(at[:-1] if is_key else at) if isinstance(step, str)), path)
    if type_ == "extra_forbidden":
        known = [field.alias or key for key, field in kind.model_fields.items()]
        place, hint = document.keys[at], _did_you_mean(name, known)
        unknown = Problem(place, "unknown-key", f"the key `{name}` is not known here", hint)
        return old_names.of_key(kind, name, place) or unknown
    place = document.keys[at] if is_key else document.values[at]
    if type_ == "union_tag_not_found":
        hint = "say what kind of block it is, such as `kind: paragraph`"
        return Problem(place, "missing-key", "the key `kind` is missing here", hint)
    typed = str(at[-1]) if is_key else document.typed.get(at)
    message, hint = _in_words(error, name, typed, kind)
    return Problem(place, "wrong-type" if "type" in type_ else "wrong-value", message, hint)


def _did_you_mean(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean `{close[0]}`?" if close else f"known here: {', '.join(sorted(known))}"


def _in_words(error: Any, name: str, typed: str | None, kind: type[Record]) -> tuple[str, str]:
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
    if type_ == "too_long":
        return f"`{name}` has {context['actual_length']} entries", f"write at most {context['max_length']}"
    if type_ == "no_letters":
        return f"{shown} has no letter and no digit", "write words that can be read out"
    if type_ == "value_error":
        return str(context["error"]), kind.together
    if type_ == "string_pattern_mismatch":
        return f"{shown} is not possible for `{name}`", IN_WORDS.get(context["pattern"], error["msg"])
    if type_ == "string_too_long":
        return f"`{name}` is too long", f"write at most {context['max_length']} characters"
    if type_.startswith(("less_than", "greater_than")):
        bound = next(f"{words} {context[key]}" for key, words in BOUNDS.items() if key in context)
        return f"{shown} is not possible for `{name}`", f"write a number of {bound}"
    for start, (expected, hint) in EXPECTED.items():
        if type_.startswith(start):
            if start in ("int", "float") and GROUPED.fullmatch(typed or ""):
                hint = f"write the number without marks between its digits: {re.sub(r'[^0-9]', '', typed or '')}"
            return f"`{name}` must be {expected}", old_names.LISTS_NOW.get((kind, name), hint)
    return f"{shown} is not possible for `{name}`", str(error["msg"])
