"""What lies in a project: every file is one that somebody reads, or a problem; none is passed over."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

from build_tools import files, templates
from build_tools.content import text_file
from build_tools.problems import Place, Problem, ProblemsFound, gathered

FOLDERS = ("docs", "leaflets")
# What goes into the site as it is: assets, and by what hosts and search engines know whose site it is.
PUBLISHED = r"docs/(assets/.+|CNAME|google[0-9a-f]+\.html|BingSiteAuth\.xml)"
# What authors, translators and designers write; and what the program keeps, whose own reader tells of odd names.
READ = [
    re.compile(pattern)
    for pattern in (
        PUBLISHED,
        r"docs/site\.yaml",
        r"docs/(templates|maintaining)/.+",
        r"docs/content/(clinic|sources|glossary|style)\.yaml",
        r"docs/content/(clinic|tiles|doors)/[^/]+",
        r"docs/content/locale/[a-z]{2,3}(-[A-Z][a-z]{3})?/([^/]+\.po|language\.yaml)",
        r"docs/content/[^/]+/(procedure|facts|disagreements|coverage|reading)\.yaml",
        r"docs/content/[^/]+/topics/[^/]+\.yaml",
        r"docs/content/[^/]+/pictures/[^/]+",
        r"docs/content/[^/]+/sign-offs?\b.*",
        r"leaflets/([^/]+|(sizes|editions)/[^/]+)\.yaml",
        r"leaflets/(templates|styles|released)/.+",
        r"leaflets/ledger\.jsonl",
    )
]
LOOKS = re.compile(r"(docs|leaflets)/(?!content/).+\.(html|css|js|svg)")
WRITTEN = re.compile(r"[^/.]\.(ya?ml|po|html|css|js|svg|png|jpe?g|json)$", re.IGNORECASE)
# Hidden by Git, by macOS, by Emacs, and by commands of ours that run just now.
OF_PROGRAMS = re.compile(r"/\.git/|/\._|/\.#|/\.(new|unfinished)-[a-z0-9_]{8}/")
COUNTRY = re.compile(r"(?<=docs/content/locale/)([a-z]{2,3}(?:-[A-Z][a-z]{3})?)[_-][A-Za-z]{2}(?=/)")


def problems(root: Path) -> list[Problem]:
    """Files that nobody reads, links that lead out, and what is no file.

    Raises ProblemsFound for what cannot be read, or must not be: of what is in such a folder nothing can be said.
    """
    found = [each for folder in FOLDERS for each in files.below(root, folder)]
    told = [(path, problem) for path, problem in found if problem]
    unreadable = [problem for path, problem in told if problem.code == "cannot-read" or (root / path).is_dir()]
    paths = {path for path, problem in found if not problem}
    for path in filter(LOOKS.fullmatch, paths):
        with gathered(unreadable):
            text_file.utf_8((root / path).read_bytes(), path)
    if unreadable:
        raise ProblemsFound(unreadable)
    passed_over = [path for path in paths if not _is_read(path)]
    return [
        *(problem for _, problem in told),
        *(_passed_over(path, paths) for path in sorted([*passed_over, *_hidden(root)])),
        *(_in_no_place(path) for path in sorted(paths) if _is_in_vain(root, path, paths)),
    ]


def is_published(path: str) -> bool:
    """Whether a file goes into the site as it is."""
    return bool(re.fullmatch(PUBLISHED, path))


def _is_read(path: str) -> bool:
    return any(pattern.fullmatch(path) for pattern in READ)


def _hidden(root: Path) -> Iterator[str]:
    """What an author may have hidden unawares: without its dots somebody would read it."""
    for folder in FOLDERS:
        for path in (file.relative_to(root).as_posix() for file in (root / folder).rglob("*")):
            if "/." in path and WRITTEN.search(path) and not OF_PROGRAMS.search(path):
                yield from [path] if any(map(_is_read, _alike(path))) else []


def _is_in_vain(root: Path, path: str, others: set[str]) -> bool:
    """Whether a template or a style replaces none of the tool's, and no other one names it."""
    found = re.match(r"(docs|leaflets)/(templates|styles)/", path)
    if not found or (templates.OURS[found.group()[:-1]] / path[found.end() :]).is_file():
        return False
    beside = (root / each for each in others if each != path and re.match(rf"{found[1]}/(templates|styles)/", each))
    return not any(path.rpartition("/")[2].encode() in each.read_bytes() for each in beside)


def _in_no_place(path: str) -> Problem:
    folder = "/".join(path.split("/")[:2])
    ours = [each.relative_to(templates.OURS[folder]).as_posix() for each in templates.OURS[folder].rglob("*.*")]
    meant = difflib.get_close_matches(path.removeprefix(f"{folder}/"), ours, n=1)
    hint = f"name it {folder}/{meant[0]}" if meant else "take it out, or name it in a template of your own"
    message = "this replaces no file of the tool, and no template or style of yours names it"
    return Problem(Place(path), "not-read", message, hint)


def _passed_over(path: str, others: set[str]) -> Problem:
    folder, _, name = path.rpartition("/")
    better = next((each for each in _alike(path) if _is_read(each) and each not in others), None)
    if better is None:
        hint = "move it out of docs and leaflets, or to where such files are read: see docs/maintaining/README.md"
        return Problem(Place(path), "not-read", "nobody reads this file, and no page or leaflet shows it", hint)
    is_near = better.startswith(f"{folder}/")
    hint = f"name it {better.removeprefix(f'{folder}/')}" if is_near else f"move it to {better}"
    return Problem(Place(path), "bad-name", f"`{name}` would not be read", hint)


def _alike(path: str) -> Iterator[str]:
    """What somebody may have meant: small letters, another ending, no country, a folder further up."""
    *folders, name = COUNTRY.sub(r"\1", re.sub(r"(?<=/)\.+", "", path)).split("/")
    meant = re.sub(r"\.yml$", ".yaml", name.lower())
    yield from ("/".join([*folders[:length], meant]) for length in range(len(folders), 0, -1))
