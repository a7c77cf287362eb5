"""What a code on a sheet of paper stands for: whether the sheet still holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from build_tools.records.ledger import Ledger, Release
from build_tools.records.snapshot import Current

CodeStanding = Literal["current", "replaced", "taken-back", "withdrawn", "unreleased", "unknown"]


class CodeState(NamedTuple):
    """What can be said of a code."""

    standing: CodeStanding
    """withdrawn: nothing was released after it, but the source has no such leaflet any more. taken-back: a clinician
    has withdrawn the approval that it went out with."""
    entry: Release | None = None
    """Its newest release."""
    replaced_by: Release | None = None
    """What was released next for the same sheet."""
    newest: Release | None = None
    """What is current for the same sheet."""
    now: Current | None = None
    """The same sheet as the source has it now; it may differ from `newest`."""
    taken_back: date | None = None
    """The day on which its approval was withdrawn."""


def state(ledger: Ledger, code: str, editions: Iterable[Current]) -> CodeState:
    """What a code stands for, given what the source has now."""
    present = {now.about: now for now in editions}
    entry = next((entry for entry in reversed(ledger.releases) if entry.code == code), None)
    if entry is None:
        trial = next((now for now in present.values() if now.code == code), None)
        newest = ledger.newest().get(trial.about) if trial else None
        return CodeState("unreleased" if trial else "unknown", newest=newest, now=trial)
    history, now = ledger.history(entry.about), present.get(entry.about)
    last = max(index for index, release in enumerate(history) if release.code == code)
    if last + 1 < len(history):
        return CodeState("replaced", entry, history[last + 1], history[-1], now)
    taken_back = ledger.taken_back(history[-1])
    standing: CodeStanding = "taken-back" if taken_back else "current" if now else "withdrawn"
    return CodeState(standing, entry, None, entry, now, taken_back)
