"""Rules on how we write; the limits and the words to avoid stand in style.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from build_tools.checks import walk
from build_tools.checks.english import Readings, own_words
from build_tools.checks.measure import sentences_in, words_in
from build_tools.content.model import Project, YamlBlock, YamlDoAndDoNot, YamlParagraph
from build_tools.content.texts import bare, own_voice
from build_tools.problems import Problem

SENTENCES = frozenset({
    "say", "unset", "otherwise", "alt", "means", "description", "purpose", "text", "short", "if_empty",
})  # fmt: skip
HEADINGS = frozenset({"title", "heading"})
LISTS = ("items", "do", "do_not")
CAPITALS = re.compile(r"\b[A-Z]{5,}\b")


def short_sentences(project: Project, english: Readings) -> Iterator[Problem]:
    """A sentence has no more words than style.yaml allows."""
    limit = project.style.limits.sentence_words
    for text, words in own_words(project, english, SENTENCES):
        for sentence in sentences_in(words):
            if words_in(sentence) > limit:
                message = f"a sentence of {words_in(sentence)} words; at most {limit}"
                yield Problem(text.place, "long-sentence", message, "make two sentences, or leave words out")


def short_paragraphs(project: Project) -> Iterator[Problem]:
    """A paragraph has no more sentences than style.yaml allows."""
    limit = project.style.limits.paragraph_sentences
    for _, block in walk.blocks(project, YamlParagraph):
        count = sum(len(sentences_in(bare(statement.say))) for statement in block.sentences)
        if count > limit:
            message = f"a paragraph of {count} sentences; at most {limit}"
            yield Problem(block.place("sentences"), "long-paragraph", message, "make two paragraphs, one idea each")


def short_lists(project: Project) -> Iterator[Problem]:
    """A list has no more items than style.yaml allows."""
    limit = project.style.limits.list_items
    for _, block in walk.blocks(project, YamlBlock):
        for field in LISTS:
            count = len(getattr(block, field, ()))
            if count > limit:
                hint = "make two blocks, each with a `heading`"
                yield Problem(block.place(field), "long-list", f"a list of {count} items; at most {limit}", hint)


def short_headings(project: Project, english: Readings) -> Iterator[Problem]:
    """A title or heading has no more characters than style.yaml allows."""
    limit = project.style.limits.heading_characters
    for text, words in own_words(project, english, HEADINGS):
        if len(words) > limit:
            message = f"a heading of {len(words)} characters; at most {limit}"
            yield Problem(text.place, "long-heading", message, "say it in fewer words")


def heading_case(project: Project, english: Readings) -> Iterator[Problem]:
    """Titles and headings are in sentence case: a capital at the start, not on every word, and no period at the end."""
    for text, words in own_words(project, english, HEADINGS):
        mistake = _case_mistake(text.words, words)
        if mistake:
            hint = "write it as in a sentence, such as: What to do at home"
            yield Problem(text.place, "heading-case", f"`{words}` {mistake}", hint)


def _case_mistake(typed: str, read: str) -> str:
    first = re.search(r"\w", read)
    if first and first.group().islower():
        return "begins without a capital"
    if read.endswith("."):
        return "ends with a period"
    # Names that come in by a placeholder, and abbreviations, keep their capitals.
    later = [word for word in re.findall(r"[^\W\d_][\w'-]*", bare(typed))[1:] if not word.isupper()]
    is_title = later and sum(word[0].isupper() for word in later) > len(later) / 2
    return "has a capital on every word" if is_title else ""


def plain_words(project: Project) -> Iterator[Problem]:
    """Plain words stand where style.yaml names a plain one."""
    avoid = {word.casefold(): use for word, use in project.style.avoid.items()}
    pattern = any_of(tuple(avoid))
    for text in own_voice(project):
        for found in pattern.findall(bare(text.words)):
            message = f"`{found}` is a word to avoid"
            yield Problem(text.place, "avoid-word", message, f"write instead: {avoid[found.casefold()]}")


@lru_cache
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words, the longest first."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)", re.IGNORECASE)


def do_not_lines(project: Project) -> Iterator[Problem]:
    """Every line of a "do not" list begins with "Do not"."""
    for _, block in walk.blocks(project, YamlDoAndDoNot):
        for statement in block.do_not:
            for field in ("say", "unset"):
                words = getattr(statement, field)
                if words and not words.startswith("Do not "):
                    message, hint = "this line does not begin with `Do not`", "begin it with: Do not"
                    yield Problem(statement.place(field), "do-not", message, hint)


def no_shouting(project: Project) -> Iterator[Problem]:
    """No word is written in capitals, unless the glossary explains it or a source has it as its name."""
    names = [source.title for source in project.sources.sources.values()]
    names += [form for term in project.glossary.terms.values() for form in (term.word, *term.forms)]
    known = set(CAPITALS.findall(" ".join(names)))
    for text in own_voice(project):
        for word in CAPITALS.findall(bare(text.words)):
            if word not in known:
                hint = f"write `{word.lower()}`, or explain the name in the glossary"
                yield Problem(text.place, "capital-letters", f"`{word}` is all capitals", hint)
