"""Marks the cases that only `make test-all` tries: further pages, sizes, colors and seeds of what a few show."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from _pytest.mark import ParameterSet


def large(values: Iterable[Any]) -> list[ParameterSet]:
    """Values of one parameter that `make test` leaves out."""
    return [pytest.param(value, marks=pytest.mark.large) for value in values]


def large_but(kept: Iterable[Any], values: Iterable[Any]) -> list[Any]:
    """All values of a parameter, of which `make test` tries those that are kept."""
    stays = [*kept]
    return [value if value in stays else pytest.param(value, marks=pytest.mark.large) for value in values]


def large_where(is_so: Callable[[dict[str, Any]], bool]) -> pytest.MarkDecorator:
    """For a test whose cases are many: only `make test-all` tries those whose parameters `is_so` picks."""
    return pytest.mark.large_where.with_args(is_so)
