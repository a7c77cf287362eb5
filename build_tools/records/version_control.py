"""What Git knows of records. Where there is no Git, or no commit yet, that is nothing; and it is only asked."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

PATIENCE = 60  # seconds
LONGEST_AUTHOR = 200  # letters
NAMES_ANOTHER = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")  # repository, as in a hook of that one


def author(root: Path) -> str | None:
    """Whom Git would name as the author of a commit now, such as Ada Example <ada@example.org>."""
    told = _git(root, "var", "GIT_AUTHOR_IDENT").decode("utf-8", "replace")
    found = re.match(r"(.*>) \d", told)
    shown = "".join(sign for sign in found[1] if sign.isprintable()) if found else ""
    return shown[:LONGEST_AUTHOR] or None


def lost(root: Path, folders: Iterable[str]) -> dict[str, str]:
    """Files of these folders that stand in the last commit, or in one before it, and are not there.

    By path, what Git calls the content. `folders` may have a star in them; a clone without history knows its last
    commit only. A merge that drops what one of its branches has counts as well.
    """
    paths = [f":(glob){folder}/*.json" for folder in folders]
    deleted = _git(
        root, "log", "HEAD", "--full-history", "-m", "--no-renames", "--diff-filter=D", "--raw", "--no-abbrev",
        "--format=", "--relative", "-z", "--", *paths,
    )  # fmt: skip
    now = _git(root, "ls-tree", "-r", "-z", "HEAD", "--", *_beginnings(folders))
    found = dict([*_deleted(deleted), *_listed(now)])
    return {path: blob for path, blob in found.items() if _is_in(path, folders) and not os.path.lexists(root / path)}


def content(root: Path, blob: str) -> bytes:
    """What a lost file held."""
    return _git(root, "cat-file", "blob", blob)


def _beginnings(folders: Iterable[str]) -> list[str]:
    """`ls-tree` knows no stars."""
    return [folder.partition("/*")[0] for folder in folders]


def _is_in(path: str, folders: Iterable[str]) -> bool:
    patterns = (re.escape(folder).replace(r"\*", "[^/]+") for folder in folders)
    return any(re.fullmatch(f"{pattern}/[^/.][^/]*", path) for pattern in patterns)


def _listed(tree: bytes) -> Iterator[tuple[str, str]]:
    """Of `mode type name<tab>path`."""
    for line in tree.decode("utf-8", "surrogateescape").split("\0"):
        about, _, path = line.partition("\t")
        if path:
            yield path, about.split()[2]


def _deleted(log: bytes) -> Iterator[tuple[str, str]]:
    """Of `:mode mode name name D`, and the path behind it."""
    parts = [part.strip("\n") for part in log.decode("utf-8", "surrogateescape").split("\0")]
    for about, path in pairwise(parts):
        if about.startswith(":"):
            yield path, about.split()[2]


def _git(root: Path, *arguments: str) -> bytes:
    if not any((folder / ".git").exists() for folder in (root, *root.resolve().parents)):
        return b""
    surroundings = {name: value for name, value in os.environ.items() if name not in NAMES_ANOTHER}
    try:
        done = subprocess.run(
            ["git", "-C", root, *arguments], env=surroundings, capture_output=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""
