"""The ledger: what releases add, and what a code stands for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from build_tools.problems import Place, Problem, ProblemsFound
from build_tools.records.ledger import FOLDER, Ledger, doubles, released
from build_tools.records.sealed import sealed
from build_tools.records.snapshot import Current, Snapshot, SnapshotSection, code, digest
from build_tools.records.standing import state

DAYS = [date(2027, 5, day) for day in range(1, 20)]


def edition(words: str = "Lie flat.", leaflet: str = "card", size: str = "standard") -> Current:
    """A leaflet that says these words."""
    said = Snapshot(title="Card", sections=(SnapshotSection(id="a", heading="A", lines=(words,)),), facts={})
    identity = {"procedure": "scan", "leaflet": leaflet, "language": "en", "size": size}
    file, place = f"scan-{leaflet}-{size}-en.pdf", Place(f"leaflets/{leaflet}.yaml")
    return Current(**identity, said=said, digest=digest(said, **identity), file=file, place=place)


A, B, C = edition("A"), edition("B"), edition("C")
LARGE = edition("A", size="large")


def history(*texts: Current, ledger: Ledger | None = None, start: int = 0) -> Ledger:
    """Releases of one text after the other, one on each day."""
    found = ledger or Ledger()
    for text, day in zip(texts, DAYS[start:], strict=False):
        found = released(found, [text], day)
    return found


def told(ledger: Ledger) -> list[tuple[str, date]]:
    return [(release.code, release.released) for release in ledger.releases]


def problems(action: Callable[[], object]) -> list[Problem]:
    with pytest.raises(ProblemsFound) as found:
        action()
    assert all(problem.hint for problem in found.value.problems)
    return list(found.value.problems)


# --- releasing -------------------------------------------------------------------------------------------------------


def test_a_sheet_in_a_language_that_is_not_built_is_not_called_gone() -> None:
    """A build in Spanish alone knows nothing of English paper."""
    spanish = A._replace(language="es")
    assert state(history(A), A.code, [spanish]).standing == "not-here"
    assert state(history(A, B), A.code, [spanish]).standing == "replaced"
    assert state(history(A), A.code, [spanish, B._replace(leaflet="other")]).standing == "withdrawn"


def test_a_release_records_everything() -> None:
    (release,) = history(A).releases
    assert (release.about, release.code, release.digest, release.said) == (
        ("scan", "card", "en", "standard"),
        A.code,
        A.digest,
        A.said,
    )
    assert release.released == DAYS[0]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([A], [(A, 0)]),
        ([A, A, A], [(A, 0)]),
        ([A, B], [(A, 0), (B, 1)]),
        ([A, B, B, C], [(A, 0), (B, 1), (C, 3)]),
        ([A, B, A], [(A, 0), (B, 1), (A, 2)]),
        ([A, LARGE, A], [(A, 0), (LARGE, 1)]),
    ],
)
def test_releases_add_what_is_new(texts: list[Current], expected: list[tuple[Current, int]]) -> None:
    assert told(history(*texts)) == [(text.code, DAYS[day]) for text, day in expected]


def test_each_release_follows_the_one_before_of_its_sheet() -> None:
    first, large, second = history(A, LARGE, B).releases
    assert (first.follows, large.follows, second.follows) == ((), (), (first.seal,))


def test_the_order_of_editions_does_not_matter() -> None:
    assert released(Ledger(), [A, LARGE], DAYS[0]) == released(Ledger(), [LARGE, A], DAYS[0])


def test_a_day_before_the_last_release() -> None:
    (problem,) = problems(lambda: released(history(A, B), [C], DAYS[0]))
    assert problem.place == FOLDER.place(history(A, B).releases[1]) and problem.code == "sealed-date"
    assert "2027-05-02" in problem.message and "2027-05-01" in problem.message
    assert released(history(A, B), [B], DAYS[0]) == history(A, B)  # nothing to add


def _with_the_code_of(now: Current, other: Current) -> Current:
    """As if the two digests began with the same digits."""
    return now._replace(digest=other.digest[:24] + now.digest[24:])


def test_a_code_that_belongs_to_another_text() -> None:
    double = _with_the_code_of(edition("D", leaflet="sheet"), A)
    assert double.code == A.code and double.digest != A.digest
    before = history(A)
    (problem,) = problems(lambda: released(before, [A, double], DAYS[1]))
    assert problem.place.path == "leaflets/sheet.yaml" and problem.code == "same-code" and A.code in problem.message
    (problem,) = problems(lambda: released(Ledger(), [A, double], DAYS[1]))
    assert problem.place.path == "leaflets/sheet.yaml"


def test_two_branches_that_gave_one_code_to_two_texts() -> None:
    (one,) = history(A).releases
    other = sealed(one.model_copy(update={"leaflet": "sheet", "digest": A.digest[:24] + B.digest[24:]}))
    assert code(other.digest) == one.code
    (problem,) = doubles(Ledger((one, other)))
    assert (problem.place, problem.code) == (FOLDER.place(other), "same-code")
    assert not [*doubles(history(A, B, A))]


# --- what a code stands for ------------------------------------------------------------------------------------------

STATES = [
    pytest.param([A], [A], A, ("current", None, A), id="current"),
    pytest.param([A], [B], A, ("current", None, A), id="source is newer"),
    pytest.param([A], [B], B, ("unreleased", None, A), id="trial of the next"),
    pytest.param([], [A], A, ("unreleased", None, None), id="trial of the first"),
    pytest.param([A, B], [B], A, ("replaced", B, B), id="replaced"),
    pytest.param([A, B, C], [C], A, ("replaced", B, C), id="replaced twice"),
    pytest.param([A, B, A], [A], A, ("current", None, A), id="current again"),
    pytest.param([A, B, A], [A], B, ("replaced", A, A), id="replaced by an older text"),
    pytest.param([A], [], A, ("withdrawn", None, A), id="leaflet is gone"),
    pytest.param([A, LARGE], [A, LARGE], A, ("current", None, A), id="another size is another sheet"),
    pytest.param([A], [A], C, ("unknown", None, None), id="unknown"),
]


@pytest.mark.parametrize(("releases", "present", "asked", "expected"), STATES)
@pytest.mark.parametrize("same_day", [False, True])
def test_state(
    releases: list[Current], present: list[Current], asked: Current, expected: tuple[Any, ...], same_day: bool
) -> None:
    ledger = Ledger()
    for text, day in zip(releases, DAYS, strict=False):
        ledger = released(ledger, [text], DAYS[0] if same_day else day)
    found = state(ledger, asked.code, present)
    codes = [each and each.code for each in (found.replaced_by, found.newest)]
    assert [found.standing, *codes] == [expected[0], *(each and each.code for each in expected[1:])]


@pytest.mark.parametrize("texts", [[A, A], [A, B, B], [A, A, B, A]])
def test_a_release_that_repeats_the_one_before_it_counts_once(texts: list[Current]) -> None:
    """Two branches release the same text, or a text is released again after it was taken back."""
    ledger = Ledger()
    for text, day in zip(texts, DAYS, strict=False):
        ledger = Ledger((*ledger.releases, ledger.next(text, day)))
    told = [release.code for release in ledger.history(ledger.releases[0].about)]
    assert told == [text.code for number, text in enumerate(texts) if texts[number + 1 : number + 2] != [text]]
    assert state(ledger, texts[-1].code, texts[-1:]).standing == "current"
