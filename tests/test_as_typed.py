"""Whatever words an author types: readers get all of them, on page and on paper, or the build names the line.

Each example changes one text of the miniature, of any file, in any of YAML's ways to write it, or of a catalog, and
looks at every page and leaflet: all of it must read as before, but for the words that were typed. What readers read
is told by lxml and pdftotext, and what was typed by the example itself; nothing here asks the program. TYPED is the
number of examples, 25 if it is not set; a tenth of it is printed. With it set, each run makes others, and prints
what repeats a failure. After a change of how words are read or shown: TYPED=3000 pytest tests/test_as_typed.py
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

import built
import pytest
import yaml
from commands import ROOT, TODAY
from html_reader import tree
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from build_tools import pipeline
from build_tools.output import Output
from build_tools.printing.proof import proof
from build_tools.problems import Problem, ProblemsFound

pytestmark = pytest.mark.numbers
EXAMPLES = int(os.environ.get("TYPED", "25"))
MINIATURE = ROOT / "tests/miniature"
# Keys whose values are no words for readers.
NO_WORDS = {
    "kind", "id", "level", "unit", "sources", "topics", "topic", "plan", "file", "picture", "set_by", "country",
    "paper", "locale", "time_zone", "website", "number", "hours", "help", "days", "from", "to", "entry", "expires",
    "holds", "shows", "leaflet", "gathers", "built", "written", "review", "lasts", "home", "help_page", "search_terms",
    "confirmed", "avoid", "phones",
}  # fmt: skip
# What slips into words: signs and letters of all kinds; what means something to YAML; what means something to Markdown,
# HTML, Jinja, CSS, Python or gettext; numbers; and what nobody sees, or nobody may type.
OF_WORDS = [
    "calm", "\u201cso\u201d", "it\u2019s", "'so'", '"so"', "\u0141ukasz", "na\u00efve", "Nguy\u1ec5n", "\u2013",
    "\u2014", "\u2026", "(so)", "a/b", "&", "?", "!", "so", "e\u0301", "\u00df", "\u0130", "\u2116", "so-so", "-so",
    "so-", "so\u2011so", "\u2018", ",,", "..",
]  # fmt: skip
OF_YAML = [
    "# so", "so # so", "#", "#so", ": so", "so:", "so: so", "- so", "% so", "@so", "!so", "! so", "&so", "*so", "|",
    "| so", ">", "\\", "? so", "---", "...", "'", '"', "no", "null", "~", "yes", "{so}", "[so]", "{", "}", "[", "]",
    "<<", "`so`", ", so", "\n", "\\u0041",
]  # fmt: skip
OF_CODE = [
    "< b", "> a", "a<b", "*so*", "_so_", "~so~", "$x$", "{{ so }}", "{% so %}", "[so](x)", "](", "&amp;", "&lt;",
    "&#65;", "<b>", "</p>", "<!-- so -->", "--", "==", "//", "/* so */", "%s", "%(so)s", "{0}", ">>", "^", "+", "=",
    ";", "\\n",
]  # fmt: skip
OF_NUMBERS = ["\u00bd", "two", "\u2165", "0112", "1:30", "1.", "2 hours", "both doses", "a day"]
UNSEEN = [
    "\u00a0", "  ", "\t", "\u2009", "\u3000", "\u00ad", "\u200b", "\u202e", "\U0001f600", "\u2192", "\ufb01",
    "\u03b1", "\u0430", "\u3001", "\x07", "\x85", "\u2028", "\ufeff", "\r", "\ud7ff",
]  # fmt: skip
SLIPS = (OF_WORDS, OF_YAML, OF_CODE, OF_NUMBERS, UNSEEN)
ID = re.compile("[a-z]+([_-][a-z0-9]+)*")  # and so is what is a name of something else
NAMED = {"fact", "source", "means"}


class Place(NamedTuple):
    """A text of the source: where it stands, as characters of the file and as lines, and what it says."""

    file: str
    start: int
    end: int
    lines: range
    words: str
    is_in_braces: bool


@cache
def places() -> tuple[Place, ...]:
    """Every text of the miniature that a reader may see, as PyYAML finds it."""
    return tuple(_texts(NO_WORDS))


def _texts(passed_over: set[str]) -> Iterator[Place]:
    for path in sorted(MINIATURE.rglob("*.yaml")):
        root = yaml.compose(path.read_text("utf-8"), Loader=yaml.SafeLoader)
        assert root
        yield from _in(root, path.relative_to(MINIATURE).as_posix(), passed_over)


def _in(node: yaml.Node, file: str, passed_over: set[str], is_in_braces: bool = False) -> Iterator[Place]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            is_name = key.value in NAMED and ID.fullmatch(str(value.value))
            if key.value not in passed_over and not (passed_over and is_name):
                yield from _in(value, file, passed_over, is_in_braces or bool(node.flow_style))
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _in(value, file, passed_over, is_in_braces or bool(node.flow_style))
    elif node.tag == "tag:yaml.org,2002:str":
        start, end = node.start_mark, node.end_mark
        yield Place(file, start.index, end.index, range(start.line + 1, end.line + 2), node.value, is_in_braces)


class Typed(NamedTuple):
    """A text that is typed anew: the words, and how they are written in YAML."""

    place: Place
    words: str
    how: str

    @property
    def written(self) -> str:
        if self.how == "single":
            return "'" + self.words.replace("'", "''") + "'"
        if self.how == "double":
            return json.dumps(self.words, ensure_ascii=False)
        if self.how == "block":
            return f">-\n{' ' * 40}{self.words}"
        return self.words

    def apply(self, project: Path) -> None:
        text = (MINIATURE / self.place.file).read_text("utf-8")
        changed = text[: self.place.start] + self.written + text[self.place.end :]
        (project / self.place.file).write_bytes(changed.encode())


def slips(lists: tuple[list[str], ...] = SLIPS) -> st.SearchStrategy[str]:
    of_lists = [st.sampled_from(each) for each in lists]
    return st.one_of(*of_lists, st.text(st.characters(codec="utf-8", max_codepoint=0x24F), max_size=12))


@st.composite
def typed(draw: st.DrawFn, files: tuple[str, ...] = ("",), lists: tuple[list[str], ...] = SLIPS) -> Typed:
    """The words of a place with something in them that was not there; or, seldom, other words."""
    here = [place for place in places() if place.file.startswith(files)]
    alone = [place for place in here if stands_alone(place.words)]
    place = draw(st.sampled_from(alone) | st.sampled_from(here))
    slip = draw(slips(lists))
    words = place.words.split(" ")
    at = draw(st.integers(0, len(words)))
    spaces = draw(st.sampled_from([" ", " ", ""]))
    new = spaces.join([" ".join(words[:at]), slip, " ".join(words[at:])]) if draw(st.integers(0, 5)) else slip
    ways = ["plain", "plain", "single", "double"] + ([] if place.is_in_braces else ["block"])
    how = draw(st.sampled_from(ways))
    if how == "plain" and new.strip()[:1] in ("'", '"', "|", ">"):
        how = "double"  # else it would not be plain
    return Typed(place, new if how in ("single", "double") else new.strip(), how)


def examples(number: int) -> settings:
    return settings(
        max_examples=max(1, number),
        derandomize="TYPED" not in os.environ,
        database=None,
        deadline=None,
        print_blob=True,
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
        suppress_health_check=[*HealthCheck],
    )


# --- what readers read -----------------------------------------------------------------------------------------------


def squeezed(text: str) -> str:
    """Without white space: where lines end is for the layout to say."""
    return "".join(text.split())


def read(html: str) -> str:
    """All words of a page in order, those that stand for pictures too."""
    words = tree(html).xpath("//text()[not(ancestor::script or ancestor::style)] | //@alt | //@aria-label")
    return squeezed(" ".join(words))


def all_read(output: Output) -> dict[str, str]:
    """By page and leaflet; codes are made of the words, and so are new with them."""
    pages, leaflets = built.of(output)
    found = {name: read(html) for name, html in (*pages.items(), *leaflets.items()) if not name.startswith("c/")}
    return {name: re.sub(r"[2-9A-Z]{3}-[2-9A-Z]{3}", "CODE", text) for name, text in found.items()}


@cache
def before() -> Mapping[str, str]:
    return all_read(pipeline.build(MINIATURE, None, print, TODAY))


def shown(words: str) -> str:
    """As a reader sees it: of a link its words."""
    return squeezed(re.sub(r"\[([^\]]*)\]\((?:term|page):[a-z-]+\)", r"\1", words))


@cache
def of_the_source() -> Counter[str]:
    """Each text of the source as a reader would see it, also those that nobody sees, and how often it stands there."""
    return Counter(shown(place.words) for place in _texts(set()))


@cache
def of_the_tool() -> str:
    """All that the tool may say itself."""
    files = [*(ROOT / "build_tools").rglob("*.py"), *(ROOT / "build_tools").rglob("*.html")]
    return squeezed(" ".join(file.read_text("utf-8") for file in files))


@cache
def stands_alone(words: str) -> bool:
    """Whether readers see these words whole, and no other text of the source, and none of the tool, has them in it."""
    mine = shown(words)
    alone = sum(count for other, count in of_the_source().items() if mine in other) == 1
    is_free = not re.search(r"\{|\]\(term:", words) and mine not in of_the_tool()
    return alone and is_free and any(mine in text for text in before().values())


def form(words: str) -> tuple[bool, str]:
    """By which the plan tells a sentence from a part of one, before which it says what it is part of."""
    return words[:1].islower(), words[-1:] if words[-1:] in (".", "?", "!", ":") else ""


NAMES = re.compile(r"\{\w+\}|\]\([a-z:-]+\)")
UNREAD = {"yaml", "tab"}  # where YAML loses its way, which may be on the next line


# --- what must hold --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(MINIATURE, tmp_path_factory.mktemp("typed") / "project"))


def outcome(project: Path, new: Typed) -> Output | None:
    """What is built; nothing where it is refused, and then the line must be named."""
    new.apply(project)
    try:
        return pipeline.build(project, None, lambda _: None, TODAY)
    except ProblemsFound as found:
        assert any(_names(problem, new) for problem in found.problems), f"{new.written!r}\n{found}"
        return None
    finally:
        shutil.copy(MINIATURE / new.place.file, project / new.place.file)


def _names(problem: Problem, new: Typed) -> bool:
    file, more = new.place.file, len(re.findall("[\r\n]", new.written))
    lines = range(new.place.lines.start, new.place.lines.stop + more)
    if set(NAMES.findall(new.place.words)) - set(NAMES.findall(new.words)):
        return True  # what else needs the name that is gone is told where it stands
    if new.place.is_in_braces and new.how == "plain" and "," in new.words:
        return True  # then it is two texts, and the other one may be a name of something else
    # Of words that are gone, what they belong to is told.
    is_other_yaml = problem.code in UNREAD or (new.how == "plain" and (more > 0 or not new.words))
    if problem.place.path == file and (problem.place.line in lines or is_other_yaml):
        return True
    return any(f"{file}{mark}{line}" in str(problem) for line in lines for mark in (":", " "))


@examples(EXAMPLES)
@given(new=typed())
def test_readers_get_the_words_or_the_line_is_named(project: Path, new: Typed) -> None:
    output = outcome(project, new)
    event("built" if output else "refused")
    if not output:
        return
    found, old, now = all_read(output), shown(new.place.words), shown(new.words)
    if not stands_alone(new.place.words):
        return
    event("compared")
    assert found.keys() == before().keys()
    for name, text in before().items():
        if form(old) == form(now):
            assert found[name] == text.replace(old, now), name
        elif old in text:
            assert now in found[name], name


PRINTED = ("docs/content/sample-scan/topics/", "docs/content/clinic.yaml", "leaflets/")


@examples(EXAMPLES // 10)
@given(new=typed(PRINTED, (OF_WORDS, OF_CODE)))
def test_paper_has_them_too(project: Path, new: Typed) -> None:
    """The finished PDF, read by Poppler."""
    output = outcome(project, new)
    old, now = shown(new.place.words), shown(new.words)
    if not output or not stands_alone(new.place.words) or form(old) != form(now):
        event("refused or not on paper")
        return
    job = output.jobs[0]
    with on_paper(project, new):
        printed = proof(job)
    if printed.findings:
        event("refused by the preflight")
        return
    event("printed")
    assert said_on_paper(printed.data).count(now) == paper_before().replace(old, now).count(now)


@contextmanager
def on_paper(project: Path, new: Typed) -> Iterator[None]:
    new.apply(project)
    try:
        yield
    finally:
        shutil.copy(MINIATURE / new.place.file, project / new.place.file)


@cache
def paper_before() -> str:
    return said_on_paper(proof(pipeline.build(MINIATURE, None, print, TODAY).jobs[0]).data)


def said_on_paper(pdf: bytes) -> str:
    """Words that the end of a line parts at their hyphen stay two parts there, with the hyphen."""
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return squeezed(done.stdout.decode())


# --- catalogs --------------------------------------------------------------------------------------------------------

TRANSLATED = {
    ("getting-ready", "Take off your rings."): "Take off rings and watches.",
    ("site", "What do you need today?"): "What is it today?",
    ("interface", "Where each statement on this page comes from"): "Who says this page",
    ("clinic", "By day"): "During the day",
}
PO = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'


def catalog(translated: Mapping[tuple[str, str], str]) -> str:
    signs = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\t": r"\t"})
    quoted = (tuple(f'"{words.translate(signs)}"' for words in (*key, to)) for key, to in translated.items())
    return PO + "".join(f"\nmsgctxt {each[0]}\nmsgid {each[1]}\nmsgstr {each[2]}\n" for each in quoted)


@examples(EXAMPLES // 4)
@given(key=st.sampled_from([*TRANSLATED]), slip=slips(), at=st.integers(0, 3))
def test_translations_too(project: Path, key: tuple[str, str], slip: str, at: int) -> None:
    words = TRANSLATED[key].split(" ")
    new = " ".join([*words[:at], slip, *words[at:]])
    file = project / "docs/content/locale/en/all.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        file.write_text(catalog({**TRANSLATED, key: new}), "utf-8")
        found = all_read(pipeline.build(project, None, lambda _: None, TODAY))
    except ProblemsFound as refused:
        event("refused")
        assert all(problem.place.path == "docs/content/locale/en/all.po" for problem in refused.problems), refused
        return
    finally:
        shutil.rmtree(file.parent.parent)
    event("built")
    for name, text in before().items():
        assert (squeezed(key[1]) in text) <= (squeezed(new) in found[name]), name
