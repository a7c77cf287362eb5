"""How hard words are to read, from sentences, words and syllables.

In English the Flesch-Kincaid grade and the Flesch reading ease; in Spanish INFLESZ, by the formula of Szigriszt-Pazos.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import pyphen

ENGLISH = "en"
WITHOUT_SPACES = {"zh", "ja", "th", "km", "lo", "my"}  # where signs are counted, and not words
# Behind a full stop of Latin letters comes a space; those of Chinese, Hindi, Arabic and Amharic are nothing else.
SENTENCE_END = re.compile(
    r"(?<=[.!?])[\"')\]\u201d\u2019]*\s+|(?<=[\u3002\uff01\uff1f\u0964\u061f\u06d4\u1362])[\"')\]\u201d\u2019\u300d]*\s*"
)
HYPHENATED = {ENGLISH: "en_US", "es": "es"}  # by language, the words of pyphen
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
    def inflesz(self) -> float:
        """Spanish: above 80 very easy, from 65 quite easy, below 40 very hard."""
        return 206.835 - 62.3 * self._syllables_in_word - self.mean if self.words else 100.0

    @property
    def _syllables_in_word(self) -> float:
        return self.syllables / self.words


def measure(sentences: Iterable[str], language: str = ENGLISH) -> Measure:
    """A text, given as its sentences. One without words does not count; syllables count in English and Spanish."""
    kind = language.partition("-")[0]
    count = signs_in if kind in WITHOUT_SPACES else words_in
    counts = [(count(sentence), syllables_in(sentence, kind)) for sentence in sentences if count(sentence)]
    words = [count for count, _ in counts]
    return Measure(sum(words), len(words), sum(count for _, count in counts), max(words, default=0))


@lru_cache(maxsize=20_000)
def sentences_in(text: str) -> tuple[str, ...]:
    """A text taken apart after each full stop. An item of a list without one is a sentence too."""
    return tuple(sentence for sentence in SENTENCE_END.split(text.strip()) if sentence)


def words_in(sentence: str) -> int:
    """The number of words."""
    return len(_words(sentence))


def signs_in(sentence: str) -> int:
    """The number of letters and digits, without marks above and below them."""
    return sum(map(str.isalnum, sentence))


@lru_cache(maxsize=20_000)
def syllables_in(sentence: str, language: str = ENGLISH) -> int:
    """The number of syllables, by the points where words may be hyphenated, as textstat counts them."""
    return sum(_syllables(word, language) for word in _words(sentence)) if language in HYPHENATED else 0


@lru_cache(maxsize=20_000)
def _words(sentence: str) -> tuple[str, ...]:
    return tuple(PUNCTUATION.sub("", sentence.lower()).split())


@lru_cache(maxsize=20_000)
def _syllables(word: str, language: str) -> int:
    return len(_hyphenation(language).positions(word)) + 1


@cache
def _hyphenation(language: str) -> pyphen.Pyphen:
    """Where words may be parted; read from a file, which commands that measure nothing do without."""
    return pyphen.Pyphen(lang=HYPHENATED[language])
