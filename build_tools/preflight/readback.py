"""What a finished PDF or page must say, word for word: phone numbers, hours, limits, and the three lists of help.

What is expected comes from the model, and not from the HTML that the PDF or page was made from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from build_tools.content.labels import LEVELS
from build_tools.content.model import Block, CareCard, ChanceRow, Contacts, DoAndDoNot, Gap, Shown, Statement
from build_tools.guide.prose import Prose, is_fact, parse, phone_in, terms_in
from build_tools.preflight.article import page_text
from build_tools.preflight.reader import sheets
from build_tools.preflight.words import squeezed, times

__all__ = ["Critical", "critical", "critical_steps", "missing", "page_text", "pages_with", "pdf_pages"]


class Critical(NamedTuple):
    """Words that must stand on a paper or page."""

    what: str
    """How a person calls it, such as "how long you lie flat (lie_flat)", or "care card emergency, line 2"."""
    words: str
    """Such as "2 hours" or "555-0142"."""
    times: int
    """At least so often."""
    asides: tuple[str, ...] = ()
    """Explanations that may stand behind the medical words in it, such as "(calming medicine)"."""
    topics: tuple[str, ...] = ()
    """The sections in which it must stand."""


def critical(prose: Prose, sections: tuple[Shown, ...]) -> list[Critical]:
    """All that must stand on a leaflet or page that shows these sections; the same words are counted together."""
    return _counted(
        each._replace(topics=(shown.id,))
        for shown in sections
        for block in shown.blocks
        for each in _in_block(prose, shown.id, block)
    )


def critical_steps(prose: Prose, sections: tuple[Shown, ...]) -> list[Critical]:
    """All that must stand on a plan page that gathers the steps of these sections: the steps, and whom to call."""
    steps = [
        each
        for shown in sections
        for block in shown.blocks
        for statement in block.statements()
        if statement.plan
        for each in _statement(prose, shown.id, statement, _warns(block, statement))
    ]
    phones = (each for phone in prose.clinic.phones for each in _values(prose, f"{{phone_{phone.id}}}", "facts"))
    return _counted([*steps, *phones])


def _counted(found: Iterable[Critical]) -> list[Critical]:
    in_order = sorted(found, key=lambda each: each.words)
    return [_together(list(same)) for _, same in groupby(in_order, key=lambda each: each.words)]


def _together(same: list[Critical]) -> Critical:
    """One of several with the same words."""
    names = "; ".join(dict.fromkeys(each.what for each in same))
    asides = dict.fromkeys(aside for each in same for aside in each.asides)
    topics = dict.fromkeys(topic for each in same for topic in each.topics)
    return Critical(names, same[0].words, sum(each.times for each in same), tuple(asides), tuple(topics))


def _in_block(prose: Prose, topic: str, block: Block) -> Iterator[Critical]:
    if isinstance(block, CareCard):
        yield from _care_card(prose, topic, block)
    elif isinstance(block, Contacts):
        for phone in prose.clinic.listed(block.phones):
            yield from _values(prose, f"{{phone_{phone.id}}}", "facts")
            yield from _whole(prose, f"phone_{phone.id}, its name", phone.name, "clinic")
            yield from _whole(prose, f"phone_{phone.id}, when somebody answers", phone.when, "clinic")
    elif isinstance(block, Gap):
        words = f"{prose.catalog.text('Not written yet:')} {prose.catalog.text(block.needs, topic)}"
        yield Critical(f"gap in topic {topic}", words, 1)
    else:
        for statement in block.statements():
            yield from _statement(prose, topic, statement, _warns(block, statement))


def _warns(block: Block, statement: Statement) -> bool:
    return isinstance(block, DoAndDoNot) and statement in block.do_not


def _care_card(prose: Prose, topic: str, card: CareCard) -> Iterator[Critical]:
    lines = [(LEVELS[card.level], "interface"), *((prose.chosen(item), topic) for item in card.items)]
    for number, (words, context) in enumerate(lines):
        what = f"line {number}" if number else "heading"
        yield from _whole(prose, f"care card {card.level}, {what}", words, context)
    yield _in_order(prose, topic, card)


def _in_order(prose: Prose, topic: str, card: CareCard) -> Critical:
    """All lines of a card, one after the other: none stands in the card of another level."""
    words = [prose.plain(LEVELS[card.level], "interface")]
    asides: list[str] = []
    for item in card.items:
        line = prose.catalog.text("Write here:") if prose.is_unset(item) else ""
        words += [prose.plain(prose.chosen(item), topic), line]
        asides += _asides(prose, prose.chosen(item), topic)
    return Critical(f"care card {card.level}, its lines in order", "\n".join(words), 1, tuple(asides))


def _statement(prose: Prose, topic: str, statement: Statement, warns: bool) -> Iterator[Critical]:
    """A statement with facts in it, with its values; and each value."""
    if isinstance(statement, ChanceRow):
        yield from _chance(prose, topic, statement)
        return
    words = prose.chosen(statement)
    names = _facts(prose, words, topic)
    if names or warns or prose.is_unset(statement):
        what = ", ".join(names) or ("warning" if warns else "line to write on")
        yield from _whole(prose, f"{what} in topic {topic}", words, topic)


def _chance(prose: Prose, topic: str, row: ChanceRow) -> Iterator[Critical]:
    for form, words in (("", row.say), ("rest", row.otherwise)):
        value = f"{{{row.fact}.{form}}}" if form else f"{{{row.fact}}}"
        number, rest = prose.value(row.fact, form), prose.plain(words, topic)
        counted = prose.catalog.text("{people} {did}.").format(people=number, did=rest)
        yield Critical(f"{row.fact} in topic {topic}", counted, 1, tuple(_asides(prose, words, topic)))
        yield from _values(prose, value, "facts")
        yield from _values(prose, words, topic)


def _whole(prose: Prose, what: str, words: str, context: str) -> Iterator[Critical]:
    yield Critical(what, prose.plain(words, context), 1, tuple(_asides(prose, words, context)))
    yield from _values(prose, words, context)


def _values(prose: Prose, words: str, context: str) -> Iterator[Critical]:
    """Each phone number and fact that words use."""
    for piece in parse(prose.catalog.text(words, context)):
        if piece.kind == "placeholder" and phone_in(piece.target):
            yield Critical(piece.target, prose.value(piece.target), 1)
        elif piece.kind == "placeholder" and piece.target in prose.procedure.facts.facts:
            what = f"{prose.fact(piece.target).what} ({piece.target})"
            yield Critical(what, prose.value(piece.target, piece.form), 1)


def _facts(prose: Prose, words: str, context: str) -> list[str]:
    pieces = (piece for piece in parse(prose.catalog.text(words, context)) if piece.kind == "placeholder")
    named = (piece.target for piece in pieces if is_fact(piece.target) or phone_in(piece.target))
    return list(dict.fromkeys(named))


def _asides(prose: Prose, words: str, context: str) -> Iterator[str]:
    """Innermost first: an explanation may hold a medical word with its own."""
    for term in terms_in(prose.catalog.text(words, context)):
        means = prose.glossary.terms[term].means
        yield from _asides(prose, means, "glossary")
        yield f"({prose.plain(means, 'glossary')})"


# --- is it there -----------------------------------------------------------------------------------------------------


def missing(text: str, expected: list[Critical]) -> list[Critical]:
    """What does not stand in the text of a PDF or page as often as it must. White space and line ends do not count."""
    asides = dict.fromkeys(squeezed(aside) for each in expected for aside in each.asides)
    plain = _without(squeezed(text), asides)
    return [each for each in expected if times(_without(squeezed(each.words), asides), plain) < each.times]


def _without(text: str, asides: dict[str, None]) -> str:
    for aside in asides:
        text = text.replace(aside, "")
    return text


def pdf_pages(data: bytes) -> list[str]:
    """The words of each page of a PDF as a screen reader gives them: in their order, without the page's margins."""
    return [sheet.spoken() for sheet in sheets(data)]


def pages_with(headings: Iterable[str], pages: Iterable[str]) -> list[int]:
    """The numbers of the pages on which one of the headings stands."""
    wanted = [squeezed(heading) for heading in headings]
    return [number for number, page in enumerate(pages, 1) if any(each in squeezed(page) for each in wanted)]
