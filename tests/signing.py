"""What tests of sign-offs share: a miniature project, and the `leaflets` command on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from click.testing import CliRunner, Result

from build_tools import pipeline
from build_tools.__main__ import main
from build_tools.content.model import Approval
from build_tools.guide import build
from build_tools.output import Output
from build_tools.records.signed_state import SignedState

CONTENT = "docs/content/sample-scan"
SIGNED = date(2027, 1, 10)
WHO = ("--name", "Nobody Real (invented)", "--role", "Test reader")
DURING = date(2027, 1, 15)


def run(project: Path, *arguments: object, typed: str = "") -> Result:
    """A command; a traceback is a failure."""
    result = CliRunner().invoke(main, ["--project", str(project), *map(str, arguments)], input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def sign(project: Path, *arguments: object, on: date = SIGNED, procedure: str = "sample-scan") -> Result:
    """Somebody who does not exist signs."""
    result = run(project, "sign-off", procedure, *WHO, "--yes", "--date", on, *arguments)
    assert result.exit_code == 0, result.output
    return result


def state(project: Path, today: date = DURING) -> SignedState:
    """How the sign-off stands."""
    found = pipeline.whole_source(project)
    return pipeline.signed_states(found, found.catalog, today)[0]


def translate(project: Path, english: str, spanish: str) -> None:
    """A sentence of the topic getting-ready into Spanish."""
    folder = project / "docs/content/locale/es"
    folder.mkdir(parents=True, exist_ok=True)
    words = f'msgctxt "getting-ready"\nmsgid "{english}"\nmsgstr "{spanish}"\n'
    (folder / "one.po").write_text(words, "utf-8")


def as_signed(output: Output) -> Output:
    """What a build gives out, as if every procedure were signed."""
    approval = Approval("Nobody Real (invented)", "Test reader", SIGNED, date(2027, 11, 1), "en")
    approvals = {each.id: approval for each in output.project.procedures}
    return replace(output, guides=build.guides(output.project, output.catalog, approvals))
