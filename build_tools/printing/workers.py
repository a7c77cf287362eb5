"""A process that gets ready to print while the source is still read, and then sees to the printing."""

from __future__ import annotations

import atexit
import importlib
import multiprocessing
import multiprocessing.connection
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from build_tools import stale_files as leftovers
from build_tools.printing import processes as printing
from build_tools.printing.sheets import Proof, Sheet
from build_tools.problems import ProblemsFound

LEFT = re.compile(r"leaflets-(?P<process>[0-9]{1,9})-\w+")
PROOF = "build_tools.printing.proof"  # which imports WeasyPrint and all else that printing needs


class Foreman:
    """Takes one order. `behind`: it leaves the processor to whatever somebody waits for."""

    def __init__(self, root: Path, processes: int, behind: bool = False) -> None:
        context = printing.context()
        self.line, theirs = context.Pipe()
        self.folder = tempfile.TemporaryDirectory(prefix=f"leaflets-{os.getpid()}-", ignore_cleanup_errors=True)
        # A copy of this process has our end of the line too, and would never learn that nobody listens any more.
        ours = self.line if context.get_start_method() == "fork" else None
        given = (theirs, ours, root, processes, behind, self.folder.name)
        # mypy does not know that every context has processes.
        self.process = context.Process(target=_work, args=given)  # type: ignore[attr-defined]
        self.process.start()
        theirs.close()
        atexit.register(self.dismiss)  # or Python would wait at its end for a foreman that waits for an order

    def proofs(self, sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, Proof]]:
        """The work begins at once; gives every sheet, in the order in which they are done. Raises ProblemsFound."""
        with suppress(ConnectionError):  # who does not hear does not answer either
            self.line.send(sheets)
        return self._answers(sheets)

    def _answers(self, sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, Proof]]:
        try:
            while answer := self.line.recv():
                if isinstance(answer, ProblemsFound):
                    raise answer
                number, proof = answer
                yield sheets[number], proof
        except (EOFError, OSError):  # it was ended, perhaps in the middle of an answer
            raise printing.stopped() from None
        finally:
            self.dismiss()

    def dismiss(self) -> None:
        """End it, whatever it does; the processes that print for it end with it."""
        atexit.unregister(self.dismiss)
        self.process.terminate()
        self.process.join()
        self.line.close()
        self.folder.cleanup()


def clear_up() -> None:
    """Delete what foremen left who were killed: WeasyPrint keeps fonts in temporary folders while it prints."""
    leftovers.take_away(Path(tempfile.gettempdir()), LEFT)


def prepare() -> None:
    """Where foremen are not copies of this process: import what they need, once, before somebody waits for it."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        from multiprocessing import forkserver  # only here: not every system has it

        forkserver.set_forkserver_preload([PROOF])
        forkserver.ensure_running()


def _work(line: Connection, ours: Connection | None, root: Path, processes: int, behind: bool, folder: str) -> None:
    """In the foreman's process: get ready, wait for the sheets, and send back what becomes of them.

    `folder` is where it and its printers may leave what they need for a while.
    """
    if ours:
        ours.close()
    os.environ["TMPDIR"] = tempfile.tempdir = folder
    if behind and hasattr(os, "nice"):
        os.nice(10)
    importlib.import_module(PROOF)
    printing.warm_up(root)
    parent = multiprocessing.parent_process()
    assert parent, "a foreman has been sent by somebody"
    multiprocessing.connection.wait([line, parent.sentinel])
    try:
        if not line.poll():
            return
        sheets = line.recv()
    except (EOFError, OSError):  # the build has ended, or was killed
        return
    numbers = {sheet.file: number for number, sheet in enumerate(sheets)}
    try:
        for sheet, proof in printing.in_processes(root, sheets, processes):
            line.send((numbers[sheet.file], proof))
        line.send(None)
    except ProblemsFound as found:
        line.send(found)
    except ConnectionError:  # the build has ended, or was killed
        return
