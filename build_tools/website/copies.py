"""Copies of the site that nobody renews, on a stick, a mirror or a disk, say by themselves that they are old.

The day of the build stands in one small script, so that no page changes from day to day.
"""

from __future__ import annotations

from datetime import date

SCRIPT = "built"


def files(today: date) -> dict[str, bytes]:
    """The script, by its path in the site; page.js reads what it leaves on the page."""
    return {f"assets/{SCRIPT}.js": f'document.documentElement.dataset.built = "{today.isoformat()}"\n'.encode()}
