"""What words may be written with. What `check` says of it is in `bad_input/`."""

from __future__ import annotations

import pytest

from build_tools.content.letters import LATIN, foreign, unseen
from build_tools.languages.catalog import scripts

HIDDEN = [
    0x00, 0x07, 0x1B, 0x7F, 0x85, 0xAD, 0x34F, 0x378, 0x61C, 0x115F, 0x1160, 0x17B4, 0x180B, 0x180E, 0x200B, 0x200C,
    0x200D, 0x200E, 0x2028, 0x2029, 0x202E, 0x2060, 0x2066, 0x206A, 0x2800, 0x3164, 0xE000, 0xFDD0, 0xFE00,
    0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFC, 0xFFFD, 0xFFFF, 0x1BCA0, 0x1D173, 0xE0001,
    0xE0041, 0xE0100, 0xF0000, 0x10FFFF,
]  # fmt: skip


@pytest.mark.parametrize("character", [pytest.param(chr(each), id=f"U+{each:04X}") for each in HIDDEN])
def test_what_nobody_sees(character: str) -> None:
    assert [at for at, _ in unseen(f"Wo{character}rd, wo{character}rd\n")] == [2]


@pytest.mark.parametrize(
    "words",
    [
        "Plain\twords\r\n",
        "Caf\u00e9, cafe\u0301",
        "Nguye\u0302\u0303n",
        "\u00bd \u2013 5 \u00b5g\u00a0\u00d7 2 \u00b0C \u2019s",
        "\u0141ukasz",
    ],
)
def test_words(words: str) -> None:
    assert not list(unseen(words)) and not foreign(words)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("fa_IR", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
        ("hi_IN", "\u0915\u094d\u200d\u0937"), ("he_IL", "\u200f\u05e9\u05dc\u05d5\u05dd MRI"),
        ("th_TH", "\u0e01\u0e34\u0e19\u200b\u0e22\u0e32"), ("ja_JP", "\u6f22\u5b57\u304b\u306a\u30ab\u30ca\u3002"),
        ("ko_KR", "\ud55c\uad6d\uc5b4"), ("zh_TW", "\u6f22\u3002"),
        ("ru_RU", "\u0431\u043e\u043b\u044c"), ("el_GR", "\u03c0\u03cc\u03bd\u03bf\u03c2"),
        ("ar_EG", "\u0663 \u0623\u064e\u0651\u060c MRI"), ("vi_VN", "\u1ea5m"),
    ],
)  # fmt: skip
def test_other_languages(code: str, words: str) -> None:
    own = scripts(code)
    assert not list(unseen(words, own)) and not foreign(words, own)
    assert code == "vi_VN" or foreign(words)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("fa_IR", "MR\u200dI"),
        ("fa_IR", "\u0645\u200b"),
        ("ru_RU", "\u0431\u200d"),
        ("th_TH", "\u200e\u0e01"),
        ("he_IL", "\u05e9\u202e"),
    ],
)
def test_only_what_the_script_needs(code: str, words: str) -> None:
    assert list(unseen(words, scripts(code)))


@pytest.mark.parametrize(("number", "is_told"), [(1, False), (2, False), (3, True), (60, True)])
def test_marks_on_one_letter(number: int, is_told: bool) -> None:
    assert [what for _, what in unseen("e" + "\u0301" * number)] == [f"{number} marks on one letter"] * is_told


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("tw\u043e", {"\u043e": ""}), ("\u6f22", {"\u6f22": ""}), ("\ufb01ne", {"\ufb01": "fi"}),
        ("\U0001d41a", {"\U0001d41a": "a"}),
        ("\uff41", {"\uff41": "a"}), ("\u0663", {"\u0663": ""}), ("\u03b1", {"\u03b1": ""}),
        ("\u2113", {"\u2113": "l"}), ("5 \u2265 3", {"\u2265": ""}), ("\u2192", {"\u2192": ""}),
        ("\u3001\u3002\u300c", {"\u3001": "", "\u3002": "", "\u300c": ""}), ("\U0001f600", {"\U0001f600": ""}),
        ("\u2713\u263a", {"\u2713": "", "\u263a": ""}), ("a\u3000b", {"\u3000": ""}),
    ],
)  # fmt: skip
def test_letters_that_are_no_english(words: str, expected: dict[str, str]) -> None:
    assert foreign(words, LATIN) == expected


@pytest.mark.parametrize("code", ["en_XA", "xx", "", "de", "zh_CN", "sr_RS", "pa_PK"])
def test_every_locale_has_latin_letters(code: str) -> None:
    assert scripts(code) >= LATIN
