"""How hard words are to read: Flesch-Kincaid grade and Flesch reading ease, from sentences, words and syllables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import pyphen

SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]\u201d\u2019]*\s+")
PUNCTUATION = re.compile(r"[^\w\s]")  # also apostrophes and hyphens: X-ray is one word, as textstat counts


@dataclass(frozen=True)
class Measure:
    """The counts of a text; the scores are the standard formulas on them."""

    words: int
    sentences: int
    syllables: int
    longest: int

    @property
    def mean(self) -> float:
        """Words in a sentence."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def grade(self) -> float:
        """Flesch-Kincaid: years of school."""
        return 0.39 * self.mean + 11.8 * self._syllables_in_word - 15.59 if self.words else 0.0

    @property
    def ease(self) -> float:
        """Flesch: 100 is very easy, 0 very hard."""
        return 206.835 - 1.015 * self.mean - 84.6 * self._syllables_in_word if self.words else 100.0

    @property
    def _syllables_in_word(self) -> float:
        return self.syllables / self.words


def measure(sentences: Iterable[str]) -> Measure:
    """A text, given as its sentences. One without words does not count."""
    counts = [(words_in(sentence), syllables_in(sentence)) for sentence in sentences if words_in(sentence)]
    words = [count for count, _ in counts]
    return Measure(sum(words), len(words), sum(count for _, count in counts), max(words, default=0))


@lru_cache(maxsize=20_000)
def sentences_in(text: str) -> tuple[str, ...]:
    """A text taken apart after each full stop. An item of a list without one is a sentence too."""
    return tuple(sentence for sentence in SENTENCE_END.split(text.strip()) if sentence)


def words_in(sentence: str) -> int:
    """The number of words."""
    return len(_words(sentence))


@lru_cache(maxsize=20_000)
def syllables_in(sentence: str) -> int:
    """The number of syllables, by the points where words may be hyphenated, as textstat counts them."""
    return sum(_syllables(word) for word in _words(sentence))


@lru_cache(maxsize=20_000)
def _words(sentence: str) -> tuple[str, ...]:
    return tuple(PUNCTUATION.sub("", sentence.lower()).split())


@lru_cache(maxsize=20_000)
def _syllables(word: str) -> int:
    return len(_hyphenation().positions(word)) + 1


@cache
def _hyphenation() -> pyphen.Pyphen:
    """Where English words may be parted; read from a file, which commands that measure nothing do without."""
    return pyphen.Pyphen(lang="en_US")
