"""What lies in a project: every file is one that somebody reads, or a problem; none is passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from build_tools import files
from build_tools.problems import Place, Problem, ProblemsFound

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
        r"docs/content/(clinic|doors)/[^/]+",
        r"docs/content/locale/[a-z]{2,3}/[^/]+\.po",
        r"docs/content/[^/]+/(procedure|facts|disagreements|coverage|reading)\.yaml",
        r"docs/content/[^/]+/topics/[^/]+\.yaml",
        r"docs/content/[^/]+/pictures/[^/]+",
        r"docs/content/[^/]+/sign-offs?\b.*",
        r"leaflets/([^/]+|(sizes|editions)/[^/]+)\.yaml",
        r"leaflets/(templates|styles|released)/.+",
        r"leaflets/ledger\.jsonl",
    )
]
COUNTRY = re.compile(r"(?<=docs/content/locale/)([a-z]{2,3})[_-][A-Za-z]+(?=/)")


def problems(root: Path) -> list[Problem]:
    """Files that nobody reads, links that lead out, and what is no file.

    Raises ProblemsFound for folders and files that cannot be read: of what is in them nothing more can be said.
    """
    found = [each for folder in FOLDERS for each in files.below(root, folder)]
    unreadable = [problem for _, problem in found if problem and problem.code == "cannot-read"]
    if unreadable:
        raise ProblemsFound(unreadable)
    paths = {path for path, problem in found if not problem}
    return [
        *(problem for _, problem in found if problem),
        *(_passed_over(path, paths) for path in sorted(paths) if not _is_read(path)),
    ]


def is_published(path: str) -> bool:
    """Whether a file goes into the site as it is."""
    return bool(re.fullmatch(PUBLISHED, path))


def _is_read(path: str) -> bool:
    return any(pattern.fullmatch(path) for pattern in READ)


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
    *folders, name = COUNTRY.sub(r"\1", path).split("/")
    meant = re.sub(r"\.yml$", ".yaml", name.lower())
    yield from ("/".join([*folders[:length], meant]) for length in range(len(folders), 0, -1))
