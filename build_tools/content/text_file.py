"""A text file's bytes -> its characters, all of which somebody can read; and the place of each as editors count."""

from __future__ import annotations

from build_tools.content import letters
from build_tools.content.letters import LATIN, Scripts
from build_tools.problems import Place, Problem, ProblemsFound

LARGEST_FILE = 200_000  # bytes; the longest file has about 20,000, and much larger ones would take minutes to check


def decode(raw: bytes, path: str, most: int = LARGEST_FILE, scripts: Scripts = LATIN) -> str:
    """The text of a file, each line ending with a line feed.

    Raises ProblemsFound, at the character, for what is too large, not UTF-8, or not to be seen in these scripts.
    """
    if len(raw) > most:
        hint = "split it into smaller topics"
        raise ProblemsFound.one(Place(path), "file-too-large", f"more than {most:,} bytes", hint)
    text = _with_line_feeds(utf_8(raw, path))
    problems = [unseen(place(path, text[:at]), what) for at, what in letters.unseen(text, scripts)]
    if problems:
        raise ProblemsFound(problems)
    return text


def utf_8(raw: bytes, path: str) -> str:
    """A file's characters as they are. Raises ProblemsFound, at the byte, for what is not UTF-8."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = _with_line_feeds(raw[: error.start].decode("utf-8", "replace"))
        hint = "save the file as UTF-8 in your editor"
        raise ProblemsFound.one(place(path, before), "not-utf-8", "a byte that is not UTF-8 text", hint) from None


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def unseen(place: Place, what: str) -> Problem:
    """The problem of a character that nobody sees."""
    return Problem(place, "control-character", what, "delete the word in which it hides, and type it anew")


def place(path: str, before: str) -> Place:
    """The place right after the text `before`."""
    return Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
