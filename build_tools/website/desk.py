"""What was printed -> the surface of the print desk: the page from which the front desk prints. Pure.

Its lists hold everything: they are the page without JavaScript, the list that hangs on the wall when the page is
printed, and where desk.js finds what there is to choose.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby, product

from build_tools.content.model import Project
from build_tools.guide import blocks, plan
from build_tools.guide import leaflet as leaflets
from build_tools.guide.leaflet_file import PACK, LeafletFile, LeafletKey
from build_tools.guide.offers import FOLDER, counted, size_name
from build_tools.guide.page import note, untitled
from build_tools.guide.ready import Because, Lack, Readiness
from build_tools.guide.records import Guide, Line
from build_tools.guide.resolver import TOOL, strong, words
from build_tools.messages import messages
from build_tools.website import dated
from build_tools.website.site_page import SitePage, surface

CHOOSE = messages(
    "Choose a leaflet in the lists below. Open it, then press Ctrl + P to print it (on a Mac: Command + P)."
)
WAITS = messages(
    "A leaflet that is not released has changed. "
    "Before you hand one out or throw older ones away, ask who looks after the leaflets."
)
HUNG_UP = messages("Only the newest list holds. Write down when you hung up this one:")
REASONS: dict[Because, str] = messages({
    "missing": "Not ready in {language}: {missing} of {count} sentences are not translated.",
    "no-room": "Not printed in {language} in this size: there is no room for its words.",
    "no-help": "Not ready in {language}: not all of the danger signs are translated.",
    "unsigned": "Not ready in {language}: no clinician has signed the translation.",
})  # fmt: skip
COLUMNS = messages((
    "Leaflet", "PDF file", "Size", "Code", "Printed sides", "Sheets, both sides", "Sheets, one side", "Paper",
))  # fmt: skip


def page(
    project: Project,
    guides: Sequence[Guide],
    released: Collection[str],
    printed: Sequence[LeafletFile],
    translations: Sequence[Sequence[Readiness]] = (),
    waiting: Sequence[str] = (),
) -> SitePage:
    """The print desk, with everything that was printed in every language, in whatever order it comes.

    `released`: the codes of what may be handed out; `translations`: how far each further language that is offered is
    finished; `waiting`: the languages that are not.
    """
    again = partial(page, project, guides, released, translations=translations, waiting=waiting)
    sheets, printed = _parted(printed)
    guide, lists = guides[0], tuple(_lists(project, guides, released, printed, translations))
    unready = (*waiting, *_without(translations, printed))
    interpreters = tuple(_interpreters(guide, sheets, unready)) if waiting or translations else ()
    waits = [] if all(_is_released(each, released) for each in printed) else [note(guide.frame(WAITS))]
    tool = blocks.Tool(
        name="desk",
        heading=guide.frame("Current codes"),
        blocks=(
            note(*_rule(guide), look="rule"),
            *waits,
            blocks.Tool(name="print-list", place=TOOL),
            *([blocks.Box(look="interpreters", blocks=interpreters, place=TOOL)] if interpreters else []),
            blocks.Box(look="lists", blocks=lists, place=TOOL),
            note(guide.frame(HUNG_UP), look="on-paper"),
        ),
        data={
            "procedures": "several" if _has_several(printed) else "",
            "languages": "several" if interpreters else "",
            "calendar": _calendar(guide),
            "paper": project.clinic.paper,
            **plan.clocks(guide),
        },
        place=TOOL,
    )
    shown = untitled(note(guide.frame(CHOOSE), look="lead without-script"), *map(_review, guides), tool)
    about = guide.frame("For the front desk: print the right leaflet, and know that the paper is current.")
    made = surface("desk", guide.frame("Print desk"), shown)
    return SitePage("desk.md", made, guide, about.text, is_searched=False, rewritten=again)


def _calendar(guide: Guide) -> str:
    return guide.frame("Print the calendar of {duration}", duration=dated.CALENDAR).text


def _parted(printed: Iterable[LeafletFile]) -> tuple[list[LeafletFile], list[LeafletFile]]:
    """The sheets of the clinic, and leaflets and packs."""
    all_files = tuple(printed)
    return [each for each in all_files if not each.key.procedure], [each for each in all_files if each.key.procedure]


def _without(translations: Sequence[Sequence[Readiness]], printed: Sequence[LeafletFile]) -> Iterator[str]:
    """The languages that are offered, and have no leaflet that is ready."""
    there = {each.key.language for each in printed}
    languages = (same[0].guide.language for same in translations if printed)
    return (language for language in languages if language not in there)


def _interpreters(guide: Guide, sheets: Sequence[LeafletFile], waiting: Sequence[str]) -> Iterator[blocks.Block]:
    """What the desk does where it lacks the reader's language, or the words: whom to call, and sheets for it."""
    yield from (_not_ready(guide, tag) for tag in waiting)
    number = Line((guide.resolver.phone(guide.resolver.clinic.for_interpreter),), TOOL)
    yield note(guide.frame("No match? Get an interpreter: {number}.", number=number), look="no-match")
    if sheets:
        links = tuple(blocks.Link(words=_sheet(guide, each), address=f"{FOLDER}{each.file}") for each in sheets)
        yield blocks.Links(look="sheets", links=links, place=TOOL)


