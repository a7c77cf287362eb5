"""Plain YAML, for tests that read the source without the program."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def read(path: Path) -> Any:
    """What a file holds; by the parser that is written in C, for hundreds are read before the first test begins."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
