"""Branches that are merged with the real Git: no conflict, no release or withdrawal lost, and one order everywhere."""

from __future__ import annotations

import os
import random
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest
from large import large
from test_ledger import DAYS, LARGE, A, B, C, edition, history

from build_tools.content.model import Approval
from build_tools.records import ledger, sealed_folder, sign_off
from build_tools.records.ledger import Ledger
from build_tools.records.registers import read_ledger, read_register
from build_tools.records.sealed import in_order, newest
from build_tools.records.sign_off import Register, SignOff, signed, withdrawn
from build_tools.records.snapshot import Current, Snapshot

SCAN = "scan"
FIRST, UNTIL = date(2027, 1, 1), date(2030, 1, 1)


def merged(*ledgers: Ledger) -> Ledger:
    """What Git makes of the folders of two branches: the files of both."""
    return Ledger(in_order({release.seal: release for each in ledgers for release in each.releases}.values()))


# --- releases --------------------------------------------------------------------------------------------------------

BASE = history(A)
MERGES = [
    pytest.param(BASE, BASE, [A], id="the same"),
    pytest.param(BASE, Ledger(), [A], id="new"),
    pytest.param(history(A, B), BASE, [A, B], id="only ours"),
    pytest.param(BASE, history(A, B), [A, B], id="only theirs"),
    pytest.param(history(B, ledger=BASE, start=2), history(C, ledger=BASE, start=1), [A, C, B], id="by day"),
    pytest.param(history(B, ledger=BASE, start=2), history(B, ledger=BASE, start=1), [A, B], id="both the same text"),
    pytest.param(history(A, B, A), history(A, C), [A, B, C, A], id="there and back"),
    pytest.param(history(A, LARGE, B), history(A, LARGE), [A, B], id="another size is another sheet"),
]


@pytest.mark.parametrize(("ours", "theirs", "expected"), MERGES)
def test_a_merge_loses_no_release(ours: Ledger, theirs: Ledger, expected: list[Current]) -> None:
    found = merged(ours, theirs)
    told = [release.code for release in found.history(BASE.releases[0].about)]
    assert sorted(told) == sorted(each.code for each in expected) and told[-1] == expected[-1].code
    assert found == merged(theirs, ours) == merged(found, ours)
    after = history(edition("D"), ledger=found, start=9)
    assert after.history(BASE.releases[0].about)[-1].follows, "it knows what was there"
    assert [each for each in newest(after.releases) if each.about == BASE.releases[0].about] == [after.releases[-1]]


def test_of_two_releases_of_one_day_the_same_is_current_everywhere() -> None:
    one, other = history(B, ledger=BASE, start=3), history(C, ledger=BASE, start=3)
    found = merged(one, other)
    assert found.releases == (*BASE.releases, *sorted((one.releases[1], other.releases[1]), key=lambda each: each.seal))


def test_within_a_day_each_release_stands_behind_what_it_follows() -> None:
    for seed in range(20):
        found = Ledger()
        for text in random.Random(seed).choices((A, B, C, LARGE), k=12):
            found = ledger.released(found, [text], DAYS[0])
        shuffled = random.Random(seed).sample(found.releases, len(found.releases))
        assert in_order(shuffled) == found.releases
        places = {release.seal: place for place, release in enumerate(found.releases)}
        assert all(places[seal] < places[each.seal] for each in found.releases for seal in each.follows)


# --- sign-offs -------------------------------------------------------------------------------------------------------


class Branch:
    """What one branch knows of the sign-offs of one language."""

    def __init__(self, *entries: SignOff) -> None:
        self.entries = in_order(entries)

    @property
    def register(self) -> Register:
        return Register(self.entries)

    def sign(self, day: int, words: str = "Rest.") -> Branch:
        return Branch(*self.entries, _signed(self.register, FIRST + timedelta(day), words))

    def withdraw(self, day: int) -> Branch:
        last = self.register.last("en")
        assert last
        return Branch(*self.entries, _withdrawn(self.register, last, FIRST + timedelta(day)))

    def merge(self, other: Branch) -> Branch:
        return Branch(*{entry.seal: entry for entry in (*self.entries, *other.entries)}.values())

    @property
    def told(self) -> tuple[date, bool]:
        last = self.register.last("en")
        assert last
        return last.signed, bool(last.withdrawn)