def _sheet(guide: Guide, printed: LeafletFile) -> Line:
    if not printed.key.language:
        return guide.frame("Sheet for the desk: point to your language (PDF)")
    name = guide.resolver.catalog.language_name(printed.key.language)
    return guide.frame("Sheet to hand out: an interpreter, {language} (PDF)", language=name)


def _not_ready(guide: Guide, tag: str) -> blocks.Note:
    """A language for which nothing can be printed yet, and what to offer instead."""
    catalog = guide.resolver.catalog
    own, name = words(catalog.own_name(tag), language=tag), words(catalog.language_name(tag), strong=True)
    told = messages("{own} ({language}): not ready. Give the sheet in English, and call an interpreter.")
    return note(guide.frame(told, own=own, language=name), look="not-ready")


def _review(guide: Guide) -> blocks.AfterDay:
    """The page itself looks whether that day is over."""
    day = guide.resolver.review_by
    words = {"procedure": guide.title.text, "date": guide.resolver.catalog.date(day)}
    due = guide.frame("{procedure}: these leaflets were to be reviewed by {date}.", **words)
    ask = guide.frame("Ask who looks after the leaflets before you hand one out.")
    return blocks.AfterDay(day=day, sentences=(strong(due), ask), place=TOOL)


def _rule(guide: Guide) -> Iterator[Line]:
    rule = guide.frame("Each page of a leaflet has a code. Throw away every sheet whose code is not in this list.")
    address = f"{guide.resolver.clinic.website.removeprefix('https://').rstrip('/')}/c"
    yield strong(rule)
    yield guide.frame("To look up a code:")
    yield words(address, kind="link", id="c/index.html")


def _has_several(printed: Iterable[LeafletFile]) -> bool:
    """Whether the desk prints for several procedures."""
    return len({each.key.procedure for each in printed}) > 1


