"""What a code on a sheet of paper stands for: whether the sheet still holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from build_tools.messages import messages
from build_tools.records.ledger import Ledger, Release
from build_tools.records.snapshot import Current

CodeStanding = Literal["current", "replaced", "taken-back", "withdrawn", "not-here", "unreleased", "unknown"]

STANDINGS: dict[CodeStanding, str] = messages({
    "current": "current",
    "replaced": "replaced: do not use",
    "taken-back": "taken back: do not use",
    "withdrawn": "no longer made: do not use",
    "not-here": "in a language that is not given out now: ask first",
    "unreleased": "trial print: do not hand out",
    "unknown": "this code was never released here",
})


class CodeState(NamedTuple):
    """What can be said of a code."""

    standing: CodeStanding
    """withdrawn: nothing was released after it, but the source has no such leaflet any more. not-here: nobody can tell,
    because this build has no leaflet in its language. taken-back: a clinician has withdrawn the approval with which it
    went out."""
    entry: Release | None = None
    """Its newest release."""
    replaced_by: Release | None = None
    """What was released next for the same sheet."""
    newest: Release | None = None
    """What may be handed out for the same sheet; None where its last release was taken back."""
    now: Current | None = None
    """The same sheet as the source has it now; it may differ from `newest`."""
    taken_back: date | None = None
    """The day on which the approval of the last release of the same sheet was withdrawn."""


def state(ledger: Ledger, code: str, editions: Iterable[Current]) -> CodeState:
    """What a code stands for, given what the source has now."""
    present = {now.about: now for now in editions}
    entry = next((entry for entry in reversed(ledger.releases) if entry.code == code), None)
    if entry is None:
        trial = next((now for now in present.values() if now.code == code), None)
        newest, taken_back = _last(ledger.history(trial.about) if trial else (), ledger)
        return CodeState("unreleased" if trial else "unknown", newest=newest, now=trial, taken_back=taken_back)
    history, now = ledger.history(entry.about), present.get(entry.about)
    last = max(index for index, release in enumerate(history) if release.code == code)
    newest, taken_back = _last(history, ledger)
    if last + 1 < len(history):
        return CodeState("replaced", entry, history[last + 1], newest, now, taken_back)
    is_here = not present or any(about.language == entry.language for about in present)
    gone: CodeStanding = "withdrawn" if is_here else "not-here"
    standing: CodeStanding = "taken-back" if taken_back else "current" if now else gone
    return CodeState(standing, entry, None, newest, now, taken_back)


def _last(history: tuple[Release, ...], ledger: Ledger) -> tuple[Release | None, date | None]:
    """(what may be handed out of a sheet, when the approval of its last release was taken back)."""
    taken_back = ledger.taken_back(history[-1]) if history else None
    return (history[-1] if history and not taken_back else None), taken_back
