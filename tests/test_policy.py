"""The policy that is written into a page."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

import pytest

from build_tools.website import policy


def allowed(page: str) -> dict[str, list[str]]:
    """The sources of each kind, as the page's policy names them."""
    rules = (rule.split(" ") for rule in policy.policy(page).split("; "))
    return {name: sources for name, *sources in rules}


def hash_of(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def test_nothing_from_elsewhere_and_nothing_unsafe() -> None:
    rules = allowed("<head></head>")
    assert rules["default-src"] == ["'none'"] and rules["base-uri"] == rules["form-action"] == ["'none'"]
    assert {source for sources in rules.values() for source in sources} == {"'none'", "'self'", "data:"}
    assert [name for name, sources in rules.items() if "data:" in sources] == ["img-src"]


def test_each_script_of_the_page_may_run_as_it_stands() -> None:
    scripts = ["one()", "if (a < b && c) { two('é') }\n", "one()"]
    page = "<head>" + "".join(f"<script>{script}</script>" for script in scripts)
    assert allowed(page)["script-src"] == ["'self'", hash_of(scripts[0]), hash_of(scripts[1])]


@pytest.mark.parametrize(
    "tag", ['script src="a.js"', 'script type="application/json"', 'script type="application/ld+json" id="x"', "style"]
)
def test_files_and_data_are_no_scripts_of_the_page(tag: str) -> None:
    assert allowed(f"<{tag}>x</{tag.split()[0]}>")["script-src"] == ["'self'"]


def test_it_stands_before_all_that_it_rules() -> None:
    page = policy.with_policy('<html>\n<head>\n  <meta charset="utf-8">\n<script>one()</script><link href="a"></head>')
    assert page.startswith('<html>\n<head>\n  <meta charset="utf-8"><meta http-equiv="Content-Security-Policy"')
    assert page.count("Content-Security-Policy") == 1
    assert policy.with_policy("<head><title>x</title>").startswith("<head><meta http-equiv")


def test_a_page_without_a_head() -> None:
    with pytest.raises(ValueError, match="head"):
        policy.with_policy("<p>x</p>")


def test_a_script_in_what_a_page_tells_is_not_ours() -> None:
    content = "<p>x</p><script>theirs()</script>"
    page = f"<head><script>ours()</script></head><body>{content}</body>"
    assert policy.policy(page, content) == policy.policy("<head><script>ours()</script></head>")
    assert hash_of("theirs()") not in policy.with_policy(page, content) and hash_of("ours()") in policy.policy(page)