def _signed(register: Register, day: date, words: str) -> SignOff:
    read = Snapshot(title=words, sections=(), facts={})
    return signed(register, SCAN, Approval("Nobody Real", "Reader", day, UNTIL, "en"), read)


def _withdrawn(register: Register, last: SignOff, day: date) -> SignOff:
    return withdrawn(register, last, ("Nobody Real", "Reader"), day, "The dose is wrong.")


BASE_SIGNED = Branch().sign(0)
BACK, ANEW = BASE_SIGNED.withdraw(2), BASE_SIGNED.sign(5, "Rest a lot.")
SIGN_OFFS = [
    pytest.param(BASE_SIGNED, (0, False), id="signed"),
    pytest.param(BACK, (2, True), id="withdrawn"),
    pytest.param(BACK.sign(2), (2, False), id="signed again on that day"),
    pytest.param(ANEW.merge(BACK), (2, True), id="withdrawn on one branch, signed later on the other"),
    pytest.param(ANEW.merge(BACK).sign(6), (6, False), id="and signed after the merge"),
    pytest.param(ANEW.merge(BACK.sign(3)), (5, False), id="withdrawn and signed on one branch"),
    pytest.param(BACK.sign(3).merge(BASE_SIGNED.withdraw(4)), (4, True), id="withdrawn on both, signed on one"),
    pytest.param(BACK.merge(BASE_SIGNED.withdraw(4)).sign(5), (5, False), id="withdrawn on both, then signed"),
    pytest.param(BACK.sign(3).merge(BACK.sign(4)).merge(ANEW.withdraw(7)), (7, True), id="three branches"),
    pytest.param(BACK.merge(ANEW).merge(ANEW.sign(9)), (2, True), id="signed twice where nobody knew of it"),
    pytest.param(BACK.withdraw(3), (3, True), id="two reasons"),
    pytest.param(BACK.withdraw(3).sign(3), (3, False), id="two reasons, and signed after both"),
    pytest.param(BACK.sign(3).withdraw(3).sign(3).withdraw(3), (3, True), id="to and fro on one day"),
    pytest.param(BASE_SIGNED.merge(Branch().sign(1)), (1, False), id="two beginnings"),
]  # fmt: skip


@pytest.mark.parametrize(("branch", "expected"), SIGN_OFFS)
def test_a_withdrawal_holds_until_somebody_signs_who_knows_of_it(branch: Branch, expected: tuple[int, bool]) -> None:
    assert branch.told == (FIRST + timedelta(expected[0]), expected[1])
    assert branch.register.last("es") is None


# --- with the real Git -----------------------------------------------------------------------------------------------


