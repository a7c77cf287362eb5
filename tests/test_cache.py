"""What is kept from last time: whole or not there, whatever happens to the folder."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import ROOT
from users import bound_by_rights

from build_tools.printing import cache as cache_module
from build_tools.printing.cache import FOLDER, Cache
from build_tools.printing.jobs import Printed

PRINTED, THREE = Printed(bytes(range(100)), 2, b"a \n picture"), Printed(b"%PDF", 3)
KEY, OTHER = "a" * 64, "b" * 64


@pytest.fixture
def full(tmp_path: Path) -> Cache:
    """A cache with one thing in it."""
    found = Cache(tmp_path)
    found.put(KEY, PRINTED)
    return found


def files(of: Cache) -> list[str]:
    return sorted(path.name for path in of.folder.iterdir())


def test_empty_or_not(tmp_path: Path) -> None:
    found = Cache(tmp_path)
    assert found.is_empty()
    found.put(KEY, PRINTED)
    assert not found.is_empty()


def test_what_was_put_there_is_there_for_every_build(full: Cache, tmp_path: Path) -> None:
    assert Cache(tmp_path).get(KEY) == PRINTED
    assert Cache(tmp_path).get(OTHER) is None
    full.put(KEY, THREE)
    assert full.get(KEY) == THREE


def test_the_same_thing_has_the_same_bytes(full: Cache, tmp_path: Path) -> None:
    other = Cache(tmp_path / "other")
    other.put(KEY, PRINTED)
    (one,), (two,) = full.folder.iterdir(), other.folder.iterdir()
    assert one.read_bytes() == two.read_bytes()


# --- damage ----------------------------------------------------------------------------------------------------------


def test_no_single_wrong_bit_gives_another_leaflet(full: Cache) -> None:
    (path,) = full.folder.iterdir()
    whole = path.read_bytes()
    for position in range(len(whole)):
        spoiled = bytearray(whole)
        spoiled[position] ^= 1 << position % 8
        path.write_bytes(spoiled)
        assert full.get(KEY) is None, f"byte {position}"


def test_a_file_cut_short_anywhere_is_not_there(full: Cache) -> None:
    (path,) = full.folder.iterdir()
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert full.get(KEY) is None, length
    path.write_bytes(whole)
    assert full.get(KEY) == PRINTED


def _of_another_key(path: Path) -> None:
    Cache(path.parents[2]).put(OTHER, THREE)
    shutil.copy(path.with_stem(OTHER), path)


def _a_folder(path: Path) -> None:
    path.unlink()
    (path / "inside").mkdir(parents=True)


def _a_link(to: str) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        path.unlink()
        path.symlink_to(to)

    return damage


def _a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "emptied": lambda path: path.write_bytes(b""),
    "rubbish": lambda path: path.write_bytes(b"PK\x03\x04" * 999),
    "of another key": _of_another_key,
    "a folder": _a_folder,
    "a link to nothing": _a_link("nothing"),
    "a link to itself": _a_link(f"{KEY}.leaflet"),
    "a link to its folder": _a_link("."),
    "a link to what has no end": _a_link("/dev/zero"),
    "a pipe": _a_pipe,
    "gone": Path.unlink,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_what_is_damaged_is_not_there_and_can_be_put_there_again(full: Cache, damage: Callable[[Path], object]) -> None:
    damage(full.folder / f"{KEY}.leaflet")
    assert full.get(KEY) is None
    full.tidy(1)
    full.put(KEY, PRINTED)
    assert full.get(KEY) == PRINTED
    assert {file for file in files(full) if not file.startswith(OTHER)} == {f"{KEY}.leaflet"}


# --- a full disk, a folder that is not ours, a killed build ----------------------------------------------------------


IN_THE_WAY: dict[str, Callable[[Path], object]] = {
    "a file": lambda path: path.write_text("not ours"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a pipe": os.mkfifo,
}


@pytest.mark.parametrize("make", IN_THE_WAY.values(), ids=IN_THE_WAY)
@pytest.mark.parametrize("name", [".cache", ".cache/leaflets"])
def test_something_in_the_way_of_the_folder(tmp_path: Path, name: str, make: Callable[[Path], object]) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    make(tmp_path / name)
    here, before = Cache(tmp_path), (tmp_path / name).lstat()
    assert here.is_empty() and here.get(KEY) is None
    with pytest.raises(OSError):
        here.put(KEY, PRINTED)
    here.tidy(1)
    assert (tmp_path / name).lstat() == before


def test_nothing_stays_behind_when_the_last_step_fails(full: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch, pytest.raises(OSError, match="No space left"):
        patch.setattr(os, "replace", fails)
        full.put(OTHER, PRINTED)
    assert files(full) == [f"{KEY}.leaflet"]


IN_A_PROCESS = """
import os, resource, signal, sys
from pathlib import Path
from build_tools.printing.cache import Cache
from build_tools.printing.jobs import Printed
cache, key = Cache(Path(sys.argv[1])), sys.argv[2]
{before}
cache.put(key, Printed(bytes(100_000), 2))
"""
FULL_DISK = "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))"
KILLED = {
    "before the file has its name": "os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)",
    "while it is written": "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)",
}


def put_in_a_process(root: Path, key: str, before: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", IN_A_PROCESS.format(before=before), str(root), key]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)


def test_a_disk_that_is_full_after_half_a_file(full: Cache, tmp_path: Path) -> None:
    done = put_in_a_process(tmp_path, OTHER, FULL_DISK)
    assert "OSError: [Errno 27] File too large" in done.stderr
    assert files(full) == [f"{KEY}.leaflet"]
    assert full.get(KEY) == PRINTED


@pytest.mark.parametrize("moment", KILLED.values(), ids=KILLED)
@pytest.mark.parametrize("key", [KEY, OTHER], ids=["in the place of an old one", "a new one"])
def test_a_build_killed_while_it_keeps_something(full: Cache, tmp_path: Path, key: str, moment: str) -> None:
    assert put_in_a_process(tmp_path, key, moment).returncode == -signal.SIGKILL
    assert full.get(KEY) == PRINTED and full.get(OTHER) is None
    full.put(key, THREE)
    assert full.get(key) == THREE
    assert not [file for file in files(full) if file.startswith(".")], "what was left lies there for ever"


def test_a_folder_that_may_only_be_read_still_gives(full: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "utime", refused)
    assert full.get(KEY) == PRINTED


@pytest.mark.parametrize("name", [".cache", ".cache/leaflets"])
def test_a_folder_that_may_not_even_be_read(full: Cache, tmp_path: Path, name: str) -> None:
    (tmp_path / name).chmod(0)
    with bound_by_rights():
        assert full.is_empty() and full.get(KEY) is None
        full.tidy(1)
        with pytest.raises(PermissionError):
            full.put(KEY, PRINTED)
    (tmp_path / name).chmod(0o755)
    assert full.get(KEY) == PRINTED


# --- tidying ---------------------------------------------------------------------------------------------------------


def test_what_was_not_used_for_longest_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "ROOM", 2)
    here = Cache(tmp_path)
    for age, name in enumerate("abcd"):
        here.put(name, PRINTED)
        os.utime(here.folder / f"{name}.leaflet", (9000 - age, 9000 - age))
    assert here.get("d") == PRINTED  # is used now
    (here.folder / ".unfinished-x").write_bytes(b"of a killed build")
    os.utime(here.folder / ".unfinished-x", (1, 1))
    (here.folder / "folder").mkdir()
    os.utime(here.folder / "folder", (2, 2))
    here.tidy(3)
    assert len(files(here)) == 6, "no more than twice what the project has"
    here.tidy(1)
    assert files(here) == ["a.leaflet", "d.leaflet"]


def test_nothing_to_tidy(tmp_path: Path) -> None:
    Cache(tmp_path).tidy(1)
    assert not (tmp_path / FOLDER).exists()
