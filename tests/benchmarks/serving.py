"""How long an author waits under `mkdocs serve` after a statement was saved."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from .project import LEAFLET, PAGE, PROCEDURE, edit
from .runs import SURROUNDINGS

PDF = f"leaflets/{PROCEDURE}-{LEAFLET}-standard-en.pdf"
PATIENCE = 180.0  # seconds


class Waits(NamedTuple):
    """Seconds after saving until the page shows the new words, and until the leaflet is another."""

    page: float
    leaflet: float


def waits(folder: Path, edits: int, leaflets: bool) -> list[Waits]:
    """For some edits, one after the other; with leaflets switched off the second wait is 0."""
    shutil.rmtree(folder / ".cache", ignore_errors=True)
    edit(folder, -1)  # what is printed at first is none of the edits
    with _served(folder, leaflets) as address:
        return [_wait(folder, address, number, leaflets) for number in range(edits)]


def _wait(folder: Path, address: str, number: int, leaflets: bool) -> Waits:
    old = _get(address + PDF) if leaflets else b""
    time.sleep(1)  # the server is at rest again
    start = time.perf_counter()
    words = edit(folder, number).encode()
    page = _until(start, lambda: words in _get(address + PAGE))
    return Waits(page, _until(start, lambda: _get(address + PDF) not in (b"", old)) if leaflets else 0)


def _until(start: float, is_so: Callable[[], bool]) -> float:
    while not is_so():
        if time.perf_counter() - start > PATIENCE:
            raise SystemExit("mkdocs serve: what was saved did not show")
        time.sleep(0.02)
    return time.perf_counter() - start


def _get(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return bytes(answer.read())
    except (urllib.error.URLError, ConnectionError):
        return b""


@contextmanager
def _served(folder: Path, leaflets: bool) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
    surroundings = SURROUNDINGS | {"PRINT_LEAFLETS": str(leaflets).lower()}
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(command, cwd=folder, env=surroundings, stdout=log, stderr=subprocess.STDOUT)
        try:
            _until(time.perf_counter(), lambda: bool(_get(f"http://127.0.0.1:{port}/")))
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(PATIENCE)