def _lists(
    project: Project,
    guides: Sequence[Guide],
    released: Collection[str],
    printed: Sequence[LeafletFile],
    translations: Sequence[Sequence[Readiness]],
) -> Iterator[blocks.PrintedList]:
    """One for each language; the desk's own first: most people who come read it."""
    guide, by_procedure = guides[0], {guide.procedure: guide for guide in guides}
    foreign = {(each.guide.procedure, each.guide.language): each.guide for same in translations for each in same}
    with_english = {each.key._replace(with_english=False): each for each in printed if each.key.with_english}
    places = [list(by_procedure), list(project.sizes), [*project.leaflets, PACK]]

    def order(each: LeafletFile) -> tuple[object, ...]:
        keys = (each.key.procedure, each.key.size, each.key.leaflet)
        is_foreign = each.key.language != guide.language
        return is_foreign, each.key.language, *(place.index(key) for place, key in zip(places, keys, strict=True))

    dates = _dated(project, by_procedure, foreign, printed)
    lacks = dict(_without_calendar(project, guide, dates, foreign.values()))
    alone = [each for each in printed if not each.key.with_english]
    in_order = groupby(sorted(alone, key=order), key=lambda each: each.key.language)
    own_files = {each.key: each for each in alone if each.key.language == guide.language}
    unready = {same[0].guide.language: same for same in translations}
    for number, (language, same) in enumerate(in_order, 1):
        catalog = guide.resolver.catalog
        own, name = catalog.own_name(language), catalog.language_name(language)
        rows = []
        for each in same:
            row = _row(project, by_procedure[each.key.procedure], released, each, name, dates)
            own_guide, both = foreign.get((each.key.procedure, language)), with_english.get(each.key)
            row = replace(row, own=_own_title(project, own_guide, each) if own_guide else None)
            if lack := lacks.get((each.key.procedure, language)):
                row = replace(row, keys={**row.keys, "lacks": lack})
            rows.append(_with_english(guide, both, row) if both else row)
        instead = {each.key._replace(language=language): each for each in own_files.values()}
        waits = tuple(_waiting(project, by_procedure, unready.get(language, ()), instead))
        yield blocks.PrintedList(
            id=f"list-{number}",
            name=words(own, language=language.replace("_", "-")),
            more=words(name) if name != own else None,
            columns=tuple(map(guide.frame, COLUMNS)),
            rows=tuple(row if _has_several(printed) else replace(row, procedure=None) for row in rows),
            waiting=tuple(row if _has_several(printed) else replace(row, procedure=None) for row in waits),
            place=TOOL,
        )


def _waiting(
    project: Project,
    guides: Mapping[str, Guide],
    translations: Iterable[Readiness],
    instead: Mapping[LeafletKey, LeafletFile],
) -> Iterator[blocks.WaitingRow]:
    """What is not printed in a language, each with the same leaflet in the desk's own; `instead` has these."""
    for translation in translations:
        language, guide = translation.guide.language, guides[translation.guide.procedure]
        why = dict(translation.leaflets)
        if not translation.is_offered:
            why = dict.fromkeys(product(project.leaflets, project.sizes), translation.withheld)
        for key, found in instead.items():
            lack = why.get((key.leaflet, key.size))
            if lack and key.procedure == guide.procedure:
                yield blocks.WaitingRow(
                    title=_title(project, guide, found),
                    procedure=replace(guide.title, role="frame"),
                    size=words(size_name(project, guide, key.size)),
                    reason=_reason(guide, language, lack),
                    instead=guide.link("English and interpreter", f"{FOLDER}{found.file}"),
                    keys={name: getattr(key, name) for name in ("language", "size", "procedure", "leaflet")},
                )


def _reason(guide: Guide, language: str, lack: Lack) -> Line:
    name, counts = guide.resolver.catalog.language_name(language), {"missing": str(lack.lines), "count": str(lack.of)}
    return guide.frame(REASONS[lack.because], language=name, **counts)


