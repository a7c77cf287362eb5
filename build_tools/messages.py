"""Marks words of the tool that are not said where they are asked for, so that translators get them too.

What stands as text in a call of `frame`, `text`, `link` or `t` is found there; a constant is found by this mark. It
does nothing, as `gettext_noop` in other programs. A message with a number in it is `Counted`.
"""

from __future__ import annotations

from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Counted(NamedTuple):
    """A message in which a number stands, `{count}`: of one, and of all others, which names it.

    Translators write it in each plural of their language.
    """

    one: str
    other: str


def messages(words: T) -> T:
    """The same: one message, or a mapping or tuple of messages; the keys of a mapping are none."""
    return words
