"""Folders of sealed records: every damage is found at its file, and nothing is ever half written."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commands import ROOT, digests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutating import FILES, RAW, TEXT, Edit
from test_ledger import A, B, C, edition, history, problems
from users import bound_by_rights

from build_tools.problems import ProblemsFound
from build_tools.records import sealed_folder
from build_tools.records.ledger import FOLDER, Ledger
from build_tools.records.registers import read_ledger
from build_tools.records.snapshot import canonical, code

WHOLE = history(A, B, C)
NAMES = [release.file_name for release in WHOLE.releases]


def on_disk(root: Path, ledger: Ledger = WHOLE) -> Path:
    """The folder with these releases."""
    (root / "leaflets").mkdir(exist_ok=True)
    sealed_folder.add(root, FOLDER, ledger.releases)
    return root / FOLDER.path


def read(root: Path) -> Ledger:
    return read_ledger(root, {})


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return on_disk(tmp_path_factory.mktemp("good"))


@pytest.fixture
def folder(good: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(good, tmp_path / FOLDER.path))


# --- damage ----------------------------------------------------------------------------------------------------------


def replaced(number: int, old: str, new: str) -> Callable[[Path], object]:
    """Other words in one of the files."""

    def damage(folder: Path) -> None:
        text = (folder / NAMES[number]).read_text("utf-8")
        assert text.count(old) == 1, text
        (folder / NAMES[number]).write_text(text.replace(old, new), "utf-8")

    return damage


def resealed(number: int, *, renamed: bool = True, **changes: object) -> Callable[[Path], object]:
    """Other data in one of the files, by somebody who knows how to seal; `None` takes a key out."""

    def damage(folder: Path) -> None:
        file = folder / NAMES[number]
        data: dict[str, Any] = {**json.loads(file.read_text("utf-8")), **changes}
        data = {key: value for key, value in data.items() if value is not None}
        data["seal"] = seal(data)
        file.write_text(json.dumps(data, indent=1, sort_keys=True), "utf-8")
        start = f"{data['released']}-{data['code']}" if renamed else file.name[:18]
        file.rename(folder / f"{start}-{data['seal'][:8]}.json")

    return damage


def moved(number: int, name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / NAMES[number]).rename(folder / name)


def written(name: str, content: str = "{}") -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text(content)


def seal(data: dict[str, Any]) -> str:
    return hashlib.sha256(canonical({key: value for key, value in data.items() if key != "seal"})).hexdigest()


def gone(*numbers: int) -> Callable[[Path], object]:
    def damage(folder: Path) -> None:
        for number in numbers:
            (folder / NAMES[number]).unlink()

    return damage


def as_bytes(folder: Path) -> None:
    file = folder / NAMES[1]
    file.write_bytes(file.read_bytes().replace(b'"B"', b'"B\xff"'))


OTHER, OTHER_DAY = "2027-05-02-K7M-4PX-12345678.json", NAMES[1].replace("-02-", "-03-")
COPY = f"{NAMES[0][:-5]} (1).json"
SAID = {"title": "x", "sections": [], "facts": {}, "x": 1}
# What was done; the file, where it is one of the three, or its name; the code.
DAMAGES = [
    pytest.param(replaced(1, '"B"', '"Bad"'), 1, "sealed-edited", id="words"),
    pytest.param(replaced(1, "2027-05-02", "2027-05-01"), 1, "sealed-edited", id="day"),
    pytest.param(replaced(1, B.code, A.code), 1, "sealed-edited", id="code"),
    pytest.param(replaced(1, WHOLE.releases[0].seal, "0" * 64), 1, "sealed-edited", id="what it follows"),
    pytest.param(replaced(1, WHOLE.releases[1].seal, "0" * 64), 1, "sealed-edited", id="seal"),
    pytest.param(replaced(1, '"seal"', '"x"'), 1, "unknown-key", id="no seal"),
    pytest.param(replaced(0, '{\n "answers', '{{\n "answers'), 0, "sealed-broken", id="broken JSON"),
    pytest.param(written(NAMES[1], "[]"), 1, "wrong-value", id="not a record"),
    pytest.param(written(NAMES[1], ""), 1, "sealed-broken", id="empty"),
    pytest.param(written(NAMES[1], "[" * 100_000), 1, "sealed-broken", id="bottomless"),
    pytest.param(replaced(1, '"code"', '"code": "x", "code"'), 1, "sealed-edited", id="a key twice"),
    pytest.param(replaced(1, '"B"', '"\\ud800"'), 1, "sealed-broken", id="half a character"),
    pytest.param(replaced(1, '"B"', "NaN"), 1, "wrong-value", id="NaN"),
    pytest.param(replaced(1, '"B"', "9" * 5000), 1, "sealed-broken", id="endless number"),
    pytest.param(replaced(1, '"B"', '"B"\n<<<<<<< HEAD\n'), 1, "merge", id="marks of a merge"),
    pytest.param(replaced(1, '"B"', '"B"\n=======\r\n'), 1, "merge", id="one mark, Windows"),
    pytest.param(as_bytes, 1, "not-utf-8", id="bytes"),
    pytest.param(gone(0), 1, "sealed-missing", id="the first gone"),
    pytest.param(gone(1), 2, "sealed-missing", id="one in the middle gone"),
    pytest.param(gone(0, 1), 2, "sealed-missing", id="two gone"),
    pytest.param(moved(1, OTHER), OTHER, "sealed-name", id="another name"),
    pytest.param(moved(1, OTHER_DAY), OTHER_DAY, "sealed-name", id="another day in its name"),
    pytest.param(resealed(1, renamed=False, code=A.code), None, "sealed-edited", id="code and digest"),
    pytest.param(moved(1, "README.md"), "README.md", "sealed-name", id="no such name"),
    pytest.param(written("notes.txt"), "notes.txt", "sealed-name", id="a stray file"),
    pytest.param(written(COPY), COPY, "sealed-name", id="a copy"),
    pytest.param(written(f"{NAMES[0]}.orig"), f"{NAMES[0]}.orig", "sealed-name", id="left by a merge"),
    pytest.param(lambda folder: (folder / "old").mkdir(), "old", "sealed-name", id="a stray folder"),
    pytest.param(resealed(0, x=1), None, "unknown-key", id="unknown key"),
    pytest.param(resealed(0, said=SAID), None, "unknown-key", id="unknown key within"),
    pytest.param(resealed(2, said=None), None, "missing-key", id="missing key"),
    *(
        pytest.param(resealed(1, renamed=False, **{key: value}), None, "wrong-value", id=f"{key} {value!r}")
        for key, value in [
            ("released", "2027-02-30"), ("released", "1.5.2027"), ("released", 1_800_000_000), ("released", []),
            ("released", "2027-05-02T10:00:00"), ("code", "AEI-OUY"), ("code", "../../x"), ("code", 7),
            ("digest", "x"), ("procedure", "../x"), ("language", "<b>"), ("said", "B"), ("size", ""),
            ("follows", "x"), ("follows", ["x"]), ("answers", [7]),
        ]
    ),
    pytest.param(resealed(2, code="K7M-4PX"), None, "sealed-edited", id="the code of no digest"),
    pytest.param(
        resealed(2, code=A.code, digest=A.digest[:30] + B.digest[30:]), None, "same-code", id="two texts, one code"
    ),
    pytest.param(resealed(2, released="2027-05-01"), None, "sealed-date", id="days go backwards"),
    pytest.param(resealed(2, procedure="other"), None, "sealed-missing", id="follows another sheet"),
    pytest.param(resealed(2, follows=["0" * 64]), None, "sealed-missing", id="follows nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("damage", "at", "expected"), DAMAGES)
def test_every_damage_is_found_at_its_file(
    tmp_path: Path, folder: Path, damage: Callable[[Path], object], at: int | str | None, expected: str
) -> None:
    damage(folder)
    (new,) = {path.name for path in folder.iterdir()} - {*NAMES} if at is None else {at}
    name = NAMES[new] if isinstance(new, int) else new
    (problem,) = problems(lambda: read(tmp_path))
    assert (problem.place.path, problem.code) == (f"{FOLDER.path}/{name}", expected)


def line_of(file: Path, words: str) -> int:
    (found,) = (number for number, row in enumerate(file.read_text("utf-8").split("\n"), 1) if words in row)
    return found


def test_damage_has_its_line(tmp_path: Path, folder: Path) -> None:
    replaced(0, ' "code":', ' "code" =')(folder)
    replaced(1, '"B"', '"B"\n<<<<<<< HEAD\n')(folder)
    (folder / NAMES[2]).write_bytes((folder / NAMES[2]).read_bytes().replace(b'"C"', b'"\xff"'))
    found = [(problem.place.line, problem.place.column) for problem in problems(lambda: read(tmp_path))]
    lines = [line_of(folder / NAMES[0], '"code" ='), line_of(folder / NAMES[1], "<<<")]
    assert found == [(lines[0], len(' "code" =')), (lines[1], 1), (line_of_c(folder), 1)]


def line_of_c(folder: Path) -> int:
    return (folder / NAMES[2]).read_bytes().partition(b"\xff")[0].count(b"\n") + 1


def test_all_damage_is_told_at_once(tmp_path: Path, folder: Path) -> None:
    replaced(0, '"Card"', '"card"')(folder)
    replaced(2, '"C"', "[3]")(folder)
    written("notes.txt")(folder)
    found = [(problem.place.path.rpartition("/")[2], problem.code) for problem in problems(lambda: read(tmp_path))]
    assert found == [(NAMES[0], "sealed-edited"), (NAMES[2], "wrong-value"), ("notes.txt", "sealed-name")]


@pytest.mark.parametrize("cut", range(1, 500, 37))
def test_a_file_cut_short_anywhere(tmp_path: Path, folder: Path, cut: int) -> None:
    file = folder / NAMES[1]
    file.write_text(file.read_text("utf-8")[:cut], "utf-8")
    (problem,) = problems(lambda: read(tmp_path))
    assert (problem.place.path, problem.code) == (f"{FOLDER.path}/{NAMES[1]}", "sealed-broken")


def test_the_newest_one_gone_is_not_found(tmp_path: Path, folder: Path) -> None:
    """No later record names it: the guides say so."""
    gone(2)(folder)
    assert read(tmp_path) == history(A, B)


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: raw.removesuffix(b"\n"),
        lambda raw: raw.replace(b"\n", b"\r\n"),
        lambda raw: b"\xef\xbb\xbf" + raw,
        lambda raw: json.dumps(json.loads(raw)).encode(),
    ],
    ids=["no last line break", "line breaks of Windows", "byte order mark", "formatted"],
)
def test_what_editors_and_git_do_to_white_space_is_no_damage(
    tmp_path: Path, folder: Path, change: Callable[[bytes], bytes]
) -> None:
    for file in folder.iterdir():
        assert change(file.read_bytes()) != file.read_bytes()
        file.write_bytes(change(file.read_bytes()))
    assert read(tmp_path) == WHOLE


def test_what_is_hidden_is_no_record(tmp_path: Path, folder: Path) -> None:
    (folder / ".DS_Store").write_bytes(b"\0")
    (folder / ".unfinished-1-x").mkdir()
    assert read(tmp_path) == WHOLE


def test_no_folder_is_an_empty_ledger(tmp_path: Path) -> None:
    assert read(tmp_path) == Ledger()
    (tmp_path / FOLDER.path).mkdir(parents=True)
    assert read(tmp_path) == Ledger()


def test_the_one_file_of_older_projects(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "leaflets/ledger.jsonl").write_text("{}\n")
    (problem,) = problems(lambda: read(tmp_path))
    assert (problem.place.path, problem.code) == ("leaflets/ledger.jsonl", "sealed-moved")
    assert FOLDER.path in problem.message


def test_a_file_too_large(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed_folder, "LARGEST", 100)
    assert {problem.code for problem in problems(lambda: read(tmp_path))} == {"file-too-large"}


def test_a_folder_full_of_strays_is_told_with_an_end(tmp_path: Path, folder: Path) -> None:
    for number in range(500):
        written(f"{number}.txt")(folder)
    assert len(problems(lambda: read(tmp_path))) == 100


NOT_FILES = [
    pytest.param(lambda path: path.symlink_to("/etc/hostname"), id="a link out of the project"),
    pytest.param(lambda path: path.symlink_to("nowhere"), id="a link to nothing"),
    pytest.param(lambda path: path.symlink_to(path.name), id="a link to itself"),
    pytest.param(lambda path: os.mkfifo(path), id="a pipe"),
]


@pytest.mark.parametrize("make", [*NOT_FILES, pytest.param(lambda path: path.mkdir(), id="a folder")])
def test_what_is_not_a_file_of_the_project(tmp_path: Path, folder: Path, make: Callable[[Path], object]) -> None:
    gone(1)(folder)
    make(folder / NAMES[1])
    (problem,) = problems(lambda: read(tmp_path))
    assert (problem.place.path, problem.code) == (f"{FOLDER.path}/{NAMES[1]}", "missing-file")


@pytest.mark.parametrize("make", [*NOT_FILES, pytest.param(lambda path: path.write_text("x"), id="a file")])
def test_what_is_not_a_folder_of_the_project(tmp_path: Path, make: Callable[[Path], object]) -> None:
    (tmp_path / "leaflets").mkdir()
    make(tmp_path / FOLDER.path)
    (problem,) = problems(lambda: read(tmp_path))
    assert (problem.place.path, problem.code) == (FOLDER.path, "missing-file")


EDITS = st.lists(
    st.builds(
        Edit, st.sampled_from([*TEXT, *RAW, *FILES]), st.just(f"{FOLDER.path}/*.json"), st.integers(0, 9999),
        st.integers(0, 9999),
    ), min_size=1, max_size=3,
)  # fmt: skip


@settings(max_examples=300, derandomize=True, database=None, deadline=None, suppress_health_check=[*HealthCheck])
@given(edits=EDITS)
def test_nothing_that_nobody_released_is_ever_read(good: Path, edits: list[Edit]) -> None:
    """Whatever happens to the files: what is read was written so, or the file is named."""
    root = good.parents[1] / "spoiled"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(good.parent, root / "leaflets")
    for edit in edits:
        edit.apply(root)
    try:
        found = read(root).releases
    except ProblemsFound as refused:
        assert all(problem.place.path.startswith(FOLDER.path) for problem in refused.problems)
    else:
        assert found == WHOLE.releases[: len(found)]


# --- writing ---------------------------------------------------------------------------------------------------------


def test_what_is_written_is_read(tmp_path: Path) -> None:
    ledger = history(A, edition('{"a"}\u2028 \\n "quoted" ضع 😀'))
    folder = on_disk(tmp_path, ledger)
    assert read(tmp_path) == ledger
    assert sorted(path.name for path in folder.iterdir()) == sorted(release.file_name for release in ledger.releases)


def test_the_same_releases_give_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    assert digests(on_disk(tmp_path)) == digests(on_disk(tmp_path / "other"))


def test_nothing_that_lies_there_is_written_again(tmp_path: Path, folder: Path) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    after = history(A, ledger=WHOLE, start=5)
    sealed_folder.add(tmp_path, FOLDER, after.since(WHOLE))
    assert read(tmp_path) == after
    assert before.items() <= {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}.items()


@pytest.mark.parametrize("make", [pytest.param(lambda path: path.write_text("x"), id="a file"), NOT_FILES[2]])
def test_where_no_folder_can_be(tmp_path: Path, make: Callable[[Path], object]) -> None:
    make(tmp_path / "leaflets")
    (problem,) = problems(lambda: sealed_folder.add(tmp_path, FOLDER, WHOLE.releases))
    assert (problem.place.path, problem.code) == (FOLDER.path, "cannot-write")


def test_a_folder_without_the_right_to_write(tmp_path: Path, folder: Path) -> None:
    folder.chmod(0o555)
    try:
        with bound_by_rights():
            (problem,) = problems(lambda: sealed_folder.add(tmp_path, FOLDER, history(edition("D")).releases))
    finally:
        folder.chmod(0o755)
    assert problem.code == "cannot-write"


def test_a_folder_without_the_right_to_read(tmp_path: Path, folder: Path) -> None:
    folder.chmod(0o333)
    try:
        with bound_by_rights():
            (problem,) = problems(lambda: read(tmp_path))
    finally:
        folder.chmod(0o755)
    assert problem.place.path == FOLDER.path and "Permission denied" in problem.message, problem


WRITER = f"""
import os, resource, signal, sys
from pathlib import Path
sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "tests")!r}]
from build_tools.problems import ProblemsFound
from build_tools.problems import ProblemsFound
from build_tools.records import sealed_folder
from build_tools.records.ledger import FOLDER
from test_ledger import A, B, C, history
root, new = Path(sys.argv[1]), history(A, B, C).releases[1:]
"""


def writer(root: Path, code: str) -> subprocess.Popen[str]:
    """Another process that writes two more releases."""
    command = [sys.executable, "-c", WRITER + code, str(root)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")


def test_a_full_disk(tmp_path: Path) -> None:
    """A limit on the size of files stops the writing in the middle, as a full disk does."""
    folder = on_disk(tmp_path, history(A))
    full = """
resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))
try:
    sealed_folder.add(root, FOLDER, new)
except ProblemsFound as found:
    print(found.problems[0])
"""
    said, _ = writer(tmp_path, full).communicate(timeout=60)
    assert "cannot-write" in said and "File too large" in said
    assert read(tmp_path) == history(A) and len([*folder.iterdir()]) == 1


ONE, TWO = history(A), history(A, B)
MOMENTS = [("fsync", 1, ONE), ("fsync", 2, ONE), ("replace", 1, ONE), ("replace", 2, TWO)]


@pytest.mark.parametrize(("call", "time", "left"), MOMENTS)
def test_killed_while_writing(tmp_path: Path, call: str, time: int, left: Ledger) -> None:
    """Of two releases there are none, or the one that was put in place, and the next command writes the rest."""
    folder = on_disk(tmp_path, history(A))
    stop = f"""
real, count = os.{call}, 0
def wait(*what):
    global count
    count += 1
    if count < {time}:
        return real(*what)
    print("now", flush=True)
    signal.pause()
os.{call} = wait
sealed_folder.add(root, FOLDER, new)
"""
    process = writer(tmp_path, stop)
    assert process.stdout and process.stdout.readline() == "now\n"
    assert len([*folder.glob(".*")]) == 1, "it was not in the middle of writing"
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=60)
    process.stdout.close()
    assert read(tmp_path) == left
    sealed_folder.add(tmp_path, FOLDER, WHOLE.since(left))
    assert read(tmp_path) == WHOLE
    assert [*folder.glob(".*")] == [], "what was left lies there for ever"


def test_many_processes_that_write_at_once(tmp_path: Path) -> None:
    """Each has read the same ledger before any has written; every release is there in the end."""
    on_disk(tmp_path, history(A))
    write = """
from test_ledger import edition
print("ready", flush=True)
sys.stdin.readline()
for number in range(10):
    one = history(edition(f"{os.getpid()} {number}"), ledger=history(A), start=3)
    sealed_folder.add(root, FOLDER, one.releases[1:])
"""
    command = [sys.executable, "-c", WRITER + write, str(tmp_path)]
    started = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    for each in started:
        assert each.stdout and each.stdout.readline() == "ready\n"
    for each in started:
        each.communicate("\n", timeout=60)
    releases = read(tmp_path).releases
    assert len(releases) == 41 and [each.returncode for each in started] == [0] * 4
    assert all(release.follows == (WHOLE.releases[0].seal,) for release in releases[1:])


def test_codes_come_from_digests() -> None:
    assert all(release.code == code(release.digest) for release in WHOLE.releases)
