"""What the front desk is told: which codes are current, which sheets to throw away, and what changed. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from build_tools.content.model import Project
from build_tools.languages.catalog import Catalog
from build_tools.records.change_words import fact_names, headline, sheet
from build_tools.records.changes import Change, changes
from build_tools.records.ledger import Ledger, Release
from build_tools.records.snapshot import Current, SheetKey
from build_tools.records.standing import STANDINGS, state


def changes_text(project: Project, catalog: Catalog, ledger: Ledger, editions: Iterable[Current]) -> str:
    """For each leaflet, size and language: its current code, old stock, and what changed and what would change."""
    present = {now.about: now for now in editions}
    sheets = sorted(present.keys() | ledger.newest().keys())
    here = {each.language for each in present}
    told = ["\n".join(_sheet(project, catalog, ledger, present.get(each), each, here)) for each in sheets]
    return "\n\n".join(told) or catalog.text("There are no leaflets.")


def codes_text(
    project: Project, catalog: Catalog, ledger: Ledger, editions: Iterable[Current], codes: Iterable[str]
) -> str:
    """The same for the sheets that have these codes, each behind what the code stands for."""
    present = tuple(editions)
    by_sheet, here = {now.about: now for now in present}, {now.language for now in present}
    told = []
    states = {code: state(ledger, code, present) for code in codes}
    known = {code: found for code, found in states.items() if found.standing != "unknown"}
    for code, found in (known or states).items():
        of = found.entry or found.now
        told.append(f"{code}: {catalog.text(STANDINGS[found.standing])}")
        told += _indented(_sheet(project, catalog, ledger, by_sheet.get(of.about), of.about, here)) if of else []
    return "\n".join(told)


def release_text(
    project: Project, catalog: Catalog, before: Ledger, after: Ledger, editions: Iterable[Current]
) -> str:
    """What a release added, and which sheets are to be thrown away now."""
    new, present = after.since(before), {now.about for now in editions}
    here = {each.language for each in present}
    lines = []
    for entry in new:
        lines.append(f"{entry.code}  {sheet(entry, project, catalog)}")
        lines += _indented(_old_stock(after.history(entry.about), catalog))
    for entry in _behind(after, present, project.clinic.languages):
        lines.append(f"{entry.code}  {sheet(entry, project, catalog)}")
        lines += _indented(_standing(after, (entry,), None, catalog, entry.language in here))
    count = catalog.text("Released: {count}").format(count=len(new))
    return "\n".join([*lines, count if new else catalog.text("Nothing has changed since the last release.")])


def _behind(ledger: Ledger, present: Collection[SheetKey], listed: Collection[str]) -> Iterator[Release]:
    """Sheets that are given out in another language and not in this one, which the clinic lists all the same.

    Nothing replaces them, and paper is about.
    """
    made = {each._replace(language="") for each in present}
    for which, entry in sorted(ledger.newest().items()):
        if which.language in listed and which not in present and which._replace(language="") in made:
            yield entry


def _sheet(
    project: Project, catalog: Catalog, ledger: Ledger, now: Current | None, which: SheetKey, here: Collection[str]
) -> Iterator[str]:
    """`here`: the languages in which there are leaflets now."""
    history = ledger.history(which)
    names = fact_names(project, which.procedure, catalog)
    named = now or history[-1]
    yield f"{sheet(named, project, catalog)}: {which.leaflet}, {which.size}, {which.language}"
    yield from _indented(_standing(ledger, history, now, catalog, not here or which.language in here))
    yield from _indented(_old_stock(history, catalog))
    if len(history) > 1:
        heading = catalog.text("Changed from {old} to {new}:")
        yield from _changed(heading, history[-2], history[-1], names, catalog)
    if now and history and now.digest != history[-1].digest:
        heading = catalog.text("The next release changes {old} to {new}:")
        yield from _changed(heading, history[-1], now, names, catalog)


def _standing(
    ledger: Ledger, history: tuple[Release, ...], now: Current | None, catalog: Catalog, is_here: bool
) -> Iterator[str]:
    taken_back = ledger.taken_back(history[-1]) if history else None
    if taken_back:
        words = catalog.text("The approval of {code} was taken back on {date}. Throw away these sheets.")
        yield words.format(code=history[-1].code, date=catalog.date(taken_back))
    elif not history:
        words = catalog.text("Not released yet: do not hand it out. The next release gives it the code {code}.")
        yield words.format(code=now.code if now else "")
    elif now:
        words = catalog.text("{code} is current since {date}.")
        yield words.format(code=history[-1].code, date=catalog.date(history[-1].released))
    elif not is_here:
        yield catalog.text("in a language that is not given out now: ask first")
    else:
        words = catalog.text("This leaflet is no longer made. Throw away sheets with the code {code}.")
        yield words.format(code=history[-1].code)


def _old_stock(history: tuple[Release, ...], catalog: Catalog) -> Iterator[str]:
    """Every other code of the sheet; a code that came back is good again."""
    old = dict.fromkeys(entry.code for entry in history if entry.code != history[-1].code)
    if old:
        yield catalog.text("Throw away sheets with these codes: {codes}").format(codes=", ".join(old))


def _changed(
    heading: str, old: Release, new: Release | Current, names: Mapping[str, str], catalog: Catalog
) -> Iterator[str]:
    yield from _indented([heading.format(old=old.code, new=new.code)])
    for change in changes(old.said, new.said, names):
        yield from _indented(_lines(change, catalog), 4)


def _lines(change: Change, catalog: Catalog) -> Iterator[str]:
    yield f"- {headline(change, catalog)}"
    if change.old:
        yield f"  {catalog.text('Before:')} {change.old}"
    if change.new:
        yield f"  {catalog.text('Now:')} {change.new}"


def _indented(lines: Iterable[str], spaces: int = 2) -> Iterator[str]:
    return (" " * spaces + line for line in lines)
