"""A user for whom the rights of files count: for the system's own they do not."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

VERSION = 0x20080522  # of the form in which Linux tells and takes what a process may do
OVER_RIGHTS = 1 << 1 | 1 << 2  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


@contextmanager
def bound_by_rights() -> Iterator[None]:
    """Work without what lifts the system's own user over the rights of files."""
    if os.geteuid() != 0 or sys.platform != "linux":
        yield
        return
    libc, header, now = ctypes.CDLL(None), (ctypes.c_uint32 * 2)(VERSION, 0), (ctypes.c_uint32 * 6)()
    assert libc.capget(header, now) == 0
    before = now[0]
    now[0] = before & ~OVER_RIGHTS
    assert libc.capset(header, now) == 0
    try:
        yield
    finally:
        now[0] = before
        assert libc.capset(header, now) == 0
