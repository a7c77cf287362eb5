"""Sentences, lists and labels stand as their language writes them; nothing is glued with the signs of English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import bless
import pytest
from babel import Locale
from editing import change
from html_reader import tree
from translating import said, told_as, translate_all

from build_tools import pipeline
from build_tools.content import reader as source
from build_tools.languages.catalog import Catalog
from build_tools.languages.interface import interface
from build_tools.languages.message_list import messages_of
from build_tools.output import Output
from build_tools.printing import interpreter
from build_tools.website import pages

TAG = "zh-Hans"
KEPT = re.compile(r"(\{[^}]*\}|\]\([^)]*\))")
SIGNS = {". ": "。", ", ": "\uff0c", ": ": "\uff1a", "; ": "\uff1b", " (": "\uff08", ")": "\uff09"}
COMMAS = ("interface", "{first}, {more}")


def chinese(english: str) -> str:
    """The English words with the signs of Chinese."""
    parts = KEPT.split(told_as(english, TAG))
    return "".join(part if KEPT.fullmatch(part) else _signs(part) for part in parts)


def _signs(words: str) -> str:
    for ours, theirs in SIGNS.items():
        words = words.replace(ours, theirs)
    return re.sub(r":$", "\uff1a", re.sub(r"\.$", "。", words))


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Output:
    root = bless.miniature(tmp_path_factory.mktemp("sentences"))
    change(root, "docs/content/clinic.yaml", "locale: en_US", f"locale: en_US\nlanguages: [en, {TAG}]")
    told = {id: chinese(id[1]) for id in messages_of(source.read(root)[0])}
    translate_all(root, TAG, {id: words.replace("{lasting} ", "{lasting}") for id, words in told.items()})
    return pipeline.build(root, None, lambda message: None, date(2027, 1, 15))


def test_chinese_sentences_have_no_space_between_them(output: Output) -> None:
    """Nor a Latin stop behind them; what is no sentence of ours, such as a phone or a button, may follow a space."""
    found = [words for words in _told(output) if re.search(r"[。\uff0c\uff1a\uff1b](?:[.,:;]| (?=[A-Z]))", words)]
    assert "\n".join(found) == ""


def _told(output: Output) -> Iterator[str]:
    told = [pages.html(output.project, page) for page in output.pages if page.folder]
    catalogs = [same[0].resolver.catalog for same in output.others]
    for_all = interpreter.jobs(output.project, output.guides[0], catalogs, "Letter")
    told += [job.html for job in (*output.jobs, *for_all) if job.key.language in ("", TAG)]
    assert len(told) > 10
    for html in told:
        for each in tree(html).iter("p", "figcaption", "td", "dd"):
            if not [*each.iter("button", "input", "small", "span")]:
                yield " ".join("".join(each.itertext()).split())


def test_what_search_engines_show_is_in_their_signs(output: Output) -> None:
    heads = [head for path, head in output.heads.items() if path.startswith(TAG)]
    assert heads and all("。" in head.description and ". " not in head.description for head in heads)


@pytest.mark.parametrize(
    ("code", "messages", "sentences", "listed"),
    [
        ("en_US", {}, "A. B.", "A., B."),
        ("es_US", {}, "A. B.", "A., B."),
        ("hi_IN", {}, "A. B.", "A., B."),
        ("ko_KR", {}, "A. B.", "A., B."),
        ("zh_Hans", {COMMAS: "{first}、{more}"}, "A.B.", "A.、B."),
        ("ja_JP", {COMMAS: "{first}、{more}"}, "A.B.", "A.、B."),
        ("ar_EG", {COMMAS: "{first}، {more}"}, "A. B.", "A.، B."),
    ],
)
def test_several(code: str, messages: dict[tuple[str, str], str], sentences: str, listed: str) -> None:
    catalog = Catalog(code, Locale.parse(code), said(messages))
    assert (catalog.sentences("A.", "", "B."), catalog.listed(["A.", "B."])) == (sentences, listed)
    assert (catalog.sentences(), catalog.listed([]), catalog.listed(["A."])) == ("", "", "A.")


def test_no_message_is_only_a_name_in_braces() -> None:
    """A translator could do nothing with it but break it; and none begins or ends with a space that nobody sees."""
    for message in interface():
        for words in [message] if isinstance(message, str) else message:
            assert re.sub(r"\{[a-z_]+\}", "", words).strip() and words == words.strip(), words
