"""A code is found however somebody types it; the page's script finds the same."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import bless
import pytest
from signing import DURING, run

from build_tools import templates
from build_tools.records.typed_code import codes_in

TYPED = [
    ("25R-797", ["25R-797"]),
    ("Code 25R-797", ["25R-797"]),
    ("code: 25r797", ["25R-797"]),
    ("Código 25R-797", ["25R-797"]),
    ("CODE\u00a025r 797.", ["25R-797"]),
    ("25R-797 Page 1", ["25R-797"]),
    ("Code 25R-797 \u00b7 Review by November 21, 2027 \u00b7 Page 1 of 2", ["25R-797"]),
    ("https://example.org/leaflets/c/25R-797.html?x=1#top", ["25R-797"]),
    ("example.org/c/25R-797/", ["25R-797"]),
    ("(25R \u2013 797)", ["25R-797"]),
    ("2 5 R 7 9 7", ["25R-797"]),
    ("ZSR-797", ["25R-797"]),
    ("\u0662\u0665R-\u0667\u0669\u0667", ["25R-797"]),
    ("\uff12\uff15\uff32\uff0d\uff17\uff19\uff17", ["25R-797"]),
    ("25R-797, M5X-768", ["25R-797", "797-M5X", "M5X-768"]),
    ("25R-797 25R-797", ["25R-797", "797-25R"]),
    ("25R", []),
    ("25R-7977", []),
    ("125R-797", []),
    ("25R-79O", []),
    ("Code", []),
    ("hello", []),
    ("", []),
    ("---", []),
]


@pytest.mark.parametrize(("typed", "codes"), TYPED)
def test_the_codes_in_what_is_typed(typed: str, codes: list[str]) -> None:
    assert list(codes_in(typed)) == codes


@pytest.mark.skipif(not shutil.which("node"), reason="needs Node")
def test_the_page_finds_the_same() -> None:
    script = (templates.OURS["docs/assets"] / "check-code.js").read_text("utf-8")
    (part,) = re.findall(r"^\{\n(.*?)\n  const serve", script, re.DOTALL | re.MULTILINE)
    code = f"{part}\nconsole.log(JSON.stringify({json.dumps([typed for typed, _ in TYPED])}.map(codesIn)))"
    found = subprocess.run(["node", "-e", code], capture_output=True, encoding="utf-8", check=True)
    assert json.loads(found.stdout) == [codes for _, codes in TYPED]


def test_changes_of_one_code(tmp_path: Path) -> None:
    project = bless.miniature(tmp_path)
    assert run(project, "release", "--draft", "--date", DURING).exit_code == 0
    every = run(project, "changes", "--date", DURING).output
    code = codes_in(every)[0]
    told = run(project, "changes", "--date", DURING, "Code", code.lower().replace("-", " "))
    assert told.exit_code == 0 and told.output.startswith(f"{code}: current\n  Your sample scan")
    assert len(told.output) < len(every) and f"{code} is current since" in told.output
    assert run(project, "changes", "XXX-222").output == "XXX-222: this code was never released here\n"
    refused = run(project, "changes", "hello", "you")
    assert refused.exit_code == 1 and "`hello you` cannot be a code" in refused.output
