"""Guide -> the surfaces of all pages of the site. Pure: knows nothing of the engine that makes a site of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from build_tools.content.model import Page, Procedure, Project
from build_tools.guide import evidence, first_pages, offers, plan, ready, topic_list, walk
from build_tools.guide import page as topics
from build_tools.guide.leaflet_file import LeafletFile
from build_tools.guide.ready import Readiness
from build_tools.guide.records import Guide, Line, Surface
from build_tools.records.ledger import Ledger
from build_tools.records.snapshot import Current
from build_tools.website import code_pages, desk, not_ready
from build_tools.website.site_page import LOST, SitePage, in_folder


def surfaces(
    project: Project,
    guides: Sequence[Guide],
    printed: Sequence[LeafletFile],
    ledger: Ledger,
    editions: Iterable[Current],
    translations: Sequence[Sequence[Readiness]] = (),
    waiting: Sequence[str] = (),
) -> tuple[SitePage, ...]:
    """Every page: the first one, those of each procedure in the order of docs/site.yaml, the desk, the codes.

    `printed` are leaflets and packs, or what is being printed; `editions` what leaflets say now; `translations` the
    guides of each further language that is offered, whose pages lie in a folder of its own; `waiting` the languages
    that are not.
    """
    others = [[each.guide for each in same if each.is_offered] for same in translations]
    codes = code_pages.code_pages(project, guides, ledger, editions, others)
    on_desk = desk.page(project, guides, ledger.current_codes(), printed, translations, waiting)
    foreign = (page for each in translations for page in _in_language(project, each, printed))
    return (*_of_language(project, guides, printed), *foreign, on_desk, *codes)


def _of_language(project: Project, guides: Sequence[Guide], printed: Sequence[LeafletFile]) -> Iterator[SitePage]:
    """The pages for patients: the first one, and those of each procedure."""
    yield home(project, guides, printed)
    for guide in guides:
        yield from of_procedure(project, guide.resolver.procedure, guide, printed)


def _in_language(
    project: Project, translations: Sequence[Readiness], printed: Sequence[LeafletFile]
) -> Iterator[SitePage]:
    """The pages of a further language; a notice in the place of each that is not ready."""
    offered = [each.guide for each in translations if each.is_offered]
    folder = f"{offered[0].language}/"
    found = list(_of_language(project, offered, printed))
    found += (page for each in translations if not each.is_offered for page in _withheld(project, each))
    yield from (in_folder(page, folder) for page in _told(project, found))


def _withheld(project: Project, translation: Readiness) -> Iterator[SitePage]:
    """Notices for all pages of a procedure for which the language is not offered."""
    guide = translation.guide
    for page in of_procedure(project, guide.resolver.procedure, guide, ()):
        yield not_ready.in_place_of(page, translation.help, ())


def _told(project: Project, found: Sequence[SitePage]) -> Iterator[SitePage]:
    """The same with a notice in the place of each page that is not wholly translated."""
    lacks = {page.path: ready.missing(page.guide, page.surface) for page in found if page.missing is None}
    for page in found:
        if lacks.get(page.path):
            paths = (f"{page.guide.procedure}/{each.id}.md" for each in project.site.pages if each.search)
            whole = [each for path in paths for each in found if each.path == path and not lacks[path]]
            yield not_ready.in_place_of(page, lacks[page.path], whole)
        else:
            yield page


def home(project: Project, guides: Sequence[Guide], printed: Sequence[LeafletFile]) -> SitePage:
    """The first page."""
    shown = tuple(map(on_screen, guides))
    surface = first_pages.home(project, shown, _of(shown[0], printed))
    return SitePage("index.md", surface, shown[0], _about_site(project, shown[0]))


def lost(project: Project, guides: Sequence[Guide]) -> SitePage:
    """What stands under an address that leads nowhere."""
    shown = tuple(map(on_screen, guides))
    return SitePage(LOST, first_pages.lost(project, shown), shown[0], "", is_searched=False)


def of_procedure(
    project: Project, procedure: Procedure, guide: Guide, printed: Sequence[LeafletFile]
) -> Iterator[SitePage]:
    """The pages of a procedure; where there are several, its own first page is the first of them."""
    guide = on_screen(guide)
    if len(project.procedures) > 1:
        surface, about = first_pages.start(project, guide, _of(guide, printed)), _about_site(project, guide)
        yield SitePage(f"{procedure.id}/index.md", surface, guide, about, _help(project, procedure))
    for page in project.site.pages:
        yield _page(project, procedure, guide, page, printed)


def on_screen(guide: Guide) -> Guide:
    """The same without lines to write on: nobody can write on a screen."""
    return replace(
        guide,
        summary=walk.mapped(guide.summary, _unwritten),
        sections={id: walk.mapped(section, _unwritten) for id, section in guide.sections.items()},
        terms={id: walk.mapped(term, _unwritten) for id, term in guide.terms.items()},
    )


def _unwritten(line: Line) -> Line:
    return replace(line, blank="")


def _page(project: Project, procedure: Procedure, guide: Guide, page: Page, printed: Sequence[LeafletFile]) -> SitePage:
    printed = _of(guide, printed)
    surface, name = _surface(project, procedure, guide, page, printed), guide.title.text
    tells_sides = page.built == "leaflets" or any(offers.of_page(project, procedure, guide, page, printed))
    return SitePage(
        path=f"{procedure.id}/{page.id}.md",
        surface=surface,
        guide=guide,
        description=surface.lead.text if surface.lead else "",
        help=_help(project, procedure),
        eyebrow=name if name != surface.title.text else "",
        is_searched=page.search,
        rewritten=partial(_page, project, procedure, guide, page) if tells_sides else None,
    )


def _of(guide: Guide, printed: Iterable[LeafletFile]) -> tuple[LeafletFile, ...]:
    """The leaflets of a guide's language; those with the English behind them are for the desk alone."""
    return tuple(each for each in printed if each.key.language == guide.language and not each.key.with_english)


def _help(project: Project, procedure: Procedure) -> str:
    return f"{procedure.id}/{project.site.help_page}.html"


def _surface(
    project: Project, procedure: Procedure, guide: Guide, page: Page, printed: Sequence[LeafletFile]
) -> Surface:
    if page.built == "sources":
        return evidence.sources(project, procedure, guide, page)
    if page.built == "disagreements":
        return evidence.disagreements(project, procedure, guide, page)
    if page.built == "topics":
        return topic_list.all_topics(project, procedure, guide, page)
    if page.built == "leaflets":
        return offers.all_leaflets(project, procedure, guide, page, printed)
    make = plan.plan if page.built == "plan" else topics.page
    return make(project, procedure, guide, page, offers.of_page(project, procedure, guide, page, printed))


def _about_site(project: Project, guide: Guide) -> str:
    home = project.site.home
    return guide.resolver.line(home.description, "site", home.place("description")).text
