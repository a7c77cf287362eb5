"""What tests of sign-offs share: a miniature project, and the `leaflets` command on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import bless
from click.testing import CliRunner, Result
from translating import translate_all

from build_tools import pipeline
from build_tools.__main__ import main
from build_tools.content.model import Approval
from build_tools.guide import build
from build_tools.output import Output
from build_tools.printing.press import Press
from build_tools.records.signed_state import SignedState

CONTENT = "docs/content/sample-scan"
SIGNED = date(2027, 1, 10)
WHO = ("--name", "Nobody Real (invented)")
DURING = date(2027, 1, 15)
CLOCK = date(2029, 1, 1)  # of a computer on which all that tests sign has been signed
PRINTED = TemporaryDirectory(prefix="printed-")  # what was printed for one test is not printed for the next
SIGNERS = """
signers:
  - {name: Nobody Real (invented), role: Test reader, email: nobody@example.org}
  - {name: A, role: Test reader, email: a@example.org}
  - {name: B, role: Test reader, email: b@example.org}
"""


def run(project: Path, *arguments: object, typed: str = "") -> Result:
    """A command on the day of our clock; a traceback is a failure."""
    if not (project / ".cache").exists():
        (project / ".cache").symlink_to(PRINTED.name)
    press = partial(Press, make_workers=bless.in_this_process)
    with patch("build_tools.clock.today", return_value=CLOCK), patch("build_tools.commands.paper.Press", press):
        result = CliRunner().invoke(main, ["--project", str(project), *map(str, arguments)], input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def list_signers(project: Path) -> Path:
    """People who do not exist may sign here."""
    clinic = project / "docs/content/clinic.yaml"
    if "\nsigners:" not in clinic.read_text("utf-8"):
        clinic.write_text(clinic.read_text("utf-8").rstrip() + SIGNERS, "utf-8")
    return project


def sign(project: Path, *arguments: object, on: date = SIGNED, procedure: str = "sample-scan") -> Result:
    """Somebody who does not exist signs."""
    list_signers(project)
    result = run(project, "sign-off", procedure, *WHO, "--yes", "--date", on, *arguments)
    assert result.exit_code == 0, result.output
    return result


def state(project: Path, today: date = DURING) -> SignedState:
    """How the sign-off stands."""
    found = pipeline.whole_source(project)
    return pipeline.signed_states(found, found.catalog, today)[0]


def translate(project: Path, english: str, spanish: str) -> None:
    """A sentence of the topic getting-ready into Spanish, and all others with their English words."""
    file = translate_all(project, "es", {("getting-ready", english): spanish})
    (file.parent / "language.yaml").write_text("checked_by: Nobody Real (invented)\n", "utf-8")


def as_signed(output: Output) -> Output:
    """What a build gives out, as if every procedure were signed."""
    approval = Approval("Nobody Real (invented)", "Test reader", SIGNED, date(2027, 11, 1), "en")
    approvals = {each.id: approval for each in output.project.procedures}
    return replace(output, guides=build.guides(output.project, output.catalog, approvals))
