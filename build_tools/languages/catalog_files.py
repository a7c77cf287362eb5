"""Messages -> the catalogs of a language, as any translator's editor reads and writes them.

What a translator has written stays: also of a message that is gone (obsolete), and of one that has changed (fuzzy, with
what it was called before). Pure; whoever asks writes the files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from pathlib import Path

from babel.messages.catalog import Catalog as PoFile
from babel.messages.pofile import denormalize, read_po, write_po

from build_tools.languages.message_list import Message
from build_tools.languages.translations import FOLDER, INTERFACE, as_babel_reads

BRACES = "python-brace-format"
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
# What a translator has to know of a message, by the key that holds it.
NOTES = {
    "title": "A heading.", "heading": "A heading.", "alt": "Instead of a picture: read aloud to who cannot see it.",
    "label": "Stands before a line to write on, or names a column or row.", "columns": "Heads a column.",
    "short": "The same sign in few words, for a sheet with little room.",
    "if_empty": "Stands below a line to write on, for who finds it empty.",
    "unset": "Said as long as the clinic has not given the number.",
    "search_terms": "What people type into the search, parted by semicolons. "
    "Write what readers of your language would type.",
    "stop_words": "Small words that the search passes over, parted by semicolons: those of your language.",
    "same_words": "Words that mean the same to the search: those of your language.",
    "many_ask": "A word to press in the search.",
    "word": "A medical word.", "forms": "Another form of a medical word.", "means": "What a medical word means.",
    "what": "What a number is about; stands in lists.", "otherwise": "What happened to the other people.",
}  # fmt: skip
HEADER = """\
Translations of this guide.

Numbers stand in braces, such as {lie_flat}: keep them as they are. What stands in [words](term:id) is a link: translate
the words, keep the rest."""


def updated(
    root: Path, tag: str, messages: Iterable[Message], shown: Callable[[Message], str], bends: bool = False
) -> dict[Path, tuple[bytes, PoFile]]:
    """The catalogs of a language, by their files, with what is asked for now; also those that stay as they are.

    `shown`: how a message reads with its numbers. `bends`: whether the language has forms, such as `{lie_flat:after}`.
    """
    files: dict[str, PoFile] = {}
    for message in messages:
        if message.catalog not in files:
            files[message.catalog] = _empty(tag)
        _add(files[message.catalog], message, shown(message))
    made = {}
    for name, wanted in files.items():
        path = Path(FOLDER, tag, f"{name}.po")
        now = _read(root / path, tag)
        before = {entry.id: entry.previous_id for entry in now}
        now.update(wanted, update_header_comment=True, update_creation_date=False)
        for entry in now:
            if bends:  # gettext and the editors that ask it would refuse forms in braces; `check` looks at them
                entry.flags.discard(BRACES)
            entry.previous_id = (entry.previous_id or before.get(entry.id, [])) if entry.fuzzy else []
        made[path] = (_bytes(now), now)
    return made


def unfinished(now: PoFile) -> tuple[int, int, int]:
    """How many messages have no translation, how many a guess, and how many words of English both have."""
    left = [message for message in now if message.id and (message.fuzzy or not all(_texts(message.string)))]
    guesses = sum(message.fuzzy for message in left)
    return len(left) - guesses, guesses, sum(len(words.split()) for message in left for words in _texts(message.id))


def _texts(of: str | Sequence[str] | None) -> Sequence[str]:
    """Of a message in which a number stands, its forms."""
    return of if isinstance(of, (tuple, list)) else [str(of or "")]


def _empty(tag: str) -> PoFile:
    return PoFile(tag.replace("-", "_"), header_comment="# " + HEADER.replace("\n", "\n# "), fuzzy=False)


def _add(file: PoFile, message: Message, shown: str) -> None:
    note = NOTES.get(message.field, "") if message.context != INTERFACE else "Words of the tool around the content."
    reads = f"Reads: {shown}" if shown and shown != message.english else ""
    file.add(
        (message.one, message.english) if message.one else message.english,
        context=None if message.context == INTERFACE else message.context,
        locations=[(place.path, place.line) for place in message.places],
        auto_comments=[each for each in (note, reads) if each],
        flags={BRACES} if "{" in message.english else (),
    )


def _read(path: Path, tag: str) -> PoFile:
    if not path.is_file():
        return _empty(tag)
    # As text: whatever its head says of the bytes, they were read as UTF-8 before, and are written so.
    file = read_po(StringIO(as_babel_reads(path.read_text("utf-8-sig"))), locale=tag.replace("-", "_"))
    file.charset = "utf-8"
    for message in file:
        # Babel writes what the English was before (`#| msgid "..."`), and reads it as a remark of the translator.
        was = [remark for remark in message.user_comments if remark.startswith("|")]
        message.user_comments = [remark for remark in message.user_comments if remark not in was]
        message.previous_id = [denormalize("\n".join(QUOTED.findall("\n".join(was))))] if was else []
    return file


def _bytes(file: PoFile) -> bytes:
    written = BytesIO()
    write_po(written, file, width=76, include_previous=True)
    return written.getvalue()


def counts(made: Mapping[Path, tuple[bytes, PoFile]]) -> str:
    """What is left to do, a line for each catalog."""
    lines = []
    for path, (_, file) in made.items():
        missing, guesses, words = unfinished(file)
        told = f"{missing} to translate, {guesses} to look at, {words} words" if missing or guesses else "finished"
        lines.append(f"{path.as_posix()}: {len(file)} messages, {told}")
    return "\n".join(lines)
