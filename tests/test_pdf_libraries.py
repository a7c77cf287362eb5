"""WeasyPrint's libraries are found without asking other programs, and only where something is printed."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys

import pytest
from commands import ROOT
from large import large

from build_tools.printing.jobs import Printed

STARTED = """
import json, sys
started = []
sys.addaudithook(lambda event, given: started.append(str(given[1])) if event == "subprocess.Popen" else None)
from build_tools.printing import pdf
asked = list(started)
from ctypes.util import find_library
print(json.dumps([asked, bool(find_library("c")), hasattr(sys.modules["weasyprint.text.ffi"], "pango")]))
"""
NEEDED = "import sys, {module}; print('weasyprint' in sys.modules)"


def said(program: str) -> str:
    command = [sys.executable, "-c", program]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a library is not found by its own name")
def test_no_compiler_is_asked() -> None:
    """Others who look for a library later get the whole search again."""
    assert json.loads(said(STARTED)) == [[], True, True]


@pytest.mark.parametrize(
    "module", ["build_tools.mkdocs_plugin", *large(["build_tools.printing.press", "build_tools.printing.workers"])]
)
def test_a_build_that_prints_nothing_does_without(module: str) -> None:
    assert said(NEEDED.format(module=module)) == "False\n"


def test_what_prints_needs_it() -> None:
    """Else the other tests would tell nothing."""
    assert said(NEEDED.format(module="build_tools.printing.proof")) == "True\n"


def test_who_takes_in_what_was_printed_does_without() -> None:
    """A build gets it from other processes; reading it must not import all that made it."""
    printed = pickle.dumps(Printed(b"%PDF", 1, b"PNG"))
    assert said(f"import pickle, sys; pickle.loads({printed!r}); print('weasyprint' in sys.modules)") == "False\n"
