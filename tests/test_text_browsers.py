"""Browsers that know text alone: they show every word of a page, also what others hide until it is true."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from commands import need
from html_reader import WAITING, tree

# In the words of the tool: what is true only later, and what scripts fill in.
NOT_YET = (
    "was to be reviewed by", "were to be reviewed by", "This code was never released here", "is copied",
    "We found nothing", "One moment", "Here is your plan", "Replaced", "{",
)  # fmt: skip


@pytest.mark.engines
@pytest.mark.parametrize("browser", ["w3m", "lynx"])
def test_no_page_tells_what_is_not_true_yet(built_site: Path, browser: str) -> None:
    need({browser: shutil.which(browser)})
    found = []
    for page in sorted(built_site.rglob("*.html")):
        shown = subprocess.run([browser, "-dump", str(page)], capture_output=True, text=True, check=True).stdout
        told = " ".join(shown.split())
        assert len(told) > 200
        found += [(page.name, words) for words in NOT_YET if words in told]
    assert found == []


def test_what_waits_for_a_script_is_data(built_site: Path) -> None:
    """Also where there is no such browser: they know neither `hidden` nor `template`."""
    hidden = "//body//*[@hidden or self::template]//text()[normalize-space()]"
    pages = {page.name: WAITING.sub("", page.read_text("utf-8")) for page in built_site.rglob("*.html")}
    found = {name: tree(text).xpath(hidden) for name, text in pages.items()}
    assert {name: words for name, words in found.items() if words} == {}
