"""What the theme leaves wrong in a finished page, mended. Text -> text; what a template can mend, a template mends."""

from __future__ import annotations

import re
from html import escape

# `autocomplete` is for inputs that take words, and `autocorrect` is known to newer browsers alone.
TICKED = re.compile(r'<input\b(?=[^>]*\stype="(?:checkbox|radio)")[^>]*>')
TYPED = re.compile(r"<input\b[^>]*\sautocorrect=[^>]*>")
# The theme leads past its menu only where the engine knows of headings.
NO_SKIP_LINK = re.compile(r'(<div data-md-component="skip">)\s*(</div>)')


def mended(page: str, skip: str, heading: str) -> str:
    """The page as it should be; `skip` is what the link past the menu says, and leads to the id `heading`."""
    page = TICKED.sub(lambda tag: _without("autocomplete", tag.group()), page)
    page = TYPED.sub(lambda tag: _without("autocorrect", tag.group()), page)
    if f'id="{heading}"' not in page:  # a page of an author's own may have no heading
        return page
    link = f'<a href="#{heading}" class="md-skip">{escape(skip)}</a>'
    return NO_SKIP_LINK.sub(lambda place: place.group(1) + link + place.group(2), page)


def _without(attribute: str, tag: str) -> str:
    return re.sub(rf'\s{attribute}="[^"]*"', "", tag)
