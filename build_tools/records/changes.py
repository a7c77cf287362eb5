"""What changed between two editions of a leaflet: told by fact and section, old and new, as people would tell it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from build_tools.content.words import phone_in
from build_tools.records.sentences import ChangedFacts, Matched, match, pair, sentences
from build_tools.records.snapshot import Snapshot, SnapshotSection

Kind = Literal[
    "fact", "phone", "title", "section added", "section gone", "section moved",
    "heading", "sentence", "sentence added", "sentence gone", "order", "picture", "layout",
]  # fmt: skip


Pair = tuple[SnapshotSection, SnapshotSection]


class Change(NamedTuple):
    """One difference. `sections` are the headings where it stands, "" for the top and the margins of the sheet."""

    kind: Kind
    sections: tuple[str, ...] = ()
    what: str = ""
    """The fact as people call it."""
    old: str = ""
    new: str = ""


class _Both(NamedTuple):
    """A section before and now."""

    old: SnapshotSection
    new: SnapshotSection
    heading: str
    matched: Matched


def changes(old: Snapshot, new: Snapshot, names: Mapping[str, str]) -> list[Change]:
    """Every difference; `names` tells what people call each fact, by id. Empty only for leaflets that say the same."""
    facts = ChangedFacts()
    pairs, gone, added = _sections(old, new)
    both = [_both(old, new, *sections, facts) for sections in pairs]
    # Only when the facts of all sections are known can it be told what else has changed.
    within = [change for section in both for change in _within(section, facts)]
    found = [
        *_title(old, new),
        *_facts(facts, [section.heading for section in both], names),
        *(Change("section gone", (old.filled(section.heading),)) for section in gone),
        *(Change("section added", (new.filled(section.heading),)) for section in added),
        *_moved(old, both),
        *within,
    ]
    return found or ([Change("layout")] if old != new else [])


def _facts(facts: ChangedFacts, order: list[str], names: Mapping[str, str]) -> Iterator[Change]:
    for (id, before, now), headings in facts.found.items():
        what = names.get(id, id.replace("_", " "))
        yield Change("phone" if phone_in(id) else "fact", tuple(sorted(headings, key=order.index)), what, before, now)


# --- the sheet as a whole --------------------------------------------------------------------------------------------


def _title(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    if old.title != new.title:
        yield Change("title", old=old.filled(old.title), new=new.filled(new.title))


def _sections(old: Snapshot, new: Snapshot) -> tuple[list[Pair], list[SnapshotSection], list[SnapshotSection]]:
    """(pairs in the new order, gone, added). A section that got another id, but no other heading, is the same."""
    before = {section.id: section for section in old.sections}
    kept = {section.id for section in new.sections} & before.keys()
    left = [section for section in old.sections if section.id not in kept]
    pairs, added = [], []
    for section in new.sections:
        partner = before.get(section.id) or next((gone for gone in left if gone.heading == section.heading), None)
        left = [gone for gone in left if gone is not partner]
        if partner:
            pairs.append((partner, section))
        else:
            added.append(section)
    return pairs, left, added


def _moved(old: Snapshot, both: list[_Both]) -> Iterator[Change]:
    places = {section.id: number for number, section in enumerate(old.sections)}
    order = [places[section.old.id] for section in both]
    blocks = SequenceMatcher(None, order, sorted(order), autojunk=False).get_matching_blocks()
    stayed = {place for block in blocks for place in order[block.a : block.a + block.size]}
    yield from (Change("section moved", (section.heading,)) for section in both if places[section.old.id] not in stayed)


# --- within a section ------------------------------------------------------------------------------------------------


def _both(old: Snapshot, new: Snapshot, before: SnapshotSection, now: SnapshotSection, facts: ChangedFacts) -> _Both:
    heading, lines = new.filled(now.heading), "\n".join(now.lines)
    if before.lines == now.lines and old.filled(lines) == new.filled(lines):  # so it is for most sections
        return _Both(before, now, heading, Matched([], [], False))
    matched, same = match(sentences(old, before), sentences(new, now))
    for once, again in same:
        facts.compare(once, again, heading)
    return _Both(before, now, heading, matched)


def _within(section: _Both, facts: ChangedFacts) -> list[Change]:
    here = (section.heading,)
    found = [*_heading(section, facts), *_sentences(section, facts)]
    if section.matched.is_reordered:
        found.append(Change("order", here))
    if section.old.pictures != section.new.pictures:
        found.append(Change("picture", here))
    return found


def _heading(section: _Both, facts: ChangedFacts) -> Iterator[Change]:
    old, new = section.old.heading, section.new.heading
    if old != new and not facts.explain(old, new, section.heading):
        yield Change("heading", (section.heading,), old=old, new=new)


def _sentences(section: _Both, facts: ChangedFacts) -> list[Change]:
    """Each change once, also where a sentence stood twice, as in a list and in the name of a field."""
    here = (section.heading,)
    found: dict[Change, None] = {}
    for old, new in pair(section.matched.gone, section.matched.added):
        if old and new:
            if facts.explain(old.text, new.text, section.heading):
                continue
            facts.compare(old, new, section.heading)
        kind: Kind = "sentence" if old and new else "sentence gone" if old else "sentence added"
        found[Change(kind, here, old=old.text if old else "", new=new.text if new else "")] = None
    return list(found)
