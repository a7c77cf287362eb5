"""Which sentences of a section are still there, which changed, and which facts in them have another value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import NamedTuple

from build_tools.records.snapshot import TOKEN, Snapshot, SnapshotSection

END_OF_SENTENCE = re.compile(r"(?<=[.!?…।؟。])\s+")
ALIKE = 0.5  # of all words; below it, two sentences are two, and not one that changed


class TracedSentence(NamedTuple):
    """A sentence with the values of its facts in it, the same without them, and (id, value) of each."""

    text: str
    bare: str
    values: tuple[tuple[str, str], ...]


class Matched(NamedTuple):
    """The sentences of a section that are no longer there in the same words, those that are new, and the order."""

    gone: list[TracedSentence]
    added: list[TracedSentence]
    is_reordered: bool
    """Whether the sentences that stayed stand in another order."""


@dataclass
class ChangedFacts:
    """Facts whose values changed: (id, old, new), each with the headings of the sections where it stands."""

    found: dict[tuple[str, str, str], dict[str, None]] = field(default_factory=dict)

    def compare(self, old: TracedSentence, new: TracedSentence, heading: str) -> None:
        """Look at two forms of one sentence; in other words, a fact may stand in another place or not at all."""
        if old.bare == new.bare:
            pairs = [(id, before, now) for (id, before), (_, now) in zip(old.values, new.values, strict=True)]
        else:
            once, again = dict(old.values), dict(new.values)
            pairs = [(id, once[id], again[id]) for id in once if id in again]
        for id, before, now in pairs:
            if before != now:
                self.found.setdefault((id, before, now), {})[heading] = None

    def explain(self, old: str, new: str, heading: str) -> bool:
        """Whether two texts that do not mark their facts, such as what a picture shows, differ by facts alone."""
        used = [key for key in self.found if key[1] in old and key[2] in new]
        for _, before, now in sorted(used, key=lambda key: -len(key[1])):
            old = old.replace(before, now)
        if old == new:
            for key in used:
                self.found[key][heading] = None
        return old == new


def sentences(said: Snapshot, section: SnapshotSection) -> list[TracedSentence]:
    """The sentences of a section in order."""
    parts = (part for line in section.lines for part in END_OF_SENTENCE.split(line))
    return [_sentence(said, part) for part in parts]


def match(
    old: Sequence[TracedSentence], new: Sequence[TracedSentence]
) -> tuple[Matched, list[tuple[TracedSentence, TracedSentence]]]:
    """What changed, and the pairs of sentences that are the same but for the values of facts."""
    waiting: dict[str, list[int]] = {}
    for number, sentence in enumerate(old):
        waiting.setdefault(sentence.bare, []).append(number)
    kept = [(waiting[sentence.bare].pop(0), sentence) for sentence in new if waiting.get(sentence.bare)]
    numbers, stayed = [number for number, _ in kept], {id(sentence) for _, sentence in kept}
    gone = [sentence for number, sentence in enumerate(old) if number not in set(numbers)]
    added = [sentence for sentence in new if id(sentence) not in stayed]
    return Matched(gone, added, numbers != sorted(numbers)), [(old[number], sentence) for number, sentence in kept]


def pair(
    gone: Sequence[TracedSentence], added: Sequence[TracedSentence]
) -> Iterator[tuple[TracedSentence | None, TracedSentence | None]]:
    """Each sentence with the one that took its place, the most alike first served; None where there is none."""
    likeness = [(-_alike(old, new), i, j) for i, old in enumerate(gone) for j, new in enumerate(added)]
    partner: dict[int, int] = {}
    for unlike, i, j in sorted(likeness):
        if -unlike >= ALIKE and i not in partner and j not in partner.values():
            partner[i] = j
    yield from ((old, added[partner[i]] if i in partner else None) for i, old in enumerate(gone))
    yield from ((None, new) for j, new in enumerate(added) if j not in partner.values())


def _alike(old: TracedSentence, new: TracedSentence) -> float:
    matcher = SequenceMatcher(None, old.bare.lower().split(), new.bare.lower().split(), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _sentence(said: Snapshot, words: str) -> TracedSentence:
    values = tuple((token[1], said.filled(token[0])) for token in TOKEN.finditer(words) if token[1])
    bare = TOKEN.sub(lambda token: f"{{{token[1]}}}" if token[1] else token[0], words)
    return TracedSentence(said.filled(words), bare, values)
