"""Leaflets in other scripts: what is looked for before they go out, the rules of PDF/UA-1, and how large they are."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from zlib import crc32

import bless
import pdfua
import printable
import pytest
from read_aloud import collapsed, heard
from test_pdf_fonts import letters_by_font
from translating import said, translate_all

from build_tools import pipeline
from build_tools.content import reader as source
from build_tools.content.letters import WITHOUT_SPACES, WRITTEN_WITH
from build_tools.guide.build import guides
from build_tools.languages import catalog as language
from build_tools.languages.message_list import messages_of
from build_tools.languages.translations import FORBIDS, MARKS
from build_tools.printing import interpreter
from build_tools.printing.jobs import Printed, PrintJob
from build_tools.printing.workers import work
from build_tools.problems import Place

# By language: words of patients, what says no, and what ends a sentence.
WORDS = {
    "ar": ("لا بأس في الظهر أيضًا الأدوية ساعات ألم مسؤول مُستشفى إلى", "لا ", "."),
    "he": ("שלום כאב בגב תרופות שעות לפני ההליך", "לא ", "."),
    "hi": ("दर्द की दवा क्षति ज्ञान हिन्दी घंटे पहले स्थिति डॉक्टर श्रम", "मत ", "\u0964"),
    "ja": ("手術の前に食事をしないでください薬シャワー", "ない", "。"),
    "ko": ("시술 전에 음식을 드시지 마세요 통증이", "말고 ", "."),
    "th": ("ปวด น้ำ ยา ที่ ใส่ ก่อน กิน ผู้ป่วย", "ไม่", ""),
    "vi": ("Đừng ăn trước thủ thuật thuốc giảm đau ngực nghỉ ngơi", "Không ", "."),
    "zh-Hans": ("手术前请勿进食告诉我们您的药物疼痛减轻需要时间", "不", "。"),
    "zh-Hant": ("手術前請勿進食告訴我們您的藥物疼痛減輕需要時間", "不", "。"),
}
Sheets = list[tuple[PrintJob, Printed]]
# Stand-in words may take more room than there is; how long a language may be stands in language.yaml.
OF_LENGTH = {"late-card", "blank-page"}


def told(tag: str, english: str) -> str:
    """As many words of a language, with the placeholders of the English."""
    words, no, stop = WORDS[tag]
    scripts = language.scripts(tag.replace("-", "_"))
    gap = "" if scripts & (WITHOUT_SPACES | WRITTEN_WITH.keys() - {"Kore"}) else " "
    known = words.split() if " " in words else list(words)
    count = len(MARKS.sub(" ", english).split())
    said = list(islice(cycle(known), crc32(english.encode()) % 7, crc32(english.encode()) % 7 + max(count, 1)))
    for mark in MARKS.findall(english):
        said[1:1] = [f"[{known[0]}{mark}" if mark.startswith("]") else mark, known[-1]]
    return (no if FORBIDS.match(english) else "") + gap.join(said) + (stop if english.endswith(".") else "")


@pytest.fixture(scope="module", params=WORDS)
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sheets:
    tag, root = request.param, bless.miniature(tmp_path_factory.mktemp(request.param))
    project, _ = source.read(root)
    translate_all(root, tag, {id: told(tag, id[1]) for id in messages_of(project)})
    catalog = language.catalog(root, language.local("en_US", tag), Place("test"))
    return [(job, work(job)) for job in printable.jobs(project, catalog, "A4")]


def test_nothing_is_lost_or_stands_wrong(printed: Sheets) -> None:
    for job, paper in printed:
        assert [each for each in paper.findings if each.code not in OF_LENGTH] == [], job.file


def test_the_words_are_read_in_order(printed: Sheets, tmp_path: Path) -> None:
    """Whole, as another reader than the gate's own hears them."""
    for job, paper in printed:
        (tmp_path / job.file).write_bytes(paper.data)
        said = collapsed(" ".join(line.text for line in job.expected.lines))
        assert heard(tmp_path / job.file) == said


def test_it_is_no_larger_than_a_phone_loads_at_once(printed: Sheets) -> None:
    for job, paper in printed:
        assert len(paper.data) <= printable.largest(job.key.language), job.file


@pytest.mark.java
def test_the_rules_of_pdf_ua(printed: Sheets, tmp_path: Path) -> None:
    for job, paper in printed:
        file = tmp_path / job.file
        file.write_bytes(paper.data)
        assert pdfua.failures(file) == [], job.file


def test_english_within_another_direction_stands_by_itself(printed: Sheets) -> None:
    """What staff read, and the clinic's name and address: no sign beside them changes their place."""
    for job, _ in printed:
        assert '<span lang="en" dir="ltr">' in job.html
        assert ('dir="rtl"' in job.html) == (job.key.language in ("ar", "he"))
        (notice,) = re.findall(r'<p class="notice">(.*?)</p>', job.html)
        apart = re.search(r'lang="en" dir="ltr">[^<]*<span [^<]*</span>[.]</span> ', notice)
        assert apart, "English sticks to no other language"


# By language: what it calls itself, and the font that it alone takes on the sheet to point on.
NAMES = {
    "ar": ("العربية", "Noto-Sans-Arabic-Bold"),
    "hi": ("हिन्दी", "Noto-Sans-Bold"),
    "ja": ("日本語", "Noto-Sans-JP-Bold"),
    "vi": ("Tiếng Việt", "Noto-Sans-Bold"),
    "zh-Hans": ("中文", "Noto-Sans-SC-Bold"),
}


@pytest.mark.parametrize("tags", [("ar", "zh-Hans"), ("vi", "hi"), ("ja", "zh-Hans"), ("zh-Hans", "ja"), tuple(NAMES)])
def test_each_language_to_point_to_is_printed_in_its_own_font(tmp_path: Path, tags: tuple[str, ...]) -> None:
    """Also where another on the sheet writes with the same letters."""
    found = pipeline.whole_source(bless.miniature(tmp_path))
    (staff,) = guides(found.project, found.catalog)
    messages = messages_of(found.project)
    catalogs = [
        replace(language.empty(found.project, tag), messages=said({id: told(tag, id[1]) for id in messages}))
        for tag in tags
    ]
    for job in interpreter.jobs(found.project, staff, catalogs, "A4"):
        printed = work(job)
        assert printed.sides == 1 and not printed.findings, job.file
        (tmp_path / job.file).write_bytes(printed.data)
    letters = letters_by_font(tmp_path / "languages.pdf")
    for tag in tags:
        name, font = NAMES[tag]
        own = set(unicodedata.normalize("NFC", name)) - {" "}
        others = [each for other, each in letters.items() if other.endswith("-Bold") and other != font]
        assert own <= letters[font] and own.isdisjoint(set().union(*others)), tag