class Repository:
    """A project that holds nothing but records."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "leaflets").mkdir()
        (root / "README").write_text("Records.\n")
        self.git("init", "--quiet", "--initial-branch=b0")
        self.commit()

    def git(self, *arguments: str) -> str:
        names = [f"GIT_{who}_{what}" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")]
        nobody = dict.fromkeys(names, "nobody@example.org")
        alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, env={**os.environ, **nobody, **alone}, capture_output=True, text=True
        )
        assert done.returncode == 0, f"git {' '.join(arguments)}: {done.stdout}{done.stderr}"
        return done.stdout

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", "Records")

    @property
    def register(self) -> Register:
        return read_register(self.root, SCAN)

    @property
    def ledger(self) -> Ledger:
        return read_ledger(self.root, {SCAN: self.register})

    def sign(self, day: date, words: str) -> None:
        self._add_sign_off(_signed(self.register, day, words))

    def withdraw(self, day: date) -> None:
        last = self.register.last("en")
        if last and not last.withdrawn:
            self._add_sign_off(_withdrawn(self.register, last, day))

    def release(self, day: date, words: str) -> None:
        before = self.ledger
        sealed_folder.add(self.root, ledger.FOLDER, ledger.released(before, [edition(words)], day).since(before))
        self.commit()

    def _add_sign_off(self, entry: SignOff) -> None:
        sealed_folder.add(self.root, sign_off.folder(SCAN), [entry])
        self.commit()


BRANCHES, STEPS = 3, 40


@pytest.mark.parametrize("seed", [0, 1, *large([2, 3])])
def test_random_branches(tmp_path: Path, seed: int) -> None:
    """Beside the project a model is kept of what each branch knows; both must say the same after every step."""
    chance, repository = random.Random(seed), Repository(tmp_path)
    for number in range(1, BRANCHES):
        repository.git("branch", f"b{number}")
    known: list[set[str]] = [set() for _ in range(BRANCHES)]  # names of files, by branch
    answers: dict[str, set[str]] = {}  # what was known to who wrote it, by name of the file
    day = FIRST
    for _ in range(STEPS):
        here, day = chance.randrange(BRANCHES), day + timedelta(chance.randrange(2))
        repository.git("checkout", "--quiet", f"b{here}")
        what = chance.choice(("sign", "withdraw", "release", "release", "merge", "merge"))
        if what == "merge":
            other = chance.randrange(BRANCHES)
            repository.git("merge", "--quiet", "--no-edit", f"b{other}")
            known[here] |= known[other]
        elif what == "withdraw":
            repository.withdraw(day)
        else:
            getattr(repository, what)(day, chance.choice("ABCD"))
        entries, releases = repository.register.entries, repository.ledger.releases
        now = {record.file_name for record in (*entries, *releases)}
        answers |= {name: known[here].copy() for name in now - known[here]}
        assert now >= known[here], "a record is lost"
        known[here] = now
        _compare(repository, answers)


def _compare(repository: Repository, answers: dict[str, set[str]]) -> None:
    entries, last, found = repository.register.entries, repository.register.last("en"), repository.ledger
    withdrawals = {entry.file_name for entry in entries if entry.withdrawn}
    unanswered = withdrawals.difference(*(answers[entry.file_name] for entry in entries if not entry.withdrawn))
    assert bool(unanswered) == bool(last and last.withdrawn)
    for release in found.releases:
        assert bool(found.taken_back(release)) == bool(withdrawals - answers[release.file_name])


def test_two_who_do_the_same_on_two_branches(tmp_path: Path) -> None:
    """The same file, to the last byte, which Git joins without a question; or two, and both hold."""
    repository = Repository(tmp_path)
    repository.release(DAYS[0], "A")
    repository.git("branch", "same")
    repository.git("branch", "later")
    repository.release(DAYS[1], "B")
    for branch, day in (("same", DAYS[1]), ("later", DAYS[2])):
        repository.git("checkout", "--quiet", branch)
        repository.release(day, "B")
        repository.git("merge", "--quiet", "--no-edit", "b0")
    repository.git("merge", "--quiet", "--no-edit", "same")
    assert [(each.code, each.released) for each in repository.ledger.releases] == [
        (A.code, DAYS[0]), (B.code, DAYS[1]), (B.code, DAYS[2])
    ]  # fmt: skip
    repository.release(DAYS[3], "C")
    assert len(repository.ledger.releases[-1].follows) == 2


def test_a_deleted_record_is_told_on_the_other_branch_too(tmp_path: Path) -> None:
    """Somebody deletes a withdrawal while others sign after it: the merge is clean, and the build names it."""
    repository = Repository(tmp_path)
    repository.sign(FIRST, "A")
    repository.withdraw(FIRST)
    repository.git("branch", "other")
    file = repository.root / sign_off.folder(SCAN).path / repository.register.entries[1].file_name
    file.unlink()
    repository.commit()
    repository.git("checkout", "--quiet", "other")
    repository.sign(FIRST, "B")
    repository.git("merge", "--quiet", "--no-edit", "b0")
    with pytest.raises(Exception, match=f"sealed-missing the sign-off before this one is missing.*{file.name[-13:]}"):
        _ = repository.register
