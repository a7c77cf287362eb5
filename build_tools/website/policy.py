"""What a page may load and run: its Content-Security-Policy, written into the page itself. Text -> text.

It stands in the page and not in a server's settings, so that it holds from a folder and on any host. A server can only
add to it; what it should add is in docs/maintaining/publish.md.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from html.parser import HTMLParser

# From a folder too, as was tried: there Chromium takes it for files, and Firefox lets files pass in any case.
OURS = "'self'"
RULES = {
    "default-src": "'none'",
    "script-src": OURS,
    "style-src": OURS,
    "img-src": f"{OURS} data:",  # the theme's signs are in its style sheet
    "frame-src": OURS,  # the print desk: the PDF that it sends to the printer ...
    "object-src": OURS,  # ... and the same from a folder
    "base-uri": "'none'",
    "form-action": "'none'",
}
DATA_TYPES = {"application/json", "application/ld+json", "text/html"}
# The first place where it can stand: what is before it, it does not rule. The encoding has to be near the beginning.
PLACE = re.compile(r'<head[^>]*>\s*(?:<meta charset="[^"]*">)?', re.IGNORECASE)


def with_policy(page: str, content: str = "") -> str:
    """The page with its policy. The theme's scripts may run, as they stand in it now; any other may not.

    `content` is what the page tells, as it stands in the page: no script in that is ours.
    """
    place = PLACE.search(page)
    if not place:
        raise ValueError("a page without <head> cannot hold a policy")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{escape(policy(page, content), quote=False)}">'
    return page[: place.end()] + meta + page[place.end() :]


def policy(page: str, content: str = "") -> str:
    """The policy of a page."""
    strange = _hashes(content)
    ours = [script for script in _hashes(page) if script not in strange]
    allowed = {**RULES, "script-src": " ".join([OURS, *ours])}
    return "; ".join(f"{name} {sources}" for name, sources in allowed.items())


def _hashes(page: str) -> list[str]:
    """One for each script inside the page, in the order of the page."""
    scripts = _Scripts()
    if "<script" in page.lower():  # what a page tells has none, mostly
        scripts.feed(page)
        scripts.close()
    digests = (sha256(script.encode()).digest() for script in scripts.found)
    return list(dict.fromkeys(f"'sha256-{b64encode(digest).decode()}'" for digest in digests))


class _Scripts(HTMLParser):
    """Collects the scripts that stand in a page; what is fetched from a file, and mere data, is none."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._is_inside = tag == "script" and "src" not in given and given.get("type") not in DATA_TYPES
        if self._is_inside:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        if self._is_inside:
            self.found[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._is_inside = False
