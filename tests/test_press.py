"""What is printed, what is still good from last time, and what happens when a build or a process ends too early."""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import bless
import pytest
from commands import ROOT, TODAY, Started, digests, start, with_looks
from editing import own
from large import large, large_where
from translating import speaks, translate_all

from build_tools import pipeline
from build_tools.content.model import Paper
from build_tools.guide.leaflet_file import LeafletFile
from build_tools.preflight import Finding
from build_tools.printing import proof, versions
from build_tools.printing import workers as workers_module
from build_tools.printing.cache import FOLDER, Cache
from build_tools.printing.jobs import Printed, PrintJob
from build_tools.printing.press import MakeWorkers, Press
from build_tools.printing.workers import Workers, cores
from build_tools.problems import ProblemsFound

CONTENT = "docs/content/sample-scan"
KILLS = int(os.environ.get("KILLS", "1"))
FILES = ["sample-scan-card-standard-en.pdf", "sample-scan-card-large-en.pdf"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return bless.miniature(tmp_path)


@pytest.fixture(autouse=True)
def copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that print are copies of this one, whatever threads it has: those of their own take longer to begin."""
    monkeypatch.setattr(workers_module, "_can_be_copied", lambda: sys.platform == "linux")


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The files that go to the printer; nothing is printed, but each gets 2 sides and its own bytes."""
    files: list[str] = []

    def quick(job: PrintJob) -> Printed:
        files.append(job.file)
        return Printed(f"%PDF {job.html}".encode(), 2, b"PNG")

    monkeypatch.setattr(proof, "proof", quick)
    monkeypatch.setattr(proof, "pack_proof", lambda title, language, leaflets, expected: Printed(b"".join(leaflets), 4))
    yield files


@pytest.fixture
def bound(printed: list[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A title for each pack that is bound."""
    titles: list[str] = []

    def quick(title: str, language: str, leaflets: list[bytes], expected: object) -> Printed:
        titles.append(title)
        return Printed(b"".join(leaflets), 4)

    monkeypatch.setattr(proof, "pack_proof", quick)
    return titles


def press_of(root: Path) -> Press:
    return Press(root, bless.in_this_process)


def print_all(press: Press, root: Path, paper: Paper | None = None) -> tuple[tuple[LeafletFile, ...], list[str]]:
    """The leaflets, and the progress that was told."""
    told: list[str] = []
    printing = bless.start(press, root, paper, told.append)
    printing.finish()
    return printing.leaflets, told


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


# --- what is printed again -------------------------------------------------------------------------------------------


def test_what_is_given_out(project: Path, printed: list[str]) -> None:
    leaflets, told = print_all(press_of(project), project)
    assert [leaflet.file for leaflet in leaflets] == FILES
    assert sorted(printed) == sorted(FILES)
    sizes = [("en", size, "Letter", False) for size in ("standard", "large")]
    assert [leaflet.key[2:] for leaflet in leaflets] == sizes
    assert all(leaflet.code.encode() in leaflet.data for leaflet in leaflets)
    assert leaflets[0].picture == "sample-scan-card-standard-en.png"
    assert sorted(told) == [f"leaflet {number} of 2: {file}, 2 sides" for number, file in enumerate(printed, start=1)]


@pytest.mark.parametrize("same", [True, False], ids=["same press", "another press"])
def test_an_unchanged_leaflet_is_not_printed_again(project: Path, printed: list[str], same: bool) -> None:
    press = press_of(project)
    first, _ = print_all(press, project)
    again, told = print_all(press if same else press_of(project), project)
    assert (again, told, len(printed)) == (first, [], 2)


BOTH, LARGE, NONE = FILES, FILES[1:], list[str]()
TOUCHES = [
    pytest.param(f"{CONTENT}/topics/key-points.yaml", "inside of your", "parts of your", BOTH, id="statement"),
    pytest.param(f"{CONTENT}/topics/key-points.yaml", "at most in", "in", NONE, id="statement of the site"),
    pytest.param(f"{CONTENT}/topics/key-points.yaml", "blocks:", "# why\nblocks:", NONE, id="place in the source"),
    pytest.param(f"{CONTENT}/pictures/one.svg", "</svg>", "<circle r='1'/></svg>", BOTH, id="picture"),
    pytest.param(f"{CONTENT}/facts.yaml", "high: 30", "high: 35", BOTH, id="fact"),
    pytest.param(f"{CONTENT}/procedure.yaml", "review: 2027-11-01", "review: 2027-10-01", BOTH, id="foot: review"),
    pytest.param("docs/content/clinic.yaml", "website: https://", "website: https://www.", BOTH, id="foot: address"),
    pytest.param("docs/content/clinic.yaml", "paper: Letter", "paper: A4", BOTH, id="paper"),
    pytest.param("leaflets/sizes/large.yaml", "body: 20", "body: 21", LARGE, id="size of letters"),
    pytest.param("leaflets/sizes/large.yaml", "smallest: 16", "smallest: 15", LARGE, id="smallest size"),
    pytest.param("leaflets/sizes/large.yaml", "name: Large print", "name: Large", NONE, id="name of a size"),
    pytest.param("leaflets/card.yaml", "large: 4", "large: 5", LARGE, id="a higher limit of sides"),
    pytest.param("leaflets/templates/leaflet.html", "<main>", "<main class='x'>", BOTH, id="template"),
    pytest.param("docs/site.yaml", "Search in your own", "Look in your own", NONE, id="words of the site"),
    pytest.param("docs/templates/pages/page.html", "\n", "\n\n", NONE, id="template of the site"),
]


@large_where(lambda case: case["same"] and case["prints"] == BOTH)  # for which another press has more to do
@pytest.mark.parametrize(("file", "old", "new", "prints"), TOUCHES)
@pytest.mark.parametrize("same", [True, False], ids=["same press", "another press"])
def test_only_what_a_change_touches_is_printed_again(
    project: Path, printed: list[str], file: str, old: str, new: str, prints: list[str], same: bool
) -> None:
    press = press_of(project)
    print_all(press, project)
    printed.clear()
    path = own(project, file)
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    print_all(press if same else press_of(project), project)
    assert sorted(printed) == sorted(prints)


@pytest.mark.parametrize("file", ["leaflets/styles/leaflet.css", "leaflets/styles/fonts/new.ttf"])
def test_after_a_change_of_the_looks_all_is_printed_again(project: Path, printed: list[str], file: str) -> None:
    print_all(press_of(project), project)
    own(project, "leaflets/styles/leaflet.css")
    (project / file).parent.mkdir(exist_ok=True)
    for path in {"leaflets/styles/leaflet.css", file}:  # which names the font
        with (project / path).open("a") as style:
            style.write("/* another look, once with new.ttf */")
    print_all(press_of(project), project)
    assert len(printed) == 4


def test_after_a_change_of_a_program_all_is_printed_again(
    project: Path, printed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    print_all(press_of(project), project)
    monkeypatch.setattr(versions, "digest", lambda: "other")
    print_all(press_of(project), project)
    assert len(printed) == 4


def test_a_change_taken_back_prints_nothing(project: Path, printed: list[str]) -> None:
    statement = project / CONTENT / "topics/key-points.yaml"
    before = statement.read_bytes()
    first, _ = print_all(press_of(project), project)
    replace(statement, "inside of your", "parts of your")
    print_all(press_of(project), project)
    statement.write_bytes(before)
    printed.clear()
    again, _ = print_all(press_of(project), project)
    assert (again, printed) == (first, [])


# --- problems --------------------------------------------------------------------------------------------------------


@pytest.fixture
def jammed(monkeypatch: pytest.MonkeyPatch) -> None:
    findings = (Finding("off-the-page", "page 1: the first", "mend it"), Finding("lost-words", "the second", "do it"))
    monkeypatch.setattr(proof, "proof", lambda job: Printed(b"%PDF", 2, findings=findings))


def test_everything_that_is_wrong_with_every_leaflet_is_told(project: Path, jammed: None) -> None:
    bless.second_leaflet(project, "other")
    with pytest.raises(ProblemsFound) as found:
        print_all(press_of(project), project)
    told = {(problem.place.path, problem.place.line, problem.code, problem.message) for problem in found.value.problems}
    assert told == {
        (f"leaflets/{id}.yaml", 4, code, f"sample-scan-{id}-{size}-en.pdf: {words}")
        for id in ("card", "other")
        for size in ("standard", "large")
        for code, words in (("off-the-page", "page 1: the first"), ("lost-words", "the second"))
    }
    assert all(problem.hint for problem in found.value.problems)


def test_what_came_out_wrong_is_not_kept(project: Path, printed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    press = press_of(project)
    with monkeypatch.context() as patch, pytest.raises(ProblemsFound):
        patch.setattr(proof, "proof", lambda job: Printed(b"", 0, findings=(Finding("cannot-print", "why", "mend"),)))
        print_all(press, project)
    assert not (project / FOLDER).exists()
    print_all(press, project)
    assert len(printed) == 2


def test_too_many_sides(project: Path, printed: list[str]) -> None:
    card = project / "leaflets/card.yaml"
    good = card.read_text("utf-8")
    replace(card, "standard: 2", "standard: 1")
    with pytest.raises(ProblemsFound) as found:
        print_all(press_of(project), project)
    (problem,) = found.value.problems
    assert (problem.place.path, problem.place.line, problem.code) == ("leaflets/card.yaml", 4, "too-many-sides")
    assert problem.message == f"{FILES[0]}: it takes 2 sides, and 1 is the limit" and problem.hint
    card.write_text(good, "utf-8")
    print_all(press_of(project), project)
    assert len(printed) == 3, "with a higher limit it has more air"


@pytest.mark.parametrize(("code", "key"), [("late-card", "card_sides"), ("blank-page", "not_printed")])
def test_a_translation_that_has_no_room_may_have_more(
    project: Path, monkeypatch: pytest.MonkeyPatch, code: str, key: str
) -> None:
    """Nobody is told to change the leaflet for the words of one language."""
    speaks(project, "es")
    translate_all(project, "es")
    monkeypatch.setattr(proof, "proof", lambda job: Printed(b"", 1, findings=(Finding(code, "why", "mend it"),)))
    with pytest.raises(ProblemsFound) as found:
        pipeline.build(project, press_of(project), lambda message: None, TODAY)
    hints = {each.message.partition(":")[0][-6:-4]: each.hint for each in found.value.problems}
    assert hints["en"] == "mend it" and hints["es"].startswith("mend it; or ")
    assert hints["es"].endswith(f" in `{key}` of docs/content/locale/es/language.yaml")


def test_a_limit_that_was_lowered_holds_for_what_was_printed_before(project: Path) -> None:
    """With the real printer: what is kept has more sides than it may have now."""
    press = press_of(project)
    leaflets, _ = print_all(press, project)
    most = leaflets[1].sides or 0
    replace(project / "leaflets/card.yaml", "large: 4", f"large: {most - 1}")
    for each in (press, press_of(project)):
        with pytest.raises(ProblemsFound, match=r"card\.yaml:4:8: too-many-sides .*takes [0-9]+ sides") as found:
            print_all(each, project)
        assert len(found.value.problems) == 1


def test_a_style_that_the_printer_does_not_know(project: Path) -> None:
    with own(project, "leaflets/styles/leaflet.css").open("a") as style:
        style.write("p { no-such-property: 1 }")
    for workers in (bless.in_this_process, Workers):
        with pytest.raises(ProblemsFound, match=r"leaflets/styles/leaflet\.css:1:1: cannot-print .*no-such-") as found:
            print_all(Press(project, workers), project)
        assert len(found.value.problems) == 1, "once, and not for each leaflet"


def test_with_styles_of_its_own_that_are_the_same_and_by_other_workers(project: Path) -> None:
    without, _ = print_all(press_of(project), project)
    with_looks(project)
    shutil.rmtree(project / ".cache")
    assert print_all(Press(project), project)[0] == without


@pytest.mark.parametrize("workers", [bless.in_this_process, Workers])
def test_styles_that_cannot_be_read(project: Path, workers: MakeWorkers) -> None:
    (project / "leaflets/styles/leaflet.css").mkdir(parents=True)
    with pytest.raises(ProblemsFound, match=r"leaflets/styles/leaflet\.css:1:1: cannot-read cannot be read: Is a dir"):
        print_all(Press(project, workers), project)


# --- a damaged cache, a full disk ------------------------------------------------------------------------------------


def a_folder(path: Path, data: bytes) -> None:
    path.unlink()
    (path / "inside").mkdir(parents=True)


DAMAGES: dict[str, Callable[[Path, bytes], object]] = {
    "truncated": lambda path, data: path.write_bytes(data[: len(data) // 2]),
    "bit flipped": lambda path, data: path.write_bytes(data[:99] + bytes([data[99] ^ 4]) + data[100:]),
    "emptied": lambda path, data: path.write_bytes(b""),
    "replaced by another": lambda path, data: path.write_bytes(
        next(other for other in sorted(path.parent.iterdir()) if other != path).read_bytes()
    ),
    "replaced by a folder": a_folder,
    "gone": lambda path, data: path.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_printed_again_and_nothing_is_said(
    project: Path, printed: list[str], bound: list[str], damage: Callable[[Path, bytes], object]
) -> None:
    first, _ = print_all(press_of(project), project)
    assert len(list((project / FOLDER).iterdir())) == 4, "two leaflets and two packs"
    for path in sorted((project / FOLDER).iterdir()):
        whole = digests(project / FOLDER)
        damage(path, path.read_bytes())
        printed.clear()
        bound.clear()
        again, told_now = print_all(press_of(project), project)
        assert again == first and len(printed) + len(bound) == 1
        assert [line for line in told_now if not line.startswith("leaflet 1 of 1: ")] == []
        assert digests(project / FOLDER) == whole


def test_a_full_disk(project: Path, printed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        leaflets, told = print_all(press_of(project), project)
    assert [leaflet.file for leaflet in leaflets] == FILES
    cannot = sorted(line for line in told if line.startswith("cannot keep"))
    every = [*FILES, *(file.replace("-card-", "-pack-") for file in FILES)]
    assert cannot == sorted(f"cannot keep {file} for next time: No space left on device" for file in every)
    assert list((project / FOLDER).iterdir()) == []
    print_all(press_of(project), project)
    assert len(printed) == 4


def test_a_file_in_the_way_of_the_cache(project: Path, printed: list[str]) -> None:
    (project / ".cache").write_text("not ours")
    press = press_of(project)
    for _ in range(2):
        leaflets, told = print_all(press, project)
        assert [leaflet.file for leaflet in leaflets] == FILES
    assert told == [] and len(printed) == 2, "the same press still knows them"
    assert (project / ".cache").read_text() == "not ours"


# --- real builds, in processes of their own --------------------------------------------------------------------------


def build(project: Path, out: Path) -> Started:
    return start("build_tools", "--project", project, "build", out, cwd=ROOT)


def end(started: Started) -> tuple[int, str]:
    """How it ended within a minute, and what it said."""
    status, out, error = started.end(timeout=60)
    return status, out + error


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A project that was built once, with what it gave out."""
    folder = tmp_path_factory.mktemp("good")
    project = bless.miniature(folder)
    status, said = end(build(project, folder / "out"))
    assert status == 0, said
    return project, digests(folder / "out")


def whole(project: Path) -> bool:
    """Whether everything with a name in the cache can be read."""
    cache = Cache(project)
    names = [path.stem for path in cache.folder.glob("*.leaflet")]
    return all(cache.get(name) for name in names)


def test_two_builds_at_once(good: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    project = bless.miniature(tmp_path)
    started = [build(project, tmp_path / name) for name in ("one", "two")]
    for each in started:
        status, said = end(each)
        assert status == 0, said
    assert digests(tmp_path / "one") == digests(tmp_path / "two") == good[1]
    assert whole(project) and not list((project / FOLDER).glob(".*"))


def test_a_cache_damaged_in_every_way_gives_the_same_bytes(good: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    project = Path(shutil.copytree(good[0], tmp_path / "project"))
    kept = sorted((project / FOLDER).iterdir())
    assert len(kept) == 4, "two leaflets and two packs"
    for path, damage in zip(kept, DAMAGES.values(), strict=False):
        damage(path, path.read_bytes())
    status, said = end(build(project, tmp_path / "out"))
    told = re.sub(r"(?m)^(leaflet \d of \d: |counted for ).*\n", "", said)
    assert status == 0 and told.count("\n") == 1, said
    assert digests(tmp_path / "out") == good[1]


LINUX = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for the processes as Linux tells them")


def children(process: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def wait_for(is_so: Callable[[], object], seconds: float = 30) -> bool:
    end_ = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end_:
        time.sleep(0.01)
    return bool(is_so())


def is_running(process: int) -> bool:
    """A process that has ended and that nobody has asked for yet does not count."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def at_work(started: Started) -> list[int]:
    """The processes that print for a build, as soon as they are there."""
    assert wait_for(lambda: len(children(started.pid)) == min(2, cores()))
    return children(started.pid)


@LINUX
@pytest.mark.parametrize("number", [1, 2])
def test_a_process_that_dies_is_a_problem(tmp_path: Path, number: int) -> None:
    started = build(bless.miniature(tmp_path), tmp_path / "out")
    printers = at_work(started)
    for process in printers[:number]:
        os.kill(process, signal.SIGKILL)
    status, said = end(started)
    assert status == 1 and "Traceback" not in said
    assert said.count("leaflets:1:1: press-stopped a process that prints leaflets ended before it was done") == 1
    assert not (tmp_path / "out").exists()
    assert wait_for(lambda: not any(map(is_running, printers))), "processes go on for nobody"


@LINUX
@pytest.mark.numbers
def test_a_process_that_dies_at_any_time_is_a_problem(project_copy: Path) -> None:
    """Or nobody needed it any more; but the build ends."""
    for number in range(KILLS):
        shutil.rmtree(project_copy / ".cache", ignore_errors=True)
        started = build(project_copy, project_copy.parent / f"out-{number}")
        printers = at_work(started)
        time.sleep(0.3 + number * 1.8 / KILLS)
        with suppress(ProcessLookupError):
            os.kill(printers[number % 2], signal.SIGKILL)
        status, said = end(started)
        assert status == ("press-stopped" in said) and "Traceback" not in said, said


@LINUX
def test_a_build_that_finds_problems_leaves_no_process_waiting(tmp_path: Path) -> None:
    project = bless.miniature(tmp_path)
    replace(project / CONTENT / "procedure.yaml", "title:", "tittle:")
    started = build(project, tmp_path / "out")
    before = at_work(started)
    status, said = end(started)
    assert status == 1 and "tittle" in said and "Traceback" not in said
    assert not any(map(is_running, before))


@LINUX
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_nobody_prints_on_for_a_build_that_was_ended(project_copy: Path, how: signal.Signals) -> None:
    started = build(project_copy, project_copy / "out")
    printers = at_work(started)
    started.send_signal(how)
    status, said = end(started)
    assert status == -how and "Traceback" not in said
    assert wait_for(lambda: not any(map(is_running, printers)), 60), "processes go on for nobody"


@LINUX
@pytest.mark.parametrize("moment", [0, *large([0.5]), 1.0])
@pytest.mark.parametrize("whole_group", [True, False], ids=["as a terminal does it", "this process alone"])
def test_ctrl_c_ends_all_at_once(project_copy: Path, moment: float, whole_group: bool) -> None:
    started = build(project_copy, project_copy / "out")
    printers = at_work(started)
    time.sleep(moment)
    begun = time.monotonic()
    os.killpg(started.pid, signal.SIGINT) if whole_group else started.send_signal(signal.SIGINT)
    status, said = end(started)
    assert status == 1 and "Traceback" not in said and "Aborted!" in said, said
    assert not any(map(is_running, printers)) and time.monotonic() - begun < 5
    assert not (project_copy / "out").exists()


@LINUX
def test_a_build_killed_while_it_prints(good: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    project = bless.miniature(tmp_path)
    started = build(project, tmp_path / "out")
    printers = at_work(started)
    started.kill()
    assert end(started)[0] == -signal.SIGKILL
    assert wait_for(lambda: not any(map(is_running, printers))), "processes go on for nobody"
    assert not (tmp_path / "out").exists()
    assert whole(project)
    status, said = end(build(project, tmp_path / "out"))
    assert status == 0 and digests(tmp_path / "out") == good[1], said


# --- a source that is wrong -------------------------------------------------------------------------------------------


def test_a_build_that_stops_leaves_no_workers(project: Path) -> None:
    """They get ready before the source is read; who waits for all processes would wait for ever."""
    replace(project / CONTENT / "procedure.yaml", "lasts: scan_time", "lasts: nobody_knows")
    press = press_of(project)
    with pytest.raises(ProblemsFound):
        pipeline.build(project, press, print, TODAY)
    assert press.workers is None
