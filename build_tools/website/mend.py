"""What the theme leaves wrong in a finished page, mended. Text -> text; what a template can mend, a template mends."""

from __future__ import annotations

import re
from html import escape

# `autocomplete` is for inputs that take words, and `autocorrect` is known to newer browsers alone.
TICKED = re.compile(r'<input\b(?=[^>]*\stype="(?:checkbox|radio)")[^>]*>')
TYPED = re.compile(r"<input\b[^>]*\sautocorrect=[^>]*>")
# The theme leads past its menu only where a page has headings of its own.
NO_SKIP_LINK = re.compile(r'(<div data-md-component="skip">)\s*(</div>)')
FIRST_HEADING = re.compile(r'<h1[^>]*\sid="([^"]+)"')


def mended(page: str, skip: str) -> str:
    """The page as it should be; `skip` is what the link past the menu says."""
    page = TICKED.sub(lambda tag: _without("autocomplete", tag.group()), page)
    page = TYPED.sub(lambda tag: _without("autocorrect", tag.group()), page)
    heading = FIRST_HEADING.search(page)
    if heading:
        link = f'<a href="#{heading.group(1)}" class="md-skip">{escape(skip)}</a>'
        page = NO_SKIP_LINK.sub(lambda place: place.group(1) + link + place.group(2), page)
    return page


def _without(attribute: str, tag: str) -> str:
    return re.sub(rf'\s{attribute}="[^"]*"', "", tag)