def _row(
    project: Project,
    guide: Guide,
    released: Collection[str],
    printed: LeafletFile,
    language: str,
    dates: Collection[LeafletKey],
) -> blocks.PrintedRow:
    """`language`: what the desk calls it."""
    key, title, size = printed.key, _title(project, guide, printed), size_name(project, guide, printed.key.size)
    is_pack, is_released = bool(printed.parts), _is_released(printed, released)
    sides = words(counted(guide, printed.sides))
    leaflet = guide.resolver.catalog.listed((title.text, size, language))
    name = guide.frame("Open: {leaflet}", leaflet=leaflet).text
    return blocks.PrintedRow(
        title=title,
        procedure=replace(guide.title, role="frame"),
        size=words(size),
        codes=tuple(_code(code, is_released and not is_pack) for code in printed.codes),
        state=guide.frame("Released") if is_released else strong(guide.frame("Not released: do not hand out")),
        sides=sides,
        sheets=words(counted(guide, printed.sheets)),
        single=sides,
        paper=words(key.paper),
        open=blocks.Link(words=guide.frame("Open"), address=f"{FOLDER}{printed.file}", name=name),
        is_pack=is_pack,
        is_released=is_released,
        picture=f"{FOLDER}{printed.picture}",
        alt=guide.frame("First page of: {leaflet}", leaflet=title.text).text,
        keys={
            "language": key.language, "size": key.size, "procedure": key.procedure, "leaflet": key.leaflet,
            **_dates(printed, dates),
        },
    )  # fmt: skip


def _own_title(project: Project, guide: Guide, printed: LeafletFile) -> Line | None:
    """What a leaflet of another language calls itself."""
    if printed.parts:
        return None
    return words(leaflets.title(guide, project.leaflets[printed.key.leaflet]).text, language=guide.language)


def _with_english(guide: Guide, both: LeafletFile, row: blocks.PrintedRow) -> blocks.PrintedRow:
    """With the way to the same leaflet with its English behind it, and how many sheets that takes."""
    label = guide.frame("With English")
    name = guide.resolver.catalog.listed((row.open.name, label.text))
    link = blocks.Link(words=label, address=f"{FOLDER}{both.file}", name=name)
    return replace(row, with_english=link, keys={**row.keys, "sheets": counted(guide, both.sheets)})


def _dated(
    project: Project,
    own: Mapping[str, Guide],
    foreign: Mapping[tuple[str, str], Guide],
    printed: Iterable[LeafletFile],
) -> set[LeafletKey]:
    """The leaflets that the desk prints with a patient's own dates, in any language."""
    keys = [(each.key, each.key.procedure, each.key.language) for each in printed if not each.parts]
    guides = [(key, foreign.get((procedure, language), own[procedure])) for key, procedure, language in keys]
    return {key for key, guide in guides if dated.is_dated(project, guide, key.leaflet, key.size)}


def _without_calendar(
    project: Project, guide: Guide, dates: Iterable[LeafletKey], others: Iterable[Guide]
) -> Iterator[tuple[tuple[str, str], str]]:
    """By procedure and language, why there is no calendar, where there is one in the desk's own language."""
    own = {key.procedure for key in dates if key.language == guide.language}
    for each in (each for each in others if each.procedure in own):
        if lack := dated.lack(project, each):
            reason = _reason(guide, each.language, lack).text
            yield (each.procedure, each.language), guide.resolver.catalog.stops((_calendar(guide), reason))


def _dates(printed: LeafletFile, dates: Collection[LeafletKey]) -> dict[str, str]:
    """Where the desk finds what it prints with a patient's own dates; if this leaflet is part of it, with its sides."""
    procedure, language = printed.key.procedure, printed.key.language
    if not any((key.procedure, key.language) == (procedure, language) for key in dates):
        return {}
    is_dated = printed.key in dates
    return {"dates": dated.file(procedure, language), **({"dated": str(printed.sides or "")} if is_dated else {})}


def _is_released(printed: LeafletFile, released: Collection[str]) -> bool:
    return all(code in released for code in printed.codes)


def _title(project: Project, guide: Guide, printed: LeafletFile) -> Line:
    if printed.parts:
        return guide.frame("Whole pack, leaflets in it: {count}", count=str(len(printed.parts)))
    return replace(leaflets.title(guide, project.leaflets[printed.key.leaflet]), role="frame")


def _code(code: str, has_page: bool) -> Line:
    return words(code, kind="link", id=f"c/{code}.html", ltr=True) if has_page else words(code, ltr=True)
