"""Rules on what must not stand twice: ids, names and titles by which somebody tells things apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.checks.walk import blocks, repeated, topics
from build_tools.content.model import (
    Page,
    ProcedureInfo,
    Project,
    Site,
    Statement,
    Topic,
    YamlCareCard,
    YamlTimes,
    YamlWriteIn,
    shown_on_page,
)
from build_tools.guide.leaflet_file import PACK
from build_tools.problems import Place, Problem


def nothing_twice(project: Project) -> Iterator[Problem]:
    """A page id stands once, and a topic once on each page and leaflet."""
    for leaflet in project.leaflets.values():
        yield from _twice([(section.topic, section.place("topic")) for section in leaflet.sections], "topic", "leaflet")
    for page in project.site.pages:
        yield from _twice([(id, page.place("topics", index)) for index, id in enumerate(page.topics)], "topic", "page")
    yield from _twice([(page.id, page.place("id")) for page in project.site.pages], "page", "site")


def _twice(found: Iterable[tuple[str, Place]], what: str, where: str) -> Iterator[Problem]:
    for (words, place), (_, first) in repeated((each[0].casefold(), each) for each in found):
        message = f"the {what} `{words}` is on this {where} already, at line {first.line}"
        yield Problem(place, "twice", message, "keep one of the two")


def search_terms_once(project: Project) -> Iterator[Problem]:
    """Nothing stands twice in one list of `search_terms`."""
    records: list[Topic | Page | Statement] = [*project.site.pages]
    for _, _, topic in topics(project):
        records += [topic, *topic.statements()]
    for record in records:
        terms = enumerate(record.search_terms or ())
        yield from _twice(((words, record.place("search_terms", index)) for index, words in terms), "question", "list")


def words_once(project: Project) -> Iterator[Problem]:
    """No word stands twice in `many_ask`, in `same_words` or, at whatever level, in one `danger_signs`."""
    site = project.site
    many = ((words, site.place("many_ask", index)) for index, words in enumerate(site.many_ask))
    yield from _twice(many, "word", "list")
    lines = ((line.split(), site.place("same_words", index)) for index, line in enumerate(site.same_words))
    yield from _twice(((word, place) for words, place in lines for word in words), "word", "list")
    records: list[Site | ProcedureInfo] = [site, *(procedure.info for procedure in project.procedures)]
    for record in records:
        signs = (
            (words, record.place("danger_signs", level, index))
            for level, listed in record.danger_signs.items()
            for index, words in enumerate(listed)
        )
        yield from _twice(signs, "sign", "list")


def signs_once(project: Project) -> Iterator[Problem]:
    """No sign stands twice on the cards of a topic: readers could not tell at which level to get help."""
    for _, _, topic in topics(project):
        cards = (block for block in topic.blocks if isinstance(block, YamlCareCard))
        yield from _twice(((sign.say, sign.place("say")) for card in cards for sign in card.signs()), "sign", "topic")


def labels_differ(project: Project) -> Iterator[Problem]:
    """Places to write on that stand together have different labels: in a PDF two of one name are one field."""
    for leaflet in project.leaflets.values():
        yield from _twice(((field.label, field.place("label")) for field in leaflet.name_box), "label", "leaflet")
    for _, block in blocks(project, YamlWriteIn):
        yield from _twice(((field.label, field.place("label")) for field in block.fields), "label", "block")
    for _, strip in blocks(project, YamlTimes):
        yield from _twice(((item.say, item.place("say")) for item in strip.items), "label", "block")


def files_differ(project: Project) -> Iterator[Problem]:
    """No two leaflets of a site have the same file: its name is made of the procedure and the leaflet."""
    for (id, place, leaflet), (other, _, its) in repeated((f"{each[0]}-{each[2]}", each) for each in _files(project)):
        message = f"`{id}-{leaflet}.pdf` would also be the file of `{its}` of {other}"
        yield Problem(place, "same-file", message, "give the folder of the procedure, or the leaflet, another name")


def _files(project: Project) -> Iterator[tuple[str, Place, str]]:
    for procedure in project.procedures:
        yield procedure.id, procedure.info.place(), PACK
        for leaflet, record in project.leaflets.items():
            yield procedure.id, record.place() if leaflet == PACK else procedure.info.place(), leaflet


def sizes_named(project: Project) -> Iterator[Problem]:
    """Two sizes never have the same name or the same place; the front desk could not tell them apart."""
    for field in ("name", "order"):
        named = ((getattr(size, field), (id, size)) for id, size in project.sizes.items())
        for (_, size), (other, _) in repeated(named):
            message = f"the {field} `{getattr(size, field)}` is that of the size `{other}` too"
            yield Problem(size.place(field), "same-size", message, "give each size its own")


def descriptions_differ(project: Project) -> Iterator[Problem]:
    """No two pages have the same title or the same `description`: in a list of results nobody could tell them apart."""
    for field in ("title", "description"):
        pages = (project.site.home, *project.site.pages)
        for page, _ in repeated((getattr(page, field).casefold(), page) for page in pages):
            message = f"another page has the same {field}"
            yield Problem(page.place(field), "same-description", message, "say what only this page has")


def headings_differ(project: Project) -> Iterator[Problem]:
    """No topic has the title of a page that shows it: the same heading would stand there twice."""
    for page in project.site.pages:
        for procedure in project.procedures:
            for _, topic, _ in shown_on_page(procedure, page):
                if topic.title.casefold() == page.title.casefold():
                    message = f"the page `{page.id}`, which shows this topic, has the same title"
                    yield Problem(topic.place("title"), "same-heading", message, "give one of the two another title")


def procedures_differ(project: Project) -> Iterator[Problem]:
    """No two procedures have the same title or name: patients and the front desk could not tell them apart."""
    for field in ("title", "name"):
        infos = (procedure.info for procedure in project.procedures)
        for info, _ in repeated((getattr(info, field).casefold(), info) for info in infos):
            message = f"another procedure has the same {field}"
            yield Problem(info.place(field), "same-description", message, "say what only this one is")
