"""Numbers in words, however they are typed; the words are in numbers.yaml."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml_data
from test_checks import MINIATURE, found

WORDS = yaml_data.read(Path(__file__).with_name("numbers.yaml"))
TOPIC = "docs/content/sample-scan/topics/key-points.yaml"
HEAD = "title: Key points\nblocks:\n  - kind: key_points\n    items:\n"


@pytest.mark.parametrize("kind", ["typed", "free"])
def test_numbers_in_words(tmp_path: Path, kind: str) -> None:
    """Each on a line of its own, so that one run looks at all of them."""
    project = Path(shutil.copytree(MINIATURE, tmp_path / "project"))
    say = [json.dumps(f"Take {words} with you.", ensure_ascii=False) for words in WORDS[kind]]
    items = [f"      - {{say: {each}, sources: [practice]}}\n" for each in say]
    (project / TOPIC).write_text(HEAD + "".join(items), "utf-8")
    told = {problem.place.line for problem in found(project) if problem.code == "typed-number"}
    lines = dict(enumerate(WORDS[kind], start=HEAD.count("\n") + 1))
    assert [lines[line] for line in lines if (line in told) != (kind == "typed")] == []
