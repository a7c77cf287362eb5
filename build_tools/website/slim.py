"""The theme's style sheets without what no page needs: it brings the looks of much that this site never shows.

Conservative: a rule goes only when each of its selectors asks for a class that stands in no page and in no script.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Set
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import tinycss2

WORD = re.compile(r"[A-Za-z_][\w-]*")
ASKED_FOR = re.compile(r"var\(\s*(--[\w-]+)")
NAME = re.compile(r"--[\w-]+")


def slim_folder(site: Path) -> None:
    """Slim the theme's sheets in a built site, and take away what only its programmers read."""
    pages, scripts, ours = (_texts(site.glob(each)) for each in ("**/*.html", "assets/**/*.js", "assets/*.css"))
    words = {word for text in (*pages, *scripts) for word in WORD.findall(text)}
    names = {name for text in (*scripts, *ours) for name in NAME.findall(text)}
    for sheet in sorted(site.glob("assets/stylesheets/*.css")):
        text = sheet.read_text("utf-8").partition("/*# sourceMappingURL")[0]
        sheet.write_text(slimmed(text, words, names), "utf-8")
    for programmers in site.rglob("*.map"):
        programmers.unlink()


def _texts(files: Iterable[Path]) -> list[str]:
    return [file.read_text("utf-8") for file in files]


def slimmed(sheet: str, words: Set[str], names: Set[str] = frozenset()) -> str:
    """The sheet for pages and scripts that hold these words, each of which may be a class, and no others.

    `names` are custom properties, such as `--edge`, that others ask for.
    """
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    kept = _serialized(_kept(rules, partial(_is_needed, words=words)))
    used = {*ASKED_FOR.findall(kept), *names}
    return _serialized(_kept(tinycss2.parse_stylesheet(kept), partial(_has_used_names, used=used)))


def _serialized(rules: Iterable[Any]) -> str:
    return "".join(rule.serialize() for rule in rules)


def _kept(rules: Iterable[Any], is_kept: Callable[[Any], bool]) -> Iterator[Any]:
    """The rules that pass `is_kept`, which may make them shorter; a group of rules only where some of it are left."""
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports"):
            inside = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            rule.content = _tokens(_serialized(_kept(inside, is_kept)))
            if rule.content:
                yield rule
        elif rule.type != "qualified-rule" or is_kept(rule):
            yield rule


def _is_needed(rule: Any, words: Set[str]) -> bool:
    selectors = [each for each in _split(rule.prelude) if _classes(each) <= words]
    rule.prelude = _joined(selectors)
    return bool(selectors)


def _has_used_names(rule: Any, used: Set[str]) -> bool:
    """Without custom properties, such as the theme's pictures, that nothing asks for; the rule itself stays."""
    declarations = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    left = [each for each in declarations if not _is_unused(each, used)]
    rule.content = _tokens(";".join(each.serialize().rstrip(";") for each in left))
    return True


def _is_unused(declaration: Any, used: Set[str]) -> bool:
    return declaration.type == "declaration" and declaration.name.startswith("--") and declaration.name not in used


def _tokens(css: str) -> list[Any]:
    return list(tinycss2.parse_component_value_list(css))


def _split(prelude: Iterable[Any]) -> list[list[Any]]:
    """The selectors of a rule."""
    found: list[list[Any]] = [[]]
    for token in prelude:
        found.append([]) if token == "," else found[-1].append(token)
    return found


def _joined(selectors: list[list[Any]]) -> list[Any]:
    comma = _tokens(",")
    return [token for place, each in enumerate(selectors) for token in (comma * bool(place) + each)]


def _classes(selector: list[Any]) -> set[str]:
    """What an element must have; what stands in `:not()` and its like does not count."""
    return {name.value for dot, name in pairwise(selector) if dot == "." and name.type == "ident"}
