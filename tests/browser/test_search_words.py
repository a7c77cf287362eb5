"""What the search takes for the same word, in each language: folded alike in what is searched and in what is typed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from build_tools.website.search_files import SearchEntry, SearchIndex, SearchLine, SearchPart, index_files, lunr

from .conftest import tabs
from .pages import ROOT

# language, what a section says, what is typed: it finds that section and not the other one.
SAME = [
    ("es", "Enfermedad del riñón", "rinon"),
    ("es", "Después de la operación", "operacion"),
    ("es", "Después de la operación", "operaciones"),
    ("es", "Las operaciones de espalda", "operación"),
    ("es", "Las operaciones de espalda", "operacion"),
    ("vi", "Thẻ bảo hiểm y tế", "bao hiem"),
    ("vi", "Đau lưng", "dau lung"),
    ("pl", "Ból głowy i gorączka", "glowy"),
    ("tr", "Iş\u0131k ve İlaç", "ilac"),
    ("tr", "Iş\u0131k ve İlaç", "\u0131ş\u0131k"),
    ("tr", "Iş\u0131k ve İlaç", "ISIK"),
    ("ar", "ألم في الظهر", "الم"),
    ("ar", "مُسْتَشْفَى قريب", "مستشفي"),
    ("ar", "حرارة مرتفعة", "حراره"),
    ("zh", "如果头痛或发烧, 请打电话。", "头痛"),
    ("zh", "如果头痛或发烧, 请打电话。", "烧"),
    ("ja", "シャワーを浴びることができます", "シャワー"),
    ("th", "ปวดหัวและมีไข้", "ปวดหัว"),
    ("zh-Hans", "服用ＭＲＩ检查", "mri"),
    ("zh-Hans", "发烧38°C", "\uff13\uff18"),
    ("ja", "くすりを飲む", "クスリ"),
    ("ja", "ｼｬﾜｰを浴びる", "シャワー"),
    ("ko", "허리 통증", "통증이"),
    ("ko", "통증이 있으면", "통증"),
    ("ar", "وألم في الساق", "الم"),
    ("ar", "أدوية السكري", "الادويه"),
    ("ar", "أدوية السكري", "السكرى"),
    ("ar", "حــمّام دافئ", "حمام"),
    ("ar", "بعد ٢٤ ساعة", "24"),
    ("ar", "بعد 24 ساعة", "٢٤"),
    ("fa", "پای چپ", "پاي"),
    ("fa", "دارو کمر", "كمر"),
    ("he", "כְּאֵב גב", "כאב"),
    ("hi", "दर्द की दवा", "दवा"),
    ("hi", "हिन्दी में", "हिंदी"),
    ("hi", "पाँच मिनट", "पांच"),
    ("hi", "ज़्यादा दर्द", "ज्यादा"),
    ("hi", "बाद में २४ घंटे", "24"),
    ("pl", "Nie wolno jeść", "jesc"),
    ("vi", "Nằm yên ở nhà", "nam yen"),
    ("de", "Größe und Fuß", "fuss"),
    ("en", "Your follow\u2011up visit", "followup"),
    ("en", "Call 555-0142", "5550142"),
    ("en", "At level L4", "l4"),
    ("en", "An operation", "operatio"),
    ("en", "Allergies", "allergie"),
    ("en", "You can't drive", "cant drive"),
    ("en", "You cant drive", "can\u2019t drive"),
    ("fr", "À l'hôpital", "hopital"),
    ("en", "Your checkup", "check up"),
    ("en", "Headache", "head ache"),
    ("en", "Call 555-0142", "555 0142"),
]
OTHER = "zzz"
ASK = "([id, typed]) => SearchIndex.of(id).ask(typed).map(({ entry }) => entry.location)"


def _entry(place: str, title: str, says: str) -> SearchEntry:
    return SearchEntry(place, title, (SearchPart((SearchLine(says),)),))


def _index(language: str, says: str) -> SearchIndex:
    return SearchIndex("", language, "", (_entry("yes", "x", says), _entry("no", OTHER, OTHER)))


@pytest.mark.parametrize("language", sorted({language for language, *_ in SAME}))
def test_the_same_words_are_found(browser: Browser, language: str) -> None:
    cases = [(says, typed) for each, says, typed in SAME if each == language]
    files = index_files({str(number): _index(language, says) for number, (says, _) in enumerate(cases)})
    with tabs(browser) as open_tab:
        page = open_tab().page
        for script in (lunr(language), *files.values()):
            page.add_script_tag(content=script)
        for name in ("search-words", "search-signs", "search-index"):
            page.add_script_tag(path=ROOT / f"build_tools/website/assets/{name}.js")
        found = {typed: page.evaluate(ASK, [str(number), typed]) for number, (_, typed) in enumerate(cases)}
        none = page.evaluate(ASK, ["0", "qqqqqqq"])
    assert found == {typed: ["yes"] for _, typed in cases}
    assert none == []
