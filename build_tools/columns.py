"""Answers of the command line: tables for people, data for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Rows of equal length as lines of aligned columns."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def as_json(data: object) -> str:
    """Data as text."""
    return json.dumps(data, indent=2, ensure_ascii=False)
