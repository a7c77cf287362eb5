"""The measure of reading: the same counts as textstat, and the standard formulas on them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import textstat

from build_tools.checks.measure import measure, sentences_in, syllables_in, words_in

SENTENCES = [
    "You lie flat for 1 to 2 hours.",
    "Vertebroplasty puts bone cement into a broken bone in the spine.",
    "Don't drive, and don't drink alcohol; it isn't safe.",
    "Chest pain",
    "44 of 100 people had less pain after the 'real' procedure (an X-ray-guided one).",
    "The nurse's list of medicines - all of them - is at the front desk.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_words_and_syllables_are_those_of_textstat(sentence: str) -> None:
    assert words_in(sentence) == textstat.lexicon_count(sentence)
    assert syllables_in(sentence) == textstat.syllable_count(sentence)


SPANISH = [
    "Usted se acuesta boca abajo y quieto, porque así el médico ve el hueso.",
    "No coma nada desde la medianoche; puede tomar agua hasta la hora que le dijeron.",
    "El cemento óseo endurece el hueso roto, y por eso el dolor suele bajar.",
    "Llame al 911 si tiene dolor en el pecho, ¡no espere!",
]


@pytest.fixture
def spanish() -> Iterator[None]:
    textstat.set_lang("es")
    yield
    textstat.set_lang("en_US")


@pytest.mark.usefixtures("spanish")
def test_spanish_is_counted_as_textstat_counts_it() -> None:
    for sentence in SPANISH:
        assert syllables_in(sentence, "es") == textstat.syllable_count(sentence)
    ours = measure(SPANISH, "es")
    assert ours.inflesz == pytest.approx(textstat.szigriszt_pazos(" ".join(SPANISH)), abs=0.1)
    hard = "La vertebroplastia percutánea constituye una intervención mínimamente invasiva."
    assert ours.inflesz > 65 > measure([hard], "es").inflesz


@pytest.mark.parametrize(
    ("language", "text", "sentences", "words", "longest"),
    [
        ("zh-Hans", "躺平两小时。不要吃东西\uff01好吗\uff1f", 3, 12, 5),
        ("ar", "لا تأكل شيئا. هل تشعر بألم؟ اتصل بنا.", 3, 8, 3),
        ("hi", "खाना न खाएं। पानी पिएं।", 2, 5, 3),
        ("th", "ห้ามกินอาหาร", 1, 10, 10),
    ],
)
def test_sentences_of_other_languages(language: str, text: str, sentences: int, words: int, longest: int) -> None:
    found = measure(sentences_in(text), language)
    assert (found.sentences, found.words, found.longest, found.syllables) == (sentences, words, longest, 0)


def test_the_scores_are_the_standard_formulas() -> None:
    """textstat's own scores round the syllables of a word to one decimal first, which moves a grade by up to 0.6."""
    measured = measure(["The cat sat on the mat."])
    assert measured.grade == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)
    assert measured.ease == pytest.approx(206.835 - 1.015 * 6 - 84.6 * 1)
    assert measure(["The happy cat sat.", "It was on a mat."]).grade == pytest.approx(
        0.39 * 4.5 + 11.8 * 10 / 9 - 15.59
    )


def test_counts() -> None:
    measured = measure(["You can go home today.", "Chest pain", "-"])
    assert (measured.words, measured.sentences, measured.longest, measured.mean) == (7, 2, 5, 3.5)


def test_a_text_without_words_is_easy() -> None:
    assert (measure([]).grade, measure([]).ease) == (0.0, 100.0)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four", ("One.", "Two!", "Three?", "Four")),
        ('He said "stop." Then he left.', ('He said "stop.', "Then he left.")),
        ("At 2.5 hours", ("At 2.5 hours",)),
        ("", ()),
    ],
)
def test_sentences(text: str, sentences: tuple[str, ...]) -> None:
    assert sentences_in(text) == sentences
