"""The ledger: what releases add, every damage found at its line, and nothing ever half-written."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from commands import ROOT

from build_tools.problems import Place, Problem, ProblemsFound
from build_tools.records import ledger_file, ledger_text, sealed_file
from build_tools.records.ledger import PATH, Ledger, merged, released
from build_tools.records.sealed import seal, seal_of_all
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
    return [(entry.code, entry.released) for entry in ledger.entries]


def problems(action: Callable[[], object]) -> list[Problem]:
    with pytest.raises(ProblemsFound) as found:
        action()
    assert all(problem.hint for problem in found.value.problems)
    return list(found.value.problems)


# --- releasing -------------------------------------------------------------------------------------------------------


def test_a_release_records_everything() -> None:
    (entry,) = history(A).entries
    assert (entry.sheet, entry.code, entry.digest, entry.said) == (
        ("scan", "card", "en", "standard"),
        A.code,
        A.digest,
        A.said,
    )
    assert entry.released == DAYS[0]


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


def test_the_order_of_editions_does_not_matter() -> None:
    assert released(Ledger(), [A, LARGE], DAYS[0]) == released(Ledger(), [LARGE, A], DAYS[0])


def test_a_day_before_the_last_release() -> None:
    (problem,) = problems(lambda: released(history(A, B), [C], DAYS[0]))
    assert problem.place == Place(PATH, 2) and problem.code == "release-date"
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


# --- merging ---------------------------------------------------------------------------------------------------------

BASE = history(A)
MERGES = [
    pytest.param(BASE, BASE, [A], id="the same"),
    pytest.param(BASE, Ledger(), [A], id="new"),
    pytest.param(history(A, B), BASE, [A, B], id="only ours"),
    pytest.param(BASE, history(A, B), [A, B], id="only theirs"),
    pytest.param(history(B, ledger=BASE, start=2), history(LARGE, ledger=BASE, start=1), [A, LARGE, B], id="by date"),
    pytest.param(history(B, ledger=BASE, start=2), history(B, ledger=BASE, start=1), [A, B], id="both the same text"),
    pytest.param(history(A, B, A), history(A, C), [A, B, C, A], id="there and back"),
]


@pytest.mark.parametrize(("ours", "theirs", "expected"), MERGES)
def test_a_merge_loses_no_release(ours: Ledger, theirs: Ledger, expected: list[Current]) -> None:
    found = merged(ours, theirs)
    assert {entry.code for entry in found.entries} == {entry.code for entry in (*ours.entries, *theirs.entries)}
    assert [code for code, _ in told(found)] == [each.code for each in expected]
    assert ledger_text.parse(ledger_text.text(found)) == found  # whole, and its dates in order
    assert merged(found, ours) == found == merged(found, theirs)


def test_a_merge_of_two_histories_that_cross() -> None:
    """What was current on both sides in turn stands once for each turn, with the earlier day."""
    found = merged(history(A, LARGE, B, A), history(A, B, A))
    assert told(found) == [(A.code, DAYS[0]), (LARGE.code, DAYS[1]), (B.code, DAYS[1]), (A.code, DAYS[2])]


def conflict(ours: Ledger, theirs: Ledger, base: Ledger | None = None) -> str:
    """The file as Git leaves it."""
    texts = [ledger_text.text(each).splitlines(keepends=True) for each in (ours, theirs)]
    same = next(number for number, pair in enumerate(zip(*texts, strict=False)) if pair[0] != pair[1])
    middle = ["||||||| base\n", *ledger_text.text(base).splitlines(keepends=True)[same:]] if base else []
    parts = [texts[0][:same], ["<<<<<<< HEAD\n"], texts[0][same:], middle, ["=======\n"], texts[1][same:]]
    return "".join(line for part in [*parts, [">>>>>>> theirs\n"]] for line in part)


@pytest.mark.parametrize("base", [None, BASE], ids=["merge", "diff3"])
def test_a_merge_that_git_could_not_finish(tmp_path: Path, base: Ledger | None) -> None:
    ours, theirs = history(A, B), history(C, ledger=BASE, start=2)
    file = ledger_on_disk(tmp_path, conflict(ours, theirs, base))
    (problem,) = problems(lambda: ledger_file.read(tmp_path))
    assert problem.place == Place(PATH, 2) and problem.code == "merge" and "--merge" in problem.hint
    joined = ledger_file.read_merge(tmp_path)
    assert joined == merged(ours, theirs)
    ledger_file.replace(tmp_path, joined)
    assert ledger_file.read(tmp_path) == joined and "<<<" not in file.read_text("utf-8")


def test_a_damaged_side_of_a_merge_is_not_joined(tmp_path: Path) -> None:
    ledger_on_disk(tmp_path, conflict(history(A, B), history(A, C)).replace('"lines": ["B"]', '"lines": ["b"]'))
    assert [problem.code for problem in problems(lambda: ledger_file.read_merge(tmp_path))] == ["sealed-edited"]


@pytest.mark.parametrize("ledger", [None, Ledger(), history(A, B)])
def test_reading_for_a_merge_where_there_is_none(tmp_path: Path, ledger: Ledger | None) -> None:
    if ledger is not None:
        ledger_on_disk(tmp_path, ledger_text.text(ledger))
    assert ledger_file.read_merge(tmp_path) == (ledger or Ledger())


# --- damage ----------------------------------------------------------------------------------------------------------

WHOLE = history(A, B, C)


def ledger_on_disk(root: Path, content: str | bytes) -> Path:
    file = root / PATH
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def lines(change: Callable[[list[Any]], object], *, sealed: bool = False) -> str:
    """The ledger's lines as data, changed; `sealed`: by somebody who knows how to seal."""
    data: list[Any] = [json.loads(line) for line in ledger_text.text(WHOLE).splitlines()]
    change(data)
    if sealed:
        for line in data[:-1]:
            line["seal"] = seal(line)
        data[-1] = {"entries": len(data) - 1, "seal": seal_of_all(line["seal"] for line in data[:-1])}
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in data)


