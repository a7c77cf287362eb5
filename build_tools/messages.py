"""Marks words of the tool that are not said where they are asked for, so that translators get them too.

What stands as text in a call of `frame`, `text`, `link` or `t` is found there; a constant is found by this mark. It
does nothing, as `gettext_noop` in other programs.
"""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


def messages(words: T) -> T:
    """The same: one message, or a mapping or tuple of messages; the keys of a mapping are none."""
    return words
