"""Drawings: plain shapes pass; whatever could run, load, or keep a device busy does not."""

from __future__ import annotations

import time

import pytest

from build_tools.checks import drawings

PLAIN = (
    '<path d="M0 0h9"/><g fill="#abc" style="stroke:rgb(1,2,3)"><use href="#a"/></g><circle id="a" r="4"/>'
    '<defs><linearGradient id="b" gradientUnits="userSpaceOnUse"><stop offset="1"/></linearGradient></defs>'
    '<clipPath id="c"><rect width="5" height="5"/></clipPath>'
    '<rect fill="url( #b )" clip-path=\'url("#c")\'/>'
)
XLINK = 'xmlns:x="http://www.w3.org/1999/xlink"'
HTML = 'xmlns:h="http://www.w3.org/1999/xhtml"'


def svg(inside: str, attributes: str = "", before: str = "") -> bytes:
    namespaces = f'xmlns="http://www.w3.org/2000/svg" {XLINK} {HTML}'
    return f'{before}<svg {namespaces} viewBox="0 0 9 9" {attributes}><title>x</title>{inside}</svg>'.encode()


def told(content: bytes) -> str:
    return "; ".join(message for _, _, message in drawings.mistakes(content))


@pytest.mark.parametrize("before", ["", "\ufeff", '<?xml version="1.0"?>', '<?xml version="1.0" encoding="UTF-8"?>\n'])
def test_a_plain_drawing(before: str) -> None:
    assert told(svg(PLAIN, before=before)) == ""


REFUSED = {
    "a script": ("<script>x()</script>", "a script"),
    "a script of HTML": ("<h:script>x()</h:script>", "a script"),
    "an attribute that runs": ('<path onload="x()"/>', "`onload`: a script"),
    "an attribute that runs, in capitals": ('<path ONCLICK="x()"/>', "`ONCLICK`: a script"),
    "a frame": ('<h:iframe srcdoc="&lt;script&gt;x()&lt;/script&gt;"/>', "not a shape"),
    "a frame that says it is SVG": ('<iframe src="x.html"/>', "not a shape"),
    "a page that leads on": ('<h:meta http-equiv="refresh" content="0;url=x"/>', "not a shape"),
    "a picture of HTML": ('<h:img src="x.png"/>', "not a shape"),
    "an object": ('<h:object data="x.html"/>', "not a shape"),
    "foreign content": ("<foreignObject/>", "foreign content"),
    "an animation": ('<animateTransform attributeName="href"/>', "not a shape"),
    "an animation that sets": ('<set attributeName="href" to="x"/>', "an animation"),
    "a handler": ('<handler type="text/javascript">x()</handler>', "not a shape"),
    "a filter that loads": ('<filter><feImage href="x.png"/></filter>', "not a shape"),
    "a style sheet": ("<style>@import url(x)</style>", "a style sheet"),
    "another picture": ('<image href="x.png"/>', "another picture"),
    "a use from elsewhere": ('<use href="other.svg#x"/>', "from outside"),
    "a use from elsewhere, in the old way": ('<use x:href="https://example.org/#x"/>', "from outside"),
    "a use from data": ('<use href="data:image/svg+xml,x#x"/>', "from outside"),
    "another place to begin": ('<g xml:base="https://example.org/"><use href="#x"/></g>', "`base`: "),
    "a fill from elsewhere": ('<path fill="url(https://example.org/#x)"/>', "from outside"),
    "a fill in quotes": ("<path fill=\"url( '//example.org' )\"/>", "from outside"),
    "a fill whose name is hidden": (r'<path style="fill:u\72l(x)"/>', "from outside"),
    "a set of pictures": ('<path style="mask-image:image-set(\'x.png\' 1x)"/>', "from outside"),
    "an address without slashes": ('<path style="cursor:foo(https:example.org)"/>', "from outside"),
    "a link that runs": ('<path fill="javascript:x()"/>', "from outside"),
    "a link that runs, in another language": ('<path fill="vbscript:x()"/>', "from outside"),
    "a shape that uses itself": ('<g id="a"><use href="#a"/></g>', "a shape that uses itself"),
    "two that use each other": ('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', "uses itself"),
    "a fill that fills itself": ('<clipPath id="a"><rect clip-path="url(#a)"/></clipPath>', "uses itself"),
    "too deep": ("<g>" * 60 + "</g>" * 60, "more than 40 groups within each other"),
}  # fmt: skip


@pytest.mark.parametrize(("inside", "says"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(inside: str, says: str) -> None:
    assert says in told(svg(inside))


def test_shapes_that_grow_without_end() -> None:
    """Twelve groups that each use the next one ten times: a million million shapes in a kilobyte."""
    groups = "".join(f'<g id="a{n}">' + f'<use href="#a{n + 1}"/>' * 10 + "</g>" for n in range(12))
    begun = time.perf_counter()
    assert "more than 20,000 shapes" in told(svg(groups + '<path id="a12"/>'))
    assert time.perf_counter() - begun < 5
    assert told(svg('<path id="a"/>' + '<use href="#a"/>' * 1000)) == ""


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (svg("").decode().encode("utf-16"), "not UTF-8"),
        (svg("", before='<?xml version="1.0" encoding="cp037"?>'), "an encoding that is not UTF-8"),
        (svg("", before='<?xml version="1.0" encoding="cp037"?>').decode().encode("cp037"), "not UTF-8"),
        (svg("", before="<?xml-stylesheet href='https://example.org/x.css'?>"), "an instruction for other programs"),
        (svg("<?php x() ?>", before='<?xml version="1.0"?>'), "an instruction for other programs"),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + svg("&a;"), "a document type or entities"),
        (b"<svg/>", "no `svg` at the start"),
        (b"", "broken XML"),
        (b"\xff", "not UTF-8"),
        (svg("\x00"), "broken XML"),
        (svg("<g>"), "broken XML"),
    ],
)
def test_what_is_no_drawing(content: bytes, says: str) -> None:
    assert says in told(content)


def test_all_mistakes_are_told_at_once() -> None:
    assert told(svg('<script/><path onload="x"/><use href="x"/>')).count(";") == 2