TEXT = ledger_text.text(WHOLE)
ROWS = TEXT.splitlines(keepends=True)
DAMAGES = [
    pytest.param(TEXT.replace('["B"]', '["Bad"]'), [(2, "sealed-edited")], id="words edited"),
    pytest.param(TEXT.replace("2027-05-02", "2027-05-01"), [(2, "sealed-edited")], id="date edited"),
    pytest.param(TEXT.replace(B.code, A.code), [(2, "same-code"), (2, "sealed-edited")], id="code edited"),
    pytest.param(lines(lambda rows: rows[1].pop("seal")), [(2, "sealed-edited"), (4, "sealed-end")], id="no seal"),
    pytest.param(TEXT.replace("{", "{{", 1), [(1, "sealed-line")], id="broken JSON"),
    pytest.param(ROWS[0] + "\n" + "".join(ROWS[1:]), [(2, "sealed-line"), (5, "sealed-end")], id="empty line"),
    pytest.param(ROWS[0] + "[]\n" + "".join(ROWS[2:]), [(2, "sealed-line")], id="not an entry"),
    pytest.param("[" * 100_000, [(1, "sealed-end"), (1, "sealed-line")], id="bottomless"),
    pytest.param(TEXT.replace('"code"', '"code": "x", "code"', 1), [(1, "sealed-line")], id="a key twice"),
    pytest.param(TEXT.replace('["B"]', '["\\ud800"]'), [(2, "sealed-line")], id="half a character"),
    pytest.param(TEXT.replace('["B"]', "[NaN]"), [(2, "sealed-line")], id="NaN"),
    pytest.param(TEXT.replace('["B"]', f"[{'9' * 5000}]"), [(2, "sealed-line")], id="endless number"),
    pytest.param("", [(1, "sealed-end"), (1, "sealed-line")], id="empty file"),
    pytest.param("".join(ROWS[:3]), [(3, "sealed-end")], id="last line gone"),
    pytest.param("".join(ROWS[:2]), [(2, "sealed-end")], id="last lines gone"),
    pytest.param(TEXT[:-30], [(4, "sealed-end"), (4, "sealed-line")], id="cut in the last line"),
    pytest.param(TEXT[: len(ROWS[0]) + 50], [(2, "sealed-end"), (2, "sealed-line")], id="cut in an entry"),
    pytest.param("".join([ROWS[0], *ROWS[2:]]), [(3, "sealed-end")], id="a line gone"),
    pytest.param("".join([ROWS[1], ROWS[0], *ROWS[2:]]), [(2, "release-date"), (4, "sealed-end")], id="lines moved"),
    pytest.param(TEXT + ROWS[0], [(4, "sealed-end"), (5, "release-date"), (5, "sealed-end")], id="line after the end"),
    pytest.param("".join([*ROWS[:2], ROWS[1], *ROWS[2:]]), [(3, "same-code"), (5, "sealed-end")], id="a line twice"),
    pytest.param(lines(lambda rows: rows[0].update(x=1), sealed=True), [(1, "unknown-key")], id="unknown key"),
    pytest.param(
        lines(lambda rows: rows[0]["said"].update(x=1), sealed=True), [(1, "unknown-key")], id="unknown key within"
    ),
    pytest.param(lines(lambda rows: rows[2].pop("said"), sealed=True), [(3, "missing-key")], id="missing key"),
    *(
        pytest.param(
            lines(lambda rows, key=key, value=value: rows[1].update({key: value}), sealed=True),  # type: ignore[misc]
            [(2, "wrong-value")],
            id=f"{key} {value!r}",
        )
        for key, value in [
            ("released", "2027-02-30"), ("released", "1.5.2027"), ("released", 1_800_000_000), ("released", None),
            ("released", "2027-05-02T10:00:00"), ("code", "AEI-OUY"), ("code", "../../x"), ("code", 7),
            ("digest", "x"), ("procedure", "../x"), ("language", "<b>"), ("said", "B"), ("size", ""),
        ]
    ),
    pytest.param(
        lines(lambda rows: rows[1].update(code="K7M-4PX"), sealed=True), [(2, "sealed-edited")], id="code and digest"
    ),
    pytest.param(
        lines(lambda rows: rows[2].update(code=A.code, digest=A.digest[:30] + B.digest[30:]), sealed=True),
        [(3, "same-code")],
        id="two texts, one code",
    ),
    pytest.param(
        lines(lambda rows: rows[0].update(released="2027-06-01"), sealed=True),
        [(2, "release-date"), (3, "release-date")],
        id="dates go backwards",
    ),
    pytest.param(TEXT.encode().replace(b'["B"]', b'["B\xff"]'), [(2, "not-utf-8")], id="bytes"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), DAMAGES)
