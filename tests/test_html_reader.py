"""The reader that tests of pages and leaflets trust: it sees what a reader sees, and nothing else."""

from __future__ import annotations

import pytest
from html_reader import Section, addresses, all_words, dialed, having, reading, sections, tree, without, words_in


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>Rest.</p><p>Then\n call.</p>", "Rest. Then call."),
        ("<p>2<b>4</b>&nbsp;hours</p>", "24 hours"),
        ("<table><tr><td>2</td><td>4 days</td></tr></table>", "2 4 days"),
        ("<head><title>x</title></head><p>a</p><script>x</script><style>x</style><svg><title>x</title></svg>b", "a b"),
        ("<p>Rest<!-- or not --> now</p><template><p>Never</p></template>", "Rest now"),
        ('<p>A<img alt="B &amp; C">D</p>', "A B & C D"),
        ("<ul><li>One<li>Two</ul>", "One Two"),
    ],
)
def test_words_in_the_order_of_reading(page: str, words: str) -> None:
    assert reading(page) == words


def test_all_words_are_those_of_the_head_too() -> None:
    assert all_words("<title>A b</title><p hidden>c</p><script>x</script><style>x</style>") == ["A", "b", "c"]


def test_what_is_left_out_leaves_what_stands_behind_it() -> None:
    page = tree('<div><p class="a note">x</p>y<i class="note">x</i> z<b class="notes">!</b></div>')
    assert words_in(without(page, having("note", "other"))) == "y z!"
    assert words_in(page) == "x yx z!"


def test_links_lead_or_dial() -> None:
    page = tree('<a href="tel:911">Call</a><a href="x.html#y">On</a><a id="z">Here</a>')
    assert (addresses(page), dialed(page)) == (["x.html#y"], ["911"])


def test_sections_of_a_page_and_of_a_leaflet() -> None:
    page = """<h1>x</h1>x<h2 id="one">On<b>e</b></h2><div class="block list">a<script>x</script></div>
    <details class="origins">x</details><h2 id="two">Two</h2>b<div class="offer"><h2>x</h2>x</div><footer>x</footer>"""
    one, two = sections(tree(page)).items()
    assert one == ("one", Section("One", one[1].words, {"block", "list"})) and one[1].words.strip() == "a"
    assert two == ("two", Section("Two", "b"))
    leaflet = '<section class="topic" id="one"><h2>One</h2><p class="care">a</p></section><footer>x</footer>'
    assert sections(tree(leaflet)) == {"one": Section("One", "a", {"care"})}