def test_every_damage_is_found_at_its_line(
    tmp_path: Path, content: str | bytes, expected: list[tuple[int, str]]
) -> None:
    assert content not in (TEXT, TEXT.encode())
    ledger_on_disk(tmp_path, content)
    found = problems(lambda: ledger_file.read(tmp_path))
    assert [(problem.place.line, problem.code) for problem in found] == expected
    assert {problem.place.path for problem in found} == {PATH}


def test_all_damage_is_told_at_once(tmp_path: Path) -> None:
    ledger_on_disk(
        tmp_path, TEXT.replace('["A"]', '["a"]').replace('["C"]', "[3]").replace('"entries": 3', '"entries": 9')
    )
    found = problems(lambda: ledger_file.read(tmp_path))
    assert [problem.place.line for problem in found] == [1, 3, 4]


@pytest.mark.parametrize("cut", range(1, len(TEXT), 37))
def test_a_file_cut_short_anywhere(tmp_path: Path, cut: int) -> None:
    ledger_on_disk(tmp_path, TEXT[:cut])
    assert problems(lambda: ledger_file.read(tmp_path))[0].place.line in (
        1,
        TEXT[:cut].count("\n") + 1,
        TEXT[:cut].count("\n"),
    )


@pytest.mark.parametrize(
    "content",
    [TEXT, TEXT.removesuffix("\n"), TEXT.replace("\n", "\r\n"), "\N{ZERO WIDTH NO-BREAK SPACE}" + TEXT],
    ids=["as written", "no last line break", "line breaks of Windows", "byte order mark"],
)
def test_what_editors_and_git_do_to_line_breaks_is_no_damage(tmp_path: Path, content: str) -> None:
    ledger_on_disk(tmp_path, content)
    assert ledger_file.read(tmp_path) == WHOLE


def test_no_file_is_an_empty_ledger(tmp_path: Path) -> None:
    assert ledger_file.read(tmp_path) == Ledger()


def test_a_file_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed_file, "LARGEST", 100)
    ledger_on_disk(tmp_path, TEXT)
    (problem,) = problems(lambda: ledger_file.read(tmp_path))
    assert problem.code == "file-too-large"


def _link_out(file: Path) -> None:
    (file.parents[2] / "elsewhere").write_text(TEXT)
    file.symlink_to(file.parents[2] / "elsewhere")


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(_link_out, id="a link out of the project"),
        pytest.param(lambda file: file.symlink_to("nowhere"), id="a link to nothing"),
        pytest.param(lambda file: file.symlink_to(file.name), id="a link to itself"),
        pytest.param(lambda file: file.mkdir(), id="a folder"),
        pytest.param(lambda file: os.mkfifo(file), id="a pipe"),
    ],
)
def test_what_is_not_a_file_of_the_project(tmp_path: Path, make: Callable[[Path], None]) -> None:
    root = tmp_path / "project"
    (root / "leaflets").mkdir(parents=True)
    make(root / PATH)
    (problem,) = problems(lambda: ledger_file.read(root))
    assert (problem.place.path, problem.code) == (PATH, "missing-file")


# --- writing ---------------------------------------------------------------------------------------------------------


def test_what_is_written_is_read(tmp_path: Path) -> None:
    odd = edition('{"a"}\u2028 \\n "quoted" ضع 😀')
    for ledger in (history(A), history(A, odd)):
        (tmp_path / "leaflets").mkdir(exist_ok=True)
        ledger_file.write(tmp_path, ledger, ledger_file.read(tmp_path))
        assert ledger_file.read(tmp_path) == ledger
    assert [path.name for path in (tmp_path / "leaflets").iterdir()] == ["ledger.jsonl"]
    assert (tmp_path / PATH).read_bytes().count(b"\n") == 3


def test_the_same_releases_give_the_same_bytes() -> None:
    assert ledger_text.text(history(A, B, LARGE)) == ledger_text.text(history(A, B, LARGE))


def test_a_ledger_that_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    before = history(A)
    file = ledger_on_disk(tmp_path, ledger_text.text(history(A, B)))
    (problem,) = problems(lambda: ledger_file.write(tmp_path, history(A, C), before))
    assert problem.code == "cannot-write"
    assert file.read_text("utf-8") == ledger_text.text(history(A, B))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    (problem,) = problems(lambda: ledger_file.write(tmp_path, history(A), Ledger()))
    assert problem.code == "cannot-write" and "No such file" in problem.message


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_without_the_right_to_write(tmp_path: Path) -> None:
    file = ledger_on_disk(tmp_path, ledger_text.text(history(A)))
    file.parent.chmod(0o555)
    try:
        (problem,) = problems(lambda: ledger_file.write(tmp_path, history(A, B), history(A)))
    finally:
        file.parent.chmod(0o755)
    assert problem.code == "cannot-write"


WRITER = f"""
import json, os, resource, signal, sys
from pathlib import Path
sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "tests")!r}]
from build_tools.records import ledger_file
from build_tools.problems import ProblemsFound
from build_tools.records import sealed_file
from build_tools.records.sealed import seal, seal_of_all
from test_ledger import A, B, history
root = Path(sys.argv[1])
"""


def writer(root: Path, code: str) -> subprocess.Popen[str]:
    """Another process that writes a second release."""
    command = [sys.executable, "-c", WRITER + code, str(root)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")


def test_a_full_disk(tmp_path: Path) -> None:
    """A limit on the size of files stops the writing in the middle, as a full disk does."""
    file = ledger_on_disk(tmp_path, ledger_text.text(history(A)))
    full = """
resource.setrlimit(resource.RLIMIT_FSIZE, (700, 700))
try:
    ledger_file.write(root, history(A, B), history(A))
except ProblemsFound as found:
    print(found.problems[0])
"""
    said, _ = writer(tmp_path, full).communicate(timeout=60)
    assert "cannot-write" in said and "File too large" in said
    assert file.read_text("utf-8") == ledger_text.text(history(A))
    assert [path.name for path in file.parent.iterdir()] == ["ledger.jsonl"]


@pytest.mark.parametrize("moment", ["fsync", "replace"])
def test_killed_while_writing(tmp_path: Path, moment: str) -> None:
    file = ledger_on_disk(tmp_path, ledger_text.text(history(A)))
    stop = f"""
def wait(*_):
    print("now", flush=True)
    signal.pause()
os.{moment} = wait
ledger_file.write(root, history(A, B), history(A))
"""
    process = writer(tmp_path, stop)
    assert process.stdout and process.stdout.readline() == "now\n"
    assert len([*file.parent.iterdir()]) == 2, "it was not in the middle of writing"
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=60)
    process.stdout.close()
    assert file.read_text("utf-8") == ledger_text.text(history(A))
    ledger_file.write(tmp_path, history(A, B), ledger_file.read(tmp_path))  # the next release goes on
    assert ledger_file.read(tmp_path) == history(A, B)
    assert [path.name for path in file.parent.iterdir()] == ["ledger.jsonl"], "what was left lies there for ever"


def test_codes_come_from_digests() -> None:
    for entry in WHOLE.entries:
        assert entry.code == code(entry.digest)


def test_a_file_that_is_no_ledger_is_told_with_an_end() -> None:
    with pytest.raises(ProblemsFound) as found:
        ledger_text.parse("{}\n" * 5000)
    assert 100 <= len(found.value.problems) < 200
